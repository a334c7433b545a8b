//go:build cgo

package xxhash

import (
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

const (
	// Rows from which a batch in the library is faster than a loop here.
	crossoverWords   = 16
	crossoverStrings = 12
)

func hashManyC(view *column.View, seed uint64, out *uint64) (fault int, status int32) {
	return c.XXH64Many(view, seed, out)
}
