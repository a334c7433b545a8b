package expression

import (
	"fmt"
	"strings"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// failure is what a compiler panics with.
type failure struct{ err error }

// fail ends compiling with an error at a byte of the text, which may have anything in it.
func (p *compiler) fail(position int, format string, arguments ...any) {
	message := []byte(uptoZero(fmt.Sprintf(format, arguments...)))
	for i, b := range message {
		if b < ' ' || b > '~' {
			message[i] = '?'
		}
	}
	panic(failure{fault.Invalid(position, "at byte %d: %s", position, message)})
}

// uptoZero returns the beginning of a text that C takes for all of it.
func uptoZero(text string) string {
	text, _, _ = strings.Cut(text, "\x00")
	return text
}

func (p *compiler) quote(begin, end int) string {
	const most = 40
	if end-begin > most {
		return uptoZero(p.text[begin:begin+most]) + "..."
	}
	return uptoZero(p.text[begin:end])
}

// found says what an operand is.
func (p *compiler) found(o *operand) string {
	if o.kind == registerOperand {
		return "a value of type " + nameOf(o.typ)
	}
	text := p.quote(o.begin, o.end)
	switch {
	case o.kind == columnOperand:
		return "column " + text + " of type " + nameOf(o.typ)
	case o.literal == stringLiteral:
		return "string " + text
	case o.literal == integerLiteral || o.literal == realLiteral:
		return "number " + text
	}
	return text
}

// unexpected says what was expected in place of the token.
func (p *compiler) unexpected(expected string) {
	text := p.quote(p.token.begin, p.token.end)
	switch p.token.kind {
	case endToken:
		text = "the end"
	case stringToken:
		text = "string " + text
	case integerToken, decimalToken:
		text = "number " + text
	case symbolToken:
		text = "'" + text + "'"
	}
	p.fail(p.token.begin, "expected %s, found %s", expected, text)
}

func (p *compiler) wrongOperand(o *operand, expected string) {
	p.fail(o.begin, "expected %s, found %s", expected, p.found(o))
}

// class is what types have in common that can be compared with each other.
type class uint8

const (
	noClass class = iota
	boolClass
	numberClass
	stringClass
	timeClass
)

func (k class) String() string {
	switch k {
	case boolClass:
		return "a boolean"
	case numberClass:
		return "a number"
	case stringClass:
		return "a string"
	case timeClass:
		return "a date or timestamp"
	}
	return "a value"
}

func classOf(kind int32) class {
	switch {
	case kind == c.TypeBool:
		return boolClass
	case kind >= c.TypeI8 && kind <= c.TypeF64:
		return numberClass
	case kind >= c.TypeDate32 && kind <= c.TypeTimestampNS:
		return timeClass
	case c.IsString(kind):
		return stringClass
	}
	return noClass
}

// widened returns the type that an expression gives a column's values.
func widened(kind int32) int32 {
	switch kind {
	case c.TypeI8, c.TypeI16, c.TypeI32, c.TypeU8, c.TypeU16, c.TypeU32:
		return c.TypeI64
	case c.TypeF32:
		return c.TypeF64
	}
	return c.WithWideOffsets(kind)
}

var typeNames = map[int32]string{
	c.TypeBool: "bool", c.TypeI64: "i64", c.TypeU64: "u64", c.TypeF64: "f64", c.TypeDate32: "date",
	c.TypeTimestampS: "timestamp_s", c.TypeTimestampMS: "timestamp_ms", c.TypeTimestampUS: "timestamp_us", c.TypeTimestampNS: "timestamp_ns",
	c.TypeLargeString: "string", c.TypeLargeBinary: "binary",
}

// nameOf returns the name of the type of a value in messages.
func nameOf(kind int32) string {
	if name, ok := typeNames[kind]; ok {
		return name
	}
	return "null"
}
