package main

import (
	stdcrc64 "hash/crc64"

	"github.com/sinew-simd/sinew/bindings/go/hash/crc64"
)

func init() { register("hash/crc64", crc64Rows) }

func crc64Rows(t *table) {
	nvme := crc64.MakeTable(crc64.NVME)
	checksumRows(t, "NVME", "hash/crc64",
		func(in []byte) uint64 { return crc64.Checksum(in, nvme) },
		func(in []byte) uint64 { return stdcrc64.Checksum(in, nvme) })
}
