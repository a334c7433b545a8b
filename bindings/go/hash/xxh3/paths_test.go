package xxh3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

func otherPaths(p unsafe.Pointer, n int, seed uint64) map[string]uint64 {
	paths := map[string]uint64{}
	if c.Available {
		paths["library"] = c.XXH3_64((*byte)(p), n, seed)
	}
	if n > maxShort {
		var secret [secretSize]byte
		seedSecret(&secret, seed)
		acc := initialAccumulators
		accumulateGo(&acc, p, n, &secret)
		paths["Go"] = merge(&acc, uint64(n), &secret)
	}
	return paths
}
