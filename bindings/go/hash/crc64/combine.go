package crc64

import (
	"sync"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/crc"
)

// Combine returns the checksum of two messages one behind the other: first is that of the first one,
// second that of the second one, which is secondSize bytes long. Parts of a message that were
// checksummed apart become one without another look at the bytes. The time grows with the logarithm
// of secondSize; MakeTable(NVME) is the fastest table. Combine panics if secondSize is negative.
func Combine(tab *Table, first, second uint64, secondSize int64) uint64 {
	if secondSize < 0 {
		panic("hash/crc64: Combine: negative size")
	}
	size := uint64(secondSize)
	switch {
	case size == 0:
		return first ^ second
	case tab != nvmeTable:
		return crc.Shift(polynomialOf(tab), first, size) ^ second
	case c.Available:
		// Faster than Go even if one product is enough (Zen 5: 31 ns against 74; 43 against 1086 if a
		// length has 17 bits set).
		return c.CRC64NVMECombine(first, second, size)
	}
	return nvmePowers().Shift(NVME, first, size) ^ second
}

// A checksum of the one byte 0x80 is eight steps from it; the last one meets the polynomial.
func polynomialOf(tab *Table) uint64 { return tab[0x80] }

var nvmePowers = sync.OnceValue(func() *crc.Powers[uint64] { return crc.PowersOf[uint64](NVME) })
