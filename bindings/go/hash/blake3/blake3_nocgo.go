//go:build !cgo

package blake3

import (
	"math"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Without cgo no input is long enough for the library.
const (
	crossover     = math.MaxInt
	crossoverRows = math.MaxInt
)

type state struct{ tree tree }

func (s *state) start(*origin) { s.tree.chunks, s.tree.depth = 0, 0 }

func (s *state) add(o *origin, p []byte) { s.tree.add(&o.key, o.flags, p) }

// output fills out with the output from seek on, for an input that ends with rest.
func (s *state) output(o *origin, rest []byte, seek uint64, out []byte) {
	var n node
	t := s.tree
	t.finish(&o.key, o.flags, rest, &n)
	n.read(seek, out)
}

func sum256C([]byte, *[hashSize]byte) { panic("unreachable") }

func hashManyC(*column.View, *[hashSize]byte) (int, int32) { panic("unreachable") }

// longDigest is for the library.
type longDigest struct{}

func (*longDigest) read(uint64, []byte) { panic("unreachable") }

func (d *Digest) start(h *Hasher) {
	t := h.state.tree
	t.finish(&h.origin.key, h.origin.flags, h.buffer[:h.size], &d.node)
}
