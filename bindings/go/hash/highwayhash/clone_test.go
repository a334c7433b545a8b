//go:build go1.25

package highwayhash

import (
	"hash"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/hashtest"
)

func TestClones(t *testing.T) {
	key := make([]byte, Size)
	key[3] = 5
	hashtest.Clones(t, func() hash.Hash { h, _ := New(key); return h })
	hashtest.Clones(t, func() hash.Hash { h, _ := New128(key); return h })
	hashtest.Clones(t, func() hash.Hash { h, _ := New64(key); return h })
}
