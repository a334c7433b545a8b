package blake3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

func hashMany(out [][hashSize]byte, view *column.View) error {
	fault, status := 0, int32(c.StatusOK)
	switch width := widthOf(view.Type); {
	case view.Count >= crossoverRows:
		fault, status = hashManyC(view, unsafe.SliceData(out))
	case view.Type == c.TypeString:
		fault, status = hashStringsGo[int32](out, view)
	case view.Type == c.TypeLargeString:
		fault, status = hashStringsGo[int64](out, view)
	case width != 0:
		values := unsafe.Slice(view.Values, view.Count*width)
		for i := range out {
			hashRow(out, view, i, values[i*width:][:width])
		}
	default:
		status = c.StatusInvalidArgument
	}
	if status != c.StatusOK {
		return &sinew.Error{Status: sinew.Status(status), Offset: fault, Message: "column: unknown type, or offsets that run backwards or past the data"}
	}
	return nil
}

// widthOf returns the bytes of a value, 0 for strings and for a type that there is not.
func widthOf(kind int32) int {
	switch kind {
	case c.TypeI8, c.TypeU8:
		return 1
	case c.TypeI16, c.TypeU16:
		return 2
	case c.TypeI32, c.TypeU32, c.TypeF32:
		return 4
	case c.TypeI64, c.TypeU64, c.TypeF64:
		return 8
	case c.TypeBytes16:
		return 16
	}
	return 0
}

func hashStringsGo[Offset int32 | int64](out [][hashSize]byte, view *column.View) (fault int, status int32) {
	if view.Count == 0 {
		return 0, c.StatusOK
	}
	offsets := column.OffsetsOf[Offset](view)
	if !column.CheckOffsets(offsets, view.Size) {
		return column.FaultOf(offsets, view.Size), c.StatusInvalidArgument
	}
	values := unsafe.Slice(view.Values, view.Size)
	for i := range out {
		hashRow(out, view, i, values[offsets[i]:offsets[i+1]])
	}
	return 0, c.StatusOK
}

func hashRow(out [][hashSize]byte, view *column.View, row int, bytes []byte) {
	if view.Valid(row) {
		out[row] = Sum256(bytes)
	} else {
		out[row] = [hashSize]byte{}
	}
}
