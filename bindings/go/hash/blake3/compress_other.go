//go:build !amd64

package blake3

import "unsafe"

func compressBlocks(cv *[8]uint32, p unsafe.Pointer, count int, counter uint64, size, flags, first uint32) {
	compressBlocksGo(cv, p, count, counter, size, flags, first)
}

func outputBlock(cv *[8]uint32, p unsafe.Pointer, counter uint64, size, flags uint32, out *[64]byte) {
	outputBlockGo(cv, p, counter, size, flags, out)
}
