package xxh3

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

const (
	prime32x1 = 0x9e3779b1
	prime32x2 = 0x85ebca77
	prime32x3 = 0xc2b2ae3d

	prime64x1 = 0x9e3779b185ebca87
	prime64x2 = 0xc2b2ae3d27d4eb4f
	prime64x3 = 0x165667b19e3779f9
	prime64x4 = 0x85ebca77c2b2ae63
	prime64x5 = 0x27d4eb2f165667c5
)

// The longest input that is mixed with the secret word by word, without accumulators.
const maxShort = 240

// hash hashes n bytes at p. The length classes are those of the specification; the bit flips are
// constants for the compiler to fold.
func hash(p unsafe.Pointer, n int, seed uint64) uint64 {
	switch {
	case n > maxShort:
		return hashLong(p, n, seed)
	case n > 128:
		return hash129to240(p, n, seed)
	case n > 16:
		h := uint64(n) * prime64x1
		if n > 32 {
			if n > 64 {
				if n > 96 {
					h += mulFold(load64(p, 48)^(secret96+seed), load64(p, 56)^(secret104-seed))
					h += mulFold(load64(p, n-64)^(secret112+seed), load64(p, n-56)^(secret120-seed))
				}
				h += mulFold(load64(p, 32)^(secret64+seed), load64(p, 40)^(secret72-seed))
				h += mulFold(load64(p, n-48)^(secret80+seed), load64(p, n-40)^(secret88-seed))
			}
			h += mulFold(load64(p, 16)^(secret32+seed), load64(p, 24)^(secret40-seed))
			h += mulFold(load64(p, n-32)^(secret48+seed), load64(p, n-24)^(secret56-seed))
		}
		h += mulFold(load64(p, 0)^(secret0+seed), load64(p, 8)^(secret8-seed))
		h += mulFold(load64(p, n-16)^(secret16+seed), load64(p, n-8)^(secret24-seed))
		return avalanche(h)
	case n > 8:
		lo := load64(p, 0) ^ (secret24 ^ secret32 + seed)
		hi := load64(p, n-8) ^ (secret40 ^ secret48 - seed)
		return avalanche(uint64(n) + bits.ReverseBytes64(lo) + hi + mulFold(lo, hi))
	case n > 3:
		seed ^= uint64(bits.ReverseBytes32(uint32(seed))) << 32
		word := uint64(load32(p, n-4)) + uint64(load32(p, 0))<<32
		return rrmxmx(word^(secret8^secret16-seed), uint64(n))
	case n > 0:
		first, middle, last := *(*byte)(p), *(*byte)(unsafe.Add(p, n>>1)), *(*byte)(unsafe.Add(p, n-1))
		word := uint64(first)<<16 | uint64(middle)<<24 | uint64(last) | uint64(n)<<8
		return avalanche64(word ^ (secret0&0xffffffff ^ secret0>>32 + seed))
	}
	return avalanche64(seed ^ secret56 ^ secret64)
}

func hash129to240(p unsafe.Pointer, n int, seed uint64) uint64 {
	h := uint64(n) * prime64x1
	h += mulFold(load64(p, 0)^(secret0+seed), load64(p, 8)^(secret8-seed))
	h += mulFold(load64(p, 16)^(secret16+seed), load64(p, 24)^(secret24-seed))
	h += mulFold(load64(p, 32)^(secret32+seed), load64(p, 40)^(secret40-seed))
	h += mulFold(load64(p, 48)^(secret48+seed), load64(p, 56)^(secret56-seed))
	h += mulFold(load64(p, 64)^(secret64+seed), load64(p, 72)^(secret72-seed))
	h += mulFold(load64(p, 80)^(secret80+seed), load64(p, 88)^(secret88-seed))
	h += mulFold(load64(p, 96)^(secret96+seed), load64(p, 104)^(secret104-seed))
	h += mulFold(load64(p, 112)^(secret112+seed), load64(p, 120)^(secret120-seed))
	h = avalanche(h)
	// The last 16 bytes come with their own secret, so they may be part of the loop's last turn.
	h += mulFold(load64(p, n-16)^(secret119+seed), load64(p, n-8)^(secret127-seed))
	secret := unsafe.Pointer(&defaultSecret)
	for i := 128; i < n&^15; i += 16 {
		lo, hi := load64(secret, i-125)+seed, load64(secret, i-117)-seed
		h += mulFold(load64(p, i)^lo, load64(p, i+8)^hi)
	}
	return avalanche(h)
}

// avalanche is the final mix of XXH3.
func avalanche(h uint64) uint64 {
	h ^= h >> 37
	h *= 0x165667919e3779f9
	return h ^ h>>32
}

// avalanche64 is that of XXH64.
func avalanche64(h uint64) uint64 {
	h ^= h >> 33
	h *= prime64x2
	h ^= h >> 29
	h *= prime64x3
	return h ^ h>>32
}

// rrmxmx is Pelle Evensen's mixer, with the length in it.
func rrmxmx(h, n uint64) uint64 {
	h ^= bits.RotateLeft64(h, 49) ^ bits.RotateLeft64(h, 24)
	h *= 0x9fb21c651e98df25
	h ^= h>>35 + n
	h *= 0x9fb21c651e98df25
	return h ^ h>>28
}

func load64(p unsafe.Pointer, at int) uint64 {
	return binary.LittleEndian.Uint64((*[8]byte)(unsafe.Add(p, at))[:])
}

func load32(p unsafe.Pointer, at int) uint32 {
	return binary.LittleEndian.Uint32((*[4]byte)(unsafe.Add(p, at))[:])
}

func store64(to *[secretSize]byte, at int, v uint64) {
	binary.LittleEndian.PutUint64(to[at:at+8], v)
}
