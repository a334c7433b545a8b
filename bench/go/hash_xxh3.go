package main

import (
	zeebo "github.com/zeebo/xxh3"

	"github.com/sinew-simd/sinew/bindings/go/hash/xxh3"
)

func init() { register("hash/xxh3", xxh3Rows) }

func xxh3Rows(t *table) {
	name := versionOf("zeebo/xxh3", "github.com/zeebo/xxh3")
	data := randomBytes(1<<20 + 4096)
	oneShotRows(t, "one-shot, ", name, data, xxh3.Hash, zeebo.Hash, same)
	t.run(row{"one-shot with seed, 32 B", nanosecondsPer("call"), 1,
		repeat(func() uint64 { return xxh3.HashSeed(data[:32], 42) }),
		[]peer{{name: name, work: repeat(func() uint64 { return zeebo.HashSeed(data[:32], 42) })}}})
	type both struct{ hi, lo uint64 }
	oneShotRows(t, "128 bits, ", name, data,
		func(b []byte) both { h := xxh3.Hash128(b); return both{h.Hi, h.Lo} },
		func(b []byte) both { h := zeebo.Hash128(b); return both{h.Hi, h.Lo} },
		func(h both) uint64 { return h.hi + h.lo })
	hasher, peerHasher := xxh3.New(), zeebo.New()
	streamRows(t, name, data,
		func(in []byte, piece int) uint64 {
			hasher.Reset()
			for ; len(in) > 0; in = in[piece:] {
				hasher.Write(in[:piece])
			}
			return hasher.Sum64()
		},
		func(in []byte, piece int) uint64 {
			peerHasher.Reset()
			for ; len(in) > 0; in = in[piece:] {
				peerHasher.Write(in[:piece])
			}
			return peerHasher.Sum64()
		})
	columnRows(t, name, data, xxh3.HashColumn, xxh3.HashUint64s[uint64], zeebo.Hash)
}
