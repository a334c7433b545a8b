// Package hex encodes and decodes hexadecimal digits; it is the standard library's encoding/hex with
// the import replaced.
//
// Long inputs run on Sinew's kernels, inputs too short to pay for the call on the standard library.
// Errors are the standard library's own. EncodeUpper, AppendEncodeUpper and EncodeToStringUpper, which
// write A to F, are not in the standard library.
package hex

import (
	"encoding/hex"
	"io"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// ErrLength is hex.ErrLength: the number of digits is odd.
var ErrLength = hex.ErrLength

// InvalidByteError is hex.InvalidByteError: the byte that is not a digit.
type InvalidByteError = hex.InvalidByteError

// EncodedLen returns the length of the encoding of n bytes, n * 2.
func EncodedLen(n int) int { return n * 2 }

// DecodedLen returns how many bytes x digits decode to, x / 2.
func DecodedLen(x int) int { return x / 2 }

// Encode writes the digits of src, EncodedLen(len(src)) bytes, to dst and returns their number.
func Encode(dst, src []byte) int {
	if len(src) < crossoverEncode {
		return hex.Encode(dst, src)
	}
	encode(dst[:len(src)*2], src, 0)
	return len(src) * 2
}

// EncodeUpper is like Encode, but writes the digits A to F in upper case.
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

// AppendEncodeUpper is like AppendEncode, but writes the digits A to F in upper case.
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

// EncodeToStringUpper is like EncodeToString, but writes the digits A to F in upper case.
func EncodeToStringUpper(src []byte) string {
	b := make([]byte, EncodedLen(len(src)))
	EncodeUpper(b, src)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// Decode decodes the digits of src into dst, which must have room for DecodedLen(len(src)) bytes and
// may be src, and returns the number of bytes written. If a byte is not a digit, it returns the number
// of bytes before that one and an InvalidByteError; if all are digits but their number is odd,
// ErrLength.
func Decode(dst, src []byte) (int, error) {
	if len(src) < crossoverDecode || len(dst) < len(src)/2 {
		return hex.Decode(dst, src)
	}
	return decodeLong(dst, unsafe.String(unsafe.SliceData(src), len(src)))
}

// AppendDecode decodes the digits of src and appends the bytes to dst. If there is an error, it appends
// the bytes before the fault.
func AppendDecode(dst, src []byte) ([]byte, error) {
	n := DecodedLen(len(src))
	dst = slices.Grow(dst, n)
	n, err := Decode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n], err
}

// DecodeString returns the bytes that the digits in s decode to. If there is an error, it returns the
// bytes before the fault.
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

// The number of digits that a stream handles at a time, the same as the standard library's.
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

// NewDecoder returns a reader that decodes the digits it reads from r. If their number is odd, its
// error is io.ErrUnexpectedEOF.
func NewDecoder(r io.Reader) io.Reader { return hex.NewDecoder(r) }

// Dump is hex.Dump: a dump in the format of `hexdump -C`.
func Dump(data []byte) string { return hex.Dump(data) }

// Dumper is hex.Dumper: a writer that writes a dump of what is written to it to w.
func Dumper(w io.Writer) io.WriteCloser { return hex.Dumper(w) }
