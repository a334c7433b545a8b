package main

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"math/rand/v2"

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
