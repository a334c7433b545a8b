// Package hex encodes and decodes hexadecimal digits; it is the standard library's encoding/hex with
// the import replaced.
//
// Encode, Decode and what is made of them run on Sinew's kernels where the input is long enough to
// pay for the call. Errors are the standard library's own. New are EncodeUpper, AppendEncodeUpper and
// EncodeToStringUpper, which write A to F.
package hex

import (
	"encoding/hex"
	"io"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// ErrLength is hex.ErrLength: there is an odd number of digits.
var ErrLength = hex.ErrLength

// InvalidByteError is hex.InvalidByteError: the byte that is no digit.
type InvalidByteError = hex.InvalidByteError

// EncodedLen returns the length of the encoding of n bytes, n * 2.
func EncodedLen(n int) int { return n * 2 }

// DecodedLen returns the length of what x digits stand for, x / 2.
func DecodedLen(x int) int { return x / 2 }

// Encode writes the digits of src, EncodedLen(len(src)) bytes, to dst and returns their number.
func Encode(dst, src []byte) int {
	if len(src) < crossoverEncode {
		return hex.Encode(dst, src)
	}
	encode(dst[:len(src)*2], src, 0)
	return len(src) * 2
}

// EncodeUpper is Encode with the digits A to F.
func EncodeUpper(dst, src []byte) int {
	if len(src) < crossoverEncode {
		const digits = "0123456789ABCDEF"
		dst = dst[:len(src)*2]
		for i, v := range src {
			dst[2*i], dst[2*i+1] = digits[v>>4], digits[v&15]
		}
		return len(src) * 2
	}
	encode(dst[:len(src)*2], src, c.HexUpper)
	return len(src) * 2
}

// AppendEncode appends the digits of src to dst.
func AppendEncode(dst, src []byte) []byte {
	n := EncodedLen(len(src))
	dst = slices.Grow(dst, n)
	Encode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n]
}

// AppendEncodeUpper is AppendEncode with the digits A to F.
func AppendEncodeUpper(dst, src []byte) []byte {
	n := EncodedLen(len(src))
	dst = slices.Grow(dst, n)
	EncodeUpper(dst[len(dst):][:n], src)
	return dst[:len(dst)+n]
}

// EncodeToString returns the digits of src.
func EncodeToString(src []byte) string {
	b := make([]byte, EncodedLen(len(src)))
	Encode(b, src)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// EncodeToStringUpper is EncodeToString with the digits A to F.
func EncodeToStringUpper(src []byte) string {
	b := make([]byte, EncodedLen(len(src)))
	EncodeUpper(b, src)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// Decode writes what the digits in src stand for, DecodedLen(len(src)) bytes, to dst, which may be
// src, and returns how many they are. If the input is at fault, it returns the bytes before the
// fault and an InvalidByteError or, where all bytes are digits and their number is odd, ErrLength.
func Decode(dst, src []byte) (int, error) {
	if len(src) < crossoverDecode || len(dst) < len(src)/2 {
		return hex.Decode(dst, src)
	}
	return decodeLong(dst, unsafe.String(unsafe.SliceData(src), len(src)))
}

// AppendDecode appends what the digits in src stand for to dst; in case of a fault, what stands
// before it.
func AppendDecode(dst, src []byte) ([]byte, error) {
	n := DecodedLen(len(src))
	dst = slices.Grow(dst, n)
	n, err := Decode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n], err
}

// DecodeString returns what the digits in s stand for; in case of a fault, what stands before it.
func DecodeString(s string) ([]byte, error) {
	if len(s) < crossoverDecode {
		return hex.DecodeString(s)
	}
	b := make([]byte, DecodedLen(len(s)))
	n, err := decodeLong(b, s)
	return b[:n], err
}

func decodeLong(dst []byte, src string) (int, error) {
	read, n, status := decode(dst[:len(src)/2], src)
	switch status {
	case c.StatusOK:
		return n, nil
	case c.StatusTruncated:
		return n, ErrLength
	}
	return n, InvalidByteError(src[read])
}

// NewEncoder returns a writer that writes the digits of what is written to it to w.
func NewEncoder(w io.Writer) io.Writer { return &encoder{w: w} }

// Digits that a stream handles at a time, as the standard library does.
const streamSize = 1024

type encoder struct {
	w   io.Writer
	err error
	out [streamSize]byte
}

func (e *encoder) Write(p []byte) (n int, err error) {
	for len(p) > 0 && e.err == nil {
		piece := p[:min(len(p), streamSize/2)]
		var written int
		written, e.err = e.w.Write(e.out[:Encode(e.out[:], piece)])
		n += written / 2
		p = p[len(piece):]
	}
	return n, e.err
}

// NewDecoder returns a reader of what the digits in r stand for. Their number must be even, else it
// is io.ErrUnexpectedEOF.
func NewDecoder(r io.Reader) io.Reader { return hex.NewDecoder(r) }

// Dump is hex.Dump: a dump in the format of `hexdump -C`.
func Dump(data []byte) string { return hex.Dump(data) }

// Dumper is hex.Dumper: a writer that writes a dump of what is written to it to w.
func Dumper(w io.Writer) io.WriteCloser { return hex.Dumper(w) }
