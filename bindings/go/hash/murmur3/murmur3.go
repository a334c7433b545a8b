// Package murmur3 computes MurmurHash3 (https://github.com/aappleby/smhasher): x86-32, x64-128, and
// the first half of the latter as the 64-bit form. Inputs that share a hash are easy to make, for
// all seeds at once: it is not for keys from strangers.
//
// Its API is that of github.com/twmb/murmur3 1.2, and replacing the import is all it takes. Sum32Column,
// Sum128Column and their relatives hash a whole batch in one call, which pays from 6 strings on; all
// else runs in Go.
package murmur3

import (
	"fmt"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
)

// Sum32 returns the 32-bit hash of data.
func Sum32(data []byte) uint32 { return sum32(unsafe.Pointer(unsafe.SliceData(data)), len(data), 0) }

// SeedSum32 returns the 32-bit hash of data with a seed; seed 0 is Sum32.
func SeedSum32(seed uint32, data []byte) uint32 {
	return sum32(unsafe.Pointer(unsafe.SliceData(data)), len(data), seed)
}

// StringSum32 is Sum32 of the bytes of data.
func StringSum32(data string) uint32 {
	return sum32(unsafe.Pointer(unsafe.StringData(data)), len(data), 0)
}

// SeedStringSum32 is SeedSum32 of the bytes of data.
func SeedStringSum32(seed uint32, data string) uint32 {
	return sum32(unsafe.Pointer(unsafe.StringData(data)), len(data), seed)
}

// Sum64 returns the first half of the 128-bit hash of data.
func Sum64(data []byte) uint64 {
	h1, _ := sum128(unsafe.Pointer(unsafe.SliceData(data)), len(data), 0, 0)
	return h1
}

// SeedSum64 returns the first half of the 128-bit hash of data, whose halves both begin with seed.
func SeedSum64(seed uint64, data []byte) uint64 {
	h1, _ := sum128(unsafe.Pointer(unsafe.SliceData(data)), len(data), seed, seed)
	return h1
}

// StringSum64 is Sum64 of the bytes of data.
func StringSum64(data string) uint64 {
	h1, _ := sum128(unsafe.Pointer(unsafe.StringData(data)), len(data), 0, 0)
	return h1
}

// SeedStringSum64 is SeedSum64 of the bytes of data.
func SeedStringSum64(seed uint64, data string) uint64 {
	h1, _ := sum128(unsafe.Pointer(unsafe.StringData(data)), len(data), seed, seed)
	return h1
}

// Sum128 returns the two halves of the 128-bit hash of data.
func Sum128(data []byte) (h1, h2 uint64) {
	return sum128(unsafe.Pointer(unsafe.SliceData(data)), len(data), 0, 0)
}

// SeedSum128 returns the two halves of the 128-bit hash of data, which begin with a seed each. The
// original knows one seed of 32 bits, for both.
func SeedSum128(seed1, seed2 uint64, data []byte) (h1, h2 uint64) {
	return sum128(unsafe.Pointer(unsafe.SliceData(data)), len(data), seed1, seed2)
}

// StringSum128 is Sum128 of the bytes of data.
func StringSum128(data string) (h1, h2 uint64) {
	return sum128(unsafe.Pointer(unsafe.StringData(data)), len(data), 0, 0)
}

// SeedStringSum128 is SeedSum128 of the bytes of data.
func SeedStringSum128(seed1, seed2 uint64, data string) (h1, h2 uint64) {
	return sum128(unsafe.Pointer(unsafe.StringData(data)), len(data), seed1, seed2)
}

// Sum32Column writes the 32-bit hash of each row to out: strings by their bytes, values of fixed
// width by their little-endian bytes, null rows as 0. It panics if out is not as long as the
// column. The error is a *sinew.Error whose Offset is the first row with offsets that run backwards
// or past the data; nothing is written then.
func Sum32Column(out []uint32, column sinew.Column, seed uint32) error {
	view := column.View()
	checkLength(len(out), view.Count)
	return sum32Many(out, view, seed)
}

// Sum32Strings writes the 32-bit hash of each string to out. It panics if out is not as long as
// strings.
func Sum32Strings(out []uint32, strings *sinew.Strings, seed uint32) {
	if err := Sum32Column(out, strings.Column(), seed); err != nil {
		panic(err)
	}
}

// Sum128Column writes the two halves of the 128-bit hash of each row to out, both begun with seed;
// those of null rows are 0. Otherwise it is like Sum32Column.
func Sum128Column(out [][2]uint64, column sinew.Column, seed uint64) error {
	view := column.View()
	checkLength(len(out), view.Count)
	return sum128Many(out, view, seed)
}

// Sum128Strings writes the two halves of the 128-bit hash of each string to out, both begun with
// seed. It panics if out is not as long as strings.
func Sum128Strings(out [][2]uint64, strings *sinew.Strings, seed uint64) {
	if err := Sum128Column(out, strings.Column(), seed); err != nil {
		panic(err)
	}
}

func checkLength(out, rows int) {
	if out != rows {
		panicLength(out, rows)
	}
}

//go:noinline
func panicLength(out, rows int) {
	panic(fmt.Sprintf("murmur3: out has length %d for %d rows", out, rows))
}
