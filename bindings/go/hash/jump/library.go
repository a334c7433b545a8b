package jump

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Keys from which a call of the library is faster than a loop here (Zen 5 with AVX-512: 16 keys of 10
// buckets 101 ns against 115, of 1000 buckets 115 against 318).
var crossover = c.From(16)

func manyC(keys *column.View, buckets int, out *int32) {
	c.JumpHashMany(keys, uint32(buckets), (*uint32)(unsafe.Pointer(out)))
}
