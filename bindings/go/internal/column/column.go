// Package column holds the view of a column that the packages of this module pass to one another.
package column

import (
	"encoding/binary"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/cpu"
)

// View is a column of Count rows in the layout of an Apache Arrow array, and in memory a sinew_column
// of C. Its pointers start at the first row, but for bits, which begin at the byte that holds the
// first row's.
type View struct {
	// One of the Type constants of package c.
	Type  int32
	Count int
	// Fixed-width types: the values; of booleans, the byte that holds the first row's bit. String
	// types: the bytes that Offsets points into. Lists: a View, the elements of all rows.
	Values *byte
	// Bytes at Values.
	Size int
	// String types and lists: Count+1 offsets of 32 or 64 bits, as Type says.
	Offsets *byte
	// The byte that holds the first row's bit; nil says that all rows are valid.
	Validity *byte
	// Which bit of its byte is the first row's, 0 to 7 with 0 the lowest: of Validity, and of Values if
	// they are booleans.
	ValidityOffset int
	ValuesOffset   int
}

// Of returns a view of fixed-width values.
func Of[T any](kind int32, values []T) View {
	first := unsafe.SliceData(values)
	return View{Type: kind, Count: len(values), Values: (*byte)(unsafe.Pointer(first)), Size: len(values) * int(unsafe.Sizeof(*first))}
}

// Rows returns the fixed-width values of v.
func Rows[T any](v *View) []T { return unsafe.Slice((*T)(unsafe.Pointer(v.Values)), v.Count) }

// LittleEndian returns the address of the bytes of a row of fixed width, the lowest of a number first:
// where they are or, on a machine that has them in another order, at word.
func (v *View) LittleEndian(row, width int, word *[8]byte) unsafe.Pointer {
	p := unsafe.Add(unsafe.Pointer(v.Values), row*width)
	if cpu.IsBigEndian {
		switch width {
		case 2:
			binary.LittleEndian.PutUint16(word[:], *(*uint16)(p))
			return unsafe.Pointer(word)
		case 4:
			binary.LittleEndian.PutUint32(word[:], *(*uint32)(p))
			return unsafe.Pointer(word)
		case 8:
			binary.LittleEndian.PutUint64(word[:], *(*uint64)(p))
			return unsafe.Pointer(word)
		}
	}
	return p
}

// Elements returns the elements of all rows of a column of lists.
func (v *View) Elements() View { return (*View)(unsafe.Pointer(v.Values)).Normalized() }

// Normalized returns v with its bits in the byte that holds the first row's, which may be far into the memory that
// the library gives.
func (v View) Normalized() View {
	if v.Validity != nil {
		v.Validity = (*byte)(unsafe.Add(unsafe.Pointer(v.Validity), v.ValidityOffset/8))
	}
	v.ValidityOffset %= 8
	if skipped := v.ValuesOffset / 8; skipped > 0 {
		v.Values = (*byte)(unsafe.Add(unsafe.Pointer(v.Values), skipped))
		v.Size -= skipped
	}
	v.ValuesOffset %= 8
	return v
}

// Slice returns rows [first, first+count) of a column that has so many and is not of lists. A value has width bytes,
// or an offset of a string; both are 0 for booleans.
func (v View) Slice(first, count, width, offset int) View {
	v.Count = count
	switch {
	case first == 0:
		return v
	case offset != 0:
		v.Offsets = (*byte)(unsafe.Add(unsafe.Pointer(v.Offsets), first*offset))
	case width != 0:
		v.Values = (*byte)(unsafe.Add(unsafe.Pointer(v.Values), first*width))
		v.Size -= first * width
	default:
		v.ValuesOffset += first
	}
	v.ValidityOffset += first
	return v.Normalized()
}

// Bits returns the bitmap of v, which starts at bit v.ValidityOffset of its first byte; nil for all valid.
func (v *View) Bits() []byte {
	if v.Validity == nil {
		return nil
	}
	return unsafe.Slice(v.Validity, (uint(v.ValidityOffset)+uint(v.Count)+7)/8)
}

// Bit returns a row of a column of booleans, as 0 or 1.
func (v *View) Bit(row int) byte { return bitAt(v.Values, uint(row)+uint(v.ValuesOffset)) }

// Valid reports whether a row is not null.
func (v *View) Valid(row int) bool {
	if v.Validity == nil {
		return true
	}
	return bitAt(v.Validity, uint(row)+uint(v.ValidityOffset)) != 0
}

func bitAt(bits *byte, bit uint) byte {
	return *(*byte)(unsafe.Add(unsafe.Pointer(bits), bit/8)) >> (bit % 8) & 1
}
