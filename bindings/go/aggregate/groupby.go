package aggregate

import (
	"fmt"
	"runtime"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/ddmapping"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
	"github.com/sinew-simd/sinew/bindings/go/internal/use"
)

// Aggregate is what a GroupBy computes for each group: Rows, or a function of a value column, or of two,
// given by their places in Options.Values. Rows whose value is null are left out.
type Aggregate struct {
	function int32
	source
	fraction         float64 // of a quantile
	lgK              uint32  // of an approximate distinct count
	relativeAccuracy float64 // of an approximate quantile
}

// source is where the values of an aggregate come from.
type source struct {
	column uint32
	flags  uint32 // c.AggregateFilter or 0
	filter uint32 // the column that says which rows count
	second uint32
	pair   bool // there is a second column
}

// Where makes an aggregate of only those rows for which a value column of type Bool, given by its place
// in Options.Values, is true: neither false nor null (FILTER in SQL).
//
//	late := aggregate.SumOf(0).Where(1)
func (a Aggregate) Where(column int) Aggregate {
	a.flags, a.filter = c.AggregateFilter, placeOf(column)
	return a
}

// written is the aggregate as it is computed and written: the rows that a filter leaves are the values of
// the filter that are left.
func (a Aggregate) written() Aggregate {
	if a.function == c.AggregateCountRows && a.flags != 0 {
		a.function, a.column = c.AggregateCount, a.filter
	}
	return a
}

// Rows counts the rows of the group. The result is Int64.
func Rows() Aggregate { return Aggregate{function: c.AggregateCountRows} }

// CountOf counts the values that are not null, of a column of any type. The result is Int64.
func CountOf(column int) Aggregate { return aggregateOf(c.AggregateCount, column) }

// CountDistinctOf counts the different values that are not null, of a column of any type: exactly, for they
// are all kept. As in keys, -0 and 0 are one value, and all NaNs are. The result is Int64.
func CountDistinctOf(column int) Aggregate { return aggregateOf(c.AggregateCountDistinct, column) }

// ApproxCountDistinctOf is about how many different values that are not null there are, of a column of any
// type: what a sketch of package hll with so many registers, 2^lgK, estimates once it has been merged,
// rounded to an integer, so that neither the order of the rows shows in it nor that of merges. lgK is 4 to
// 21, or 0 for 12, whose standard error is 1.6%; few values are counted almost exactly. Empty strings are
// left out. A group takes some tens of bytes for its first values, and 2^lgK once there are many. The result
// is Int64.
func ApproxCountDistinctOf(column, lgK int) Aggregate {
	a := aggregateOf(c.AggregateApproxCountDistinct, column)
	switch {
	case lgK == 0:
		lgK = defaultLgK
	case lgK < 0 || lgK > c.HllMaxLgK:
		lgK = c.HllMaxLgK + 1 // what no Options has
	}
	a.lgK = uint32(lgK)
	return a
}

const defaultLgK = 12

// SumOf adds the values, integers, floats or booleans, which are 0 and 1; 0 for a group without any.
// The result is Int64 of signed integers and booleans, Uint64 of unsigned integers, and Float64 of
// floats; a sum of integers that does not fit is null, which GroupBy.OverflowCount counts.
func SumOf(column int) Aggregate { return aggregateOf(c.AggregateSum, column) }

// MinOf is the least value of a column of any type; null for a group without any. The result has the
// type of the column, strings with offsets of 64 bits. Of booleans it is whether all are true; strings
// and values of 16 bytes are compared byte by byte.
func MinOf(column int) Aggregate { return aggregateOf(c.AggregateMin, column) }

// MaxOf is the greatest value of a column of any type; null for a group without any. The result has the
// type of the column, strings with offsets of 64 bits. Of booleans it is whether any is true; strings
// and values of 16 bytes are compared byte by byte.
func MaxOf(column int) Aggregate { return aggregateOf(c.AggregateMax, column) }

