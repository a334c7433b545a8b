package aggregate

import (
	"math"
	"strconv"

	"github.com/sinew-simd/sinew/bindings/go"
	results "github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Results makes b the keys and results of all groups, in order of first appearance: a column "key_0",
// "key_1", ... for each of Options.Keys, then a column "result_0", "result_1", ... for each of
// Options.Aggregates. A sum of integers that does not fit is null, and no other sum is; OverflowCount
// says how many there are. The errors are those of ReadResults.
func (g *GroupBy) Results(b *sinew.Batch) error { return g.ReadResults(b, 0, g.Len()) }

// ReadResults is Results for count groups from first on. Groups that are not there panic. The error
// leaves the batch as it was: it is ErrClosed, or a *sinew.Error that is ErrOutOfMemory. Once the
// batch has had as many rows, no call allocates on the Go heap.
func (g *GroupBy) ReadResults(b *sinew.Batch, first, count int) error {
	g.use.Enter()
	defer g.use.Leave()
	if g.closed {
		return sinew.ErrClosed
	}
	g.checkRange(first, count)
	core := b.Core()
	core.Use.Enter()
	defer core.Use.Leave()
	if c.Available {
		return g.native.results(core, g.names, first, count)
	}
	g.plain.results(core, g.names, g.kinds, first, count)
	return nil
}

// OverflowCount returns how many sums of integers do not fit their type, of all groups and aggregates;
// 0 once closed. Every other result is right whatever their number.
func (g *GroupBy) OverflowCount() int {
	g.use.Enter()
	defer g.use.Leave()
	if g.closed {
		return 0
	}
	if c.Available {
		return g.native.overflowCount()
	}
	return g.plain.overflowCount()
}

// namesOf returns the names of the columns of results.
func namesOf(o *Options) []string {
	var names []string
	for i := range o.Keys {
		names = append(names, "key_"+strconv.Itoa(i))
	}
	for i := range o.Aggregates {
		names = append(names, "result_"+strconv.Itoa(i))
	}
	return names
}

// kindsOf returns their types.
func kindsOf(o *Options) []int32 {
	var kinds []int32
	for _, key := range o.Keys {
		kinds = append(kinds, c.WithWideOffsets(int32(key)))
	}
	for _, a := range o.Aggregates {
		switch a.function {
		case c.AggregateCountRows, c.AggregateCount, c.AggregateCountDistinct, c.AggregateApproxCountDistinct:
			kinds = append(kinds, c.TypeI64)
		case c.AggregateSum:
			kinds = append(kinds, int32(kindOfValues(o.Values[a.column])))
		case c.AggregateMean, c.AggregateSumExact, c.AggregateVariancePopulation, c.AggregateVarianceSample,
			c.AggregateStddevPopulation, c.AggregateStddevSample,
			c.AggregateCovariancePopulation, c.AggregateCovarianceSample, c.AggregateCorrelation,
			c.AggregateQuantileContinuous, c.AggregateApproxQuantile:
			kinds = append(kinds, c.TypeF64)
		default:
			kinds = append(kinds, c.WithWideOffsets(int32(o.Values[a.column])))
		}
	}
	return kinds
}

func (p *plain) results(to *results.Core, names []string, kinds []int32, first, count int) {
	to.Prepare(names, kinds, count)
	p.layout.Write(&p.table, to, first, count)
	for i := range p.specs {
		column := len(kinds) - len(p.specs) + i
		if kept := p.kept[i]; kept != nil {
			kept.write(to, column, first)
			continue
		}
		writeWords(to, column, func(row int) (uint64, bool) {
			word, _, valid := p.resultOf(i, first+row)
			return word, valid
		})
	}
}

// writeWord writes a row of a column, of any type of numbers, from what it is widened to.
func writeWord(to *results.Core, column, row int, word uint64) {
	switch kind := to.Columns[column].Type; {
	case kind == c.TypeBool:
		setBit(to.Bits(column), row, word != 0)
	case kind == c.TypeF32:
		results.Fixed[float32](to, column)[row] = float32(math.Float64frombits(word))
	case c.Width(kind) == 1:
		results.Fixed[uint8](to, column)[row] = uint8(word)
	case c.Width(kind) == 2:
		results.Fixed[uint16](to, column)[row] = uint16(word)
	case c.Width(kind) == 4:
		results.Fixed[uint32](to, column)[row] = uint32(word)
	default:
		results.Fixed[uint64](to, column)[row] = word
	}
}
