package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/zstd"

	"github.com/sinew-simd/sinew/bindings/go/ingest/stream"
)

// source is files that can be read several times, with a count of the bytes read so far.
type source struct {
	name  string
	files []file
	size  int64 // bytes of one reading, as stored; 0 if unknown
	read  atomic.Int64
}

type file struct {
	name  string
	open  func(turn int) (io.ReadCloser, error)
	close func() error
}

// openSource finds the inputs. What cannot be read again, that is, standard input and all else that is no
// regular file, is kept in a temporary file if there is more than one pass.
func openSource(names []string, stdin io.Reader, passes int) (*source, error) {
	s := &source{name: "built-in sample"}
	if len(names) == 0 {
		sample, err := newSample()
		if err != nil {
			return nil, err
		}
		s.size = int64(len(sample.text))
		s.files = []file{{s.name, sample.open, func() error { return nil }}}
		return s, nil
	}
	for _, name := range names {
		f, size, err := openFile(name, stdin, passes)
		if err != nil {
			s.close()
			return nil, err
		}
		s.files = append(s.files, f)
		s.size += size
	}
	s.name = s.files[0].name
	if len(names) > 1 {
		s.name = fmt.Sprintf("%d files", len(names))
	}
	return s, nil
}

func openFile(name string, stdin io.Reader, passes int) (file, int64, error) {
	f := file{name: name, close: func() error { return nil }}
	if name == "-" {
		f.name = "standard input"
		f.open = func(int) (io.ReadCloser, error) { return io.NopCloser(stdin), nil }
	} else {
		info, err := os.Stat(name)
		if err != nil {
			return f, 0, err
		}
		if info.IsDir() {
			return f, 0, fmt.Errorf("%s is a directory", name)
		}
		f.open = func(int) (io.ReadCloser, error) { return os.Open(name) }
		if info.Mode().IsRegular() {
			return f, info.Size(), nil
		}
	}
	if passes == 1 {
		return f, 0, nil
	}
	size, err := f.keep()
	if err != nil {
		return f, 0, fmt.Errorf("%s: %w", f.name, err)
	}
	return f, size, nil
}

// keep copies the input to a temporary file, to read that instead.
func (f *file) keep() (int64, error) {
	in, err := f.open(0)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	kept, err := os.CreateTemp("", "flightstats-*")
	if err != nil {
		return 0, err
	}
	f.close = func() error { return errors.Join(kept.Close(), os.Remove(kept.Name())) }
	f.open = func(int) (io.ReadCloser, error) { return os.Open(kept.Name()) }
	size, err := io.Copy(kept, in)
	if err != nil {
		f.close()
	}
	return size, err
}

func (s *source) close() error {
	var err error
	for _, f := range s.files {
		err = errors.Join(err, f.close())
	}
	return err
}

// position is the number of bytes read in all readings.
func (s *source) position() int64 { return s.read.Load() }

// open starts reading a file from the beginning, decompressed if it begins like gzip or Zstandard: by what Go
// programs use, or by Sinew.
func (s *source) open(f *file, turn int, bySinew bool) (io.ReadCloser, error) {
	raw, err := f.open(turn)
	if err != nil {
		return nil, err
	}
	buffered := bufio.NewReaderSize(counter{raw, &s.read}, 1<<16)
	magic, _ := buffered.Peek(4)
	isGzip, isZstd := bytes.HasPrefix(magic, []byte("\x1f\x8b")), bytes.HasPrefix(magic, []byte("\x28\xb5\x2f\xfd"))
	in := reader{buffered, raw.Close}
	switch {
	case isGzip && bySinew, isZstd && bySinew && stream.Load(stream.Zstd) == nil:
		var unpacked *stream.Reader
		unpacked, err = stream.NewReader(buffered, stream.Options{})
		in = reader{unpacked, func() error { return errors.Join(unpacked.Close(), raw.Close()) }}
	case isGzip:
		in.Reader, err = gzip.NewReader(buffered)
	case isZstd:
		var unpacked *zstd.Decoder
		unpacked, err = zstd.NewReader(buffered, zstd.WithDecoderConcurrency(1))
		in = reader{unpacked, func() error { unpacked.Close(); return raw.Close() }}
	}
	if err != nil {
		raw.Close()
		return nil, fmt.Errorf("%w: %s: %w", errInput, f.name, err)
	}
	return in, nil
}

type reader struct {
	io.Reader
	close func() error
}

func (r reader) Close() error { return r.close() }

type counter struct {
	io.Reader
	count *atomic.Int64
}

func (c counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.count.Add(int64(n))
	return n, err
}

// feed gives the inputs to workers: block by block, or file by file.
type feed struct {
	task    *task
	bySinew bool // decompressed
	mutex   sync.Mutex
	input   int // the number of the next one
	in      io.ReadCloser
	lines   lineReader
	bytes   atomic.Int64
	err     error
}

// block is some whole lines of an input, perhaps the last ones. skipped says that a line that is too long
// was left out before them.
type block struct {
	lines   []byte
	skipped bool
	last    bool
}

var errNoMore = errors.New("no more input")

func (t *task) feed(bySinew bool) *feed {
	return &feed{task: t, bySinew: bySinew, lines: lineReader{buffer: make([]byte, t.blockSize)}}
}

// open opens the next input; the first error is that of all further calls.
func (f *feed) open() (io.ReadCloser, error) {
	source := f.task.source
	if f.err == nil && f.input == len(source.files)*f.task.repeat {
		f.err = errNoMore
	}
	if f.err != nil {
		return nil, f.err
	}
	turn, at := f.input/len(source.files), f.input%len(source.files)
	f.input++
	var in io.ReadCloser
	in, f.err = source.open(&source.files[at], turn%f.task.years, f.bySinew)
	return in, f.err
}

// next returns the next block, in the buffer if there is another worker. An error of the input comes with
// the lines before it.
func (f *feed) next(buffer *[]byte) (block, error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.in == nil {
		in, err := f.open()
		if err != nil {
			return block{}, err
		}
		f.in = in
		f.lines.reset(in)
	}
	lines, err := f.lines.next()
	b := block{lines: lines, skipped: f.lines.skipped, last: err != nil}
	if f.task.workers > 1 {
		*buffer = append((*buffer)[:0], lines...)
		b.lines = *buffer
	}
	if err == nil {
		return b, nil
	}
	f.bytes.Add(f.lines.bytes)
	f.in.Close()
	f.in = nil
	if err != io.EOF {
		at := (f.input - 1) % len(f.task.source.files)
		f.err = fmt.Errorf("%w: %s: byte %d: %w", errInput, f.task.source.files[at].name, f.lines.bytes, err)
		return b, f.err
	}
	return b, nil
}

// nextFile opens the next input.
func (f *feed) nextFile() (io.ReadCloser, error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	in, err := f.open()
	if err != nil {
		return nil, err
	}
	return reader{counter{in, &f.bytes}, in.Close}, nil
}
