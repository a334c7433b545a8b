package pipeline

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// Step is a part of a pipeline. Steps may be given in any order; computed columns are computed in
// theirs.
type Step interface{ addTo(p *plan) error }

// plan is what the steps make together.
type plan struct {
	decoder        *ingest.Decoder
	kafka          *ingest.KafkaDecoder
	fields         []ingest.Field
	beside         []ingest.Field // of Kafka, what comes beside the values
	decoded        int            // the first fields are of the decoder
	where          []string
	computed       []named
	keys           []named
	aggregates     []Aggregate
	memoryLimit    int
	expectedGroups int
}

// named is an expression, or just the name of a column, and what it is called.
type named struct{ text, name string }

type step func(p *plan) error

func (s step) addTo(p *plan) error { return s(p) }

// NDJSON decodes the fields of JSON records, one object a line. Their paths are those of
// ingest.NewNDJSON.
func NDJSON(fields ...ingest.Field) Step {
	return From(ingest.NewNDJSON(ingest.NDJSON{}, fields...))
}

// CSV decodes the fields of CSV whose first line names the columns.
func CSV(fields ...ingest.Field) Step {
	return From(ingest.NewCSV(ingest.CSV{Header: true}, fields...))
}

// From is the way to every format and to all options: the input is decoded by what an ingest.New...
// function returns, whose error New returns.
//
//	pipeline.From(ingest.NewCSV(ingest.CSV{Delimiter: ';'}, ingest.Strings("0"), ingest.Float64s("1")))
//
// The decoder is the pipeline's then, which closes it.
func From(decoder *ingest.Decoder, err error) Step {
	return step(func(p *plan) error {
		if err != nil {
			return err
		}
		if p.decoder != nil {
			decoder.Close()
			return fault.Invalid(0, "steps: there is more than one input")
		}
		p.decoder = decoder
		return nil
	})
}

// Columns is for rows that come as columns, by Update: of each field the name and the type count.
func Columns(fields ...ingest.Field) Step {
	return step(func(p *plan) error {
		p.fields = append(p.fields, fields...)
		return nil
	})
}

// Where keeps the rows for which an expression is true, and drops those for which it is false or null.
// It names fields. A row must pass every Where.
func Where(expression string) Step {
	return step(func(p *plan) error {
		p.where = append(p.where, expression)
		return nil
	})
}

// Compute adds a column to the rows that Where keeps. The expression names fields and columns computed
// before; keys, aggregates and later expressions may name it.
func Compute(name, expression string) Step {
	return step(func(p *plan) error {
		p.computed = append(p.computed, named{expression, name})
		return nil
	})
}

// GroupBy groups the rows by columns, or by expressions over them, such as "hour(departure)". Without
// it all rows are one group.
func GroupBy(keys ...string) Step {
	return step(func(p *plan) error {
		for _, key := range keys {
			p.keys = append(p.keys, named{key, key})
		}
		return nil
	})
}

// MemoryLimit is the most bytes that the pipeline may hold, its decoder not included. Without a library
// it is an estimate.
func MemoryLimit(bytes int) Step {
	return step(func(p *plan) error {
		p.memoryLimit = bytes
		return nil
	})
}

// ExpectedGroups makes room for so many groups at once. It is a hint: more are welcome.
func ExpectedGroups(count int) Step {
	return step(func(p *plan) error {
		p.expectedGroups = count
		return nil
	})
}

// Aggregate is a Step that computes a result of each group: a column of the table.
type Aggregate struct {
	function     int32
	text, second string  // "" for one that is of fewer columns
	fraction     float64 // of a quantile
	lgK          int     // of an approximate distinct count
	accuracy     float64 // of an approximate quantile
	where        string
	unclosed     string // a text of Where that cannot be joined with others
	word         string // of the function, in the default name
	name         string
	named        bool // by As
}

// Count counts the rows. The result is Int64, called "count".
func Count() Aggregate { return Aggregate{function: c.AggregateCountRows, name: "count"} }

// CountOf counts the rows in which an expression is not null. The result is Int64.
func CountOf(expression string) Aggregate { return aggregateOf(c.AggregateCount, "count", expression) }

