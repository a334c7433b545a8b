//go:build cgo

package xxh3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

const (
	// Rows from which a batch in the library is faster than a loop here (Zen 5 with AVX-512: 16 words
	// 33 ns against 41; 16 strings of 8 to 40 bytes, of lengths that do not repeat, 116 ns against 120,
	// 32 of them 153 against 231).
	crossoverWords   = 16
	crossoverStrings = 16
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
