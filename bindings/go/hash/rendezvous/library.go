package rendezvous

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Rows, and pairs of a row and a node, from which a call of the library is faster than a loop here
// (Zen 5 with AVX-512: 4 rows of 10 nodes 65 ns against 55, 8 rows 60 against 105; a row of 100 nodes
// 269 against 172, two rows 268 against 333).
var (
	crossover      = c.From(2)
	crossoverPairs = c.From(64)
)

func manyC(hashes *column.View, nodes []uint64, out *int32) {
	c.RendezvousMany(hashes, &nodes[0], len(nodes), (*uint32)(unsafe.Pointer(out)))
}
