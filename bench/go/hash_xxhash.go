package main

import (
	"github.com/cespare/xxhash/v2"

	sinewxxhash "github.com/sinew-simd/sinew/bindings/go/hash/xxhash"
)

func init() { register("hash/xxhash", xxh64Rows) }

func xxh64Rows(t *table) {
	name := versionOf("cespare/xxhash", "github.com/cespare/xxhash/v2")
	data := randomBytes(1<<20 + 4096)
	oneShotRows(t, "one-shot, ", name, data, sinewxxhash.Sum64, xxhash.Sum64, same)
	digest, peerDigest := sinewxxhash.New(), xxhash.New()
	streamRows(t, name, data,
		func(in []byte, piece int) uint64 {
			digest.Reset()
			for ; len(in) > 0; in = in[piece:] {
				digest.Write(in[:piece])
			}
			return digest.Sum64()
		},
		func(in []byte, piece int) uint64 {
			peerDigest.Reset()
			for ; len(in) > 0; in = in[piece:] {
				peerDigest.Write(in[:piece])
			}
			return peerDigest.Sum64()
		})
	columnRows(t, name, data, sinewxxhash.HashColumn, sinewxxhash.HashUint64s[uint64], xxhash.Sum64)
}
