package utf8

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// What the crossovers rest on: each pair of lines is one text, in Go and in the library.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	for name, letters := range map[string]string{"ASCII": "a", "mixed": "a\u00e9\u4e8c \U0001f600b"} {
		for _, size := range []int{32, 48, 64, 96, 128, 192, 256, 512, 1 << 10, 2 << 10, 4 << 10, 8 << 10} {
			text := strings.Repeat(letters, size)[:size]
			text = text[:validPrefix(text)]
			p := unsafe.StringData(text)
			b.Run(fmt.Sprintf("%s/%d/Valid/Go", name, size), func(b *testing.B) {
				for b.Loop() {
					utf8.ValidString(text)
				}
			})
			b.Run(fmt.Sprintf("%s/%d/Valid/library", name, size), func(b *testing.B) {
				for b.Loop() {
					c.UTF8Validate(p, len(text))
				}
			})
			b.Run(fmt.Sprintf("%s/%d/Valid/both", name, size), func(b *testing.B) {
				for b.Loop() {
					valid(text)
				}
			})
			b.Run(fmt.Sprintf("%s/%d/RuneCount/Go", name, size), func(b *testing.B) {
				for b.Loop() {
					utf8.RuneCountInString(text)
				}
			})
			b.Run(fmt.Sprintf("%s/%d/RuneCount/library", name, size), func(b *testing.B) {
				for b.Loop() {
					count(text)
				}
			})
			b.Run(fmt.Sprintf("%s/%d/ToValid/Go", name, size), func(b *testing.B) {
				dst := make([]byte, 0, 2*size)
				for b.Loop() {
					appendValidGo(dst, text, "")
				}
			})
			b.Run(fmt.Sprintf("%s/%d/ToValid/library", name, size), func(b *testing.B) {
				dst := make([]byte, 0, 2*size)
				for b.Loop() {
					appendValid(dst, text, "")
				}
			})
		}
	}
}