// MeanOf is the sum of integers, floats or booleans over the count; null for a group without values.
// The result is Float64.
func MeanOf(column int) Aggregate { return aggregateOf(c.AggregateMean, column) }

// SumExactOf adds floats as if nothing were rounded on the way, and rounds the sum once: the order of
// the rows does not show in it. It is 0 for a group without any. The result is Float64. A group takes
// 568 bytes for it.
func SumExactOf(column int) Aggregate { return aggregateOf(c.AggregateSumExact, column) }

// FirstOf is the first value that is not null, of a column of any type; null for a group without any.
// The result has the type of the column, strings with offsets of 64 bits.
func FirstOf(column int) Aggregate { return aggregateOf(c.AggregateFirst, column) }

// LastOf is the last value that is not null, of a column of any type; null for a group without any. The
// result has the type of the column, strings with offsets of 64 bits.
func LastOf(column int) Aggregate { return aggregateOf(c.AggregateLast, column) }

// BitAndOf is the bits that all integers have; null for a group without any. The result has the type of
// the column.
func BitAndOf(column int) Aggregate { return aggregateOf(c.AggregateBitAnd, column) }

// BitOrOf is the bits that any integer has; null for a group without any. The result has the type of
// the column.
func BitOrOf(column int) Aggregate { return aggregateOf(c.AggregateBitOr, column) }

// BitXorOf is the bits that an odd number of integers have; null for a group without any. The result
// has the type of the column.
func BitXorOf(column int) Aggregate { return aggregateOf(c.AggregateBitXor, column) }

// VariancePopulationOf is the mean of the squares of the distances of integers, floats or booleans from
// their mean; null for a group without any. The result is Float64.
func VariancePopulationOf(column int) Aggregate {
	return aggregateOf(c.AggregateVariancePopulation, column)
}

// VarianceSampleOf is the variance as it is estimated from a sample: the sum of the squares is divided
// by the count less 1. It is null for a group with less than two values. The result is Float64.
func VarianceSampleOf(column int) Aggregate { return aggregateOf(c.AggregateVarianceSample, column) }

// StddevPopulationOf is the standard deviation, the square root of VariancePopulationOf.
func StddevPopulationOf(column int) Aggregate {
	return aggregateOf(c.AggregateStddevPopulation, column)
}

// StddevSampleOf is the standard deviation of a sample, the square root of VarianceSampleOf.
func StddevSampleOf(column int) Aggregate { return aggregateOf(c.AggregateStddevSample, column) }

// ArgMinOf is the value of a column in the first row in which another, by, has its least value, as MinOf has
// it; null for a group without rows in which neither is null. Both are of any type. The result has the
// type of the column, strings with offsets of 64 bits.
func ArgMinOf(column, by int) Aggregate { return pairOf(c.AggregateArgMin, column, by) }

// ArgMaxOf is the value of a column in the first row in which another, by, has its greatest value, as
// MaxOf has it; null for a group without rows in which neither is null. Both are of any type. The result
// has the type of the column, strings with offsets of 64 bits.
func ArgMaxOf(column, by int) Aggregate { return pairOf(c.AggregateArgMax, column, by) }

// CovariancePopulationOf is the mean of the products of the distances of two columns of integers, floats
// or booleans from their means, over the rows in which neither is null; null for a group without any.
// The result is Float64.
func CovariancePopulationOf(column, second int) Aggregate {
	return pairOf(c.AggregateCovariancePopulation, column, second)
}

// CovarianceSampleOf is the covariance as it is estimated from a sample: the sum of the products is
// divided by the count less 1. It is null for a group with less than two such rows. The result is
// Float64.
func CovarianceSampleOf(column, second int) Aggregate {
	return pairOf(c.AggregateCovarianceSample, column, second)
}

// CorrelationOf is the covariance over the product of the standard deviations, -1 to 1, and NaN where
// one of these is 0; null for a group without rows in which neither is null. The result is Float64.
func CorrelationOf(column, second int) Aggregate {
	return pairOf(c.AggregateCorrelation, column, second)
}