// CountDistinct counts the different values of an expression that are not null; exactly, for they are all
// kept. -0 and 0 are one value, and all NaNs are. The result is Int64.
func CountDistinct(expression string) Aggregate {
	return aggregateOf(c.AggregateCountDistinct, "count_distinct", expression)
}

// ApproxCountDistinct is about how many different values of an expression that are not null there are, from
// 2^lgK registers for each group that has many of them, lgK 4 to 21, or 0 for 12, whose standard error is
// 1.6%: aggregate.ApproxCountDistinctOf says more. The result is Int64.
func ApproxCountDistinct(expression string, lgK int) Aggregate {
	a := aggregateOf(c.AggregateApproxCountDistinct, "approx_count_distinct", expression)
	a.lgK = min(max(lgK, -1), math.MaxInt32)
	return a
}

// Sum adds up an expression. Integers that do not fit 64 bits in the end are null.
func Sum(expression string) Aggregate { return aggregateOf(c.AggregateSum, "sum", expression) }

// Min is the least value of an expression; null for a group without any.
func Min(expression string) Aggregate { return aggregateOf(c.AggregateMin, "min", expression) }

// Max is the greatest value of an expression; null for a group without any.
func Max(expression string) Aggregate { return aggregateOf(c.AggregateMax, "max", expression) }

// Mean is the mean of an expression, a Float64; null for a group without any values.
func Mean(expression string) Aggregate { return aggregateOf(c.AggregateMean, "mean", expression) }

// SumExact adds up floats as if nothing were rounded on the way, and rounds the sum once: the order of
// the rows does not show in it.
func SumExact(expression string) Aggregate {
	return aggregateOf(c.AggregateSumExact, "sum_exact", expression)
}

// First is the first value of an expression that is not null; null for a group without any.
func First(expression string) Aggregate { return aggregateOf(c.AggregateFirst, "first", expression) }

// Last is the last value of an expression that is not null; null for a group without any.
func Last(expression string) Aggregate { return aggregateOf(c.AggregateLast, "last", expression) }

// BitAnd is the bits that all integers have; null for a group without any.
func BitAnd(expression string) Aggregate {
	return aggregateOf(c.AggregateBitAnd, "bit_and", expression)
}

// BitOr is the bits that any integer has; null for a group without any.
func BitOr(expression string) Aggregate { return aggregateOf(c.AggregateBitOr, "bit_or", expression) }

// BitXor is the bits that an odd number of integers have; null for a group without any.
func BitXor(expression string) Aggregate {
	return aggregateOf(c.AggregateBitXor, "bit_xor", expression)
}

// VariancePopulation is the variance of all values of an expression, a Float64; null for a group without
// any.
func VariancePopulation(expression string) Aggregate {
	return aggregateOf(c.AggregateVariancePopulation, "variance_population", expression)
}

// VarianceSample is the variance as it is estimated from a sample, a Float64; null for a group with less
// than two values.
func VarianceSample(expression string) Aggregate {
	return aggregateOf(c.AggregateVarianceSample, "variance_sample", expression)
}

// StddevPopulation is the square root of VariancePopulation.
func StddevPopulation(expression string) Aggregate {
	return aggregateOf(c.AggregateStddevPopulation, "stddev_population", expression)
}

// StddevSample is the square root of VarianceSample.
func StddevSample(expression string) Aggregate {
	return aggregateOf(c.AggregateStddevSample, "stddev_sample", expression)
}

// ArgMin is the value of an expression in the first row in which another, by, is least; null for a group
// without rows in which neither is null.
func ArgMin(expression, by string) Aggregate {
	return pairOf(c.AggregateArgMin, "arg_min", expression, by)
}

// ArgMax is the value of an expression in the first row in which another, by, is greatest; null for a
// group without rows in which neither is null.
func ArgMax(expression, by string) Aggregate {
	return pairOf(c.AggregateArgMax, "arg_max", expression, by)
}

// CovariancePopulation is the covariance of two expressions, a Float64, over the rows in which neither is
// null; null for a group without any.
func CovariancePopulation(expression, second string) Aggregate {
	return pairOf(c.AggregateCovariancePopulation, "covariance_population", expression, second)
}

