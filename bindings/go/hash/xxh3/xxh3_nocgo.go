//go:build !cgo

package xxh3

import (
	"math"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Without cgo no input is long enough for the library.
const (
	crossover        = math.MaxInt
	crossoverWords   = math.MaxInt
	crossoverStrings = math.MaxInt
)

func hashC(unsafe.Pointer, int, uint64) uint64 { panic("unreachable") }

func hashManyC(*column.View, uint64, *uint64) (int, int32) { panic("unreachable") }

func hash128C(unsafe.Pointer, int, uint64) Uint128 { panic("unreachable") }

func hashMany128C(*column.View, uint64, *Uint128) (int, int32) { panic("unreachable") }
