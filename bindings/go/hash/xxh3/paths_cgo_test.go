//go:build cgo

package xxh3

import "unsafe"

const libraryHere = true

func otherPaths(p unsafe.Pointer, n int, seed uint64) map[string]uint64 {
	paths := map[string]uint64{"library": hashC(p, n, seed)}
	if n > maxShort {
		var secret [secretSize]byte
		seedSecret(&secret, seed)
		acc := initialAccumulators
		accumulateGo(&acc, p, n, &secret)
		paths["Go"] = merge(&acc, uint64(n), &secret)
	}
	return paths
}
