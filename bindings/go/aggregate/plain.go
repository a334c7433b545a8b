package aggregate

import (
	"fmt"
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
	layout  keys.Layout
	table   keys.Table
	rows    []int64
	sources []source
	columns []states // of each of sources
	specs   []Aggregate
	forms   []form
	kinds   []int32  // of key columns
	values  []int32  // of value columns
	places  []int    // in columns, of each of specs
	folds   []folds  // of each of specs, nil for what is read from columns or kept
	kept    []keeper // of each of specs, nil for what is read from columns or folds
	bits    []byte   // the rows that a filter chooses
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
	*p = plain{layout: keys.LayoutOf(kinds), kinds: kinds, limit: o.MemoryLimit}
	p.table = p.layout.NewTable()
	for _, a := range o.Aggregates {
		p.add(a.written(), o.Values)
	}
	for _, value := range o.Values {
		p.values = append(p.values, int32(value))
	}
	p.forms = p.formsOf()
	p.table.Expect(o.ExpectedGroups, p.limit, p.table.KeySize()+p.stateSize())
}

// add makes states for an aggregate, or finds those that it is read from.
func (p *plain) add(a Aggregate, values []sinew.Type) {
	p.specs = append(p.specs, a)
	place := -1
	var of folds
	var kept keeper
	if a.function != c.AggregateCountRows {
		if kept = keeperOf(a, int32(values[a.column])); kept == nil {
			if of = foldsOf(a.function); of == nil {
				place = p.placeOf(a, values)
			}
		}
	}
	p.kept, p.folds, p.places = append(p.kept, kept), append(p.folds, of), append(p.places, place)
}

// placeOf returns the place of the states that an aggregate is read from among p.columns.
func (p *plain) placeOf(a Aggregate, values []sinew.Type) int {
	place := slices.Index(p.sources, a.source)
	if place < 0 {
		place = len(p.sources)
		p.sources = append(p.sources, a.source)
		p.columns = append(p.columns, statesOf(values[a.column]))
	}
	return place
}

// keep adds a batch to one of p.kept.
func (p *plain) keep(i int, values []sinew.Column) {
	from := p.specs[i].source
	view := p.chosen(values, from)
	var second *column.View
	if c.IsPair(p.specs[i].function) {
		second = values[from.second].View()
	}
	// update is no method of the interface, through which the compiler could not see that the views stay
	// where they are. A row that is null in the first one does not count.
	switch kept := p.kept[i].(type) {
	case *texts:
		kept.update(&view, second, p.batch)
	case *args:
		kept.update(&view, second, p.batch)
	case *coMoments:
		kept.update(&view, second, p.batch)
	case *distincts:
		kept.update(&view, p.batch)
	case *quantileSketches:
		kept.update(&view, p.batch)
	case *sketches:
		kept.update(&view, p.batch)
	case *quantiles:
		kept.update(&view, second, p.batch)
	}
}

// chosen returns a column of which only the rows that count are not null: of two, those in which neither
// is.
func (p *plain) chosen(values []sinew.Column, from source) column.View {
	view := *values[from.column].View()
	second := values[from.second].View()
	if from.flags == 0 && (!from.pair || second.Validity == nil) {
		return view
	}
	filter := values[from.filter].View()
	p.bits = slices.Grow(p.bits[:0], view.Count/8+1)[:view.Count/8+1]
	clear(p.bits)
	for row := range view.Count {
		counts := view.Valid(row) && (!from.pair || second.Valid(row))
		setBit(p.bits, row, counts && (from.flags == 0 || filter.Valid(row) && filter.Bit(row) != 0))
	}
	view.Validity, view.ValidityOffset = &p.bits[0], 0
	return view
}

func (p *plain) stateSize() int {
	size := int(unsafe.Sizeof(int64(0)))
	for _, states := range p.columns {
		size += states.size()
	}
	for i, folds := range p.folds {
		if folds != nil {
			size += folds.size()
		}
		if p.kept[i] != nil {
			size += p.kept[i].size()
		}
	}
	return size
}

func (p *plain) len() int { return len(p.rows) }

func (p *plain) memory() int {
	size := p.table.Memory() + p.table.Len()*p.stateSize() + 4*cap(p.batch)
	for _, kept := range p.kept {
		if kept != nil {
			size += kept.bytes()
		}
	}
	return size
}

// truncate forgets the groups from n on.
func (p *plain) truncate(n int) {
	p.table.Truncate(n)
	p.rows = p.rows[:n]
	for _, states := range p.columns {
		states.truncate(n)
	}
	for i, folds := range p.folds {
		if folds != nil {
			folds.truncate(n)
		}
		if p.kept[i] != nil {
			p.kept[i].truncate(n)
		}
	}
}

func (p *plain) update(keys, values []sinew.Column) error {
	for i := range values {
		view := values[i].View()
		if row, ok := view.CheckStrings(c.OffsetWidth(view.Type)); c.IsString(view.Type) && !ok {
			return faultOf(fmt.Sprintf("values[%d]", i), view, row)
		}
	}
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
	for i, states := range p.columns {
		view := p.chosen(values, p.sources[i])
		update(states, &view, p.batch)
	}
	for i, folds := range p.folds {
		if folds != nil {
			view := p.chosen(values, p.specs[i].source)
			p.words, p.owners = wordsOfRows(&view, takesFloats(p.specs[i].function), p.batch, p.words[:0], p.owners[:0])
			folds.add(p.words, p.owners)
		}
		if p.kept[i] != nil {
			p.keep(i, values)
		}
	}
	return nil
}

// addGroups makes states for the groups that the table has got, or takes them back.
func (p *plain) addGroups(before int) error {
	if err := p.checkLimit(before); err != nil {
		return err
	}
	for len(p.rows) < p.table.Len() {
		p.grow()
	}
	return nil
}

// grow makes states for a group.
func (p *plain) grow() {
	p.rows = append(p.rows, 0)
	for _, states := range p.columns {
		states.grow()
	}
	for i, folds := range p.folds {
		if folds != nil {
			folds.grow()
		}
		if p.kept[i] != nil {
			p.kept[i].grow()
		}
	}
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
	p.mergeStates(from, p.batch)
	return nil
}

// mergeStates merges each state of from into that of its group of p.
func (p *plain) mergeStates(from *plain, groups []uint32) {
	for group, into := range groups {
		p.rows[into] += from.rows[group]
	}
	for i, states := range p.columns {
		states.merge(from.columns[i], groups)
	}
	for i, folds := range p.folds {
		if folds != nil {
			folds.merge(from.folds[i], groups)
		}
		if p.kept[i] != nil {
			p.kept[i].merge(from.kept[i], groups)
		}
	}
}

// faultOf is the error of a string column with bad offsets.
func faultOf(name string, view *column.View, row int) error { return keys.FaultOf(name, view, row) }

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
	return p.columns[p.places[i]].result(spec.function, group)
}

// overflowCount returns how many sums do not fit.
func (p *plain) overflowCount() int {
	count := 0
	for i, place := range p.places {
		if place < 0 {
			continue
		}
		for group := range p.rows {
			if _, status, _ := p.resultOf(i, group); status != c.StatusOK {
				count++
			}
		}
	}
	return count
}
