package xxh3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/rows"
)

func hashMany128(out []Uint128, view *column.View, seed uint64) error {
	if !rows.Pay(view, crossoverStrings, crossoverWords) {
		return rows.Each(out, view, func(p unsafe.Pointer, n int) Uint128 { return hash128Seed(p, n, seed) })
	}
	err := rows.Result(c.XXH3_128Many(view, seed, (*c.Hash128)(unsafe.Pointer(unsafe.SliceData(out)))))
	if err == nil {
		for i := range out { // a Uint128 has the high word first, a Hash128 the low one
			out[i].Hi, out[i].Lo = out[i].Lo, out[i].Hi
		}
	}
	return err
}
