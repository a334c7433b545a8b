package rendezvous

import (
	"fmt"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// What the crossovers rest on. Hashes are fresh, so that no branch predictor learns them.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	hashes := hashesOf(1<<16, 1)
	out := make([]int32, 64)
	for _, count := range []int{2, 10, 100} {
		nodes := hashesOf(count, 2)
		for _, rows := range []int{1, 2, 4, 8, 16, 32, 64} {
			first := 0
			next := func() []uint64 {
				first = (first + rows) & (1<<16 - 64 - 1)
				return hashes[first:][:rows]
			}
			b.Run(fmt.Sprintf("%d nodes/%d/Go", count, rows), func(b *testing.B) {
				for b.Loop() {
					chooseGo(out[:rows], next(), nodes)
				}
			})
			b.Run(fmt.Sprintf("%d nodes/%d/library", count, rows), func(b *testing.B) {
				for b.Loop() {
					view := column.Of(c.TypeU64, next())
					manyC(&view, nodes, &out[0])
				}
			})
		}
	}
}
