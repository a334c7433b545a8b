package sort

import (
	"fmt"
	"math"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// Number is what Sort takes: integers, floats and the types made of them.
type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64
}

// Sort sorts values in ascending order.
func Sort[T Number](values []T) {
	if len(values) < crossoverSort || !sortNative(c.TypeOf[T](), first(values), len(values), false) {
		sortGo(values)
	}
}

// SortDescending sorts values in descending order.
func SortDescending[T Number](values []T) {
	if len(values) < crossoverSort || !sortNative(c.TypeOf[T](), first(values), len(values), true) {
		sortGo(values)
		slices.Reverse(values)
	}
}

// IsSorted reports whether values are in the order of Sort, NaNs behind all others in any order.
func IsSorted[T Number](values []T) bool {
	for i := len(values) - 1; i > 0; i-- {
		// In one comparison what is so almost always.
		if !(values[i-1] < values[i]) && compareNumbers(values[i-1], values[i]) > 0 {
			return false
		}
	}
	return true
}

// Indices fills out with the indices of the values in ascending order: out[0] is that of the least, and
// of values that are the same the one with the lowest index is first. If out is shorter than values
// it has the first ones of them, which takes a fraction of the time. It panics if out is longer, or if
// there are more than 2^32 - 1 values.
func Indices[T Number](out []uint32, values []T) { indices(out, values, 0) }

// IndicesDescending is Indices from the greatest value on.
func IndicesDescending[T Number](out []uint32, values []T) {
	indices(out, values, c.SortDescending)
}

func indices[T Number](out []uint32, values []T, order uint32) {
	if len(out) > len(values) {
		panic(fmt.Sprintf("sort: %d indices of %d values", len(out), len(values)))
	}
	if uint64(len(values)) > math.MaxUint32 {
		panic(fmt.Sprintf("sort: %d values are more than have an index", len(values)))
	}
	if len(out) == 0 {
		return
	}
	if len(values) >= crossoverIndices {
		var keys c.Columns
		view := column.Of(c.TypeOf[T](), values)
		keys.Add(&view)
		orders := [c.SortMaxKeys]uint32{order}
		if rowsNative(&keys, &orders, 0, out) {
			return
		}
	}
	indicesGo(out, values, order)
}

// Select returns the value that is at index k when values are sorted, which stay as they are. It
// panics if there is none.
func Select[T Number](values []T, k int) T {
	_ = values[k]
	var index [1]uint32
	if len(values) >= crossoverIndices {
		var keys c.Columns
		view := column.Of(c.TypeOf[T](), values)
		keys.Add(&view)
		var orders [c.SortMaxKeys]uint32
		if rowsNative(&keys, &orders, k, index[:]) {
			if value := values[index[0]]; value == value {
				return value
			}
			return selectNaN(values, k)
		}
	}
	var few [fewRows]T
	sorted := append(few[:0], values...)
	sortGo(sorted)
	return sorted[k]
}

// Key is a column that rows are sorted by. The zero values of the rest are ascending order and nulls
// last.
type Key struct {
	Column     sinew.Column
	Descending bool
	NullsFirst bool
}

// Ascending returns the key of a column in ascending order, nulls last.
func Ascending(column sinew.Column) Key { return Key{Column: column} }

// Descending returns the key of a column in descending order, nulls last.
func Descending(column sinew.Column) Key { return Key{Column: column, Descending: true} }

// MaxKeys is the most keys of one call.
const MaxKeys = c.SortMaxKeys

// Rows fills out with the numbers of the rows from place first on in the order by the keys: rows are
// compared by the first key, if they are the same there by the second, and so on; those that are the
// same in all of them come by their numbers. With first 0 and out as long as the columns those are all
// rows; what is not asked for is not sorted, which takes a fraction of the time.
//
// The error is a *sinew.Error that is sinew.ErrInvalidArgument for no keys or more than MaxKeys, columns of
// different lengths, strings with bad offsets, and rows that do not exist; out is as it was then.
func Rows(out []uint32, first int, keys ...Key) error {
	rows, err := check(keys)
	if err != nil {
		return err
	}
	if first < 0 || first > rows || len(out) > rows-first {
		return fault.Invalid(0, "%d rows from %d of %d", len(out), first, rows)
	}
	if len(out) == 0 {
		return nil
	}
	if rows >= crossoverRows {
		var columns c.Columns
		orders := add(&columns, keys)
		if rowsNative(&columns, &orders, first, out) {
			return nil
		}
	}
	rowsGo(out, first, rows, keys)
	return nil
}

// Sorted returns the number of rows from the first one on that are in the order by the keys: all of
// them if the columns are sorted. The error is that of Rows.
func Sorted(keys ...Key) (int, error) {
	rows, err := check(keys)
	if err != nil {
		return 0, err
	}
	if rows >= crossoverPairs {
		var columns c.Columns
		orders := add(&columns, keys)
		return sortedNative(&columns, &orders), nil
	}
	return sortedGo(rows, keys), nil
}

// AppendDistinct appends the number of each row that is not the same by the keys as the one before it:
// of sorted rows the first one of each value. The error is that of Rows.
func AppendDistinct(dst []uint32, keys ...Key) ([]uint32, error) {
	rows, err := check(keys)
	if err != nil {
		return dst, err
	}
	if rows >= crossoverPairs {
		dst = slices.Grow(dst, rows)
		var columns c.Columns
		add(&columns, keys)
		return dst[:len(dst)+distinctNative(&columns, dst[len(dst):len(dst)+rows])], nil
	}
	return appendDistinctGo(dst, rows, keys), nil
}

// check returns the number of rows.
func check(keys []Key) (int, error) {
	if len(keys) == 0 || len(keys) > MaxKeys {
		return 0, fault.Invalid(0, "%d keys: there are 1 to %d", len(keys), MaxKeys)
	}
	rows := keys[0].Column.Len()
	for i := range keys {
		view := keys[i].Column.View()
		if view.Count != rows {
			return 0, fault.Invalid(0, "key %d has %d rows, key 0 %d", i, view.Count, rows)
		}
		if width := c.OffsetWidth(view.Type); width != 0 {
			if row, ok := view.CheckStrings(width); !ok {
				return 0, fault.Invalid(row, "key %d: offsets of row %d run backwards or past the data", i, row)
			}
		} else if view.Type != c.TypeBool && c.Width(view.Type) == 0 {
			return 0, fault.Invalid(0, "key %d has no type", i)
		}
	}
	if uint64(rows) > math.MaxUint32 {
		return 0, fault.Invalid(0, "%d rows", rows)
	}
	return rows, nil
}

func first[T Number](values []T) *byte { return (*byte)(unsafe.Pointer(unsafe.SliceData(values))) }
