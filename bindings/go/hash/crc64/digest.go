package crc64

import (
	"encoding/binary"
	"errors"
	"hash/crc64"
	"sync"
)

// digest is the hash of the polynomial NVME: the checksum so far.
type digest uint64

func (d *digest) Size() int { return Size }

func (d *digest) BlockSize() int { return 1 }

func (d *digest) Reset() { *d = 0 }

func (d *digest) Write(p []byte) (int, error) {
	*d = digest(Update(uint64(*d), nvmeTable, p))
	return len(p), nil
}

func (d *digest) Sum64() uint64 { return uint64(*d) }

func (d *digest) Sum(in []byte) []byte { return binary.BigEndian.AppendUint64(in, uint64(*d)) }

// The standard library's format: a magic string, the checksum of the table, the checksum so far.
const (
	magic     = "crc\x02"
	stateSize = len(magic) + 8 + 8
)

// tableSum is the ISO checksum of the table's words in big-endian order.
var tableSum = sync.OnceValue(func() uint64 {
	words := make([]byte, 0, 8*len(nvmeTable))
	for _, word := range nvmeTable {
		words = binary.BigEndian.AppendUint64(words, word)
	}
	return crc64.Checksum(words, crc64.MakeTable(ISO))
})

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	b = binary.BigEndian.AppendUint64(b, tableSum())
	return binary.BigEndian.AppendUint64(b, uint64(*d)), nil
}

func (d *digest) MarshalBinary() ([]byte, error) {
	return d.AppendBinary(make([]byte, 0, stateSize))
}

func (d *digest) UnmarshalBinary(b []byte) error {
	switch {
	case len(b) < len(magic) || string(b[:len(magic)]) != magic:
		return errors.New("hash/crc64: invalid hash state identifier")
	case len(b) != stateSize:
		return errors.New("hash/crc64: invalid hash state size")
	case binary.BigEndian.Uint64(b[4:]) != tableSum():
		return errors.New("hash/crc64: tables do not match")
	}
	*d = digest(binary.BigEndian.Uint64(b[12:]))
	return nil
}
