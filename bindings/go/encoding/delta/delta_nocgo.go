//go:build !cgo

package delta

import "math"

// Without cgo no input is long enough for the library.
const (
	crossoverEncode    = math.MaxInt
	crossoverDecode    = math.MaxInt
	crossoverZigzag    = math.MaxInt
	crossoverMeasure   = math.MaxInt
	crossoverDistances = math.MaxInt
)

func encodeC[T Integer](_, _ []T, _ T) T { panic("unreachable") }

func decodeC[T Integer](_, _ []T, _ T) T { panic("unreachable") }

func zigzagC[U Unsigned, S Signed]([]U, []S) { panic("unreachable") }

func unzigzagC[S Signed, U Unsigned]([]S, []U) { panic("unreachable") }

func measureC[T Integer]([]T) (T, int) { panic("unreachable") }

func distancesC[U Unsigned, T Integer]([]U, []T, T) { panic("unreachable") }

func valuesC[T Integer, U Unsigned]([]T, []U, T) { panic("unreachable") }
