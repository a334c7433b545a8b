package aggregate

import (
	"encoding/binary"
	"math"
	"math/big"
	"slices"
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
	// encode appends the state of a group, of a column of a type, as docs/formats/groupby.md has it;
	// decode reads one and sets that of the last group.
	encode(b []byte, group int, kind int32) []byte
	decode(r *reader, kind int32)
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
		word := c.WordAt(view, row)
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

// state is what foldsAs holds of a group.
type state[S any] interface {
	*S
	add(word uint64)
	merge(from *S)
	result(function int32) (word uint64, valid bool)
	encode(b []byte, kind int32) []byte
	decode(r *reader, kind int32)
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

func (f *foldsAs[S, P]) encode(b []byte, group int, kind int32) []byte {
	return P(&(*f)[group]).encode(b, kind)
}

func (f *foldsAs[S, P]) decode(r *reader, kind int32) { P(&(*f)[len(*f)-1]).decode(r, kind) }

// counted is a word of the values of a group, and how many those are.
type counted struct {
	count int64
	word  uint64
}

func (s *counted) encode(b []byte, kind int32) []byte {
	return appendValue(binary.LittleEndian.AppendUint64(b, uint64(s.count)), kind, s.word)
}

func (s *counted) decode(r *reader, kind int32) {
	s.count = r.count()
	begin := r.at
	if s.word = r.value(kind); s.count == 0 && s.word != 0 {
		r.fail(begin, noValues)
	}
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

func (s *bitAnd) encode(b []byte, kind int32) []byte {
	word, _ := s.result(0)
	return (&counted{s.count, word}).encode(b, kind)
}

func (s *bitAnd) decode(r *reader, kind int32) {
	if s.counted.decode(r, kind); s.count > 0 {
		s.word = ^s.word
	}
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
	count         int64
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

func (s *moments) encode(b []byte, _ int32) []byte {
	b = binary.LittleEndian.AppendUint64(b, uint64(s.count))
	return appendFloat(appendFloat(b, s.mean), s.squares)
}

func (s *moments) decode(r *reader, _ int32) {
	s.count = r.count()
	begin := r.at
	mean, squares := r.value(c.TypeF64), r.value(c.TypeF64)
	s.mean, s.squares = math.Float64frombits(mean), math.Float64frombits(squares)
	if s.count == 0 && mean|squares != 0 {
		r.fail(begin, noValues)
	}
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

// The kinds of an exact sum in bytes.
const (
	isPositive = iota
	isNegative
	isNaN
	isInfinity
	isMinusInfinity
)

func (s *exactSum) encode(b []byte, _ int32) []byte {
	switch x := s.special; {
	case x != x:
		return append(b, isNaN)
	case x > 0:
		return append(b, isInfinity)
	case x < 0:
		return append(b, isMinusInfinity)
	}
	if s.units == nil || s.units.Sign() == 0 {
		return append(b, isPositive, 0, 0)
	}
	kind := byte(isPositive)
	if s.units.Sign() < 0 {
		kind = isNegative
	}
	units := s.units.Bytes() // the highest first
	slices.Reverse(units)
	units = append(units, 0, 0, 0)
	units = units[:len(units)/4*4]
	first := 0
	for binary.LittleEndian.Uint32(units[4*first:]) == 0 {
		first++
	}
	return append(append(b, kind, byte(first), byte(len(units)/4-first)), units[4*first:]...)
}

func (s *exactSum) decode(r *reader, _ int32) {
	const most = 68 // digits
	begin := r.at
	kind := r.byte()
	switch {
	case kind > isMinusInfinity:
		r.fail(begin, "an exact sum is of no known kind")
		return
	case kind == isNaN:
		s.special = math.NaN()
		return
	case kind >= isInfinity:
		s.special = math.Inf(isInfinity - int(kind))
		return
	}
	first, count := int(r.byte()), int(r.byte())
	if first+count > most || count == 0 && (first != 0 || kind == isNegative) {
		r.fail(begin, badDigits)
		return
	}
	if count == 0 {
		return
	}
	var units [4 * most]byte
	for i := first; i < first+count; i++ {
		digit := r.half()
		isEnd := i == first || i == first+count-1
		if isEnd && digit == 0 || i == most-1 && digit >= 1<<18 {
			r.fail(begin, badDigits)
		}
		binary.LittleEndian.PutUint32(units[4*i:], digit)
	}
	slices.Reverse(units[:])
	s.units = new(big.Int).SetBytes(units[:])
	if kind == isNegative {
		s.units.Neg(s.units)
	}
}

const badDigits = "an exact sum has digits that cannot be"
