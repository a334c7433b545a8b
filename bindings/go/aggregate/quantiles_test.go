package aggregate

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// placed are values in order: NaN behind all others, -0 before 0.
func placed(values []float64) []float64 {
	sorted := slices.Clone(values)
	slices.SortFunc(sorted, func(a, b float64) int {
		switch {
		case a != a || b != b:
			return btoi(a != a) - btoi(b != b)
		case a == b:
			return btoi(math.Signbit(b)) - btoi(math.Signbit(a))
		case a < b:
			return -1
		}
		return 1
	})
	return sorted
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestQuantiles(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, rows := range []int{0, 1, 2, 3, 10, 33, 100, 1000, 1025, 20000} {
		values := make([]float64, rows)
		integers := make([]int64, rows)
		for i := range values {
			values[i] = []float64{r.NormFloat64(), float64(r.IntN(9)), math.NaN(), math.Inf(1), math.Copysign(0, -1), 0}[min(r.IntN(40), 5)]
			integers[i] = r.Int64() >> r.IntN(64)
		}
		validity := make([]byte, (rows+7)/8)
		var valid []float64
		for i := range validity {
			validity[i] = byte(r.Uint32())
		}
		for i, x := range values {
			if validity[i/8]>>(i%8)&1 != 0 {
				valid = append(valid, x)
			}
		}
		for _, fraction := range []float64{0, 0.25, 0.5, 0.75, 1} {
			sorted := placed(values)
			discrete, ok := QuantileDiscrete(values, fraction)
			if ok != (rows > 0) {
				t.Fatalf("%d rows: %v", rows, ok)
			}
			if want := discreteOf(sorted, fraction); math.Float64bits(discrete) != math.Float64bits(canonical(want)) {
				t.Fatalf("%d rows, discrete %v: %v, want %v", rows, fraction, discrete, want)
			}
			continuous, count := QuantileContinuousValid(values, sinew.Validity{Bits: validity}, fraction)
			sorted = placed(valid)
			if want := continuousOf(sorted, fraction); count != len(valid) || math.Float64bits(continuous) != math.Float64bits(canonical(want)) {
				t.Fatalf("%d rows, continuous %v: %v of %d, want %v of %d", rows, fraction, continuous, count, want, len(valid))
			}
			ints := slices.Sorted(slices.Values(integers))
			if found, _ := QuantileDiscrete(integers, fraction); found != discreteOf(ints, fraction) {
				t.Fatalf("%d rows, integers %v: %v, want %v", rows, fraction, found, discreteOf(ints, fraction))
			}
		}
	}
}

// The fractions are of few bits, so that products are exact.
func discreteOf[T int64 | float64](sorted []T, fraction float64) T {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[max(int(math.Ceil(float64(len(sorted))*fraction)), 1)-1]
}

func continuousOf(sorted []float64, fraction float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	low, part := math.Modf(float64(len(sorted)-1) * fraction)
	at := sorted[int(low)]
	if part == 0 || at == sorted[int(low)+1] {
		return at
	}
	return float64(at*(1-part)) + float64(sorted[int(low)+1]*part)
}

func TestMedian(t *testing.T) {
	if median, ok := Median([]int64{4, 1, 3, 2}); median != 2.5 || !ok {
		t.Errorf("%v, %v", median, ok)
	}
}

func TestQuantileOfNoFraction(t *testing.T) {
	for _, fraction := range []float64{-0.1, 1.1, math.NaN()} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v: no panic", fraction)
				}
			}()
			QuantileContinuous([]int64{1}, fraction)
		}()
		options := Options{Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{QuantileDiscreteOf(0, fraction)}}
		if _, err := NewGroupBy(options); err == nil {
			t.Errorf("%v: no error", fraction)
		}
	}
}

// Neither a skewed column nor one in any order makes selection slow or wrong.
func TestSelectKey(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for round := range 200 {
		keys := make([]uint64, 1+r.IntN(300))
		for i := range keys {
			keys[i] = []uint64{r.Uint64(), uint64(r.IntN(3)), uint64(i), uint64(len(keys) - i)}[round%4]
		}
		sorted := slices.Sorted(slices.Values(keys))
		place := r.IntN(len(keys))
		at, next := selectKey(keys, place)
		if at != sorted[place] || next != sorted[min(place+1, len(keys)-1)] {
			t.Fatalf("place %d of %d", place, len(keys))
		}
	}
}

func TestQuantilesAllocateNothing(t *testing.T) {
	values := make([]float64, 5000)
	allocations := testing.AllocsPerRun(10, func() { Median(values) })
	if c.Available && allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
}
