package murmur3

import (
	"encoding/binary"
	"hash"
	"unsafe"
)

// Hash128 is a hash.Hash of 128 bits.
type Hash128 interface {
	hash.Hash
	Sum128() (uint64, uint64)
}

// From Go 1.25 on, the hashes of this file are a hash.Cloner.

// New32 returns a streaming 32-bit hash. Its Sum appends the number, highest byte first.
func New32() hash.Hash32 { return SeedNew32(0) }

// SeedNew32 is New32 with a seed.
func SeedNew32(seed uint32) hash.Hash32 { return &digest32{seed: seed, h: seed} }

// New64 returns a streaming 64-bit hash. Its Sum appends the number, highest byte first.
func New64() hash.Hash64 { return SeedNew64(0) }

// SeedNew64 is New64 with a seed for both halves of the 128-bit hash.
func SeedNew64(seed uint64) hash.Hash64 {
	return &digest64{digest128{seed1: seed, seed2: seed, h1: seed, h2: seed}}
}

// New128 returns a streaming 128-bit hash. Its Sum appends both halves, each with its highest byte
// first.
func New128() Hash128 { return SeedNew128(0, 0) }

// SeedNew128 is New128 with a seed for each half.
func SeedNew128(seed1, seed2 uint64) Hash128 {
	return &digest128{seed1: seed1, seed2: seed2, h1: seed1, h2: seed2}
}

type digest32 struct {
	seed, h uint32
	size    uint64
	tail    [4]byte // the last size%4 bytes
}

func (d *digest32) Size() int      { return 4 }
func (d *digest32) BlockSize() int { return 1 }

func (d *digest32) Reset() { d.h, d.size = d.seed, 0 }

func (d *digest32) Write(p []byte) (int, error) {
	n := len(p)
	if held := int(d.size % 4); held != 0 {
		taken := copy(d.tail[held:], p)
		p = p[taken:]
		if held+taken == 4 {
			d.h = add32(d.h, binary.LittleEndian.Uint32(d.tail[:]))
		}
	}
	h := d.h
	for ; len(p) >= 4; p = p[4:] {
		h = add32(h, binary.LittleEndian.Uint32(p))
	}
	d.h = h
	d.size += uint64(n)
	// Where nothing was completed, all of p is in the tail already.
	copy(d.tail[:], p)
	return n, nil
}

func (d *digest32) Sum32() uint32 {
	return end32(d.h^mix32(loadUpTo3(unsafe.Pointer(&d.tail), int(d.size%4))), uint32(d.size))
}

func (d *digest32) Sum(b []byte) []byte { return binary.BigEndian.AppendUint32(b, d.Sum32()) }

type digest128 struct {
	seed1, seed2 uint64
	h1, h2       uint64
	size         uint64
	tail         [16]byte // the last size%16 bytes
}

func (d *digest128) Size() int      { return 16 }
func (d *digest128) BlockSize() int { return 1 }

func (d *digest128) Reset() { d.h1, d.h2, d.size = d.seed1, d.seed2, 0 }

func (d *digest128) Write(p []byte) (int, error) {
	n := len(p)
	if held := int(d.size % 16); held != 0 {
		taken := copy(d.tail[held:], p)
		p = p[taken:]
		if held+taken == 16 {
			d.h1, d.h2 = addBlocks(unsafe.Pointer(&d.tail), 16, d.h1, d.h2)
		}
	}
	whole := len(p) &^ 15
	d.h1, d.h2 = addBlocks(unsafe.Pointer(unsafe.SliceData(p)), whole, d.h1, d.h2)
	d.size += uint64(n)
	// Where nothing was completed, all of p is in the tail already.
	copy(d.tail[:], p[whole:])
	return n, nil
}

func (d *digest128) Sum128() (uint64, uint64) {
	last := d.tail
	clear(last[d.size%16:])
	h1 := d.h1 ^ mix64a(binary.LittleEndian.Uint64(last[:8]))
	h2 := d.h2 ^ mix64b(binary.LittleEndian.Uint64(last[8:]))
	return end128(h1, h2, d.size)
}

func (d *digest128) Sum(b []byte) []byte {
	h1, h2 := d.Sum128()
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(b, h1), h2)
}

type digest64 struct{ digest128 }

func (d *digest64) Size() int { return 8 }

func (d *digest64) Sum64() uint64 {
	h1, _ := d.Sum128()
	return h1
}

func (d *digest64) Sum(b []byte) []byte { return binary.BigEndian.AppendUint64(b, d.Sum64()) }
