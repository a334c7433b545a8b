package crc32

import (
	"hash/crc32"
	"sync"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/crc"
)

// Combine returns the checksum of two messages one behind the other: first is that of the first one,
// second that of the second one, which is secondSize bytes long. Parts of a message that were
// checksummed apart become one without another look at the bytes. The time grows with the logarithm
// of secondSize; IEEETable and MakeTable(Castagnoli) are the fastest tables. Combine panics if
// secondSize is negative.
func Combine(tab *Table, first, second uint32, secondSize int64) uint32 {
	if secondSize < 0 {
		panic("hash/crc32: Combine: negative size")
	}
	size := uint64(secondSize)
	// The library combines faster than Go does even if one product is enough (Zen 5: 32 ns against
	// 43; 43 against 521 if a length has 17 bits set).
	switch {
	case size == 0:
		return first ^ second
	case tab == castagnoliTable && c.Available:
		return c.CRC32CCombine(first, second, size)
	case tab == castagnoliTable:
		return castagnoliPowers().Shift(Castagnoli, first, size) ^ second
	case tab == crc32.IEEETable && c.Available:
		return c.CRC32Combine(first, second, size)
	case tab == crc32.IEEETable:
		return ieeePowers().Shift(IEEE, first, size) ^ second
	}
	return crc.Shift(polynomialOf(tab), first, size) ^ second
}

// A checksum of the one byte 0x80 is eight steps from it; the last one meets the polynomial.
func polynomialOf(tab *Table) uint32 { return tab[0x80] }

var (
	castagnoliPowers = sync.OnceValue(func() *crc.Powers[uint32] { return crc.PowersOf[uint32](Castagnoli) })
	ieeePowers       = sync.OnceValue(func() *crc.Powers[uint32] { return crc.PowersOf[uint32](IEEE) })
)
