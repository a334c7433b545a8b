package pipeline

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// len is the number of groups; all rows are one that is there from the beginning.
func (p *plain) len() int {
	if len(p.keys) == 0 {
		return 1
	}
	return p.groups.Len()
}

// results makes `to` the groups in an order, or the first of them.
func (p *plain) results(to *batch.Core, names []string, orders []order, limit int) error {
	var all sinew.Batch
	if err := p.groups.Results(&all); err != nil {
		return err
	}
	core := all.Core()
	if p.len() > all.Len() {
		p.emptyGroup(core)
	}
	views := core.Columns
	if len(p.keys) == 0 {
		views = views[1:]
	}
	rows := make([]uint32, p.len())
	for i := range rows {
		rows[i] = uint32(i)
	}
	if len(orders) > 0 {
		slices.SortStableFunc(rows, func(a, b uint32) int {
			for _, o := range orders {
				if by := compare(&views[o.column], int(a), int(b), o.descending); by != 0 {
					return by
				}
			}
			return 0
		})
	}
	if limit > 0 {
		rows = rows[:min(limit, len(rows))]
	}
	kinds := make([]int32, len(views))
	for i := range views {
		kinds[i] = c.WithWideOffsets(views[i].Type)
	}
	to.Prepare(names, kinds, len(rows))
	for i := range views {
		to.Take(i, &views[i], rows)
	}
	return nil
}

// emptyGroup makes the results those of one group without rows.
func (p *plain) emptyGroup(to *batch.Core) {
	kinds := make([]int32, len(to.Columns))
	for i := range kinds {
		kinds[i] = to.Columns[i].Type
	}
	to.Prepare(nil, kinds, 1)
	for i, kind := range kinds {
		if kind == c.TypeBool {
			clear(to.Bits(i))
		} else {
			clear(to.Bytes(i))
		}
		if i == 0 {
			continue // the key
		}
		switch p.plan.aggregates[i-1].function {
		case c.AggregateCountRows, c.AggregateCount, c.AggregateSum, c.AggregateSumExact:
		default:
			to.Validity(i)[0] = 0
		}
	}
}

// compare says which of two rows comes first: NaN comes behind all other values, and null last, in
// either direction.
func compare(view *column.View, a, b int, descending bool) int {
	ofA, ofB := rank(view, a), rank(view, b)
	if ofA != ofB || ofA > 0 {
		return ofA - ofB
	}
	if descending {
		a, b = b, a
	}
	switch view.Type {
	case c.TypeBool:
		return int(view.Bit(a)) - int(view.Bit(b))
	case c.TypeI8:
		return compareAs[int8](view, a, b)
	case c.TypeI16:
		return compareAs[int16](view, a, b)
	case c.TypeI32, c.TypeDate32:
		return compareAs[int32](view, a, b)
	case c.TypeU8:
		return compareAs[uint8](view, a, b)
	case c.TypeU16:
		return compareAs[uint16](view, a, b)
	case c.TypeU32:
		return compareAs[uint32](view, a, b)
	case c.TypeU64:
		return compareAs[uint64](view, a, b)
	case c.TypeF32:
		return compareAs[float32](view, a, b)
	case c.TypeF64:
		return compareAs[float64](view, a, b)
	case c.TypeBytes16:
		values := column.Rows[[16]byte](view)
		return bytes.Compare(values[a][:], values[b][:])
	case c.TypeLargeString, c.TypeLargeBinary:
		return bytes.Compare(column.TextAt[int64](view, a), column.TextAt[int64](view, b))
	}
	return compareAs[int64](view, a, b)
}

func compareAs[T cmp.Ordered](view *column.View, a, b int) int {
	values := column.Rows[T](view)
	return cmp.Compare(values[a], values[b])
}

// rank is 0 for a value, 1 for NaN and 2 for null.
func rank(view *column.View, row int) int {
	switch {
	case !view.Valid(row):
		return 2
	case view.Type == c.TypeF64 && isNaN(column.Rows[float64](view)[row]),
		view.Type == c.TypeF32 && isNaN(column.Rows[float32](view)[row]):
		return 1
	}
	return 0
}

func isNaN[T float32 | float64](x T) bool { return x != x }
