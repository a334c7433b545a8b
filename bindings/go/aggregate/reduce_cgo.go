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
	return c.Count(bits, bit, rows)
}

func sumI64(in *int64, bits *byte, bit uint8, rows int) (int64, int, int32) {
	if rows < crossoverSum {
		return sumI64Go(unsafe.Slice(in, rows), bitmap{bits, bit})
	}
	return c.SumI64(in, bits, bit, rows)
}

func sumU64(in *uint64, bits *byte, bit uint8, rows int) (uint64, int, int32) {
	if rows < crossoverSum {
		return sumU64Go(unsafe.Slice(in, rows), bitmap{bits, bit})
	}
	return c.SumU64(in, bits, bit, rows)
}

func sumF64(in *float64, bits *byte, bit uint8, rows int) (float64, int) {
	if rows < crossoverSum {
		return sumF64Go(unsafe.Slice(in, rows), bitmap{bits, bit})
	}
	return c.SumF64(in, bits, bit, rows)
}

func minI64(in *int64, bits *byte, bit uint8, rows int) (int64, int) {
	if rows < crossoverMinMax {
		return minGo(unsafe.Slice(in, rows), bitmap{bits, bit})
	}
	return c.MinI64(in, bits, bit, rows)
}

func minU64(in *uint64, bits *byte, bit uint8, rows int) (uint64, int) {
	if rows < crossoverMinMax {
		return minGo(unsafe.Slice(in, rows), bitmap{bits, bit})
	}
	return c.MinU64(in, bits, bit, rows)
}

func minF64(in *float64, bits *byte, bit uint8, rows int) (float64, int) {
	if rows < crossoverMinMaxFloat {
		return minF64Go(unsafe.Slice(in, rows), bitmap{bits, bit})
	}
	return c.MinF64(in, bits, bit, rows)
}

func maxI64(in *int64, bits *byte, bit uint8, rows int) (int64, int) {
	if rows < crossoverMinMax {
		return maxGo(unsafe.Slice(in, rows), bitmap{bits, bit})
	}
	return c.MaxI64(in, bits, bit, rows)
}

func maxU64(in *uint64, bits *byte, bit uint8, rows int) (uint64, int) {
	if rows < crossoverMinMax {
		return maxGo(unsafe.Slice(in, rows), bitmap{bits, bit})
	}
	return c.MaxU64(in, bits, bit, rows)
}

func maxF64(in *float64, bits *byte, bit uint8, rows int) (float64, int) {
	if rows < crossoverMinMaxFloat {
		return maxF64Go(unsafe.Slice(in, rows), bitmap{bits, bit})
	}
	return c.MaxF64(in, bits, bit, rows)
}
