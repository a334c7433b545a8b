// Package codec decodes compressed bytes: by Sinew's library, or if it or what it needs is missing, in
// Go: gzip by what the standard library has, and Zstandard, LZ4 and Snappy by what a program registers.
package codec

import (
	"fmt"
	"io"
	"sync"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Opener returns a reader of what compressed bytes decode to.
type Opener func(compressed io.Reader) (io.ReadCloser, error)

var (
	mutex   sync.RWMutex
	openers = map[int32]Opener{}
)

// Register makes a compression known, in place of what was registered before.
func Register(compression int32, open Opener) {
	mutex.Lock()
	defer mutex.Unlock()
	openers[compression] = open
}

func registered(compression int32) Opener {
	mutex.RLock()
	defer mutex.RUnlock()
	return openers[compression]
}

// Loads reports whether Sinew's library is there, and what it needs for a compression. It is a variable
// for tests.
var Loads = func(compression int32) bool {
	var failure c.Error
	return c.Available && c.StreamLoad(compression, &failure) == c.StatusOK
}

// InGo reports whether a compression is decoded in Go: always without Sinew's library, and with it if the
// library lacks what it needs, and there is a decoder in Go.
func InGo(compression int32) bool {
	if !c.Available {
		return true
	}
	return (compression == c.CompressionGzip || registered(compression) != nil) && !Loads(compression)
}

// StandsIn reports whether a registered decoder takes the place of what Sinew's library lacks.
func StandsIn() bool {
	for _, compression := range []int32{c.CompressionZstd, c.CompressionLz4, c.CompressionSnappy} {
		if c.Available && registered(compression) != nil && InGo(compression) {
			return true
		}
	}
	return false
}

// Find returns what opens compressed bytes. The error is sinew.ErrUnavailable, and says what to do.
func Find(compression int32) (Opener, error) {
	open := registered(compression)
	switch {
	case compression != c.CompressionSnappy && !InGo(compression): // a block of Snappy is no stream
		return func(compressed io.Reader) (io.ReadCloser, error) {
			s, err := OpenStream(compressed, compression, 0, 0)
			if err != nil {
				return nil, err
			}
			return s, nil
		}, nil
	case compression == c.CompressionGzip:
		return func(compressed io.Reader) (io.ReadCloser, error) { return NewGzip(compressed), nil }, nil
	case open != nil:
		return open, nil
	}
	message := fmt.Sprintf("%s: Sinew's library is not there (%s), and no decoder in Go was registered with stream.RegisterDecompressor",
		Names[compression], c.Running.Reason)
	return nil, &sinew.Error{Status: sinew.Unavailable, Message: message}
}

// ReadSize is how much of an input is read at a time.
const ReadSize = 256 << 10

// ReadFull reads from r until the buffer is full or r fails, with the error of r itself: io.EOF alone is the end of
// the input. After io.ReadFull an end and what many readers return for input that is cut off, io.ErrUnexpectedEOF,
// look the same.
func ReadFull(r io.Reader, buffer []byte) (n int, err error) {
	for n < len(buffer) && err == nil {
		var more int
		more, err = r.Read(buffer[n:])
		n += more
	}
	return n, err
}

// Names are those of the compressions.
var Names = map[int32]string{
	c.CompressionAuto: "auto", c.CompressionNone: "none", c.CompressionGzip: "gzip",
	c.CompressionZstd: "zstd", c.CompressionLz4: "lz4", c.CompressionSnappy: "snappy",
}

// Fault says where compressed bytes are damaged, counted from their beginning, and how.
type Fault struct {
	Offset int64
	Reason string
}

func (f *Fault) Error() string { return fmt.Sprintf("byte %d: %s", f.Offset, f.Reason) }
