package sinew_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	"github.com/sinew-simd/sinew/bindings/go/encoding/alp"
	"github.com/sinew-simd/sinew/bindings/go/encoding/bitpack"
	"github.com/sinew-simd/sinew/bindings/go/encoding/delta"
	"github.com/sinew-simd/sinew/bindings/go/encoding/dictionary"
	"github.com/sinew-simd/sinew/bindings/go/encoding/parquet"
	"github.com/sinew-simd/sinew/bindings/go/encoding/streamvbyte"
	"github.com/sinew-simd/sinew/bindings/go/encoding/varint"
	"github.com/sinew-simd/sinew/bindings/go/hash/blake3"
	"github.com/sinew-simd/sinew/bindings/go/hash/combine"
	"github.com/sinew-simd/sinew/bindings/go/hash/jump"
	"github.com/sinew-simd/sinew/bindings/go/hash/kafka"
	"github.com/sinew-simd/sinew/bindings/go/hash/murmur3"
	"github.com/sinew-simd/sinew/bindings/go/hash/rendezvous"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxh3"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxhash"
)

// given are columns of numbers of every width, and of strings, with nulls and without.
type given struct {
	int16s   []int16
	int32s   []int32
	uint32s  []uint32
	int64s   []int64
	uint64s  []uint64
	float32s []float32
	float64s []float64
	prices   []float64
	bytes16s [][16]byte
	strings  sinew.Strings
	valid    sinew.Validity
}

func givenOf(rows int) *given {
	r := rand.New(rand.NewPCG(1, uint64(rows)))
	g := new(given)
	valid := make([]bool, rows)
	for i := range rows {
		word := r.Uint64() >> r.IntN(64)
		g.int16s = append(g.int16s, int16(word))
		g.int32s = append(g.int32s, int32(word))
		g.uint32s = append(g.uint32s, uint32(word))
		g.int64s = append(g.int64s, int64(word)>>8)
		g.uint64s = append(g.uint64s, word>>9)
		g.float32s = append(g.float32s, float32(math.Ldexp(float64(r.Int32()), r.IntN(40)-20)))
		g.float64s = append(g.float64s, math.Ldexp(float64(r.Int64()), r.IntN(100)-50))
		g.prices = append(g.prices, float64(r.IntN(1_000_000))/100)
		var b [16]byte
		binary.BigEndian.PutUint64(b[3:], word)
		g.bytes16s = append(g.bytes16s, b)
		g.strings.Append(fmt.Sprintf("string %d", word%97))
		valid[i] = r.IntN(4) > 0
	}
	g.valid = sinew.ValidityOf(valid)
	return g
}

func (g *given) columns() []sinew.Column {
	all := []sinew.Column{sinew.Int16s(g.int16s), sinew.Int32s(g.int32s), sinew.Uint32s(g.uint32s), sinew.Int64s(g.int64s), sinew.Uint64s(g.uint64s),
		sinew.Float32s(g.float32s), sinew.Float64s(g.float64s), sinew.Bytes16s(g.bytes16s), g.strings.Column()}
	for _, column := range all {
		all = append(all, column.With(g.valid))
	}
	return all
}

