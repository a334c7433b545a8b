//go:build go1.25

package xxh3

import (
	stdhash "hash"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/hashtest"
)

func TestClones(t *testing.T) {
	for _, seed := range []uint64{0, 42} {
		hashtest.Clones(t, func() stdhash.Hash { return NewSeed(seed) })
		hashtest.Clones(t, func() stdhash.Hash { return NewSeed128(seed) })
	}
}
