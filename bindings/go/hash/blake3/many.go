package blake3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/rows"
)

func hashMany(out [][hashSize]byte, view *column.View) error {
	if view.Count >= crossoverRows {
		return rows.Result(c.Blake3Many(view, &out[0][0]))
	}
	return rows.Each(out, view, func(p unsafe.Pointer, n int) [hashSize]byte {
		return Sum256(unsafe.Slice((*byte)(p), n))
	})
}
