package stream

import (
	"io"
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// The size of what is read at a time.
const readSize = 256 << 10

// native is a sinew_stream.
type native struct {
	handle  c.Stream
	cleanup runtime.Cleanup
	failure c.Error

	from   io.Reader
	buffer []byte
	rest   []byte // of the buffer, not decoded yet
	full   bool   // there may be more output of what was decoded
	ended  bool   // nothing follows the rest
}

func (n *native) open(from io.Reader, o Options) error {
	options := c.StreamOptions{
		Size: int(unsafe.Sizeof(c.StreamOptions{})), Compression: int32(o.Compression), MaxSize: uint64(o.MaxSize), MemoryLimit: o.MemoryLimit,
	}
	n.from = from
	return fault.Of(c.StreamCreate(&options, &n.handle, &n.failure), &n.failure)
}

func (n *native) reset(from io.Reader) {
	c.StreamReset(n.handle)
	runtime.KeepAlive(n)
	n.from, n.rest, n.full, n.ended = from, nil, false, false
}

// read decodes some bytes; the error is what comes behind them.
func (n *native) read(p []byte) (int, error) {
	if n.buffer == nil {
		n.buffer = make([]byte, readSize)
	}
	for {
		if len(n.rest) == 0 && !n.full && !n.ended {
			size, err := io.ReadAtLeast(n.from, n.buffer, 1)
			if err != nil && err != io.EOF {
				return 0, err
			}
			n.rest, n.ended = n.buffer[:size], err == io.EOF
		}
		flags := uint32(0)
		if n.ended {
			flags = c.DecodeEnd
		}
		result := c.StreamDecode(n.handle, unsafe.SliceData(n.rest), len(n.rest), unsafe.SliceData(p), len(p), flags, &n.failure)
		runtime.KeepAlive(n)
		n.rest = n.rest[result.Read:]
		n.full = result.Status == c.StatusOutputFull
		switch {
		case n.full:
			return result.Written, nil
		case result.Status != c.StatusOK:
			return result.Written, fault.Of(result.Status, &n.failure)
		case n.ended:
			return result.Written, io.EOF
		case result.Written > 0:
			return result.Written, nil
		}
	}
}

func (n *native) compression() Compression {
	compression := c.StreamCompression(n.handle)
	runtime.KeepAlive(n)
	return Compression(compression)
}

func (n *native) memory() int {
	size := c.StreamMemory(n.handle)
	runtime.KeepAlive(n)
	return size
}

func (n *native) close() {
	n.cleanup.Stop()
	c.StreamDestroy(n.handle)
	*n = native{}
}
