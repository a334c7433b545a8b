package sort

import (
	"cmp"
	"math"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// sortGo is Sort. Floats are sorted without their NaNs, by slices.Sort, which takes -0.0 and 0.0 for
// the same.
func sortGo[T Number](values []T) {
	switch c.TypeOf[T]() {
	case c.TypeF32, c.TypeF64:
		sortFloats(values)
	default:
		slices.Sort(values)
	}
}

func sortFloats[T Number](values []T) {
	numbers := len(values)
	for i := 0; i < numbers; {
		if values[i] == values[i] {
			i++
			continue
		}
		numbers--
		values[i], values[numbers] = values[numbers], values[i]
	}
	if nans := values[numbers:]; len(nans) > 1 {
		slices.SortFunc(nans, compareNaNs)
	}
	slices.Sort(values[:numbers])
	from, found := slices.BinarySearch(values[:numbers], 0)
	if !found {
		return
	}
	to, negative := from, from
	for ; to < numbers && values[to] == 0; to++ {
		if bitsOf(values[to]) < 0 {
			negative++
		}
	}
	for i := from; i < to; i++ {
		values[i] = 0
		if i < negative {
			values[i] = T(math.Copysign(0, -1))
		}
	}
}

// selectNaN is Select of a NaN, which indices do not tell from others.
func selectNaN[T Number](values []T, k int) T {
	var nans []T
	for _, value := range values {
		if value != value {
			nans = append(nans, value)
		}
	}
	slices.SortFunc(nans, compareNaNs)
	return nans[k-(len(values)-len(nans))]
}

// compareNaNs has those without a sign first, then those with one, the greatest bits first, as numbers
// that have a sign.
func compareNaNs[T Number](a, b T) int {
	x, y := bitsOf(a), bitsOf(b)
	if x >= 0 && y >= 0 {
		return cmp.Compare(x, y)
	}
	return cmp.Compare(y, x)
}

// bitsOf returns the bits of a float, with its sign.
func bitsOf[T Number](value T) int64 {
	if unsafe.Sizeof(value) == 4 {
		return int64(*(*int32)(unsafe.Pointer(&value)))
	}
	return *(*int64)(unsafe.Pointer(&value))
}

// compareNumbers is the order of all that sorts; all NaNs are the same.
func compareNumbers[T Number](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case a == b:
		if a == 0 && 1/float64(a) != 1/float64(b) {
			return cmp.Compare(1/float64(a), 1/float64(b))
		}
		return 0
	case a == a:
		return -1
	case b == b:
		return 1
	}
	return 0
}

// fewRows is how many rows are sorted without an allocation.
const fewRows = 64

// numbered returns the numbers of all rows: in out if they fit, else in memory of their own.
func numbered(out []uint32, few *[fewRows]uint32, rows int) []uint32 {
	all := out
	switch {
	case len(out) == rows:
	case rows <= fewRows:
		all = few[:rows]
	default:
		all = make([]uint32, rows)
	}
	for i := range all {
		all[i] = uint32(i)
	}
	return all
}

func indicesGo[T Number](out []uint32, values []T, order uint32) {
	var few [fewRows]uint32
	all := numbered(out, &few, len(values))
	sign := 1
	if order != 0 {
		sign = -1
	}
	slices.SortFunc(all, func(i, k uint32) int {
		if order := compareNumbers(values[i], values[k]); order != 0 {
			return sign * order
		}
		return cmp.Compare(i, k)
	})
	copy(out, all)
}

func rowsGo(out []uint32, first, rows int, keys []Key) {
	var few [fewRows]uint32
	all := numbered(out, &few, rows)
	slices.SortFunc(all, func(i, k uint32) int {
		if order := compareRows(keys, int(i), int(k)); order != 0 {
			return order
		}
		return cmp.Compare(i, k)
	})
	copy(out, all[first:])
}

func sortedGo(rows int, keys []Key) int {
	for row := 1; row < rows; row++ {
		if compareRows(keys, row-1, row) > 0 {
			return row
		}
	}
	return rows
}

func appendDistinctGo(dst []uint32, rows int, keys []Key) []uint32 {
	for row := range rows {
		if row == 0 || compareRows(keys, row-1, row) != 0 {
			dst = append(dst, uint32(row))
		}
	}
	return dst
}

func compareRows(keys []Key, a, b int) int {
	for i := range keys {
		key := &keys[i]
		view := key.Column.View()
		if view.Validity != nil {
			validA, validB := view.Valid(a), view.Valid(b)
			if validA != validB {
				if validA == key.NullsFirst {
					return 1
				}
				return -1
			}
			if !validA {
				continue
			}
		}
		if order := compareValues(view, a, b); order != 0 {
			if key.Descending {
				return -order
			}
			return order
		}
	}
	return 0
}

func compareValues(view *column.View, a, b int) int {
	switch view.Type {
	case c.TypeF32:
		return compareFloats[float32](view, a, b)
	case c.TypeF64:
		return compareFloats[float64](view, a, b)
	}
	return c.CompareRows(view, a, b)
}

func compareFloats[T float32 | float64](view *column.View, a, b int) int {
	values := column.Rows[T](view)
	return compareNumbers(values[a], values[b])
}
