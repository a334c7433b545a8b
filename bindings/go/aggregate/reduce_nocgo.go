//go:build !cgo

package aggregate

import (
	"math"
	"unsafe"
)

// Without cgo no input is long enough for the library.
const (
	crossoverAllSum      = math.MaxInt
	crossoverAllSumFloat = math.MaxInt
	crossoverAllMinMax   = math.MaxInt
	crossoverMinMaxFloat = math.MaxInt
)

func countBits(bits *byte, bit uint8, rows int) int { return countGo(bitmap{bits, bit}, rows) }

func reduce(function int32, of kind, p unsafe.Pointer, bits *byte, bit uint8, rows int) (word uint64, count int, status int32) {
	return reduceGo(function, of, p, bitmap{bits, bit}, rows)
}
