//go:build !cgo

package bitmap

import "math"

// Without cgo no bitmap is long enough for the library.
const (
	crossoverWords     = math.MaxInt
	crossoverShifted   = math.MaxInt
	crossoverFromBools = math.MaxInt
	crossoverToBools   = math.MaxInt
	crossoverIndices   = math.MaxInt
)

func combineC(dst, a []byte, aShift int, b []byte, bShift, count int, op operation) {
	panic("unreachable")
}

func notC(dst, in []byte, shift, count int) { panic("unreachable") }

func countC(in []byte, shift, count int) int { panic("unreachable") }

func fromBoolsC(dst []byte, in []bool) { panic("unreachable") }

func toBoolsC(dst []bool, in []byte, shift, count int) { panic("unreachable") }

func indicesC[T Index](out []T, in []byte, shift, count int) int { panic("unreachable") }
