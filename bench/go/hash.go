package main

import (
	"math/rand/v2"

	zeebo "github.com/zeebo/xxh3"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxh3"
)

func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{7}).Read(b)
	return b
}

// byteUnit shows short inputs in time and long ones in speed.
func byteUnit(size int) (unit, float64) {
	if size < 1<<10 {
		return nanosecondsPer("call"), 1
	}
	return gigabytesPerSecond, float64(size)
}

func xxh3Rows(o *options) {
	t := table{"go/hash/xxh3", o}
	name := versionOf("zeebo/xxh3", "github.com/zeebo/xxh3")
	data := randomBytes(1<<20 + 4096)

	for _, size := range []int{3, 8, 16, 32, 64, 128, 192, 240, 256, 384, 512, 1 << 10, 2 << 10, 4 << 10, 8 << 10, 16 << 10, 32 << 10, 64 << 10, 256 << 10, 1 << 20} {
		unit, amount := byteUnit(size)
		// Inputs start at different places, as keys do; a long one stays in the cache.
		starts := 4096 / 8
		if size > 4096 {
			starts = 1
		}
		walk := func(hash func([]byte) uint64) work {
			at := 0
			return func(calls int) uint64 {
				all := uint64(0)
				for range calls {
					at = (at + 1) & (starts - 1)
					all += hash(data[8*at:][:size])
				}
				return all
			}
		}
		t.run(row{"one-shot, " + sizeName(size), unit, amount, walk(xxh3.Hash), []peer{{name: name, work: walk(zeebo.Hash)}}})
	}
	t.run(seededRow(&t, name, data))

	const keys = 1 << 20
	var pool sinew.Strings
	r := rand.New(rand.NewPCG(1, 2))
	for range keys {
		pool.AppendBytes(data[r.IntN(1<<20):][:8+r.IntN(33)])
	}
	offsets, bytes := columnsOf(&pool)
	words := make([]uint64, keys)
	for i := range words {
		words[i] = r.Uint64()
	}
	for _, count := range []int{16, 256, 4096, keys} {
		out := make([]uint64, count)
		// Every call takes the next keys of the pool, which no branch predictor remembers.
		window := func(call func(first int)) work {
			first := 0
			return func(calls int) uint64 {
				all := uint64(0)
				for range calls {
					call(first)
					all += out[0] ^ out[count-1]
					first = (first + count) & (keys - 1)
				}
				return all
			}
		}
		t.run(row{"strings of 8-40 B, batch of " + countName(count), nanosecondsPer("key"), float64(count),
			window(func(first int) {
				if err := xxh3.HashColumn(out, sinew.StringsOf(offsets[first:first+count+1], bytes), 0); err != nil {
					panic(err)
				}
			}),
			[]peer{{name: name, work: window(func(first int) {
				for i := range out {
					out[i] = zeebo.Hash(bytes[offsets[first+i]:offsets[first+i+1]])
				}
			})}}})
		t.run(row{"uint64, batch of " + countName(count), nanosecondsPer("key"), float64(count),
			window(func(first int) { xxh3.HashUint64s(out, words[first:first+count], 0) }),
			[]peer{{name: name, work: window(func(first int) {
				var b [8]byte
				for i, word := range words[first : first+count] {
					b = [8]byte{byte(word), byte(word >> 8), byte(word >> 16), byte(word >> 24), byte(word >> 32), byte(word >> 40), byte(word >> 48), byte(word >> 56)}
					out[i] = zeebo.Hash(b[:])
				}
			})}}})
	}
}

func seededRow(t *table, name string, data []byte) row {
	return row{"one-shot with seed, 32 B", nanosecondsPer("call"), 1,
		repeat(func() uint64 { return xxh3.HashSeed(data[:32], 42) }),
		[]peer{{name: name, work: repeat(func() uint64 { return zeebo.HashSeed(data[:32], 42) })}}}
}

// columnsOf returns the strings as an Arrow column with offsets of 64 bits.
func columnsOf(s *sinew.Strings) ([]int64, []byte) {
	offsets := []int64{0}
	var bytes []byte
	for i := range s.Len() {
		bytes = append(bytes, s.At(i)...)
		offsets = append(offsets, int64(len(bytes)))
	}
	return offsets, bytes
}
