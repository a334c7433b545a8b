package stream

import (
	"fmt"
	"io"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/codec"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
	"github.com/sinew-simd/sinew/bindings/go/internal/use"
)

// Compression is how bytes are compressed.
type Compression int32

// The compressions.
const (
	// Auto is what the first bytes say: Gzip, Zstd or LZ4; bytes that begin in another way are not
	// compressed. Skippable frames, which Zstandard and LZ4 have in common, are taken for Zstandard.
	Auto Compression = c.CompressionAuto
	// None is not compressed.
	None Compression = c.CompressionNone
	// Gzip is RFC 1952, of several members too.
	Gzip Compression = c.CompressionGzip
	// Zstd is RFC 8878, of several frames and skippable ones too.
	Zstd Compression = c.CompressionZstd
	// LZ4 is the LZ4 frame format, of several frames and skippable ones too.
	LZ4 Compression = c.CompressionLz4
	// Snappy is a block of Snappy, in batches of Kafka records only, because it is no stream.
	Snappy Compression = c.CompressionSnappy
)

func (c Compression) String() string {
	if name, ok := codec.Names[int32(c)]; ok {
		return name
	}
	return fmt.Sprintf("compression %d", int32(c))
}

// Load returns nil if there is what decodes a compression, in streams and in batches of Kafka records;
// else a *sinew.Error, ErrUnavailable, that names what is missing. It loads the library for it now
// rather than with the first data.
func Load(compression Compression) error {
	if codec.Names[int32(compression)] == "" {
		return fault.Invalid(0, "%v is no compression", compression)
	}
	if compression == Auto || compression == None {
		return nil
	}
	if c.Available && !codec.InGo(int32(compression)) {
		var failure c.Error
		return fault.Of(c.StreamLoad(int32(compression), &failure), &failure)
	}
	_, err := codec.Find(int32(compression))
	return err
}

// RegisterDecompressor says what decodes Zstd, LZ4 or Snappy if Sinew's library is not there, or lacks the
// library of the compression, such as liblz4, for which Load returns an error then; else what is
// registered is not used. Readers and decoders of Kafka records ask when they are made. The latter decode
// all batches in Go if what is registered stands in for a library, Snappy then only if it is registered,
// too.
//
// It takes the place of what was registered before, and panics for another compression. For Zstd and LZ4,
// open returns a reader of all the frames, one behind the other;
// for Snappy, of the one block that r gives to its end. For example:
//
//	stream.RegisterDecompressor(stream.Zstd, func(r io.Reader) (io.ReadCloser, error) {
//		d, err := zstd.NewReader(r) // of github.com/klauspost/compress/zstd
//		if err != nil {
//			return nil, err
//		}
//		return d.IOReadCloser(), nil
//	})
func RegisterDecompressor(compression Compression, open func(r io.Reader) (io.ReadCloser, error)) {
	if compression < Zstd || compression > Snappy || open == nil {
		panic(fmt.Sprintf("stream: RegisterDecompressor of %v", compression))
	}
	codec.Register(int32(compression), open)
}

// Options say what a Reader reads. The zero Options are fine.
type Options struct {
	// Compression is Auto, None, Gzip, Zstd or LZ4.
	Compression Compression
	// MaxSize is the most bytes that the stream may decode to; 0 is no limit.
	MaxSize int64
	// MemoryLimit is the most bytes that the decoder may hold; 0 is no limit. A frame says how far back
	// it refers, 8 MiB in most files and 128 MiB at most: so much is needed then. It is not used
	// without a library.
	MemoryLimit int
}

// Reader reads what a compressed stream decodes to. One goroutine at a time may use it. Close frees the
// memory at once; a Reader that is not closed is freed some time after the garbage collector finds it.
type Reader struct {
	use    use.Mark
	native *codec.Stream // with a library that has what it needs
	plain  plain         // without one
	err    error         // that every further Read returns
}

