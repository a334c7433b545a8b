package c

import (
	"bytes"
	"cmp"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// CompareRows compares two rows of a column that are not null: booleans and numbers as cmp.Compare does, all
// others byte by byte.
func CompareRows(view *column.View, a, b int) int {
	switch view.Type {
	case TypeBool:
		return cmp.Compare(view.Bit(a), view.Bit(b))
	case TypeI8:
		return compareAs[int8](view, a, b)
	case TypeI16:
		return compareAs[int16](view, a, b)
	case TypeI32, TypeDate32:
		return compareAs[int32](view, a, b)
	case TypeU8:
		return compareAs[uint8](view, a, b)
	case TypeU16:
		return compareAs[uint16](view, a, b)
	case TypeU32:
		return compareAs[uint32](view, a, b)
	case TypeU64:
		return compareAs[uint64](view, a, b)
	case TypeF32:
		return compareAs[float32](view, a, b)
	case TypeF64:
		return compareAs[float64](view, a, b)
	case TypeBytes16:
		values := column.Rows[[16]byte](view)
		return bytes.Compare(values[a][:], values[b][:])
	case TypeString, TypeBinary:
		return bytes.Compare(column.TextAt[int32](view, a), column.TextAt[int32](view, b))
	case TypeLargeString, TypeLargeBinary:
		return bytes.Compare(column.TextAt[int64](view, a), column.TextAt[int64](view, b))
	}
	return compareAs[int64](view, a, b)
}

func compareAs[T cmp.Ordered](view *column.View, a, b int) int {
	values := column.Rows[T](view)
	return cmp.Compare(values[a], values[b])
}
