package hex

import (
	"encoding/hex"
	"fmt"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// What the crossovers rest on: each group of lines is one input.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	src := randomBytes(256, 1)
	dst := make([]byte, 512)
	run := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f()
			}
		})
	}
	for _, size := range []int{16, 24, 32, 40, 48, 64, 96} {
		in := src[:size]
		run(fmt.Sprintf("encode/%d/standard", size), func() { hex.Encode(dst, in) })
		run(fmt.Sprintf("encode/%d/library", size), func() { encode(dst[:2*size], in, 0) })
		digits := EncodeToString(in)
		bytes := []byte(digits)
		run(fmt.Sprintf("decode/%d/standard", len(digits)), func() { hex.Decode(dst, bytes) })
		run(fmt.Sprintf("decode/%d/library", len(digits)), func() { decodeLong(dst, digits) })
	}
}
