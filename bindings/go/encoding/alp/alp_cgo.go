//go:build cgo

package alp

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Values from which the library is faster than Go, the call included.
const (
	crossoverEncode = 2
	crossoverDecode = 32
)

func encodeC[F Float](free []byte, in []F) int {
	from := unsafe.Pointer(unsafe.SliceData(in))
	if sizeOf[F]() == 4 {
		return c.ALPEncode32((*float32)(from), len(in), unsafe.SliceData(free), len(free))
	}
	return c.ALPEncode64((*float64)(from), len(in), unsafe.SliceData(free), len(free))
}

func decodeC[F Float](out []F, in []byte) (read, written int, status int32) {
	to := unsafe.Pointer(unsafe.SliceData(out))
	if sizeOf[F]() == 4 {
		return c.ALPDecode32(unsafe.SliceData(in), len(in), (*float32)(to), len(out))
	}
	return c.ALPDecode64(unsafe.SliceData(in), len(in), (*float64)(to), len(out))
}
