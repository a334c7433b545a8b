// Package base64 encodes and decodes Base64 (RFC 4648); it is the standard library's encoding/base64
// with the import replaced.
//
// The standard and the URL alphabet, padded with '=' or not, strict or not, run on Sinew's kernels if the
// input is long enough to pay for the call; short inputs, other alphabets and other padding run on the
// standard library. Errors are the standard library's own, with the same offsets, and Decode may work in
// place, as it may there. EncodeColumn and DecodeColumn, for a whole column of strings in one call, are
// not in the standard library.
package base64

import (
	"encoding/base64"
	"slices"
	"strings"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

const (
	StdPadding rune = base64.StdPadding // Standard padding character
	NoPadding  rune = base64.NoPadding  // No padding
)

const (
	alphabetStd = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	alphabetURL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
)

// CorruptInputError is base64.CorruptInputError: the offset of the byte at fault.
type CorruptInputError = base64.CorruptInputError

// An Encoding is an alphabet of 64 characters, with or without a padding character, strict or not. It
// never changes, so any number of goroutines may use one.
type Encoding struct {
	std      base64.Encoding
	alphabet string
	padding  rune
	// Whether the library has the alphabet and the padding, and its flags for them.
	native bool
	flags  uint32
}

// The encodings of RFC 4648: StdEncoding and URLEncoding with padding, the others without.
var (
	StdEncoding    = NewEncoding(alphabetStd)
	URLEncoding    = NewEncoding(alphabetURL)
	RawStdEncoding = StdEncoding.WithPadding(NoPadding)
	RawURLEncoding = URLEncoding.WithPadding(NoPadding)
)

// NewEncoding returns a padded Encoding of the given alphabet: 64 different bytes, none of them the
// padding character, CR or LF. It panics if they are not.
func NewEncoding(encoder string) *Encoding {
	e := &Encoding{std: *base64.NewEncoding(encoder), alphabet: encoder, padding: StdPadding}
	e.native = encoder == alphabetStd || encoder == alphabetURL
	if encoder == alphabetURL {
		e.flags = c.Base64URL
	}
	return e
}

// WithPadding returns an encoding like enc, with another padding character or NoPadding. It panics if
// the character is in the alphabet, CR, LF, negative or above 0xff.
func (enc Encoding) WithPadding(padding rune) *Encoding {
	enc.std = *enc.std.WithPadding(padding)
	enc.padding = padding
	enc.native = (padding == StdPadding || padding == NoPadding) && (enc.alphabet == alphabetStd || enc.alphabet == alphabetURL)
	enc.flags &^= c.Base64Raw
	if padding == NoPadding {
		enc.flags |= c.Base64Raw
	}
	return &enc
}

// Strict returns an encoding like enc that refuses input whose unused last bits are not 0 (RFC 4648,
// section 3.5). It skips CR and LF, as every encoding does.
func (enc Encoding) Strict() *Encoding {
	enc.std = *enc.std.Strict()
	enc.flags |= c.Base64Strict
	return &enc
}

// EncodedLen returns the length of the encoding of n bytes.
func (enc *Encoding) EncodedLen(n int) int { return enc.std.EncodedLen(n) }

// DecodedLen returns the most bytes that n bytes of Base64 decode to.
func (enc *Encoding) DecodedLen(n int) int { return enc.std.DecodedLen(n) }

// Encode writes the encoding of src, EncodedLen(len(src)) bytes, to dst. It pads the last group; to
// encode a message in pieces, use NewEncoder.
func (enc *Encoding) Encode(dst, src []byte) {
	if len(src) < crossoverEncode || !enc.native {
		enc.std.Encode(dst, src)
		return
	}
	encode(dst[:enc.EncodedLen(len(src))], src, enc.flags&^c.Base64Strict)
}

// AppendEncode appends the encoding of src to dst.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	n := enc.EncodedLen(len(src))
	dst = slices.Grow(dst, n)
	enc.Encode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n]
}

// EncodeToString returns the encoding of src.
func (enc *Encoding) EncodeToString(src []byte) string {
	b := make([]byte, enc.EncodedLen(len(src)))
	enc.Encode(b, src)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// Decode decodes src into dst, which must have room for DecodedLen(len(src)) bytes and may be src, and
// returns the number of bytes written. It skips CR and LF. If there is a fault in src, it returns the
// number of bytes before it and a CorruptInputError.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	if len(src) < crossoverDecode || !enc.native {
		return enc.std.Decode(dst, src)
	}
	return enc.decode(dst, unsafe.String(unsafe.SliceData(src), len(src)))
}

// AppendDecode decodes src and appends the bytes to dst. If there is an error, it appends the bytes
// before the fault.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	if len(src) < crossoverDecode || !enc.native {
		return enc.std.AppendDecode(dst, src)
	}
	// Padding needs no room.
	n := len(src)
	for n > 0 && rune(src[n-1]) == enc.padding {
		n--
	}
	dst = slices.Grow(dst, n/4*3+n%4*6/8)
	n, err := enc.decode(dst[len(dst):cap(dst)], unsafe.String(unsafe.SliceData(src), len(src)))
	return dst[:len(dst)+n], err
}

// DecodeString returns the bytes that s decodes to. If there is a fault in s, it returns the bytes
// before it and a CorruptInputError.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	if len(s) < crossoverDecode || !enc.native {
		return enc.std.DecodeString(s)
	}
	b := make([]byte, enc.DecodedLen(len(s)))
	n, err := enc.decode(b, s)
	return b[:n], err
}

// decode is Decode in the library.
func (enc *Encoding) decode(dst []byte, src string) (n int, err error) {
	room := min(len(dst), enc.DecodedLen(len(src)))
	read, n, status := decode(dst[:room], src, enc.flags)
	switch status {
	case c.StatusOK:
		return n, nil
	case c.StatusOutputFull:
		_ = dst[room] // panics: dst is too short
	}
	return n, CorruptInputError(enc.faultOffset(src, read, n, status))
}

// faultOffset returns the offset that the standard library gives a fault. The library's is read: of the
// byte that is wrong, or of the first digit of a group that is wrong as a whole. src may begin with the
// written bytes that were decoded before, but is unchanged from the last digit before them on.
func (enc *Encoding) faultOffset(src string, read, written int, status int32) int {
	// The digits of the group from read on, if it begins there, and what follows them.
	digits, end := 0, read
	for ; end < len(src) && src[end] != '=' && digits < 4; end++ {
		if !isBreak(src[end]) {
			digits++
		}
	}
	before := read
	for before > 0 && isBreak(src[before-1]) {
		before--
	}
	switch {
	case status == c.StatusTruncated && end < len(src): // the second '=' is missing
		return len(src)
	case status == c.StatusTruncated:
		return len(src) - digits
	case written%3 != 0: // something follows the padding
		return read
	case before > 0 && src[before-1] == '=': // something stands in place of the second '='
		return read - 1
	case strings.IndexByte(enc.alphabet, src[read]) < 0:
		return read
	}
	// Unused bits are not 0: the standard library counts back from behind the padding and the line breaks
	// that follow it.
	for padding := digits; end < len(src) && (padding < 4 || isBreak(src[end])); end++ {
		if src[end] == '=' {
			padding++
		}
	}
	return end - (4 - digits)
}

func isBreak(b byte) bool { return b == '\n' || b == '\r' }
