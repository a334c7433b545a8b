package xxhash

import (
	"encoding"
	"encoding/binary"
	"errors"
	"hash"
	"unsafe"
)

// Digest is a hash.Hash64 of the bytes written so far. Make it with New, NewWithSeed or Reset: the
// zero Digest hashes as no seed does. A copy is a Digest of its own.
type Digest struct {
	lanes lanes // with all whole stripes in them
	total uint64
	rest  [stripeSize]byte // the bytes behind the last whole stripe
}

var (
	_ hash.Hash64                = (*Digest)(nil)
	_ encoding.BinaryAppender    = (*Digest)(nil)
	_ encoding.BinaryMarshaler   = (*Digest)(nil)
	_ encoding.BinaryUnmarshaler = (*Digest)(nil)
)

// New returns a Digest with seed 0.
func New() *Digest { return NewWithSeed(0) }

// NewWithSeed returns a Digest with a seed.
func NewWithSeed(seed uint64) *Digest { return &Digest{lanes: startOf(seed)} }

// Reset forgets what was written and the seed, which is 0 from now on.
func (d *Digest) Reset() { d.ResetWithSeed(0) }

// ResetWithSeed forgets what was written and takes another seed.
func (d *Digest) ResetWithSeed(seed uint64) { d.lanes, d.total = startOf(seed), 0 }

// Size returns 8, the bytes that Sum appends.
func (d *Digest) Size() int { return 8 }

// BlockSize returns 32: writes of a multiple of it may be faster than others.
func (d *Digest) BlockSize() int { return stripeSize }

// Write adds b. It never returns an error.
func (d *Digest) Write(b []byte) (int, error) {
	n := len(b)
	buffered := int(d.total % stripeSize)
	d.total += uint64(n)
	if n < stripeSize-buffered {
		copy(d.rest[buffered:], b)
		return n, nil
	}
	if buffered > 0 {
		b = b[copy(d.rest[buffered:], b):]
		addStripes(&d.lanes, unsafe.Pointer(&d.rest), 1)
	}
	whole := len(b) / stripeSize
	addStripes(&d.lanes, unsafe.Pointer(unsafe.SliceData(b)), whole)
	copy(d.rest[:], b[whole*stripeSize:])
	return n, nil
}

// WriteString adds the bytes of s. It never returns an error.
func (d *Digest) WriteString(s string) (int, error) {
	return d.Write(unsafe.Slice(unsafe.StringData(s), len(s)))
}

// Sum appends the hash, big-endian, to b.
func (d *Digest) Sum(b []byte) []byte { return binary.BigEndian.AppendUint64(b, d.Sum64()) }

// Sum64 returns the hash of what was written.
func (d *Digest) Sum64() uint64 {
	h := d.lanes[2] + prime5 // of no stripes: the third lane starts as the seed
	if d.total >= stripeSize {
		h = merge(d.lanes[0], d.lanes[1], d.lanes[2], d.lanes[3])
	}
	return finish(h+d.total, unsafe.Pointer(&d.rest), 0, int(d.total%stripeSize))
}

// The format of a saved Digest is that of cespare/xxhash: a magic string, the lanes, the number of
// bytes, the bytes behind the last whole stripe, with zeros behind them.
const (
	magic     = "xxh\x06"
	stateSize = len(magic) + 8*4 + 8 + stripeSize
)

// AppendBinary appends the state of d to b. It never returns an error.
func (d *Digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	for _, lane := range d.lanes {
		b = binary.LittleEndian.AppendUint64(b, lane)
	}
	b = binary.LittleEndian.AppendUint64(b, d.total)
	var rest [stripeSize]byte
	copy(rest[:], d.rest[:d.total%stripeSize])
	return append(b, rest[:]...), nil
}

// MarshalBinary returns the state of d. It never returns an error.
func (d *Digest) MarshalBinary() ([]byte, error) {
	return d.AppendBinary(make([]byte, 0, stateSize))
}

// UnmarshalBinary makes d a Digest whose state MarshalBinary returned.
func (d *Digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("xxhash: invalid hash state identifier")
	}
	if len(b) != stateSize {
		return errors.New("xxhash: invalid hash state size")
	}
	b = b[len(magic):]
	for i := range d.lanes {
		d.lanes[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	d.total = binary.LittleEndian.Uint64(b[8*4:])
	copy(d.rest[:], b[8*5:])
	return nil
}
