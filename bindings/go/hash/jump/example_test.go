package jump_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/hash/jump"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxh3"
)

func ExampleHash() {
	key := xxh3.HashString("customer 17")
	fmt.Println(jump.Hash(key, 10), jump.Hash(key, 11))
	// Output: 4 4
}

// Keys in, shards out, in two calls.
func ExampleHashUint64s() {
	customers := []uint64{1, 2, 3, 4, 5}
	hashes := make([]uint64, len(customers))
	xxh3.HashUint64s(hashes, customers, 0)
	shards := make([]int32, len(customers))
	jump.HashUint64s(shards, hashes, 8)
	fmt.Println(shards)
	// Output: [3 4 2 4 5]
}
