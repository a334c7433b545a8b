//go:build !cgo

package combine

import "math"

// Without cgo no batch is long enough for the library.
const crossover = math.MaxInt

func manyC(*uint64, *uint64, int, *uint64) { panic("unreachable") }
