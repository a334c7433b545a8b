package hll_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/sketch/hll"
)

func Example() {
	visitors, err := hll.New(hll.Options{LgK: 12})
	if err != nil {
		panic(err)
	}
	defer visitors.Close()
	// As often as rows arrive, here some from another process.
	if err := visitors.Update(sinew.Int64s([]int64{7, 4, 7, 1})); err != nil {
		panic(err)
	}
	data, _ := visitors.AppendEncoded(nil)
	others, err := hll.Decode(data, 0)
	if err != nil {
		panic(err)
	}
	defer others.Close()
	if err := visitors.Merge(others); err != nil {
		panic(err)
	}
	fmt.Printf("%.0f\n", visitors.Estimate(2).Value)
	// Output: 3
}
