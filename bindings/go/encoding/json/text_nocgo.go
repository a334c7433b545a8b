//go:build !cgo

package json

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

const escapeHTML = c.JSONHTML

func appendEscaped(dst []byte, s string, flags uint32) []byte { return appendEscapedGo(dst, s, flags) }

func appendUnescaped(dst []byte, s string) (out []byte, read int, status int32) {
	return appendUnescapedGo(dst, s)
}
