//go:build cgo

package murmur3

import (
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

const (
	// Rows from which a batch in the library is faster than a loop here (Zen 5 with AVX-512, strings
	// of 8 to 40 bytes: 4 of them 103 ns against 81, 16 of them 95 against 330).
	crossoverStrings = 6
	crossoverValues  = 16
)

func sum32ManyC(view *column.View, seed uint32, out *uint32) (fault int, status int32) {
	return c.Murmur3_32Many(view, seed, out)
}

func sum128ManyC(view *column.View, seed uint64, out *uint64) (fault int, status int32) {
	return c.Murmur3_128Many(view, seed, out)
}
