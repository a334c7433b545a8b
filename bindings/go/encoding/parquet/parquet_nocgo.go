//go:build !cgo

package parquet

import (
	"math"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Without cgo no input is long enough for the library.
const (
	crossoverRLEEncode      = math.MaxInt
	crossoverRLEDecode      = math.MaxInt
	crossoverDeltaEncode    = math.MaxInt
	crossoverDeltaDecode    = math.MaxInt
	crossoverStrings        = math.MaxInt
	crossoverStringsDecode  = math.MaxInt
	crossoverPrefixesDecode = math.MaxInt
	crossoverSplit4         = math.MaxInt
	crossoverSplit8         = math.MaxInt
)

func rleEncodeC([]uint32, int, []byte) (int, int, int32) { panic("unreachable") }

func rleDecodeC([]uint32, []byte, int) (int, int, int32) { panic("unreachable") }

func deltaEncodeC[T Integer]([]T, []byte) int { panic("unreachable") }

func deltaDecodeC[T Integer]([]T, []byte) (int, int, int32) { panic("unreachable") }

func stringsEncodeC(*column.View, bool, []byte) (int, int, int32) { panic("unreachable") }

func stringsDecodeC([]byte, []int64, []byte, bool) (int, int, int32) { panic("unreachable") }

func prefixStringsSizeC([]byte, int) (int, int32) { panic("unreachable") }

func splitC([]byte, []byte, int) { panic("unreachable") }

func joinC([]byte, []byte, int) { panic("unreachable") }
