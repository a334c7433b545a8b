package main

import (
	"fmt"

	"github.com/parquet-go/parquet-go/encoding/bytestreamsplit"

	"github.com/sinew-simd/sinew/bindings/go/encoding/parquet"
)

func init() { register("encoding/byte_stream_split", splitRows) }

func splitRows(t *table) {
	var e bytestreamsplit.Encoding
	for _, count := range []int{16, 64, 256, 4096, 65536} {
		narrow, wide := walkOf[int32](count, 30), walkOf[int64](count, 60)
		narrowBytes, wideBytes := parquet.AppendByteStreamSplit(nil, narrow), parquet.AppendByteStreamSplit(nil, wide)
		unit, amount := byteUnit(4 * count)
		var theirs []byte
		var others []float32
		var wider []float64
		// The version that Go 1.24 takes has this encoding for floats alone, whose bytes are the same.
		floats, doubles := sameBits[float32](narrow), sameBits[float64](wide)
		name := fmt.Sprintf("4 bytes, %s values", countName(count))
		t.run(row{"encode " + name, unit, amount,
			repeat(func() uint64 {
				narrowBytes = parquet.AppendByteStreamSplit(narrowBytes[:0], narrow)
				return sampleOf(narrowBytes)
			}),
			[]peer{{name: parquetGo(), work: repeat(func() uint64 { theirs = mustOf(e.EncodeFloat(theirs, floats)); return sampleOf(theirs) })}}})
		t.run(row{"decode " + name, unit, amount,
			repeat(func() uint64 { mustOf(parquet.DecodeByteStreamSplit(narrow, narrowBytes)); return sampleOf(narrow) }),
			[]peer{{name: parquetGo(), work: repeat(func() uint64 {
				others = mustOf(e.DecodeFloat(others[:0], narrowBytes))
				return sampleOf(sameBits[int32](others))
			})}}})
		unit, amount = byteUnit(8 * count)
		name = fmt.Sprintf("8 bytes, %s values", countName(count))
		t.run(row{"encode " + name, unit, amount,
			repeat(func() uint64 {
				wideBytes = parquet.AppendByteStreamSplit(wideBytes[:0], wide)
				return sampleOf(wideBytes)
			}),
			[]peer{{name: parquetGo(), work: repeat(func() uint64 { theirs = mustOf(e.EncodeDouble(theirs, doubles)); return sampleOf(theirs) })}}})
		t.run(row{"decode " + name, unit, amount,
			repeat(func() uint64 { mustOf(parquet.DecodeByteStreamSplit(wide, wideBytes)); return sampleOf(wide) }),
			[]peer{{name: parquetGo(), work: repeat(func() uint64 {
				wider = mustOf(e.DecodeDouble(wider[:0], wideBytes))
				return sampleOf(sameBits[int64](wider))
			})}}})
	}
}
