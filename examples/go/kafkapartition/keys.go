package main

import (
	"fmt"
	"math/rand/v2"
)

// makeKeys returns count keys such as a stream of events has.
func makeKeys(count int) [][]byte {
	random := rand.New(rand.NewPCG(9, 2))
	users := rand.NewZipf(random, 1.2, 50, 5_000_000)
	keys := make([][]byte, count)
	for i := range keys {
		switch kind := random.IntN(20); {
		case kind < 8:
			keys[i] = fmt.Appendf(nil, "user-%d", 100+users.Uint64())
		case kind < 15:
			keys[i] = uuid(random.Uint64(), random.Uint64())
		default:
			keys[i] = fmt.Appendf(nil, "tenant-%03d/device-%06d", random.IntN(500), random.IntN(200_000))
		}
	}
	return keys
}

// uuid writes a random UUID (RFC 9562, version 4).
func uuid(high, low uint64) []byte {
	high = high&^0xf000 | 0x4000
	low = low&^(3<<62) | 1<<63
	return fmt.Appendf(nil, "%08x-%04x-%04x-%04x-%012x", high>>32, high>>16&0xffff, high&0xffff, low>>48, low&(1<<48-1))
}
