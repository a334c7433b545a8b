// Package codec decodes compressed bytes in Go: gzip by what the standard library has, and Zstandard,
// LZ4 and Snappy by what a program registers. It is src/ingest/stream without the library.
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

// Find returns what opens compressed bytes. The error is sinew.ErrUnavailable, and says what to do.
func Find(compression int32) (Opener, error) {
	if compression == c.CompressionGzip {
		return func(compressed io.Reader) (io.ReadCloser, error) { return NewGzip(compressed), nil }, nil
	}
	mutex.RLock()
	defer mutex.RUnlock()
	if open := openers[compression]; open != nil {
		return open, nil
	}
	message := fmt.Sprintf("%s: Sinew's library is not there (%s), and no decoder in Go was registered with stream.RegisterDecompressor",
		Names[compression], c.Running.Reason)
	return nil, &sinew.Error{Status: sinew.Unavailable, Message: message}
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
