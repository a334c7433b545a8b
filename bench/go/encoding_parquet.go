package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"unsafe"

	parquetbits "github.com/parquet-go/bitpack"
	"github.com/parquet-go/parquet-go/encoding/bytestreamsplit"
	"github.com/parquet-go/parquet-go/encoding/delta"
	"github.com/parquet-go/parquet-go/encoding/rle"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/encoding/bitpack"
	"github.com/sinew-simd/sinew/bindings/go/encoding/parquet"
)

// mustOf is for calls that fail only where the two sides do not understand each other.
func mustOf[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// sampleOf is a value that depends on the first, the last and a middle element.
func sampleOf[T int32 | int64 | uint32 | uint64 | byte](v []T) uint64 {
	return uint64(v[0])<<32 ^ uint64(v[len(v)/3])<<16 ^ uint64(v[len(v)-1]) ^ uint64(len(v))<<48
}

// walkOf returns numbers with steps of up to a number of bits.
func walkOf[T int32 | int64](count, width int) []T {
	r := rand.New(rand.NewPCG(11, uint64(width)))
	out := make([]T, count)
	v := T(1000)
	for i := range out {
		out[i] = v
		v += T(r.Uint64()>>(64-width)) - T(1)<<(width-1)
	}
	return out
}

// names returns sorted names with prefixes in common.
func names(count int) *sinew.Strings {
	r := rand.New(rand.NewPCG(13, 17))
	var all []string
	for range count {
		all = append(all, fmt.Sprintf("/var/log/%s/%s-%06d", []string{"nginx", "postgres", "kafka", "consumer"}[r.IntN(4)], []string{"access", "error", "slow"}[r.IntN(3)], r.IntN(1000000)))
	}
	slices.Sort(all)
	s := new(sinew.Strings)
	for _, name := range all {
		s.Append(name)
	}
	return s
}

func init() {
	register("encoding/delta_binary_packed", func(t *table) {
		deltaRows[int32](t, "int32", new(delta.BinaryPackedEncoding).EncodeInt32, new(delta.BinaryPackedEncoding).DecodeInt32)
		deltaRows[int64](t, "int64", new(delta.BinaryPackedEncoding).EncodeInt64, new(delta.BinaryPackedEncoding).DecodeInt64)
	})
}

func parquetGo() string { return versionOf("parquet-go", "github.com/parquet-go/parquet-go") }

func init() { register("encoding/bitpack", bitpackRows) }

func bitpackRows(t *table) {
	peerName := versionOf("parquet-go/bitpack", "github.com/parquet-go/bitpack")
	for _, count := range []int{8, 32, 128, 1024, 65536} {
		for _, width := range []int{3, 13, 27} {
			values := make([]uint32, count)
			r := rand.New(rand.NewPCG(1, uint64(width)))
			for i := range values {
				values[i] = r.Uint32() >> (32 - width)
			}
			packed := mustOf(bitpack.Append(nil, values, width))
			padded := make([]byte, len(packed)+parquetbits.PaddingInt32)
			copy(padded, packed)
			out, signed := make([]uint32, count), make([]int32, count)
			unit, amount := byteUnit(4 * count)
			name := fmt.Sprintf("%d bits, %s values", width, countName(count))
			t.run(row{"unpack " + name, unit, amount,
				repeat(func() uint64 { mustOf(bitpack.Decode(out, packed, width)); return sampleOf(out) }),
				[]peer{{name: peerName, work: repeat(func() uint64 {
					parquetbits.Unpack(signed, padded[:len(packed)], uint(width))
					return sampleOf(signed)
				})}}})
			for i, v := range values {
				signed[i] = int32(v)
			}
			again := make([]byte, len(padded))
			t.run(row{"pack " + name, unit, amount,
				repeat(func() uint64 { packed = mustOf(bitpack.Append(packed[:0], values, width)); return sampleOf(packed) }),
				[]peer{{name: peerName, work: repeat(func() uint64 {
					parquetbits.Pack(again, signed, uint(width))
					return sampleOf(again[:len(packed)])
				})}}})
		}
	}
}

func deltaRows[T int32 | int64](t *table, kind string, encode func([]byte, []T) ([]byte, error), decode func([]T, []byte) ([]T, error)) {
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
			unit, amount := millionsPerSecond("values"), float64(count)
			if count <= 256 {
				unit, amount = nanosecondsPer("call"), 1
			}
			name := fmt.Sprintf("%s, steps of %d bits, %s values", kind, width, countName(count))
			t.run(row{"decode " + name, unit, amount,
				repeat(func() uint64 { parquet.DecodeDelta(out, stream); return sampleOf(out) }),
				[]peer{{name: parquetGo(), work: repeat(func() uint64 { other = mustOf(decode(other, stream)); return sampleOf(other) })}}})
			t.run(row{"encode " + name, unit, amount,
				repeat(func() uint64 { stream = parquet.AppendDelta(stream[:0], values); return uint64(count) }),
				[]peer{{name: parquetGo(), work: repeat(func() uint64 { theirs = mustOf(encode(theirs, values)); return uint64(count) })}}})
		}
	}
}

