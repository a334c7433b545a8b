//go:build !cgo

package dictionary

import (
	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Everything is decoded in Go.
const (
	crossoverDecode        = 0
	crossoverDecodeStrings = 0
)

type engine = plain

func addCleanup[T any](*T, *plain) {}

func decode[T any](out, values []T, indices []uint32, view *column.View) error {
	return decodePlain(out, values, indices, view)
}

func decodeStrings(out *sinew.Strings, dictionary *column.View, indices []uint32, view *column.View) error {
	return decodeStringsPlain(out, dictionary, indices, view)
}
