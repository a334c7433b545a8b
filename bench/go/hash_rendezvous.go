package main

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/hash/rendezvous"
)

func init() { register("hash/rendezvous", rendezvousRows) }

func rendezvousRows(t *table) {
	hashes := randomHashes()
	out := make([]int32, hashCount)
	digest := func(count int) uint64 { return uint64(out[0]) + 3*uint64(out[count-1]) }
	for _, nodeCount := range []int{3, 10, 100} {
		nodes := hashes[:nodeCount]
		for _, count := range []int{1, 4, 16, 256, 4096} {
			t.run(row{fmt.Sprintf("batch of %s, %d nodes", countName(count), nodeCount), nanosecondsPer("key"), float64(count),
				windows(hashes, count, func(in []uint64) uint64 {
					rendezvous.ChooseUint64s(out[:count], in, nodes)
					return digest(count)
				}),
				[]peer{{name: "Go loop", work: windows(hashes, count, func(in []uint64) uint64 {
					for i, hash := range in {
						out[i] = int32(chooseLoop(hash, nodes))
					}
					return digest(count)
				})}}})
		}
	}
}

// chooseLoop is the formula of sinew_rendezvous.
func chooseLoop(hash uint64, nodes []uint64) int {
	choice, most := 0, int64(-1<<63)
	for i, node := range nodes {
		x := (node^node>>32)*0x9e3779b97f4a7c15 + 0x243f6a8885a308d3 + hash
		x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
		if weight := int64((x ^ x>>27) * 0x94d049bb133111eb); weight > most {
			choice, most = i, weight
		}
	}
	return choice
}
