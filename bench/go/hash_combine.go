package main

import (
	"github.com/sinew-simd/sinew/bindings/go/hash/combine"
)

func init() { register("hash/combine", combineRows) }

func combineRows(t *table) {
	hashes := randomHashes()
	combined := make([]uint64, hashCount)
	second := hashes[hashCount/2:]
	for _, count := range []int{8, 16, 32, 256, 4096, hashCount / 2} {
		t.run(row{"batch of " + countName(count), nanosecondsPer("row"), float64(count),
			windows(hashes[:hashCount/2], count, func(in []uint64) uint64 {
				combine.Hashes(combined[:count], in, second[:count])
				return combined[0] ^ combined[count-1]
			}),
			[]peer{{name: "Go loop", work: windows(hashes[:hashCount/2], count, func(in []uint64) uint64 {
				for i, hash := range in {
					combined[i] = combineLoop(hash, second[i])
				}
				return combined[0] ^ combined[count-1]
			})}}})
	}
}

// combineLoop is the formula of sinew_hash_combine.
func combineLoop(first, second uint64) uint64 {
	x := (first^first>>32)*0x9e3779b97f4a7c15 + 0x243f6a8885a308d3 + second
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
