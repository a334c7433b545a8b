//go:build go1.25

package crc64

import (
	"hash"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/hashtest"
)

func TestClones(t *testing.T) {
	for _, polynomial := range []uint64{ISO, NVME} {
		hashtest.Clones(t, func() hash.Hash { return New(MakeTable(polynomial)) })
	}
}
