package jump

import (
	"fmt"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// What the crossover rests on. Keys are fresh, so that no branch predictor learns them.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	keys := keysOf(1 << 16)
	out := make([]int32, 64)
	for _, buckets := range []int{10, 1000} {
		for _, rows := range []int{1, 2, 4, 8, 16, 64} {
			first := 0
			next := func() []uint64 {
				first = (first + rows) & (1<<16 - 64 - 1)
				return keys[first:][:rows]
			}
			b.Run(fmt.Sprintf("%d buckets/%d/Go", buckets, rows), func(b *testing.B) {
				for b.Loop() {
					hashGo(out[:rows], next(), buckets)
				}
			})
			b.Run(fmt.Sprintf("%d buckets/%d/library", buckets, rows), func(b *testing.B) {
				for b.Loop() {
					view := column.Of(c.TypeU64, next())
					manyC(&view, buckets, &out[0])
				}
			})
		}
	}
}
