// Package crc32 computes CRC-32 checksums; it is the standard library's hash/crc32 with the import
// replaced.
//
// Castagnoli's polynomial (CRC-32C: iSCSI, ext4, Kafka, Snappy, Parquet, gRPC and many more) runs
// on Sinew's carry-less multiplication from about two kilobytes on, several times as fast as the
// standard library, and on amd64 on the CRC instruction below that. The IEEE polynomial (gzip, zip,
// PNG, Ethernet) runs there from three kilobytes on. What is left, and other polynomials, go to
// the standard library.
//
// Combine, which the standard library lacks, makes the checksum of a whole from those of its parts.
//
// Tables, and the marshalled state of a hash, are those of the standard library, so that both
// packages mix freely.
package crc32

import (
	"hash"
	"hash/crc32"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Size is the size of a CRC-32 checksum in bytes.
const Size = crc32.Size

// Predefined polynomials.
const (
	// IEEE is the polynomial of Ethernet, gzip, zip and PNG.
	IEEE = crc32.IEEE
	// Castagnoli is the polynomial of CRC-32C.
	Castagnoli = crc32.Castagnoli
	// Koopman is the polynomial of https://dx.doi.org/10.1109/DSN.2002.1028931.
	Koopman = crc32.Koopman
)

// Table is a 256-word table that stands for a polynomial.
type Table = crc32.Table

// IEEETable is the table of the IEEE polynomial.
var IEEETable = crc32.IEEETable

// The standard library knows this table by its address, and so does this package.
var castagnoliTable = crc32.MakeTable(crc32.Castagnoli)

// MakeTable returns the table of a polynomial, which must not be changed.
func MakeTable(poly uint32) *Table { return crc32.MakeTable(poly) }

// Checksum returns the checksum of data.
func Checksum(data []byte, tab *Table) uint32 { return Update(0, tab, data) }

// ChecksumIEEE returns the checksum of data with the IEEE polynomial.
func ChecksumIEEE(data []byte) uint32 {
	switch {
	case len(data) <= bytewise:
		return updateBytewise(0, data)
	case len(data) < crossoverIEEE:
		return crc32.ChecksumIEEE(data)
	}
	return c.CRC32(unsafe.SliceData(data), len(data), 0)
}

// As many bytes pass before the standard library's own loop over bytes has begun (Zen 5).
const bytewise = 15

func updateBytewise(crc uint32, p []byte) uint32 {
	crc = ^crc
	for _, b := range p {
		crc = crc32.IEEETable[byte(crc)^b] ^ crc>>8
	}
	return ^crc
}

// Update returns the checksum of all that gave crc, followed by p.
func Update(crc uint32, tab *Table, p []byte) uint32 {
	switch tab {
	case castagnoliTable:
		switch {
		case len(p) >= crossover:
			return c.CRC32C(unsafe.SliceData(p), len(p), crc)
		case len(p) <= short && hasShort:
			return updateShort(crc, unsafe.SliceData(p), len(p))
		}
	case crc32.IEEETable:
		switch {
		case len(p) <= bytewise:
			return updateBytewise(crc, p)
		case len(p) >= crossoverIEEE:
			return c.CRC32(unsafe.SliceData(p), len(p), crc)
		}
	}
	return crc32.Update(crc, tab, p)
}

// New returns a hash that computes the checksum of the table's polynomial, whose Sum is in
// big-endian byte order. It implements encoding.BinaryMarshaler, encoding.BinaryAppender and
// encoding.BinaryUnmarshaler, in the format of the standard library.
func New(tab *Table) hash.Hash32 {
	if tab == castagnoliTable || tab == crc32.IEEETable {
		return &digest{tab: tab}
	}
	return crc32.New(tab)
}

// NewIEEE returns New(IEEETable).
func NewIEEE() hash.Hash32 { return New(crc32.IEEETable) }
