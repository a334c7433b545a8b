package blake3

import (
	"errors"
	"fmt"
	"io"
)

// Digest is the output of a Hasher at one time, to be read from any place in it.
type Digest struct {
	// The root of a short input.
	node node
	// What a long one has instead.
	long     *longDigest
	position uint64
	// The block of the node that was last read in part.
	block  [blockSize]byte
	number uint64
	valid  bool
}

var _ io.ReadSeeker = (*Digest)(nil)

// Read fills p and returns no error. There are 2⁶⁴-1 bytes to read.
func (d *Digest) Read(p []byte) (n int, err error) {
	n = len(p)
	if d.long != nil {
		d.long.read(d.position, p)
		d.position += uint64(n)
		return n, nil
	}
	for len(p) != 0 {
		number := d.position / blockSize
		skip := d.position % blockSize
		var copied int
		if skip == 0 && len(p) >= blockSize {
			d.node.output(number, (*[blockSize]byte)(p))
			copied = blockSize
		} else {
			if !d.valid || d.number != number {
				d.node.output(number, &d.block)
				d.number, d.valid = number, true
			}
			copied = copy(p, d.block[skip:])
		}
		p = p[copied:]
		d.position += uint64(copied)
	}
	return n, nil
}

// Seek goes to a place in the output, from its start or from where reading is; there is no end to
// seek from.
func (d *Digest) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += int64(d.position)
	case io.SeekEnd:
		return 0, errors.New("blake3: seek from the end of the output")
	default:
		return 0, fmt.Errorf("blake3: whence %d", whence)
	}
	if offset < 0 {
		return 0, errors.New("blake3: seek before the start of the output")
	}
	d.position = uint64(offset)
	return offset, nil
}
