//go:build !cgo

package rendezvous

import (
	"math"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Without cgo no batch is long enough for the library.
const (
	crossover      = math.MaxInt
	crossoverPairs = math.MaxInt
)

func manyC(*column.View, []uint64, *int32) { panic("unreachable") }
