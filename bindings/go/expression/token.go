package expression

import (
	"math/big"
	"strconv"
	"strings"
)

type tokenKind uint8

const (
	endToken tokenKind = iota
	nameToken
	quotedNameToken
	stringToken
	integerToken
	decimalToken
	symbolToken
)

type token struct {
	kind       tokenKind
	begin, end int
	integer    *big.Int
	real       float64
}

func isSpace(b byte) bool { return b == ' ' || b >= '\t' && b <= '\r' }
func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// isLetter takes bytes of UTF-8 beyond ASCII for letters.
func isLetter(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_' || b >= 0x80
}

// at returns a byte of the text, or 0 behind its end.
func (p *compiler) at(i int) byte {
	if i < len(p.text) {
		return p.text[i]
	}
	return 0
}

// next reads the next token.
func (p *compiler) next() {
	i := p.token.end
	for isSpace(p.at(i)) {
		i++
	}
	p.token = token{begin: i, end: i}
	if i == len(p.text) {
		return
	}
	switch b := p.text[i]; {
	case isLetter(b):
		p.token.kind = nameToken
		for i++; isLetter(p.at(i)) || isDigit(p.at(i)) || p.at(i) == '.' && isLetter(p.at(i+1)); i++ {
		}
		p.token.end = i
	case isDigit(b) || b == '.' && isDigit(p.at(i+1)):
		p.readNumber()
	case b == '\'':
		p.token.kind = stringToken
		p.readQuoted("the string has no end")
	case b == '"':
		p.token.kind = quotedNameToken
		p.readQuoted("the quoted name has no end")
	default:
		p.token.kind = symbolToken
		p.token.end = i + 1
		switch p.text[i:min(i+2, len(p.text))] {
		case "==", "!=", "<>", "<=", ">=":
			p.token.end++
		default:
			if strings.IndexByte("+-*/%=<>(),", b) < 0 {
				p.fail(i, "unexpected character '%s'", p.text[i:i+1])
			}
		}
	}
}

// readQuoted reads up to the closing quote, of which two are one in the text.
func (p *compiler) readQuoted(noEnd string) {
	quote := p.text[p.token.begin]
	for i := p.token.begin + 1; i < len(p.text); i++ {
		if p.text[i] != quote {
			continue
		}
		if p.at(i+1) != quote {
			p.token.end = i + 1
			return
		}
		i++
	}
	p.fail(p.token.begin, "%s", noEnd)
}

func (p *compiler) readNumber() {
	i := p.token.begin
	digits := func() {
		for isDigit(p.at(i)) {
			i++
		}
	}
	digits()
	p.token.kind = integerToken
	if p.at(i) == '.' {
		p.token.kind = decimalToken
		i++
		digits()
	}
	if p.at(i) == 'e' || p.at(i) == 'E' {
		first := i + 1
		if p.at(first) == '+' || p.at(first) == '-' {
			first++
		}
		if isDigit(p.at(first)) {
			p.token.kind = decimalToken
			i = first
			digits()
		}
	}
	p.token.end = i
	text := p.text[p.token.begin:i]
	if p.token.kind == integerToken {
		integer, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			p.fail(p.token.begin, "the integer does not fit 64 bits")
		}
		p.token.integer = new(big.Int).SetUint64(integer)
		return
	}
	var err error
	if p.token.real, err = strconv.ParseFloat(text, 64); err != nil {
		p.fail(p.token.begin, "the number is too large for f64")
	}
}

// isSymbol reports whether the token is a symbol.
func (p *compiler) isSymbol(symbol string) bool {
	return p.token.kind == symbolToken && p.text[p.token.begin:p.token.end] == symbol
}

// isWord reports whether the token is a word that is written in any case; word is in lower case.
func (p *compiler) isWord(word string) bool {
	return p.token.kind == nameToken && isFolded(p.text[p.token.begin:p.token.end], word)
}

// isFolded reports whether a text is word but for the case of letters of ASCII.
func isFolded(text, word string) bool {
	if len(text) != len(word) {
		return false
	}
	for i := range len(text) {
		b := text[i]
		if b >= 'A' && b <= 'Z' {
			b += 'a' - 'A'
		}
		if b != word[i] {
			return false
		}
	}
	return true
}

func (p *compiler) expect(symbol string) {
	if !p.isSymbol(symbol) {
		p.unexpected("'" + symbol + "'")
	}
	p.next()
}

// unquote returns the content of a quoted token.
func (p *compiler) unquote() string {
	quoted := p.text[p.token.begin:p.token.end]
	quote := quoted[:1]
	return strings.ReplaceAll(quoted[1:len(quoted)-1], quote+quote, quote)
}
