package crc32

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"sync"
)

// digest is the hash of Castagnoli's polynomial: the checksum so far.
type digest uint32

func (d *digest) Size() int { return Size }

func (d *digest) BlockSize() int { return 1 }

func (d *digest) Reset() { *d = 0 }

func (d *digest) Write(p []byte) (int, error) {
	*d = digest(Update(uint32(*d), castagnoliTable, p))
	return len(p), nil
}

func (d *digest) Sum32() uint32 { return uint32(*d) }

func (d *digest) Sum(in []byte) []byte { return binary.BigEndian.AppendUint32(in, uint32(*d)) }

// The standard library's format: a magic string, the checksum of the table, the checksum so far.
const (
	magic     = "crc\x01"
	stateSize = len(magic) + 4 + 4
)

// tableSum is the IEEE checksum of the table's words in big-endian order.
var tableSum = sync.OnceValue(func() uint32 {
	words := make([]byte, 0, 4*len(castagnoliTable))
	for _, word := range castagnoliTable {
		words = binary.BigEndian.AppendUint32(words, word)
	}
	return crc32.ChecksumIEEE(words)
})

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	b = binary.BigEndian.AppendUint32(b, tableSum())
	return binary.BigEndian.AppendUint32(b, uint32(*d)), nil
}

func (d *digest) MarshalBinary() ([]byte, error) {
	return d.AppendBinary(make([]byte, 0, stateSize))
}

func (d *digest) UnmarshalBinary(b []byte) error {
	switch {
	case len(b) < len(magic) || string(b[:len(magic)]) != magic:
		return errors.New("hash/crc32: invalid hash state identifier")
	case len(b) != stateSize:
		return errors.New("hash/crc32: invalid hash state size")
	case binary.BigEndian.Uint32(b[4:]) != tableSum():
		return errors.New("hash/crc32: tables do not match")
	}
	*d = digest(binary.BigEndian.Uint32(b[8:]))
	return nil
}
