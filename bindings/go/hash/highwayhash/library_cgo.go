//go:build cgo

package highwayhash

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

// On CPUs for which there is no vector code here, a call of the library is faster than portable Go
// at every size (Zen 5, the library with SSE4: 8 B 44 ns against 128, 1 KiB 121 against 658).
const library = true

func sum64C(key *[Size]byte, p *byte, n int) uint64 { return c.HighwayHash64(p, n, &key[0]) }

func sum128C(key *[Size]byte, p *byte, n int) (low, high uint64) {
	return c.HighwayHash128(p, n, &key[0])
}

func sum256C(sum, key *[Size]byte, p *byte, n int) { c.HighwayHash256(p, n, &key[0], &sum[0]) }
