// Package xxhash computes XXH64 (https://github.com/Cyan4973/xxHash), a fast hash for tables, filters
// and partitions. It is not cryptographic, and inputs that collide under every seed can be computed:
// do not use it for keys from strangers. If nothing asks for XXH64, use hash/xxh3, which is faster.
//
// Everything in github.com/cespare/xxhash/v2 is here, in the same shape: replacing the import is all
// it takes. HashStrings, HashUint64s and HashColumn hash a whole batch in one call.
package xxhash

import (
	"fmt"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
)

// Sum64String returns the hash of the bytes of s with seed 0.
func Sum64String(s string) uint64 { return sum(unsafe.Pointer(unsafe.StringData(s)), len(s), 0) }

// HashColumn writes the hash of each row to out: strings by their bytes, fixed-width values by
// their little-endian bytes, null rows as 0. It panics if out is not as long as the column.
// The error is a *sinew.Error whose Offset is the first row with offsets that run backwards or
// past the data; nothing is written then.
func HashColumn(out []uint64, column sinew.Column, seed uint64) error {
	view := column.View()
	checkLength(len(out), view.Count)
	return hashMany(out, view, seed)
}

// HashStrings writes the hash of each string to out. It panics if out is not as long as strings.
func HashStrings(out []uint64, strings *sinew.Strings, seed uint64) {
	column := strings.Column()
	view := column.View()
	checkLength(len(out), view.Count)
	if err := hashMany(out, view, seed); err != nil {
		panic(err)
	}
}

// HashUint64s writes the hash of the 8 little-endian bytes of each value to out. It panics if
// out is not as long as values.
func HashUint64s[T ~uint64 | ~int64](out []uint64, values []T, seed uint64) {
	checkLength(len(out), len(values))
	hashWords(out, unsafe.Slice((*uint64)(unsafe.Pointer(unsafe.SliceData(values))), len(values)), seed)
}

func checkLength(out, rows int) {
	if out != rows {
		panic(fmt.Sprintf("xxhash: out has length %d for %d rows", out, rows))
	}
}