// CovarianceSample is the covariance as it is estimated from a sample; null for a group with less than
// two such rows.
func CovarianceSample(expression, second string) Aggregate {
	return pairOf(c.AggregateCovarianceSample, "covariance_sample", expression, second)
}

// Correlation is the covariance of two expressions over the product of their standard deviations, -1 to
// 1, and NaN where one of these is 0; null for a group without rows in which neither is null.
func Correlation(expression, second string) Aggregate {
	return pairOf(c.AggregateCorrelation, "correlation", expression, second)
}

// QuantileContinuous is the quantile of an expression at a fraction of 0 to 1, 0.5 for the median: what is
// at this place of its values in order, between two of them if the place is. It is a Float64, null for a
// group without any, and all values are kept for it.
func QuantileContinuous(expression string, fraction float64) Aggregate {
	return quantileOf(c.AggregateQuantileContinuous, "quantile_continuous", expression, fraction)
}

// QuantileDiscrete is the first value of an expression in order that so much of the values are not behind
// as a fraction of 0 to 1 says; null for a group without any. All values are kept for it.
func QuantileDiscrete(expression string, fraction float64) Aggregate {
	return quantileOf(c.AggregateQuantileDiscrete, "quantile_discrete", expression, fraction)
}

// ApproxQuantile is about the quantile of an expression at a fraction of 0 to 1, within a part of itself,
// relativeAccuracy, 1e-6 to less than 1, or 0 for 0.01: aggregate.ApproxQuantileOf says more. It is a Float64, null
// for a group without any values, of which none is kept once there are many.
func ApproxQuantile(expression string, fraction, relativeAccuracy float64) Aggregate {
	a := quantileOf(c.AggregateApproxQuantile, "approx_quantile", expression, fraction)
	a.accuracy = relativeAccuracy
	return a
}

// Median is QuantileContinuous at 0.5.
func Median(expression string) Aggregate { return QuantileContinuous(expression, 0.5) }

// quantileOf names the fraction with 15 decimals at most, as the library does.
func quantileOf(function int32, name, expression string, fraction float64) Aggregate {
	decimals, unit := 0, 1.0
	for ; decimals < 15 && math.Floor(fraction*unit+0.5)/unit != fraction; decimals++ {
		unit *= 10
	}
	digits := fmt.Sprintf("%0*d", decimals+1, uint64(math.Floor(fraction*unit+0.5)))
	if decimals > 0 {
		digits = digits[:1] + "." + digits[1:]
	}
	a := aggregateOf(function, name, expression+", "+digits)
	a.text, a.fraction = expression, fraction
	return a
}

func pairOf(function int32, name, expression, second string) Aggregate {
	a := aggregateOf(function, name, expression+", "+second)
	a.text, a.second = expression, second
	return a
}

func aggregateOf(function int32, name, expression string) Aggregate {
	return Aggregate{function: function, text: expression, word: name, name: name + "(" + expression + ")"}
}

// As gives the result a name. Without it, it is called as in "mean(delay)" or, with Where,
// "mean(delay) where origin = 'ATL'".
func (a Aggregate) As(name string) Aggregate {
	a.name, a.named = name, true
	return a
}

// Where has only those rows count, for this aggregate, for which an expression is true: neither false
// nor null (FILTER in SQL). A row must pass every Where; an empty expression is none.
func (a Aggregate) Where(expression string) Aggregate {
	if expression == "" {
		return a
	}
	if a.where != "" {
		for _, text := range []string{a.where, expression} {
			if a.unclosed == "" && !isClosed(text) {
				a.unclosed = text
			}
		}
		expression = join([]string{a.where, expression})
	}
	if !a.named {
		a.name = strings.TrimSuffix(a.name, " where "+a.where) + " where " + expression
	}
	a.where = expression
	return a
}

func (a Aggregate) addTo(p *plan) error {
	a.named = false // it has the name that it has
	p.aggregates = append(p.aggregates, a)
	return nil
}

