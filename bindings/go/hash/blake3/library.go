package blake3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

var (
	// Bytes from which a call of the library is faster than Go (Zen 5 with AVX-512: 1.5 KiB 1.3 us in
	// both, 2 KiB 1.6 us against 1.7, 4 KiB 1.7 us against 3.5).
	crossover = c.From(2 << 10)
	// Rows from which a batch of the library is faster than a loop here.
	crossoverRows = c.From(4)
)

// state is the library's or, without a library, the memory of a tree, which is smaller; neither holds
// pointers.
type state struct{ words c.Blake3State }

func (s *state) tree() *tree { return (*tree)(unsafe.Pointer(s)) }

var _ [unsafe.Sizeof(state{}) - unsafe.Sizeof(tree{})]byte

func (s *state) start(o *origin) {
	if !c.Available {
		t := s.tree()
		t.chunks, t.depth = 0, 0
		return
	}
	switch o.flags {
	case keyedHash:
		var key [hashSize]byte
		putWords(key[:], &o.key)
		c.Blake3InitKeyed(&s.words, &key[0], len(key))
	case deriveKeyMaterial:
		c.Blake3InitDeriveKey(&s.words, unsafe.StringData(o.context), len(o.context))
	default:
		c.Blake3Init(&s.words)
	}
}

func (s *state) add(o *origin, p []byte) {
	if c.Available {
		c.Blake3Update(&s.words, unsafe.SliceData(p), len(p))
	} else {
		s.tree().add(&o.key, o.flags, p)
	}
}

// inGo reports whether the output comes from Go, by way of root, or from the library, of finish.
func (h *Hasher) inGo() bool { return !c.Available || !h.started && h.size < crossover }

func (h *Hasher) root(n *node) {
	if !h.started {
		rootOf(&h.origin.key, h.origin.flags, h.buffer[:h.size], n)
		return
	}
	t := *h.state.tree()
	t.finish(&h.origin.key, h.origin.flags, h.buffer[:h.size], n)
}

func (h *Hasher) finish(s *state) {
	if h.started {
		*s = h.state
	} else {
		s.start(&h.origin)
	}
	s.add(&h.origin, h.buffer[:h.size])
}

// longDigest is the output of the library. Small reads are from ahead, the bytes from `from` on: the
// library makes so many in the time of one block.
type longDigest struct {
	state state
	ahead [1024]byte
	from  uint64
	valid bool
}

func (d *longDigest) read(position uint64, p []byte) {
	for len(p) != 0 {
		if len(p) >= len(d.ahead) {
			c.Blake3Output(&d.state.words, position, &p[0], len(p))
			return
		}
		from := position / uint64(len(d.ahead)) * uint64(len(d.ahead))
		if !d.valid || d.from != from {
			c.Blake3Output(&d.state.words, from, &d.ahead[0], len(d.ahead))
			d.from, d.valid = from, true
		}
		copied := copy(p, d.ahead[position-from:])
		p = p[copied:]
		position += uint64(copied)
	}
}
