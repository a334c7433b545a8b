package pipeline

import (
	"fmt"
	"math"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	"github.com/sinew-simd/sinew/bindings/go/expression"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/ddmapping"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

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
			return notBool(0, "where", c.ConstantOf(c.WithWideOffsets(int32(where.compiled.Type()))))
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
		if p.columns[at].Type.Elements() != 0 {
			return fault.Invalid(i, "keys[%d]: column %s is of lists, which cannot be keys", i, key.text)
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

// notBool is the error for a condition of another type, by its name in C.
func notBool(i int, what, constant string) error {
	return fault.Invalid(i, "%s: its type is %s and not %s", what, constant, c.ConstantOf(c.TypeBool))
}

// constant returns the name that the library has for the type of a column. Only a decoder makes strings with
// offsets of 32 bits.
func (p *plain) constant(at int) string {
	kind := int32(p.columns[at].Type)
	if at >= p.plan.decoded {
		kind = c.WithWideOffsets(kind)
	}
	return c.ConstantOf(kind)
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
		made, err := p.aggregateOf(i, a)
		if err != nil {
			return err
		}
		options.Aggregates = append(options.Aggregates, made)
	}
	for _, at := range p.values {
		options.Values = append(options.Values, p.columns[at].Type)
	}
	p.dropUnused()
	var err error
	p.options = options
	p.groups, err = aggregate.NewGroupBy(options)
	return err
}

// aggregateOf returns what the GROUP BY computes for one of the aggregates.
func (p *plain) aggregateOf(i int, a Aggregate) (of aggregate.Aggregate, err error) {
	if !(a.fraction >= 0 && a.fraction <= 1) {
		return of, fault.Invalid(i, "aggregates[%d].fraction: %.6g is not within 0 and 1", i, a.fraction)
	}
	if a.accuracy != 0 && !(a.accuracy >= ddmapping.LeastAccuracy && a.accuracy < 1) {
		return of, fault.Invalid(i, "aggregates[%d].relative_accuracy: %.6g is not within 1e-6 and 1", i, a.accuracy)
	}
	if a.lgK != 0 && (a.lgK < c.HllMinLgK || a.lgK > c.HllMaxLgK) {
		return of, fault.Invalid(i, "aggregates[%d].lg_k: %d is not within %d and %d", i, uint32(a.lgK), c.HllMinLgK, c.HllMaxLgK)
	}
	if a.function == c.AggregateCountRows {
		of = aggregate.Rows()
	} else if of, err = p.functionOf(i, a); err != nil {
		return of, err
	}
	if a.where == "" {
		return of, nil
	}
	what := fmt.Sprintf("aggregates[%d].where", i)
	at, err := p.find(what, a.where)
	if err != nil {
		return of, err
	}
	if p.columns[at].Type != sinew.Bool {
		return of, notBool(i, what, p.constant(at))
	}
	filter, err := p.valueOf(i, at)
	return of.Where(filter), err
}

// functionOf is aggregateOf of an aggregate of one column or two, without its Where.
func (p *plain) functionOf(i int, a Aggregate) (of aggregate.Aggregate, err error) {
	what := fmt.Sprintf("aggregates[%d]", i)
	at, err := p.find(what, a.text)
	if err != nil {
		return of, err
	}
	kind := p.columns[at].Type
	if kind.Elements() != 0 {
		return of, fault.Invalid(i, "%s: column %s is of lists, which aggregates do not take", what, a.text)
	}
	if !c.IsPair(a.function) {
		if !c.Takes(a.function, int32(kind)) {
			return of, fault.Invalid(i, "%s: %s takes no column of type %s", what, a.word, p.constant(at))
		}
		value, err := p.valueOf(i, at)
		if c.IsOfAccuracy(a.function) {
			return aggregate.ApproxQuantileOf(value, a.fraction, a.accuracy), err
		}
		if c.IsQuantile(a.function) {
			return quantiles[a.function](value, a.fraction), err
		}
		if c.IsOfLgK(a.function) {
			return aggregate.ApproxCountDistinctOf(value, a.lgK), err
		}
		return aggregates[a.function](value), err
	}
	second, err := p.find(what+".second", a.second)
	if err != nil {
		return of, err
	}
	by, err := p.valueOf(i, second)
	if err != nil {
		return of, err
	}
	if other := p.columns[second].Type; other.Elements() != 0 || !c.TakesPair(a.function, int32(kind), int32(other)) {
		return of, fault.Invalid(i, "%s: %s takes no column of type %s and one of type %s", what, a.word, p.constant(at), p.constant(second))
	}
	value, err := p.valueOf(i, at)
	return pairs[a.function](value, by), err
}

// valueOf returns the place of a column among the values, for aggregate i.
func (p *plain) valueOf(i, at int) (int, error) {
	value := slices.Index(p.values, at)
	if value < 0 {
		if len(p.values) == c.GroupByMaxColumns {
			return 0, fault.Invalid(i, "aggregates[%d]: there are aggregates of more than %d columns", i, c.GroupByMaxColumns)
		}
		value = len(p.values)
		p.values = append(p.values, at)
	}
	return value, nil
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

var pairs = map[int32]func(int, int) aggregate.Aggregate{
	c.AggregateArgMin: aggregate.ArgMinOf, c.AggregateArgMax: aggregate.ArgMaxOf,
	c.AggregateCovariancePopulation: aggregate.CovariancePopulationOf, c.AggregateCovarianceSample: aggregate.CovarianceSampleOf,
	c.AggregateCorrelation: aggregate.CorrelationOf,
}

var quantiles = map[int32]func(int, float64) aggregate.Aggregate{
	c.AggregateQuantileContinuous: aggregate.QuantileContinuousOf, c.AggregateQuantileDiscrete: aggregate.QuantileDiscreteOf,
}

var aggregates = map[int32]func(int) aggregate.Aggregate{
	c.AggregateCount: aggregate.CountOf, c.AggregateCountDistinct: aggregate.CountDistinctOf, c.AggregateSum: aggregate.SumOf, c.AggregateMin: aggregate.MinOf,
	c.AggregateMax: aggregate.MaxOf, c.AggregateMean: aggregate.MeanOf, c.AggregateSumExact: aggregate.SumExactOf,
	c.AggregateFirst: aggregate.FirstOf, c.AggregateLast: aggregate.LastOf,
	c.AggregateBitAnd: aggregate.BitAndOf, c.AggregateBitOr: aggregate.BitOrOf, c.AggregateBitXor: aggregate.BitXorOf,
	c.AggregateVariancePopulation: aggregate.VariancePopulationOf, c.AggregateVarianceSample: aggregate.VarianceSampleOf,
	c.AggregateStddevPopulation: aggregate.StddevPopulationOf, c.AggregateStddevSample: aggregate.StddevSampleOf,
}
