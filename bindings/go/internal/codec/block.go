package codec

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Blocks decodes bytes that are at hand as a whole, one block after the other.
type Blocks struct {
	gzip *Gzip
	in   bytes.Reader
	out  bytes.Buffer
}

var (
	errTooLarge  = errors.New("the data decodes to more than is allowed")
	errTruncated = errors.New("the compressed data ends too early")
	errSnappy    = errors.New("a block of Snappy is damaged")
)

// snappy-java: this, two versions of 4 bytes, then blocks behind their sizes, big-endian.
const (
	xerial       = "\x82SNAPPY\x00"
	xerialHeader = 16
	// In a block of Snappy the most is 64 bytes for 3; the block begins with its size.
	mostSnappyRatio = 22
)

// Decode returns what a block decodes to, at most limit bytes, which are good until the next call. The
// error is sinew.ErrUnavailable if there is nothing that decodes it; any other one says that the block
// is damaged or too large.
func (b *Blocks) Decode(compression int32, in []byte, limit int) ([]byte, error) {
	b.out.Reset()
	open, err := Find(compression)
	switch {
	case err != nil:
		return nil, err
	case len(in) == 0:
		return nil, errTruncated
	case compression == c.CompressionSnappy:
		err = b.decodeSnappy(open, in, limit)
	case compression == c.CompressionGzip && b.gzip != nil:
		b.in.Reset(in)
		b.gzip.Reset(&b.in)
		err = b.readAll(b.gzip, limit)
	default:
		err = b.openAndRead(open, in, limit)
	}
	return b.out.Bytes(), err
}

func (b *Blocks) openAndRead(open Opener, in []byte, limit int) error {
	b.in.Reset(in)
	r, err := open(&b.in)
	if err != nil {
		return err
	}
	defer r.Close()
	b.gzip, _ = r.(*Gzip)
	return b.readAll(r, limit)
}

func (b *Blocks) readAll(r io.Reader, limit int) error {
	before := b.out.Len()
	_, err := b.out.ReadFrom(io.LimitReader(r, int64(limit)+1))
	if err == nil && b.out.Len()-before > limit {
		err = errTooLarge
	}
	return err
}

func (b *Blocks) decodeSnappy(open Opener, in []byte, limit int) error {
	if len(in) < xerialHeader || string(in[:len(xerial)]) != xerial {
		return b.decodeSnappyBlock(open, in, limit)
	}
	for in = in[xerialHeader:]; len(in) > 0; {
		if len(in) < 4 || uint64(binary.BigEndian.Uint32(in)) > uint64(len(in)-4) {
			return errTruncated
		}
		size := int(binary.BigEndian.Uint32(in))
		if err := b.decodeSnappyBlock(open, in[4:4+size], limit-b.out.Len()); err != nil {
			return err
		}
		in = in[4+size:]
	}
	return nil
}

func (b *Blocks) decodeSnappyBlock(open Opener, in []byte, limit int) error {
	// Nothing is allocated because of a claim.
	size, read := binary.Uvarint(in)
	switch {
	case read <= 0 || size > mostSnappyRatio*uint64(len(in)):
		return errSnappy
	case size > uint64(limit):
		return errTooLarge
	}
	before := b.out.Len()
	err := b.openAndRead(open, in, limit)
	if err == nil && b.out.Len()-before != int(size) {
		err = errSnappy
	}
	return err
}
