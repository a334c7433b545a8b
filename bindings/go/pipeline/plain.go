package pipeline

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	"github.com/sinew-simd/sinew/bindings/go/expression"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// plain is a pipeline in Go: what a decoder makes goes through expressions to a GROUP BY.
//
//	decoded --where--> kept --computed--> columns --keys, values widened--> groups
type plain struct {
	plan     plan
	columns  []expression.Column // the fields, then what is computed
	named    int                 // those that an expression can name
	where    *formula            // nil: all rows are kept
	computed []*formula
	keys     []int // places in columns; without any, all rows are one group
	values   []int
	groups   *aggregate.GroupBy
	stats    Stats

	// The rows in progress. Those that were decoded and could not be added wait for the next call.
	decoded sinew.Batch
	waiting bool
	kept    sinew.Batch
	wide    sinew.Batch
	fields  []sinew.Column
	block   []sinew.Column
	passed  []sinew.Column // to the GROUP BY
	zeros   []int64
}

func (p *plain) open(made *plan) error {
	p.plan, p.named = *made, math.MaxInt
	for _, field := range made.fields {
		p.addColumn(field.Name, field.Type)
	}
	if condition := made.condition(); condition != "" {
		where, err := compile("where", condition, p.columns)
		if err != nil {
			return err
		}
		if where.compiled.Type() != sinew.Bool {
			return fault.Invalid(0, "where: it is %v, and not Bool", where.compiled.Type())
		}
		p.where = where
	}
	for i, one := range made.computed {
		if p.place(one.name) >= 0 {
			return fault.Invalid(i, "computed[%d].name: there is a column %s already", i, one.name)
		}
		if _, err := p.compute(fmt.Sprintf("computed[%d]", i), one.text, one.name); err != nil {
			return err
		}
	}
	p.named = len(p.columns)
	for i, key := range made.keys {
		at, err := p.find(fmt.Sprintf("keys[%d]", i), key.text)
		if err != nil {
			return err
		}
		p.keys = append(p.keys, at)
	}
	return p.openGroups(made)
}

func (p *plain) addColumn(name string, kind sinew.Type) {
	p.columns = append(p.columns, expression.Column{Name: name, Type: kind})
}

func (p *plain) place(name string) int {
	return slices.IndexFunc(p.columns, func(d expression.Column) bool { return d.Name == name })
}

// compute adds a computed column and returns its place.
func (p *plain) compute(what, text, name string) (int, error) {
	e, err := compile(what, text, p.columns[:min(p.named, len(p.columns))])
	if err != nil {
		return 0, err
	}
	p.addColumn(name, e.compiled.Type())
	p.computed = append(p.computed, e)
	return len(p.columns) - 1, nil
}

// find returns the place of the column that a text names, or computes.
func (p *plain) find(what, text string) (int, error) {
	if at := p.place(text); at >= 0 {
		return at, nil
	}
	return p.compute(what, text, text)
}

func (p *plain) openGroups(made *plan) error {
	options := aggregate.Options{MemoryLimit: made.memoryLimit, ExpectedGroups: made.expectedGroups}
	for _, at := range p.keys {
		options.Keys = append(options.Keys, p.columns[at].Type)
	}
	if len(p.keys) == 0 {
		options.Keys = []sinew.Type{sinew.Int64}
	}
	for i, a := range made.aggregates {
		if a.function == c.AggregateCountRows {
			options.Aggregates = append(options.Aggregates, aggregate.Rows())
			continue
		}
		what := fmt.Sprintf("aggregates[%d]", i)
		at, err := p.find(what, a.text)
		if err != nil {
			return err
		}
		if kind := p.columns[at].Type; !takes(a.function, kind) {
			return fault.Invalid(i, "%s: there is no %s of a column of type %v", what, a.name, kind)
		}
		value := slices.Index(p.values, at)
		if value < 0 {
			value = len(p.values)
			p.values = append(p.values, at)
			options.Values = append(options.Values, widened(p.columns[at].Type))
		}
		options.Aggregates = append(options.Aggregates, aggregates[a.function](value))
	}
	p.dropUnused()
	var err error
	p.groups, err = aggregate.NewGroupBy(options)
	return err
}

// dropUnused forgets computed columns that nothing needs: their faults do not count.
func (p *plain) dropUnused() {
	needed := make([]bool, len(p.columns))
	for _, at := range append(slices.Clone(p.keys), p.values...) {
		needed[at] = true
	}
	fields := len(p.columns) - len(p.computed)
	for i := len(p.computed) - 1; i >= 0; i-- {
		e := p.computed[i]
		if !needed[fields+i] {
			p.computed[i] = nil
			continue
		}
		for at := range e.over {
			needed[at] = needed[at] || e.compiled.Uses(at)
		}
	}
}

var aggregates = map[int32]func(int) aggregate.Aggregate{
	c.AggregateCount: aggregate.CountOf, c.AggregateSum: aggregate.SumOf, c.AggregateMin: aggregate.MinOf,
	c.AggregateMax: aggregate.MaxOf, c.AggregateMean: aggregate.MeanOf,
}

