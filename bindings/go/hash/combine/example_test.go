package combine_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/hash/combine"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxh3"
)

// The hashes of rows (origin, destination): the way back is another row.
func ExampleHashes() {
	origin := []uint64{xxh3.HashString("LAS"), xxh3.HashString("ATL")}
	destination := []uint64{xxh3.HashString("ATL"), xxh3.HashString("LAS")}
	rows := make([]uint64, len(origin))
	combine.Hashes(rows, origin, destination)
	fmt.Println(rows[0] == combine.Hash(origin[0], destination[0]), rows[0] == rows[1])
	// Output: true false
}
