package main

import (
	"bytes"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"

	"github.com/sinew-simd/sinew/bindings/go/ingest"
)

func init() { register("ingest/ndjson", ndjsonRows) }

// Each of them has the columns of some thousand rows in memory at a time, of which the sum of the numbers is compared.
func ndjsonRows(t *table) {
	text, rows := flightLines(4 << 20)
	decoded := decodeNumbers(mustOf(ingest.NewNDJSON(ingest.NDJSON{}, ingest.Strings("origin"), ingest.Int64s("delay"))), text)
	t.runCounting(row{"flights, 2 of 5 columns", millionsPerSecond("rows"), float64(rows), decoded, []peer{
		{name: versionOf("sonic", "github.com/bytedance/sonic"), work: columnsOfLines(text, parseEach(parseSonic))},
		{name: standard("encoding/json"), work: columnsOfLines(text, parseEach(parseStandard))},
		{name: versionOf("arrow-go", "github.com/apache/arrow-go/v18"), work: columnsByArrow(text)},
	}})
}

func columnsOfLines(text []byte, parse parser) work {
	records := bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))
	var origins []byte
	var ends []int
	var delays []int64
	return repeat(func() uint64 {
		origins, ends, delays = origins[:0], ends[:0], delays[:0]
		parse(records, func(f *flight) {
			origins, delays = append(origins, f.Origin...), append(delays, f.Delay)
			ends = append(ends, len(origins))
		})
		all := uint64(0)
		for _, v := range delays {
			all += uint64(v)
		}
		return all
	})
}

func columnsByArrow(text []byte) work {
	schema := arrow.NewSchema([]arrow.Field{{Name: "origin", Type: arrow.BinaryTypes.String}, {Name: "delay", Type: arrow.PrimitiveTypes.Int64}}, nil)
	return repeat(func() uint64 {
		r := array.NewJSONReader(bytes.NewReader(text), schema, array.WithChunk(4096))
		defer r.Release()
		all := uint64(0)
		for r.Next() {
			for _, v := range r.RecordBatch().Column(1).(*array.Int64).Int64Values() {
				all += uint64(v)
			}
		}
		must(r.Err())
		return all
	})
}
