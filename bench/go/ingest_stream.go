package main

import (
	"bytes"
	stdgzip "compress/gzip"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"

	"github.com/sinew-simd/sinew/bindings/go/ingest/stream"
)

func init() { register("ingest/stream", compressedRows) }

// A resetter is a reader that goes on to another stream, with the same memory.
type resetter interface {
	io.Reader
	Reset(r io.Reader) error
}

// lz4Reader is one whose Reset cannot fail.
type lz4Reader struct{ *lz4.Reader }

func (r lz4Reader) Reset(from io.Reader) error {
	r.Reader.Reset(from)
	return nil
}

// compressedRows decompresses flights.
func compressedRows(t *table) {
	text, _ := flightLines(8 << 20)
	run := func(name string, compressed []byte, peers ...peer) {
		r := mustOf(stream.NewReader(bytes.NewReader(compressed), stream.Options{}))
		defer r.Close()
		t.run(row{name: name, unit: gigabytesPerSecond, amount: float64(len(text)), sinew: readAgain(compressed, r), peers: peers})
	}
	packed := packedBy(text, func(w io.Writer) io.WriteCloser { return stdgzip.NewWriter(w) })
	run("gzip", packed,
		peer{name: standard("compress/gzip"), work: readAgain(packed, mustOf(stdgzip.NewReader(bytes.NewReader(packed))))},
		peer{name: versionOf("klauspost/compress", "github.com/klauspost/compress"), work: readAgain(packed, mustOf(gzip.NewReader(bytes.NewReader(packed))))})
	packed = packedBy(text, func(w io.Writer) io.WriteCloser { return mustOf(zstd.NewWriter(w)) })
	run("zstd", packed,
		peer{name: versionOf("klauspost/compress", "github.com/klauspost/compress"), work: readAgain(packed, mustOf(zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))))})
	packed = packedBy(text, func(w io.Writer) io.WriteCloser { return lz4.NewWriter(w) })
	run("lz4", packed, peer{name: versionOf("pierrec/lz4", "github.com/pierrec/lz4/v4"), work: readAgain(packed, lz4Reader{lz4.NewReader(nil)})})
}

func packedBy(text []byte, open func(w io.Writer) io.WriteCloser) []byte {
	var packed bytes.Buffer
	w := open(&packed)
	mustOf(w.Write(text))
	must(w.Close())
	return packed.Bytes()
}

// readAgain reads to a buffer as services have them, and returns how many bytes there are.
func readAgain(packed []byte, r resetter) work {
	buffer := make([]byte, 256<<10)
	return repeat(func() uint64 {
		must(r.Reset(bytes.NewReader(packed)))
		all := uint64(0)
		for {
			n, err := r.Read(buffer)
			all += uint64(n)
			if errors.Is(err, io.EOF) {
				return all
			}
			must(err)
		}
	})
}
