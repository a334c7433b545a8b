package c

import (
	"math"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// View is a sinew_column.
type View = column.View

// MaxColumns is the most columns of one call.
const MaxColumns = GroupByMaxColumns

// Columns are the columns of one batch.
type Columns struct {
	columns [MaxColumns]View
	count   int
}

// Add appends a column; at most MaxColumns.
func (c *Columns) Add(view *View) {
	c.columns[c.count] = *view
	c.count++
}

// WordAt returns a row of a type that is neither strings nor 16 bytes, widened: a boolean as 0 or 1, an
// integer to 64 bits, and a float as the bits of a double, of which all NaNs are one.
func WordAt(view *View, row int) uint64 {
	var x float64
	switch view.Type {
	case TypeBool:
		return uint64(view.Bit(row))
	case TypeI8:
		return uint64(column.Rows[int8](view)[row])
	case TypeI16:
		return uint64(column.Rows[int16](view)[row])
	case TypeI32, TypeDate32:
		return uint64(column.Rows[int32](view)[row])
	case TypeU8:
		return uint64(column.Rows[uint8](view)[row])
	case TypeU16:
		return uint64(column.Rows[uint16](view)[row])
	case TypeU32:
		return uint64(column.Rows[uint32](view)[row])
	case TypeF32:
		x = float64(column.Rows[float32](view)[row])
	case TypeF64:
		x = column.Rows[float64](view)[row]
	default:
		return column.Rows[uint64](view)[row]
	}
	if x != x {
		return 0x7ff8000000000000
	}
	return math.Float64bits(x)
}

// NumberAt returns a row of a column of integers or floats, as the nearest float64.
func NumberAt(view *View, row int) float64 {
	if view.Type == TypeF64 {
		return column.Rows[float64](view)[row]
	}
	word := WordAt(view, row)
	switch view.Type {
	case TypeF32:
		return math.Float64frombits(word)
	case TypeI8, TypeI16, TypeI32, TypeI64:
		return float64(int64(word))
	}
	return float64(word)
}
