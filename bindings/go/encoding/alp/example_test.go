package alp_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/encoding/alp"
)

func Example() {
	prices := make([]float64, 1000)
	for i := range prices {
		prices[i] = float64(12000+i*7%300) / 100
	}
	packed := alp.Append(nil, prices)
	fmt.Println(8*len(prices), "bytes in", len(packed))

	count, err := alp.Count(packed)
	if err != nil {
		panic(err)
	}
	out := make([]float64, count)
	count, read, err := alp.Decode(out, packed)
	fmt.Println(count, read == len(packed), err, out[:4])
	// Output:
	// 8000 bytes in 1151
	// 1000 true <nil> [120 120.07 120.14 120.21]
}
