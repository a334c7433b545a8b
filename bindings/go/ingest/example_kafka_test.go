package ingest_test

import (
	"encoding/hex"
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
)

// What a fetch response has of a partition: a batch of three records from offset 100 on, with JSON values, compressed
// with gzip.
const fetched = "00000000000000640000008300000000029bf242400001000000020000018bcfe568000000018bcfe56802ffffffffffffffffffffffffffff" +
	"000000031f8b08000000000000ff726260606034ab56ca2fca4ccfcc53b252f2710c56d2514a49cd49ac54b23236ae65706260624251e118e2" +
	"835061680952c1c282db0c5de35a0640000000ffffb4e3f18466000000"

// From a fetch response to a GROUP BY of what is in its values, with no object for a record.
func ExampleKafkaDecoder() {
	response, err := hex.DecodeString(fetched)
	if err != nil {
		panic(err)
	}
	records, err := ingest.NewKafkaRecords(ingest.KafkaRecords{}, ingest.Int64s("offset"), ingest.Binaries("value"))
	if err != nil {
		panic(err)
	}
	defer records.Close()
	values, err := ingest.NewNDJSON(ingest.NDJSON{}, ingest.Strings("origin"), ingest.Int64s("delay"))
	if err != nil {
		panic(err)
	}
	defer values.Close()
	byOrigin, err := aggregate.NewGroupBy(aggregate.Options{
		Keys:       []sinew.Type{sinew.String},
		Values:     []sinew.Type{sinew.Int64},
		Aggregates: []aggregate.Aggregate{aggregate.Rows(), aggregate.MaxOf(0)},
	})
	if err != nil {
		panic(err)
	}
	defer byOrigin.Close()

	// The three stay for all responses, and so do the batches.
	var batch, flights, results sinew.Batch
	defer batch.Close()
	defer flights.Close()
	defer results.Close()

	// For each response: what was asked for, and which transactions were aborted.
	if err := records.Expect(nil, 100); err != nil {
		panic(err)
	}
	for more := true; more; {
		n, err := records.Decode(&batch, response, true)
		response, more = response[n:], err == ingest.ErrFull
		if err != nil && !more {
			panic(err)
		}
		// A column of strings, which stays where it is: no value is copied.
		if err := values.DecodeRows(&flights, batch.Column(1)); err != nil {
			panic(err)
		}
		if err := byOrigin.Update(flights.Column(0), flights.Column(1)); err != nil {
			panic(err)
		}
	}
	if err := records.Reset(); err != nil {
		panic(err)
	}

	if err := byOrigin.Results(&results); err != nil {
		panic(err)
	}
	for i := range results.Len() {
		fmt.Println(string(results.Column(0).Bytes(i)), sinew.Values[int64](results.Column(1))[i], sinew.Values[int64](results.Column(2))[i])
	}
	// Output:
	// LAS 2 33
	// ATL 1 19
}

func ExampleKafkaHeaders() {
	// A value of the column "headers".
	for key, value := range ingest.KafkaHeaders([]byte("\x04\x0atrace\x04ab\x08none\x01")) {
		fmt.Printf("%s %q %v\n", key, value, value == nil)
	}
	// Output:
	// trace "ab" false
	// none "" true
}
