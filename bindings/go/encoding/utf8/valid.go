package utf8

import (
	"fmt"
	"unicode/utf8"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// text returns the bytes of s as a string, without a copy.
func text[T []byte | string](s T) string { return *(*string)(unsafe.Pointer(&s)) }

// asciiPrefix returns the length of some prefix that is ASCII: all of it but for a few bytes.
func asciiPrefix(s string) int {
	const high = 0x8080808080808080
	p, n := unsafe.Pointer(unsafe.StringData(s)), 0
	word := func(i int) uint64 { return *(*uint64)(unsafe.Add(p, n+i)) }
	for n+32 <= len(s) && (word(0)|word(8)|word(16)|word(24))&high == 0 {
		n += 32
	}
	for n+8 <= len(s) && word(0)&high == 0 {
		n += 8
	}
	return n
}

func validPrefixGo(s string) int {
	for i, r := range s {
		if r != utf8.RuneError {
			continue
		}
		if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
			return i
		}
	}
	return len(s)
}

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

func validColumnGo(out []byte, view *column.View) (fault int, status int32) {
	switch view.Type {
	case c.TypeString:
		return validRowsGo[int32](out, view)
	case c.TypeLargeString:
		return validRowsGo[int64](out, view)
	}
	return 0, c.StatusInvalidArgument
}

func validRowsGo[Offset int32 | int64](out []byte, view *column.View) (fault int, status int32) {
	if view.Count == 0 {
		return 0, c.StatusOK
	}
	offsets := unsafe.Slice((*Offset)(unsafe.Pointer(view.Offsets)), view.Count+1)
	for i, to := range offsets[1:] {
		if from := offsets[i]; from < 0 || to < from || int64(to) > int64(view.Size) {
			return i, c.StatusInvalidArgument
		}
	}
	clear(out)
	values := unsafe.String(view.Values, view.Size)
	for i, to := range offsets[1:] {
		if view.Valid(i) && utf8.ValidString(values[offsets[i]:to]) {
			out[i/8] |= 1 << (i % 8)
		}
	}
	return 0, c.StatusOK
}

func columnError(fault int, status int32) error {
	if status == c.StatusOK {
		return nil
	}
	return &sinew.Error{Status: sinew.Status(status), Offset: fault, Message: "column: not of strings, or offsets that run backwards or past the data"}
}

func panicLength(out, rows int) {
	panic(fmt.Sprintf("utf8: out has length %d for %d rows", out, rows))
}
