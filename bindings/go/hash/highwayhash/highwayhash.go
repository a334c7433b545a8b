// Package highwayhash computes HighwayHash (https://github.com/google/highwayhash), a keyed hash of
// 64, 128 or 256 bits. Who does not know the key can neither choose inputs that collide nor forge
// the hash of another input, so it suits tables of keys from strangers and short-lived
// authentication. It is no hash for who knows the key.
//
// The functions and types are those of github.com/minio/highwayhash: replacing the import is all it
// takes.
package highwayhash

import (
	"encoding/binary"
	"errors"
	"hash"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

const (
	// Size is the size of HighwayHash-256, and of a key, in bytes.
	Size = 32
	// Size128 is the size of HighwayHash-128 in bytes.
	Size128 = 16
	// Size64 is the size of HighwayHash-64 in bytes.
	Size64 = 8
)

var errKeySize = errors.New("highwayhash: invalid key size")

// New returns a hash.Hash of HighwayHash-256. The error says that key is not 32 bytes long.
func New(key []byte) (hash.Hash, error) {
	d, err := NewDigest(key)
	if err != nil {
		return nil, err
	}
	return d, nil
}

// New128 returns a hash.Hash of HighwayHash-128. The error says that key is not 32 bytes long.
func New128(key []byte) (hash.Hash, error) {
	d, err := NewDigest128(key)
	if err != nil {
		return nil, err
	}
	return d, nil
}

// New64 returns a hash.Hash64 of HighwayHash-64. The error says that key is not 32 bytes long.
func New64(key []byte) (hash.Hash64, error) {
	d, err := NewDigest64(key)
	if err != nil {
		return nil, err
	}
	return d, nil
}

// NewDigest is New with the type of its result.
func NewDigest(key []byte) (*Digest, error) { return newDigest(key, Size) }

// NewDigest128 is New128 with the type of its result.
func NewDigest128(key []byte) (*Digest, error) { return newDigest(key, Size128) }

// NewDigest64 is New64 with the type of its result.
func NewDigest64(key []byte) (*Digest64, error) {
	if len(key) != Size {
		return nil, errKeySize
	}
	d := &Digest64{Digest{key: [Size]byte(key), size: Size64}}
	d.Reset()
	return d, nil
}

func newDigest(key []byte, size int) (*Digest, error) {
	if len(key) != Size {
		return nil, errKeySize
	}
	d := &Digest{key: [Size]byte(key), size: size}
	d.Reset()
	return d, nil
}

// Sum returns the HighwayHash-256 of data. It panics if key is not 32 bytes long.
func Sum(data, key []byte) (sum [Size]byte) {
	if len(key) != Size {
		panic(errKeySize)
	}
	p := unsafe.SliceData(data)
	if library() {
		c.HighwayHash256(p, len(data), &key[0], &sum[0])
		return sum
	}
	var s state
	oneShot(&s, (*[Size]byte)(key), p, len(data), rounds256)
	s.put256(&sum)
	return sum
}

// Sum128 returns the HighwayHash-128 of data. It panics if key is not 32 bytes long.
func Sum128(data, key []byte) (sum [Size128]byte) {
	if len(key) != Size {
		panic(errKeySize)
	}
	p := unsafe.SliceData(data)
	var low, high uint64
	if library() {
		h := c.HighwayHash128(p, len(data), &key[0])
		low, high = h.Low, h.High
	} else {
		var s state
		oneShot(&s, (*[Size]byte)(key), p, len(data), rounds128)
		low, high = s.sum128()
	}
	binary.LittleEndian.PutUint64(sum[:], low)
	binary.LittleEndian.PutUint64(sum[8:], high)
	return sum
}

// Sum64 returns the HighwayHash-64 of data. It panics if key is not 32 bytes long.
func Sum64(data, key []byte) uint64 {
	if len(key) != Size {
		panic(errKeySize)
	}
	p := unsafe.SliceData(data)
	if library() {
		return c.HighwayHash64(p, len(data), &key[0])
	}
	var s state
	oneShot(&s, (*[Size]byte)(key), p, len(data), rounds64)
	return s.sum64()
}

// Digest is a hash in progress. A copy of it is a clone.
type Digest struct {
	state       state
	key, buffer [Size]byte
	offset      int // bytes in buffer, less than Size
	size        int
}

// Digest64 is a Digest of 64 bits.
type Digest64 struct{ Digest }

// Sum64 returns the hash of what was written so far.
func (d *Digest64) Sum64() uint64 {
	s := d.state
	finish(&s, &d.buffer, d.offset, rounds64)
	return s.sum64()
}

// Size returns the number of bytes that Sum appends.
func (d *Digest) Size() int { return d.size }

// BlockSize returns the size of a packet.
func (d *Digest) BlockSize() int { return Size }

// Reset forgets what was written.
func (d *Digest) Reset() {
	start(&d.state, &d.key)
	d.offset = 0
}

// Write adds p. It returns len(p) and no error.
func (d *Digest) Write(p []byte) (n int, err error) {
	n = len(p)
	if d.offset > 0 {
		piece := copy(d.buffer[d.offset:], p)
		d.offset += piece
		if d.offset < Size {
			return n, nil
		}
		absorb(&d.state, &d.buffer[0], 1)
		p = p[piece:]
		d.offset = 0
	}
	if packets := len(p) / Size; packets > 0 {
		absorb(&d.state, &p[0], packets)
		p = p[packets*Size:]
	}
	d.offset = copy(d.buffer[:], p)
	return n, nil
}

// Sum appends the hash of what was written so far to b.
func (d *Digest) Sum(b []byte) []byte {
	s := d.state
	switch d.size {
	case Size64:
		finish(&s, &d.buffer, d.offset, rounds64)
		return binary.LittleEndian.AppendUint64(b, s.sum64())
	case Size128:
		finish(&s, &d.buffer, d.offset, rounds128)
		low, high := s.sum128()
		return binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(b, low), high)
	}
	finish(&s, &d.buffer, d.offset, rounds256)
	var sum [Size]byte
	s.put256(&sum)
	return append(b, sum[:]...)
}
