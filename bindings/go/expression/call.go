package expression

import (
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// functions compile a call, from behind its opening parenthesis up to the closing one.
var functions map[string]func(*compiler) operand

func init() {
	functions = map[string]func(*compiler) operand{
		"starts_with": func(p *compiler) operand { return p.textTest(startsWith) },
		"ends_with":   func(p *compiler) operand { return p.textTest(endsWith) },
		"contains":    func(p *compiler) operand { return p.textTest(contains) },
		"length": func(p *compiler) operand {
			return p.emit(step{kind: length}, c.TypeI64, p.argument(stringClass))
		},
		"year":     func(p *compiler) operand { return p.partOf(yearOf) },
		"month":    func(p *compiler) operand { return p.partOf(monthOf) },
		"day":      func(p *compiler) operand { return p.partOf(dayOf) },
		"hour":     func(p *compiler) operand { return p.partOf(hourOf) },
		"minute":   func(p *compiler) operand { return p.partOf(minuteOf) },
		"second":   func(p *compiler) operand { return p.partOf(secondOf) },
		"weekday":  func(p *compiler) operand { return p.partOf(weekdayOf) },
		"bucket":   (*compiler).bucket,
		"cast":     (*compiler).cast,
		"coalesce": (*compiler).coalesce,
		"if":       (*compiler).choice,
	}
}

func (p *compiler) call() operand {
	begin, end := p.token.begin, p.token.end
	for name, compile := range functions {
		if !isFolded(p.text[begin:end], name) {
			continue
		}
		p.deeper()
		p.next() // the name
		p.next() // "("
		result := compile(p)
		p.expect(")")
		p.depth--
		if !result.isLiteral() { // which is quoted as it stands
			result.begin = begin
		}
		return result
	}
	p.fail(begin, "there is no function %s", p.quote(begin, end))
	panic("unreachable")
}

// argument parses an operand of a class; a literal becomes a register.
func (p *compiler) argument(want class) operand {
	result := p.or()
	p.require(&result, want)
	if !result.isLiteral() {
		return result
	}
	kind := result.typ
	if result.isNull() {
		// Only null has no type of this class.
		kind = map[class]int32{boolClass: c.TypeBool, numberClass: c.TypeI64, stringClass: c.TypeLargeString, timeClass: c.TypeTimestampUS}[want]
	}
	return p.materialize(result, kind)
}

// stringArgument parses a string literal.
func (p *compiler) stringArgument() operand {
	if p.token.kind != stringToken {
		p.unexpected("a string in quotes")
	}
	literal, _ := p.literal()
	return literal
}

func (p *compiler) textTest(r relation) operand {
	value := p.argument(stringClass)
	p.expect(",")
	literal := p.stringArgument()
	return p.emit(step{kind: compareText, relation: r, texts: []string{literal.text}}, c.TypeBool, value)
}

func (p *compiler) partOf(of part) operand {
	value := p.argument(timeClass)
	s := step{kind: datePart, part: of}
	if value.typ != c.TypeDate32 {
		s.word = second / nanosecondsOf(value.typ)
	}
	return p.emit(s, c.TypeI64, p.materialize(value, value.typ))
}

func (p *compiler) bucket() operand {
	value := p.argument(timeClass)
	p.expect(",")
	literal := p.stringArgument()
	nanoseconds, ok := parseWidth(literal.text)
	if !ok {
		p.fail(literal.begin, "expected a width as in '5m', in ns, us, ms, s, m, h or d, found %s", p.found(&literal))
	}
	unit := nanosecondsOf(value.typ)
	if nanoseconds%unit != 0 {
		p.fail(literal.begin, "%s is not a whole number of units of type %s", p.found(&literal), nameOf(value.typ))
	}
	value = p.materialize(value, value.typ)
	return p.emit(step{kind: bucket, word: nanoseconds / unit, isDays: value.typ == c.TypeDate32}, value.typ, value)
}

func (p *compiler) coalesce() operand {
	result := p.or()
	if !p.isSymbol(",") {
		p.unexpected("','")
	}
	for p.isSymbol(",") {
		p.next()
		other := p.or()
		switch {
		case other.isNull():
		case result.isNull():
			result = other
		default:
			result, other = p.unify(result, other)
			value := result
			value.pinned = true
			condition := p.emit(step{kind: isValid}, c.TypeBool, value)
			result = p.choose(condition, result, other)
		}
	}
	if !p.isSymbol(")") {
		p.unexpected("',' or ')'")
	}
	return result
}

func (p *compiler) choice() operand {
	condition := p.materialize(p.argument(boolClass), c.TypeBool)
	p.expect(",")
	a := p.or()
	p.expect(",")
	a, b := p.unify(a, p.or())
	return p.choose(condition, a, b)
}

func (p *compiler) choose(condition, a, b operand) operand {
	kind := a.typ
	if a.class() == stringClass && b.typ == c.TypeLargeBinary {
		kind = b.typ
	}
	return p.emit(step{kind: choose}, kind, condition, a, b)
}

// unify makes two operands registers of one type.
func (p *compiler) unify(a, b operand) (operand, operand) {
	typed := &a
	if a.isNull() {
		typed = &b
	}
	if typed.isNull() {
		p.wrongOperand(&b, "a value with a type")
	}
	p.require(&b, typed.class())
	kind := typed.typ
	switch {
	case typed.class() == numberClass:
		kind = commonNumber(&a, &b)
	case typed.class() == timeClass && !a.isNull() && !b.isNull():
		// A literal takes the type of the other.
		if a.isLiteral() {
			kind = b.typ
		}
		isLiteral := a.isLiteral() || b.isLiteral()
		if !b.isLiteral() && b.typ != kind || isLiteral && (a.typ == c.TypeDate32) != (b.typ == c.TypeDate32) {
			kind = 0
		}
	}
	if kind == 0 {
		p.fail(b.begin, "expected type %s, found %s; cast one of both", nameOf(a.typ), p.found(&b))
	}
	materialize := func(o operand) operand {
		if typed.class() == stringClass && !o.isNull() {
			return p.materialize(o, o.typ)
		}
		return p.materialize(o, kind)
	}
	first := materialize(a)
	return first, materialize(b)
}

var castTypes = []struct {
	name string
	kind int32
}{
	{"i64", c.TypeI64}, {"f64", c.TypeF64}, {"date", c.TypeDate32},
	{"timestamp_s", c.TypeTimestampS}, {"timestamp_ms", c.TypeTimestampMS}, {"timestamp_us", c.TypeTimestampUS}, {"timestamp_ns", c.TypeTimestampNS},
}

func (p *compiler) cast() operand {
	value := p.or()
	if !p.isWord("as") {
		p.unexpected("'as'")
	}
	p.next()
	for _, to := range castTypes {
		if p.isWord(to.name) {
			p.next()
			return p.castTo(value, to.kind)
		}
	}
	p.unexpected("a type: i64, f64, date, timestamp_s, timestamp_ms, timestamp_us or timestamp_ns")
	panic("unreachable")
}

func (p *compiler) castTo(value operand, kind int32) operand {
	if value.isNull() {
		return p.materialize(value, kind)
	}
	from := value.class()
	if from == stringClass {
		p.wrongOperand(&value, "a number, a boolean, a date or a timestamp")
	}
	begin := value.begin
	value = p.materialize(value, value.typ)
	if classOf(kind) != timeClass {
		// A time is the number of its units.
		if from == timeClass {
			value.typ = c.TypeI64
		}
		if value.typ == kind {
			return value
		}
		return p.convert(value, kind)
	}
	if from == boolClass {
		p.fail(begin, "expected a number, a date or a timestamp, found a boolean")
	}
	if from == numberClass && value.typ != c.TypeI64 {
		value = p.convert(value, c.TypeI64)
	}
	s := step{kind: rescale, word: 1, scale: 1, isDays: kind == c.TypeDate32}
	if from == timeClass {
		unit, to := nanosecondsOf(value.typ), nanosecondsOf(kind)
		s.word, s.scale = max(unit/to, 1), max(to/unit, 1)
	}
	if s.word == 1 && s.scale == 1 && (!s.isDays || value.typ == kind) {
		value.typ = kind
		return value
	}
	return p.emit(s, kind, value)
}
