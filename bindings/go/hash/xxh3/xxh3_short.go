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

// hash hashes n bytes at p with seed 0, hashSeed with any seed. The length classes are those of the
// specification. They are written out twice because the constants of seed 0 fold: with a seed, each
// word costs an addition more.

func hash(p unsafe.Pointer, n int) uint64 {
	if n <= 16 {
		switch {
		case n > 8:
			lo := load64(p, 0) ^ (secret24 ^ secret32)
			hi := load64(p, n-8) ^ (secret40 ^ secret48)
			return avalanche(uint64(n) + bits.ReverseBytes64(lo) + hi + mulFold(lo, hi))
		case n > 3:
			word := uint64(load32(p, n-4)) + uint64(load32(p, 0))<<32
			return rrmxmx(word^(secret8^secret16), uint64(n))
		case n > 0:
			return avalanche64(word1to3(p, n) ^ (secret0&0xffffffff ^ secret0>>32))
		}
		return avalanche64Of0
	}
	if n > 128 {
		if n > maxShort {
			return hashLong(p, n, 0)
		}
		h := uint64(n)*prime64x1 +
			mix(p, 0, secret0, secret8) + mix(p, 16, secret16, secret24) + mix(p, 32, secret32, secret40) + mix(p, 48, secret48, secret56) +
			mix(p, 64, secret64, secret72) + mix(p, 80, secret80, secret88) + mix(p, 96, secret96, secret104) + mix(p, 112, secret112, secret120)
		rest := mix(p, n-16, secret119, secret127)
		secret := unsafe.Pointer(&defaultSecret)
		for i := 128; i <= n-16; i += 16 {
			rest += mix(p, i, load64(secret, i-125), load64(secret, i-117))
		}
		return avalanche(avalanche(h) + rest)
	}
	h := uint64(n) * prime64x1
	if n > 32 {
		if n > 64 {
			if n > 96 {
				h += mix(p, 48, secret96, secret104) + mix(p, n-64, secret112, secret120)
			}
			h += mix(p, 32, secret64, secret72) + mix(p, n-48, secret80, secret88)
		}
		h += mix(p, 16, secret32, secret40) + mix(p, n-32, secret48, secret56)
	}
	return avalanche(h + mix(p, 0, secret0, secret8) + mix(p, n-16, secret16, secret24))
}

func hashSeed(p unsafe.Pointer, n int, seed uint64) uint64 {
	if n <= 16 {
		switch {
		case n > 8:
			lo := load64(p, 0) ^ (secret24 ^ secret32 + seed)
			hi := load64(p, n-8) ^ (secret40 ^ secret48 - seed)
			return avalanche(uint64(n) + bits.ReverseBytes64(lo) + hi + mulFold(lo, hi))
		case n > 3:
			seed ^= uint64(bits.ReverseBytes32(uint32(seed))) << 32
			word := uint64(load32(p, n-4)) + uint64(load32(p, 0))<<32
			return rrmxmx(word^(secret8^secret16-seed), uint64(n))
		case n > 0:
			return avalanche64(word1to3(p, n) ^ (secret0&0xffffffff ^ secret0>>32 + seed))
		}
		return avalanche64(seed ^ secret56 ^ secret64)
	}
	if n > 128 {
		if n > maxShort {
			return hashLong(p, n, seed)
		}
		secret := unsafe.Pointer(&defaultSecret)
		h := uint64(n) * prime64x1
		for i := 0; i < 128; i += 32 {
			h += mix(p, i, load64(secret, i)+seed, load64(secret, i+8)-seed) +
				mix(p, i+16, load64(secret, i+16)+seed, load64(secret, i+24)-seed)
		}
		rest := mix(p, n-16, secret119+seed, secret127-seed)
		for i := 128; i <= n-16; i += 16 {
			rest += mix(p, i, load64(secret, i-125)+seed, load64(secret, i-117)-seed)
		}
		return avalanche(avalanche(h) + rest)
	}
	h := uint64(n) * prime64x1
	if n > 32 {
		if n > 64 {
			if n > 96 {
				h += mix(p, 48, secret96+seed, secret104-seed) + mix(p, n-64, secret112+seed, secret120-seed)
			}
			h += mix(p, 32, secret64+seed, secret72-seed) + mix(p, n-48, secret80+seed, secret88-seed)
		}
		h += mix(p, 16, secret32+seed, secret40-seed) + mix(p, n-32, secret48+seed, secret56-seed)
	}
	return avalanche(h + mix(p, 0, secret0+seed, secret8-seed) + mix(p, n-16, secret16+seed, secret24-seed))
}

// The hash of nothing.
const avalanche64Of0 = 0x2d06800538d394c2

// word1to3 is the word that up to three bytes make with their number.
func word1to3(p unsafe.Pointer, n int) uint64 {
	first, middle, last := *(*byte)(p), *(*byte)(unsafe.Add(p, n>>1)), *(*byte)(unsafe.Add(p, n-1))
	return uint64(first)<<16 | uint64(middle)<<24 | uint64(last) | uint64(n)<<8
}

// mix folds the 16 bytes at p+at with two words of the secret.
func mix(p unsafe.Pointer, at int, secret0, secret1 uint64) uint64 {
	return mulFold(load64(p, at)^secret0, load64(p, at+8)^secret1)
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