// Digests of results, each number with its lowest byte first. They are those of the library, in C++.
func TestTheSameValuesEverywhere(t *testing.T) {
	for name, c := range map[string]struct {
		want string
		of   func(out io.Writer, g *given) error
	}{
		"hashes of columns": {"9c7bca72354f77c0", func(out io.Writer, g *given) error {
			for _, column := range g.columns() {
				h64, h128, h256 := make([]uint64, column.Len()), make([]xxh3.Uint128, column.Len()), make([][32]byte, column.Len())
				h32, pairs, partitions := make([]uint32, column.Len()), make([][2]uint64, column.Len()), make([]int32, column.Len())
				for _, step := range []struct {
					err    error
					values any
				}{
					{xxh3.HashColumn(h64, column, 7), h64}, {xxh3.HashColumn128(h128, column, 7), h128},
					{murmur3.Sum32Column(h32, column, 7), h32}, {murmur3.Sum128Column(pairs, column, 7), pairs},
					{blake3.HashColumn(h256, column), h256}, {kafka.PartitionColumn(partitions, column, 7), partitions},
				} {
					if step.err != nil {
						return step.err
					}
					binary.Write(out, binary.LittleEndian, step.values)
				}
				if err := xxhash.HashColumn(h64, column, 7); err != nil {
					return err
				}
				binary.Write(out, binary.LittleEndian, h64)
			}
			return nil
		}},
		"buckets": {"108a9f194fc29b18", func(out io.Writer, g *given) error {
			hashes, buckets := make([]uint64, len(g.uint64s)), make([]int32, len(g.uint64s))
			combine.Hashes(hashes, g.uint64s, g.uint64s)
			jump.HashUint64s(buckets, hashes, 1000)
			binary.Write(out, binary.LittleEndian, buckets)
			rendezvous.ChooseUint64s(buckets, hashes, []uint64{1, 2, 3, 4, 5})
			return binary.Write(out, binary.LittleEndian, buckets)
		}},
		"encodings of integers": {"e538486e20a5bed8", func(out io.Writer, g *given) error {
			out.Write(varint.Append(varint.Append(nil, g.int64s), g.uint32s))
			out.Write(streamvbyte.Encoding0124.AppendDelta(streamvbyte.Encoding1234.Append(nil, g.uint32s), g.uint32s, 7))
			packed, err := bitpack.Append(nil, g.uint64s, bitpack.Width(g.uint64s))
			out.Write(packed)
			base, width := delta.Measure(g.int64s)
			fmt.Fprint(out, base, width)
			return err
		}},
		"encodings of Parquet": {"8fe73e92821bf793", func(out io.Writer, g *given) error {
			out.Write(parquet.AppendDelta(parquet.AppendDelta(nil, g.int32s), g.int64s))
			out.Write(parquet.AppendByteStreamSplit(parquet.AppendByteStreamSplit(nil, g.float32s), g.float64s))
			levels, err := parquet.AppendRLE(nil, g.uint32s, 32)
			if err != nil {
				return err
			}
			out.Write(levels)
			strings, err := parquet.AppendPrefixStrings(nil, g.strings.Column().With(g.valid))
			out.Write(strings)
			return err
		}},
		"ALP": {"d78d5a881c3995bb", func(out io.Writer, g *given) error {
			_, err := out.Write(alp.Append(alp.Append(alp.Append(nil, g.float32s), g.float64s), g.prices))
			return err
		}},
		"reductions": {"686c72dac3af8176", func(out io.Writer, g *given) error {
			sum, err := aggregate.Sum(g.int64s)
			if err != nil {
				return err
			}
			floats, count, err := aggregate.SumValid(g.float64s, g.valid)
			least, _ := aggregate.Min(g.float64s)
			ints, _ := aggregate.Mean(g.uint64s)
			mean, _ := aggregate.Mean(g.float64s)
			for _, x := range []any{sum, floats, int64(count), least, ints, mean} {
				binary.Write(out, binary.LittleEndian, x)
			}
			return err
		}},
		"GROUP BY": {"5502b120f01a8511", func(out io.Writer, g *given) error {
			for _, key := range []sinew.Column{g.strings.Column().With(g.valid), sinew.Uint64s(g.uint64s)} {
				by, err := aggregate.NewGroupBy(aggregate.Options{Keys: []sinew.Type{key.Type()}, Values: []sinew.Type{sinew.Int64, sinew.Float64},
					Aggregates: []aggregate.Aggregate{aggregate.Rows(), aggregate.SumOf(0), aggregate.MeanOf(0), aggregate.SumOf(1), aggregate.MinOf(1), aggregate.MeanOf(1)}})
				if err != nil {
					return err
				}
				defer by.Close()
				if err := by.Update(key, sinew.Int64s(g.int64s), sinew.Float64s(g.float64s).With(g.valid)); err != nil {
					return err
				}
				var b sinew.Batch
				defer b.Close()
				if err := by.Results(&b); err != nil {
					return err
				}
				for i := range b.NumColumns() {
					for row := range b.Len() {
						column := b.Column(i)
						switch {
						case !column.Valid(row):
							out.Write([]byte("null"))
						case column.Type() == sinew.String:
							out.Write(column.Bytes(row))
						case column.Type() == sinew.Int64:
							binary.Write(out, binary.LittleEndian, sinew.Values[int64](column)[row])
						case column.Type() == sinew.Uint64:
							binary.Write(out, binary.LittleEndian, sinew.Values[uint64](column)[row])
						default:
							binary.Write(out, binary.LittleEndian, sinew.Values[float64](column)[row])
						}
					}
				}
			}
			return nil
		}},
		"dictionaries": {"a535f79537134c40", func(out io.Writer, g *given) error {
			e, err := dictionary.NewEncoder[int16](dictionary.Options{})
			if err != nil {
				return err
			}
			defer e.Close()
			indices := make([]uint32, len(g.int16s))
			if err := e.Encode(indices, g.int16s, g.valid); err != nil {
				return err
			}
			var b sinew.Batch
			defer b.Close()
			if err := e.Values(&b); err != nil {
				return err
			}
			binary.Write(out, binary.LittleEndian, indices)
			return binary.Write(out, binary.LittleEndian, sinew.Values[int16](b.Column(0)))
		}},
	} {
		digest := sha256.New()
		for _, rows := range []int{1, 3, 10, 100, 2000, 3001} {
			if err := c.of(digest, givenOf(rows)); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if got := hex.EncodeToString(digest.Sum(nil)[:8]); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
