package blake3

import "unsafe"

// A block takes 50 ns in assembly; in Go, whose compiler keeps the sixteen words of the state in
// memory, about half as long again.

//go:noescape
func compressBlocksAsm(cv *[8]uint32, p unsafe.Pointer, count int, counter uint64, size, flags, first uint32)

//go:noescape
func outputBlockAsm(cv *[8]uint32, p unsafe.Pointer, counter uint64, size, flags uint32, out *[64]byte)

func compressBlocks(cv *[8]uint32, p unsafe.Pointer, count int, counter uint64, size, flags, first uint32) {
	compressBlocksAsm(cv, p, count, counter, size, flags, first)
}

func outputBlock(cv *[8]uint32, p unsafe.Pointer, counter uint64, size, flags uint32, out *[64]byte) {
	outputBlockAsm(cv, p, counter, size, flags, out)
}
