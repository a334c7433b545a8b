//go:build cgo

package parquet

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Values (of decoders but RLE, bytes) from which the library is faster than Go, the call included.
const (
	crossoverRLE           = 32
	crossoverDeltaEncode   = 24
	crossoverDeltaDecode   = 32
	crossoverStrings       = 16
	crossoverStringsDecode = 64
	crossoverSplit         = 32
)

func rleEncodeC(in []uint32, width int, out []byte) (read, written int, status int32) {
	return c.RLEEncode(unsafe.SliceData(in), len(in), width, unsafe.SliceData(out), len(out))
}

func rleDecodeC(out []uint32, in []byte, width int) (read, written int, status int32) {
	return c.RLEDecode(unsafe.SliceData(in), len(in), width, unsafe.SliceData(out), len(out))
}

// deltaEncodeC writes to out, which has room.
func deltaEncodeC[T Integer](in []T, out []byte) (written int) {
	first := unsafe.Pointer(unsafe.SliceData(in))
	if unsafe.Sizeof(T(0)) == 4 {
		_, written, _ = c.DeltaEncode32((*int32)(first), len(in), unsafe.SliceData(out), len(out))
	} else {
		_, written, _ = c.DeltaEncode64((*int64)(first), len(in), unsafe.SliceData(out), len(out))
	}
	return written
}

func deltaDecodeC[T Integer](out []T, in []byte) (read, written int, status int32) {
	to := unsafe.Pointer(unsafe.SliceData(out))
	if unsafe.Sizeof(T(0)) == 4 {
		return c.DeltaDecode32(unsafe.SliceData(in), len(in), (*int32)(to), len(out))
	}
	return c.DeltaDecode64(unsafe.SliceData(in), len(in), (*int64)(to), len(out))
}

func stringsEncodeC(view *column.View, prefixes bool, out []byte) (read, written int, status int32) {
	return c.DeltaStringsEncode(prefixes, view, unsafe.SliceData(out), len(out))
}

func stringsDecodeC(in []byte, offsets []int64, data []byte, prefixes bool) (read, written int, status int32) {
	return c.DeltaStringsDecode(prefixes, unsafe.SliceData(in), len(in), &offsets[0], len(offsets)-1, unsafe.SliceData(data), len(data))
}

func prefixStringsSizeC(in []byte, capacity int) (size int, status int32) {
	return c.DeltaStringsDecodedSize(unsafe.SliceData(in), len(in), capacity)
}

func splitC(out, in []byte, count int) {
	c.ByteStreamSplit(len(in)/count, unsafe.SliceData(in), count, unsafe.SliceData(out))
}

func joinC(out, in []byte, count int) {
	c.ByteStreamJoin(len(in)/count, unsafe.SliceData(in), count, unsafe.SliceData(out))
}
