package xxhash_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxhash"
)

func ExampleSum64String() {
	fmt.Printf("%016x\n", xxhash.Sum64String(""))
	// Output: ef46db3751d8e999
}

// A batch of keys is one call, and each key's hash is what Sum64 says of it.
func ExampleHashStrings() {
	var airports sinew.Strings
	for _, name := range []string{"LAS", "ATL", "MCI"} {
		airports.Append(name)
	}
	hashes := make([]uint64, airports.Len())
	xxhash.HashStrings(hashes, &airports, 0)
	fmt.Println(hashes[1] == xxhash.Sum64String("ATL"))
	// Output: true
}
