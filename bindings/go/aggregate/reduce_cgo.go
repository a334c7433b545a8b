//go:build cgo

package aggregate

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Rows from which a call of the library is faster than Go (BenchmarkCrossover on Zen 5 with AVX-512,
// where a call costs 30 ns for a count and 55 to 90 for the others). All is for the functions that
// know of no nulls: 256 int64s are added in 60 ns against 65 here and there, 320 floats in 46 against
// 61, 512 of them in 72 against 64, and the least of 192 int64s takes 53 against 55.
const (
	crossoverCount       = 64
	crossoverSum         = 112
	crossoverMinMax      = 104
	crossoverMinMaxFloat = 68
	crossoverAllSum      = 256
	crossoverAllSumFloat = 432
	crossoverAllMinMax   = 192
)

func countBits(bits *byte, bit uint8, rows int) int {
	if rows < crossoverCount {
		return countGo(bitmap{bits, bit}, rows)
	}
	return c.BitmapCount(bits, int(bit), rows)
}

func reduce(function int32, of kind, p unsafe.Pointer, bits *byte, bit uint8, rows int) (word uint64, count int, status int32) {
	crossover := crossoverSum
	if function == c.AggregateMin || function == c.AggregateMax {
		crossover = crossoverMinMax
		if of == float {
			crossover = crossoverMinMaxFloat
		}
	}
	if rows < crossover {
		return reduceGo(function, of, p, bitmap{bits, bit}, rows)
	}
	return c.Reduce(function, int32(of), (*byte)(p), bits, bit, rows)
}
