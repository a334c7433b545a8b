package cpu

func cpuid(leaf, subleaf uint32) (ebx, ecx uint32)

func xgetbv() (xcr0 uint32)

// Instruction sets that can be used.
var HasPCLMULQDQ, HasSSE42, HasAVX2, HasAVX512F = detect()

func detect() (pclmulqdq, sse42, avx2, avx512f bool) {
	const (
		clmulBit   = 1 << 1  // leaf 1, ecx
		sse42Bit   = 1 << 20 // leaf 1, ecx
		osxsaveBit = 1 << 27 // leaf 1, ecx: the system saves vector registers, xgetbv says which
		avx2Bit    = 1 << 5  // leaf 7, ebx
		avx512FBit = 1 << 16 // leaf 7, ebx
		ymmState   = 0x06
		zmmState   = 0xe6
	)
	_, ecx := cpuid(1, 0)
	pclmulqdq, sse42 = ecx&clmulBit != 0, ecx&sse42Bit != 0
	if ecx&osxsaveBit == 0 {
		return pclmulqdq, sse42, false, false
	}
	saved := xgetbv()
	ebx, _ := cpuid(7, 0)
	return pclmulqdq, sse42, ebx&avx2Bit != 0 && saved&ymmState == ymmState, ebx&avx512FBit != 0 && saved&zmmState == zmmState
}
