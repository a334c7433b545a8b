package main

import (
	"math/rand/v2"
	"slices"
	"testing"

	arrowparquet "github.com/apache/arrow-go/v18/parquet"
	parquetbits "github.com/parquet-go/bitpack"
	"github.com/parquet-go/parquet-go/encoding/bytestreamsplit"
	"github.com/parquet-go/parquet-go/encoding/delta"
	"github.com/parquet-go/parquet-go/encoding/rle"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/encoding/bitpack"
	"github.com/sinew-simd/sinew/bindings/go/encoding/parquet"
)

// parquet-go and arrow-go are implementations of their own: what either side encodes, the other one
// decodes.

var parquetCounts = []int{1, 2, 7, 8, 31, 33, 64, 100, 129, 130, 500, 3000}

func checkParquetDelta[T int32 | int64](t *testing.T, values []T, encode func([]byte, []T) ([]byte, error), decode func([]T, []byte) ([]T, error)) {
	t.Helper()
	theirs, err := encode(nil, values)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]T, len(values))
	if count, read, err := parquet.DecodeDelta(out, theirs); err != nil || count != len(values) || read > len(theirs) || !slices.Equal(out, values) {
		t.Fatalf("%d values of parquet-go: %d, %d, %v", len(values), count, read, err)
	}
	back, err := decode(nil, parquet.AppendDelta(nil, values))
	if err != nil || !slices.Equal(back, values) {
		t.Fatalf("parquet-go decodes %d values as %v, %v", len(values), back, err)
	}
}

// checkArrow decodes what arrow-go encodes, and has it decode what Sinew encoded.
func checkArrow[T any](t *testing.T, encoding arrowparquet.Encoding, values []T, ours []byte, decode func([]byte) ([]T, error), equal func(a, b T) bool) {
	t.Helper()
	c := arrowColumnOf[T](encoding)
	out, err := decode(c.encode(nil, values))
	if err != nil || !slices.EqualFunc(out, values, equal) {
		t.Fatalf("%v: %d values of arrow-go: %v, %v", encoding, len(values), out, err)
	}
	back := make([]T, len(values))
	c.decoderOf(ours, back)()
	if !slices.EqualFunc(back, values, equal) {
		t.Fatalf("%v: arrow-go decodes %d values as %v", encoding, len(values), back)
	}
}

func checkArrowNumbers[T int32 | int64](t *testing.T, values []T) {
	t.Helper()
	equal := func(a, b T) bool { return a == b }
	checkArrow(t, arrowparquet.Encodings.DeltaBinaryPacked, values, parquet.AppendDelta(nil, values), func(in []byte) ([]T, error) {
		out := make([]T, len(values))
		count, _, err := parquet.DecodeDelta(out, in)
		return out[:count], err
	}, equal)
	checkArrow(t, arrowparquet.Encodings.ByteStreamSplit, values, parquet.AppendByteStreamSplit(nil, values), func(in []byte) ([]T, error) {
		out := make([]T, len(values))
		count, err := parquet.DecodeByteStreamSplit(out, in)
		return out[:count], err
	}, equal)
}

func TestParquetOfArrow(t *testing.T) {
	for _, count := range parquetCounts {
		for width := 1; width <= 64; width++ {
			checkArrowNumbers(t, walkOf[int64](count, width))
			if width <= 32 {
				checkArrowNumbers(t, walkOf[int32](count, width))
			}
		}
		s := names(count)
		values := make([]arrowparquet.ByteArray, count)
		size := 0
		for i := range values {
			values[i] = s.At(i)
			size += len(values[i])
		}
		var again sinew.Strings
		list := func() []arrowparquet.ByteArray {
			out := make([]arrowparquet.ByteArray, again.Len())
			for i := range out {
				out[i] = again.At(i)
			}
			return out
		}
		equal := func(a, b arrowparquet.ByteArray) bool { return string(a) == string(b) }
		checkArrow(t, arrowparquet.Encodings.DeltaLengthByteArray, values, mustOf(parquet.AppendDeltaStrings(nil, s.Column())), func(in []byte) ([]arrowparquet.ByteArray, error) {
			_, err := parquet.DecodeDeltaStrings(&again, in, count)
			return list(), err
		}, equal)
		checkArrow(t, arrowparquet.Encodings.DeltaByteArray, values, mustOf(parquet.AppendPrefixStrings(nil, s.Column())), func(in []byte) ([]arrowparquet.ByteArray, error) {
			_, err := parquet.DecodePrefixStrings(&again, in, count, size)
			return list(), err
		}, equal)
	}
}

func TestParquetDelta(t *testing.T) {
	var e delta.BinaryPackedEncoding
	for _, count := range parquetCounts {
		for width := 1; width <= 64; width++ {
			checkParquetDelta(t, walkOf[int64](count, width), e.EncodeInt64, e.DecodeInt64)
			if width <= 32 {
				checkParquetDelta(t, walkOf[int32](count, width), e.EncodeInt32, e.DecodeInt32)
			}
		}
		checkParquetDelta(t, make([]int64, count), e.EncodeInt64, e.DecodeInt64)
	}
}

