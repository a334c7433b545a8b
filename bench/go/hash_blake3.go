package main

import (
	"encoding/binary"

	zeebo "github.com/zeebo/blake3"
	lukechampine "lukechampine.com/blake3"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/hash/blake3"
)

func init() { register("hash/blake3", blake3Rows) }

func blake3Rows(t *table) {
	zeeboName := versionOf("zeebo/blake3", "github.com/zeebo/blake3")
	lukechampineName := versionOf("lukechampine/blake3", "lukechampine.com/blake3")
	data := randomBytes(16 << 20)

	for _, size := range []int{0, 8, 64, 128, 512, 1 << 10, 1536, 2 << 10, 4 << 10, 8 << 10, 16 << 10, 64 << 10, 1 << 20, 16 << 20} {
		unit, amount := byteUnit(size)
		in := data[:size]
		of := func(sum func([]byte) [32]byte) work {
			return repeat(func() uint64 {
				hash := sum(in)
				return binary.LittleEndian.Uint64(hash[:])
			})
		}
		t.run(row{"Sum256, " + sizeName(size), unit, amount, of(blake3.Sum256),
			[]peer{{name: zeeboName, work: of(zeebo.Sum256)}, {name: lukechampineName, work: of(lukechampine.Sum256)}}})
	}

	const messages = 1 << 14
	for _, shape := range []struct {
		name string
		size func(i int) int
	}{
		{"64 B", func(int) int { return 64 }},
		{"1-1000 B", func(i int) int { return 1 + i*i%1000 }},
	} {
		var pool sinew.Strings
		for i := range messages {
			pool.AppendBytes(data[64*i:][:shape.size(i)])
		}
		offsets, bytes := columnsOf(&pool)
		for _, count := range []int{16, 256, 4096, messages} {
			out := make([][32]byte, count)
			window := func(call func(first int)) work {
				first := 0
				return func(calls int) uint64 {
					all := uint64(0)
					for range calls {
						call(first)
						all += binary.LittleEndian.Uint64(out[0][:]) ^ binary.LittleEndian.Uint64(out[count-1][:])
						first = (first + count) & (messages - 1)
					}
					return all
				}
			}
			loop := func(sum func([]byte) [32]byte) work {
				return window(func(first int) {
					for i := range out {
						out[i] = sum(bytes[offsets[first+i]:offsets[first+i+1]])
					}
				})
			}
			t.run(row{"messages of " + shape.name + ", batch of " + countName(count), nanosecondsPer("message"), float64(count),
				window(func(first int) {
					if err := blake3.HashColumn(out, sinew.StringsOf(offsets[first:first+count+1], bytes)); err != nil {
						panic(err)
					}
				}),
				[]peer{{name: zeeboName, work: loop(zeebo.Sum256)}, {name: lukechampineName, work: loop(lukechampine.Sum256)}}})
		}
	}
}
