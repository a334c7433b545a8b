package aggregate

import (
	"fmt"
	"strconv"

	"github.com/sinew-simd/sinew/bindings/go"
	results "github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Results makes b the keys and results of all groups, in order of first appearance: a column "key_0",
// then a column "result_0", "result_1", ... for each of Options.Aggregates. The errors are those of
// ReadResults.
func (g *GroupBy) Results(b *sinew.Batch) error { return g.ReadResults(b, 0, g.Len()) }

// ReadResults is Results for count groups from first on. Groups that are not there panic. The error
// leaves the batch as it was: it is ErrClosed, or a *sinew.Error, ErrOutOfMemory or ErrOverflow. The
// latter is for a sum of integers that does not fit: Offset is the first such group, Message names
// the aggregate, and the groups before and after it can be read by calls of their own. Once the batch
// has had as many rows, no call allocates on the Go heap.
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
		return g.native.results(core, g.resultKinds(), first, count)
	}
	return g.plain.results(core, g.resultKinds(), first, count)
}

// The most columns, and their names.
var resultNames = func() (names [1 + c.GroupByMaxAggregates]string) {
	names[0] = "key_0"
	for i := range names[1:] {
		names[1+i] = "result_" + strconv.Itoa(i)
	}
	return names
}()

// resultKinds returns the types of the columns of results.
func (g *GroupBy) resultKinds() []int32 {
	if g.kinds == nil {
		g.kinds = append(g.kinds, int32(g.key))
		if g.key == sinew.String {
			g.kinds[0] = c.TypeLargeString
		}
		for i := range g.aggregates {
			g.kinds = append(g.kinds, int32(g.resultType(i)))
		}
	}
	return g.kinds
}

func (p *plain) results(to *results.Core, kinds []int32, first, count int) error {
	if err := p.checkOverflow(first, count); err != nil {
		return err
	}
	to.Prepare(resultNames[:len(kinds)], kinds, count)
	if p.table.HasStrings() {
		p.table.StringsTo(to, first, count)
	} else {
		copy(results.Fixed[uint64](to, 0), p.table.Words(first, count))
	}
	if p.table.HasNull() {
		p.keyValidity(first, count, to.Validity(0))
	}
	for i, spec := range p.specs {
		out, validity := results.Fixed[uint64](to, 1+i), to.Validity(1+i)
		clear(validity)
		for row := range out {
			word, _, valid := p.resultOf(spec, first+row)
			out[row] = word
			setBit(validity, row, valid)
		}
	}
	return nil
}

func (p *plain) checkOverflow(first, count int) error {
	for group := first; group < first+count; group++ {
		for i, spec := range p.specs {
			if _, status, _ := p.resultOf(spec, group); status != c.StatusOK {
				return &sinew.Error{Status: sinew.Status(status), Offset: group, Message: fmt.Sprintf("aggregate %d: the sum of group %d does not fit 64 bits", i, group)}
			}
		}
	}
	return nil
}
