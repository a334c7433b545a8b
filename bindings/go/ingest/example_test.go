package ingest_test

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
)

func Example() {
	input := strings.NewReader(`
		{"origin": "LAS", "delay": 33, "crew": [{"name": "Ann"}]}
		{"origin": "ATL", "delay": "late"}
		{"origin": "MCI", "delay": 14`)
	d, err := ingest.NewNDJSON(ingest.NDJSON{}, ingest.Strings("origin"), ingest.Int64s("delay"), ingest.Strings("/crew/0/name"))
	if err != nil {
		panic(err)
	}
	defer d.Close()
	for batch, err := range d.Batches(input) {
		if err != nil {
			panic(err)
		}
		fmt.Print(batch)
	}
	for _, reject := range d.Rejects() {
		fmt.Printf("record %d, byte %d: %v\n", reject.Record, reject.Offset, reject.Reason)
	}
	// Output:
	// origin  delay  /crew/0/name
	// String  Int64  String
	// "LAS"   33     "Ann"
	// "ATL"   null   null
	// record 1, byte 90: the value is of another type
	// record 2, byte 129: the input ends within the record
}

func ExampleFieldsOf() {
	type Flight struct {
		Origin string  `json:"origin"`
		Delay  int64   `json:"delay"`
		Ratio  float64 // no column
	}
	d, err := ingest.NewNDJSON(ingest.NDJSON{Concatenated: true}, ingest.FieldsOf[Flight]("json")...)
	if err != nil {
		panic(err)
	}
	defer d.Close()
	for batch, err := range d.Batches(strings.NewReader(`{"origin":"LAS","delay":33}{"origin":"ATL","delay":19}`)) {
		if err != nil {
			panic(err)
		}
		for i, delay := range sinew.Values[int64](batch.Column(1)) {
			fmt.Printf("%s %d\n", batch.Column(0).Bytes(i), delay)
		}
	}
	// Output:
	// LAS 33
	// ATL 19
}

// The records that were rejected are found again in the input by their offsets.
func ExampleDecoder_Rejects() {
	input := []byte(`{"origin":"LAS","delay":33}
{"origin":"ATL","delay":"late"}
{"origin":"DEN","delay":}
`)
	d, err := ingest.NewNDJSON(ingest.NDJSON{}, ingest.Strings("origin"), ingest.Int64s("delay"))
	if err != nil {
		panic(err)
	}
	defer d.Close()
	for batch, err := range d.Batches(bytes.NewReader(input)) {
		if err != nil {
			panic(err)
		}
		fmt.Println(batch.Len(), "rows")
	}
	for _, reject := range d.Rejects() {
		from := bytes.LastIndexByte(input[:reject.Offset], '\n') + 1
		line, _, _ := bytes.Cut(input[from:], []byte("\n"))
		fmt.Printf("record %d, byte %d: %v: %s\n", reject.Record, reject.Offset, reject.Reason, line)
	}
	// Output:
	// 2 rows
	// record 1, byte 52: the value is of another type: {"origin":"ATL","delay":"late"}
	// record 2, byte 84: the record breaks the rules of its format: {"origin":"DEN","delay":}
}
