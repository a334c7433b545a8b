package main

import (
	"math/rand/v2"

	twmb "github.com/twmb/murmur3"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/hash/murmur3"
)

func init() { register("hash/murmur3", murmur3Rows) }

func murmur3Rows(t *table) {
	name := versionOf("twmb/murmur3", "github.com/twmb/murmur3")
	data := randomBytes(1<<20 + 4096)
	low := func(h1, h2 uint64) uint64 { return h1 ^ h2 }

	// Inputs start at different places, as keys do.
	for _, size := range []int{0, 3, 4, 7, 8, 11, 15, 16, 23, 31, 32, 47, 64, 100, 256, 1 << 10, 64 << 10, 1 << 20} {
		unit, amount := byteUnit(size)
		walk := func(hash func([]byte) uint64) work {
			at := 0
			return func(calls int) uint64 {
				all := uint64(0)
				for range calls {
					at = (at + 1) & 511
					all += hash(data[8*at:][:size])
				}
				return all
			}
		}
		t.run(row{"32 bits, " + sizeName(size), unit, amount,
			walk(func(b []byte) uint64 { return uint64(murmur3.Sum32(b)) }),
			[]peer{{name: name, work: walk(func(b []byte) uint64 { return uint64(twmb.Sum32(b)) })}}})
		t.run(row{"128 bits, " + sizeName(size), unit, amount,
			walk(func(b []byte) uint64 { return low(murmur3.Sum128(b)) }),
			[]peer{{name: name, work: walk(func(b []byte) uint64 { return low(twmb.Sum128(b)) })}}})
	}

	stream := murmur3.New128()
	peerStream := twmb.New128()
	t.run(row{"128 bits, streamed, 100 B at a time", nanosecondsPer("write"), 1,
		func(calls int) uint64 {
			stream.Reset()
			for range calls {
				stream.Write(data[:100])
			}
			return low(stream.Sum128())
		},
		[]peer{{name: name, work: func(calls int) uint64 {
			peerStream.Reset()
			for range calls {
				peerStream.Write(data[:100])
			}
			return low(peerStream.Sum128())
		}}}})

	const keys = 1 << 20
	offsets, bytes := randomKeys(keys, func(r *rand.Rand) int { return 8 + r.IntN(33) })
	for _, count := range []int{16, 256, 4096, keys} {
		out := make([]uint32, count)
		t.run(row{"32 bits, strings of 8-40 B, batch of " + countName(count), nanosecondsPer("key"), float64(count),
			keyWindows(keys, count, func(first int) uint64 {
				if err := murmur3.Sum32Column(out, sinew.StringsOf(offsets[first:first+count+1], bytes), 0); err != nil {
					panic(err)
				}
				return uint64(out[0] ^ out[count-1])
			}),
			[]peer{{name: name, work: keyWindows(keys, count, func(first int) uint64 {
				for i := range out {
					out[i] = twmb.Sum32(bytes[offsets[first+i]:offsets[first+i+1]])
				}
				return uint64(out[0] ^ out[count-1])
			})}}})
		wide := make([][2]uint64, count)
		t.run(row{"128 bits, strings of 8-40 B, batch of " + countName(count), nanosecondsPer("key"), float64(count),
			keyWindows(keys, count, func(first int) uint64 {
				if err := murmur3.Sum128Column(wide, sinew.StringsOf(offsets[first:first+count+1], bytes), 0); err != nil {
					panic(err)
				}
				return wide[0][0] ^ wide[count-1][1]
			}),
			[]peer{{name: name, work: keyWindows(keys, count, func(first int) uint64 {
				for i := range wide {
					wide[i][0], wide[i][1] = twmb.Sum128(bytes[offsets[first+i]:offsets[first+i+1]])
				}
				return wide[0][0] ^ wide[count-1][1]
			})}}})
	}
}

// randomKeys returns a column of strings, with lengths drawn by size.
func randomKeys(count int, size func(*rand.Rand) int) (offsets []int64, bytes []byte) {
	r := rand.New(rand.NewPCG(1, 2))
	offsets = []int64{0}
	for i := range count {
		offsets = append(offsets, offsets[i]+int64(size(r)))
	}
	return offsets, randomBytes(int(offsets[count]))
}

// keyWindows calls with the first of the next count keys each time, which no branch predictor
// remembers.
func keyWindows(keys, count int, call func(first int) uint64) work {
	first := 0
	return func(calls int) uint64 {
		all := uint64(0)
		for range calls {
			all += call(first)
			first = (first + count) & (keys - 1)
		}
		return all
	}
}
