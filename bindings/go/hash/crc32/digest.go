package crc32

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"sync"
)

// digest is the hash of a polynomial that the library has.
type digest struct {
	crc uint32
	tab *Table
}

func (d *digest) Size() int { return Size }

func (d *digest) BlockSize() int { return 1 }

func (d *digest) Reset() { d.crc = 0 }

func (d *digest) Write(p []byte) (int, error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func (d *digest) Sum32() uint32 { return d.crc }

func (d *digest) Sum(in []byte) []byte { return binary.BigEndian.AppendUint32(in, d.crc) }

// The standard library's format: a magic string, the checksum of the table, the checksum so far.
const (
	magic     = "crc\x01"
	stateSize = len(magic) + 4 + 4
)

// The IEEE checksum of a table's words in big-endian order.
var (
	sumOfCastagnoli = sync.OnceValue(func() uint32 { return sumOf(castagnoliTable) })
	sumOfIEEE       = sync.OnceValue(func() uint32 { return sumOf(crc32.IEEETable) })
)

func sumOf(tab *Table) uint32 {
	words := make([]byte, 0, 4*len(tab))
	for _, word := range tab {
		words = binary.BigEndian.AppendUint32(words, word)
	}
	return crc32.ChecksumIEEE(words)
}

func (d *digest) tableSum() uint32 {
	if d.tab == castagnoliTable {
		return sumOfCastagnoli()
	}
	return sumOfIEEE()
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	b = binary.BigEndian.AppendUint32(b, d.tableSum())
	return binary.BigEndian.AppendUint32(b, d.crc), nil
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
	case binary.BigEndian.Uint32(b[4:]) != d.tableSum():
		return errors.New("hash/crc32: tables do not match")
	}
	d.crc = binary.BigEndian.Uint32(b[8:])
	return nil
}
