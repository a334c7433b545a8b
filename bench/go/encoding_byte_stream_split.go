package main

import (
	"fmt"

	arrowparquet "github.com/apache/arrow-go/v18/parquet"
	"github.com/parquet-go/parquet-go/encoding/bytestreamsplit"

	"github.com/sinew-simd/sinew/bindings/go/encoding/parquet"
)

func init() { register("encoding/byte_stream_split", splitRows) }

func splitRows(t *table) {
	var e bytestreamsplit.Encoding
	arrow, wideArrow := arrowColumnOf[int32](arrowparquet.Encodings.ByteStreamSplit), arrowColumnOf[int64](arrowparquet.Encodings.ByteStreamSplit)
	for _, count := range []int{16, 64, 256, 4096, 65536} {
		narrow, wide := walkOf[int32](count, 30), walkOf[int64](count, 60)
		narrowBytes, wideBytes := parquet.AppendByteStreamSplit(nil, narrow), parquet.AppendByteStreamSplit(nil, wide)
		unit, amount := byteUnit(4 * count)
		var theirs []byte
		var others []int32
		var wider []int64
		arrowOut, wideArrowOut := make([]int32, count), make([]int64, count)
		arrowDecode, wideArrowDecode := arrow.decoderOf(narrowBytes, arrowOut), wideArrow.decoderOf(wideBytes, wideArrowOut)
		name := fmt.Sprintf("4 bytes, %s values", countName(count))
		t.run(row{"encode " + name, unit, amount,
			repeat(func() uint64 {
				narrowBytes = parquet.AppendByteStreamSplit(narrowBytes[:0], narrow)
				return sampleOf(narrowBytes)
			}),
			[]peer{
				{name: parquetGo(), work: repeat(func() uint64 { theirs = mustOf(e.EncodeInt32(theirs, narrow)); return sampleOf(theirs) })},
				{name: arrowGo(), work: repeat(func() uint64 { theirs = arrow.encode(theirs[:0], narrow); return sampleOf(theirs) })},
			}})
		t.run(row{"decode " + name, unit, amount,
			repeat(func() uint64 { mustOf(parquet.DecodeByteStreamSplit(narrow, narrowBytes)); return sampleOf(narrow) }),
			[]peer{
				{name: parquetGo(), work: repeat(func() uint64 { others = mustOf(e.DecodeInt32(others[:0], narrowBytes)); return sampleOf(others) })},
				{name: arrowGo(), work: repeat(func() uint64 { arrowDecode(); return sampleOf(arrowOut) })},
			}})
		unit, amount = byteUnit(8 * count)
		name = fmt.Sprintf("8 bytes, %s values", countName(count))
		t.run(row{"encode " + name, unit, amount,
			repeat(func() uint64 {
				wideBytes = parquet.AppendByteStreamSplit(wideBytes[:0], wide)
				return sampleOf(wideBytes)
			}),
			[]peer{
				{name: parquetGo(), work: repeat(func() uint64 { theirs = mustOf(e.EncodeInt64(theirs, wide)); return sampleOf(theirs) })},
				{name: arrowGo(), work: repeat(func() uint64 { theirs = wideArrow.encode(theirs[:0], wide); return sampleOf(theirs) })},
			}})
		t.run(row{"decode " + name, unit, amount,
			repeat(func() uint64 { mustOf(parquet.DecodeByteStreamSplit(wide, wideBytes)); return sampleOf(wide) }),
			[]peer{
				{name: parquetGo(), work: repeat(func() uint64 { wider = mustOf(e.DecodeInt64(wider[:0], wideBytes)); return sampleOf(wider) })},
				{name: arrowGo(), work: repeat(func() uint64 { wideArrowDecode(); return sampleOf(wideArrowOut) })},
			}})
	}
}
