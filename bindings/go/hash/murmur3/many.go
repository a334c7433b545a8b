package murmur3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/rows"
)

func sum32Many(out []uint32, view *column.View, seed uint32) error {
	if rows.Pay(view, crossoverStrings, crossoverValues) {
		return rows.Result(c.Murmur3_32Many(view, seed, unsafe.SliceData(out)))
	}
	return sum32Go(out, view, seed)
}

func sum32Go(out []uint32, view *column.View, seed uint32) error {
	return rows.Each(out, view, func(p unsafe.Pointer, n int) uint32 { return sum32(p, n, seed) })
}

func sum128Many(out [][2]uint64, view *column.View, seed uint64) error {
	if rows.Pay(view, crossoverStrings, crossoverValues) {
		return rows.Result(c.Murmur3_128Many(view, seed, (*c.Hash128)(unsafe.Pointer(unsafe.SliceData(out)))))
	}
	return sum128Go(out, view, seed)
}

func sum128Go(out [][2]uint64, view *column.View, seed uint64) error {
	return rows.Each(out, view, func(p unsafe.Pointer, n int) [2]uint64 {
		h1, h2 := sum128(p, n, seed, seed)
		return [2]uint64{h1, h2}
	})
}
