// Package xxh3 computes XXH3 (https://github.com/Cyan4973/xxHash), a fast hash for tables, filters and
// partitions, 64 or 128 bits wide. It is not cryptographic, and not for keys from strangers: even under
// a seed that they do not know, inputs that collide can be chosen. hash/highwayhash is for those.
//
// Everything in github.com/zeebo/xxh3 is here, in the same shape: replacing the import is all it
// takes. HashStrings, HashUint64s, HashColumn and their relatives hash a whole batch in one call,
// which pays from 16 rows on; smaller batches are hashed in Go.
package xxh3

import (
	"fmt"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
)

// Hash returns the hash of b.
func Hash(b []byte) uint64 { return hash(unsafe.Pointer(unsafe.SliceData(b)), len(b)) }

// HashSeed returns the hash of b with a seed; seed 0 is Hash.
func HashSeed(b []byte, seed uint64) uint64 {
	return hashSeed(unsafe.Pointer(unsafe.SliceData(b)), len(b), seed)
}

// HashString returns the hash of the bytes of s.
func HashString(s string) uint64 { return hash(unsafe.Pointer(unsafe.StringData(s)), len(s)) }

// HashStringSeed returns the hash of the bytes of s with a seed; seed 0 is HashString.
func HashStringSeed(s string, seed uint64) uint64 {
	return hashSeed(unsafe.Pointer(unsafe.StringData(s)), len(s), seed)
}

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
		panic(fmt.Sprintf("xxh3: out has length %d for %d rows", out, rows))
	}
}
