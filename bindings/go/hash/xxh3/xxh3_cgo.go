//go:build cgo

package xxh3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

const (
	// Rows from which a batch in the library is faster than a loop here (Zen 5 with AVX-512: 16 words
	// 33 ns against 41; 32 strings 122 ns against 114 where lengths repeat, which suits the loop: where
	// they do not it loses 4 ns a string).
	crossoverWords   = 16
	crossoverStrings = 32
)

func hashC(p unsafe.Pointer, n int, seed uint64) uint64 { return c.XXH364((*byte)(p), n, seed) }

func hashManyC(view *column.View, seed uint64, out *uint64) (fault int, status int32) {
	return c.XXH364Many(view, seed, out)
}

func hash128C(p unsafe.Pointer, n int, seed uint64) Uint128 {
	hi, lo := c.XXH3128((*byte)(p), n, seed)
	return Uint128{hi, lo}
}

func hashMany128C(view *column.View, seed uint64, out *Uint128) (fault int, status int32) {
	return c.XXH3128Many(view, seed, (*[2]uint64)(unsafe.Pointer(out)))
}
