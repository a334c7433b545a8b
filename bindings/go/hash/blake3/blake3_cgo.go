//go:build cgo

package blake3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

const (
	// Bytes from which a call of the library is faster than Go (Zen 5 with AVX-512: 1.5 KiB 1.3 us in
	// both, 2 KiB 1.6 us against 1.7, 4 KiB 1.7 us against 3.5).
	crossover = 2 << 10
	// Rows from which a batch of the library is faster than a loop here.
	crossoverRows = 4
)

// state is the library's.
type state struct{ words c.Blake3State }

func (s *state) start(o *origin) {
	var key [hashSize]byte
	switch o.flags {
	case keyedHash:
		putWords(key[:], &o.key)
		c.Blake3Start(&s.words, &key, nil, 0)
	case deriveKeyMaterial:
		context := unsafe.StringData(o.context)
		if context == nil {
			context = &key[0]
		}
		c.Blake3Start(&s.words, nil, context, len(o.context))
	default:
		c.Blake3Start(&s.words, nil, nil, 0)
	}
}

func (s *state) add(_ *origin, p []byte) {
	c.Blake3Update(&s.words, unsafe.SliceData(p), len(p))
}

// output fills out with the output from seek on, for an input that ends with rest.
func (s *state) output(_ *origin, rest []byte, seek uint64, out []byte) {
	if len(out) != 0 {
		c.Blake3Output(&s.words, unsafe.SliceData(rest), len(rest), seek, unsafe.SliceData(out), len(out))
	}
}

func sum256C(data []byte, sum *[hashSize]byte) {
	c.Blake3(unsafe.SliceData(data), len(data), sum)
}

func hashManyC(view *column.View, out *[hashSize]byte) (fault int, status int32) {
	return c.Blake3Many(view, out)
}

// longDigest is the output of the library. Small reads are from ahead, the bytes from `from` on: the
// library makes so many in the time of one block.
type longDigest struct {
	state state
	ahead [1024]byte
	from  uint64
	valid bool
}

func (d *Digest) start(h *Hasher) {
	d.long = &longDigest{}
	s := &d.long.state
	if h.started {
		*s = h.state
	} else {
		s.start(&h.origin)
	}
	s.add(&h.origin, h.buffer[:h.size])
}

func (d *longDigest) read(position uint64, p []byte) {
	for len(p) != 0 {
		if len(p) >= len(d.ahead) {
			d.state.output(nil, nil, position, p)
			return
		}
		from := position / uint64(len(d.ahead)) * uint64(len(d.ahead))
		if !d.valid || d.from != from {
			d.state.output(nil, nil, from, d.ahead[:])
			d.from, d.valid = from, true
		}
		copied := copy(p, d.ahead[position-from:])
		p = p[copied:]
		position += uint64(copied)
	}
}
