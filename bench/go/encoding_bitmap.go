package main

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"math/rand/v2"

	"github.com/sinew-simd/sinew/bindings/go/encoding/bitmap"
)

func init() { register("encoding/bitmap", bitmapRows) }

// bitmapRows: against the loops that one writes, over words where bitmaps start at a byte.
func bitmapRows(t *table) {
	const loop = "Go loop over words"
	le := binary.LittleEndian
	for _, count := range []int{64, 512, 4096, 1 << 16, 1 << 20, 1 << 26} {
		unit, amount, size := millionsPerSecond("bits"), float64(count), countName(count)+" bits"
		in, other, dst := randomBytes(count/8+8), randomBytes(count/8 + 16)[8:], make([]byte, count/8)
		a, b := bitmap.Slice{Bits: in, Len: count}, bitmap.Slice{Bits: other, Len: count}
		sample := func() uint64 { return uint64(dst[0]) + uint64(dst[len(dst)/2])<<8 + uint64(dst[len(dst)-1])<<16 }
		t.run(row{"and, " + size, unit, amount,
			repeat(func() uint64 { bitmap.And(dst, a, b); return sample() }),
			[]peer{{name: loop, work: repeat(func() uint64 {
				for i := 0; i+8 <= len(dst); i += 8 {
					le.PutUint64(dst[i:], le.Uint64(in[i:])&le.Uint64(other[i:]))
				}
				return sample()
			})}}})
		shifted := bitmap.Slice{Bits: in, Offset: 3, Len: count}
		t.run(row{"and from bit 3, " + size, unit, amount,
			repeat(func() uint64 { bitmap.And(dst, shifted, b); return sample() }),
			[]peer{{name: loop, work: repeat(func() uint64 {
				for i := 0; i+8 <= len(dst); i += 8 {
					le.PutUint64(dst[i:], (le.Uint64(in[i:])>>3|uint64(in[i+8])<<61)&le.Uint64(other[i:]))
				}
				return sample()
			})}}})
		t.run(row{"count, " + size, unit, amount,
			repeat(func() uint64 { return uint64(bitmap.Count(a)) }),
			[]peer{{name: loop, work: repeat(func() uint64 {
				ones := 0
				for i := 0; 8*i < count; i += 8 {
					ones += bits.OnesCount64(le.Uint64(in[i:]))
				}
				return uint64(ones)
			})}}})

		flags := make([]bool, count)
		flagSample := func() uint64 {
			n := uint64(0)
			for k, i := range []int{0, count / 3, count - 1} {
				if flags[i] {
					n |= 1 << k
				}
			}
			return n
		}
		t.run(row{"to bools, " + size, unit, amount,
			repeat(func() uint64 { bitmap.ToBools(flags, a); return flagSample() }),
			[]peer{{name: "Go loop", work: repeat(func() uint64 {
				for i := range flags {
					flags[i] = in[i/8]>>(i%8)&1 != 0
				}
				return flagSample()
			})}}})
		t.run(row{"from bools, " + size, unit, amount,
			repeat(func() uint64 { bitmap.FromBools(dst, flags); return sample() }),
			[]peer{{name: "Go loop", work: repeat(func() uint64 {
				for i := range dst {
					out := byte(0)
					for k, b := range flags[8*i:][:8] {
						if b {
							out |= 1 << k
						}
					}
					dst[i] = out
				}
				return sample()
			})}}})

		r := rand.New(rand.NewPCG(1, 2))
		for _, percent := range []int{1, 50} {
			clear(dst)
			for i := range count {
				if r.IntN(100) < percent {
					dst[i/8] |= 1 << (i % 8)
				}
			}
			indices := make([]uint32, 0, count)
			last := func(out []uint32) uint64 { return uint64(len(out)) + uint64(append(out, 0)[len(out)/2])<<32 }
			t.run(row{fmt.Sprintf("indices, %d%% set, %s", percent, size), unit, amount,
				repeat(func() uint64 { return last(bitmap.AppendIndices(indices, bitmap.Slice{Bits: dst, Len: count})) }),
				[]peer{{name: loop, work: repeat(func() uint64 {
					out := indices
					for i := 0; 8*i < count; i += 8 {
						for w := le.Uint64(dst[i:]); w != 0; w &= w - 1 {
							out = append(out, uint32(8*i+bits.TrailingZeros64(w)))
						}
					}
					return last(out)
				})}}})
		}
	}
}
