package main

import (
	"fmt"
	"math/rand/v2"

	parquetbits "github.com/parquet-go/bitpack"

	"github.com/sinew-simd/sinew/bindings/go/encoding/bitpack"
)

func init() { register("encoding/bitpack", bitpackRows) }

func bitpackRows(t *table) {
	peerName := versionOf("parquet-go/bitpack", "github.com/parquet-go/bitpack")
	for _, count := range []int{8, 32, 128, 1024, 65536} {
		for _, width := range []int{3, 13, 27} {
			values := make([]uint32, count)
			r := rand.New(rand.NewPCG(1, uint64(width)))
			for i := range values {
				values[i] = r.Uint32() >> (32 - width)
			}
			packed := mustOf(bitpack.Append(nil, values, width))
			padded := make([]byte, len(packed)+parquetbits.PaddingInt32)
			copy(padded, packed)
			out, signed := make([]uint32, count), make([]int32, count)
			unit, amount := byteUnit(4 * count)
			name := fmt.Sprintf("%d bits, %s values", width, countName(count))
			t.run(row{"unpack " + name, unit, amount,
				repeat(func() uint64 { mustOf(bitpack.Decode(out, packed, width)); return sampleOf(out) }),
				[]peer{{name: peerName, work: repeat(func() uint64 {
					parquetbits.Unpack(signed, padded[:len(packed)], uint(width))
					return sampleOf(signed)
				})}}})
			for i, v := range values {
				signed[i] = int32(v)
			}
			again := make([]byte, len(padded))
			t.run(row{"pack " + name, unit, amount,
				repeat(func() uint64 { packed = mustOf(bitpack.Append(packed[:0], values, width)); return sampleOf(packed) }),
				[]peer{{name: peerName, work: repeat(func() uint64 {
					parquetbits.Pack(again, signed, uint(width))
					return sampleOf(again[:len(packed)])
				})}}})
		}
	}
}
