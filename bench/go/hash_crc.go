package main

import (
	stdcrc32 "hash/crc32"
	stdcrc64 "hash/crc64"

	"github.com/sinew-simd/sinew/bindings/go/hash/crc32"
	"github.com/sinew-simd/sinew/bindings/go/hash/crc64"
)

// Around where the packages hand over to the library, and far beyond.
var crcSizes = []int{16, 64, 256, 1 << 10, 1536, 2 << 10, 3 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 16 << 20}

func init() {
	register("hash/crc32", crc32Rows)
	register("hash/crc64", crc64Rows)
}

func checksumRows(t *table, name, standardName string, sinew, std func([]byte) uint64) {
	data := randomBytes(16 << 20)
	for _, size := range crcSizes {
		unit, amount := byteUnit(size)
		in := data[:size]
		t.run(row{name + ", " + sizeName(size), unit, amount, repeat(func() uint64 { return sinew(in) }),
			[]peer{{name: standard(standardName), work: repeat(func() uint64 { return std(in) })}}})
	}
}

func crc32Rows(t *table) {
	castagnoli := crc32.MakeTable(crc32.Castagnoli)
	checksumRows(t, "Castagnoli", "hash/crc32",
		func(in []byte) uint64 { return uint64(crc32.Checksum(in, castagnoli)) },
		func(in []byte) uint64 { return uint64(stdcrc32.Checksum(in, castagnoli)) })
	checksumRows(t, "IEEE", "hash/crc32",
		func(in []byte) uint64 { return uint64(crc32.ChecksumIEEE(in)) },
		func(in []byte) uint64 { return uint64(stdcrc32.ChecksumIEEE(in)) })
}

func crc64Rows(t *table) {
	nvme := crc64.MakeTable(crc64.NVME)
	checksumRows(t, "NVME", "hash/crc64",
		func(in []byte) uint64 { return crc64.Checksum(in, nvme) },
		func(in []byte) uint64 { return stdcrc64.Checksum(in, nvme) })
}
