//go:build cgo

package highwayhash

import (
	"fmt"
	"testing"
	"unsafe"
)

func sumsLibrary(data, key []byte) (s sums, ok bool) {
	p, k := unsafe.SliceData(data), (*[Size]byte)(key)
	s[0] = sum64C(k, p, len(data))
	s[1], s[2] = sum128C(k, p, len(data))
	var h [Size]byte
	sum256C(&h, k, p, len(data))
	w := words(h[:])
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
		b.Run(fmt.Sprintf("%d/library", n), func(b *testing.B) {
			for b.Loop() {
				sink = sum64C((*[Size]byte)(key), &data[0], n)
			}
		})
	}
}
