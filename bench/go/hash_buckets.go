package main

import (
	"math/rand/v2"
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

const hashCount = 1 << 18

func randomHashes() []uint64 {
	r := rand.New(rand.NewPCG(1, 2))
	hashes := make([]uint64, hashCount)
	for i := range hashes {
		hashes[i] = r.Uint64()
	}
	return hashes
}