// QuantileContinuousOf is the quantile of integers, floats or booleans at a fraction of 0 to 1: of n values
// in order, NaN behind all others, what is at place (n-1)*fraction, between two values if it is between
// them. It is null for a group without any. The result is Float64. A GroupBy keeps all values for it, once
// for all quantiles of a column.
func QuantileContinuousOf(column int, fraction float64) Aggregate {
	return quantileOf(c.AggregateQuantileContinuous, column, fraction)
}

// QuantileDiscreteOf is the first of the values in order, of a column of numbers, dates or timestamps, that
// so much of them are not behind as a fraction of 0 to 1 says; null for a group without any. The result has
// the type of the column. All values are kept, as for QuantileContinuousOf.
func QuantileDiscreteOf(column int, fraction float64) Aggregate {
	return quantileOf(c.AggregateQuantileDiscrete, column, fraction)
}

// ApproxQuantileOf is about the quantile of integers, floats or booleans at a fraction of 0 to 1: of n values in
// order, NaN behind all others, the one of rank floor((n-1)*fraction), counted from 0, but for the part of
// itself that is relativeAccuracy, 1e-6 to less than 1, or 0 for 0.01. It is what a sketch of package ddsketch
// says that has a logarithmic mapping and 2048 bins, and null for a group without any. The result is Float64.
// A group takes some tens of bytes for its first values, and 32 KiB at most.
func ApproxQuantileOf(column int, fraction, relativeAccuracy float64) Aggregate {
	a := quantileOf(c.AggregateApproxQuantile, column, fraction)
	if a.relativeAccuracy = relativeAccuracy; relativeAccuracy == 0 {
		a.relativeAccuracy = defaultAccuracy
	}
	return a
}

const defaultAccuracy = 0.01

// MedianOf is QuantileContinuousOf at 0.5.
func MedianOf(column int) Aggregate { return QuantileContinuousOf(column, 0.5) }

func quantileOf(function int32, column int, fraction float64) Aggregate {
	a := aggregateOf(function, column)
	if fraction != 0 { // of -0, too, 0
		a.fraction = fraction
	}
	return a
}

func pairOf(function int32, column, second int) Aggregate {
	return Aggregate{function: function, source: source{column: placeOf(column), second: placeOf(second), pair: true}}
}

func aggregateOf(function int32, column int) Aggregate {
	return Aggregate{function: function, source: source{column: placeOf(column)}}
}

// placeOf makes a column out of range one that no Options has.
func placeOf(column int) uint32 {
	if column < 0 || column >= c.GroupByMaxColumns {
		column = c.GroupByMaxColumns
	}
	return uint32(column)
}

// Options say what a GroupBy computes.
type Options struct {
	// Keys are the types of the key columns, 1 to 8 of any types.
	Keys []sinew.Type
	// Values are the types of the value columns, at most 16. Each Aggregate says which types it takes.
	Values []sinew.Type
	// Aggregates are 1 to 64.
	Aggregates []Aggregate
	// MemoryLimit is the most bytes that the GroupBy may hold; 0 is no limit. Two steps, which are
	// taken once, need room for all keys a second time, and the call fails if there is none: the first
	// null of several key columns whose values fit 64 bits together, but not with one bit more for each
	// column; and the change to a strong hash (see Seed). Without a library the bytes are an estimate,
	// and there are no such steps.
	MemoryLimit int
	// ExpectedGroups is how many groups to make room for at once, 0 if that is unknown. It is a
	// hint: more are welcome, and beyond 2^24, or what MemoryLimit allows, room is made only as they
	// come.
	ExpectedGroups int
	// Seed seeds the hashes of the keys, and of the values of CountDistinct; 0, which is best, takes
	// random numbers for each object.
	// Results never depend on it. Whatever keys come, also from somebody who knows the seed, a row costs
	// at most a few times what it costs with keys that nobody chose: an object that meets such keys
	// changes to a strong hash under a random key, once. Without a library, Go's maps see to it, and the
	// seed is not used.
	Seed uint64
}

