//go:build go1.25

// Package hashtest has what the tests of all hashes in pieces ask.
package hashtest

import (
	"bytes"
	"hash"
	"reflect"
	"testing"
)

// Clones checks that the hashes that begin makes are of a hash.Cloner, whose clones are of the same type,
// begin where it is and go their own way.
func Clones(t *testing.T, begin func() hash.Hash) {
	t.Helper()
	input := make([]byte, 20_000)
	for i := range input {
		input[i] = byte(i % 251)
	}
	sum := func(pieces ...[]byte) []byte {
		h := begin()
		h.Write(bytes.Join(pieces, nil))
		return h.Sum(nil)
	}
	for _, size := range []int{0, 1, 3, 4, 15, 16, 31, 32, 33, 63, 64, 100, 240, 241, 1024, 1025, 9000} {
		before := input[:size]
		original := begin()
		original.Write(before)
		clone, err := original.(hash.Cloner).Clone()
		if err != nil || reflect.TypeOf(clone) != reflect.TypeOf(original) {
			t.Fatalf("the clone of a %T is a %T, %v", original, clone, err)
		}
		if !bytes.Equal(clone.Sum(nil), original.Sum(nil)) {
			t.Errorf("%T: the clone has another hash of %d bytes", original, size)
		}
		mine, its := input[11:11+size/2+40], input[77:77+size+9]
		original.Write(mine)
		clone.Write(its)
		if !bytes.Equal(original.Sum(nil), sum(before, mine)) || !bytes.Equal(clone.Sum(nil), sum(before, its)) {
			t.Errorf("%T: the clone after %d bytes does not go its own way", original, size)
		}
	}
}
