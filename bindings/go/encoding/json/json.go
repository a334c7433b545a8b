// Package json writes and reads the strings of JSON (RFC 8259, section 7), the part of encoding and
// decoding where most of the time goes; the rest of JSON is encoding/json's. Its functions are shaped
// like strconv.AppendQuote: they append to a slice and allocate nothing else.
package json

import (
	"fmt"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// AppendQuote appends s as a JSON string, quotes included: the bytes that encoding/json writes with
// SetEscapeHTML(false). Control characters are escaped, as are U+2028 and U+2029, and each byte that
// is not part of valid UTF-8 becomes \ufffd.
func AppendQuote[T []byte | string](dst []byte, s T) []byte {
	return append(appendEscaped(append(dst, '"'), text(s), 0), '"')
}

// AppendQuoteHTML is like AppendQuote, but also escapes <, > and &: the bytes that json.Marshal writes.
func AppendQuoteHTML[T []byte | string](dst []byte, s T) []byte {
	return append(appendEscaped(append(dst, '"'), text(s), escapeHTML), '"')
}

// AppendUnquote appends the text that s stands for; s is a JSON string with its quotes. The error is a
// *sinew.Error whose Offset is the place of the fault in s. It is sinew.ErrCorrupt if s does not begin
// with a quote, or has a quote or control character inside, an escape that JSON does not have, one half
// of a surrogate pair, or bytes that are not valid UTF-8; sinew.ErrTruncated if s ends before the closing
// quote. Unlike encoding/json, which replaces half pairs and invalid UTF-8 by U+FFFD, it refuses them. If
// there is an error, dst is returned as it was.
func AppendUnquote[T []byte | string](dst []byte, s T) ([]byte, error) {
	in := text(s)
	if len(in) == 0 {
		return dst, fault(0, c.StatusTruncated)
	}
	if in[0] != '"' {
		return dst, fault(0, c.StatusCorrupt)
	}
	inner, closed := in[1:], len(in) > 1 && in[len(in)-1] == '"'
	if closed {
		inner = inner[:len(inner)-1]
	}
	out, read, status := appendUnescaped(dst, inner)
	switch {
	case status == c.StatusOK && !closed:
		read, status = len(inner), c.StatusTruncated
	case status == c.StatusTruncated && closed && inner[read:] == `\`:
		read = len(inner) + 1 // the last quote is escaped, and does not close the string
	case status == c.StatusTruncated && closed:
		status = c.StatusCorrupt // no other escape, and no sequence, continues with a quote
	}
	if status != c.StatusOK {
		return dst, fault(1+read, status)
	}
	return out, nil
}

func fault(offset int, status int32) error {
	return &sinew.Error{Status: sinew.Status(status), Offset: offset, Message: fmt.Sprintf("json: %v in a string, at offset %d", sinew.Status(status), offset)}
}

// text returns the bytes of s as a string, without a copy.
func text[T []byte | string](s T) string { return *(*string)(unsafe.Pointer(&s)) }
