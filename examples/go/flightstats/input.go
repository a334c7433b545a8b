package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/sinew-simd/sinew/examples/data"
)

// source is an input that can be read several times, with a count of the bytes read so far.
type source struct {
	name  string
	size  int64 // bytes of one reading, as stored; 0 if unknown
	start func() (io.ReadCloser, error)
	close func() error
	read  int64

	// What one reading leaves to the next.
	buffered *bufio.Reader
	unzipped *gzip.Reader
}

// openSource finds the input. What cannot be read again, that is, standard input and all else that
// is no regular file, is kept in a temporary file if there is more than one pass.
func openSource(name string, stdin io.Reader, passes int) (*source, error) {
	s := &source{name: name, close: func() error { return nil }}
	again := true
	switch name {
	case "":
		s.name, s.size = "built-in sample", int64(len(data.Flights))
		s.start = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data.Flights)), nil }
	case "-":
		s.name, again = "standard input", false
		s.start = func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }
	default:
		info, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		if info.IsDir() {
			return nil, fmt.Errorf("%s is a directory", name)
		}
		if again = info.Mode().IsRegular(); again {
			s.size = info.Size()
		}
		s.start = func() (io.ReadCloser, error) { return os.Open(name) }
	}
	if passes > 1 && !again {
		if err := s.keep(); err != nil {
			return nil, fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return s, nil
}

// keep copies the input to a temporary file, to read that instead.
func (s *source) keep() error {
	in, err := s.start()
	if err != nil {
		return err
	}
	defer in.Close()
	file, err := os.CreateTemp("", "flightstats-*")
	if err != nil {
		return err
	}
	s.close = func() error { return errors.Join(file.Close(), os.Remove(file.Name())) }
	if s.size, err = io.Copy(file, in); err != nil {
		s.close()
		return err
	}
	s.start = func() (io.ReadCloser, error) { return os.Open(file.Name()) }
	return nil
}

type reader struct {
	io.Reader
	raw io.Closer
}

func (r reader) Close() error { return r.raw.Close() }

// open starts reading from the beginning, through gunzip if the input begins like gzip.
func (s *source) open() (io.ReadCloser, error) {
	raw, err := s.start()
	if err != nil {
		return nil, err
	}
	if s.buffered == nil {
		s.buffered = bufio.NewReaderSize(nil, 1<<16)
	}
	s.buffered.Reset(counter{raw, &s.read})
	if magic, _ := s.buffered.Peek(2); string(magic) != "\x1f\x8b" {
		return reader{s.buffered, raw}, nil
	}
	if s.unzipped == nil {
		s.unzipped = new(gzip.Reader)
	}
	if err := s.unzipped.Reset(s.buffered); err != nil {
		raw.Close()
		return nil, fmt.Errorf("%w: %s: %w", errInput, s.name, err)
	}
	return reader{s.unzipped, raw}, nil
}

// position is the number of bytes read in all readings.
func (s *source) position() int64 { return s.read }

type counter struct {
	io.Reader
	count *int64
}

func (c counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	*c.count += int64(n)
	return n, err
}

const (
	blockSize = 256 << 10
	// The longest line: what is longer is no flight, and is not kept in memory.
	maxLine = 1 << 20
)

// lineReader cuts an input into blocks of whole lines.
type lineReader struct {
	in      io.Reader
	buffer  []byte
	used    int // bytes of the buffer that hold input
	given   int // bytes of those that next returned
	bytes   int64
	tooLong bool // the line being read is longer than maxLine; its start was dropped
	skipped bool // a line that was too long came before the lines that next returned
}

func (r *lineReader) reset(in io.Reader) {
	if r.buffer == nil {
		r.buffer = make([]byte, blockSize)
	}
	*r = lineReader{in: in, buffer: r.buffer}
}

// next returns some whole lines, each with its newline but for one at the end of the input. The
// error comes with the last lines; lines cut short by an error other than io.EOF are not among
// them.
func (r *lineReader) next() ([]byte, error) {
	r.skipped = false
	r.used = copy(r.buffer, r.buffer[r.given:r.used])
	r.given = 0
	for {
		n, err := r.in.Read(r.buffer[r.used:])
		fresh := r.buffer[r.used : r.used+n]
		r.used += n
		r.bytes += int64(n)
		if r.tooLong {
			end := bytes.IndexByte(fresh, '\n')
			switch {
			case end >= 0:
				r.tooLong, r.skipped = false, true
				r.used = copy(r.buffer, r.buffer[r.used-n+end+1:r.used])
			case err == io.EOF:
				r.tooLong, r.skipped = false, true
				r.used = 0
			default:
				r.used = 0
			}
		}
		if err != nil {
			if err == io.EOF {
				r.given = r.used
			} else {
				r.given = bytes.LastIndexByte(r.buffer[:r.used], '\n') + 1
			}
			return r.buffer[:r.given], err
		}
		if r.tooLong {
			continue
		}
		if r.used == len(r.buffer) || r.skipped {
			if r.given = bytes.LastIndexByte(r.buffer[:r.used], '\n') + 1; r.given > 0 || r.skipped {
				return r.buffer[:r.given], nil
			}
			if len(r.buffer) >= maxLine {
				r.tooLong = true
				r.used = 0
				continue
			}
			r.buffer = append(r.buffer, make([]byte, len(r.buffer))...)
		}
	}
}
