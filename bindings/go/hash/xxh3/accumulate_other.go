//go:build !amd64

package xxh3

import "unsafe"

const hasAVX512 = false

func seedSecretAVX512(_, _ *[secretSize]byte, _ uint64) { panic("unreachable") }

func accumulateAVX512(*[8]uint64, unsafe.Pointer, int, *[secretSize]byte) { panic("unreachable") }

func accumulate(acc *[8]uint64, p unsafe.Pointer, n int, secret *[secretSize]byte) {
	accumulateGo(acc, p, n, secret)
}

func accumulateBlocks(acc *[8]uint64, p unsafe.Pointer, blocks int, secret *[secretSize]byte) {
	accumulateBlocksGo(acc, p, blocks, secret)
}