// GroupBy groups rows by their keys: a group is the rows that are equal in every key column. There, null
// is a value like any other, which equals null alone; -0 equals 0, and NaN equals NaN. Groups are
// numbered from 0 in the order in which their keys first appeared.
//
// One goroutine at a time may use a GroupBy, also to read it; a call that sees another one panics. To
// use all cores, give each goroutine its own and Merge them in a fixed order, or let Parallel do both.
// Close frees the memory at once; a GroupBy that is not closed is freed some time after the garbage
// collector finds it, which it is in no hurry to do, for it does not see that memory.
type GroupBy struct {
	keys       []sinew.Type
	values     []sinew.Type
	aggregates []Aggregate
	names      []string // of the columns of results
	kinds      []int32
	use        use.Mark
	closed     bool
	native     native // with a library
	plain      plain  // without one
}

// NewGroupBy returns a GroupBy without groups. The error is a *sinew.Error: ErrInvalidArgument for
// an unknown type or function, a column index that is out of range, or too many of them; ErrMemoryLimit;
// ErrOutOfMemory.
func NewGroupBy(options Options) (*GroupBy, error) {
	if err := checkOptions(&options); err != nil {
		return nil, err
	}
	g := groupByOf(&options)
	if !c.Available {
		g.plain.open(&options)
	} else if err := g.native.open(&options, g); err != nil {
		return nil, err
	}
	return g, nil
}

// options returns those that make one like g.
func (g *GroupBy) options() *Options {
	return &Options{Keys: g.keys, Values: g.values, Aggregates: g.aggregates}
}

// groupByOf returns one without an engine.
func groupByOf(o *Options) *GroupBy {
	return &GroupBy{
		keys:       append([]sinew.Type(nil), o.Keys...),
		values:     append([]sinew.Type(nil), o.Values...),
		aggregates: append([]Aggregate(nil), o.Aggregates...),
		names:      namesOf(o),
		kinds:      kindsOf(o),
	}
}

func checkOptions(o *Options) error {
	switch {
	case len(o.Keys) == 0 || len(o.Keys) > c.GroupByMaxKeys:
		return fault.Invalid(0, "Options.Keys: %d columns, but 1 to %d are possible", len(o.Keys), c.GroupByMaxKeys)
	case len(o.Values) > c.GroupByMaxColumns:
		return fault.Invalid(0, "Options.Values: %d columns, at most %d are possible", len(o.Values), c.GroupByMaxColumns)
	case len(o.Aggregates) == 0 || len(o.Aggregates) > c.GroupByMaxAggregates:
		return fault.Invalid(0, "Options.Aggregates: %d, but 1 to %d are possible", len(o.Aggregates), c.GroupByMaxAggregates)
	case o.MemoryLimit < 0:
		return fault.Invalid(0, "Options.MemoryLimit: %d is negative", o.MemoryLimit)
	case o.ExpectedGroups < 0:
		return fault.Invalid(0, "Options.ExpectedGroups: %d is negative", o.ExpectedGroups)
	}
	if err := checkTypes("Keys", o.Keys); err != nil {
		return err
	}
	if err := checkTypes("Values", o.Values); err != nil {
		return err
	}
	for i, a := range o.Aggregates {
		if a.function == 0 {
			return fault.Invalid(i, "Options.Aggregates[%d]: the zero Aggregate computes nothing", i)
		}
		if !isFraction(a.fraction) {
			return fault.Invalid(i, "Options.Aggregates[%d]: a fraction of %v is not within 0 and 1", i, a.fraction)
		}
		if c.IsOfAccuracy(a.function) && !isAccuracy(a.relativeAccuracy) {
			return fault.Invalid(i, "Options.Aggregates[%d]: a relative accuracy of %v is not within 1e-6 and 1", i, a.relativeAccuracy)
		}
		if c.IsOfLgK(a.function) && !isLgK(a.lgK) {
			return fault.Invalid(i, "Options.Aggregates[%d]: 2^lgK registers, but lgK is not within %d and %d", i, c.HllMinLgK, c.HllMaxLgK)
		}
		if a.flags != 0 {
			if int(a.filter) >= len(o.Values) {
				return fault.Invalid(i, "Options.Aggregates[%d]: there are %d value columns", i, len(o.Values))
			}
			if t := o.Values[a.filter]; t != sinew.Bool {
				return fault.Invalid(i, "Options.Aggregates[%d]: Where takes a column of type %v, not %v", i, sinew.Bool, t)
			}
		}
		if a.function == c.AggregateCountRows {
			continue
		}
		if int(a.column) >= len(o.Values) {
			return fault.Invalid(i, "Options.Aggregates[%d]: there are %d value columns", i, len(o.Values))
		}
		if a.pair {
			if int(a.second) >= len(o.Values) {
				return fault.Invalid(i, "Options.Aggregates[%d]: there are %d value columns", i, len(o.Values))
			}
			if t, second := o.Values[a.column], o.Values[a.second]; !c.TakesPair(a.function, int32(t), int32(second)) {
				return fault.Invalid(i, "Options.Aggregates[%d]: there is no such aggregate of values of types %v and %v", i, t, second)
			}
			continue
		}
		if t := o.Values[a.column]; !c.Takes(a.function, int32(t)) {
			return fault.Invalid(i, "Options.Aggregates[%d]: there is no such aggregate of values of type %v", i, t)
		}
	}
	return nil
}

