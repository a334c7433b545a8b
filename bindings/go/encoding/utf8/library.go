package utf8

import (
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Zen 5 with AVX-512; Go against the library in each case.
var (
	// Bytes from which the library validates text that is not ASCII: 128 bytes of which 1 in 10 is
	// accented 35 ns against 31, of Chinese 59 against 31.
	crossover = c.From(112)
	// Bytes below which ASCII is looked through in Go: 1 KiB 20 ns against 30.
	crossoverASCII = c.From(4 << 10)
	// Bytes from which runes are counted in the library: 128 bytes of ASCII 35 ns against 32.
	crossoverCount = c.From(128)
	// Bytes from which text is copied in the library: 96 bytes of ASCII 72 ns against 67.
	crossoverCopy = c.From(96)
	// Rows from which a column is for the library.
	crossoverRows = c.From(4)
)

// validPrefixC is validPrefix for text whose first at bytes are known to be valid.
func validPrefixC(s string, at int) int {
	s = s[at:]
	return at + c.UTF8Validate(unsafe.StringData(s), len(s)).Count
}

func count(s string) int { return c.UTF8Count(unsafe.StringData(s), len(s)) }

func appendValid(dst []byte, s, replacement string) []byte {
	if len(s) < crossoverCopy {
		return appendValidGo(dst, s, replacement)
	}
	p := unsafe.StringData(s)
	size := c.UTF8SanitizedSize(p, len(s), len(replacement))
	dst = slices.Grow(dst, size)
	r := c.UTF8Sanitize(p, len(s), unsafe.StringData(replacement), len(replacement), unsafe.SliceData(dst[len(dst):cap(dst)]), size)
	return dst[:len(dst)+r.Written]
}

func validColumn(out []byte, view *column.View) error {
	if view.Count < crossoverRows {
		return columnError(validColumnGo(out, view))
	}
	return columnError(c.UTF8ValidateMany(view, unsafe.SliceData(out)).Unpack())
}
