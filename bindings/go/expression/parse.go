package expression

import (
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// compiler is a parser by recursive descent that emits steps as it goes. It panics with a failure.
type compiler struct {
	program
	text    string
	columns []Column
	token   token
	depth   int
	used    [placeCount]uint64 // registers
}

// compileProgram returns the steps of a text, or the error that says where and why there are none.
func compileProgram(text string, columns []Column) (compiled *program, err error) {
	p := compiler{text: text, columns: columns}
	defer func() {
		if reason := recover(); reason != nil {
			is, ok := reason.(failure)
			if !ok {
				panic(reason)
			}
			err = is.err
		}
	}()
	p.uses = make([]bool, len(columns))
	p.next()
	result := p.or()
	if p.token.kind != endToken {
		p.unexpected("an operator or the end")
	}
	if result.isNull() {
		p.wrongOperand(&result, "a value with a type")
	}
	result = p.materialize(result, result.typ)
	p.result, p.kind = result.ref, result.typ
	return &p.program, nil
}

// The grammar, from the loosest operator to the tightest.

func (p *compiler) or() operand {
	result := p.and()
	for p.isWord("or") {
		p.require(&result, boolClass)
		p.next()
		result = p.logic(or, result, p.and())
	}
	return result
}

func (p *compiler) and() operand {
	result := p.not()
	for p.isWord("and") {
		p.require(&result, boolClass)
		p.next()
		result = p.logic(and, result, p.not())
	}
	return result
}

func (p *compiler) logic(kind stepKind, left, right operand) operand {
	p.require(&right, boolClass)
	left = p.materialize(left, c.TypeBool)
	right = p.materialize(right, c.TypeBool)
	return p.emit(step{kind: kind}, c.TypeBool, left, right)
}

// deeper notes that something is open which may nest; what closes it takes 1 from depth.
func (p *compiler) deeper() {
	if p.depth++; p.depth > c.ExpressionMaxDepth {
		p.fail(p.token.begin, "more than %d parentheses, calls, signs and 'not' inside of each other", c.ExpressionMaxDepth)
	}
}

func (p *compiler) not() operand {
	if !p.isWord("not") {
		return p.predicate()
	}
	begin := p.token.begin
	p.deeper()
	p.next()
	result := p.not()
	p.require(&result, boolClass)
	result = p.negated(p.materialize(result, c.TypeBool))
	p.depth--
	result.begin = begin
	return result
}

func (p *compiler) negated(o operand) operand {
	return p.emit(step{kind: not}, c.TypeBool, o)
}

var relations = map[string]relation{
	"=": equal, "==": equal, "!=": notEqual, "<>": notEqual,
	"<": less, "<=": lessEqual, ">": greater, ">=": greaterEqual,
}

// relationAt returns the relation that the token is.
func (p *compiler) relationAt() (r relation, ok bool) {
	if p.token.kind == symbolToken {
		r, ok = relations[p.text[p.token.begin:p.token.end]]
	}
	return r, ok
}

func (p *compiler) predicate() operand {
	result := p.sum()
	if r, ok := p.relationAt(); ok {
		p.next()
		result = p.compare(r, result, p.sum())
		p.refuseChain()
		return result
	}
	if p.isWord("is") {
		result = p.isNull(result)
		p.refuseChain()
		return result
	}
	isNegated := p.isWord("not")
	if isNegated {
		p.next()
		if !p.isWord("in") && !p.isWord("between") {
			p.unexpected("'in' or 'between'")
		}
	}
	switch {
	case p.isWord("in"):
		p.next()
		p.expect("(")
		result = p.in(result)
	case p.isWord("between"):
		p.next()
		result = p.between(result)
	default:
		return result
	}
	if isNegated {
		result = p.negated(result)
	}
	p.refuseChain()
	return result
}

// isNull parses from `is` on.
func (p *compiler) isNull(value operand) operand {
	p.next()
	s := step{kind: isValid, negated: !p.isWord("not")}
	expected := "'null' or 'not null'"
	if !s.negated {
		p.next()
		expected = "'null'"
	}
	if !p.isWord("null") {
		p.unexpected(expected)
	}
	p.next()
	if value.isLiteral() {
		value = p.materialize(value, typeOf(&value))
	}
	return p.emit(s, c.TypeBool, value)
}

// typeOf returns a literal's type where nothing else says it.
func typeOf(literal *operand) int32 {
	if literal.isNull() {
		return c.TypeI64
	}
	return literal.typ
}

func (p *compiler) refuseChain() {
	if _, ok := p.relationAt(); ok || p.isWord("is") || p.isWord("in") || p.isWord("between") {
		p.fail(p.token.begin, "comparisons do not chain; use parentheses or 'and'")
	}
}

func (p *compiler) between(value operand) operand {
	value.pinned = true
	atLeast := p.compare(greaterEqual, value, p.sum())
	value.pinned = false
	if !p.isWord("and") {
		p.unexpected("'and'")
	}
	p.next()
	atMost := p.compare(lessEqual, value, p.sum())
	return p.emit(step{kind: and}, c.TypeBool, atLeast, atMost)
}

func (p *compiler) sum() operand {
	result := p.product()
	for p.isSymbol("+") || p.isSymbol("-") {
		operator := p.text[p.token.begin]
		p.next()
		result = p.compute(operator, result, p.product())
	}
	return result
}

func (p *compiler) product() operand {
	result := p.unary()
	for p.isSymbol("*") || p.isSymbol("/") || p.isSymbol("%") {
		operator := p.text[p.token.begin]
		p.next()
		result = p.compute(operator, result, p.unary())
	}
	return result
}

func (p *compiler) refuseU64(o *operand) {
	if o.typ == c.TypeU64 {
		p.fail(o.begin, "expected a number of type i64 or f64, found %s; cast it", p.found(o))
	}
}

func (p *compiler) compute(operator byte, left, right operand) operand {
	p.require(&left, numberClass)
	p.require(&right, numberClass)
	kind := commonNumber(&left, &right)
	if kind != c.TypeF64 {
		p.refuseU64(&left)
		p.refuseU64(&right)
		kind = c.TypeI64
	} else if operator == '%' {
		if left.typ == c.TypeF64 {
			p.wrongOperand(&left, "an integer")
		}
		p.wrongOperand(&right, "an integer")
	}
	left = p.materialize(left, kind)
	right = p.materialize(right, kind)
	return p.emit(step{kind: arithmetic, operator: operator, from: kind}, kind, left, right)
}

func (p *compiler) unary() operand {
	if !p.isSymbol("-") {
		return p.primary()
	}
	begin := p.token.begin
	p.deeper()
	p.next()
	result := p.unary()
	p.depth--
	p.require(&result, numberClass)
	if result.isLiteral() {
		return p.negateLiteral(begin, result)
	}
	p.refuseU64(&result)
	result = p.materialize(result, result.typ)
	result = p.emit(step{kind: negate, from: result.typ}, result.typ, result)
	result.begin = begin
	return result
}

func (p *compiler) primary() operand {
	if p.isSymbol("(") {
		begin := p.token.begin
		p.deeper()
		p.next()
		result := p.or()
		p.expect(")")
		p.depth--
		if !result.isLiteral() {
			result.begin = begin
		}
		return result
	}
	if literal, ok := p.literal(); ok {
		return literal
	}
	switch p.token.kind {
	case quotedNameToken:
		return p.column(p.unquote())
	case nameToken:
	default:
		p.unexpected("a value")
	}
	for _, word := range []string{"and", "or", "not", "in", "is", "as", "between", "null", "true", "false"} {
		if p.isWord(word) {
			p.unexpected("a value")
		}
	}
	after := p.token.end
	for isSpace(p.at(after)) {
		after++
	}
	if p.at(after) == '(' {
		return p.call()
	}
	return p.column(p.text[p.token.begin:p.token.end])
}

func (p *compiler) column(name string) operand {
	index := 0
	for index < len(p.columns) && p.columns[index].Name != name {
		index++
	}
	quoted := p.quote(p.token.begin, p.token.end)
	if index == len(p.columns) {
		p.fail(p.token.begin, "there is no column %s", quoted)
	}
	kind := int32(p.columns[index].Type)
	if classOf(kind) == noClass {
		p.fail(p.token.begin, "column %s has type %s, which expressions do not take", quoted, c.ConstantOf(kind))
	}
	p.uses[index] = true
	result := operand{kind: columnOperand, typ: widened(kind), ref: ref{inColumn, index}, begin: p.token.begin, end: p.token.end}
	p.next()
	return result
}
