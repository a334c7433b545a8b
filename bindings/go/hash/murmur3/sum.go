package murmur3

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

const (
	factor32a = 0xcc9e2d51
	factor32b = 0x1b873593
	factor64a = 0x87c37b91114253d5
	factor64b = 0x4cf5ad432745937f
)

func load32(p unsafe.Pointer, at int) uint32 {
	return binary.LittleEndian.Uint32((*[4]byte)(unsafe.Add(p, at))[:])
}

func load64(p unsafe.Pointer, at int) uint64 {
	return binary.LittleEndian.Uint64((*[8]byte)(unsafe.Add(p, at))[:])
}

// loadUpTo3 returns n bytes, at most three, as a number.
func loadUpTo3(p unsafe.Pointer, n int) uint32 {
	k := uint32(0)
	switch b := unsafe.Slice((*byte)(p), n); n {
	case 3:
		k = uint32(b[2]) << 16
		fallthrough
	case 2:
		k |= uint32(b[1]) << 8
		fallthrough
	case 1:
		k |= uint32(b[0])
	}
	return k
}

func mix32(k uint32) uint32 { return bits.RotateLeft32(k*factor32a, 15) * factor32b }

func add32(h, k uint32) uint32 { return bits.RotateLeft32(h^mix32(k), 13)*5 + 0xe6546b64 }

func end32(h, n uint32) uint32 {
	h ^= n
	h = (h ^ h>>16) * 0x85ebca6b
	h = (h ^ h>>13) * 0xc2b2ae35
	return h ^ h>>16
}

func sum32(p unsafe.Pointer, n int, seed uint32) uint32 {
	h := seed
	if n < 4 {
		if n > 0 {
			h ^= mix32(loadUpTo3(p, n))
		}
		return end32(h, uint32(n))
	}
	for at := 0; at+4 <= n; at += 4 {
		h = add32(h, load32(p, at))
	}
	// The end of the input, shifted, in place of a branch on how many bytes are left; none mix to
	// nothing.
	return end32(h^mix32(uint32(uint64(load32(p, n-4))>>(uint(32-n%4*8)&63))), uint32(n))
}

func mix64a(k uint64) uint64 { return bits.RotateLeft64(k*factor64a, 31) * factor64b }

func mix64b(k uint64) uint64 { return bits.RotateLeft64(k*factor64b, 33) * factor64a }

func end64(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// addBlocks takes the whole blocks of n bytes.
func addBlocks(p unsafe.Pointer, n int, h1, h2 uint64) (uint64, uint64) {
	for at := 0; at+16 <= n; at += 16 {
		h1 = (bits.RotateLeft64(h1^mix64a(load64(p, at)), 27)+h2)*5 + 0x52dce729
		h2 = (bits.RotateLeft64(h2^mix64b(load64(p, at+8)), 31)+h1)*5 + 0x38495ab5
	}
	return h1, h2
}

func sum128(p unsafe.Pointer, n int, h1, h2 uint64) (uint64, uint64) {
	at := 0
	for ; at+16 <= n; at += 16 {
		h1 = (bits.RotateLeft64(h1^mix64a(load64(p, at)), 27)+h2)*5 + 0x52dce729
		h2 = (bits.RotateLeft64(h2^mix64b(load64(p, at+8)), 31)+h1)*5 + 0x38495ab5
	}
	// The end of the input, shifted, in place of a branch on how many bytes are left.
	switch tail := uint(n) % 16; {
	case tail > 8:
		h1 ^= mix64a(load64(p, at))
		h2 ^= mix64b(load64(p, n-8) >> ((16 - tail) * 8 & 63))
	case tail == 0:
	case n >= 8:
		h1 ^= mix64a(load64(p, n-8) >> ((8 - tail) * 8 & 63))
	case n >= 4:
		h1 ^= mix64a(uint64(load32(p, 0)) | uint64(load32(p, n-4))<<((tail-4)*8&63))
	default:
		h1 ^= mix64a(uint64(loadUpTo3(p, n)))
	}
	return end128(h1, h2, uint64(n))
}

func end128(h1, h2, n uint64) (uint64, uint64) {
	h1 ^= n
	h2 ^= n
	h1 += h2
	h2 += h1
	h1 = end64(h1)
	h2 = end64(h2)
	h1 += h2
	return h1, h2 + h1
}
