package varint

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// What the crossovers rest on.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	r := rand.New(rand.NewPCG(1, 2))
	const sets = 64
	for _, count := range []int{4, 8, 12, 16, 24, 32, 48, 64, 128} {
		// Fresh values for each call, as branches learn those that come again.
		all := randomValues[uint64](sets*count, 3, r)
		var encoded [sets][]byte
		for i := range encoded {
			encoded[i] = reference(all[i*count:][:count])
		}
		buf := make([]byte, 0, 10*count)
		out := make([]uint64, count)
		at := 0
		run := func(name string, call func(values []uint64, bytes []byte)) {
			b.Run(fmt.Sprintf("%d/%s", count, name), func(b *testing.B) {
				for b.Loop() {
					at = (at + 1) % sets
					call(all[at*count:][:count], encoded[at])
				}
			})
		}
		run("append/Go", func(v []uint64, _ []byte) { appendGo(buf, v) })
		run("append/library", func(v []uint64, _ []byte) { appendC(buf, v) })
		run("decode/Go", func(_ []uint64, in []byte) { decodeGo(out, in) })
		run("decode/library", func(_ []uint64, in []byte) { decodeC(out, in) })
		run("size/Go", func(v []uint64, _ []byte) {
			size := 0
			for _, x := range v {
				size += (9*bits.Len64(x|1) + 64) / 64
			}
			out[0] = uint64(size)
		})
		run("size/library", func(v []uint64, _ []byte) { sizeC(v) })
		run("count/Go", func(_ []uint64, in []byte) {
			count := 0
			for _, x := range in {
				count += int(^x >> 7)
			}
			out[0] = uint64(count)
		})
		run("count/library", func(_ []uint64, in []byte) { countC(in) })
	}
}
