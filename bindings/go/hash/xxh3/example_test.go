package xxh3_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxh3"
)

func ExampleHash() {
	fmt.Printf("%016x\n", xxh3.Hash(nil))
	// Output: 2d06800538d394c2
}

// A batch of keys is one call, and each key's hash is what Hash says of it.
func ExampleHashStrings() {
	var airports sinew.Strings
	for _, name := range []string{"LAS", "ATL", "MCI"} {
		airports.Append(name)
	}
	hashes := make([]uint64, airports.Len())
	xxh3.HashStrings(hashes, &airports, 0)
	fmt.Println(hashes[1] == xxh3.HashString("ATL"))
	// Output: true
}
