package main

import (
	"fmt"

	arrowparquet "github.com/apache/arrow-go/v18/parquet"
	"github.com/parquet-go/parquet-go/encoding/delta"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/encoding/parquet"
)

func init() { register("encoding/delta_byte_array", deltaStringRows) }

func deltaStringRows(t *table) {
	arrow := arrowColumnOf[arrowparquet.ByteArray](arrowparquet.Encodings.DeltaLengthByteArray)
	arrowPrefixes := arrowColumnOf[arrowparquet.ByteArray](arrowparquet.Encodings.DeltaByteArray)
	for _, count := range []int{16, 256, 16384} {
		s := names(count)
		offsets64, data := columnsOf(s)
		offsets := make([]uint32, len(offsets64))
		for i, v := range offsets64 {
			offsets[i] = uint32(v)
		}
		var e delta.LengthByteArrayEncoding
		var p delta.ByteArrayEncoding
		plain := mustOf(parquet.AppendDeltaStrings(nil, s.Column()))
		prefixed := mustOf(parquet.AppendPrefixStrings(nil, s.Column()))
		var again sinew.Strings
		mustOf(parquet.DecodeDeltaStrings(&again, mustOf(e.EncodeByteArray(nil, data, offsets)), count))
		if again.Len() != count || string(again.At(count-1)) != string(s.At(count-1)) {
			panic("Sinew does not decode what parquet-go encoded")
		}
		mustOf(parquet.DecodePrefixStrings(&again, mustOf(p.EncodeByteArray(nil, data, offsets)), count, len(data)))
		if again.Len() != count || string(again.At(count-1)) != string(s.At(count-1)) {
			panic("Sinew does not decode what parquet-go encoded")
		}
		arrowStrings, arrowOut := make([]arrowparquet.ByteArray, count), make([]arrowparquet.ByteArray, count)
		for i := range arrowStrings {
			arrowStrings[i] = s.At(i)
		}
		arrowDecode, arrowDecodePrefixed := arrow.decoderOf(plain, arrowOut), arrowPrefixes.decoderOf(prefixed, arrowOut)
		someOfArrow := func() uint64 { return someOf(count, func(i int) []byte { return arrowOut[i] }) }
		var theirs, bytes []byte
		var back []uint32
		unit, amount := nanosecondsPer("string"), float64(count)
		name := fmt.Sprintf("%s strings", countName(count))
		t.run(row{"lengths, encode " + name, unit, amount,
			repeat(func() uint64 { plain = mustOf(parquet.AppendDeltaStrings(plain[:0], s.Column())); return uint64(count) }),
			[]peer{
				{name: parquetGo(), work: repeat(func() uint64 { theirs = mustOf(e.EncodeByteArray(theirs, data, offsets)); return uint64(count) })},
				{name: arrowGo(), work: repeat(func() uint64 { theirs = arrow.encode(theirs[:0], arrowStrings); return uint64(count) })},
			}})
		decode := func(call func([]byte, []byte, []uint32) ([]byte, []uint32, error), stream []byte) func() uint64 {
			return func() uint64 {
				var err error
				if bytes, back, err = call(bytes, stream, back); err != nil {
					panic(err)
				}
				return someOf(count, func(i int) []byte { return bytes[back[i]:back[i+1]] })
			}
		}
		t.run(row{"lengths, decode " + name, unit, amount,
			repeat(func() uint64 {
				mustOf(parquet.DecodeDeltaStrings(&again, plain, count))
				return someOf(count, again.At)
			}),
			[]peer{
				{name: parquetGo(), work: repeat(decode(e.DecodeByteArray, plain))},
				{name: arrowGo(), work: repeat(func() uint64 { arrowDecode(); return someOfArrow() })},
			}})
		t.run(row{"prefixes, encode " + name, unit, amount,
			repeat(func() uint64 {
				prefixed = mustOf(parquet.AppendPrefixStrings(prefixed[:0], s.Column()))
				return uint64(count)
			}),
			[]peer{
				{name: parquetGo(), work: repeat(func() uint64 { theirs = mustOf(p.EncodeByteArray(theirs, data, offsets)); return uint64(count) })},
				{name: arrowGo(), work: repeat(func() uint64 { theirs = arrowPrefixes.encode(theirs[:0], arrowStrings); return uint64(count) })},
			}})
		t.run(row{"prefixes, decode " + name, unit, amount,
			repeat(func() uint64 {
				mustOf(parquet.DecodePrefixStrings(&again, prefixed, count, len(data)))
				return someOf(count, again.At)
			}),
			[]peer{
				{name: parquetGo(), work: repeat(decode(p.DecodeByteArray, prefixed))},
				{name: arrowGo(), work: repeat(func() uint64 { arrowDecodePrefixed(); return someOfArrow() })},
			}})
	}
}
