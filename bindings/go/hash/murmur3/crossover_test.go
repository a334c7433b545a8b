package murmur3

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// What the crossover rests on: each pair of lines is one batch, in Go and in the library. The keys
// are fresh, so that no branch predictor can learn their lengths.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	const keys = 1 << 16
	r := rand.New(rand.NewPCG(1, 2))
	offsets := []int64{0}
	for range keys {
		offsets = append(offsets, offsets[len(offsets)-1]+int64(8+r.IntN(33)))
	}
	data := randomBytes(int(offsets[keys]))
	out := make([]uint32, 64)
	wide := make([][2]uint64, 64)
	for _, rows := range []int{2, 4, 6, 8, 12, 16, 64} {
		run := func(name string, hash func(column sinew.Column)) {
			b.Run(fmt.Sprintf("%s/%d", name, rows), func(b *testing.B) {
				first := 0
				for b.Loop() {
					hash(sinew.StringsOf(offsets[first:first+rows+1], data))
					if first += rows; first+rows >= keys {
						first = 0
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/key")
			})
		}
		run("32/Go", func(column sinew.Column) {
			_ = sum32Go(out[:rows], column.View(), 0)
		})
		run("32/library", func(column sinew.Column) { c.Murmur3_32Many(column.View(), 0, &out[0]) })
		run("128/Go", func(column sinew.Column) {
			_ = sum128Go(wide[:rows], column.View(), 0)
		})
		run("128/library", func(column sinew.Column) { c.Murmur3_128Many(column.View(), 0, (*c.Hash128)(unsafe.Pointer(&wide[0]))) })
	}
}
