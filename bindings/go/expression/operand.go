package expression

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

type operandKind uint8

const (
	literalOperand operandKind = iota
	columnOperand
	registerOperand
)

type literalKind uint8

const (
	nullLiteral literalKind = iota
	boolLiteral
	integerLiteral
	realLiteral
	stringLiteral
	timeLiteral
)

// operand is what the parser has read: a literal or a column, of which nothing is computed yet, or a
// register. So a comparison sees whether it can read a column as it lies, and a literal takes the type
// of its partner. A register is free again when what needed it has been emitted.
type operand struct {
	kind       operandKind
	literal    literalKind
	pinned     bool // the register is needed again
	truth      bool // boolLiteral
	typ        int32
	ref        ref
	begin, end int      // in the text
	integer    *big.Int // integerLiteral; timeLiteral: nanoseconds
	real       float64
	text       string
}

func (o *operand) isLiteral() bool { return o.kind == literalOperand }
func (o *operand) isNull() bool    { return o.isLiteral() && o.literal == nullLiteral }
func (o *operand) class() class    { return classOf(o.typ) }

// float returns the value of a literal number.
func (o *operand) float() float64 {
	if o.literal == integerLiteral {
		real, _ := o.integer.Float64()
		return real
	}
	return o.real
}

func (p *compiler) require(o *operand, want class) {
	if !o.isNull() && o.class() != want {
		p.wrongOperand(o, want.String())
	}
}

func placeOf(kind int32) place {
	switch classOf(kind) {
	case boolClass:
		return inBits
	case stringClass:
		return inTexts
	}
	return inWords
}

// allocate takes a free register.
func (p *compiler) allocate(of place) ref {
	index := bits.TrailingZeros64(^p.used[of])
	if index >= maxRegisters {
		p.fail(p.token.begin, "the expression needs too many values at once")
	}
	p.used[of] |= 1 << index
	p.counts[of] = max(p.counts[of], index+1)
	return ref{of, index}
}

func (p *compiler) free(o *operand) {
	if o.kind == registerOperand && !o.pinned && o.ref.index < maxRegisters {
		p.used[o.ref.place] &^= 1 << o.ref.index
	}
}

// addConstant returns a register that holds a constant.
func (p *compiler) addConstant(add constant) ref {
	index := 0
	for _, other := range p.constants {
		if other == add {
			return ref{add.place, maxRegisters + index}
		}
		if other.place == add.place {
			index++
		}
	}
	if len(p.constants) == maxConstants {
		p.fail(p.token.begin, "more than %d different constants", maxConstants)
	}
	p.constants = append(p.constants, add)
	return ref{add.place, maxRegisters + index}
}

// emit appends a step that computes from operands, which it frees, a register of a type. The register
// begins in the text where the first of them does.
func (p *compiler) emit(s step, kind int32, operands ...operand) operand {
	if len(p.steps) == maxSteps {
		p.fail(p.token.begin, "more than %d steps", maxSteps)
	}
	to := []*ref{&s.a, &s.b, &s.c}
	for i := range operands {
		*to[i] = operands[i].ref
	}
	s.out = p.allocate(placeOf(kind))
	p.steps = append(p.steps, s)
	for i := range operands {
		p.free(&operands[i])
	}
	return operand{kind: registerOperand, typ: kind, ref: s.out, begin: operands[0].begin}
}

// materialize returns an operand as a register of a type. It must be of its class, or null.
func (p *compiler) materialize(o operand, kind int32) operand {
	if o.isLiteral() {
		return p.materializeLiteral(o, kind)
	}
	if o.kind == columnOperand {
		how := map[place]stepKind{inBits: boolColumn, inWords: load, inTexts: loadTexts}[placeOf(o.typ)]
		o = p.emit(step{kind: how}, o.typ, o)
	}
	if o.typ == kind || classOf(kind) != numberClass {
		return o
	}
	return p.convert(o, kind)
}

func (p *compiler) convert(o operand, kind int32) operand {
	return p.emit(step{kind: convert, from: o.typ, to: kind}, kind, o)
}

func (p *compiler) materializeLiteral(o operand, kind int32) operand {
	of := placeOf(kind)
	if of == inBits {
		s := step{kind: constantBits, isNull: o.isNull()}
		if o.truth {
			s.word = 1
		}
		return p.emit(s, c.TypeBool, o)
	}
	add := constant{place: of, isNull: o.isNull(), text: o.text}
	switch o.literal {
	case integerLiteral:
		if kind == c.TypeF64 {
			add.word = int64(math.Float64bits(o.float()))
		} else {
			add.word = wordOf(o.integer)
		}
	case realLiteral:
		add.word = int64(math.Float64bits(o.real))
	case timeLiteral:
		count, rest := new(big.Int).QuoRem(o.integer, big.NewInt(nanosecondsOf(kind)), new(big.Int))
		low, high := rangeOf(kind)
		if rest.Sign() != 0 || count.Cmp(low) < 0 || count.Cmp(high) > 0 {
			p.fail(o.begin, "%s is no %s", p.found(&o), nameOf(kind))
		}
		add.word = count.Int64()
	}
	return operand{kind: registerOperand, typ: kind, ref: p.addConstant(add), begin: o.begin}
}

// wordOf returns an i64, or the bits of a u64.
func wordOf(integer *big.Int) int64 {
	if integer.IsInt64() {
		return integer.Int64()
	}
	return int64(integer.Uint64())
}

// rangeOf returns the least and the most integer of a type.
func rangeOf(kind int32) (low, high *big.Int) {
	switch kind {
	case c.TypeU8, c.TypeU16, c.TypeU32, c.TypeU64:
		return new(big.Int), new(big.Int).SetUint64(math.MaxUint64 >> (64 - 8*c.Width(kind)))
	}
	shift := 63
	if width := c.Width(kind); width != 0 {
		shift = 8*width - 1
	}
	return big.NewInt(math.MinInt64 >> (63 - shift)), big.NewInt(math.MaxInt64 >> (63 - shift))
}

// commonNumber returns the type that both numbers can have; 0 for i64 beside u64.
func commonNumber(a, b *operand) int32 {
	switch {
	case a.isNull() && b.isNull():
		return c.TypeI64
	case a.isNull():
		return b.typ
	case b.isNull() || a.typ == b.typ:
		return a.typ
	case a.typ == c.TypeF64 || b.typ == c.TypeF64:
		return c.TypeF64
	}
	// A literal that is not negative can be either.
	for _, o := range []*operand{a, b} {
		if o.isLiteral() && o.integer.Sign() >= 0 {
			if o.typ == c.TypeI64 {
				return c.TypeU64
			}
			return 0
		}
	}
	return 0
}
