package main

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"math/rand/v2"

	"github.com/sinew-simd/sinew/bindings/go/encoding/delta"
	"github.com/sinew-simd/sinew/bindings/go/encoding/varint"
)

// varintValues are of 1 to most bytes, each length as likely.
func varintValues(count, most int) []uint64 {
	r := rand.New(rand.NewPCG(1, 2))
	values := make([]uint64, count)
	for i := range values {
		values[i] = (r.Uint64() | 1<<63) >> (64 - min(64, 7*(1+r.IntN(most))))
	}
	return values
}

// batches is work on one batch after the other of count values, so that branches cannot learn them.
func batches(total, count int, call func(first int) uint64) work {
	first := 0
	return func(calls int) uint64 {
		all := uint64(0)
		for range calls {
			if first += count; first+count > total {
				first = 0
			}
			all += call(first)
		}
		return all
	}
}

func init() { register("encoding/varint", varintRows) }

func varintRows(t *table) {
	name := standard("encoding/binary")
	const total = 1 << 20
	for _, most := range []int{1, 2, 3, 5, 10} {
		lengths := fmt.Sprintf("1 to %d bytes", most)
		if most == 1 {
			lengths = "1 byte"
		}
		if !t.wants("values of " + lengths) {
			continue
		}
		values := varintValues(total, most)
		encoded := varint.Append(nil, values)
		starts := make([]int, total+1)
		for i, v := range values {
			starts[i+1] = starts[i] + (9*bits.Len64(v|1)+64)/64
		}
		counts := []int{256, total}
		if most == 3 || most == 10 {
			counts = []int{4, 8, 16, 32, 48, 64, 128, 1024, 16384, total}
		}
		buf := make([]byte, 0, len(encoded)+16)
		out := make([]uint64, total)
		for _, count := range counts {
			what := " values of " + lengths + ", batch of " + countName(count)
			ends := func(out []uint64) uint64 { return out[0] + out[count-1] }
			t.run(row{"decode" + what, millionsPerSecond("values"), float64(count),
				batches(total, count, func(first int) uint64 {
					if _, _, err := varint.Decode(out[:count], encoded[starts[first]:starts[first+count]]); err != nil {
						panic(err)
					}
					return ends(out)
				}),
				[]peer{{name: name, work: batches(total, count, func(first int) uint64 {
					in := encoded[starts[first]:starts[first+count]]
					for i := range out[:count] {
						v, n := binary.Uvarint(in)
						if n <= 0 {
							panic("varint")
						}
						out[i] = v
						in = in[n:]
					}
					return ends(out)
				})}}})
			t.run(row{"append" + what, millionsPerSecond("values"), float64(count),
				batches(total, count, func(first int) uint64 {
					buf = varint.Append(buf[:0], values[first:first+count])
					return codecEnds(buf, len(buf))
				}),
				[]peer{{name: name, work: batches(total, count, func(first int) uint64 {
					buf = buf[:0]
					for _, v := range values[first : first+count] {
						buf = binary.AppendUvarint(buf, v)
					}
					return codecEnds(buf, len(buf))
				})}}})
		}
	}
}

func init() { register("encoding/delta", integerRows) }

func integerRows(t *table) {
	for _, count := range []int{16, 64, 128, 256, 1024, 16384, 1 << 20} {
		values := make([]int64, count)
		for i := range values {
			values[i] = int64(i)*1000 + int64(i*i%977)
		}
		differences, out, mapped := make([]int64, count), make([]int64, count), make([]uint64, count)
		delta.Encode(differences, values, 0)
		unit, amount := gigabytesPerSecond, float64(8*count)
		run := func(what string, result func() uint64, sinew, loop func()) {
			if !t.wants(what + ", " + countName(count)) {
				return
			}
			t.run(row{what + ", " + countName(count) + " values", unit, amount,
				repeat(func() uint64 { sinew(); return result() }),
				[]peer{{name: "Go loop", work: repeat(func() uint64 { loop(); return result() })}}})
		}
		ends := func() uint64 { return uint64(out[0] + out[count/2] + out[count-1]) }
		mappedEnds := func() uint64 { return mapped[0] + mapped[count/2] + mapped[count-1] }
		run("differences", ends,
			func() { delta.Encode(out, values, 0) },
			func() {
				last := int64(0)
				for i, v := range values {
					out[i] = v - last
					last = v
				}
			})
		run("prefix sums", ends,
			func() { delta.Decode(out, differences, 0) },
			func() {
				sum := int64(0)
				for i, v := range differences {
					sum += v
					out[i] = sum
				}
			})
		run("zigzag", mappedEnds,
			func() { delta.Zigzag(mapped, differences) },
			func() {
				for i, v := range differences {
					mapped[i] = uint64(v)<<1 ^ uint64(v>>63)
				}
			})
		base, width := int64(0), 0
		run("measure", func() uint64 { return uint64(base) + uint64(width) },
			func() { base, width = delta.Measure(values) },
			func() {
				least, greatest := values[0], values[0]
				for _, v := range values {
					least, greatest = min(least, v), max(greatest, v)
				}
				base, width = least, bits.Len64(uint64(greatest)-uint64(least))
			})
		run("distances", mappedEnds,
			func() { delta.Distances(mapped, values, 7) },
			func() {
				for i, v := range values {
					mapped[i] = uint64(v - 7)
				}
			})
	}
}
