package aggregate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
)

// The types that are kept as numbers.
var numberTypes = []sinew.Type{
	sinew.Bool, sinew.Int8, sinew.Int16, sinew.Int32, sinew.Int64, sinew.Uint8, sinew.Uint16, sinew.Uint32, sinew.Uint64,
	sinew.Float32, sinew.Float64, sinew.Date32, sinew.TimestampS, sinew.TimestampMS, sinew.TimestampUS, sinew.TimestampNS,
}

// randomNumber returns a value of a type as what it is widened to, now and then one at an end of the
// type. Sums of floats are exact.
func randomNumber(r *rand.Rand, t sinew.Type) uint64 {
	if kindOfValues(t) == float {
		switch r.IntN(40) {
		case 0:
			return math.Float64bits(math.Inf(1))
		case 1:
			return math.Float64bits(math.Copysign(0, -1))
		case 2:
			return math.Float64bits(math.NaN())
		}
		return math.Float64bits(float64(r.IntN(2001)-1000) / 1024)
	}
	width := 1
	if t != sinew.Bool {
		width = 8 * c.Width(int32(t))
	}
	word := r.Uint64()
	switch r.IntN(4) {
	case 0:
		word = 1 << (width - 1)
	case 1:
		word = 1<<(width-1) - 1
	}
	if shift := 64 - width; kindOfValues(t) == unsigned || t == sinew.Bool {
		return word << shift >> shift
	} else {
		return uint64(int64(word<<shift) >> shift)
	}
}

// columnOf returns a column of a type from what its values are widened to.
func columnOf(t sinew.Type, words []uint64) sinew.Column {
	switch {
	case t == sinew.Bool:
		bits := make([]byte, len(words)/8+1)
		for i, word := range words {
			setBit(bits, i+3, word != 0)
		}
		return sinew.Bools(bits, 3, len(words))
	case t == sinew.Float32:
		return sinew.Float32s(convert(words, func(word uint64) float32 { return float32(math.Float64frombits(word)) }))
	case t == sinew.Float64:
		return sinew.Float64s(convert(words, math.Float64frombits))
	case t == sinew.Int8:
		return sinew.Int8s(convert(words, func(word uint64) int8 { return int8(word) }))
	case t == sinew.Int16:
		return sinew.Int16s(convert(words, func(word uint64) int16 { return int16(word) }))
	case t == sinew.Int32:
		return sinew.Int32s(convert(words, func(word uint64) int32 { return int32(word) }))
	case t == sinew.Uint8:
		return sinew.Uint8s(convert(words, func(word uint64) uint8 { return uint8(word) }))
	case t == sinew.Uint16:
		return sinew.Uint16s(convert(words, func(word uint64) uint16 { return uint16(word) }))
	case t == sinew.Uint32:
		return sinew.Uint32s(convert(words, func(word uint64) uint32 { return uint32(word) }))
	case t == sinew.Uint64:
		return sinew.Uint64s(words)
	case t == sinew.Date32:
		return sinew.Dates(convert(words, func(word uint64) int32 { return int32(word) }))
	case t == sinew.Int64:
		return sinew.Int64s(convert(words, func(word uint64) int64 { return int64(word) }))
	}
	return sinew.Timestamps(t, convert(words, func(word uint64) int64 { return int64(word) }))
}

func convert[T any](words []uint64, to func(uint64) T) []T {
	values := make([]T, len(words))
	for i, word := range words {
		values[i] = to(word)
	}
	return values
}

