package aggregate

import (
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/keys"
)

// plain is GROUP BY in plain Go: a table of keys, and the states of each column. It is the engine
// without a library, and what the library is tested against.
type plain struct {
	table   keys.Table
	rows    []int64
	columns []states
	specs   []Aggregate
	batch   []uint32 // the group of each row
	limit   int
}

func (p *plain) open(o *Options) {
	*p = plain{table: keys.New(o.Key == sinew.String, true), specs: append([]Aggregate(nil), o.Aggregates...), limit: o.MemoryLimit}
	for _, t := range o.Values {
		p.columns = append(p.columns, statesOf(t))
	}
	p.table.Expect(o.ExpectedGroups, p.limit, p.table.KeySize()+p.stateSize())
}

func (p *plain) stateSize() int {
	size := int(unsafe.Sizeof(int64(0)))
	for _, states := range p.columns {
		size += states.size()
	}
	return size
}

func (p *plain) len() int { return len(p.rows) }

func (p *plain) memory() int { return p.table.Memory() + len(p.rows)*p.stateSize() + 4*cap(p.batch) }

// truncate forgets the groups from n on.
func (p *plain) truncate(n int) {
	p.table.Truncate(n)
	p.rows = p.rows[:n]
	for _, states := range p.columns {
		states.truncate(n)
	}
}

func (p *plain) update(key *column.View, values []sinew.Column) error {
	before := len(p.rows)
	p.batch = slices.Grow(p.batch[:0], key.Count)[:key.Count]
	if err := p.table.Find("keys[0]", key, p.batch); err != nil {
		return err
	}
	if err := p.addGroups(before); err != nil {
		return err
	}
	for _, group := range p.batch {
		p.rows[group]++
	}
	for i := range values {
		update(p.columns[i], values[i].View(), p.batch)
	}
	return nil
}

// addGroups makes states for the groups that the table has got, or takes them back.
func (p *plain) addGroups(before int) error {
	for len(p.rows) < p.table.Len() {
		p.rows = append(p.rows, 0)
		for _, states := range p.columns {
			states.grow()
		}
	}
	return p.checkLimit(before)
}

func (p *plain) checkLimit(before int) error {
	if p.limit == 0 || p.memory() <= p.limit {
		return nil
	}
	// What a batch took must not weigh on the next, so room for more rows than these goes first.
	if spare := 4 * (cap(p.batch) - len(p.batch)); p.memory()-spare <= p.limit {
		p.batch = append(make([]uint32, 0, len(p.batch)), p.batch...)
		if p.memory() <= p.limit {
			return nil
		}
	}
	p.truncate(before)
	p.batch = nil
	return keys.OverLimit(p.limit)
}

func (p *plain) merge(from *plain) error {
	before := len(p.rows)
	p.batch = slices.Grow(p.batch[:0], len(from.rows))[:len(from.rows)]
	p.table.FindKeys(&from.table, p.batch)
	if err := p.addGroups(before); err != nil {
		return err
	}
	for group, into := range p.batch {
		p.rows[into] += from.rows[group]
	}
	for i, states := range p.columns {
		states.merge(from.columns[i], p.batch)
	}
	return nil
}

func (p *plain) keyValidity(first, count int, validity []byte) {
	clear(validity)
	for i := range count {
		setBit(validity, i, !p.table.IsNull(first+i))
	}
}

func setBit(bits []byte, i int, valid bool) {
	if valid {
		bits[i/8] |= 1 << (i % 8)
	}
}

func (p *plain) resultOf(spec Aggregate, group int) (word uint64, status int32, valid bool) {
	if spec.function == c.AggregateCountRows {
		return uint64(p.rows[group]), c.StatusOK, true
	}
	return p.columns[spec.column].result(spec.function, group)
}
