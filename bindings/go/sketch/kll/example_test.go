package kll_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/sketch/kll"
)

func Example() {
	latencies, err := kll.New(kll.Options{K: 200})
	if err != nil {
		panic(err)
	}
	defer latencies.Close()
	// As often as rows arrive, here some from another process.
	if err := latencies.Update(sinew.Float64s([]float64{2.5, 1.25, 40, 3})); err != nil {
		panic(err)
	}
	data, _ := latencies.AppendEncoded(nil)
	others, err := kll.Decode(data, kll.Options{})
	if err != nil {
		panic(err)
	}
	defer others.Close()
	if err := latencies.Merge(others); err != nil {
		panic(err)
	}
	fmt.Println(latencies.Quantile(0.5), latencies.Rank(10), latencies.Summary().Count)
	// Output: 2.5 0.75 8
}
