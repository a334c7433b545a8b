//go:build go1.25

package murmur3

import (
	"hash"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/hashtest"
)

func TestClones(t *testing.T) {
	hashtest.Clones(t, func() hash.Hash { return SeedNew32(7) })
	hashtest.Clones(t, func() hash.Hash { return SeedNew64(8) })
	hashtest.Clones(t, func() hash.Hash { return SeedNew128(9, 10) })
}
