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

func sumI64(in *int64, bits *byte, bit uint8, rows int) (int64, int, int32) {
	return sumI64Go(unsafe.Slice(in, rows), bitmap{bits, bit})
}

func sumU64(in *uint64, bits *byte, bit uint8, rows int) (uint64, int, int32) {
	return sumU64Go(unsafe.Slice(in, rows), bitmap{bits, bit})
}

func sumF64(in *float64, bits *byte, bit uint8, rows int) (float64, int) {
	return sumF64Go(unsafe.Slice(in, rows), bitmap{bits, bit})
}

func minI64(in *int64, bits *byte, bit uint8, rows int) (int64, int) {
	return minGo(unsafe.Slice(in, rows), bitmap{bits, bit})
}

func minU64(in *uint64, bits *byte, bit uint8, rows int) (uint64, int) {
	return minGo(unsafe.Slice(in, rows), bitmap{bits, bit})
}

func minF64(in *float64, bits *byte, bit uint8, rows int) (float64, int) {
	return minF64Go(unsafe.Slice(in, rows), bitmap{bits, bit})
}

func maxI64(in *int64, bits *byte, bit uint8, rows int) (int64, int) {
	return maxGo(unsafe.Slice(in, rows), bitmap{bits, bit})
}

func maxU64(in *uint64, bits *byte, bit uint8, rows int) (uint64, int) {
	return maxGo(unsafe.Slice(in, rows), bitmap{bits, bit})
}

func maxF64(in *float64, bits *byte, bit uint8, rows int) (float64, int) {
	return maxF64Go(unsafe.Slice(in, rows), bitmap{bits, bit})
}
