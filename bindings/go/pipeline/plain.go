package pipeline

import (
	"fmt"
	"time"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	"github.com/sinew-simd/sinew/bindings/go/expression"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
	"github.com/sinew-simd/sinew/bindings/go/internal/keys"
)

// plain is a pipeline in Go: what a decoder makes goes through expressions to a GROUP BY.
//
//	decoded --where--> kept --computed--> columns --keys, values--> groups
type plain struct {
	plan     plan
	columns  []expression.Column // the fields, then what is computed
	named    int                 // those that an expression can name
	where    *formula            // nil: all rows are kept
	computed []*formula
	keys     []int // places in columns; without any, all rows are one group
	values   []int
	options  aggregate.Options
	groups   *aggregate.GroupBy
	stats    Stats

	// The rows in progress. Those that were decoded and could not be added wait for the next call.
	decoded sinew.Batch
	beside  sinew.Batch // what came beside the records of decoded
	waiting bool
	kept    sinew.Batch
	fields  []sinew.Column
	block   []sinew.Column
	passed  []sinew.Column // to the GROUP BY
	zeros   []int64
}

func (p *plain) write(decoder *ingest.Decoder, piece []byte, last bool) (int, error) {
	return p.decode(decoder, func(done int) (int, error) { return decoder.Decode(&p.decoded, piece[done:], last) })
}

func (p *plain) writeRows(decoder *ingest.Decoder, rows sinew.Column, beside []sinew.Column) (int, error) {
	return p.decode(decoder, func(int) (int, error) {
		kept, n, err := decoder.DecodeRecords(&p.decoded, rows)
		takeRows(&p.beside, beside, kept)
		return n, err
	})
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
		// Not by the batch: a call that fails early leaves the one that was added before.
		p.waiting = after.Rows != before.Rows
	}
}

func (p *plain) update(columns []sinew.Column) error {
	for i := range columns {
		view := columns[i].View()
		if row, ok := view.CheckStrings(c.OffsetWidth(view.Type)); c.IsString(view.Type) && !ok {
			return keys.FaultOf(fmt.Sprintf("columns[%d]", i), view, row)
		}
	}
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
	p.fields = appendColumns(appendColumns(p.fields[:0], &p.decoded), &p.beside)
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
	takeRows(&p.kept, p.block, rows)
	p.block = appendColumns(p.block[:0], &p.kept)
	return faults, nil
}

// takeRows makes a batch rows of columns.
func takeRows(to *sinew.Batch, columns []sinew.Column, rows []uint32) {
	kinds := make([]int32, len(columns))
	for i := range kinds {
		kinds[i] = c.WithWideOffsets(int32(columns[i].Type()))
	}
	core := to.Core()
	core.Prepare(nil, kinds, len(rows))
	for i := range columns {
		// Nothing reads lists.
		if columns[i].Type().Elements() == 0 {
			core.Take(i, columns[i].View(), rows)
		}
	}
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
	for _, at := range p.values {
		p.passed = append(p.passed, p.block[at])
	}
	return p.groups.Update(p.passed...)
}

func (p *plain) merge(from *plain) error {
	if !p.plan.equals(&from.plan) {
		return fault.Invalid(0, "from: its columns or its options are not those of into")
	}
	if err := p.addWaiting(); err != nil {
		return err
	}
	before := p.stats
	if err := p.mergeGroups(from); err != nil {
		p.stats = before
		return err
	}
	p.stats.add(&from.stats)
	return nil
}

// mergeGroups adds rows that wait in from to a copy of its groups, so that all of it is merged or nothing.
func (p *plain) mergeGroups(from *plain) error {
	if !from.waiting {
		return p.groups.Merge(from.groups)
	}
	whole, err := aggregate.NewGroupBy(p.options)
	if err != nil {
		return err
	}
	defer whole.Close()
	if err := whole.Merge(from.groups); err != nil {
		return err
	}
	own := p.groups
	p.groups = whole
	err = p.add(appendColumns(appendColumns(nil, &from.decoded), &from.beside))
	p.groups = own
	if err != nil {
		return err
	}
	return own.Merge(whole)
}

func (p *plain) appendEncoded(b []byte, part, parts int) ([]byte, error) {
	if err := p.addWaiting(); err != nil {
		return b, err
	}
	if len(p.keys) == 0 {
		return p.groups.AppendEncodedTotal(b, part, parts)
	}
	return p.groups.AppendEncodedPart(b, part, parts)
}

func (p *plain) mergeEncoded(data []byte) error {
	if err := p.addWaiting(); err != nil {
		return err
	}
	if len(p.keys) == 0 {
		return p.groups.MergeEncodedTotal(data)
	}
	return p.groups.MergeEncoded(data)
}

func (p *plain) reset() {
	p.groups.Reset()
	p.stats, p.waiting = Stats{}, false
}

func (p *plain) close() {
	p.groups.Close()
	*p = plain{}
}
