package crc64

import (
	"fmt"
	"hash/crc64"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// What crossover and Combine rest on: each group of lines is one input.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	data := randomBytes(4096)
	run := func(group, name string, size int, update func() uint64) {
		b.Run(fmt.Sprintf("%s/%d/%s", group, size, name), func(b *testing.B) {
			for b.Loop() {
				sink = update()
			}
		})
	}
	for _, size := range []int{8, 16, 24, 32, 64, 96, 112, 128, 144, 160, 192, 256, 4096} {
		in := data[:size]
		run("update", "standard", size, func() uint64 { return crc64.Update(0, nvmeTable, in) })
		run("update", "slices", size, func() uint64 { return updateBySlices(0, in) })
		run("update", "library", size, func() uint64 { return c.CRC64NVME(&in[0], len(in), 0) })
	}
	for _, size := range []int{1 << 20, 3 << 20, 0xABCDEF, 1<<30 - 1} {
		run("combine", "Go", size, func() uint64 { return nvmePowers().Shift(NVME, sink, uint64(size)) })
		run("combine", "library", size, func() uint64 { return c.CRC64NVMECombine(sink, 1, uint64(size)) })
	}
}
