package histogram

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
)

// wanted counts a value by walking along the edges.
func wanted(counters []uint64, b *Bins, v float64) {
	n := b.Len()
	switch {
	case math.IsNaN(v):
		counters[n+2]++
	case v < b.Edge(0):
		counters[n]++
	case v > b.Edge(n):
		counters[n+1]++
	default:
		bin := 0
		for bin < n-1 && b.Edge(bin+1) <= v {
			bin++
		}
		counters[bin]++
	}
}

var kinds = map[string]Bins{
	"few edges":  Edges(-1, 0, 0.5, 7, math.Inf(1)),
	"edges":      Edges(-20, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11.5, 12, 99, 1e10),
	"linear":     Linear(-0.3, 0.9, 12),
	"one":        Linear(0, 100, 1),
	"log-linear": LogLinear(0.25, 96, 1),
	"fine":       LogLinear(1, 1<<40, 5),
}

func number(r *rand.Rand) float64 {
	odd := []float64{0, math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1), 0.25, 96, 100, 1e10, 0.9}
	if r.IntN(4) == 0 {
		return odd[r.IntN(len(odd))]
	}
	return math.Exp(r.Float64()*20-4) * float64(r.IntN(4)-1)
}

func testColumn[T int8 | uint16 | int64 | uint64 | float32 | float64](t *testing.T, column func([]T) sinew.Column) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	for rows := 0; rows < 200; rows += rounds.Of(3, 31) {
		values, valid, bitmap := make([]T, rows), make([]bool, rows), make([]byte, (rows+7)/8)
		for i := range values {
			v := number(r)
			var zero T
			if one := zero + 1; one/2 == zero { // of integers
				v = float64(r.IntN(128))
			}
			values[i], valid[i] = T(v), r.IntN(5) != 0
		}
		for i := range bitmap {
			bitmap[i] = byte(r.Uint32())
		}
		for name, bins := range kinds {
			all, some := New(bins), New(bins)
			wantAll, wantSome := make([]uint64, bins.Len()+3), make([]uint64, bins.Len()+3)
			for i, v := range values {
				wanted(wantAll, &bins, float64(v))
				if valid[i] && bitmap[i/8]>>(i%8)&1 != 0 {
					wanted(wantSome, &bins, float64(v))
				}
			}
			all.Add(column(values))
			some.AddRows(column(values).With(sinew.ValidityOf(valid)), bitmap)
			if !slices.Equal(all.counters, wantAll) || !slices.Equal(some.counters, wantSome) {
				t.Fatalf("%s, %T, %d rows: %v, %v, not %v, %v", name, values, rows, all.counters, some.counters, wantAll, wantSome)
			}
			all.Merge(some)
			for i := range wantAll {
				if all.counters[i] != wantAll[i]+wantSome[i] {
					t.Fatalf("%s: merged %v", name, all.counters)
				}
			}
			if all.Reset(); slices.Max(all.counters) != 0 {
				t.Fatal("reset")
			}
		}
	}
}

func TestHistogram(t *testing.T) {
	testColumn(t, sinew.Int8s[int8])
	testColumn(t, sinew.Uint16s[uint16])
	testColumn(t, sinew.Int64s[int64])
	testColumn(t, sinew.Uint64s[uint64])
	testColumn(t, sinew.Float32s[float32])
	testColumn(t, sinew.Float64s[float64])
}

func TestBinsAreRefused(t *testing.T) {
	numbers := sinew.Int64s([]int64{1})
	for name, call := range map[string]func(){
		"one edge":  func() { Edges(1) },
		"same":      func() { Edges(1, 1) },
		"NaN":       func() { Edges(1, math.NaN(), 2) },
		"none":      func() { Linear(0, 1, 0) },
		"backwards": func() { Linear(1, 0, 5) },
		"infinite":  func() { Linear(0, math.Inf(1), 5) },
		"narrow":    func() { Linear(1e300, math.Nextafter(1e300, math.Inf(1)), 5) },
		"no edge":   func() { LogLinear(1.5, 8, 0) },
		"zero":      func() { LogLinear(0, 8, 0) },
		"bits":      func() { LogLinear(1, 8, 21) },
		"many":      func() { LogLinear(1, 1<<40, 20) },
		"no bins":   func() { New(Bins{}) },
		"others":    func() { New(Linear(0, 1, 2)).Merge(New(Linear(0, 1, 3))) },
		"times":     func() { New(Linear(0, 1, 2)).Add(sinew.Dates([]int32{1})) },
		"bitmap":    func() { New(Linear(0, 1, 2)).AddRows(numbers, nil) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			call()
		}()
	}
}

func TestNothingIsAllocated(t *testing.T) {
	h, column := New(Linear(0, 1, 10)), sinew.Float64s(make([]float64, 1000))
	if n := testing.AllocsPerRun(20, func() { h.Add(column) }); n != 0 && crossover < 1000 {
		t.Errorf("%v allocations", n)
	}
}
