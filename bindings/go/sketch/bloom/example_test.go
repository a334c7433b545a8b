package bloom_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/sketch/bloom"
)

func Example() {
	seen, err := bloom.New(bloom.Options{DistinctCount: 1000, FalsePositiveProbability: 0.01})
	if err != nil {
		panic(err)
	}
	defer seen.Close()
	if err := seen.Update(sinew.Int64s([]int64{7, 4, 1})); err != nil {
		panic(err)
	}
	var bitmap [1]byte
	if err := seen.Contains(bitmap[:], sinew.Int64s([]int64{1, 2, 3, 4})); err != nil {
		panic(err)
	}
	fmt.Printf("%04b\n", bitmap[0]) // the first row is the lowest bit
	// Output: 1001
}
