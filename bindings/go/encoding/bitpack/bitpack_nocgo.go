//go:build !cgo

package bitpack

import "math"

// Without cgo no input is long enough for the library.
const (
	crossoverPack   = math.MaxInt
	crossoverUnpack = math.MaxInt
	crossoverWidth  = math.MaxInt
)

func packC[T Value]([]byte, []T, int) int { panic("unreachable") }

func unpackC[T Value]([]T, []byte, int) { panic("unreachable") }

func widthC[T Value]([]T) int { panic("unreachable") }