// Every aggregate of every type that it takes, with both engines, split and merged.
func TestEveryType(t *testing.T) {
	for _, kind := range numberTypes {
		options := Options{Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{kind, sinew.Bool}}
		for function := int32(1); function < 256; function++ {
			if of := (Aggregate{function: function}); 1 < function && function <= c.AggregateSumExact && c.Takes(function, int32(kind)) {
				options.Aggregates = append(options.Aggregates, of, of.Where(1))
			}
		}
		for seed := range uint64(rounds.Of(8, 2)) {
			r := rand.New(rand.NewPCG(seed, uint64(kind)))
			const groups = 5
			rows := make([][]uint64, groups)
			valid, chosen := make([][]bool, groups), make([][]bool, groups)
			batch := func() []sinew.Column {
				keys, words, flags := make([]int64, 400), make([]uint64, 400), make([]bool, 400)
				filter, known := make([]uint64, 400), make([]bool, 400)
				for i := range keys {
					keys[i], words[i], flags[i] = int64(r.IntN(groups)), randomNumber(r, kind), r.IntN(4) > 0
					filter[i], known[i] = r.Uint64N(2), r.IntN(5) > 0
					chosen[keys[i]] = append(chosen[keys[i]], filter[i] == 1 && known[i])
					rows[keys[i]], valid[keys[i]] = append(rows[keys[i]], words[i]), append(valid[keys[i]], flags[i])
				}
				return []sinew.Column{sinew.Int64s(keys), columnOf(kind, words).With(sinew.ValidityOf(flags)), columnOf(sinew.Bool, filter).With(sinew.ValidityOf(known))}
			}
			api, twin, all := engines(t, options)
			more, twinMore, _ := engines(t, options)
			first, second := batch(), batch()
			for _, call := range []error{
				api.Update(first...), more.Update(second...), api.Merge(more.GroupBy),
				twin.Update(first...), twinMore.Update(second...), twin.merge(twinMore.plain),
			} {
				if call != nil {
					t.Fatal(call)
				}
			}
			for name, g := range all {
				var b sinew.Batch
				if err := g.ReadResults(&b, 0, g.len()); err != nil {
					t.Fatal(err)
				}
				keys := sinew.Values[int64](b.Column(0))
				for a, of := range options.Aggregates {
					column := b.Column(1 + a)
					for i, key := range keys {
						word, count, status := wantedOf(of.function, kindOfValues(kind), rows[key], func(row int) bool { return valid[key][row] && (of.flags == 0 || chosen[key][row]) })
						want := "null"
						if status == c.StatusOK && (count > 0 || of.function == c.AggregateCount || of.function == c.AggregateSum || of.function == c.AggregateSumExact) {
							want = columnOf(column.Type(), []uint64{word}).Literal(0)
						}
						if have := column.Literal(i); have != want && !(takesFloats(of.function) && closeTo(have, want)) {
							t.Fatalf("%v, %s: aggregate %v of group %d is %s, want %s", kind, name, of, key, have, want)
						}
					}
				}
				b.Close()
			}
		}
	}
}

// One of the strings of each group, with both engines, split and merged.
func TestTexts(t *testing.T) {
	for _, kind := range []sinew.Type{sinew.String, sinew.Binary, sinew.Bytes16} {
		options := Options{Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{kind, sinew.Bool}}
		for _, of := range []func(int) Aggregate{MinOf, MaxOf, FirstOf, LastOf} {
			options.Aggregates = append(options.Aggregates, of(0), of(0).Where(1))
		}
		for seed := range uint64(20) {
			r := rand.New(rand.NewPCG(seed, uint64(kind)))
			const groups = 7
			var rows [groups][]string
			var chosen [groups][]bool
			batch := func(count int) []sinew.Column {
				keys, texts, flags, valid := make([]int64, count), make([]string, count), make([]uint64, count), make([]bool, count)
				for i := range keys {
					key := r.IntN(groups)
					keys[i], flags[i], valid[i] = int64(key), r.Uint64N(2), r.IntN(3) > 0
					texts[i] = []string{"", "\x00", "a", "ab", "\xff", "a long one, of more than a few bytes"}[r.IntN(6)]
					if kind == sinew.Bytes16 {
						texts[i] = (texts[i] + "0123456789abcdef")[:16]
					}
					if valid[i] {
						rows[key], chosen[key] = append(rows[key], texts[i]), append(chosen[key], flags[i] == 1)
					}
				}
				return []sinew.Column{sinew.Int64s(keys), textColumn(kind, texts).With(sinew.ValidityOf(valid)), columnOf(sinew.Bool, flags)}
			}
			api, twin, all := engines(t, options)
			more, twinMore, _ := engines(t, options)
			first, second := batch(100), batch(76)
			for _, err := range []error{
				api.Update(first...), more.Update(second...), api.Merge(more.GroupBy),
				twin.Update(first...), twinMore.Update(second...), twin.merge(twinMore.plain),
			} {
				if err != nil {
					t.Fatal(err)
				}
			}
			for name, g := range all {
				var b sinew.Batch
				if err := g.ReadResults(&b, 0, g.len()); err != nil {
					t.Fatal(err)
				}
				for a, of := range options.Aggregates {
					column := b.Column(1 + a)
					for i, key := range sinew.Values[int64](b.Column(0)) {
						want := "null"
						for n, text := range rows[key] {
							if of.flags != 0 && !chosen[key][n] {
								continue
							}
							literal := textColumn(column.Type(), []string{text}).Literal(0)
							if want == "null" || of.function == c.AggregateLast {
								want = literal
							}
							if of.function == c.AggregateMin && textLess(rows[key], chosen[key], of.flags != 0, text, -1) || of.function == c.AggregateMax && textLess(rows[key], chosen[key], of.flags != 0, text, 1) {
								want = literal
							}
						}
						if have := column.Literal(i); have != want {
							t.Fatalf("%v, %s: aggregate %v of group %d is %s, want %s", kind, name, of, key, have, want)
						}
					}
				}
				b.Close()
			}
		}
	}
}

