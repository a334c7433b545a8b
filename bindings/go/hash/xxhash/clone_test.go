//go:build go1.25

package xxhash

import (
	"hash"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/hashtest"
)

func TestClones(t *testing.T) {
	hashtest.Clones(t, func() hash.Hash { return NewWithSeed(42) })
}