// isFraction reports whether a number is within 0 and 1, which NaN is not.
func isFraction(x float64) bool { return x >= 0 && x <= 1 }

// isAccuracy reports whether a number is 1e-6 or more and less than 1, which NaN is not.
func isAccuracy(x float64) bool { return x >= ddmapping.LeastAccuracy && x < 1 }

func isLgK(lgK uint32) bool { return lgK >= c.HllMinLgK && lgK <= c.HllMaxLgK }

func checkTypes(list string, types []sinew.Type) error {
	for i, t := range types {
		switch {
		case c.IsList(int32(t)):
			return fault.Invalid(i, "Options.%s[%d]: %v, but lists are not taken", list, i, t)
		case c.NameOf(int32(t)) == "":
			return fault.Invalid(i, "Options.%s[%d]: there is no %v", list, i, t)
		}
	}
	return nil
}

// Update adds a batch of rows, which is a column for each of Options.Keys and then one for each of
// Options.Values: row i belongs to the group of row i of the keys, with row i of each value column. A
// batch counts whole or not at all: on an error the GroupBy is as it was.
//
// The error is a *sinew.Error: ErrInvalidArgument for columns of other types or another number than
// Options has, or for a string column whose offsets run backwards or past its data; ErrMemoryLimit;
// ErrOutOfMemory; or it is ErrClosed. Columns of different lengths panic. No call allocates on the
// Go heap.
func (g *GroupBy) Update(columns ...sinew.Column) error {
	g.use.Enter()
	defer g.use.Leave()
	if g.closed {
		return sinew.ErrClosed
	}
	if len(columns) != len(g.keys)+len(g.values) {
		return fault.Invalid(0, "columns: %d, but Options has %d keys and %d values", len(columns), len(g.keys), len(g.values))
	}
	for i := range columns {
		list, at, want := "Keys", i, sinew.Type(0)
		if i < len(g.keys) {
			want = g.keys[i]
		} else {
			list, at = "Values", i-len(g.keys)
			want = g.values[at]
		}
		if columns[i].Type() != want {
			return fault.Invalid(i, "columns[%d]: of type %v, but Options.%s[%d] is %v", i, columns[i].Type(), list, at, want)
		}
		if columns[i].Len() != columns[0].Len() {
			panicLength(i, columns[i].Len(), columns[0].Len())
		}
	}
	keys, values := columns[:len(g.keys)], columns[len(g.keys):]
	if c.Available {
		return g.native.update(keys, values)
	}
	return g.plain.update(keys, values)
}

