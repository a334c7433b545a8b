package stream_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"

	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/ingest/stream"
)

// A compressed file, whatever it is compressed with, in front of a decoder.
func Example() {
	var file bytes.Buffer
	w := gzip.NewWriter(&file)
	io.WriteString(w, "{\"origin\":\"LAS\",\"delay\":33}\n{\"origin\":\"ATL\",\"delay\":19}\n")
	w.Close()

	r, err := stream.NewReader(&file, stream.Options{})
	if err != nil {
		panic(err)
	}
	defer r.Close()
	d, err := ingest.NewNDJSON(ingest.NDJSON{}, ingest.Strings("origin"), ingest.Int64s("delay"))
	if err != nil {
		panic(err)
	}
	defer d.Close()
	for batch, err := range d.Batches(r) {
		if err != nil {
			panic(err)
		}
		fmt.Print(batch)
	}
	fmt.Println(r.Compression())
	// Output:
	// origin  delay
	// String  Int64
	// "LAS"   33
	// "ATL"   19
	// gzip
}

func ExampleLoad() {
	for _, compression := range []stream.Compression{stream.Gzip, stream.Zstd, stream.LZ4, stream.Snappy} {
		if err := stream.Load(compression); err != nil {
			fmt.Println(err) // names the library that is missing
		}
	}
}
