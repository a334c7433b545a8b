// Package utf8 validates and counts UTF-8 (RFC 3629); it is the standard library's unicode/utf8 with
// the import replaced.
//
// Valid, ValidString, RuneCount and RuneCountInString run on Sinew's kernels if the text is long enough to
// pay for the call; functions of a single rune are the standard library's. Not in unicode/utf8 are
// ValidPrefix; ToValid and ToValidString, which are bytes.ToValidUTF8 and strings.ToValidUTF8; and
// ValidColumn, for a whole column in one call.
package utf8

import (
	"unicode/utf8"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// Numbers fundamental to the encoding.
const (
	RuneError = utf8.RuneError // the "error" rune or "Unicode replacement character"
	RuneSelf  = utf8.RuneSelf  // characters below RuneSelf are represented as themselves in a single byte
	MaxRune   = utf8.MaxRune   // maximum valid Unicode code point
	UTFMax    = utf8.UTFMax    // maximum number of bytes of a UTF-8 encoded Unicode character
)

// Valid reports whether p consists entirely of valid UTF-8-encoded runes.
func Valid(p []byte) bool { return valid(unsafe.String(unsafe.SliceData(p), len(p))) }

// ValidString reports whether s consists entirely of valid UTF-8-encoded runes.
func ValidString(s string) bool { return valid(s) }

// ValidPrefix returns the length of the longest prefix of s that consists of valid UTF-8-encoded
// runes: len(s), or the offset of the first byte that does not begin one.
func ValidPrefix[T []byte | string](s T) int { return validPrefix(text(s)) }

// RuneCount returns the number of runes in p. Erroneous and short encodings are treated as single
// runes of width 1 byte.
func RuneCount(p []byte) int {
	if len(p) < crossoverCount {
		return utf8.RuneCount(p)
	}
	return count(unsafe.String(unsafe.SliceData(p), len(p)))
}

// RuneCountInString is like [RuneCount] but its input is a string.
func RuneCountInString(s string) int {
	if len(s) < crossoverCount {
		return utf8.RuneCountInString(s)
	}
	return count(s)
}

// ToValid returns a copy of s in which each run of bytes that are not valid UTF-8 is replaced by
// replacement, which may be empty: bytes.ToValidUTF8.
func ToValid(s, replacement []byte) []byte {
	return appendValid(make([]byte, 0, len(s)+len(replacement)), text(s), text(replacement))
}

// ToValidString returns s with each run of bytes that are not valid UTF-8 replaced by replacement,
// which may be empty: strings.ToValidUTF8. A valid s is returned as it is.
func ToValidString(s, replacement string) string {
	prefix := validPrefix(s)
	if prefix == len(s) {
		return s
	}
	b := make([]byte, prefix, len(s)+len(replacement))
	copy(b, s)
	b = appendValid(b, s[prefix:], replacement)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// ValidColumn writes a bitmap to out, least significant bit first: bit i is 1 if row i is not null and
// consists entirely of valid UTF-8-encoded runes. It is the column's validity without its invalid rows.
// ValidColumn panics if out does not have exactly (column.Len()+7)/8 bytes. The error is a *sinew.Error
// if the column is not of strings, or if its offsets run backwards or past the data, with the first
// such row as its Offset; nothing is written then.
func ValidColumn(out []byte, column sinew.Column) error {
	view := column.View()
	if len(out) != (view.Count+7)/8 {
		fault.Length("utf8", len(out), (view.Count+7)/8)
	}
	return validColumn(out, view)
}

// FullRune is utf8.FullRune.
func FullRune(p []byte) bool { return utf8.FullRune(p) }

// FullRuneInString is utf8.FullRuneInString.
func FullRuneInString(s string) bool { return utf8.FullRuneInString(s) }

// DecodeRune is utf8.DecodeRune.
func DecodeRune(p []byte) (rune, int) { return utf8.DecodeRune(p) }

// DecodeRuneInString is utf8.DecodeRuneInString.
func DecodeRuneInString(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

// DecodeLastRune is utf8.DecodeLastRune.
func DecodeLastRune(p []byte) (rune, int) { return utf8.DecodeLastRune(p) }

// DecodeLastRuneInString is utf8.DecodeLastRuneInString.
func DecodeLastRuneInString(s string) (rune, int) { return utf8.DecodeLastRuneInString(s) }

// RuneLen is utf8.RuneLen.
func RuneLen(r rune) int { return utf8.RuneLen(r) }

// EncodeRune is utf8.EncodeRune.
func EncodeRune(p []byte, r rune) int { return utf8.EncodeRune(p, r) }

// AppendRune is utf8.AppendRune.
func AppendRune(p []byte, r rune) []byte { return utf8.AppendRune(p, r) }

// RuneStart is utf8.RuneStart.
func RuneStart(b byte) bool { return utf8.RuneStart(b) }

// ValidRune is utf8.ValidRune.
func ValidRune(r rune) bool { return utf8.ValidRune(r) }