//go:noinline
func panicLength(i, have, want int) {
	panic(fmt.Sprintf("aggregate: column %d has %d rows, column 0 has %d", i, have, want))
}

// Merge adds the groups of from, as if its rows had come after those of g (a sum of float64s is g's
// sum plus from's). Groups that are new to g follow in from's order. It leaves from as it is, and
// on an error g too. The errors are those of Update; g itself, or a GroupBy with other types or
// aggregates, is ErrInvalidArgument. String and Binary are not other types here.
func (g *GroupBy) Merge(from *GroupBy) error {
	return g.withOther(from, func() error {
		if g.closed || from.closed {
			return sinew.ErrClosed
		}
		if !g.isLike(from) {
			return errOther
		}
		if c.Available {
			err := g.native.merge(&from.native)
			runtime.KeepAlive(from)
			return err
		}
		return g.plain.merge(&from.plain)
	})
}

// withOther runs merge while nobody else uses g or from.
func (g *GroupBy) withOther(from *GroupBy, merge func() error) error {
	g.use.Enter()
	defer g.use.Leave()
	if g == from {
		return errMergeItself
	}
	from.use.Enter()
	defer from.use.Leave()
	return merge()
}

var (
	errMergeItself  = fault.Invalid(0, "from: a GROUP BY cannot be merged into itself")
	errOther        = fault.Invalid(0, "from: other types or aggregates")
	errEncodedOther = fault.Invalid(0, "in: its key types, value types or aggregates are not those of into")
)

// areAlike reports whether columns of one type may be given for those of the other: any strings may for others.
func areAlike(a, b sinew.Type) bool {
	return a == b || c.IsString(int32(a)) && c.IsString(int32(b))
}

// isLike reports whether the two have alike types, and the same aggregates.
func (g *GroupBy) isLike(from *GroupBy) bool {
	return slices.EqualFunc(g.keys, from.keys, areAlike) && slices.EqualFunc(g.values, from.values, areAlike) &&
		slices.EqualFunc(g.aggregates, from.aggregates, func(a, b Aggregate) bool { return a.written() == b.written() })
}

// Len returns the number of groups; 0 once closed.
func (g *GroupBy) Len() int {
	g.use.Enter()
	defer g.use.Leave()
	if g.closed {
		return 0
	}
	return g.groups()
}

func (g *GroupBy) groups() int {
	if c.Available {
		return g.native.len()
	}
	return g.plain.len()
}

// Memory returns the bytes that the GroupBy holds, an estimate without a library; 0 once closed.
func (g *GroupBy) Memory() int {
	g.use.Enter()
	defer g.use.Leave()
	if g.closed {
		return 0
	}
	if c.Available {
		return g.native.memory()
	}
	return g.plain.memory()
}

// Reset forgets all groups and keeps their memory for the next ones: the cheap way to a result for
// each batch or window. The error is nil or ErrClosed.
func (g *GroupBy) Reset() error {
	g.use.Enter()
	defer g.use.Leave()
	if g.closed {
		return sinew.ErrClosed
	}
	if c.Available {
		return g.native.reset()
	}
	g.plain.truncate(0)
	return nil
}

// Close frees the memory. It may be called again, and returns ErrClosed then, as all other calls do.
func (g *GroupBy) Close() error {
	g.use.Enter()
	defer g.use.Leave()
	if g.closed {
		return sinew.ErrClosed
	}
	g.closed = true
	if c.Available {
		g.native.close()
	}
	g.plain = plain{}
	return nil
}

func (g *GroupBy) checkRange(first, count int) {
	if first < 0 || count < 0 || first > g.groups()-count {
		panic(fmt.Sprintf("aggregate: groups [%d, %d) of %d", first, first+count, g.groups()))
	}
}
