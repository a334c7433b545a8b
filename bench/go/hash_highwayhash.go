package main

import (
	"encoding/binary"

	minio "github.com/minio/highwayhash"

	"github.com/sinew-simd/sinew/bindings/go/hash/highwayhash"
)

func init() { register("hash/highwayhash", highwayHashRows) }

func highwayHashRows(t *table) {
	name := versionOf("minio/highwayhash", "github.com/minio/highwayhash")
	data, key := randomBytes(1<<20+64), randomBytes(32)

	type sum func(data, key []byte) uint64
	rows := func(what string, size int, sinew, peerSum sum) {
		unit, amount := byteUnit(size)
		in := data[:size]
		t.run(row{what + ", " + sizeName(size), unit, amount,
			repeat(func() uint64 { return sinew(in, key) }),
			[]peer{{name: name, work: repeat(func() uint64 { return peerSum(in, key) })}}})
	}
	for _, size := range []int{0, 8, 16, 21, 32, 64, 100, 256, 1 << 10, 4 << 10, 64 << 10, 1 << 20} {
		rows("Sum64", size, highwayhash.Sum64, minio.Sum64)
		rows("Sum128", size, func(data, key []byte) uint64 {
			h := highwayhash.Sum128(data, key)
			return binary.LittleEndian.Uint64(h[8:])
		}, func(data, key []byte) uint64 {
			h := minio.Sum128(data, key)
			return binary.LittleEndian.Uint64(h[8:])
		})
		rows("Sum", size, func(data, key []byte) uint64 {
			h := highwayhash.Sum(data, key)
			return binary.LittleEndian.Uint64(h[24:])
		}, func(data, key []byte) uint64 {
			h := minio.Sum(data, key)
			return binary.LittleEndian.Uint64(h[24:])
		})
	}

	sinewHash, err := highwayhash.New64(key)
	if err != nil {
		panic(err)
	}
	peerHash, err := minio.New64(key)
	if err != nil {
		panic(err)
	}
	for _, size := range []int{10, 100, 4 << 10} {
		unit, amount := byteUnit(5 * size)
		t.run(row{"New64, five writes of " + sizeName(size), unit, amount,
			repeat(func() uint64 {
				sinewHash.Reset()
				for i := range 5 {
					sinewHash.Write(data[i*size:][:size])
				}
				return sinewHash.Sum64()
			}),
			[]peer{{name: name, work: repeat(func() uint64 {
				peerHash.Reset()
				for i := range 5 {
					peerHash.Write(data[i*size:][:size])
				}
				return peerHash.Sum64()
			})}}})
	}
}
