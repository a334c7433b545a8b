package json

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

const hexDigits = "0123456789abcdef"

// escapes says how a byte below utf8.RuneSelf is written: 0 means as it is, 'u' by its number, any other
// letter as a backslash and that letter. escapesHTML also has <, > and &.
var escapes, escapesHTML = func() (plain, html [utf8.RuneSelf]byte) {
	for i := range ' ' {
		plain[i] = 'u'
	}
	for _, pair := range []string{"\bb", "\ff", "\nn", "\rr", "\tt", `""`, `\\`} {
		plain[pair[0]] = pair[1]
	}
	html = plain
	html['<'], html['>'], html['&'] = 'u', 'u', 'u'
	return plain, html
}()

func appendEscapedGo(dst []byte, s string, flags uint32) []byte {
	table := &escapes
	if flags == escapeHTML {
		table = &escapesHTML
	}
	start := 0
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf {
			letter := table[b]
			i++
			if letter == 0 {
				continue
			}
			dst = append(append(dst, s[start:i-1]...), '\\', letter)
			if letter == 'u' {
				dst = append(dst, '0', '0', hexDigits[b>>4], hexDigits[b&15])
			}
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == utf8.RuneError && size == 1:
			dst = append(append(dst, s[start:i-size]...), `\ufffd`...)
			start = i
		case r == '\u2028' || r == '\u2029':
			dst = append(append(dst, s[start:i-size]...), `\u202`...)
			dst = append(dst, hexDigits[r&15])
			start = i
		}
	}
	return append(dst, s[start:]...)
}

// appendUnescapedGo appends what s stands for, up to the first fault. If status is not c.StatusOK, read
// is the offset of that fault.
func appendUnescapedGo(dst []byte, s string) (out []byte, read int, status int32) {
	for i := 0; i < len(s); {
		b := s[i]
		switch {
		case b == '\\':
			r, size, status := unescape(s[i:])
			if status != c.StatusOK {
				return dst, i, status
			}
			dst = utf8.AppendRune(dst, r)
			i += size
		case b < ' ' || b == '"':
			return dst, i, c.StatusCorrupt
		case b < utf8.RuneSelf:
			dst = append(dst, b)
			i++
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				if !utf8.FullRuneInString(s[i:]) {
					return dst, i, c.StatusTruncated
				}
				return dst, i, c.StatusCorrupt
			}
			dst = append(dst, s[i:i+size]...)
			i += size
		}
	}
	return dst, len(s), c.StatusOK
}

// unescape returns the character of the escape sequence that s begins with.
func unescape(s string) (r rune, size int, status int32) {
	if len(s) < 2 {
		return 0, 0, c.StatusTruncated
	}
	switch s[1] {
	case '"', '\\', '/':
		return rune(s[1]), 2, c.StatusOK
	case 'b':
		return '\b', 2, c.StatusOK
	case 'f':
		return '\f', 2, c.StatusOK
	case 'n':
		return '\n', 2, c.StatusOK
	case 'r':
		return '\r', 2, c.StatusOK
	case 't':
		return '\t', 2, c.StatusOK
	case 'u':
	default:
		return 0, 0, c.StatusCorrupt
	}
	first, status := unit(s)
	if status != c.StatusOK || !utf16.IsSurrogate(first) {
		return first, 6, status
	}
	if first >= 0xDC00 {
		return 0, 0, c.StatusCorrupt
	}
	second, status := unit(s[6:])
	// Cut off, it may have begun as no low surrogate does: those are DC00 to DFFF.
	if len(s) > 8 && s[8]|0x20 != 'd' || len(s) > 9 && (s[9]|0x20 < 'c' || s[9]|0x20 > 'f') {
		status = c.StatusCorrupt
	}
	return utf16.DecodeRune(first, second), 12, status
}

// unit returns the number of \uXXXX, which s begins with.
func unit(s string) (r rune, status int32) {
	for i := range 6 {
		if i == len(s) {
			return 0, c.StatusTruncated
		}
		b := s[i]
		switch {
		case i < 2:
			if b != `\u`[i] {
				return 0, c.StatusCorrupt
			}
		case '0' <= b && b <= '9':
			r = r<<4 | rune(b-'0')
		case 'a' <= b|0x20 && b|0x20 <= 'f':
			r = r<<4 | rune(b|0x20-'a'+10)
		default:
			return 0, c.StatusCorrupt
		}
	}
	return r, c.StatusOK
}
