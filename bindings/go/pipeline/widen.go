package pipeline

import (
	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// widened returns as what a column is aggregated: integers, booleans and times as Int64 or Uint64,
// floats as Float64; all others as they are, to be counted.
func widened(kind sinew.Type) sinew.Type {
	switch {
	case kind == sinew.Float32:
		return sinew.Float64
	case kind < sinew.Uint64, kind >= sinew.Date32 && kind <= sinew.TimestampNS:
		return sinew.Int64
	}
	return kind
}

// widen makes a column of a prepared batch what view is aggregated as.
func widen(to *batch.Core, i int, view *column.View) {
	switch view.Type {
	case c.TypeBool:
		values := batch.Fixed[int64](to, i)
		for row := range values {
			values[row] = int64(view.Bit(row))
		}
	case c.TypeI8:
		convert(batch.Fixed[int64](to, i), column.Rows[int8](view))
	case c.TypeI16:
		convert(batch.Fixed[int64](to, i), column.Rows[int16](view))
	case c.TypeI32, c.TypeDate32:
		convert(batch.Fixed[int64](to, i), column.Rows[int32](view))
	case c.TypeU8:
		convert(batch.Fixed[int64](to, i), column.Rows[uint8](view))
	case c.TypeU16:
		convert(batch.Fixed[int64](to, i), column.Rows[uint16](view))
	case c.TypeU32:
		convert(batch.Fixed[int64](to, i), column.Rows[uint32](view))
	case c.TypeF32:
		convert(batch.Fixed[float64](to, i), column.Rows[float32](view))
	default:
		kind := to.Columns[i].Type
		to.Columns[i] = *view
		if !c.IsString(view.Type) {
			to.Columns[i].Type = kind
		}
		return
	}
	to.Columns[i].Validity, to.Columns[i].ValidityOffset = view.Validity, view.ValidityOffset
}

func convert[Wide int64 | float64, Narrow int8 | int16 | int32 | uint8 | uint16 | uint32 | float32](to []Wide, from []Narrow) {
	for i, x := range from {
		to[i] = Wide(x)
	}
}