// takes reports whether there is such an aggregate of a type.
func takes(function int32, kind sinew.Type) bool {
	switch function {
	case c.AggregateCount:
		return true
	case c.AggregateMin, c.AggregateMax:
		return kind < sinew.Bytes16
	}
	return kind <= sinew.Float64
}

func (p *plain) write(decoder *ingest.Decoder, piece []byte, last bool) (int, error) {
	return p.decode(decoder, func(done int) (int, error) { return decoder.Decode(&p.decoded, piece[done:], last) })
}

func (p *plain) writeRows(decoder *ingest.Decoder, rows sinew.Column) (int, error) {
	return p.decode(decoder, func(int) (int, error) { return decoder.DecodeRecords(&p.decoded, rows) })
}

// decode adds what calls of the decoder make, from done on, until they are through.
func (p *plain) decode(decoder *ingest.Decoder, call func(done int) (int, error)) (int, error) {
	for done, err := 0, error(ingest.ErrFull); ; {
		if err := p.addWaiting(); err != nil {
			return done, err
		}
		if err != ingest.ErrFull {
			return done, err
		}
		start, before := time.Now(), decoder.Counts()
		var n int
		n, err = call(done)
		done += n
		after := decoder.Counts()
		p.stats.Bytes += after.Bytes - before.Bytes
		p.stats.Records += after.Records - before.Records
		p.stats.RejectedRecords += after.RejectedRecords - before.RejectedRecords
		p.stats.RejectedValues += after.RejectedValues - before.RejectedValues
		p.stats.Decode += time.Since(start)
		p.waiting = p.decoded.Len() > 0
	}
}

func (p *plain) update(columns []sinew.Column) error {
	if err := p.addWaiting(); err != nil {
		return err
	}
	return p.add(columns)
}

// addWaiting adds the rows that were decoded last, if that has not been done.
func (p *plain) addWaiting() error {
	if !p.waiting {
		return nil
	}
	p.fields = appendColumns(p.fields[:0], &p.decoded)
	if err := p.add(p.fields); err != nil {
		return err
	}
	p.waiting = false
	return nil
}

// add adds a block of rows, all of them or none.
func (p *plain) add(columns []sinew.Column) error {
	clock := time.Now()
	lap := func(stage *time.Duration) {
		now := time.Now()
		*stage += now.Sub(clock)
		clock = now
	}
	faults := uint64(0)
	p.block = append(p.block[:0], columns...)
	if p.where != nil {
		n, err := p.filter()
		if err != nil {
			return err
		}
		faults += n
		lap(&p.stats.Filter)
	}
	for _, e := range p.computed {
		if e == nil {
			p.block = append(p.block, sinew.Column{})
			continue
		}
		result, n, err := e.compute(p.block)
		if err != nil {
			return err
		}
		p.block = append(p.block, result)
		faults += n
	}
	lap(&p.stats.Compute)
	kept := p.block[0].Len()
	if err := p.group(kept); err != nil {
		return err
	}
	lap(&p.stats.Group)
	p.stats.Rows += uint64(columns[0].Len())
	p.stats.KeptRows += uint64(kept)
	p.stats.Faults += faults
	return nil
}

// filter makes the block the rows that pass, and returns the operations at fault.
func (p *plain) filter() (uint64, error) {
	rows, faults, err := p.where.choose(p.block)
	if err != nil || len(rows) == p.block[0].Len() {
		return faults, err
	}
	kinds := make([]int32, len(p.block))
	for i := range kinds {
		kinds[i] = c.WithWideOffsets(int32(p.block[i].Type()))
	}
	core := p.kept.Core()
	core.Prepare(nil, kinds, len(rows))
	for i := range p.block {
		core.Take(i, p.block[i].View(), rows)
	}
	p.block = appendColumns(p.block[:0], &p.kept)
	return faults, nil
}

func appendColumns(to []sinew.Column, b *sinew.Batch) []sinew.Column {
	for i := range b.NumColumns() {
		to = append(to, b.Column(i))
	}
	return to
}

// group gives the block to the GROUP BY.
func (p *plain) group(rows int) error {
	p.passed = p.passed[:0]
	for _, at := range p.keys {
		p.passed = append(p.passed, p.block[at])
	}
	if len(p.keys) == 0 {
		p.zeros = append(p.zeros, make([]int64, max(rows-len(p.zeros), 0))...)
		p.passed = append(p.passed, sinew.Int64s(p.zeros[:rows]))
	}
	kinds := make([]int32, len(p.values))
	for i, at := range p.values {
		kinds[i] = int32(widened(p.columns[at].Type))
	}
	core := p.wide.Core()
	core.Prepare(nil, kinds, rows)
	for i, at := range p.values {
		widen(core, i, p.block[at].View())
	}
	p.passed = appendColumns(p.passed, &p.wide)
	return p.groups.Update(p.passed...)
}

func (p *plain) merge(from *plain) error {
	if !p.plan.equals(&from.plan) {
		return fault.Invalid(0, "from: other steps")
	}
	if err := p.groups.Merge(from.groups); err != nil {
		return err
	}
	p.stats.add(&from.stats)
	return nil
}

func (p *plain) reset() {
	p.groups.Reset()
	p.stats, p.waiting = Stats{}, false
}

func (p *plain) close() {
	p.groups.Close()
	*p = plain{}
}
