package compare

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Rows from which the library is faster than Go.
var crossover = c.From(64)

// columnsNative reports false if offsets of strings are wrong.
func columnsNative(bits, validity []byte, in *column.View, relation Relation, other *column.View) bool {
	r := c.Compare(in, other, int32(relation), unsafe.SliceData(bits), unsafe.SliceData(validity))
	return r.Status == c.StatusOK
}
