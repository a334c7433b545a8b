package xxh3

import (
	"fmt"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// What the crossovers rest on: each pair of lines is one input, in Go and in the
// library.

func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	input := sanityInput(1 << 20)
	p := unsafe.Pointer(&input[0])
	for _, size := range []int{256, 1 << 10, 4 << 10, 8 << 10, 12 << 10, 16 << 10, 24 << 10, 32 << 10, 64 << 10, 1 << 20} {
		b.Run(fmt.Sprintf("%d/Go", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				sink = hashLongGo(p, size, 0)
			}
		})
		b.Run(fmt.Sprintf("%d/library", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				sink = c.XXH3_64((*byte)(p), size, 0)
			}
		})
	}
}

func BenchmarkCrossoverMany(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	words := make([]uint64, 64)
	out := make([]uint64, 64)
	text := sanityInput(64 * 24)
	offsets := make([]int64, 65)
	for i := range offsets {
		offsets[i] = int64(20*i + 3*(i%4))
	}
	for _, rows := range []int{4, 8, 12, 16, 24, 32, 64} {
		view := column.Of(c.TypeU64, words[:rows])
		b.Run(fmt.Sprintf("uint64/%d/Go", rows), func(b *testing.B) {
			for b.Loop() {
				hashWordsGo(out[:rows], words[:rows], 0)
			}
		})
		b.Run(fmt.Sprintf("uint64/%d/library", rows), func(b *testing.B) {
			for b.Loop() {
				c.XXH3_64Many(&view, 0, &out[0])
			}
		})
		column := sinew.StringsOf(offsets[:rows+1], text)
		strings := column.View()
		b.Run(fmt.Sprintf("strings/%d/Go", rows), func(b *testing.B) {
			for b.Loop() {
				hashGo(out[:rows], strings, 0)
			}
		})
		b.Run(fmt.Sprintf("strings/%d/library", rows), func(b *testing.B) {
			for b.Loop() {
				c.XXH3_64Many(strings, 0, &out[0])
			}
		})
	}
}
