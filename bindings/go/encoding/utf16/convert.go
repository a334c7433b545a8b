package utf16

import (
	"unicode/utf16"
	"unicode/utf8"
)

func appendUnitsGo(dst []uint16, s string) []uint16 {
	for _, r := range s {
		if r < 0x10000 {
			dst = append(dst, uint16(r))
		} else {
			dst = utf16.AppendRune(dst, r)
		}
	}
	return dst
}

func appendBytesGo(dst []byte, s []uint16) []byte {
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if utf16.IsSurrogate(r) {
			second := rune(0)
			if i+1 < len(s) {
				second = rune(s[i+1])
			}
			r = utf16.DecodeRune(r, second)
			if r != utf8.RuneError {
				i++
			}
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}
