// Package rows is what the packages that hash columns share: the loop over the rows of a batch that
// is too short for the library, and the error of a column that cannot be hashed.
package rows

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Pay reports whether a column has as many strings, or as many values of fixed width, as it takes
// for a call of the library to be faster than a loop.
func Pay(view *column.View, strings, values int) bool {
	if c.IsString(view.Type) {
		return view.Count >= strings
	}
	return view.Count >= values
}

// Result returns the error that a call of the library stands for; nil for c.StatusOK.
func Result(r c.Result) error {
	if r.Status == c.StatusOK {
		return nil
	}
	return &sinew.Error{Status: sinew.Status(r.Status), Offset: r.Count, Message: "column: booleans or an unknown type, or offsets that run backwards or past the data"}
}

// Each writes to out what hash returns of the bytes of each row, and the zero Hash for a null row.
// Nothing is written if there is an error.
func Each[Hash any](out []Hash, view *column.View, hash func(p unsafe.Pointer, n int) Hash) error {
	switch c.OffsetWidth(view.Type) {
	case 4:
		return eachString[int32](out, view, hash)
	case 8:
		return eachString[int64](out, view, hash)
	}
	width := c.Width(view.Type)
	if width == 0 {
		return Result(c.Result{Status: c.StatusInvalidArgument})
	}
	clear(out)
	var word [8]byte
	for i := range out {
		if view.Valid(i) {
			out[i] = hash(unkept(view.LittleEndian(i, width, &word)), width)
		}
	}
	return nil
}

func eachString[Offset int32 | int64, Hash any](out []Hash, view *column.View, hash func(p unsafe.Pointer, n int) Hash) error {
	offsets, err := Offsets[Offset](view)
	if err != nil {
		return err
	}
	if len(offsets) == 0 {
		return nil
	}
	values, from := unkept(unsafe.Pointer(view.Values)), offsets[0]
	if view.Validity == nil {
		for i, to := range offsets[1:][:len(out)] {
			out[i] = hash(unsafe.Add(values, from), int(to-from))
			from = to
		}
		return nil
	}
	clear(out)
	for i, to := range offsets[1:][:len(out)] {
		if view.Valid(i) {
			out[i] = hash(unsafe.Add(values, from), int(to-from))
		}
		from = to
	}
	return nil
}

// unkept returns p, of which the compiler does not know that it is p: a hash that it cannot see keeps
// no pointer, so columns and words may stay on the stack.
func unkept(p unsafe.Pointer) unsafe.Pointer {
	address := uintptr(p)
	return *(*unsafe.Pointer)(unsafe.Pointer(&address))
}

// Offsets returns the offsets of a column of strings, or the error that says which row has bad ones.
// A column without rows has none.
func Offsets[Offset int32 | int64](view *column.View) ([]Offset, error) {
	if view.Count == 0 {
		return nil, nil
	}
	offsets := column.OffsetsOf[Offset](view)
	if !column.CheckOffsets(offsets, view.Size) {
		return nil, Result(c.Result{Count: column.FaultOf(offsets, view.Size), Status: c.StatusInvalidArgument})
	}
	return offsets, nil
}
