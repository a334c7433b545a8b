// Package varint encodes whole slices of integers as varints, the encoding of Protocol Buffers and
// Kafka (docs/formats/varint.md): the bytes of encoding/binary, several times as fast. Unsigned
// integers are encoded as by binary.AppendUvarint, signed ones in zigzag, as by binary.AppendVarint.
//
// The functions of encoding/binary for a single value are here, too. Short slices are encoded in Go,
// with the same results.
package varint

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/number"
)

// Value is what can be encoded: 32 bits take up to MaxLen32 bytes, 64 bits up to MaxLen64.
type Value interface {
	~int32 | ~uint32 | ~int64 | ~uint64
}

// The most bytes that the varint of a 32-bit or 64-bit value can have.
const (
	MaxLen32 = binary.MaxVarintLen32
	MaxLen64 = binary.MaxVarintLen64
)

// AppendUvarint is that of encoding/binary.
func AppendUvarint(buf []byte, x uint64) []byte { return binary.AppendUvarint(buf, x) }

// AppendVarint is that of encoding/binary.
func AppendVarint(buf []byte, x int64) []byte { return binary.AppendVarint(buf, x) }

// PutUvarint is that of encoding/binary.
func PutUvarint(buf []byte, x uint64) int { return binary.PutUvarint(buf, x) }

// PutVarint is that of encoding/binary.
func PutVarint(buf []byte, x int64) int { return binary.PutVarint(buf, x) }

// Uvarint is that of encoding/binary.
func Uvarint(buf []byte) (uint64, int) { return binary.Uvarint(buf) }

// Varint is that of encoding/binary.
func Varint(buf []byte) (int64, int) { return binary.Varint(buf) }

// Size returns how many bytes the values take.
func Size[T Value](values []T) int {
	if len(values) >= crossoverSize {
		return sizeC(values)
	}
	size := 0
	for _, v := range values {
		size += (9*bits.Len64(unsigned(v)|1) + 64) / 64
	}
	return size
}

// Append appends the encoded values to dst.
func Append[T Value](dst []byte, values []T) []byte {
	if len(values) >= crossoverAppend {
		return appendC(dst, values)
	}
	return appendGo(dst, values)
}

// Count returns how many varints end within in. If in decodes without an error, this is the number of
// its values.
func Count(in []byte) int {
	if len(in) >= crossoverCount {
		return countC(in)
	}
	count := 0
	for _, b := range in {
		count += int(^b >> 7)
	}
	return count
}

// Decode decodes values from in until it ends or out is full, and returns how many values there are
// and how many bytes they took. A value may take more bytes than it needs, as in encoding/binary.
//
// If in ends within a value, the error is an *sinew.Error, ErrTruncated, with len(in) as its Offset. If
// a value does not fit T, it is ErrCorrupt, and its Offset is that of the byte that makes the value too
// large or too long: byte -n-1 of the value, if binary.Uvarint returns a negative n for it. In both
// cases read is where the value begins, and the values before it are decoded.
func Decode[T Value](out []T, in []byte) (values, read int, err error) {
	if len(in) >= crossoverDecode && len(out) >= crossoverDecode/2 {
		return decodeC(out, in)
	}
	return decodeGo(out, in)
}

// AppendDecode decodes all of in and appends the values to dst. Its errors are those of Decode; the
// values before the fault are appended even then.
func AppendDecode[T Value](dst []T, in []byte) ([]T, error) {
	count := Count(in)
	dst = slices.Grow(dst, count)
	values, read, err := Decode(dst[len(dst):len(dst)+count], in)
	if err == nil && read < len(in) {
		// What is left has no end.
		_, n := uvarint[T](in[read:])
		err = failure[T](in, read, n)
	}
	return dst[:len(dst)+values], err
}

// unsigned returns the number that is encoded for v.
func unsigned[T Value](v T) uint64 {
	if number.IsSigned[T]() {
		x := int64(v)
		return uint64(x)<<1 ^ uint64(x>>63)
	}
	return uint64(v)
}

func appendGo[T Value](dst []byte, values []T) []byte {
	for _, v := range values {
		x := unsigned(v)
		switch {
		case x < 1<<7:
			dst = append(dst, byte(x))
		case x < 1<<14:
			dst = append(dst, byte(x)|0x80, byte(x>>7))
		case x < 1<<21:
			dst = append(dst, byte(x)|0x80, byte(x>>7)|0x80, byte(x>>14))
		default:
			dst = binary.AppendUvarint(dst, x)
		}
	}
	return dst
}

func decodeGo[T Value](out []T, in []byte) (values, read int, err error) {
	at := 0
	for i := range out {
		if at >= len(in) {
			return i, at, nil
		}
		x := uint64(in[at])
		n := 1
		if x >= 0x80 {
			x, n = uvarint[T](in[at:])
			if n <= 0 {
				return i, at, failure[T](in, at, n)
			}
		}
		at += n
		if number.IsSigned[T]() {
			out[i] = T(x>>1) ^ -T(x&1)
		} else {
			out[i] = T(x)
		}
	}
	return len(out), at, nil
}

// uvarint is binary.Uvarint for values of the width of T.
func uvarint[T Value](in []byte) (x uint64, n int) {
	if number.Is32[T]() {
		return uvarint32(in)
	}
	return binary.Uvarint(in)
}

func uvarint32(in []byte) (x uint64, n int) {
	shift := uint(0)
	for i, b := range in {
		if i == MaxLen32 {
			return 0, -(i + 1)
		}
		if b < 0x80 {
			if i == MaxLen32-1 && b > 15 {
				return 0, -(i + 1)
			}
			return x | uint64(b)<<shift, i + 1
		}
		x |= uint64(b&0x7f) << shift
		shift += 7
	}
	return 0, 0
}

// failure is the error of a value at in[at:], of which uvarint says n.
func failure[T Value](in []byte, at, n int) error {
	if n == 0 {
		return &sinew.Error{Status: sinew.Truncated, Offset: len(in), Message: fmt.Sprintf("varint: the value at byte %d is cut off", at)}
	}
	return &sinew.Error{Status: sinew.Corrupt, Offset: at - n - 1, Message: fmt.Sprintf("varint: the value at byte %d does not fit %d bits", at, 8*unsafe.Sizeof(T(0)))}
}
