// Package blake3 computes BLAKE3 (https://github.com/BLAKE3-team/BLAKE3-specs), a fast cryptographic
// hash: plain, under a key, and as a source of keys, with as much output as is asked for.
//
// It has the API of github.com/zeebo/blake3: replacing the import is all there is to do. HashStrings
// and HashColumn are its own: they hash many messages in one call, side by side, several times as
// fast as one after the other.
//
// The plain hash and the keyed one withstand inputs that are chosen to collide. They are too fast to
// protect passwords.
package blake3

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Sum256 returns the first 256 bits of the unkeyed output for data.
func Sum256(data []byte) (sum [32]byte) {
	if len(data) >= crossover {
		c.Blake3(unsafe.SliceData(data), len(data), &sum[0])
		return sum
	}
	var n node
	rootOf(&iv, 0, data, &n)
	n.sum(&sum)
	return sum
}

// Sum512 returns the first 512 bits of the unkeyed output for data.
func Sum512(data []byte) (sum [64]byte) {
	if len(data) >= crossover {
		var s c.Blake3State
		c.Blake3Init(&s)
		c.Blake3Update(&s, unsafe.SliceData(data), len(data))
		c.Blake3Output(&s, 0, &sum[0], len(sum))
		return sum
	}
	var n node
	rootOf(&iv, 0, data, &n)
	n.output(0, &sum)
	return sum
}

// DeriveKey fills out with a key that is derived from key material and a context: a text fixed in
// the program, unlike any other's, such as "example.com 2026-03-01 session tokens v1". The material
// must be hard to guess: this is not made for passwords.
func DeriveKey(context string, material []byte, out []byte) {
	if len(material) >= crossover {
		c.Blake3DeriveKey(unsafe.SliceData(material), len(material), unsafe.StringData(context), len(context), unsafe.SliceData(out), len(out))
		return
	}
	o := derived(context)
	var n node
	rootOf(&o.key, o.flags, material, &n)
	n.read(0, out)
}

// origin is what the hash of an empty input begins with.
type origin struct {
	key     [8]uint32
	flags   uint32
	context string
}

func derived(context string) origin {
	var n node
	var key [hashSize]byte
	rootOf(&iv, deriveKeyContext, unsafe.Slice(unsafe.StringData(context), len(context)), &n)
	n.sum(&key)
	return origin{words(&key), deriveKeyMaterial, context}
}

func words(key *[hashSize]byte) (words [8]uint32) {
	for i := range words {
		words[i] = binary.LittleEndian.Uint32(key[4*i:])
	}
	return words
}

// Hasher is a hash.Hash for BLAKE3. A Hasher is for one goroutine at a time. It keeps up to 8 KiB of
// the input.
type Hasher struct {
	origin origin
	// The end of the input, not in state yet: the last piece is hashed in another way.
	buffer [8 * chunkSize]byte
	size   int
	// What came before it, if anything.
	started bool
	state   state
}

var _ hash.Hash = (*Hasher)(nil)

// New returns a Hasher.
func New() *Hasher { return &Hasher{origin: origin{key: iv}} }

// NewKeyed returns a Hasher under a key of 32 bytes, and an error for one of another length.
func NewKeyed(key []byte) (*Hasher, error) {
	if len(key) != hashSize {
		return nil, errors.New("blake3: a key is 32 bytes long")
	}
	return &Hasher{origin: origin{key: words((*[hashSize]byte)(key)), flags: keyedHash}}, nil
}

// NewDeriveKey returns a Hasher of key material, whose Digest gives the key; see DeriveKey.
func NewDeriveKey(context string) *Hasher { return &Hasher{origin: derived(context)} }

// Write adds p to the input. It returns len(p) and no error.
func (h *Hasher) Write(p []byte) (int, error) {
	size := len(p)
	if len(p) > len(h.buffer)-h.size {
		h.write(&p)
	}
	h.size += copy(h.buffer[h.size:], p)
	return size, nil
}

// write hashes all but what fits into the buffer, the last byte at least.
func (h *Hasher) write(p *[]byte) {
	if !h.started {
		h.state.start(&h.origin)
		h.started = true
	}
	if h.size != 0 {
		n := copy(h.buffer[h.size:], *p)
		*p = (*p)[n:]
		h.state.add(&h.origin, h.buffer[:])
		h.size = 0
	}
	if len(*p) > len(h.buffer) {
		whole := (len(*p) - 1) / chunkSize * chunkSize
		h.state.add(&h.origin, (*p)[:whole])
		*p = (*p)[whole:]
	}
}

// WriteString is Write for the bytes of a string.
func (h *Hasher) WriteString(s string) (int, error) {
	return h.Write(unsafe.Slice(unsafe.StringData(s), len(s)))
}

// Sum appends the hash of what was written so far to b. More can be written after it.
func (h *Hasher) Sum(b []byte) []byte {
	var sum [hashSize]byte
	if h.inGo() {
		var n node
		h.root(&n)
		n.sum(&sum)
	} else {
		var s state
		h.finish(&s)
		c.Blake3Output(&s.words, 0, &sum[0], len(sum))
	}
	return append(b, sum[:]...)
}

// Digest returns the output for what was written so far, to be read from any place in it. What is
// written later does not change it.
func (h *Hasher) Digest() *Digest {
	d := &Digest{}
	if h.inGo() {
		h.root(&d.node)
	} else {
		d.long = &longDigest{}
		h.finish(&d.long.state)
	}
	return d
}

// Clone returns a Hasher of the same input, from which on each goes its own way. It has the form of
// zeebo/blake3, which came before hash.Cloner.
func (h *Hasher) Clone() *Hasher {
	clone := &Hasher{origin: h.origin, size: h.size, started: h.started}
	copy(clone.buffer[:], h.buffer[:h.size])
	if h.started {
		clone.state = h.state
	}
	return clone
}

// Reset forgets what was written, but not the key or the context.
func (h *Hasher) Reset() { h.size, h.started = 0, false }

// Size returns 32, the bytes that Sum appends.
func (h *Hasher) Size() int { return hashSize }

// BlockSize returns 64, the block that HMAC is told of. Pieces of 8 KiB are the best to write.
func (h *Hasher) BlockSize() int { return blockSize }

// HashColumn writes the hash of each row to out: strings by their bytes, fixed-width values by
// their little-endian bytes; a null row gets zeros. It panics if out is not as long as the column. The
// error is a *sinew.Error whose Offset is the first row with offsets that run backwards or past the
// data.
func HashColumn(out [][32]byte, column sinew.Column) error {
	if len(out) != column.View().Count {
		panic(fmt.Sprintf("blake3: %d hashes for %d rows", len(out), column.View().Count))
	}
	return hashMany(out, column.View())
}

// HashStrings writes the hash of each string to out. It panics if out is not as long as strings.
func HashStrings(out [][32]byte, strings *sinew.Strings) {
	column := strings.Column()
	if err := HashColumn(out, column); err != nil {
		panic(err)
	}
}
