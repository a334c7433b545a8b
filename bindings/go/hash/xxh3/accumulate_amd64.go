package xxh3

import "unsafe"

// Inputs of a few hundred bytes to a few kilobytes are too long for plain Go and too short to pay
// for a call into the library, so they have vector code of their own here.

//go:noescape
func accumulateAVX512(acc *[8]uint64, p unsafe.Pointer, n int, secret *[secretSize]byte)

//go:noescape
func accumulateAVX2(acc *[8]uint64, p unsafe.Pointer, n int, secret *[secretSize]byte)

func cpuid(leaf, subleaf uint32) (ebx, ecx uint32)

func xgetbv() (xcr0 uint32)

var hasAVX2, hasAVX512 = func() (avx2, avx512 bool) {
	const (
		osxsave  = 1 << 27 // leaf 1, ecx: the system saves vector registers, xgetbv says which
		avx2Bit  = 1 << 5  // leaf 7, ebx
		avx512F  = 1 << 16
		ymmState = 0x06
		zmmState = 0xe6
	)
	if _, ecx := cpuid(1, 0); ecx&osxsave == 0 {
		return false, false
	}
	saved := xgetbv()
	ebx, _ := cpuid(7, 0)
	return ebx&avx2Bit != 0 && saved&ymmState == ymmState, ebx&avx512F != 0 && saved&zmmState == zmmState
}()

// accumulate is accumulateGo, as fast as a CPU without AVX-512 can.
func accumulate(acc *[8]uint64, p unsafe.Pointer, n int, secret *[secretSize]byte) {
	if hasAVX2 {
		accumulateAVX2(acc, p, n, secret)
	} else {
		accumulateGo(acc, p, n, secret)
	}
}
