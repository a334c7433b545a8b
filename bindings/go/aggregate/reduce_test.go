package aggregate

import (
	"encoding/binary"
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
	"time"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
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

// A path is a way to what reduce does: in Go, in the library, through the exported functions.
type path func(function int32, of kind, words []uint64, bits *byte, bit int) (word uint64, count int, status int32)

func paths() map[string]path {
	all := map[string]path{"in Go": goPath, "exported": apiPath}
	if c.Available {
		all["in the library"] = libraryPath
	}
	return all
}

func libraryPath(function int32, of kind, words []uint64, bits *byte, bit int) (uint64, int, int32) {
	return reduceNative(function, of, unsafe.Pointer(unsafe.SliceData(words)), bitmap{bits, bit}, len(words))
}

func goPath(function int32, of kind, words []uint64, bits *byte, bit int) (uint64, int, int32) {
	return reduceGo(function, of, unsafe.Pointer(unsafe.SliceData(words)), bitmap{bits, bit}, len(words))
}

// apiPath is what the exported functions do, with their crossover.
func apiPath(function int32, of kind, words []uint64, bits *byte, bit int) (uint64, int, int32) {
	p := unsafe.Pointer(unsafe.SliceData(words))
	switch of {
	case signed:
		return reduceAPI(function, unsafe.Slice((*int64)(p), len(words)), bits, bit)
	case unsigned:
		return reduceAPI(function, words, bits, bit)
	}
	return reduceAPI(function, unsafe.Slice((*float64)(p), len(words)), bits, bit)
}

func reduceAPI[T Number](function int32, values []T, bits *byte, bit int) (word uint64, count int, status int32) {
	validity := validityAt(bits, bit, len(values))
	var x T
	switch function {
	case c.AggregateSum:
		sum, n, err := SumValid(values, validity)
		if errors.Is(err, sinew.ErrOverflow) {
			status = c.StatusOverflow
		}
		x, count = sum, n
		if all, allErr := Sum(values); bits == nil && (wordOf(all) != wordOf(sum) || (allErr == nil) != (err == nil)) {
			return 0, -1, 0
		}
	case c.AggregateMin:
		x, count = MinValid(values, validity)
		if all, ok := Min(values); bits == nil && (wordOf(all) != wordOf(x) || ok != (count > 0)) {
			return 0, -1, 0
		}
	case c.AggregateMax:
		x, count = MaxValid(values, validity)
		if all, ok := Max(values); bits == nil && (wordOf(all) != wordOf(x) || ok != (count > 0)) {
			return 0, -1, 0
		}
	case c.AggregateMean:
		mean, n := MeanValid(values, validity)
		if all, ok := Mean(values); bits == nil && (!sameFloat(all, mean) || ok != (n > 0)) {
			return 0, -1, 0
		}
		return math.Float64bits(mean), n, c.StatusOK
	}
	return wordOf(x), count, status
}

func wordOf[T Number](x T) uint64 { return *(*uint64)(unsafe.Pointer(&x)) }

// wanted is what a path is to return for the valid ones of words.
func wanted(function int32, of kind, words []uint64, valid func(int) bool) (word uint64, count int, status int32) {
	p := unsafe.Pointer(unsafe.SliceData(words))
	ints, floats := unsafe.Slice((*int64)(p), len(words)), unsafe.Slice((*float64)(p), len(words))
	sum := new(big.Int)
	if of == signed {
		sum, count = oracleSumInts(ints, valid)
	} else {
		sum, count = oracleSumInts(words, valid)
	}
	exact, _ := new(big.Float).SetInt(sum).Float64()
	switch {
	case function == c.AggregateSum && of == float:
		return math.Float64bits(oracleSumFloats(floats, valid)), count, c.StatusOK
	case function == c.AggregateSum && of == signed && !sum.IsInt64(), function == c.AggregateSum && of == unsigned && !sum.IsUint64():
		return 0, count, c.StatusOverflow
	case function == c.AggregateSum && of == signed:
		return uint64(sum.Int64()), count, c.StatusOK
	case function == c.AggregateSum:
		return sum.Uint64(), count, c.StatusOK
	case count == 0:
		return 0, 0, c.StatusOK
	case function == c.AggregateMean && of == float:
		return math.Float64bits(oneNaN(oracleSumFloats(floats, valid) / float64(count))), count, c.StatusOK
	case function == c.AggregateMean:
		return math.Float64bits(exact / float64(count)), count, c.StatusOK
	}
	sign := 1.0
	if function == c.AggregateMax {
		sign = -1
	}
	if of == float {
		x, _ := oracleOrder(floats, valid, sign)
		return math.Float64bits(x), count, c.StatusOK
	}
	seen := false
	for i, x := range words {
		less := x < word
		if of == signed {
			less = int64(x) < int64(word)
		}
		if valid(i) && (!seen || x != word && less == (sign > 0)) {
			word, seen = x, true
		}
	}
	return word, count, c.StatusOK
}

func checkReductions(t *testing.T, words []uint64, validity sinew.Validity) {
	t.Helper()
	bits, bit := validity.Locate(len(words))
	valid := allValid
	if bits != nil {
		valid = validity.Valid
	}
	ones := 0
	for i := range words {
		if valid(i) {
			ones++
		}
	}
	if got := Count(len(words), validity); got != ones {
		t.Fatalf("Count of %d rows, bitmap offset %d: %d, want %d", len(words), validity.Offset, got, ones)
	}
	if got := countGo(bitmap{bits, bit}, len(words)); got != ones {
		t.Fatalf("countGo of %d rows, bitmap offset %d: %d, want %d", len(words), validity.Offset, got, ones)
	}
	for _, of := range []kind{signed, unsigned, float} {
		for _, function := range []int32{c.AggregateSum, c.AggregateMin, c.AggregateMax, c.AggregateMean} {
			word, count, status := wanted(function, of, words, valid)
			for name, path := range paths() {
				if gotWord, gotCount, gotStatus := path(function, of, words, bits, bit); gotWord != word || gotCount != count || gotStatus != status {
					t.Fatalf("function %d over type %d, %s, of %d rows, nulls %v, bitmap offset %d: %#x, %d rows, status %d; want %#x, %d, %d",
						function, of, name, len(words), bits != nil, validity.Offset, gotWord, gotCount, gotStatus, word, count, status)
				}
			}
		}
	}
}

func validityAt(bits *byte, bit int, rows int) sinew.Validity {
	if bits == nil {
		return sinew.Validity{}
	}
	return sinew.Validity{Bits: unsafe.Slice(bits, (int(bit)+rows+7)/8), Offset: int(bit)}
}

func TestReductions(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	sizes := []int{300, 511, 512, 513, 1000, 4096 + 31}
	for size := 0; size < 140; size += rounds.Of(1, 9) {
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
	if mean, ok := Mean(waits); mean != 2e9 || !ok {
		t.Errorf("Mean(%v) is %v, %v", waits, mean, ok)
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
		"MeanValid":      func() { MeanValid(make([]uint64, 9), sinew.Validity{Bits: []byte{1}}) },
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
		for name, f := range map[string]func(){
			"Sum":      func() { intSink, _ = Sum(ints) },
			"Sum f64":  func() { floatSink, _ = Sum(floats) },
			"SumValid": func() { intSink, _, _ = SumValid(ints, validity) },
			"Min":      func() { intSink, _ = Min(ints) },
			"MaxValid": func() { floatSink, _ = MaxValid(floats, validity) },
			"Mean":     func() { floatSink, _ = Mean(ints) },
			"Count":    func() { Count(rows, validity) },
		} {
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
		if fits[int64](s) != exact.IsInt64() || exact.IsInt64() && int64(s.lo) != exact.Int64() {
			t.Fatalf("%v as an int64: %v, %v", exact, int64(s.lo), fits[int64](s))
		}
		if fits[uint64](s) != exact.IsUint64() || exact.IsUint64() && s.lo != exact.Uint64() {
			t.Fatalf("%v as a uint64: %v, %v", exact, s.lo, fits[uint64](s))
		}
	}
}
