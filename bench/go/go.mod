module github.com/sinew-simd/sinew/bench/go

go 1.24.0

require (
	github.com/cespare/xxhash/v2 v2.3.0
	github.com/dgryski/go-jump v0.0.0-20170409065014-e1f439676b57
	github.com/klauspost/compress v1.18.0
	github.com/mhr3/streamvbyte v0.3.1
	github.com/minio/highwayhash v1.0.4
	github.com/parquet-go/bitpack v1.0.0
	github.com/parquet-go/parquet-go v0.25.1
	github.com/sinew-simd/sinew/bindings/go v0.0.0
	github.com/twmb/franz-go v1.18.1
	github.com/twmb/murmur3 v1.1.8
	github.com/zeebo/blake3 v0.2.4
	github.com/zeebo/xxh3 v1.1.0
	lukechampine.com/blake3 v1.4.1
)

require (
	github.com/klauspost/cpuid/v2 v2.2.10 // indirect
	github.com/pierrec/lz4/v4 v4.1.22 // indirect
	github.com/twmb/franz-go/pkg/kmsg v1.9.0 // indirect
	golang.org/x/sys v0.38.0 // indirect
)

replace github.com/sinew-simd/sinew/bindings/go => ../../bindings/go
