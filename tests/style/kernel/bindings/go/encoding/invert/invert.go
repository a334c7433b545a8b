// Package invert inverts bits.
package invert

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

var crossover = c.From(64)

// Bytes writes in with all bits inverted to dst, which has its length.
func Bytes(dst, in []byte) {
	dst = dst[:len(in)]
	if len(in) >= crossover {
		c.Invert(&in[0], len(in), &dst[0])
		return
	}
	for i, b := range in {
		dst[i] = ^b
	}
}
