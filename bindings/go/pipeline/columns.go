package pipeline

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// bitAt returns a row of a column of booleans, as 0 or 1.
func bitAt(view *column.View, row int) byte {
	bit := view.ValuesOffset + row
	return *(*byte)(unsafe.Add(unsafe.Pointer(view.Values), bit/8)) >> (bit % 8) & 1
}

// textAt returns a row of a column of strings, whose offsets have 64 bits.
func textAt(view *column.View, row int) []byte {
	offsets := column.OffsetsOf[int64](view)
	return unsafe.Slice(view.Values, view.Size)[offsets[row]:offsets[row+1]]
}
