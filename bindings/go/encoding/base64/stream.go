package base64

import (
	"bytes"
	"io"
)

// The number of characters that a stream handles at a time, the same as the standard library's: the
// offsets of errors count from the beginning of such a block.
const streamSize = 1024

// NewEncoder returns a writer that writes the encoding of what is written to it to w. Close writes
// the last group; it does not close w.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser {
	return &encoder{enc: enc, w: w}
}

type encoder struct {
	enc  *Encoding
	w    io.Writer
	err  error
	rest [3]byte // the first bytes of a group
	n    int     // of them
	out  [streamSize]byte
}

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	if e.n > 0 {
		n = copy(e.rest[e.n:], p)
		e.n += n
		if e.n < len(e.rest) {
			return n, nil
		}
		if e.flush(e.rest[:]); e.err != nil {
			return n, e.err
		}
		e.n = 0
	}
	for len(p)-n >= 3 {
		piece := p[n:]
		piece = piece[:min(len(piece)/3, streamSize/4)*3]
		if e.flush(piece); e.err != nil {
			return n, e.err
		}
		n += len(piece)
	}
	e.n = copy(e.rest[:], p[n:])
	return n + e.n, nil
}

func (e *encoder) Close() error {
	if e.err == nil && e.n > 0 {
		e.flush(e.rest[:e.n])
		e.n = 0
	}
	return e.err
}

func (e *encoder) flush(p []byte) {
	e.enc.Encode(e.out[:], p)
	_, e.err = e.w.Write(e.out[:e.enc.EncodedLen(len(p))])
}

// NewDecoder returns a reader that decodes the Base64 it reads from r. It skips CR and LF.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader {
	return &decoder{enc: enc, r: r}
}

type decoder struct {
	enc     *Encoding
	r       io.Reader
	readErr error  // of r, once it has returned one
	err     error  // what Read returns when nothing is left
	out     []byte // decoded, and not yet returned
	n       int    // characters in `in` that are not decoded yet
	in      [streamSize]byte
	decoded [streamSize / 4 * 3]byte
}

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) > 0 {
		return d.take(p), nil
	}
	if d.err != nil {
		return 0, d.err
	}
	// No more than p has room for, so that r is not read further than necessary.
	want := min(max(len(p)/3*4, 4), len(d.in))
	for d.n < 4 && d.readErr == nil {
		n, d.readErr = d.read(d.in[d.n:want])
		d.n += n
	}
	if d.n < 4 {
		return d.readLast(p)
	}
	groups := d.in[:d.n/4*4]
	if len(groups)/4*3 > len(p) {
		n, d.err = d.enc.Decode(d.decoded[:], groups)
		d.out = d.decoded[:n]
		n = d.take(p)
	} else {
		n, d.err = d.enc.Decode(p, groups)
	}
	d.n = copy(d.in[:], d.in[len(groups):d.n])
	return n, d.err
}

// readLast handles what is left when r has ended within a group.
func (d *decoder) readLast(p []byte) (int, error) {
	if d.n > 0 && d.enc.padding == NoPadding {
		// Without padding, two or three digits are a whole group.
		var n int
		n, d.err = d.enc.Decode(d.decoded[:], d.in[:d.n])
		d.n = 0
		d.out = d.decoded[:n]
		if n > 0 {
			return d.take(p), nil
		}
		if d.err != nil {
			return 0, d.err
		}
	}
	d.err = d.readErr
	if d.err == io.EOF && d.n > 0 {
		d.err = io.ErrUnexpectedEOF
	}
	return 0, d.err
}

func (d *decoder) take(p []byte) int {
	n := copy(p, d.out)
	d.out = d.out[n:]
	return n
}

// read reads from r, without line breaks, until there is at least one other byte.
func (d *decoder) read(p []byte) (int, error) {
	for {
		n, err := d.r.Read(p)
		if kept := removeBreaks(p[:n]); kept > 0 || n <= 0 {
			return kept, err
		}
	}
}

// removeBreaks moves all bytes but CR and LF to the front of p and returns how many they are.
func removeBreaks(p []byte) int {
	kept := 0
	for from := 0; from < len(p); {
		to := lineEnd(p[from:])
		if from != kept {
			copy(p[kept:], p[from:from+to])
		}
		kept += to
		from += to
		for from < len(p) && isBreak(p[from]) {
			from++
		}
	}
	return kept
}

// lineEnd returns the number of bytes before the first CR or LF.
func lineEnd(p []byte) int {
	if i := bytes.IndexByte(p, '\n'); i >= 0 {
		p = p[:i]
	}
	if i := bytes.IndexByte(p, '\r'); i >= 0 {
		p = p[:i]
	}
	return len(p)
}
