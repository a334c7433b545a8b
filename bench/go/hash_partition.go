package main

import (
	"fmt"
	"math/rand/v2"

	dgryski "github.com/dgryski/go-jump"

	"github.com/sinew-simd/sinew/bindings/go/hash/combine"
	"github.com/sinew-simd/sinew/bindings/go/hash/jump"
	"github.com/sinew-simd/sinew/bindings/go/hash/rendezvous"
)

// windows gives every call the next `count` of the hashes, which no branch predictor remembers.
func windows(hashes []uint64, count int, call func(in []uint64) uint64) work {
	first := 0
	return func(calls int) uint64 {
		all := uint64(0)
		for range calls {
			all += call(hashes[first:][:count])
			first = (first + count) & (len(hashes) - 1)
		}
		return all
	}
}

func init() {
	register("hash/jump", jumpRows)
	register("hash/rendezvous", rendezvousRows)
	register("hash/combine", combineRows)
}

const hashCount = 1 << 18

func randomHashes() []uint64 {
	r := rand.New(rand.NewPCG(1, 2))
	hashes := make([]uint64, hashCount)
	for i := range hashes {
		hashes[i] = r.Uint64()
	}
	return hashes
}

func jumpRows(t *table) {
	hashes := randomHashes()
	out := make([]int32, hashCount)
	digest := func(count int) uint64 { return uint64(out[0]) + 3*uint64(out[count-1]) }
	name := versionOf("dgryski/go-jump", "github.com/dgryski/go-jump")
	for _, buckets := range []int{10, 1000} {
		t.run(row{fmt.Sprintf("one key, %s buckets", countName(buckets)), nanosecondsPer("key"), 1,
			windows(hashes, 1, func(in []uint64) uint64 { return uint64(jump.Hash(in[0], buckets)) }),
			[]peer{{name: name, work: windows(hashes, 1, func(in []uint64) uint64 { return uint64(dgryski.Hash(in[0], buckets)) })}}})
		for _, count := range []int{4, 16, 256, 4096, hashCount} {
			t.run(row{fmt.Sprintf("batch of %s, %s buckets", countName(count), countName(buckets)), nanosecondsPer("key"), float64(count),
				windows(hashes, count, func(in []uint64) uint64 {
					jump.HashUint64s(out[:count], in, buckets)
					return digest(count)
				}),
				[]peer{{name: "loop of " + name, work: windows(hashes, count, func(in []uint64) uint64 {
					for i, key := range in {
						out[i] = dgryski.Hash(key, buckets)
					}
					return digest(count)
				})}}})
		}
	}
}

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

// combineLoop is the formula of sinew_hash_combine.
func combineLoop(first, second uint64) uint64 {
	x := (first^first>>32)*0x9e3779b97f4a7c15 + 0x243f6a8885a308d3 + second
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
