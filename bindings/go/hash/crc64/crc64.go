// Package crc64 computes CRC-64 checksums; it is the standard library's hash/crc64 with the import
// replaced, and with one polynomial more.
//
// That one is NVME: the 64-bit guard of NVM Express, and the checksum CRC64NVME of S3. From 64 bytes on it
// runs on Sinew's carry-less multiplication, and below that on tables, as the standard library has
// them for its own two polynomials. Those, and any others, go to the standard library.
//
// Combine, which the standard library lacks, makes the checksum of a whole from those of its parts.
//
// Tables, and the marshalled state of a hash, are those of the standard library, so that both
// packages mix freely.
package crc64

import (
	"hash"
	"hash/crc64"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Size is the size of a CRC-64 checksum in bytes.
const Size = crc64.Size

// Predefined polynomials.
const (
	// ISO is the polynomial of ISO 3309, used in HDLC.
	ISO = crc64.ISO
	// ECMA is the polynomial of ECMA 182.
	ECMA = crc64.ECMA
	// NVME is the polynomial of CRC-64/NVME (0xAD93D23594C93659, bit-reversed).
	NVME = 0x9A6C9329AC4BC9B5
)

// Table is a 256-word table that stands for a polynomial.
type Table = crc64.Table

// This package knows the table by its address, as the standard library does its own in hash/crc32.
var nvmeTable = crc64.MakeTable(NVME)

// MakeTable returns the table of a polynomial, which must not be changed. For NVME it is always the
// same one, and the only one that is fast.
func MakeTable(poly uint64) *Table {
	if poly == NVME {
		return nvmeTable
	}
	return crc64.MakeTable(poly)
}

// Checksum returns the checksum of data.
func Checksum(data []byte, tab *Table) uint64 { return Update(0, tab, data) }

// Update returns the checksum of all that gave crc, followed by p.
func Update(crc uint64, tab *Table, p []byte) uint64 {
	switch {
	case tab != nvmeTable:
		return crc64.Update(crc, tab, p)
	case len(p) >= crossover:
		return c.CRC64NVME(unsafe.SliceData(p), len(p), crc)
	}
	return updateBySlices(crc, p)
}

// New returns a hash that computes the checksum of the table's polynomial, whose Sum is in
// big-endian byte order. It implements encoding.BinaryMarshaler, encoding.BinaryAppender and
// encoding.BinaryUnmarshaler, in the format of the standard library.
func New(tab *Table) hash.Hash64 {
	if tab == nvmeTable {
		return new(digest)
	}
	return crc64.New(tab)
}
