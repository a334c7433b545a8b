package murmur3_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/hash/murmur3"
)

func ExampleSeedSum32() {
	fmt.Printf("%08x\n", murmur3.SeedSum32(1, nil)) // seed 1 of no bytes, in many lists of test vectors
	// Output: 514e28b7
}

// A batch of keys is one call, and each key's hash is what StringSum128 says of it.
func ExampleSum128Strings() {
	var airports sinew.Strings
	for _, name := range []string{"LAS", "ATL", "MCI"} {
		airports.Append(name)
	}
	hashes := make([][2]uint64, airports.Len())
	murmur3.Sum128Strings(hashes, &airports, 0)
	h1, h2 := murmur3.StringSum128("ATL")
	fmt.Println(hashes[1] == [2]uint64{h1, h2})
	// Output: true
}
