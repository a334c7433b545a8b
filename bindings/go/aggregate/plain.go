package aggregate

import (
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/keys"
)

// plain is GROUP BY in plain Go: a table of keys, and the states of each column. It is the engine
// without a library, and what the library is tested against.
type plain struct {
	layout  keys.Layout
	table   keys.Table
	rows    []int64
	columns []states
	specs   []Aggregate
	folds   []folds  // of each of specs, nil for what is read from columns
	batch   []uint32 // the group of each row
	words   []uint64 // values, and the groups that they are of
	owners  []uint32
	limit   int
}

func (p *plain) open(o *Options) {
	kinds := make([]int32, len(o.Keys))
	for i, key := range o.Keys {
		kinds[i] = int32(key)
	}
	*p = plain{layout: keys.LayoutOf(kinds), specs: append([]Aggregate(nil), o.Aggregates...), limit: o.MemoryLimit}
	p.table = p.layout.NewTable()
	for _, t := range o.Values {
		p.columns = append(p.columns, statesOf(t))
	}
	for _, a := range o.Aggregates {
		p.folds = append(p.folds, foldsOf(a.function))
	}
	p.table.Expect(o.ExpectedGroups, p.limit, p.table.KeySize()+p.stateSize())
}

func (p *plain) stateSize() int {
	size := int(unsafe.Sizeof(int64(0)))
	for _, states := range p.columns {
		size += states.size()
	}
	for _, folds := range p.folds {
		if folds != nil {
			size += folds.size()
		}
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
	for _, folds := range p.folds {
		if folds != nil {
			folds.truncate(n)
		}
	}
}

func (p *plain) update(keys, values []sinew.Column) error {
	before := len(p.rows)
	rows := keys[0].Len()
	p.batch = slices.Grow(p.batch[:0], rows)[:rows]
	if err := p.layout.Find(&p.table, keys, p.batch); err != nil {
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
	for i, folds := range p.folds {
		if folds != nil {
			p.words, p.owners = wordsOfRows(values[p.specs[i].column].View(), takesFloats(p.specs[i].function), p.batch, p.words[:0], p.owners[:0])
			folds.add(p.words, p.owners)
		}
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
		for _, folds := range p.folds {
			if folds != nil {
				folds.grow()
			}
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
	for i, folds := range p.folds {
		if folds != nil {
			folds.merge(from.folds[i], p.batch)
		}
	}
	return nil
}

func setBit(bits []byte, i int, valid bool) {
	if valid {
		bits[i/8] |= 1 << (i % 8)
	}
}

// resultOf returns the bits of a result, or that it is null: one of nothing, or a sum that does not
// fit.
func (p *plain) resultOf(i, group int) (word uint64, status int32, valid bool) {
	spec := p.specs[i]
	if folds := p.folds[i]; folds != nil {
		word, valid = folds.result(spec.function, group)
		return word, c.StatusOK, valid
	}
	if spec.function == c.AggregateCountRows {
		return uint64(p.rows[group]), c.StatusOK, true
	}
	return p.columns[spec.column].result(spec.function, group)
}

// overflowCount returns how many sums do not fit.
func (p *plain) overflowCount() int {
	count := 0
	for i := range p.specs {
		for group := range p.rows {
			if _, status, _ := p.resultOf(i, group); status != c.StatusOK {
				count++
			}
		}
	}
	return count
}
