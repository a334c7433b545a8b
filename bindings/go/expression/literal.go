package expression

import (
	"math"
	"math/big"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// literal returns the literal at the token, if there is one.
func (p *compiler) literal() (literal operand, ok bool) {
	literal = operand{begin: p.token.begin, end: p.token.end}
	switch {
	case p.token.kind == integerToken:
		literal.literal, literal.integer = integerLiteral, p.token.integer
		literal.typ = integerType(literal.integer)
	case p.token.kind == decimalToken:
		literal.literal, literal.real, literal.typ = realLiteral, p.token.real, c.TypeF64
	case p.token.kind == stringToken:
		literal.literal, literal.text, literal.typ = stringLiteral, p.unquote(), c.TypeLargeString
	case p.isWord("null"):
	case p.isWord("true"), p.isWord("false"):
		literal.literal, literal.truth, literal.typ = boolLiteral, p.isWord("true"), c.TypeBool
	case p.isWord("timestamp"), p.isWord("date"):
		return p.timeLiteral()
	default:
		return literal, false
	}
	p.next()
	return literal, true
}

// timeLiteral parses timestamp '...' or date '...'; without a string behind it, the word may be a column.
func (p *compiler) timeLiteral() (literal operand, ok bool) {
	isDate := p.isWord("date")
	word := p.token
	p.next()
	if p.token.kind != stringToken {
		p.token = word
		return literal, false
	}
	literal = operand{literal: timeLiteral, typ: c.TypeTimestampUS, begin: word.begin, end: p.token.end}
	integer, isFine, ok := parseTime(p.text[p.token.begin+1:p.token.end-1], isDate)
	switch {
	case !ok && isDate:
		p.unexpected("a date as in '2001-12-31'")
	case !ok:
		p.unexpected("a timestamp as in '2001-12-31 23:59:59.999'")
	case isDate:
		literal.typ = c.TypeDate32
	case isFine:
		literal.typ = c.TypeTimestampNS
	}
	literal.integer = integer
	p.next()
	return literal, true
}

func (p *compiler) negateLiteral(begin int, literal operand) operand {
	p.require(&literal, numberClass)
	literal.begin = begin
	literal.real = -literal.real
	if literal.literal == integerLiteral {
		literal.integer = new(big.Int).Neg(literal.integer)
		if literal.integer.Cmp(big.NewInt(math.MinInt64)) < 0 {
			p.fail(begin, "the integer does not fit 64 bits")
		}
		literal.typ = integerType(literal.integer)
	}
	return literal
}

// integerType returns the type of an integer alone.
func integerType(integer *big.Int) int32 {
	if integer.IsInt64() {
		return c.TypeI64
	}
	return c.TypeU64
}
