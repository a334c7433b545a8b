package main

import (
	"math/rand/v2"

	mhr3 "github.com/mhr3/streamvbyte"

	"github.com/sinew-simd/sinew/bindings/go/encoding/streamvbyte"
)

func init() { register("encoding/streamvbyte", streamvbyteRows) }

// streamvbyteRows: values of any length, and for differences sorted ones.
func streamvbyteRows(t *table) {
	name := versionOf("mhr3/streamvbyte", "github.com/mhr3/streamvbyte")
	e := streamvbyte.Encoding1234
	for _, count := range []int{8, 16, 32, 64, 128, 256, 1024, 16 << 10, 1 << 20} {
		r := rand.New(rand.NewPCG(1, 2))
		values, sorted, out := make([]uint32, count), make([]uint32, count), make([]uint32, count)
		last := uint32(0)
		for i := range values {
			values[i] = r.Uint32() >> r.IntN(32)
			last += r.Uint32() >> 24 << r.IntN(4)
			sorted[i] = last
		}
		unit, size := millionsPerSecond("values"), countName(count)+" values"
		dst := make([]byte, 0, streamvbyte.EncodedBound(count))
		packed := e.Append(nil, values)
		deltas := e.AppendDelta(nil, sorted, 0)
		sample := func() uint64 { return uint64(out[0]) + uint64(out[count/2])<<1 + uint64(out[count-1])<<2 }

		t.run(row{"encode " + size, unit, float64(count),
			repeat(func() uint64 { b := e.Append(dst, values); return codecEnds(b, len(b)) }),
			[]peer{{name: name, work: repeat(func() uint64 {
				b := mhr3.EncodeUint32(values, &mhr3.EncodeOptions[uint32]{Buffer: dst[:cap(dst)]})
				return codecEnds(b, len(b))
			})}}})
		t.run(row{"decode " + size, unit, float64(count),
			repeat(func() uint64 { _, err := e.Decode(out, packed); must(err); return sample() }),
			[]peer{{name: name, work: repeat(func() uint64 {
				mhr3.DecodeUint32(packed, count, &mhr3.DecodeOptions[uint32]{Buffer: out})
				return sample()
			})}}})
		t.run(row{"encode differences, " + size, unit, float64(count),
			repeat(func() uint64 { b := e.AppendDelta(dst, sorted, 0); return codecEnds(b, len(b)) }),
			[]peer{{name: name, work: repeat(func() uint64 {
				b := mhr3.DeltaEncodeUint32(sorted, &mhr3.EncodeOptions[uint32]{Buffer: dst[:cap(dst)]})
				return codecEnds(b, len(b))
			})}}})
		t.run(row{"decode differences, " + size, unit, float64(count),
			repeat(func() uint64 { _, err := e.DecodeDelta(out, deltas, 0); must(err); return sample() }),
			[]peer{{name: name, work: repeat(func() uint64 {
				mhr3.DeltaDecodeUint32(deltas, count, &mhr3.DecodeOptions[uint32]{Buffer: out})
				return sample()
			})}}})
	}
}
