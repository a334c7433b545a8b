// Package base64 encodes and decodes Base64 (RFC 4648); it is the standard library's encoding/base64
// with the import replaced.
//
// The standard and the URL alphabet, padded with '=' or not, strict or not, run on Sinew's kernels
// where the input is long enough to pay for the call; short inputs, other alphabets and other
// padding are the standard library's. Errors are the standard library's own, with the same offsets,
// and Decode may work in place, as it may there. New are EncodeColumn and DecodeColumn, for a whole
// column of strings in one call.
package base64

import (
	"encoding/base64"
	"slices"
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

// An Encoding is an alphabet of 64 characters with a padding character or without, and a degree of
// strictness. It is never changed, so that any number of goroutines may use one.
type Encoding struct {
	std      base64.Encoding
	alphabet string
	padding  rune
	// Whether the library knows the alphabet and the padding, and what it calls them.
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

// WithPadding returns an encoding that is like enc but for its padding character, or NoPadding. It
// panics if the character is in the alphabet, CR, LF, negative or above 0xff.
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

// Strict returns an encoding that is like enc but refuses input whose unused last bits are not 0, as
// RFC 4648 section 3.5 has it. CR and LF are skipped all the same.
func (enc Encoding) Strict() *Encoding {
	enc.std = *enc.std.Strict()
	enc.flags |= c.Base64Strict
	return &enc
}

// EncodedLen returns the length of the encoding of n bytes.
func (enc *Encoding) EncodedLen(n int) int { return enc.std.EncodedLen(n) }

// DecodedLen returns the most bytes that n bytes of Base64 decode to.
func (enc *Encoding) DecodedLen(n int) int { return enc.std.DecodedLen(n) }

// Encode writes the encoding of src, EncodedLen(len(src)) bytes, to dst. It pads what is left of the
// last group, so the pieces of a message are for NewEncoder.
func (enc *Encoding) Encode(dst, src []byte) {
	if len(src) < crossoverEncode || !enc.native {
		enc.std.Encode(dst, src)
		return
	}
	encode(dst[:enc.EncodedLen(len(src))], src, enc.flags)
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

// Decode writes what src stands for, at most DecodedLen(len(src)) bytes, to dst, which may be src,
// and returns how many they are. CR and LF are skipped. If the input is at fault, it returns the
// bytes before the fault and a CorruptInputError.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	if len(src) < crossoverDecode || !enc.native {
		return enc.std.Decode(dst, src)
	}
	return enc.decode(dst, unsafe.String(unsafe.SliceData(src), len(src)))
}

// AppendDecode appends what src stands for to dst; in case of a fault, what stands before it.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	if len(src) < crossoverDecode || !enc.native {
		return enc.std.AppendDecode(dst, src)
	}
	// What a padded input is too long by would be room for nothing.
	n := len(src)
	for n > 0 && rune(src[n-1]) == enc.padding {
		n--
	}
	dst = slices.Grow(dst, n/4*3+n%4*6/8)
	n, err := enc.decode(dst[len(dst):cap(dst)], unsafe.String(unsafe.SliceData(src), len(src)))
	return dst[:len(dst)+n], err
}

// DecodeString returns what s stands for; in case of a fault, what stands before it and a
// CorruptInputError.
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
	return n, CorruptInputError(read)
}
