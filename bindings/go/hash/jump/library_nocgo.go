//go:build !cgo

package jump

import (
	"math"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Without cgo no batch is long enough for the library.
const crossover = math.MaxInt

func manyC(*column.View, int, *int32) { panic("unreachable") }
