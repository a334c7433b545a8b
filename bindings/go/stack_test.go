package sinew_test

import (
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	"github.com/sinew-simd/sinew/bindings/go/encoding/alp"
	"github.com/sinew-simd/sinew/bindings/go/encoding/base64"
	"github.com/sinew-simd/sinew/bindings/go/encoding/bitmap"
	"github.com/sinew-simd/sinew/bindings/go/encoding/bitpack"
	"github.com/sinew-simd/sinew/bindings/go/encoding/delta"
	"github.com/sinew-simd/sinew/bindings/go/encoding/dictionary"
	"github.com/sinew-simd/sinew/bindings/go/encoding/hex"
	"github.com/sinew-simd/sinew/bindings/go/encoding/json"
	"github.com/sinew-simd/sinew/bindings/go/encoding/parquet"
	"github.com/sinew-simd/sinew/bindings/go/encoding/streamvbyte"
	"github.com/sinew-simd/sinew/bindings/go/encoding/utf16"
	"github.com/sinew-simd/sinew/bindings/go/encoding/utf8"
	"github.com/sinew-simd/sinew/bindings/go/encoding/varint"
	"github.com/sinew-simd/sinew/bindings/go/hash/blake3"
	"github.com/sinew-simd/sinew/bindings/go/hash/combine"
	"github.com/sinew-simd/sinew/bindings/go/hash/crc64"
	"github.com/sinew-simd/sinew/bindings/go/hash/highwayhash"
	"github.com/sinew-simd/sinew/bindings/go/hash/jump"
	"github.com/sinew-simd/sinew/bindings/go/hash/kafka"
	"github.com/sinew-simd/sinew/bindings/go/hash/murmur3"
	"github.com/sinew-simd/sinew/bindings/go/hash/rendezvous"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxh3"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxhash"
)

