//go:build go1.25

package crc32

import (
	"hash"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/hashtest"
)

func TestClones(t *testing.T) {
	for _, polynomial := range []uint32{IEEE, Castagnoli, Koopman} {
		hashtest.Clones(t, func() hash.Hash { return New(MakeTable(polynomial)) })
	}
}
