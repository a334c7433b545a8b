package vectors

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

var metrics = []Metric{Dot, Cosine, SquaredDistance}

// random returns vectors: with integers, of which many are as near as others, or with special values.
func random[T Element](r *rand.Rand, rows, dimension, between, kind int) Matrix[T] {
	special := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, math.Copysign(0, -1), 1e-45, 3e38}
	stride := dimension + between
	values := make([]T, max(0, rows*stride-between))
	for i := range values {
		switch {
		case kind == 1:
			values[i] = T(r.IntN(3) - 1)
		case kind == 2 && r.IntN(12) == 0:
			values[i] = T(special[r.IntN(len(special))])
		default:
			values[i] = T(r.Float64()*2 - 1)
		}
	}
	return Strided(values, dimension, stride)
}

func sameBits(t *testing.T, what string, a, b []float64) {
	t.Helper()
	for i := range a {
		if math.Float64bits(a[i]) != math.Float64bits(b[i]) {
			t.Fatalf("%s: %d: %v and %v", what, i, a[i], b[i])
		}
	}
}

// What the library computes, Go computes with the same bits.
func TestTwins(t *testing.T) {
	if !c.Available {
		t.Skip("without a library there is one path")
	}
	t.Run("float32", testTwins[float32])
	t.Run("float64", testTwins[float64])
}

func testTwins[T Element](t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for dimension := 1; dimension < 60; dimension++ {
		rows := 9 + r.IntN(300)
		kind := r.IntN(3)
		in, queries := random[T](r, rows, dimension, r.IntN(3), kind), random[T](r, 1+r.IntN(3), dimension, 0, kind)
		for _, metric := range metrics {
			what := fmt.Sprintf("metric %d, dimension %d, %d rows", metric, dimension, rows)
			library, plain := make([]float64, rows*queries.Len()), make([]float64, rows*queries.Len())
			Compare(library, in, queries, metric)
			compareGo(plain, in, queries, metric)
			sameBits(t, what, library, plain)
			bitmap := make([]byte, (rows+7)/8)
			for i := range bitmap {
				bitmap[i] = byte(r.Uint32())
			}
			if dimension%3 == 0 {
				bitmap = nil
			}
			for _, count := range []int{1, 7, rows + 1} {
				places := count * queries.Len()
				rowsOf, measuresOf := [2][]uint32{}, [2][]float64{}
				for i := range rowsOf {
					rowsOf[i], measuresOf[i] = make([]uint32, places), make([]float64, places)
				}
				n := Nearest(rowsOf[0], measuresOf[0], in, queries, metric, bitmap)
				if m := nearestGo(rowsOf[1], measuresOf[1], count, in, queries, metric, bitmap); n != m {
					t.Fatalf("%s: %d of %d, not %d", what, n, count, m)
				}
				if !slices.Equal(rowsOf[0], rowsOf[1]) {
					t.Fatalf("%s, %d nearest: %v and %v", what, count, rowsOf[0], rowsOf[1])
				}
				sameBits(t, what, measuresOf[0], measuresOf[1])
			}
		}
	}
}

// Against a sort of all measures, few rows and many.
func TestNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, rows := range []int{0, 1, 5, 300} {
		for kind := range 3 {
			in, query := random[float32](r, rows, 3, 1, kind), random[float32](r, 1, 3, 0, kind)
			for _, metric := range metrics {
				all := make([]float64, rows)
				Compare(all, in, query, metric)
				order := make([]uint32, rows)
				for i := range order {
					order[i] = uint32(i)
				}
				slices.SortStableFunc(order, func(a, b uint32) int {
					x, y := all[a], all[b]
					if metric != SquaredDistance {
						x, y = -x, -y
					}
					switch {
					case x < y || x == x && y != y:
						return -1
					case x > y || x != x && y == y:
						return 1
					}
					return 0
				})
				found, measures := make([]uint32, 8), make([]float64, 8)
				n := Nearest(found, measures, in, query, metric, nil)
				if n != min(rows, 8) || !slices.Equal(found[:n], order[:n]) {
					t.Fatalf("metric %d, %d rows: %v, not %v", metric, rows, found[:n], order[:n])
				}
				for i, row := range found[:n] {
					sameBits(t, "measures", measures[i:i+1], all[row:row+1])
				}
			}
		}
	}
}

func TestPanics(t *testing.T) {
	three := Of(make([]float32, 9), 3)
	var none Matrix[float32]
	one := make([]float64, 1)
	for message, f := range map[string]func(){
		"no vectors of 2":       func() { Of(make([]float32, 9), 2) },
		"dimension of 0":        func() { Of([]float32{}, 0) },
		"dimension of 32769":    func() { Of(make([]float32, 32769), 32769) },
		"of 3 every 2":          func() { Strided(make([]float32, 9), 3, 2) },
		"is cut":                func() { Strided(make([]float32, 9), 3, 4) },
		"row 3 of 3":            func() { three.Row(3) },
		"row -1 of 3":           func() { three.Row(-1) },
		"dimension 0":           func() { Compare(nil, three, none, Dot) },
		"1 measures":            func() { Compare(one, three, three, Dot) },
		"unknown metric":        func() { Compare(make([]float64, 9), three, three, 4) },
		"2 rows and 1 measures": func() { Nearest(make([]uint32, 2), one, three, three, Dot, nil) },
		"1 rows and 1 measures": func() { Nearest(make([]uint32, 1), one, three, three, Dot, nil) },
		"bitmap of 0 bytes":     func() { Nearest(make([]uint32, 3), make([]float64, 3), three, three, Dot, []byte{}) },
	} {
		func() {
			defer func() {
				if r := recover(); !strings.Contains(fmt.Sprint(r), message) {
					t.Errorf("%v, not %q", r, message)
				}
			}()
			f()
		}()
	}
}

func TestNoAllocations(t *testing.T) {
	in := Of(make([]float32, 6400), 64)
	query := in.Row(3)
	rows, measures, all := make([]uint32, 10), make([]float64, 10), make([]float64, 100)
	if n := testing.AllocsPerRun(10, func() {
		Nearest(rows, measures, in, Of(query, 64), Cosine, nil)
		Compare(all, in, Of(query, 64), Dot)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// What the crossover rests on: each pair of lines is one input, in Go and in the library.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	old := crossover
	defer func() { crossover = old }()
	r := rand.New(rand.NewPCG(1, 1))
	for _, size := range []struct{ rows, dimension int }{{2, 64}, {10, 16}, {3, 128}, {10, 32}, {10, 64}} {
		in, query := random[float32](r, size.rows, size.dimension, 0, 0), random[float32](r, 1, size.dimension, 0, 0)
		rows, measures := make([]uint32, 5), make([]float64, 5)
		for path, from := range map[string]int{"Go": math.MaxInt, "library": 0} {
			b.Run(fmt.Sprintf("%dx%d/%s", size.rows, size.dimension, path), func(b *testing.B) {
				crossover = from
				for b.Loop() {
					Nearest(rows, measures, in, query, Dot, nil)
				}
			})
		}
	}
}
