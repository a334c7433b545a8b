package sort

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Values or rows from which the library is faster than Go.
var (
	crossoverSort    = c.From(48)
	crossoverIndices = c.From(32)
	crossoverRows    = c.From(24)
	crossoverPairs   = c.From(64)
)

// sortNative reports false if there is no memory, or if there are more values than the library sorts.
func sortNative(kind int32, values *byte, count int, descending bool) bool {
	var flags uint32
	if descending {
		flags = c.SortDescending
	}
	return c.Sort(kind, values, count, flags) == c.StatusOK
}

// add returns the orders of the keys whose columns it adds.
func add(columns *c.Columns, keys []Key) (orders [c.SortMaxKeys]uint32) {
	for i := range keys {
		columns.Add(keys[i].Column.View())
		if keys[i].Descending {
			orders[i] |= c.SortDescending
		}
		if keys[i].NullsFirst {
			orders[i] |= c.SortNullsFirst
		}
	}
	return orders
}

// rowsNative reports false if there is no memory.
func rowsNative(keys *c.Columns, orders *[c.SortMaxKeys]uint32, first int, out []uint32) bool {
	return c.SortIndices(keys, &orders[0], first, unsafe.SliceData(out), len(out), nil) == c.StatusOK
}

func sortedNative(keys *c.Columns, orders *[c.SortMaxKeys]uint32) int {
	return c.SortValidate(keys, &orders[0]).Count
}

func distinctNative(keys *c.Columns, out []uint32) int {
	return c.SortDistinct(keys, unsafe.SliceData(out), len(out)).Written
}
