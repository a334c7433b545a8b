//go:build cgo

package crc64

import (
	"fmt"
	"hash/crc64"
	"testing"
)

// What crossover and hasCombine rest on: each group of lines is one input.
func BenchmarkCrossover(b *testing.B) {
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
		run("update", "library", size, func() uint64 { return updateC(0, in) })
	}
	for _, size := range []int{1 << 20, 3 << 20, 0xABCDEF, 1<<40 - 1} {
		run("combine", "Go", size, func() uint64 { return nvmePowers().Shift(NVME, sink, uint64(size)) })
		run("combine", "library", size, func() uint64 { return combineC(sink, 1, uint64(size)) })
	}
}
