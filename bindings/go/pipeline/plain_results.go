package pipeline

import (
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
		switch {
		case kind == c.TypeBool:
			clear(to.Bits(i))
		case c.IsString(kind):
			offsets, _ := to.Strings(i, 0)
			clear(offsets)
		default:
			clear(to.Bytes(i))
		}
		if i == 0 {
			continue // the key
		}
		switch p.plan.aggregates[i-1].function {
		case c.AggregateCountRows, c.AggregateCount, c.AggregateCountDistinct, c.AggregateApproxCountDistinct, c.AggregateSum, c.AggregateSumExact:
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
	return c.CompareRows(view, a, b)
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
