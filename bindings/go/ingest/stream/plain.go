package stream

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/codec"
)

// plain is a stream in Go: src/ingest/stream/stream.cc.
type plain struct {
	options     Options
	source      source
	in          *bufio.Reader
	out         io.ReadCloser // once the compression is known
	compression Compression
	written     int64
}

// source counts what it reads, and keeps the error.
type source struct {
	from io.Reader
	read int64
	err  error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.from.Read(p)
	s.read += int64(n)
	if err != nil {
		s.err = err
	}
	return n, err
}

func (p *plain) open(from io.Reader, options Options) {
	*p = plain{options: options, source: source{from: from}, compression: options.Compression}
	p.in = bufio.NewReaderSize(&p.source, codec.ReadSize)
}

func (p *plain) close() {
	if p.out != nil {
		p.out.Close()
	}
	*p = plain{options: p.options}
}

// magics are what the formats begin with, the first byte under a mask.
var magics = []struct {
	compression Compression
	mask        byte
	bytes       string
}{
	{Gzip, 0xFF, "\x1F\x8B"}, {Zstd, 0xFF, "\x28\xB5\x2F\xFD"}, {Zstd, 0xF0, "\x50\x2A\x4D\x18"}, {LZ4, 0xFF, "\x04\x22\x4D\x18"},
}

// recognise returns what first bytes say; false if more of them are needed.
func recognise(first []byte) (Compression, bool) {
	mayBeMore := false
	for _, magic := range magics {
		begin := append([]byte(nil), first[:min(len(first), len(magic.bytes))]...)
		if len(begin) > 0 {
			begin[0] &= magic.mask
		}
		switch {
		case string(begin) == magic.bytes:
			return magic.compression, true
		case strings.HasPrefix(magic.bytes, string(begin)):
			mayBeMore = true
		}
	}
	return None, !mayBeMore
}

// begin opens what decodes the stream.
func (p *plain) begin() error {
	if p.compression == Auto {
		for known, n := false, 1; !known; n++ {
			first, err := p.in.Peek(n)
			p.compression, known = recognise(first)
			if !known && err == io.EOF {
				break
			}
			if !known && err != nil {
				p.compression = Auto
				return err
			}
		}
	}
	if p.compression == None {
		p.out = io.NopCloser(p.in)
		return nil
	}
	open, err := codec.Find(int32(p.compression))
	if err == nil {
		p.out, err = open(p.in)
	}
	return err
}

// read decodes some bytes; the error is what comes behind them.
func (p *plain) read(to []byte) (int, error) {
	if p.out == nil {
		if err := p.begin(); err != nil {
			return 0, p.failure(err)
		}
	}
	limited := p.options.MaxSize > 0
	if left := p.options.MaxSize - p.written; limited && int64(len(to)) > left {
		// There may be no more than what fits: one byte more shows.
		to = to[:left+1]
	}
	n, err := p.out.Read(to)
	p.written += int64(n)
	if limited && p.written > p.options.MaxSize {
		reason := fmt.Sprintf("the data decodes to more than %d bytes", p.options.MaxSize)
		return n - 1, p.failure(&codec.Fault{Offset: p.source.read, Reason: reason})
	}
	if err == io.EOF && p.source.read == 0 && p.compression != None {
		err = io.ErrUnexpectedEOF
	}
	return n, p.failure(err)
}

// failure returns the error of the package for that of a decoder.
func (p *plain) failure(err error) error {
	var fault *codec.Fault
	var known *sinew.Error
	switch {
	case err == nil || err == io.EOF || errors.As(err, &known):
		return err
	case p.source.err != nil && p.source.err != io.EOF && errors.Is(err, p.source.err):
		return p.source.err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &sinew.Error{Status: sinew.Truncated, Offset: int(p.source.read),
			Message: fmt.Sprintf("in: byte %d: the compressed data ends too early", p.source.read)}
	case !errors.As(err, &fault):
		fault = &codec.Fault{Offset: p.source.read, Reason: err.Error()}
	}
	return &sinew.Error{Status: sinew.Corrupt, Offset: int(fault.Offset), Message: "in: " + fault.Error()}
}
