package codec

import (
	"bufio"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// source counts the bytes that were taken from it.
type source struct {
	in     *bufio.Reader
	offset int64
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.in.Read(p)
	s.offset += int64(n)
	return n, err
}

func (s *source) ReadByte() (byte, error) {
	b, err := s.in.ReadByte()
	if err == nil {
		s.offset++
	}
	return b, err
}

// The flags of a header.
const (
	gzipHeaderCRC = 2
	gzipExtra     = 4
	gzipName      = 8
	gzipComment   = 16
	gzipReserved  = 0xE0
)

// Gzip reads what the members of a gzip stream (RFC 1952) decode to. It differs from compress/gzip in
// that it refuses and takes what the library does, with the place of a fault: reserved flags are not
// passed over, and a name may be of any length. Input that ends too early is
// io.ErrUnexpectedEOF, also if there is none.
type Gzip struct {
	source source
	body   io.ReadCloser
	inBody bool
	crc    uint32
	size   uint32
	err    error
}

// NewGzip returns a reader of compressed bytes.
func NewGzip(compressed io.Reader) *Gzip {
	g := &Gzip{source: source{in: bufio.NewReader(compressed)}}
	g.body = flate.NewReader(&g.source)
	return g
}

// Reset makes g a new reader.
func (g *Gzip) Reset(compressed io.Reader) {
	g.source.in.Reset(compressed)
	g.source.offset, g.inBody, g.err = 0, false, nil
}

// Close does nothing.
func (g *Gzip) Close() error { return nil }

func (g *Gzip) Read(p []byte) (int, error) {
	for g.err == nil && len(p) > 0 {
		if !g.inBody {
			g.err = g.readHeader()
			continue
		}
		n, err := g.body.Read(p)
		g.crc = crc32.Update(g.crc, crc32.IEEETable, p[:n])
		g.size += uint32(n)
		if _, damaged := err.(flate.CorruptInputError); damaged {
			err = g.fault(0, "the deflated data is damaged")
		}
		if err == io.EOF {
			err = g.readTrailer()
		}
		g.err = err
		if n > 0 {
			return n, nil
		}
	}
	return 0, g.err
}

// fault returns a Fault of the byte that is so far behind what was read.
func (g *Gzip) fault(from int64, reason string) error {
	return &Fault{g.source.offset + from, reason}
}

// next returns the next byte of a header.
func (g *Gzip) next() (byte, error) {
	b, err := g.source.ReadByte()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err == nil {
		g.crc = crc32.Update(g.crc, crc32.IEEETable, []byte{b})
	}
	return b, err
}

// readHeader reads a header, if there is one, and makes the body ready.
func (g *Gzip) readHeader() error {
	g.crc, g.size = 0, 0
	if _, err := g.source.in.Peek(1); err == io.EOF && g.source.offset > 0 {
		return io.EOF
	}
	flags := byte(0)
	for i := range 10 {
		b, err := g.next()
		switch {
		case err != nil:
			return err
		case i < 3 && b != "\x1F\x8B\x08"[i]:
			return g.fault(-1, "not the header of a gzip member")
		case i == 3 && b&gzipReserved != 0:
			return g.fault(-1, "a reserved flag of the gzip header is set")
		case i == 3:
			flags = b
		}
	}
	if flags&gzipExtra != 0 {
		size, err := g.nextSize()
		for ; size > 0 && err == nil; size-- {
			_, err = g.next()
		}
		if err != nil {
			return err
		}
	}
	for _, flag := range []byte{gzipName, gzipComment} {
		if flags&flag == 0 {
			continue
		}
		for {
			b, err := g.next()
			if err != nil {
				return err
			}
			if b == 0 {
				break
			}
		}
	}
	if flags&gzipHeaderCRC != 0 {
		crc := g.crc
		stored, err := g.nextSize()
		if err != nil {
			return err
		}
		if stored != uint16(crc) {
			return g.fault(-1, "the checksum of the gzip header is wrong")
		}
	}
	g.crc, g.inBody = 0, true
	return g.body.(flate.Resetter).Reset(&g.source, nil)
}

// nextSize returns the next two bytes of a header as a number.
func (g *Gzip) nextSize() (uint16, error) {
	low, err := g.next()
	if err != nil {
		return 0, err
	}
	high, err := g.next()
	return uint16(low) | uint16(high)<<8, err
}

func (g *Gzip) readTrailer() error {
	var trailer [8]byte
	if _, err := io.ReadFull(&g.source, trailer[:]); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	g.inBody = false
	switch {
	case binary.LittleEndian.Uint32(trailer[:]) != g.crc:
		return g.fault(0, "the checksum of a gzip member is wrong")
	case binary.LittleEndian.Uint32(trailer[4:]) != g.size:
		return g.fault(0, "the size of a gzip member is wrong")
	}
	return nil
}
