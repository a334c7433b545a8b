//go:build !cgo

package utf8

import (
	"math"
	"unicode/utf8"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Without cgo no text is long enough for the library.
const (
	crossover      = math.MaxInt
	crossoverASCII = math.MaxInt
	crossoverCount = math.MaxInt
)

func validPrefixC(string, int) int { panic("unreachable") }

func count(s string) int { return utf8.RuneCountInString(s) }

func appendValid(dst []byte, s, replacement string) []byte {
	return appendValidGo(dst, s, replacement)
}

func validColumn(out []byte, view *column.View) error { return columnError(validColumnGo(out, view)) }
