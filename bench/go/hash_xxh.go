package main

import (
	"encoding/binary"
	"math/rand/v2"

	"github.com/sinew-simd/sinew/bindings/go"
)

var xxhSizes = []int{0, 1, 3, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 240, 256, 384, 512, 1 << 10, 2 << 10, 4 << 10, 8 << 10, 16 << 10, 32 << 10, 64 << 10, 256 << 10, 1 << 20}

// oneShotRows compares two functions of one input at all sizes.
func oneShotRows[Hash any](t *table, prefix, name string, data []byte, ours, peers func([]byte) Hash, fold func(Hash) uint64) {
	for _, size := range xxhSizes {
		unit, amount := byteUnit(size)
		// Inputs start at different places, as keys do; a long one stays in the cache.
		starts := 4096 / 8
		if size > 4096 {
			starts = 1
		}
		walk := func(hash func([]byte) Hash) work {
			at := 0
			return func(calls int) uint64 {
				all := uint64(0)
				for range calls {
					at = (at + 1) & (starts - 1)
					all += fold(hash(data[8*at:][:size]))
				}
				return all
			}
		}
		t.run(row{prefix + sizeName(size), unit, amount, walk(ours), []peer{{name: name, work: walk(peers)}}})
	}
}

// streamRows compares two hashers on 64 KiB in pieces; sum starts over first.
func streamRows(t *table, name string, data []byte, ours, peers func(in []byte, piece int) uint64) {
	for _, piece := range []int{16, 100, 1 << 10, 64 << 10} {
		in := data[:(64<<10)/piece*piece]
		t.run(row{"stream, 64 KiB by " + sizeName(piece), gigabytesPerSecond, float64(len(in)),
			repeat(func() uint64 { return ours(in, piece) }),
			[]peer{{name: name, work: repeat(func() uint64 { return peers(in, piece) })}}})
	}
}

// columnRows compares batches of strings and integers with loops over fresh keys.
func columnRows(t *table, name string, data []byte, column func([]uint64, sinew.Column, uint64) error, words func([]uint64, []uint64, uint64), peers func([]byte) uint64) {
	const keys = 1 << 20
	var pool sinew.Strings
	r := rand.New(rand.NewPCG(1, 2))
	for range keys {
		pool.AppendBytes(data[r.IntN(1<<20):][:8+r.IntN(33)])
	}
	offsets, bytes := columnsOf(&pool)
	values := make([]uint64, keys)
	for i := range values {
		values[i] = r.Uint64()
	}
	for _, count := range []int{4, 8, 12, 16, 32, 256, 4096, keys} {
		out := make([]uint64, count)
		// Every call takes the next keys of the pool, which no branch predictor remembers.
		window := func(call func(first int)) work {
			first := 0
			return func(calls int) uint64 {
				all := uint64(0)
				for range calls {
					if first+count > keys {
						first = 0
					}
					call(first)
					all += out[0] ^ out[count-1]
					first += count
				}
				return all
			}
		}
		t.run(row{"strings of 8-40 B, batch of " + countName(count), nanosecondsPer("key"), float64(count),
			window(func(first int) {
				if err := column(out, sinew.StringsOf(offsets[first:first+count+1], bytes), 0); err != nil {
					panic(err)
				}
			}),
			[]peer{{name: name, work: window(func(first int) {
				for i := range out {
					out[i] = peers(bytes[offsets[first+i]:offsets[first+i+1]])
				}
			})}}})
		t.run(row{"uint64, batch of " + countName(count), nanosecondsPer("key"), float64(count),
			window(func(first int) { words(out, values[first:first+count], 0) }),
			[]peer{{name: name, work: window(func(first int) {
				var b [8]byte
				for i, word := range values[first : first+count] {
					binary.LittleEndian.PutUint64(b[:], word)
					out[i] = peers(b[:])
				}
			})}}})
	}
}

func same(hash uint64) uint64 { return hash }
