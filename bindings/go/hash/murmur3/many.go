package murmur3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

func sum32Many(out []uint32, view *column.View, seed uint32) error {
	if pays(view) {
		return errorOf(sum32ManyC(view, seed, unsafe.SliceData(out)))
	}
	return errorOf(eachRow(out, view, func(p unsafe.Pointer, n int) uint32 { return sum32(p, n, seed) }))
}

func sum128Many(out [][2]uint64, view *column.View, seed uint64) error {
	if pays(view) {
		return errorOf(sum128ManyC(view, seed, (*uint64)(unsafe.Pointer(unsafe.SliceData(out)))))
	}
	return errorOf(eachRow(out, view, func(p unsafe.Pointer, n int) [2]uint64 {
		h1, h2 := sum128(p, n, seed, seed)
		return [2]uint64{h1, h2}
	}))
}

// pays reports whether a call of the library is faster than a loop here.
func pays(view *column.View) bool {
	if c.IsString(view.Type) {
		return view.Count >= crossoverStrings
	}
	return view.Count >= crossoverValues
}

func errorOf(fault int, status int32) error {
	if status == c.StatusOK {
		return nil
	}
	return &sinew.Error{Status: sinew.Status(status), Offset: fault, Message: "column: booleans or an unknown type, or offsets that run backwards or past the data"}
}

// eachRow writes the hash of each row, and zeros for null rows.
func eachRow[Hash any](out []Hash, view *column.View, hash func(p unsafe.Pointer, n int) Hash) (fault int, status int32) {
	switch c.OffsetWidth(view.Type) {
	case 4:
		return eachString[int32](out, view, hash)
	case 8:
		return eachString[int64](out, view, hash)
	}
	width := c.Width(view.Type)
	if width == 0 {
		return 0, c.StatusInvalidArgument
	}
	clear(out)
	for i := range out {
		if view.Valid(i) {
			out[i] = hash(unsafe.Add(unsafe.Pointer(view.Values), i*width), width)
		}
	}
	return 0, c.StatusOK
}

func eachString[Offset int32 | int64, Hash any](out []Hash, view *column.View, hash func(p unsafe.Pointer, n int) Hash) (fault int, status int32) {
	if view.Count == 0 {
		return 0, c.StatusOK
	}
	offsets := column.OffsetsOf[Offset](view)
	if !column.CheckOffsets(offsets, view.Size) {
		return column.FaultOf(offsets, view.Size), c.StatusInvalidArgument
	}
	clear(out)
	for i := range out {
		if view.Valid(i) {
			out[i] = hash(unsafe.Add(unsafe.Pointer(view.Values), offsets[i]), int(offsets[i+1]-offsets[i]))
		}
	}
	return 0, c.StatusOK
}