func init() { register("encoding/rle", rleRows) }

func rleRows(t *table) {
	for _, shape := range []struct {
		name           string
		width, longest int
	}{{"indices of 10 bits, no runs", 10, 1}, {"levels of 1 bit, runs of 50", 1, 100}, {"indices of 6 bits, runs of 5", 6, 10}} {
		const count = 65536
		r := rand.New(rand.NewPCG(2, 3))
		var values []uint32
		for len(values) < count {
			v := r.Uint32() >> (32 - shape.width)
			for range min(1+r.IntN(shape.longest), count-len(values)) {
				values = append(values, v)
			}
		}
		signed := make([]int32, count)
		for i, v := range values {
			signed[i] = int32(v)
		}
		e := &rle.Encoding{BitWidth: shape.width}
		stream := mustOf(parquet.AppendRLE(nil, values, shape.width))
		theirs := mustOf(e.EncodeInt32(nil, signed))
		out := make([]uint32, count)
		mustOf(parquet.DecodeRLE(out, theirs, shape.width))
		if !slices.Equal(out, values) || !slices.Equal(mustOf(e.DecodeInt32(nil, stream))[:count], signed) {
			panic("RLE: Sinew and parquet-go do not understand each other")
		}
		var other []int32
		name := fmt.Sprintf("%s, %s values", shape.name, countName(count))
		t.run(row{"decode " + name, millionsPerSecond("values"), count,
			repeat(func() uint64 { mustOf(parquet.DecodeRLE(out, stream, shape.width)); return sampleOf(out) }),
			[]peer{{name: parquetGo(), work: repeat(func() uint64 { other = mustOf(e.DecodeInt32(other, stream)); return sampleOf(other[:count]) })}}})
		t.run(row{"encode " + name, millionsPerSecond("values"), count,
			repeat(func() uint64 { stream = mustOf(parquet.AppendRLE(stream[:0], values, shape.width)); return count }),
			[]peer{{name: parquetGo(), work: repeat(func() uint64 { theirs = mustOf(e.EncodeInt32(theirs, signed)); return count })}}})
	}
}

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

func init() { register("encoding/delta_byte_array", deltaStringRows) }

func deltaStringRows(t *table) {
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
		var theirs, bytes []byte
		var back []uint32
		unit, amount := nanosecondsPer("string"), float64(count)
		name := fmt.Sprintf("%s strings", countName(count))
		t.run(row{"lengths, encode " + name, unit, amount,
			repeat(func() uint64 { plain = mustOf(parquet.AppendDeltaStrings(plain[:0], s.Column())); return uint64(count) }),
			[]peer{{name: parquetGo(), work: repeat(func() uint64 { theirs = mustOf(e.EncodeByteArray(theirs, data, offsets)); return uint64(count) })}}})
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
			[]peer{{name: parquetGo(), work: repeat(decode(e.DecodeByteArray, plain))}}})
		t.run(row{"prefixes, encode " + name, unit, amount,
			repeat(func() uint64 {
				prefixed = mustOf(parquet.AppendPrefixStrings(prefixed[:0], s.Column()))
				return uint64(count)
			}),
			[]peer{{name: parquetGo(), work: repeat(func() uint64 { theirs = mustOf(p.EncodeByteArray(theirs, data, offsets)); return uint64(count) })}}})
		t.run(row{"prefixes, decode " + name, unit, amount,
			repeat(func() uint64 {
				mustOf(parquet.DecodePrefixStrings(&again, prefixed, count, len(data)))
				return someOf(count, again.At)
			}),
			[]peer{{name: parquetGo(), work: repeat(decode(p.DecodeByteArray, prefixed))}}})
	}
}

// someOf is a value that depends on the strings that `at` returns.
func someOf(count int, at func(int) []byte) uint64 {
	all := uint64(0)
	for _, i := range []int{0, count / 3, count - 1} {
		v := at(i)
		all = all<<20 + sampleOf(v)
	}
	return all
}

// sameBits returns the same memory as values of another type of that size.
func sameBits[To, From any](values []From) []To {
	return unsafe.Slice((*To)(unsafe.Pointer(unsafe.SliceData(values))), len(values))
}
