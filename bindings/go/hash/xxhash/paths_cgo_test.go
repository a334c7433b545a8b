//go:build cgo

package xxhash

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

func sumLibrary(b []byte, seed uint64) uint64 { return c.XXH64(unsafe.SliceData(b), len(b), seed) }
