package crc32

import (
	"fmt"
	"hash/crc32"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// What short, crossover, crossoverIEEE and Combine rest on: each group of lines is one input.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	data := randomBytes(16384)
	run := func(group, name string, size int, update func() uint32) {
		b.Run(fmt.Sprintf("%s/%d/%s", group, size, name), func(b *testing.B) {
			for b.Loop() {
				sink = update()
			}
		})
	}
	for _, size := range []int{16, 32, 64, 96, 128, 192, 256, 384, 496, 768, 1024, 1152, 1280, 1408, 1536, 1664, 1792, 1920, 2040, 4096} {
		in := data[:size]
		run("castagnoli", "standard", size, func() uint32 { return crc32.Update(0, castagnoliTable, in) })
		if hasShort && size <= short {
			run("castagnoli", "short", size, func() uint32 { return updateShort(0, &in[0], size) })
		}
		run("castagnoli", "library", size, func() uint32 { return c.CRC32C(&in[0], len(in), 0) })
	}
	for _, size := range []int{1024, 2048, 3072, 4096, 5120, 6144, 8192, 16384} {
		in := data[:size]
		run("ieee", "standard", size, func() uint32 { return crc32.Update(0, crc32.IEEETable, in) })
		run("ieee", "library", size, func() uint32 { return c.CRC32(&in[0], len(in), 0) })
	}
	for _, size := range []int{1 << 20, 3 << 20, 7 << 20, 0xABCDEF, 1<<30 - 1} {
		run("combine", "Go", size, func() uint32 { return ieeePowers().Shift(IEEE, sink, uint64(size)) })
		run("combine", "library", size, func() uint32 { return c.CRC32Combine(sink, 1, uint64(size)) })
	}
}