// textLess says whether no other of the texts, or of those that are chosen, is less (-1) or greater (1).
func textLess(texts []string, chosen []bool, some bool, than string, order int) bool {
	for i, text := range texts {
		if (!some || chosen[i]) && strings.Compare(text, than) == order {
			return false
		}
	}
	return true
}

func textColumn(kind sinew.Type, texts []string) sinew.Column {
	if kind == sinew.Bytes16 {
		return sinew.Bytes16s(convertTexts(texts))
	}
	data, ends := []byte(nil), []int64{0}
	for _, text := range texts {
		data = append(data, text...)
		ends = append(ends, int64(len(data)))
	}
	if len(texts)%2 == 0 {
		narrow := make([]int32, len(ends))
		for i, end := range ends {
			narrow[i] = int32(end)
		}
		if kind == sinew.String {
			return sinew.StringsOf(narrow, data)
		}
		return sinew.BinaryOf(narrow, data)
	}
	if kind == sinew.String {
		return sinew.StringsOf(ends, data)
	}
	return sinew.BinaryOf(ends, data)
}

func convertTexts(texts []string) [][16]byte {
	values := make([][16]byte, len(texts))
	for i, text := range texts {
		copy(values[i][:], text)
	}
	return values
}

// closeTo says whether two floats, as text, differ in their last digits alone: variances of merged groups
// depend on how the rows were split.
func closeTo(a, b string) bool {
	var x, y float64
	if _, err := fmt.Sscan(a, &x); err != nil {
		return false
	}
	fmt.Sscan(b, &y)
	return math.Abs(x-y) <= 1e-9*math.Abs(x)
}

// wantedOf is wanted for all functions, of the rows of a group.
func wantedOf(function int32, of kind, words []uint64, valid func(int) bool) (word uint64, count int, status int32) {
	var kept []uint64
	var floats []float64
	for i, word := range words {
		if valid(i) {
			kept = append(kept, word)
			switch of {
			case float:
				floats = append(floats, math.Float64frombits(word))
			case unsigned:
				floats = append(floats, float64(word))
			default:
				floats = append(floats, float64(int64(word)))
			}
		}
	}
	switch function {
	case c.AggregateCount:
		return uint64(len(kept)), len(kept), c.StatusOK
	case c.AggregateSum, c.AggregateMin, c.AggregateMax, c.AggregateMean:
		return wanted(function, of, words, valid)
	case c.AggregateSumExact:
		// Sums of these rows are exact in any order.
		return wanted(c.AggregateSum, of, words, valid)
	}
	if len(kept) == 0 {
		return 0, 0, c.StatusOK
	}
	switch function {
	case c.AggregateFirst:
		return kept[0], len(kept), c.StatusOK
	case c.AggregateLast:
		return kept[len(kept)-1], len(kept), c.StatusOK
	case c.AggregateBitAnd, c.AggregateBitOr, c.AggregateBitXor:
		word := kept[0]
		for _, next := range kept[1:] {
			switch function {
			case c.AggregateBitAnd:
				word &= next
			case c.AggregateBitOr:
				word |= next
			default:
				word ^= next
			}
		}
		return word, len(kept), c.StatusOK
	}
	count = len(kept)
	if function == c.AggregateVarianceSample || function == c.AggregateStddevSample {
		count--
	}
	mean, squares := 0.0, 0.0
	for _, x := range floats {
		mean += x / float64(len(floats))
	}
	for _, x := range floats {
		squares += (x - mean) * (x - mean)
	}
	x := squares / float64(count)
	if function >= c.AggregateStddevPopulation {
		x = math.Sqrt(x)
	}
	return math.Float64bits(x), count, c.StatusOK
}

// Results have the types that the constructors promise.
func TestTypesOfResults(t *testing.T) {
	want := map[sinew.Type]string{
		sinew.Bool:    "[Int64 Int64 Bool Bool Float64]",
		sinew.Int16:   "[Int64 Int64 Int16 Int16 Float64]",
		sinew.Uint8:   "[Int64 Uint64 Uint8 Uint8 Float64]",
		sinew.Float32: "[Int64 Float64 Float32 Float32 Float64]",
	}
	for kind, want := range want {
		options := Options{
			Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{kind},
			Aggregates: []Aggregate{CountOf(0), SumOf(0), MinOf(0), MaxOf(0), MeanOf(0)},
		}
		_, _, all := engines(t, options)
		for name, g := range all {
			var b sinew.Batch
			if err := g.ReadResults(&b, 0, 0); err != nil {
				t.Fatal(err)
			}
			have := make([]sinew.Type, 5)
			for i := range have {
				have[i] = b.Column(1 + i).Type()
			}
			if fmt.Sprint(have) != want {
				t.Errorf("%s: results of %v are %v, want %s", name, kind, have, want)
			}
			b.Close()
		}
	}
}