// What a caller has on its stack stays there: no call moves it to the heap, whatever its size, also where
// the race detector is told of it. (hash/crc32 is left out: the standard library's moves its input.)
func TestStackStays(t *testing.T) {
	nvme := crc64.MakeTable(crc64.NVME)
	for name, call := range map[string]func(size int){
		"xxh3": func(n int) {
			var b [5000]byte
			xxh3.Hash(b[:n])
			xxh3.HashSeed(b[:n], 7)
			xxh3.Hash128(b[:n])
			xxh3.Hash128Seed(b[:n], 7)
			var h xxh3.Hasher
			h.Write(b[:n])
			h.Sum64()
			h.Sum128()
			var words, out [600]uint64
			var wide [600]xxh3.Uint128
			xxh3.HashUint64s(out[:n/8], words[:n/8], 7)
			_ = xxh3.HashColumn(out[:n/8], sinew.Uint64s(words[:n/8]), 7)
			_ = xxh3.HashColumn128(wide[:n/8], sinew.Uint64s(words[:n/8]), 7)
		},
		"xxhash": func(n int) {
			var b [5000]byte
			xxhash.Sum64(b[:n])
			var d xxhash.Digest
			d.Reset()
			d.Write(b[:n])
			d.Sum64()
			var words, out [600]uint64
			xxhash.HashUint64s(out[:n/8], words[:n/8], 7)
			_ = xxhash.HashColumn(out[:n/8], sinew.Uint64s(words[:n/8]), 7)
		},
		"murmur3": func(n int) {
			var b [5000]byte
			murmur3.Sum32(b[:n])
			murmur3.SeedSum64(7, b[:n])
			murmur3.SeedSum128(7, 8, b[:n])
		},
		"highwayhash": func(n int) {
			var b [5000]byte
			var key [32]byte
			highwayhash.Sum(b[:n], key[:])
			highwayhash.Sum128(b[:n], key[:])
			highwayhash.Sum64(b[:n], key[:])
		},
		"blake3": func(n int) {
			var b [5000]byte
			var out [100]byte
			blake3.Sum256(b[:n])
			blake3.Sum512(b[:n])
			blake3.DeriveKey("context", b[:n], out[:])
		},
		"crc64": func(n int) {
			var b [5000]byte
			crc64.Checksum(b[:n], nvme)
		},
		"buckets": func(n int) {
			var keys, more, hashes [600]uint64
			var out [600]int32
			nodes := [5]uint64{1, 2, 3, 4, 5}
			combine.Hashes(hashes[:n/8], keys[:n/8], more[:n/8])
			jump.HashUint64s(out[:n/8], keys[:n/8], 7)
			_ = jump.HashColumn(out[:n/8], sinew.Uint64s(keys[:n/8]), 7)
			rendezvous.ChooseUint64s(out[:n/8], keys[:n/8], nodes[:])
			_ = rendezvous.ChooseColumn(out[:n/8], sinew.Uint64s(keys[:n/8]), nodes[:])
		},
		"kafka": func(n int) {
			var b [5000]byte
			kafka.Murmur2(b[:n])
			kafka.Partition(b[:n], 7)
		},
		"base64": func(n int) {
			var b, back [5000]byte
			var text [7000]byte
			size := base64.StdEncoding.EncodedLen(n)
			base64.StdEncoding.Encode(text[:], b[:n])
			base64.StdEncoding.AppendEncode(text[:0], b[:n])
			base64.StdEncoding.Decode(back[:], text[:size])
			base64.StdEncoding.AppendDecode(back[:0], text[:size])
		},
		"hex": func(n int) {
			var b [5000]byte
			var text [10000]byte
			hex.Encode(text[:], b[:n])
			hex.AppendEncodeUpper(text[:0], b[:n])
			hex.Decode(b[:], text[:2*n])
			hex.AppendDecode(b[:0], text[:2*n])
		},
		"utf8": func(n int) {
			var b [5000]byte
			utf8.Valid(b[:n])
			utf8.ValidPrefix(b[:n])
			utf8.RuneCount(b[:n])
		},
		"utf16": func(n int) {
			var b [5000]byte
			var units [5000]uint16
			utf16.AppendString(units[:0], b[:n])
			utf16.AppendUTF8(b[:0], units[:n])
		},
		"json": func(n int) {
			var b [5000]byte
			for i := range b {
				b[i] = 'x'
			}
			var quoted [6000]byte
			text := json.AppendQuote(quoted[:0], b[:n])
			json.AppendUnquote(b[:0], text)
		},
		"bitmap": func(n int) {
			var a, b, dst [700]byte
			var flags [5000]bool
			var indices [5000]uint32
			x, y := bitmap.Slice{Bits: a[:], Offset: 3, Len: n}, bitmap.Slice{Bits: b[:], Len: n}
			bitmap.And(dst[:], x, y)
			bitmap.Not(dst[:], x)
			bitmap.Count(x)
			bitmap.FromBools(dst[:], flags[:n])
			bitmap.ToBools(flags[:n], x)
			bitmap.AppendIndices(indices[:0], x)
		},
		"integers": func(n int) {
			var in, out [600]int64
			var mapped [600]uint64
			var b [6000]byte
			base, _ := delta.Measure(in[:n/8])
			delta.Encode(out[:n/8], in[:n/8], 0)
			delta.Decode(out[:n/8], in[:n/8], 0)
			delta.Zigzag(mapped[:n/8], in[:n/8])
			delta.Unzigzag(in[:n/8], mapped[:n/8])
			delta.Distances(mapped[:n/8], in[:n/8], base)
			delta.Values(in[:n/8], mapped[:n/8], base)
			varint.Size(in[:n/8])
			encoded := varint.Append(b[:0], in[:n/8])
			varint.Count(encoded)
			varint.Decode(out[:n/8], encoded)
			varint.AppendDecode(out[:0], encoded)
			packed, _ := bitpack.Append(b[:0], mapped[:n/8], 64)
			bitpack.Width(mapped[:n/8])
			bitpack.Decode(mapped[:n/8], packed, 64)
		},
		"streamvbyte": func(n int) {
			var in [1250]uint32
			var b [8000]byte
			streamvbyte.Encoding1234.EncodedSize(in[:n/4])
			packed := streamvbyte.Encoding1234.Append(b[:0], in[:n/4])
			streamvbyte.Encoding1234.Decode(in[:n/4], packed)
			packed = streamvbyte.Encoding0124.AppendDelta(b[:0], in[:n/4], 7)
			streamvbyte.Encoding0124.DecodeDelta(in[:n/4], packed, 7)
		},
		"parquet": func(n int) {
			var in [600]int64
			var levels [600]uint32
			var b [20000]byte
			stream := parquet.AppendDelta(b[:0], in[:n/8])
			parquet.DeltaCount(stream)
			parquet.DecodeDelta(in[:n/8], stream)
			stream, _ = parquet.AppendRLE(b[:0], levels[:n/8], 5)
			parquet.DecodeRLE(levels[:n/8], stream, 5)
			stream = parquet.AppendByteStreamSplit(b[:0], in[:n/8])
			parquet.DecodeByteStreamSplit(in[:n/8], stream)
		},
		"alp": func(n int) {
			var in [600]float64
			var b [8000]byte
			stream := alp.Append(b[:0], in[:n/8])
			alp.Count(stream)
			alp.Decode(in[:n/8], stream)
		},
		"dictionary": func(n int) {
			var out, values [600]int64
			var indices [600]uint32
			var bits [75]byte
			_ = dictionary.Decode(out[:n/8], values[:], indices[:n/8], sinew.Validity{Bits: bits[:]})
		},
		"aggregate": func(n int) {
			var ints [600]int64
			var floats [600]float64
			var bits [75]byte
			validity := sinew.Validity{Bits: bits[:]}
			aggregate.Count(n/8, validity)
			_, _ = aggregate.Sum(ints[:n/8])
			_, _, _ = aggregate.SumValid(floats[:n/8], validity)
			aggregate.Min(ints[:n/8])
			aggregate.MaxValid(floats[:n/8], validity)
			aggregate.Mean(floats[:n/8])
		},
	} {
		for _, size := range []int{8, 100, 4800} {
			if n := testing.AllocsPerRun(20, func() { call(size) }); n != 0 {
				t.Errorf("%s: %v allocations of %d bytes", name, n, size)
			}
		}
	}
}
