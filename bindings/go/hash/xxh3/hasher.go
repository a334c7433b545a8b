package xxh3

import (
	"encoding/binary"
	stdhash "hash"
	"unsafe"
)

// Hasher is a hash.Hash64 of the bytes written so far, which Sum128 gives a hash of 128 bits of, too.
// The zero Hasher is ready for use, with seed 0. A copy is a Hasher of its own.
type Hasher struct {
	acc  [8]uint64 // of all blocks before the one in the buffer
	size uint64    // of what was written
	seed uint64
	// The secret of a seed; of seed 0 it is defaultSecret.
	seeded [secretSize]byte
	// The 64 bytes before the block, and the block so far, 1 to blockSize bytes: the last block is
	// hashed like no other, so it waits for what comes next.
	buffer [stripeSize + blockSize]byte
}

var (
	_ stdhash.Hash64 = (*Hasher)(nil)
	_ stdhash.Hash   = (*Hasher128)(nil)
)

// New returns a Hasher with seed 0.
func New() *Hasher { return new(Hasher) }

// NewSeed returns a Hasher with a seed.
func NewSeed(seed uint64) *Hasher {
	h := new(Hasher)
	h.ResetSeed(seed)
	return h
}

// Reset forgets what was written and keeps the seed.
func (h *Hasher) Reset() { h.size = 0 }

// ResetSeed forgets what was written and takes another seed.
func (h *Hasher) ResetSeed(seed uint64) {
	h.size = 0
	if h.seed != seed {
		h.seed = seed
		seedSecret(&h.seeded, seed)
	}
}

// BlockSize returns 64: writes of a multiple of it may be faster than others.
func (h *Hasher) BlockSize() int { return stripeSize }

// Size returns 8, the bytes that Sum appends.
func (h *Hasher) Size() int { return 8 }

// Sum appends the hash, big-endian, to b.
func (h *Hasher) Sum(b []byte) []byte { return binary.BigEndian.AppendUint64(b, h.Sum64()) }

// Write adds b. It never returns an error.
func (h *Hasher) Write(b []byte) (int, error) {
	h.write(unsafe.Pointer(unsafe.SliceData(b)), len(b))
	return len(b), nil
}

// WriteString adds the bytes of s. It never returns an error.
func (h *Hasher) WriteString(s string) (int, error) {
	h.write(unsafe.Pointer(unsafe.StringData(s)), len(s))
	return len(s), nil
}

// buffered returns the bytes of the block so far; 0 only at the start.
func (h *Hasher) buffered() int {
	if h.size == 0 {
		return 0
	}
	return int((h.size-1)%blockSize) + 1
}

func (h *Hasher) secret() *[secretSize]byte {
	if h.seed == 0 {
		return &defaultSecret
	}
	return &h.seeded
}

func (h *Hasher) write(p unsafe.Pointer, n int) {
	buffered := h.buffered()
	if n <= blockSize-buffered {
		copy(h.buffer[stripeSize+buffered:], unsafe.Slice((*byte)(p), n))
		h.size += uint64(n)
		return
	}
	if h.size <= blockSize {
		h.acc = initialAccumulators
	}
	h.size += uint64(n)
	if buffered != 0 {
		rest := copy(h.buffer[stripeSize+buffered:], unsafe.Slice((*byte)(p), n))
		p, n = unsafe.Add(p, rest), n-rest
		accumulateBlocks(&h.acc, unsafe.Pointer(&h.buffer[stripeSize]), 1, h.secret())
		copy(h.buffer[:stripeSize], h.buffer[blockSize:])
	}
	if blocks := (n - 1) / blockSize; blocks > 0 {
		accumulateBlocks(&h.acc, p, blocks, h.secret())
		p, n = unsafe.Add(p, blocks*blockSize), n-blocks*blockSize
		copy(h.buffer[:stripeSize], unsafe.Slice((*byte)(unsafe.Add(p, -stripeSize)), stripeSize))
	}
	copy(h.buffer[stripeSize:], unsafe.Slice((*byte)(p), n))
}

// Sum64 returns the hash of what was written.
func (h *Hasher) Sum64() uint64 {
	if h.size <= maxShort {
		return hashSeed(unsafe.Pointer(&h.buffer[stripeSize]), int(h.size), h.seed)
	}
	acc := h.finish()
	return merge(&acc, h.size, h.secret())
}

// Sum128 returns the 128-bit hash of what was written.
func (h *Hasher) Sum128() Uint128 {
	if h.size <= maxShort {
		return hash128Seed(unsafe.Pointer(&h.buffer[stripeSize]), int(h.size), h.seed)
	}
	acc := h.finish()
	return merge128(&acc, h.size, h.secret())
}

// finish returns the accumulators with the last block in them.
func (h *Hasher) finish() [8]uint64 {
	acc := h.acc
	if h.size <= blockSize {
		acc = initialAccumulators
	}
	if hasAVX512 {
		accumulateAVX512(&acc, unsafe.Pointer(&h.buffer[stripeSize]), h.buffered(), h.secret())
	} else {
		accumulate(&acc, unsafe.Pointer(&h.buffer[stripeSize]), h.buffered(), h.secret())
	}
	return acc
}

// Hasher128 is a hash.Hash of 128 bits. The zero Hasher128 is ready for use, with seed 0.
type Hasher128 struct{ h Hasher }

// New128 returns a Hasher128 with seed 0.
func New128() *Hasher128 { return new(Hasher128) }

// NewSeed128 returns a Hasher128 with a seed.
func NewSeed128(seed uint64) *Hasher128 {
	h := new(Hasher128)
	h.ResetSeed(seed)
	return h
}

// Reset forgets what was written and keeps the seed.
func (h *Hasher128) Reset() { h.h.Reset() }

// ResetSeed forgets what was written and takes another seed.
func (h *Hasher128) ResetSeed(seed uint64) { h.h.ResetSeed(seed) }

// BlockSize returns 64: writes of a multiple of it may be faster than others.
func (h *Hasher128) BlockSize() int { return stripeSize }

// Size returns 16, the bytes that Sum appends.
func (h *Hasher128) Size() int { return 16 }

// Sum appends the hash, big-endian, to b.
func (h *Hasher128) Sum(b []byte) []byte {
	sum := h.h.Sum128().Bytes()
	return append(b, sum[:]...)
}

// Write adds b. It never returns an error.
func (h *Hasher128) Write(b []byte) (int, error) { return h.h.Write(b) }

// WriteString adds the bytes of s. It never returns an error.
func (h *Hasher128) WriteString(s string) (int, error) { return h.h.WriteString(s) }

// Sum128 returns the hash of what was written.
func (h *Hasher128) Sum128() Uint128 { return h.h.Sum128() }
