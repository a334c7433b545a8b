package main

import (
	"fmt"
	"math/rand/v2"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/histogram"
)

func init() { register("histogram", histogramRows) }

// histogramRows: values that are evenly spread, in 100 bins of one width.
func histogramRows(t *table) {
	for _, count := range []int{32, 2048, 1_000_000} {
		what := fmt.Sprintf("float64 in 100 bins, %s rows", countName(count))
		if !t.wants(what) {
			continue
		}
		r := rand.New(rand.NewPCG(1, 2))
		values := make([]float64, count)
		for i := range values {
			values[i] = 100 * r.Float64()
		}
		h := histogram.New(histogram.Linear(0, 100, 100))
		counts := make([]uint64, 100)
		t.run(row{what, millionsPerSecond("rows"), float64(count),
			repeat(func() uint64 {
				h.Reset()
				h.Add(sinew.Float64s(values))
				return h.Counts()[50]
			}),
			[]peer{{name: "loop", work: repeat(func() uint64 {
				clear(counts)
				for _, v := range values {
					if v >= 0 && v <= 100 {
						counts[min(int(v), 99)]++
					}
				}
				return counts[50]
			})}},
		})
	}
}
