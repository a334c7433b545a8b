package highwayhash

import (
	"fmt"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

func sumsLibrary(data, key []byte) (s sums, ok bool) {
	if !c.Available {
		return s, false
	}
	p := unsafe.SliceData(data)
	s[0] = c.HighwayHash64(p, len(data), &key[0])
	h := c.HighwayHash128(p, len(data), &key[0])
	s[1], s[2] = h.Low, h.High
	var sum [Size]byte
	c.HighwayHash256(p, len(data), &key[0], &sum[0])
	w := words(sum[:])
	copy(s[3:], w[:])
	return s, true
}

// What the crossover rests on: each group of lines is one input, in portable Go, in the vector code
// where there is some, and in the library.
func BenchmarkCrossover(b *testing.B) {
	data, key := ramp(1<<16), ramp(32)
	for _, n := range []int{8, 32, 64, 128, 256, 1 << 10, 16 << 10, 64 << 10} {
		b.Run(fmt.Sprintf("%d/Go", n), func(b *testing.B) {
			for b.Loop() {
				var s state
				start(&s, (*[Size]byte)(key))
				hashGo(&s, &data[0], n, rounds64)
				sink = s.sum64()
			}
		})
		b.Run(fmt.Sprintf("%d/Sum64", n), func(b *testing.B) {
			for b.Loop() {
				sink = Sum64(data[:n], key)
			}
		})
		if !c.Available {
			continue
		}
		b.Run(fmt.Sprintf("%d/library", n), func(b *testing.B) {
			for b.Loop() {
				sink = c.HighwayHash64(&data[0], n, &key[0])
			}
		})
	}
}
