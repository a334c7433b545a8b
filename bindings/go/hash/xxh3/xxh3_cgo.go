//go:build cgo

package xxh3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

func hashC(p unsafe.Pointer, n int, seed uint64) uint64 { return c.XXH364((*byte)(p), n, seed) }

func hashManyC(view *column.View, seed uint64, out *uint64) (fault int, status int32) {
	return c.XXH364Many(view, seed, out)
}