func TestParquetRLE(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, count := range parquetCounts {
		for width := 1; width <= 32; width++ {
			var values []uint32
			for len(values) < count {
				v := r.Uint32() >> (32 - width)
				for range min(1+r.IntN(20), count-len(values)) {
					values = append(values, v)
				}
			}
			signed := make([]int32, count)
			for i, v := range values {
				signed[i] = int32(v)
			}
			e := &rle.Encoding{BitWidth: width}
			theirs, err := e.EncodeInt32(nil, signed)
			if err != nil {
				t.Fatal(err)
			}
			out := make([]uint32, count)
			if _, err := parquet.DecodeRLE(out, theirs, width); err != nil || !slices.Equal(out, values) {
				t.Fatalf("%d values of %d bits of parquet-go: %v", count, width, err)
			}
			ours, err := parquet.AppendRLE(nil, values, width)
			if err != nil {
				t.Fatal(err)
			}
			back, err := e.DecodeInt32(nil, ours)
			if err != nil || len(back) < count || !slices.Equal(back[:count], signed) {
				t.Fatalf("parquet-go decodes %d values of %d bits as %v, %v", count, width, back, err)
			}
		}
	}
}

func TestParquetBitpack(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, count := range parquetCounts {
		for width := 1; width <= 64; width++ {
			values, signed := make([]uint64, count), make([]int64, count)
			for i := range values {
				values[i] = r.Uint64() >> (64 - width)
				signed[i] = int64(values[i])
			}
			size := bitpack.EncodedSize(count, width)
			theirs := make([]byte, size+parquetbits.PaddingInt64)
			parquetbits.Pack(theirs, signed, uint(width))
			ours, err := bitpack.Append(nil, values, width)
			if err != nil || !slices.Equal(ours, theirs[:size]) {
				t.Fatalf("%d values of %d bits: %x, %v, parquet-go %x", count, width, ours, err, theirs[:size])
			}
			out := make([]uint64, count)
			if _, err := bitpack.Decode(out, theirs[:size], width); err != nil || !slices.Equal(out, values) {
				t.Fatalf("%d values of %d bits of parquet-go: %v", count, width, err)
			}
		}
	}
}

func TestParquetByteStreamSplit(t *testing.T) {
	var e bytestreamsplit.Encoding
	for _, count := range parquetCounts {
		narrow, wide := walkOf[int32](count, 31), walkOf[int64](count, 63)
		theirs, err := e.EncodeInt32(nil, narrow)
		if err != nil || !slices.Equal(parquet.AppendByteStreamSplit(nil, narrow), theirs) {
			t.Fatalf("%d values of 4 bytes: %v", count, err)
		}
		theirs, err = e.EncodeInt64(nil, wide)
		if err != nil || !slices.Equal(parquet.AppendByteStreamSplit(nil, wide), theirs) {
			t.Fatalf("%d values of 8 bytes: %v", count, err)
		}
	}
}

func TestParquetStrings(t *testing.T) {
	var e delta.LengthByteArrayEncoding
	var p delta.ByteArrayEncoding
	for _, count := range parquetCounts {
		s := names(count)
		offsets64, data := columnsOf(s)
		offsets := make([]uint32, len(offsets64))
		for i, v := range offsets64 {
			offsets[i] = uint32(v)
		}
		check := func(name string, theirs, ours []byte, read func(*sinew.Strings, []byte) (int, error), decode func([]byte, []byte, []uint32) ([]byte, []uint32, error)) {
			var again sinew.Strings
			if _, err := read(&again, theirs); err != nil || again.Len() != count {
				t.Fatalf("%s of %d strings of parquet-go: %v", name, count, err)
			}
			for i := range count {
				if string(again.At(i)) != string(s.At(i)) {
					t.Fatalf("%s of parquet-go: string %d is %q", name, i, again.At(i))
				}
			}
			bytes, back, err := decode(nil, ours, nil)
			if err != nil || !slices.Equal(bytes, data) || !slices.Equal(back, offsets) {
				t.Fatalf("parquet-go decodes %s of %d strings as %q, %v", name, count, bytes, err)
			}
		}
		check("lengths", mustOf(e.EncodeByteArray(nil, data, offsets)), mustOf(parquet.AppendDeltaStrings(nil, s.Column())),
			func(s *sinew.Strings, in []byte) (int, error) { return parquet.DecodeDeltaStrings(s, in, count) }, e.DecodeByteArray)
		check("prefixes", mustOf(p.EncodeByteArray(nil, data, offsets)), mustOf(parquet.AppendPrefixStrings(nil, s.Column())),
			func(s *sinew.Strings, in []byte) (int, error) {
				return parquet.DecodePrefixStrings(s, in, count, len(data))
			}, p.DecodeByteArray)
	}
}
