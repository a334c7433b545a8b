package xxhash

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

const (
	prime1 uint64 = 0x9e3779b185ebca87
	prime2 uint64 = 0xc2b2ae3d27d4eb4f
	prime3 uint64 = 0x165667b19e3779f9
	prime4 uint64 = 0x85ebca77c2b2ae63
	prime5 uint64 = 0x27d4eb2f165667c5

	// What the four lanes take at a time, a word each.
	stripeSize = 32
)

type lanes [4]uint64

func startOf(seed uint64) lanes {
	return lanes{seed + prime1 + prime2, seed + prime2, seed, seed - prime1}
}

// sumGo hashes n bytes at p. Here and below an index moves, not the pointer, which must not leave the
// input.
func sumGo(p unsafe.Pointer, n int, seed uint64) uint64 {
	if n < stripeSize {
		return finish(seed+prime5+uint64(n), p, 0, n)
	}
	v := startOf(seed)
	addStripesGo(&v, p, n/stripeSize)
	return finish(merge(v[0], v[1], v[2], v[3])+uint64(n), p, n&^(stripeSize-1), n)
}

// addStripesGo adds count stripes to the lanes.
func addStripesGo(v *lanes, p unsafe.Pointer, count int) {
	v1, v2, v3, v4 := v[0], v[1], v[2], v[3]
	for at := 0; at < count*stripeSize; at += stripeSize {
		v1 = round(v1, load64(p, at))
		v2 = round(v2, load64(p, at+8))
		v3 = round(v3, load64(p, at+16))
		v4 = round(v4, load64(p, at+24))
	}
	*v = lanes{v1, v2, v3, v4}
}

func merge(v1, v2, v3, v4 uint64) uint64 {
	h := bits.RotateLeft64(v1, 1) + bits.RotateLeft64(v2, 7) + bits.RotateLeft64(v3, 12) + bits.RotateLeft64(v4, 18)
	h = (h^round(0, v1))*prime1 + prime4
	h = (h^round(0, v2))*prime1 + prime4
	h = (h^round(0, v3))*prime1 + prime4
	return (h^round(0, v4))*prime1 + prime4
}

// finish adds the bytes from at to n, less than a stripe, and mixes.
func finish(h uint64, p unsafe.Pointer, at, n int) uint64 {
	for ; n-at >= 8; at += 8 {
		h = bits.RotateLeft64(h^round(0, load64(p, at)), 27)*prime1 + prime4
	}
	if n-at >= 4 {
		h = bits.RotateLeft64(h^uint64(load32(p, at))*prime1, 23)*prime2 + prime3
		at += 4
	}
	for ; at < n; at++ {
		h = bits.RotateLeft64(h^uint64(*(*byte)(unsafe.Add(p, at)))*prime5, 11) * prime1
	}
	return mix(h)
}

func round(lane, word uint64) uint64 { return bits.RotateLeft64(lane+word*prime2, 31) * prime1 }

func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= prime2
	h ^= h >> 29
	h *= prime3
	return h ^ h>>32
}

func load64(p unsafe.Pointer, at int) uint64 {
	return binary.LittleEndian.Uint64((*[8]byte)(unsafe.Add(p, at))[:])
}

func load32(p unsafe.Pointer, at int) uint32 {
	return binary.LittleEndian.Uint32((*[4]byte)(unsafe.Add(p, at))[:])
}
