package aggregate

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
	"time"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
)

// The oracles: as the package comment has it, with big integers and without a thought of speed.

func oracleSumInts[T int64 | uint64](values []T, valid func(int) bool) (sum *big.Int, count int) {
	sum = new(big.Int)
	for i, x := range values {
		if valid(i) {
			term := new(big.Int).SetUint64(uint64(x))
			if x < 0 {
				term.SetInt64(int64(x))
			}
			sum.Add(sum, term)
			count++
		}
	}
	return sum, count
}

func oracleSumFloats(values []float64, valid func(int) bool) float64 {
	var partial [32]float64
	for i, x := range values {
		if valid(i) {
			partial[i%32] += x
		}
	}
	for _, distance := range []int{16, 8, 4, 2, 1} {
		for j := 0; j < distance; j++ {
			partial[j] += partial[j+distance]
		}
	}
	return oneNaN(partial[0])
}

func oneNaN(x float64) float64 {
	if math.IsNaN(x) {
		return math.Float64frombits(0x7ff8000000000000)
	}
	return x
}

// oracleOrder returns the least (sign 1) or greatest (sign -1) value by IEEE 754-2019 minimum.
func oracleOrder(values []float64, valid func(int) bool, sign float64) (result float64, count int) {
	for i, x := range values {
		if !valid(i) {
			continue
		}
		switch {
		case count == 0, math.IsNaN(x), sign*x < sign*result:
			result = x
		case x == 0 && result == 0 && math.Signbit(sign*x):
			result = x
		}
		count++
		if math.IsNaN(result) {
			result = oneNaN(result)
		}
	}
	return result, count
}

func allValid(int) bool { return true }

func sameFloat(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }

// Values that matter: extremes, both zeros, infinities, quiet and signalling NaN with a payload,
// subnormals, and a spread of magnitudes where the order of additions shows.
var specialFloats = []float64{
	0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(), math.Float64frombits(0xfff8000000000123),
	math.Float64frombits(0x7ff0000000000001), math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, 1e-300, 1e16, -1e16, 0.1,
}

func checkReductions(t *testing.T, words []uint64, validity sinew.Validity) {
	t.Helper()
	rows := len(words)
	p := unsafe.Pointer(unsafe.SliceData(words))
	ints, floats := unsafe.Slice((*int64)(p), rows), unsafe.Slice((*float64)(p), rows)
	bits, bit := validity.Locate(rows)
	valid := allValid
	if bits != nil {
		valid = validity.Valid
	}
	where := fmt.Sprintf("%d rows, nulls %v, bitmap offset %d", rows, validity.Bits != nil, validity.Offset)
	failed := func(what string, got, want any) {
		t.Helper()
		t.Fatalf("%s of %s: %v, want %v", what, where, got, want)
	}
	for path, reduce := range paths() {
		wantSum, wantCount := oracleSumInts(ints, valid)
		if got := reduce.count(bits, bit, rows); got != wantCount {
			failed(path+" count", got, wantCount)
		}
		sum, count, overflow := reduce.sumI64(ints, bits, bit)
		if overflow == wantSum.IsInt64() || !overflow && sum != wantSum.Int64() || overflow && sum != 0 || count != wantCount {
			failed(path+" sum of int64", []any{sum, count, overflow}, []any{wantSum, wantCount})
		}
		wantSum, _ = oracleSumInts(words, valid)
		usum, count, overflow := reduce.sumU64(words, bits, bit)
		if overflow == wantSum.IsUint64() || !overflow && usum != wantSum.Uint64() || overflow && usum != 0 || count != wantCount {
			failed(path+" sum of uint64", []any{usum, count, overflow}, []any{wantSum, wantCount})
		}
		fsum, count := reduce.sumF64(floats, bits, bit)
		if want := oracleSumFloats(floats, valid); !sameFloat(fsum, want) || count != wantCount {
			failed(path+" sum of float64", []any{fsum, count}, []any{want, wantCount})
		}
		least, greatest := reduce.minMax(floats, bits, bit)
		if want, _ := oracleOrder(floats, valid, 1); !sameFloat(least, want) {
			failed(path+" minimum of float64", least, want)
		}
		if want, _ := oracleOrder(floats, valid, -1); !sameFloat(greatest, want) {
			failed(path+" maximum of float64", greatest, want)
		}
		var leastInt, topInt int64
		var leastWord, topWord uint64
		seen := false
		for i := range words {
			if valid(i) {
				if !seen || ints[i] < leastInt {
					leastInt = ints[i]
				}
				if !seen || ints[i] > topInt {
					topInt = ints[i]
				}
				if !seen || words[i] < leastWord {
					leastWord = words[i]
				}
				if !seen || words[i] > topWord {
					topWord = words[i]
				}
				seen = true
			}
		}
		if got, want := reduce.minMaxInts(words, bits, bit), [4]uint64{uint64(leastInt), uint64(topInt), leastWord, topWord}; got != want {
			failed(path+" minimum and maximum of integers", got, want)
		}
	}
}

