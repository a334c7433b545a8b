package blake3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

func hashMany(out [][hashSize]byte, view *column.View) error {
	fault, status := 0, int32(c.StatusOK)
	switch width := c.Width(view.Type); {
	case view.Count >= crossoverRows:
		fault, status = hashManyC(view, unsafe.SliceData(out))
	case c.OffsetWidth(view.Type) == 4:
		fault, status = hashStringsGo[int32](out, view)
	case c.OffsetWidth(view.Type) == 8:
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
		return &sinew.Error{Status: sinew.Status(status), Offset: fault, Message: "column: booleans or an unknown type, or offsets that run backwards or past the data"}
	}
	return nil
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
