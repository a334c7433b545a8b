//go:build !cgo

package varint

import "math"

// Without cgo no input is long enough for the library.
const (
	crossoverSize   = math.MaxInt
	crossoverAppend = math.MaxInt
	crossoverCount  = math.MaxInt
	crossoverDecode = math.MaxInt
)

func sizeC[T Value]([]T) int { panic("unreachable") }

func countC([]byte) int { panic("unreachable") }

func appendC[T Value]([]byte, []T) []byte { panic("unreachable") }

func decodeC[T Value]([]T, []byte) (int, int, error) { panic("unreachable") }
