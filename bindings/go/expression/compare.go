package expression

import (
	"cmp"
	"math"
	"math/big"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Beyond, a double does not tell integers apart.
const exact = 1 << 53

func isExact(value float64) bool { return value > -exact && value < exact }

func (p *compiler) null(begin int) operand {
	return p.materializeLiteral(operand{begin: begin}, c.TypeBool)
}

// compare compiles a comparison.
func (p *compiler) compare(r relation, a, b operand) operand {
	result := p.compareAny(r, a, b)
	result.begin = a.begin
	return result
}

func (p *compiler) compareAny(r relation, a, b operand) operand {
	if a.isNull() || b.isNull() {
		p.free(&a)
		p.free(&b)
		return p.null(a.begin)
	}
	p.require(&b, a.class())
	if a.isLiteral() && !b.isLiteral() {
		a, b = b, a
		r = r.swapped()
	}
	switch a.class() {
	case boolClass:
		return p.compareBools(r, a, b)
	case stringClass:
		return p.compareStrings(r, a, b)
	case timeClass:
		return p.compareTimes(r, a, b)
	}
	return p.compareNumbers(r, a, b)
}

func (p *compiler) compareBools(r relation, a, b operand) operand {
	if r != equal && r != notEqual {
		p.wrongOperand(&a, "a number, a string, a date or a timestamp")
	}
	a = p.materialize(a, c.TypeBool)
	b = p.materialize(b, c.TypeBool)
	return p.emit(step{kind: equalBits, negated: r == notEqual}, c.TypeBool, a, b)
}

func (p *compiler) compareStrings(r relation, a, b operand) operand {
	if b.isLiteral() && !a.isLiteral() {
		return p.emit(step{kind: compareText, relation: r, texts: []string{b.text}}, c.TypeBool, a)
	}
	a = p.materialize(a, a.typ)
	b = p.materialize(b, b.typ)
	return p.emit(step{kind: compareTexts, relation: r}, c.TypeBool, a, b)
}

// nativeType returns the type of a column's or register's values as they lie.
func (p *compiler) nativeType(o *operand) int32 {
	switch {
	case o.kind == columnOperand:
		return int32(p.columns[o.ref.index].Type)
	case o.class() == timeClass:
		return c.TypeI64
	}
	return o.typ
}

func (p *compiler) compareToInteger(r relation, integer *big.Int, a operand) operand {
	s := step{kind: compareLiteral, from: p.nativeType(&a)}
	low, high := rangeOf(s.from)
	switch {
	case integer.Cmp(high) > 0:
		r = r.toAbove()
	case integer.Cmp(low) < 0:
		r = r.swapped().toAbove()
	default:
		s.word = wordOf(integer)
	}
	s.relation = r
	return p.emit(s, c.TypeBool, a)
}

func (p *compiler) compareNumbers(r relation, a, b operand) operand {
	if b.isLiteral() && !a.isLiteral() {
		return p.compareToNumber(r, a, b)
	}
	s := step{kind: compareWords, relation: r, word: 1, scale: 1}
	common := commonNumber(&a, &b)
	if common == 0 {
		a = p.materialize(a, a.typ)
		b = p.materialize(b, b.typ)
	} else {
		a = p.materialize(a, common)
		b = p.materialize(b, common)
	}
	s.from, s.to = a.typ, b.typ
	return p.emit(s, c.TypeBool, a, b)
}

func (p *compiler) compareToNumber(r relation, a, literal operand) operand {
	isFloat := a.typ == c.TypeF64
	if !isFloat && literal.literal == integerLiteral {
		return p.compareToInteger(r, literal.integer, a)
	}
	real := literal.float()
	if !isFloat && isExact(real) {
		floor := math.Floor(real)
		if floor != real {
			r = r.toFloor()
		}
		return p.compareToInteger(r, big.NewInt(int64(floor)), a)
	}
	if !isFloat {
		a = p.materialize(a, c.TypeF64)
	}
	return p.emit(step{kind: compareLiteral, relation: r, from: c.TypeF64, word: int64(math.Float64bits(real))}, c.TypeBool, a)
}

func (p *compiler) compareTimes(r relation, a, b operand) operand {
	unitA, unitB := nanosecondsOf(a.typ), nanosecondsOf(b.typ)
	if b.isLiteral() && !a.isLiteral() {
		// The divisor is positive, so that Euclid's division is the one towards the past.
		floor, rest := new(big.Int).DivMod(b.integer, big.NewInt(unitA), new(big.Int))
		if rest.Sign() != 0 {
			r = r.toFloor()
		}
		return p.compareToInteger(r, floor, a)
	}
	a = p.materialize(a, a.typ)
	b = p.materialize(b, b.typ)
	s := step{kind: compareWords, relation: r, word: max(unitA/unitB, 1), scale: max(unitB/unitA, 1), from: c.TypeI64, to: c.TypeI64}
	return p.emit(s, c.TypeBool, a, b)
}

// in parses a list, behind the opening parenthesis. It is read twice, because its last literal can
// decide what becomes of the first.
func (p *compiler) in(a operand) operand {
	begin, isNull := a.begin, a.isNull()
	if a.isLiteral() {
		a = p.materialize(a, typeOf(&a))
	}
	first := p.token
	s := step{kind: inNumbers, from: p.nativeType(&a)}
	hasLarge := false
	count := 0
	for again := true; again; count++ {
		item := p.item()
		if !isNull {
			p.require(&item, a.class())
		}
		s.nullInList = s.nullInList || item.isNull()
		// As equal to it counts every integer that is when it is an f64.
		if item.literal == realLiteral && a.typ != c.TypeF64 && !isExact(item.real) {
			hasLarge = true
		}
		if again = p.isSymbol(","); again {
			p.next()
		}
	}
	if !p.isSymbol(")") {
		p.unexpected("',' or ')'")
	}
	if isNull {
		p.next()
		return p.null(begin)
	}
	p.token = first
	if a.class() == boolClass || hasLarge {
		return p.inEach(a, count)
	}
	if a.class() == stringClass {
		s.kind = inStrings
	}
	for i := range count {
		item := p.item()
		if i+1 < count {
			p.next()
		}
		if !item.isNull() {
			s.addItem(&a, &item)
		}
	}
	s.sortList()
	p.next()
	return p.emit(s, c.TypeBool, a)
}

// addItem adds a value to a list; one that the type of a cannot have is left out.
func (s *step) addItem(a, item *operand) {
	if s.kind == inStrings {
		s.texts = append(s.texts, item.text)
		return
	}
	if a.typ == c.TypeF64 {
		s.numbers = append(s.numbers, int64(math.Float64bits(item.float()+0)))
		return
	}
	integer := item.integer
	switch item.literal {
	case realLiteral:
		floor := math.Floor(item.real)
		if floor != item.real {
			return
		}
		integer = big.NewInt(int64(floor))
	case timeLiteral:
		count, rest := new(big.Int).QuoRem(integer, big.NewInt(nanosecondsOf(a.typ)), new(big.Int))
		if rest.Sign() != 0 {
			return
		}
		integer = count
	}
	if low, high := rangeOf(s.from); integer.Cmp(low) >= 0 && integer.Cmp(high) <= 0 {
		s.numbers = append(s.numbers, wordOf(integer))
	}
}

// sortList sorts a list in the order of its values, without repetitions.
func (s *step) sortList() {
	slices.Sort(s.texts)
	s.texts = slices.Compact(s.texts)
	slices.SortFunc(s.numbers, func(a, b int64) int {
		switch s.from {
		case c.TypeU64:
			return cmp.Compare(uint64(a), uint64(b))
		case c.TypeF32, c.TypeF64:
			return cmp.Compare(math.Float64frombits(uint64(a)), math.Float64frombits(uint64(b)))
		}
		return cmp.Compare(a, b)
	})
	s.numbers = slices.Compact(s.numbers)
}

// inEach compiles a = x or a = y or ...
func (p *compiler) inEach(a operand, count int) operand {
	value := a
	value.pinned = true
	var all operand
	for i := range count {
		item := p.item()
		p.next() // "," or ")"
		is := p.compare(equal, value, item)
		if i == 0 {
			all = is
		} else {
			all = p.emit(step{kind: or}, c.TypeBool, all, is)
		}
	}
	p.free(&a)
	all.begin = a.begin
	return all
}

// item parses a literal with a sign.
func (p *compiler) item() operand {
	begin := p.token.begin
	isNegative := p.isSymbol("-")
	if isNegative {
		p.next()
	}
	literal, ok := p.literal()
	if !ok {
		p.unexpected("a literal")
	}
	if isNegative {
		return p.negateLiteral(begin, literal)
	}
	return literal
}
