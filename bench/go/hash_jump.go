package main

import (
	"fmt"

	dgryski "github.com/dgryski/go-jump"

	"github.com/sinew-simd/sinew/bindings/go/hash/jump"
)

func init() { register("hash/jump", jumpRows) }

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
