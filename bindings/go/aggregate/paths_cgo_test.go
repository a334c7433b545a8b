//go:build cgo

package aggregate

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

func paths() map[string]reductions {
	return map[string]reductions{"Go": goPath, "API": apiPath, "library": libraryPath}
}

var libraryPath = reductions{
	count: func(bits *byte, bit uint8, rows int) int { return c.Count(bits, bit, rows) },
	sumI64: func(values []int64, bits *byte, bit uint8) (int64, int, bool) {
		sum, count, status := c.SumI64(unsafe.SliceData(values), bits, bit, len(values))
		return sum, count, status == c.StatusOverflow
	},
	sumU64: func(values []uint64, bits *byte, bit uint8) (uint64, int, bool) {
		sum, count, status := c.SumU64(unsafe.SliceData(values), bits, bit, len(values))
		return sum, count, status == c.StatusOverflow
	},
	sumF64: func(values []float64, bits *byte, bit uint8) (float64, int) {
		return c.SumF64(unsafe.SliceData(values), bits, bit, len(values))
	},
	minMax: func(values []float64, bits *byte, bit uint8) (float64, float64) {
		least, _ := c.MinF64(unsafe.SliceData(values), bits, bit, len(values))
		greatest, _ := c.MaxF64(unsafe.SliceData(values), bits, bit, len(values))
		return least, greatest
	},
	minMaxInts: func(words []uint64, bits *byte, bit uint8) [4]uint64 {
		p := unsafe.SliceData(words)
		ints := (*int64)(unsafe.Pointer(p))
		least, _ := c.MinI64(ints, bits, bit, len(words))
		greatest, _ := c.MaxI64(ints, bits, bit, len(words))
		leastWord, _ := c.MinU64(p, bits, bit, len(words))
		greatestWord, _ := c.MaxU64(p, bits, bit, len(words))
		return [4]uint64{uint64(least), uint64(greatest), leastWord, greatestWord}
	},
}

// The plain engine makes a Go string of each new key; the library keeps its own.
func refillIsFree(sinew.Type) bool { return true }
