//go:build !cgo

package kafka

import (
	"math"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Without cgo no batch is long enough for the library.
const (
	crossoverStrings = math.MaxInt
	crossoverValues  = math.MaxInt
)

func murmur2ManyC(*column.View, *int32) (int, int32) { panic("unreachable") }

func partitionManyC(*column.View, int32, *int32) (int, int32) { panic("unreachable") }
