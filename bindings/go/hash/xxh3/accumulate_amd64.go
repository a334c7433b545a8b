package xxh3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/cpu"
)

// Inputs of a few hundred bytes to a few kilobytes are too long for plain Go and too short to pay
// for a call into the library, so they have vector code of their own here.

// seedSecretAVX512 is seedSecret of the secret at from.
//
//go:noescape
func seedSecretAVX512(to, from *[secretSize]byte, seed uint64)

//go:noescape
func accumulateAVX512(acc *[8]uint64, p unsafe.Pointer, n int, secret *[secretSize]byte)

//go:noescape
func accumulateAVX2(acc *[8]uint64, p unsafe.Pointer, n int, secret *[secretSize]byte)

//go:noescape
func accumulateBlocksAVX512(acc *[8]uint64, p unsafe.Pointer, blocks int, secret *[secretSize]byte)

//go:noescape
func accumulateBlocksAVX2(acc *[8]uint64, p unsafe.Pointer, blocks int, secret *[secretSize]byte)

var hasAVX512 = cpu.HasAVX512F

// accumulate is accumulateGo, as fast as a CPU without AVX-512 can.
func accumulate(acc *[8]uint64, p unsafe.Pointer, n int, secret *[secretSize]byte) {
	if cpu.HasAVX2 {
		accumulateAVX2(acc, p, n, secret)
	} else {
		accumulateGo(acc, p, n, secret)
	}
}

// accumulateBlocks is accumulateBlocksGo, as fast as this CPU can.
func accumulateBlocks(acc *[8]uint64, p unsafe.Pointer, blocks int, secret *[secretSize]byte) {
	switch {
	case hasAVX512:
		accumulateBlocksAVX512(acc, p, blocks, secret)
	case cpu.HasAVX2:
		accumulateBlocksAVX2(acc, p, blocks, secret)
	default:
		accumulateBlocksGo(acc, p, blocks, secret)
	}
}
