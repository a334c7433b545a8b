//go:build cgo

package murmur3

import (
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Rows from which a batch in the library is faster than a loop here.
const crossover = 8

func sum32ManyC(view *column.View, seed uint32, out *uint32) (fault int, status int32) {
	return c.Murmur3_32Many(view, seed, out)
}

func sum128ManyC(view *column.View, seed uint64, out *uint64) (fault int, status int32) {
	return c.Murmur3_128Many(view, seed, out)
}
