//go:build cgo

package jump

import (
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Keys from which a call of the library is faster than a loop here (Zen 5 with AVX-512: 16 keys of 10
// buckets 101 ns against 115, of 1000 buckets 115 against 318).
const crossover = 16

func manyC(keys *column.View, buckets int, out *int32) {
	if status := c.JumpHashMany(keys, int32(buckets), out); status != c.StatusOK {
		panic("unreachable")
	}
}
