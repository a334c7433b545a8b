package codec

import (
	"io"
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// Stream is a sinew_stream: it reads what a compressed stream decodes to.
type Stream struct {
	handle  c.Stream
	cleanup runtime.Cleanup
	failure c.Error

	from   io.Reader
	buffer []byte
	rest   []byte // of the buffer, not decoded yet
	full   bool   // there may be more output of what was decoded
	ended  bool   // nothing follows the rest
}

// OpenStream returns a Stream; the limits are those of stream.Options.
func OpenStream(from io.Reader, compression int32, maxSize int64, memoryLimit int) (*Stream, error) {
	options := c.StreamOptions{
		Size: int(unsafe.Sizeof(c.StreamOptions{})), Compression: compression, MaxSize: uint64(maxSize), MemoryLimit: memoryLimit,
	}
	s := &Stream{from: from}
	if status := c.StreamCreate(&options, &s.handle, &s.failure); status != c.StatusOK {
		return nil, fault.Of(status, &s.failure)
	}
	s.cleanup = runtime.AddCleanup(s, c.StreamDestroy, s.handle)
	return s, nil
}

// Reset makes s read another stream.
func (s *Stream) Reset(from io.Reader) {
	c.StreamReset(s.handle)
	runtime.KeepAlive(s)
	s.from, s.rest, s.full, s.ended = from, nil, false, false
}

// Read decodes some bytes; the error is what comes behind them.
func (s *Stream) Read(p []byte) (int, error) {
	if s.buffer == nil {
		s.buffer = make([]byte, ReadSize)
	}
	for {
		if len(s.rest) == 0 && !s.full && !s.ended {
			size, err := io.ReadAtLeast(s.from, s.buffer, 1)
			if err != nil && err != io.EOF {
				return 0, err
			}
			s.rest, s.ended = s.buffer[:size], err == io.EOF
		}
		flags := uint32(0)
		if s.ended {
			flags = c.DecodeEnd
		}
		result := c.StreamDecode(s.handle, unsafe.SliceData(s.rest), len(s.rest), unsafe.SliceData(p), len(p), flags, &s.failure)
		runtime.KeepAlive(s)
		s.rest = s.rest[result.Read:]
		s.full = result.Status == c.StatusOutputFull
		switch {
		case s.full:
			return result.Written, nil
		case result.Status != c.StatusOK:
			return result.Written, fault.Of(result.Status, &s.failure)
		case s.ended:
			return result.Written, io.EOF
		case result.Written > 0:
			return result.Written, nil
		}
	}
}

// Compression returns how the stream is compressed; CompressionAuto while that is not known.
func (s *Stream) Compression() int32 {
	compression := c.StreamCompression(s.handle)
	runtime.KeepAlive(s)
	return compression
}

// Memory returns the bytes that the decoder holds.
func (s *Stream) Memory() int {
	size := c.StreamMemory(s.handle)
	runtime.KeepAlive(s)
	return size
}

// Close frees the decoder.
func (s *Stream) Close() error {
	s.cleanup.Stop()
	c.StreamDestroy(s.handle)
	*s = Stream{}
	return nil
}
