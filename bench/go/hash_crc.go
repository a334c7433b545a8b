package main

import (
	stdcrc32 "hash/crc32"
	stdcrc64 "hash/crc64"

	"github.com/sinew-simd/sinew/bindings/go/hash/crc32"
	"github.com/sinew-simd/sinew/bindings/go/hash/crc64"
)

// Around where the packages hand over to the library, and far beyond.
var crcSizes = []int{16, 64, 256, 1 << 10, 1536, 2 << 10, 3 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 16 << 20}

func crcRows(o *options) {
	data := randomBytes(16 << 20)
	add := func(t *table, name, standardName string, size int, sinew, std func([]byte) uint64) {
		unit, amount := byteUnit(size)
		in := data[:size]
		t.run(row{name + ", " + sizeName(size), unit, amount, repeat(func() uint64 { return sinew(in) }),
			[]peer{{name: standard(standardName), work: repeat(func() uint64 { return std(in) })}}})
	}
	t := table{"go/hash/crc32", o}
	castagnoli := crc32.MakeTable(crc32.Castagnoli)
	for _, size := range crcSizes {
		add(&t, "Castagnoli", "hash/crc32", size,
			func(in []byte) uint64 { return uint64(crc32.Checksum(in, castagnoli)) },
			func(in []byte) uint64 { return uint64(stdcrc32.Checksum(in, castagnoli)) })
	}
	for _, size := range crcSizes {
		add(&t, "IEEE", "hash/crc32", size,
			func(in []byte) uint64 { return uint64(crc32.ChecksumIEEE(in)) },
			func(in []byte) uint64 { return uint64(stdcrc32.ChecksumIEEE(in)) })
	}
	t = table{"go/hash/crc64", o}
	nvme := crc64.MakeTable(crc64.NVME)
	for _, size := range crcSizes {
		add(&t, "NVME", "hash/crc64", size,
			func(in []byte) uint64 { return crc64.Checksum(in, nvme) },
			func(in []byte) uint64 { return stdcrc64.Checksum(in, nvme) })
	}
}
