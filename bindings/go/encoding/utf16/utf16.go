// Package utf16 converts between UTF-8 and UTF-16; it is the standard library's unicode/utf16 with
// the import replaced.
//
// AppendString, AppendUTF8 and String are not in the standard library: they convert text in one step,
// without a slice of runes in between. Long text runs on Sinew's kernels.
package utf16

import (
	"unicode/utf16"
	"unsafe"
)

// AppendString appends the UTF-16 encoding of s, as utf16.Encode([]rune(s)) gives it: each byte that
// is not part of valid UTF-8 becomes U+FFFD.
func AppendString[T []byte | string](dst []uint16, s T) []uint16 {
	return appendUnits(dst, *(*string)(unsafe.Pointer(&s)))
}

// AppendUTF8 appends the UTF-8 encoding of the runes that utf16.Decode(s) gives: a surrogate without
// its other half becomes U+FFFD.
func AppendUTF8(dst []byte, s []uint16) []byte { return appendBytes(dst, s) }

// String returns the UTF-8 encoding of s as AppendUTF8 does.
func String(s []uint16) string {
	b := appendBytes(nil, s)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// Encode returns the UTF-16 encoding of the Unicode code point sequence s: utf16.Encode.
func Encode(s []rune) []uint16 { return utf16.Encode(s) }

// Decode returns the Unicode code point sequence represented by the UTF-16 encoding s:
// utf16.Decode.
func Decode(s []uint16) []rune { return utf16.Decode(s) }

// AppendRune is utf16.AppendRune.
func AppendRune(a []uint16, r rune) []uint16 { return utf16.AppendRune(a, r) }

// RuneLen is utf16.RuneLen.
func RuneLen(r rune) int { return utf16.RuneLen(r) }

// IsSurrogate is utf16.IsSurrogate.
func IsSurrogate(r rune) bool { return utf16.IsSurrogate(r) }

// DecodeRune is utf16.DecodeRune.
func DecodeRune(r1, r2 rune) rune { return utf16.DecodeRune(r1, r2) }

// EncodeRune is utf16.EncodeRune.
func EncodeRune(r rune) (r1, r2 rune) { return utf16.EncodeRune(r) }
