package aggregate

import (
	"math"
	"math/big"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// folds are the states of an aggregate that goes value by value, one for each group.
type folds interface {
	// size is how many bytes a state takes.
	size() int
	// grow adds a state without values.
	grow()
	// truncate forgets the states from group n on.
	truncate(n int)
	// add adds each of words, which are values as wordsOfRows has them, to the state of its group.
	add(words []uint64, groups []uint32)
	// merge adds each state of from, which are of the same kind, to that of groups.
	merge(from folds, groups []uint32)
	// result returns the bits of the result of a group, and whether there is one.
	result(function int32, group int) (word uint64, valid bool)
}

// foldsOf returns the states of a function, nil for one that is read from those of the column.
func foldsOf(function int32) folds {
	switch function {
	case c.AggregateFirst:
		return &foldsAs[first, *first]{}
	case c.AggregateLast:
		return &foldsAs[last, *last]{}
	case c.AggregateBitAnd:
		return &foldsAs[bitAnd, *bitAnd]{}
	case c.AggregateBitOr:
		return &foldsAs[bitOr, *bitOr]{}
	case c.AggregateBitXor:
		return &foldsAs[bitXor, *bitXor]{}
	case c.AggregateVariancePopulation, c.AggregateVarianceSample, c.AggregateStddevPopulation, c.AggregateStddevSample:
		return &foldsAs[moments, *moments]{}
	case c.AggregateSumExact:
		return &foldsAs[exactSum, *exactSum]{}
	}
	return nil
}

// takesFloats reports whether a function has its values as the bits of float64s, whatever their type.
func takesFloats(function int32) bool { return function >= c.AggregateVariancePopulation }

// wordsOfRows appends the rows that are not null, as the words that their type is widened to, or as the
// bits of float64s, and their groups.
func wordsOfRows(view *column.View, floats bool, of []uint32, words []uint64, groups []uint32) ([]uint64, []uint32) {
	for row, group := range of {
		if !view.Valid(row) {
			continue
		}
		word := wordAt(view, row)
		if floats {
			switch {
			case view.Type == c.TypeF32 || view.Type == c.TypeF64:
			case view.Type >= c.TypeU8 && view.Type <= c.TypeU64:
				word = math.Float64bits(float64(word))
			default:
				word = math.Float64bits(float64(int64(word)))
			}
		}
		words, groups = append(words, word), append(groups, group)
	}
	return words, groups
}

// wordAt returns a row as the word that its type is widened to; a NaN is the one of results.
func wordAt(view *column.View, row int) uint64 {
	switch view.Type {
	case c.TypeBool:
		return uint64(view.Bit(row))
	case c.TypeI8:
		return uint64(column.Rows[int8](view)[row])
	case c.TypeI16:
		return uint64(column.Rows[int16](view)[row])
	case c.TypeI32, c.TypeDate32:
		return uint64(column.Rows[int32](view)[row])
	case c.TypeU8:
		return uint64(column.Rows[uint8](view)[row])
	case c.TypeU16:
		return uint64(column.Rows[uint16](view)[row])
	case c.TypeU32:
		return uint64(column.Rows[uint32](view)[row])
	case c.TypeF32:
		return math.Float64bits(canonical(float64(column.Rows[float32](view)[row])))
	case c.TypeF64:
		return math.Float64bits(canonical(column.Rows[float64](view)[row]))
	}
	return column.Rows[uint64](view)[row]
}

// state is what foldsAs holds of a group.
type state[S any] interface {
	*S
	add(word uint64)
	merge(from *S)
	result(function int32) (word uint64, valid bool)
}

type foldsAs[S any, P state[S]] []S

func (f *foldsAs[S, P]) size() int {
	var one S
	return int(unsafe.Sizeof(one))
}

func (f *foldsAs[S, P]) grow() {
	var none S
	*f = append(*f, none)
}

func (f *foldsAs[S, P]) truncate(n int) { *f = (*f)[:n] }

func (f *foldsAs[S, P]) add(words []uint64, groups []uint32) {
	for i, word := range words {
		P(&(*f)[groups[i]]).add(word)
	}
}

func (f *foldsAs[S, P]) merge(from folds, groups []uint32) {
	others := *from.(*foldsAs[S, P])
	for group, into := range groups {
		P(&(*f)[into]).merge(&others[group])
	}
}

func (f *foldsAs[S, P]) result(function int32, group int) (uint64, bool) {
	return P(&(*f)[group]).result(function)
}

// counted is a word of the values of a group, and how many those are.
type counted struct {
	count int
	word  uint64
}

func (s *counted) result(int32) (uint64, bool) { return s.word, s.count > 0 }

type first struct{ counted }

func (s *first) add(word uint64) { s.merge(&first{counted{1, word}}) }

func (s *first) merge(from *first) {
	if s.count == 0 {
		s.word = from.word
	}
	s.count += from.count
}

type last struct{ counted }

func (s *last) add(word uint64) { s.merge(&last{counted{1, word}}) }

func (s *last) merge(from *last) {
	if from.count > 0 {
		s.word = from.word
	}
	s.count += from.count
}

// bitAnd keeps the complement, so that the zero value is that of no values.
type bitAnd struct{ counted }

func (s *bitAnd) add(word uint64) { s.merge(&bitAnd{counted{1, ^word}}) }

func (s *bitAnd) merge(from *bitAnd) {
	s.count += from.count
	s.word |= from.word
}

func (s *bitAnd) result(int32) (uint64, bool) {
	if s.count == 0 {
		return 0, false
	}
	return ^s.word, true
}

type bitOr struct{ counted }

func (s *bitOr) add(word uint64) { s.merge(&bitOr{counted{1, word}}) }

func (s *bitOr) merge(from *bitOr) {
	s.count += from.count
	s.word |= from.word
}

type bitXor struct{ counted }

func (s *bitXor) add(word uint64) { s.merge(&bitXor{counted{1, word}}) }

func (s *bitXor) merge(from *bitXor) {
	s.count += from.count
	s.word ^= from.word
}

// moments are what variances are made of. A product is converted before it is added, so that no
// machine fuses the two.
type moments struct {
	count         int
	mean, squares float64
}

func (s *moments) add(word uint64) {
	x := math.Float64frombits(word)
	s.count++
	distance := x - s.mean
	s.mean += distance / float64(s.count)
	s.squares += float64(distance * (x - s.mean))
}

func (s *moments) merge(from *moments) {
	if from.count == 0 {
		return
	}
	if s.count == 0 {
		*s = *from
		return
	}
	own := float64(s.count)
	s.count += from.count
	part := float64(from.count) / float64(s.count)
	distance := from.mean - s.mean
	s.mean += float64(distance * part)
	s.squares += from.squares + float64(float64(distance*distance)*float64(own*part))
}

func (s *moments) result(function int32) (uint64, bool) {
	divisor := s.count
	if function == c.AggregateVarianceSample || function == c.AggregateStddevSample {
		divisor--
	}
	if divisor <= 0 {
		return 0, false
	}
	x := s.squares / float64(divisor)
	if function == c.AggregateStddevPopulation || function == c.AggregateStddevSample {
		x = math.Sqrt(x)
	}
	return math.Float64bits(canonical(x)), true
}

// exactSum counts in units of 2^-1074, which every float64 is a multiple of.
type exactSum struct {
	special float64 // of infinities and NaNs
	units   *big.Int
}

func (s *exactSum) add(word uint64) {
	x := math.Float64frombits(word)
	if math.IsInf(x, 0) || math.IsNaN(x) {
		s.special += x
		return
	}
	exponent := word >> 52 & 0x7ff
	mantissa := word & (1<<52 - 1)
	if exponent > 0 {
		mantissa |= 1 << 52
		exponent--
	}
	units := new(big.Int).SetUint64(mantissa)
	units.Lsh(units, uint(exponent))
	if math.Signbit(x) {
		units.Neg(units)
	}
	s.merge(&exactSum{units: units})
}

func (s *exactSum) merge(from *exactSum) {
	s.special += from.special
	if from.units == nil {
		return
	}
	if s.units == nil {
		s.units = new(big.Int)
	}
	s.units.Add(s.units, from.units)
}

func (s *exactSum) result(int32) (uint64, bool) {
	x := s.special
	if x == 0 && s.units != nil && s.units.Sign() != 0 {
		exact := new(big.Float).SetInt(s.units)
		x, _ = exact.SetMantExp(exact, -1074).Float64()
	}
	return math.Float64bits(canonical(x)), true
}
