package delta

import (
	"fmt"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// What the crossovers rest on.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	for _, count := range []int{32, 48, 64, 96, 128, 192, 256} {
		in, out, mapped := make([]int64, count), make([]int64, count), make([]uint64, count)
		run := func(name string, call func()) {
			b.Run(fmt.Sprintf("%d/%s", count, name), func(b *testing.B) {
				for b.Loop() {
					call()
				}
			})
		}
		run("encode/Go", func() { encodeGo(out, in, 3) })
		run("encode/library", func() { encodeC(out, in, 3) })
		run("decode/Go", func() { decodeGo(out, in, 3) })
		run("decode/library", func() { decodeC(out, in, 3) })
		run("zigzag/Go", func() { zigzagGo(mapped, in) })
		run("zigzag/library", func() { zigzagC(mapped, in) })
		run("measure/Go", func() { measureGo(in) })
		run("measure/library", func() { measureC(in) })
		run("distances/Go", func() { distancesGo(mapped, in, 7) })
		run("distances/library", func() { distancesC(mapped, in, 7) })
	}
}
