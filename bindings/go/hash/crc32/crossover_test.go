//go:build cgo

package crc32

import (
	"fmt"
	"hash/crc32"
	"testing"
)

// What short and crossover rest on: each group of lines is one input.
func BenchmarkCrossover(b *testing.B) {
	data := randomBytes(4096)
	for _, size := range []int{16, 32, 64, 96, 128, 192, 256, 384, 496, 768, 1024, 1152, 1280, 1408, 1536, 1664, 1792, 1920, 2040, 4096} {
		in := data[:size]
		run := func(name string, update func() uint32) {
			b.Run(fmt.Sprintf("%d/%s", size, name), func(b *testing.B) {
				b.SetBytes(int64(size))
				for b.Loop() {
					sink = update()
				}
			})
		}
		run("standard", func() uint32 { return crc32.Update(0, castagnoliTable, in) })
		if hasShort && size <= short {
			run("short", func() uint32 { return updateShort(0, &in[0], size) })
		}
		run("library", func() uint32 { return updateC(0, in) })
	}
}
