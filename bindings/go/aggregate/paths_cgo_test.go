//go:build cgo

package aggregate

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

func paths() map[string]path {
	return map[string]path{"in Go": goPath, "exported": apiPath, "in the library": libraryPath}
}

func libraryPath(function int32, of kind, words []uint64, bits *byte, bit uint8) (uint64, int, int32) {
	return c.Reduce(function, int32(of), (*byte)(unsafe.Pointer(unsafe.SliceData(words))), bits, bit, len(words))
}

// The plain engine makes a Go string of each new key; the library keeps its own.
func refillIsFree(sinew.Type) bool { return true }
