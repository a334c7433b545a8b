//go:build !cgo

package base64

import (
	"math"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Without cgo no input is long enough for the library.
const (
	crossoverEncode = math.MaxInt
	crossoverDecode = math.MaxInt
	crossoverRows   = math.MaxInt
)

func encode([]byte, []byte, uint32) { panic("unreachable") }

func decode([]byte, string, uint32) (int, int, int32) { panic("unreachable") }

func encodedColumnSize(*column.View, uint32) (int, int, int32) { panic("unreachable") }

func encodeColumn(*column.View, uint32, []int64, []byte) (int, int, int32) { panic("unreachable") }

func decodeColumn(*column.View, uint32, []int64, []byte) (int, int, int32) { panic("unreachable") }
