package main

import (
	stdcrc32 "hash/crc32"

	"github.com/sinew-simd/sinew/bindings/go/hash/crc32"
)

func init() { register("hash/crc32", crc32Rows) }

func crc32Rows(t *table) {
	castagnoli := crc32.MakeTable(crc32.Castagnoli)
	checksumRows(t, "Castagnoli", "hash/crc32",
		func(in []byte) uint64 { return uint64(crc32.Checksum(in, castagnoli)) },
		func(in []byte) uint64 { return uint64(stdcrc32.Checksum(in, castagnoli)) })
	checksumRows(t, "IEEE", "hash/crc32",
		func(in []byte) uint64 { return uint64(crc32.ChecksumIEEE(in)) },
		func(in []byte) uint64 { return uint64(stdcrc32.ChecksumIEEE(in)) })
}
