package varint

import (
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/number"
)

// Values, or bytes for counting and decoding, from which the library is faster than Go, the call
// included (Zen 5, values of 1 to 3 bytes that branches cannot learn, Go against the library, ns:
// appending 48 values 40 against 41, 64 values 53 against 44; decoding 32 values of 64 bytes 71 against
// 47; the size of 48 values 27 against 29, of 64 values 33 against 29; counting 64 bytes 32 against 33).
var (
	crossoverSize   = c.From(56)
	crossoverAppend = c.From(48)
	crossoverCount  = c.From(64)
	crossoverDecode = c.From(40)
)

func sizeC[T Value](values []T) int {
	switch n := len(values); {
	case number.Is32[T]() && number.IsSigned[T]():
		return c.VarintEncodedSizeZigzagI32(number.First[int32](values), n)
	case number.Is32[T]():
		return c.VarintEncodedSizeU32(number.First[uint32](values), n)
	case number.IsSigned[T]():
		return c.VarintEncodedSizeZigzagI64(number.First[int64](values), n)
	default:
		return c.VarintEncodedSizeU64(number.First[uint64](values), n)
	}
}

func countC(in []byte) int { return c.VarintCount(unsafe.SliceData(in), len(in)) }

func encodeC[T Value](out []byte, values []T) (read, written int, status int32) {
	to := unsafe.SliceData(out)
	switch n := len(values); {
	case number.Is32[T]() && number.IsSigned[T]():
		return c.VarintEncodeZigzagI32(number.First[int32](values), n, to, len(out)).Unpack()
	case number.Is32[T]():
		return c.VarintEncodeU32(number.First[uint32](values), n, to, len(out)).Unpack()
	case number.IsSigned[T]():
		return c.VarintEncodeZigzagI64(number.First[int64](values), n, to, len(out)).Unpack()
	default:
		return c.VarintEncodeU64(number.First[uint64](values), n, to, len(out)).Unpack()
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
	case number.Is32[T]() && number.IsSigned[T]():
		read, values, status = c.VarintDecodeZigzagI32(from, len(in), number.First[int32](out), n).Unpack()
	case number.Is32[T]():
		read, values, status = c.VarintDecodeU32(from, len(in), number.First[uint32](out), n).Unpack()
	case number.IsSigned[T]():
		read, values, status = c.VarintDecodeZigzagI64(from, len(in), number.First[int64](out), n).Unpack()
	default:
		read, values, status = c.VarintDecodeU64(from, len(in), number.First[uint64](out), n).Unpack()
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
