package ddsketch_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/sketch/ddsketch"
)

func Example() {
	latencies, err := ddsketch.New(ddsketch.Options{RelativeAccuracy: 0.01, Bins: 2048})
	if err != nil {
		panic(err)
	}
	defer latencies.Close()
	// As often as rows arrive, here some from another process.
	if err := latencies.Update(sinew.Float64s([]float64{1.5, 2, 250, 3})); err != nil {
		panic(err)
	}
	data, _ := latencies.AppendEncoded(nil)
	others, err := ddsketch.Decode(data, 2048, 0)
	if err != nil {
		panic(err)
	}
	defer others.Close()
	if err := latencies.Merge(others); err != nil {
		panic(err)
	}
	fmt.Printf("%.1f of %g\n", latencies.Quantile(0.5), latencies.Summary().Count)
	// Output: 2.0 of 8
}
