package main

import (
	"math/bits"

	"github.com/sinew-simd/sinew/bindings/go/encoding/delta"
)

func init() { register("encoding/delta", integerRows) }

func integerRows(t *table) {
	for _, count := range []int{16, 64, 128, 256, 1024, 16384, 1 << 20} {
		values := make([]int64, count)
		for i := range values {
			values[i] = int64(i)*1000 + int64(i*i%977)
		}
		differences, out, mapped := make([]int64, count), make([]int64, count), make([]uint64, count)
		delta.Encode(differences, values, 0)
		unit, amount := gigabytesPerSecond, float64(8*count)
		run := func(what string, result func() uint64, sinew, loop func()) {
			if !t.wants(what + ", " + countName(count)) {
				return
			}
			t.run(row{what + ", " + countName(count) + " values", unit, amount,
				repeat(func() uint64 { sinew(); return result() }),
				[]peer{{name: "Go loop", work: repeat(func() uint64 { loop(); return result() })}}})
		}
		ends := func() uint64 { return uint64(out[0] + out[count/2] + out[count-1]) }
		mappedEnds := func() uint64 { return mapped[0] + mapped[count/2] + mapped[count-1] }
		run("differences", ends,
			func() { delta.Encode(out, values, 0) },
			func() {
				last := int64(0)
				for i, v := range values {
					out[i] = v - last
					last = v
				}
			})
		run("prefix sums", ends,
			func() { delta.Decode(out, differences, 0) },
			func() {
				sum := int64(0)
				for i, v := range differences {
					sum += v
					out[i] = sum
				}
			})
		run("zigzag", mappedEnds,
			func() { delta.Zigzag(mapped, differences) },
			func() {
				for i, v := range differences {
					mapped[i] = uint64(v)<<1 ^ uint64(v>>63)
				}
			})
		base, width := int64(0), 0
		run("measure", func() uint64 { return uint64(base) + uint64(width) },
			func() { base, width = delta.Measure(values) },
			func() {
				least, greatest := values[0], values[0]
				for _, v := range values {
					least, greatest = min(least, v), max(greatest, v)
				}
				base, width = least, bits.Len64(uint64(greatest)-uint64(least))
			})
		run("distances", mappedEnds,
			func() { delta.Distances(mapped, values, 7) },
			func() {
				for i, v := range values {
					mapped[i] = uint64(v - 7)
				}
			})
	}
}
