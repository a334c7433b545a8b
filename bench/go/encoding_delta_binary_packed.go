package main

import (
	"fmt"
	"slices"

	arrowparquet "github.com/apache/arrow-go/v18/parquet"
	"github.com/parquet-go/parquet-go/encoding/delta"

	"github.com/sinew-simd/sinew/bindings/go/encoding/parquet"
)

func init() {
	register("encoding/delta_binary_packed", func(t *table) {
		deltaRows[int32](t, "int32", new(delta.BinaryPackedEncoding).EncodeInt32, new(delta.BinaryPackedEncoding).DecodeInt32)
		deltaRows[int64](t, "int64", new(delta.BinaryPackedEncoding).EncodeInt64, new(delta.BinaryPackedEncoding).DecodeInt64)
	})
}

func deltaRows[T int32 | int64](t *table, kind string, encode func([]byte, []T) ([]byte, error), decode func([]T, []byte) ([]T, error)) {
	arrow := arrowColumnOf[T](arrowparquet.Encodings.DeltaBinaryPacked)
	for _, count := range []int{16, 64, 256, 4096, 65536} {
		for _, width := range []int{3, 11, 25} {
			values := walkOf[T](count, width)
			stream := parquet.AppendDelta(nil, values)
			theirs := mustOf(encode(nil, values))
			out := make([]T, count)
			if n, _, err := parquet.DecodeDelta(out, theirs); err != nil || !slices.Equal(out[:n], values) {
				panic("Sinew does not decode what parquet-go encoded")
			}
			other := mustOf(decode(nil, stream))
			if !slices.Equal(other, values) {
				panic("parquet-go does not decode what Sinew encoded")
			}
			arrowOut, arrowStream := make([]T, count), arrow.encode(nil, values)
			arrowDecode := arrow.decoderOf(stream, arrowOut)
			unit, amount := millionsPerSecond("values"), float64(count)
			if count <= 256 {
				unit, amount = nanosecondsPer("call"), 1
			}
			name := fmt.Sprintf("%s, steps of %d bits, %s values", kind, width, countName(count))
			t.run(row{"decode " + name, unit, amount,
				repeat(func() uint64 { parquet.DecodeDelta(out, stream); return sampleOf(out) }),
				[]peer{
					{name: parquetGo(), work: repeat(func() uint64 { other = mustOf(decode(other, stream)); return sampleOf(other) })},
					{name: arrowGo(), work: repeat(func() uint64 { arrowDecode(); return sampleOf(arrowOut) })},
				}})
			t.run(row{"encode " + name, unit, amount,
				repeat(func() uint64 { stream = parquet.AppendDelta(stream[:0], values); return uint64(count) }),
				[]peer{
					{name: parquetGo(), work: repeat(func() uint64 { theirs = mustOf(encode(theirs, values)); return uint64(count) })},
					{name: arrowGo(), work: repeat(func() uint64 { arrowStream = arrow.encode(arrowStream[:0], values); return uint64(count) })},
				}})
		}
	}
}
