package pipeline

import (
	"iter"
	"runtime"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// Order says in which order a table has its groups, or how many of them.
type Order struct {
	isColumn   bool
	name       string
	descending bool
	top        int
}

// Ascending puts the groups with the least of a column first. Strings are compared byte by byte; NaN
// comes behind all other values, and null last.
func Ascending(column string) Order { return Order{isColumn: true, name: column} }

// Descending puts the groups with the greatest of a column first; NaN and null come last all the same.
func Descending(column string) Order {
	return Order{isColumn: true, name: column, descending: true}
}

// Top leaves out all groups but the first count in the order, which alone are sorted; 0 is all.
func Top(count int) Order { return Order{top: count} }

// order is an Order by a column.
type order struct {
	column     int
	descending bool
}

// Table is the groups of a pipeline, a row for each: the keys, then the aggregates, as columns. It
// prints itself, floats with up to three decimals, or as many as in fmt.Printf("%.1f", table). What its
// methods return is good until it is closed, or is unreachable.
type Table struct{ batch sinew.Batch }

// Table returns the groups as they are now, which may go on to change; Flush comes before it at the end
// of an input. The first order counts most. Groups that are equal in all of them, and all groups
// without any, come in the order in which their keys first appeared.
//
// The error is ErrClosed or a *sinew.Error: ErrInvalidArgument for a name that is no column of the
// table, for an order by more than 8 columns, and for a negative count; ErrOutOfMemory.
func (p *Pipeline) Table(orders ...Order) (*Table, error) {
	table := new(Table)
	if err := p.FillTable(table, orders...); err != nil {
		table.Close()
		return nil, err
	}
	return table, nil
}

// FillTable is Table for a table that there is already, and whose memory is used again. On an error the
// table is as it was.
func (p *Pipeline) FillTable(table *Table, orders ...Order) error {
	p.use.Enter()
	defer p.use.Leave()
	if p.closed {
		return sinew.ErrClosed
	}
	var by []order
	limit := 0
	for i, o := range orders {
		column := slices.Index(p.names, o.name)
		switch {
		case !o.isColumn && o.top < 0:
			return fault.Invalid(i, "orders[%d]: Top(%d) is negative", i, o.top)
		case !o.isColumn:
			limit = o.top
		case column < 0:
			return fault.Invalid(i, "orders[%d]: there is no column %q", i, o.name)
		case len(by) == c.GroupByMaxKeys:
			return fault.Invalid(i, "orders[%d]: there are more than %d columns", i, c.GroupByMaxKeys)
		default:
			by = append(by, order{column, o.descending})
		}
	}
	core := table.batch.Core()
	core.Use.Enter()
	defer core.Use.Leave()
	if p.isNative() {
		return p.native.results(core, p.names, by, limit)
	}
	return p.plain.results(core, p.names, by, limit)
}

// Len returns the number of groups.
func (t *Table) Len() int { return t.batch.Len() }

// Names returns the names of the columns.
func (t *Table) Names() []string { return slices.Clone(t.batch.Core().Names) }

// Column returns a column, for sinew.Values and the like. It panics if no column has this name.
func (t *Table) Column(name string) sinew.Column {
	i := slices.Index(t.batch.Core().Names, name)
	if i < 0 {
		panic("pipeline: the table has no column " + name)
	}
	return t.batch.Column(i)
}

// Batch returns the columns as a batch, to export it to Arrow, for example.
func (t *Table) Batch() *sinew.Batch { return &t.batch }

// Close frees the memory. Without it, it is freed some time after the garbage collector finds the table.
func (t *Table) Close() error { return t.batch.Close() }

// Row is a group of a table, which it keeps.
type Row struct {
	table *Table
	row   int
}

// Rows returns the groups, one after the other.
func (t *Table) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for i := range t.Len() {
			if !yield(Row{t, i}) {
				return
			}
		}
		runtime.KeepAlive(t)
	}
}

// IsNull reports whether a column is null. What the other methods return then is the zero value.
func (r Row) IsNull(column string) bool {
	defer runtime.KeepAlive(r.table)
	return !r.table.Column(column).Valid(r.row)
}

// Text returns a column of strings.
func (r Row) Text(column string) string {
	defer runtime.KeepAlive(r.table)
	return string(r.table.Column(column).Bytes(r.row))
}

// Int64 returns a column of type Int64, or of timestamps.
func (r Row) Int64(column string) int64 {
	defer runtime.KeepAlive(r.table)
	return sinew.Values[int64](r.table.Column(column))[r.row]
}

// Float64 returns a column of type Float64.
func (r Row) Float64(column string) float64 {
	defer runtime.KeepAlive(r.table)
	return sinew.Values[float64](r.table.Column(column))[r.row]
}
