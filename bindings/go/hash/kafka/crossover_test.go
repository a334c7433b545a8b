package kafka

import (
	"fmt"
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
	offsets, data := randomKeys(keys, 8, 40)
	out := make([]int32, 64)
	for _, rows := range []int{2, 4, 6, 8, 12, 16, 64} {
		run := func(name string, partition func(column sinew.Column)) {
			b.Run(fmt.Sprintf("%d/%s", rows, name), func(b *testing.B) {
				first := 0
				for b.Loop() {
					partition(sinew.StringsOf(offsets[first:first+rows+1], data))
					if first += rows; first+rows >= keys {
						first = 0
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/key")
			})
		}
		run("Go", func(column sinew.Column) {
			_ = partitionGo(out[:rows], column.View(), 48)
		})
		run("library", func(column sinew.Column) {
			c.KafkaPartitionMany(column.View(), 48, (*uint32)(unsafe.Pointer(&out[0])))
		})
	}
}