// check finds what is wrong with a plan of either engine, but for its texts, and what the library would not see in
// texts that end with a zero byte.
func (p *plan) check() error {
	fields := len(p.fields)
	if p.decoder != nil {
		fields = len(p.decoder.Fields()) + len(p.beside)
	}
	switch {
	case p.decoder != nil && len(p.fields) > 0:
		return fault.Invalid(0, "steps: there is more than one input")
	case p.decoder == nil && len(p.fields) == 0:
		return fault.Invalid(0, "steps: there is no input, such as NDJSON")
	case p.memoryLimit < 0:
		return fault.Invalid(0, "MemoryLimit: %d is negative", p.memoryLimit)
	case p.expectedGroups < 0:
		return fault.Invalid(0, "ExpectedGroups: %d is negative", p.expectedGroups)
	case fields+len(p.computed) > c.ExpressionMaxColumns:
		return fault.Invalid(0, "steps: %d fields and %d computed columns are more than %d", fields, len(p.computed), c.ExpressionMaxColumns)
	case len(p.keys) > c.GroupByMaxKeys:
		return fault.Invalid(0, "GroupBy: %d keys, but at most %d are possible", len(p.keys), c.GroupByMaxKeys)
	case len(p.aggregates) == 0 || len(p.aggregates) > c.GroupByMaxAggregates:
		return fault.Invalid(0, "steps: %d aggregates, but 1 to %d are possible", len(p.aggregates), c.GroupByMaxAggregates)
	}
	for i, field := range p.fields {
		switch name := cmp.Or(field.Name, field.Path); {
		case c.NameOf(int32(field.Type)) == "":
			return fault.Invalid(i, "Columns: field %d: there is no %v", i, field.Type)
		case strings.IndexByte(name, 0) >= 0:
			return fault.Invalid(i, "Columns: field %d: a zero byte in %q", i, name)
		}
	}
	for _, text := range p.where {
		if len(p.where) > 1 && !isClosed(text) {
			return fault.Invalid(0, "where: a parenthesis or a quote in %q has no other half", text)
		}
	}
	for i, a := range p.aggregates {
		if a.function == 0 {
			return fault.Invalid(i, "aggregates[%d]: the zero Aggregate computes nothing", i)
		}
		if a.unclosed != "" {
			return fault.Invalid(i, "aggregates[%d].where: a parenthesis or a quote in %q has no other half", i, a.unclosed)
		}
	}
	texts := append([]string(nil), p.where...)
	for _, list := range [][]named{p.computed, p.keys} {
		for _, one := range list {
			texts = append(texts, one.text, one.name)
		}
	}
	for _, a := range p.aggregates {
		texts = append(texts, a.text, a.second, a.name, a.where)
	}
	for _, text := range texts {
		if strings.IndexByte(text, 0) >= 0 {
			return fault.Invalid(0, "steps: %q has a zero byte", text)
		}
	}
	return nil
}

// condition is all of Where as one expression; "" is none.
func (p *plan) condition() string {
	if len(p.where) < 2 {
		return strings.Join(p.where, "")
	}
	return join(p.where)
}

// join returns the expression that is true where all of these are, which must be closed.
func join(texts []string) string { return "(" + strings.Join(texts, ") and (") + ")" }

// isClosed reports whether each parenthesis and each quote in a text has its other half there: then nothing in the
// text ends the parentheses around it.
func isClosed(text string) bool {
	open, quote := 0, byte(0)
	for i := range len(text) {
		switch b := text[i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '\'' || b == '"':
			quote = b
		case b == '(':
			open++
		case b == ')':
			if open--; open < 0 {
				return false
			}
		}
	}
	return open == 0 && quote == 0
}

// equals reports whether another plan makes groups that can be merged.
func (p *plan) equals(other *plan) bool {
	named := func(a, b ingest.Field) bool { return a.Name == b.Name && a.Type == b.Type }
	return slices.EqualFunc(p.fields, other.fields, named) && p.condition() == other.condition() &&
		slices.Equal(p.computed, other.computed) && slices.Equal(p.keys, other.keys) && slices.Equal(p.aggregates, other.aggregates)
}

// names are those of the columns of results.
func (p *plan) names() []string {
	var names []string
	for _, key := range p.keys {
		names = append(names, key.name)
	}
	for _, a := range p.aggregates {
		names = append(names, a.name)
	}
	return names
}
