package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/klauspost/compress/zstd"
	"github.com/sinew-simd/sinew/bindings/go/encoding/alp"
	"github.com/sinew-simd/sinew/bindings/go/encoding/parquet"
)

// makeTrades returns microseconds since 1970 and prices. Most trades follow one another within a
// millisecond, and most prices are near the one before, in whole cents.
func makeTrades(rows int) (times []int64, prices []float64) {
	random := rand.New(rand.NewPCG(2024, 5))
	times, prices = make([]int64, rows), make([]float64, rows)
	now, cents := int64(1714550400_000000), int64(18_250)
	for i := range rows {
		now += int64(random.ExpFloat64() * 800)
		cents = max(1, cents+int64(math.Round(random.NormFloat64()*3)))
		times[i], prices[i] = now, float64(cents)/100
	}
	return times, prices
}

func timeWays(times []int64) []way {
	var packed []byte
	out := make([]int64, len(times))
	sinew := way{
		name: "DELTA_BINARY_PACKED",
		pack: func() []byte {
			packed = parquet.AppendDelta(packed[:0], times)
			return packed
		},
		unpack: func(in []byte) error {
			clear(out)
			return whole(parquet.DecodeDelta(out, in))(len(out), len(in))
		},
		check: func() error {
			if !slices.Equal(out, times) {
				return errors.New("the column did not come back as it was")
			}
			return nil
		},
	}
	plain := make([]byte, 0, 8*len(times))
	for _, t := range times {
		plain = binary.LittleEndian.AppendUint64(plain, uint64(t))
	}
	return append([]way{sinew}, zstdWays(plain)...)
}

func priceWays(prices []float64) []way {
	packed := make([]byte, 0, alp.EncodedBound[float64](len(prices)))
	out := make([]float64, len(prices))
	sinew := way{
		name: "ALP",
		pack: func() []byte {
			packed = alp.Append(packed[:0], prices)
			return packed
		},
		unpack: func(in []byte) error {
			clear(out)
			return whole(alp.Decode(out, in))(len(out), len(in))
		},
		check: func() error {
			for i := range out {
				if math.Float64bits(out[i]) != math.Float64bits(prices[i]) {
					return fmt.Errorf("price %d came back as %v, not %v", i, out[i], prices[i])
				}
			}
			return nil
		},
	}
	plain := make([]byte, 0, 8*len(prices))
	for _, p := range prices {
		plain = binary.LittleEndian.AppendUint64(plain, math.Float64bits(p))
	}
	return append([]way{sinew}, zstdWays(plain)...)
}

// whole checks that a decoder found all values in all bytes.
func whole(count, read int, err error) func(wantCount, wantRead int) error {
	return func(wantCount, wantRead int) error {
		if err == nil && (count != wantCount || read != wantRead) {
			err = fmt.Errorf("%d values in %d bytes, not %d in %d", count, read, wantCount, wantRead)
		}
		return err
	}
}

// zstdWays are the peers: zstd knows bytes, not numbers.
func zstdWays(plain []byte) []way {
	var ways []way
	for _, level := range []zstd.EncoderLevel{zstd.SpeedFastest, zstd.SpeedDefault, zstd.SpeedBetterCompression} {
		encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(level), zstd.WithEncoderConcurrency(1))
		if err != nil {
			panic(err) // the options are constants
		}
		decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
		if err != nil {
			panic(err)
		}
		var packed []byte
		out := make([]byte, 0, len(plain))
		ways = append(ways, way{
			name: "zstd " + level.String(),
			pack: func() []byte {
				packed = encoder.EncodeAll(plain, packed[:0])
				return packed
			},
			unpack: func(in []byte) (err error) {
				out, err = decoder.DecodeAll(in, out[:0])
				return err
			},
			check: func() error {
				if !slices.Equal(out, plain) {
					return errors.New("the column did not come back as it was")
				}
				return nil
			},
		})
	}
	return ways
}