// NewReader returns a Reader of r.
//
// The error is a *sinew.Error: ErrInvalidArgument for options that are not allowed, ErrUnavailable if
// there is nothing that decodes the compression, ErrMemoryLimit, ErrOutOfMemory.
func NewReader(r io.Reader, options Options) (*Reader, error) {
	switch {
	case options.Compression < Auto || options.Compression > LZ4:
		return nil, fault.Invalid(0, "Options.Compression: %v is not that of a stream", options.Compression)
	case options.MaxSize < 0:
		return nil, fault.Invalid(0, "Options.MaxSize: %d is negative", options.MaxSize)
	case options.MemoryLimit < 0:
		return nil, fault.Invalid(0, "Options.MemoryLimit: %d is negative", options.MemoryLimit)
	}
	reader := new(Reader)
	if inGo(options.Compression) {
		if err := Load(options.Compression); err != nil {
			return nil, err
		}
		reader.plain.open(r, options)
		return reader, nil
	}
	var err error
	if reader.native, err = codec.OpenStream(r, int32(options.Compression), options.MaxSize, options.MemoryLimit); err != nil {
		return nil, err
	}
	return reader, nil
}

// inGo reports whether a stream is read in Go, at least up to where its compression is known.
func inGo(compression Compression) bool {
	switch compression {
	case None:
		return !c.Available
	case Auto:
		return inGo(None) || codec.InGo(c.CompressionGzip) || codec.InGo(c.CompressionZstd) || codec.InGo(c.CompressionLz4)
	}
	return codec.InGo(int32(compression))
}

// Read reads some of what the stream decodes to. The error is io.EOF behind the last frame, what the
// reader beneath returns, sinew.ErrClosed, or a *sinew.Error: ErrTruncated if the stream ends within a
// frame, or before the first one; ErrCorrupt if it is damaged, or decodes to more than
// Options.MaxSize, whose Offset is the place in the compressed bytes; ErrUnavailable, ErrMemoryLimit,
// ErrOutOfMemory. Every further call returns it again. What is read before a frame ends has not been
// checked, as its checksum is at its end.
func (r *Reader) Read(p []byte) (int, error) {
	r.use.Enter()
	defer r.use.Leave()
	if r.err != nil || len(p) == 0 {
		return 0, r.err
	}
	var n int
	if r.native != nil {
		n, r.err = r.native.Read(p)
	} else {
		n, r.err = r.plain.read(p)
	}
	if n > 0 {
		return n, nil
	}
	return 0, r.err
}

// Reset makes r read another stream, with the same options and the same memory. The error is
// sinew.ErrClosed or nil.
func (r *Reader) Reset(from io.Reader) error {
	r.use.Enter()
	defer r.use.Leave()
	switch {
	case r.err == sinew.ErrClosed:
		return sinew.ErrClosed
	case r.native != nil:
		r.native.Reset(from)
	default:
		r.plain.close()
		r.plain.open(from, r.plain.options)
	}
	r.err = nil
	return nil
}

// Compression returns how the stream is compressed: Auto while its first bytes have not said it, and
// once closed.
func (r *Reader) Compression() Compression {
	r.use.Enter()
	defer r.use.Leave()
	switch {
	case r.err == sinew.ErrClosed:
		return Auto
	case r.native != nil:
		return Compression(r.native.Compression())
	}
	return r.plain.compression
}

// Memory returns the bytes that the decoder holds; 0 once closed, and if it is read in Go.
func (r *Reader) Memory() int {
	r.use.Enter()
	defer r.use.Leave()
	if r.err == sinew.ErrClosed || r.native == nil {
		return 0
	}
	return r.native.Memory()
}

// Close frees the decoder; the reader beneath stays open. Further calls return sinew.ErrClosed; closing
// again does nothing. The error is nil.
func (r *Reader) Close() error {
	r.use.Enter()
	defer r.use.Leave()
	if r.err == sinew.ErrClosed {
		return nil
	}
	r.err = sinew.ErrClosed
	if r.native != nil {
		r.native.Close()
	} else {
		r.plain.close()
	}
	return nil
}
