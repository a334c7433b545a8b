//go:build !cgo

package murmur3

import (
	"math"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Without cgo no batch is long enough for the library.
const (
	crossoverStrings = math.MaxInt
	crossoverValues  = math.MaxInt
)

func sum32ManyC(*column.View, uint32, *uint32) (int, int32) { panic("unreachable") }

func sum128ManyC(*column.View, uint64, *uint64) (int, int32) { panic("unreachable") }
