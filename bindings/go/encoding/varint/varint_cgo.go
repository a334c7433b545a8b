//go:build cgo

package varint

import (
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

const (
	crossoverSize   = 32
	crossoverAppend = 16
	crossoverCount  = 128
	crossoverDecode = 32
)

func first[To, T any](values []T) *To { return (*To)(unsafe.Pointer(unsafe.SliceData(values))) }

func sizeC[T Value](values []T) int {
	switch n := len(values); {
	case is32[T]() && isSigned[T]():
		return c.VarintSizeS32(first[int32](values), n)
	case is32[T]():
		return c.VarintSizeU32(first[uint32](values), n)
	case isSigned[T]():
		return c.VarintSizeS64(first[int64](values), n)
	default:
		return c.VarintSizeU64(first[uint64](values), n)
	}
}

func countC(in []byte) int { return c.VarintCount(unsafe.SliceData(in), len(in)) }

func encodeC[T Value](out []byte, values []T) (read, written int, status int32) {
	to := unsafe.SliceData(out)
	switch n := len(values); {
	case is32[T]() && isSigned[T]():
		return c.VarintEncodeS32(first[int32](values), n, to, len(out))
	case is32[T]():
		return c.VarintEncodeU32(first[uint32](values), n, to, len(out))
	case isSigned[T]():
		return c.VarintEncodeS64(first[int64](values), n, to, len(out))
	default:
		return c.VarintEncodeU64(first[uint64](values), n, to, len(out))
	}
}

func appendC[T Value](dst []byte, values []T) []byte {
	if cap(dst)-len(dst) < len(values) {
		dst = slices.Grow(dst, sizeC(values))
	}
	for {
		read, written, status := encodeC(dst[len(dst):cap(dst)], values)
		dst = dst[:len(dst)+written]
		if status == c.StatusOK {
			return dst
		}
		values = values[read:]
		dst = slices.Grow(dst, Size(values))
	}
}

func decodeC[T Value](out []T, in []byte) (values, read int, err error) {
	from, status := unsafe.SliceData(in), int32(0)
	switch n := len(out); {
	case is32[T]() && isSigned[T]():
		read, values, status = c.VarintDecodeS32(from, len(in), first[int32](out), n)
	case is32[T]():
		read, values, status = c.VarintDecodeU32(from, len(in), first[uint32](out), n)
	case isSigned[T]():
		read, values, status = c.VarintDecodeS64(from, len(in), first[int64](out), n)
	default:
		read, values, status = c.VarintDecodeU64(from, len(in), first[uint64](out), n)
	}
	if status == c.StatusOK || status == c.StatusOutputFull {
		return values, read, nil
	}
	// The library says where the fault is; the value that it is in begins behind the last byte below
	// 0x80 before it.
	for read > 0 && in[read-1] >= 0x80 {
		read--
	}
	_, n := uvarint[T](in[read:])
	return values, read, failure[T](in, read, n)
}