type reductions struct {
	count      func(bits *byte, bit uint8, rows int) int
	sumI64     func(values []int64, bits *byte, bit uint8) (int64, int, bool)
	sumU64     func(values []uint64, bits *byte, bit uint8) (uint64, int, bool)
	sumF64     func(values []float64, bits *byte, bit uint8) (float64, int)
	minMax     func(values []float64, bits *byte, bit uint8) (float64, float64)
	minMaxInts func(words []uint64, bits *byte, bit uint8) [4]uint64
}

var goPath = reductions{
	count: func(bits *byte, bit uint8, rows int) int { return countGo(bitmap{bits, bit}, rows) },
	sumI64: func(values []int64, bits *byte, bit uint8) (int64, int, bool) {
		sum, count, status := sumI64Go(values, bitmap{bits, bit})
		return sum, count, status != 0
	},
	sumU64: func(values []uint64, bits *byte, bit uint8) (uint64, int, bool) {
		sum, count, status := sumU64Go(values, bitmap{bits, bit})
		return sum, count, status != 0
	},
	sumF64: func(values []float64, bits *byte, bit uint8) (float64, int) {
		return sumF64Go(values, bitmap{bits, bit})
	},
	minMax: func(values []float64, bits *byte, bit uint8) (float64, float64) {
		least, _ := minF64Go(values, bitmap{bits, bit})
		greatest, _ := maxF64Go(values, bitmap{bits, bit})
		return least, greatest
	},
	minMaxInts: func(words []uint64, bits *byte, bit uint8) [4]uint64 {
		ints := unsafe.Slice((*int64)(unsafe.Pointer(unsafe.SliceData(words))), len(words))
		a, _ := minGo(ints, bitmap{bits, bit})
		b, _ := maxGo(ints, bitmap{bits, bit})
		c, _ := minGo(words, bitmap{bits, bit})
		d, _ := maxGo(words, bitmap{bits, bit})
		return [4]uint64{uint64(a), uint64(b), c, d}
	},
}

// What the exported functions do, with their crossover.
var apiPath = reductions{
	count: func(bits *byte, bit uint8, rows int) int { return Count(rows, validityAt(bits, bit, rows)) },
	sumI64: func(values []int64, bits *byte, bit uint8) (int64, int, bool) {
		sum, count, err := SumValid(values, validityAt(bits, bit, len(values)))
		return sum, count, errors.Is(err, sinew.ErrOverflow)
	},
	sumU64: func(values []uint64, bits *byte, bit uint8) (uint64, int, bool) {
		sum, count, err := SumValid(values, validityAt(bits, bit, len(values)))
		return sum, count, errors.Is(err, sinew.ErrOverflow)
	},
	sumF64: func(values []float64, bits *byte, bit uint8) (float64, int) {
		sum, count, _ := SumValid(values, validityAt(bits, bit, len(values)))
		return sum, count
	},
	minMax: func(values []float64, bits *byte, bit uint8) (float64, float64) {
		least, _ := MinValid(values, validityAt(bits, bit, len(values)))
		greatest, _ := MaxValid(values, validityAt(bits, bit, len(values)))
		return least, greatest
	},
	minMaxInts: func(words []uint64, bits *byte, bit uint8) [4]uint64 {
		ints := unsafe.Slice((*int64)(unsafe.Pointer(unsafe.SliceData(words))), len(words))
		validity := validityAt(bits, bit, len(words))
		a, _ := MinValid(ints, validity)
		b, _ := MaxValid(ints, validity)
		c, _ := MinValid(words, validity)
		d, _ := MaxValid(words, validity)
		return [4]uint64{uint64(a), uint64(b), c, d}
	},
}

func validityAt(bits *byte, bit uint8, rows int) sinew.Validity {
	if bits == nil {
		return sinew.Validity{}
	}
	return sinew.Validity{Bits: unsafe.Slice(bits, (int(bit)+rows+7)/8), Offset: int(bit)}
}

func TestReductions(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	sizes := []int{300, 511, 512, 513, 1000, 4096 + 31}
	for size := range 140 {
		sizes = append(sizes, size)
	}
	for _, size := range sizes {
		for style := range 4 {
			words := make([]uint64, size)
			for i := range words {
				words[i] = randomWord(r, style)
			}
			checkReductions(t, words, sinew.Validity{})
			for offset := range 9 {
				bits := make([]byte, (offset+size+7)/8)
				for i := range bits {
					bits[i] = byte(r.Uint32())
				}
				if offset == 3 {
					clear(bits)
				}
				checkReductions(t, words, sinew.Validity{Bits: bits, Offset: offset})
			}
		}
	}
}

func randomWord(r *rand.Rand, style int) uint64 {
	switch style {
	case 0: // small integers; as floats, subnormals
		return uint64(r.IntN(2000) - 1000)
	case 1: // sums that overflow
		return r.Uint64()
	case 2: // finite floats of all magnitudes
		return math.Float64bits((r.Float64() - 0.5) * math.Pow(10, float64(r.IntN(30))))
	default:
		return math.Float64bits(specialFloats[r.IntN(len(specialFloats))])
	}
}

