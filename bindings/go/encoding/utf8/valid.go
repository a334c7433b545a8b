package utf8

import (
	"encoding/binary"
	"unicode/utf8"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// text returns the bytes of s as a string, without a copy.
func text[T []byte | string](s T) string { return *(*string)(unsafe.Pointer(&s)) }

// validPrefix returns the length of the longest valid prefix. Its loop is made like that of the
// standard library, which calling it from here would cost a nanosecond.
func validPrefix(s string) int {
	const high = 0x8080808080808080
	p := unsafe.Pointer(unsafe.StringData(s))
	word := func(i int) uint64 { return binary.NativeEndian.Uint64((*[8]byte)(unsafe.Add(p, i))[:]) }
	if len(s) >= crossoverASCII {
		return validPrefixC(s, 0)
	}
	at := 0
	for at < len(s) {
		lead := s[at]
		if lead < RuneSelf {
			at++
			// Where one byte is ASCII, the next ones usually are, too.
			if at+8 <= len(s) && word(at)&high == 0 {
				at += 8
				for at+32 <= len(s) && (word(at)|word(at+8)|word(at+16)|word(at+24))&high == 0 {
					at += 32
				}
			}
			continue
		}
		if len(s)-at >= crossover {
			return validPrefixC(s, at)
		}
		switch {
		case lead < 0xE0:
			if lead < 0xC2 || at+1 >= len(s) || s[at+1]&0xC0 != 0x80 {
				return at
			}
			at += 2
		case lead < 0xF0:
			if at+2 >= len(s) {
				return at
			}
			pair := uint(lead&0x0F)<<6 | uint(s[at+1])&0x3F // not below U+0800, and no surrogate
			if s[at+1]&0xC0 != 0x80 || s[at+2]&0xC0 != 0x80 || pair < 0x800>>6 || pair>>5 == 0xD800>>11 {
				return at
			}
			at += 3
		default:
			if at+3 >= len(s) {
				return at
			}
			pair := uint(lead)<<6 | uint(s[at+1])&0x3F // U+10000 to U+10FFFF
			if s[at+1]&0xC0 != 0x80 || s[at+2]&0xC0 != 0x80 || s[at+3]&0xC0 != 0x80 || pair < 0xF0<<6|0x10 || pair > 0xF4<<6|0x0F {
				return at
			}
			at += 4
		}
	}
	return at
}

func valid(s string) bool { return validPrefix(s) == len(s) }

func appendValidGo(dst []byte, s, replacement string) []byte {
	inRun := false
	for i := 0; i < len(s); {
		if s[i] < RuneSelf {
			dst = append(dst, s[i])
			i++
			inRun = false
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case size > 1:
			dst = append(dst, s[i:i+size]...)
			inRun = false
		case !inRun:
			dst = append(dst, replacement...)
			inRun = true
		}
		i += size
	}
	return dst
}

func validColumnGo(out []byte, view *column.View) (row int, status int32) {
	width := c.OffsetWidth(view.Type)
	if row, ok := view.CheckStrings(width); !ok {
		return row, c.StatusInvalidArgument
	}
	switch {
	case view.Count == 0:
	case width == 4:
		validRowsGo[int32](out, view)
	default:
		validRowsGo[int64](out, view)
	}
	return 0, c.StatusOK
}

func validRowsGo[Offset int32 | int64](out []byte, view *column.View) {
	offsets := column.OffsetsOf[Offset](view)
	clear(out)
	values := unsafe.String(view.Values, view.Size)
	for i, to := range offsets[1:] {
		if view.Valid(i) && utf8.ValidString(values[offsets[i]:to]) {
			out[i/8] |= 1 << (i % 8)
		}
	}
}

func columnError(row int, status int32) error {
	if status == c.StatusOK {
		return nil
	}
	return fault.Strings(row)
}
