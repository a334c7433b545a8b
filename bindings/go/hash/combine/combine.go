// Package combine makes one hash of the hashes of several key columns: Hash(Hash(a, b), c) is the
// hash of a row (a, b, c). The order counts, and a null, whose hash is 0, counts like any value. The
// formula (sinew_hash_combine has it) is the same on every machine and in every version. There is no
// secret in it: it resists chosen input only as far as the hashes that go in do.
package combine

import (
	"fmt"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Hash returns a hash of two hashes, in this order.
func Hash(first, second uint64) uint64 {
	x := (first^first>>32)*0x9e3779b97f4a7c15 + 0x243f6a8885a308d3 + second
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Hashes writes Hash(first[i], second[i]) to out[i]. It panics if the three are not of one
// length. out may be first or second itself, and must not overlap them otherwise.
func Hashes(out, first, second []uint64) {
	if len(first) != len(second) || len(out) != len(first) {
		panicLengths(len(out), len(first), len(second))
	}
	if len(out) >= crossover {
		c.HashCombineMany(unsafe.SliceData(first), unsafe.SliceData(second), len(out), unsafe.SliceData(out))
		return
	}
	hashesGo(out, first, second)
}

func hashesGo(out, first, second []uint64) {
	first, second = first[:len(out)], second[:len(out)]
	for i := range out {
		out[i] = Hash(first[i], second[i])
	}
}

//go:noinline
func panicLengths(out, first, second int) {
	panic(fmt.Sprintf("combine: out has length %d for %d first and %d second hashes", out, first, second))
}