func FuzzReductions(f *testing.F) {
	for _, size := range []int{0, 8, 31 * 8, 32 * 8, 33 * 8, 200 * 8} {
		b := make([]byte, size)
		for i := range b {
			b[i] = byte(i * 37)
		}
		f.Add(b, []byte{0xa5, 0xff, 0, 1}, uint8(size%8))
	}
	nan := binary.LittleEndian.AppendUint64(nil, 0x7ff0000000000001)
	f.Add(append(nan, nan...), []byte{1}, uint8(0))
	f.Fuzz(func(t *testing.T, data, bits []byte, offset uint8) {
		words := make([]uint64, len(data)/8)
		for i := range words {
			words[i] = binary.LittleEndian.Uint64(data[8*i:])
		}
		checkReductions(t, words, sinew.Validity{})
		offset %= 8
		bits = append(bits, make([]byte, len(words)/8+2)...)
		checkReductions(t, words, sinew.Validity{Bits: bits, Offset: int(offset)})
	})
}

func TestSumOverflow(t *testing.T) {
	for _, fill := range []int{0, 1000} {
		zeros := make([]int64, fill)
		over := append(zeros, math.MaxInt64, 1)
		if sum, err := Sum(over); sum != 0 || !errors.Is(err, sinew.ErrOverflow) {
			t.Errorf("Sum(max, 1) after %d zeros: %v, %v; want 0 and an overflow", fill, sum, err)
		}
		back := append(over, -1)
		if sum, err := Sum(back); sum != math.MaxInt64 || err != nil {
			t.Errorf("Sum(max, 1, -1) after %d zeros: %v, %v; want max", fill, sum, err)
		}
		if sum, err := Sum(append(make([]uint64, fill), math.MaxUint64, 1)); sum != 0 || !errors.Is(err, sinew.ErrOverflow) {
			t.Errorf("Sum of uint64s after %d zeros: %v, %v; want 0 and an overflow", fill, sum, err)
		}
	}
}

func TestNamedTypes(t *testing.T) {
	waits := []time.Duration{3 * time.Second, time.Second, 2 * time.Second}
	if sum, err := Sum(waits); sum != 6*time.Second || err != nil {
		t.Errorf("Sum(%v) is %v, %v", waits, sum, err)
	}
	if least, ok := Min(waits); least != time.Second || !ok {
		t.Errorf("Min(%v) is %v, %v", waits, least, ok)
	}
	if greatest, ok := Max(waits); greatest != 3*time.Second || !ok {
		t.Errorf("Max(%v) is %v, %v", waits, greatest, ok)
	}
	if _, ok := Max([]float64(nil)); ok {
		t.Error("Max of nothing is ok")
	}
}

func TestShortValidityPanics(t *testing.T) {
	for name, f := range map[string]func(){
		"Count":          func() { Count(9, sinew.Validity{Bits: []byte{1}}) },
		"SumValid":       func() { SumValid(make([]int64, 8), sinew.Validity{Bits: []byte{1}, Offset: 1}) },
		"MinValid":       func() { MinValid(make([]int64, 8), sinew.Validity{Bits: []byte{1}, Offset: -1}) },
		"MaxValid":       func() { MaxValid(make([]float64, 1000), sinew.Validity{Bits: []byte{}}) },
		"negative count": func() { Count(-1, sinew.Validity{}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}

var (
	intSink   int64
	floatSink float64
)

func TestReductionsDoNotAllocate(t *testing.T) {
	for _, rows := range []int{10, 10000} {
		ints, floats := make([]int64, rows), make([]float64, rows)
		validity := sinew.ValidityOf(make([]bool, rows))
		calls := map[string]func(){
			"Sum":      func() { intSink, _ = Sum(ints) },
			"Sum f64":  func() { floatSink, _ = Sum(floats) },
			"SumValid": func() { intSink, _, _ = SumValid(ints, validity) },
			"Min":      func() { intSink, _ = Min(ints) },
			"MaxValid": func() { floatSink, _ = MaxValid(floats, validity) },
			"Count":    func() { Count(rows, validity) },
		}
		if !raceDetector { // which makes a note of the memory, and moves it to the heap for that
			calls["Sum, on the stack"] = func() { var v [300]float64; floatSink, _ = Sum(v[:]) }
		}
		for name, f := range calls {
			if n := testing.AllocsPerRun(100, f); n != 0 {
				t.Errorf("%s of %d rows: %v allocations a call", name, rows, n)
			}
		}
	}
}

func TestInt128(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 100000 {
		hi := int64(r.Uint64()) >> r.IntN(64)
		lo := r.Uint64() >> r.IntN(64)
		if r.IntN(4) == 0 {
			lo = 0
		}
		s := int128{hi, lo}
		exact := new(big.Int).Lsh(big.NewInt(hi), 64)
		exact.Add(exact, new(big.Int).SetUint64(lo))
		want, _ := new(big.Float).SetInt(exact).Float64()
		if got := s.float(); got != want {
			t.Fatalf("%v as a float64: %v, want %v", exact, got, want)
		}
		if narrow, fits := s.narrow(); fits != exact.IsInt64() || fits && narrow != exact.Int64() {
			t.Fatalf("%v as an int64: %v, %v", exact, narrow, fits)
		}
	}
}
