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
// leaves the batch as it was: a *sinew.Error, ErrOverflow for a sum that does not fit, Offset being
// the first such group, or ErrOutOfMemory; or it is ErrClosed. Once the batch has had as many rows, no
// call allocates on the Go heap.
func (g *GroupBy) ReadResults(b *sinew.Batch, first, count int) error {
	g.use.Enter()
	defer g.use.Leave()
	if g.closed {
		return sinew.ErrClosed
	}
	g.checkRange(first, count, nil)
	return g.engine.results(b.Core(), g.resultKinds(), first, count)
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
	for i := range p.specs {
		if err := p.checkOverflow(i, first, count); err != nil {
			return err
		}
	}
	to.Prepare(resultNames[:len(kinds)], kinds, count)
	if p.table.HasStrings() {
		p.table.StringsTo(to, first, count)
	} else if err := p.keys(first, results.Fixed[uint64](to, 0), nil); err != nil {
		return err
	}
	if p.table.HasNull() {
		p.keyValidity(first, count, to.Validity(0))
	}
	for i := range p.specs {
		if err := p.result(i, first, results.Fixed[uint64](to, 1+i), to.Validity(1+i)); err != nil {
			return err
		}
	}
	return nil
}

func (p *plain) checkOverflow(aggregate, first, count int) error {
	for group := first; group < first+count; group++ {
		if _, status, _ := p.resultOf(p.specs[aggregate], group); status != c.StatusOK {
			return &sinew.Error{Status: sinew.Status(status), Offset: group, Message: fmt.Sprintf("aggregate %d: the sum of group %d does not fit 64 bits", aggregate, group)}
		}
	}
	return nil
}
