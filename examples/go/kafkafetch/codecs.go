package main

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/sinew-simd/sinew/bindings/go/ingest/stream"
)

// Where Sinew's library is not there, it takes what the program brings. For LZ4 this one brings nothing.
func init() {
	stream.RegisterDecompressor(stream.Zstd, func(r io.Reader) (io.ReadCloser, error) {
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	})
	stream.RegisterDecompressor(stream.Snappy, func(r io.Reader) (io.ReadCloser, error) {
		block, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		decoded, err := snappy.Decode(nil, block)
		return io.NopCloser(bytes.NewReader(decoded)), err
	})
}
