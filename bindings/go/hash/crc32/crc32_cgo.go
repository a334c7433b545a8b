//go:build cgo

package crc32

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Bytes from which the library is faster than what is here, the call included (Zen 5: 1536 bytes
// 51 ns against 44, 1920 bytes 56 against 54, 2040 bytes 54 against 58).
const crossover = 1920

// The same for the IEEE polynomial (Zen 5: 2048 bytes 54 ns against 51, 3072 bytes 71 against 75,
// 8192 bytes 148 against 225).
const crossoverIEEE = 3072

// The library combines faster than Go does even if one product is enough (Zen 5: 32 ns against 43;
// 43 against 521 if a length has 17 bits set).
const hasCombine = true

func updateC(crc uint32, p []byte) uint32 { return c.CRC32C(unsafe.SliceData(p), len(p), crc) }

func updateIEEE(crc uint32, p []byte) uint32 { return c.CRC32(unsafe.SliceData(p), len(p), crc) }

func combineC(first, second uint32, size uint64) uint32 { return c.CRC32CCombine(first, second, size) }

func combineIEEE(first, second uint32, size uint64) uint32 {
	return c.CRC32Combine(first, second, size)
}
