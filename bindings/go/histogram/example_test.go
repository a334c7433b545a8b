package histogram_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/histogram"
)

func ExampleHistogram() {
	// Latencies of 1 to 1024 ms, each known to an eighth of itself.
	h := histogram.New(histogram.LogLinear(1, 1024, 3))
	h.Add(sinew.Float64s([]float64{1.5, 30, 31, 33, 700, 2000}))
	for i, count := range h.Counts() {
		if count > 0 {
			fmt.Printf("%v to %v ms: %d\n", h.Bins().Edge(i), h.Bins().Edge(i+1), count)
		}
	}
	fmt.Println("more:", h.Above())
	// Output:
	// 1.5 to 1.625 ms: 1
	// 30 to 32 ms: 2
	// 32 to 36 ms: 1
	// 640 to 704 ms: 1
	// more: 1
}
