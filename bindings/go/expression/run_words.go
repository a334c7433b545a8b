package expression

import (
	"math"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// runWords computes a register of words from others.
func (p *plain) runWords(s *step) {
	switch s.kind {
	case convert:
		p.runConvert(s)
	case arithmetic:
		if s.from == c.TypeF64 {
			p.computeFloats(s)
		} else {
			p.computeIntegers(s)
		}
		p.joinValidity(s)
		p.addFaults(s)
		return
	case negate:
		p.runNegate(s)
	case rescale:
		p.runRescale(s)
	case datePart:
		p.runDatePart(s)
	case bucket:
		p.runBucket(s)
	}
	p.copyValidity(s)
	p.addFaults(s)
}

// fault notes that a row has no result.
func (p *plain) fault(row int) { p.faulty[row/64] |= 1 << (row % 64) }

// checked stores a result, or notes that there is none.
func (p *plain) checked(out []int64, row int, result int64, ok bool) {
	if !ok {
		p.fault(row)
		result = 0
	}
	out[row] = result
}

func (p *plain) runConvert(s *step) {
	out := p.ownWords(s)
	switch {
	case s.from == c.TypeBool:
		truth := p.bits[s.a.index].truth
		for i := range out {
			is := int64(truth[i/64] >> (i % 64) & 1)
			if s.to == c.TypeF64 {
				is = int64(math.Float64bits(float64(is)))
			}
			out[i] = is
		}
	case s.from == c.TypeF64: // to i64, towards zero; -2^63 is one, and 2^63 is not
		for i, value := range floatsOf(p.wordsOf(s.a)) {
			if value >= -1<<63 && value < 1<<63 {
				out[i] = int64(value)
			} else {
				p.checked(out, i, 0, false)
			}
		}
	case s.to == c.TypeI64: // from u64
		for i, value := range p.wordsOf(s.a) {
			p.checked(out, i, value, value >= 0)
		}
	case s.from == c.TypeU64 && s.to == c.TypeF64:
		for i, value := range unsignedOf(p.wordsOf(s.a)) {
			floatsOf(out)[i] = float64(value)
		}
	case s.to == c.TypeF64:
		for i, value := range p.wordsOf(s.a) {
			floatsOf(out)[i] = float64(value)
		}
	default:
		copy(out, p.wordsOf(s.a))
	}
}

func (p *plain) computeIntegers(s *step) {
	out := p.ownWords(s)
	a, b := p.wordsOf(s.a)[:len(out)], p.wordsOf(s.b)[:len(out)]
	switch s.operator {
	case '+':
		for i := range out {
			x, y := a[i], b[i]
			sum := x + y
			if (x^sum)&(y^sum) < 0 {
				p.fault(i)
				sum = 0
			}
			out[i] = sum
		}
	case '-':
		for i := range out {
			x, y := a[i], b[i]
			difference := x - y
			if (x^y)&(x^difference) < 0 {
				p.fault(i)
				difference = 0
			}
			out[i] = difference
		}
	case '*':
		for i := range out {
			product, fits := multiply(a[i], b[i])
			p.checked(out, i, product, fits)
		}
	case '/':
		for i := range out {
			if x, y := a[i], b[i]; y == 0 || x == math.MinInt64 && y == -1 {
				p.checked(out, i, 0, false)
			} else {
				out[i] = x / y
			}
		}
	case '%':
		for i := range out {
			if y := b[i]; y == 0 {
				p.checked(out, i, 0, false)
			} else {
				out[i] = a[i] % y
			}
		}
	}
}

func (p *plain) computeFloats(s *step) {
	out := floatsOf(p.ownWords(s))
	a, b := floatsOf(p.wordsOf(s.a))[:len(out)], floatsOf(p.wordsOf(s.b))[:len(out)]
	switch s.operator {
	case '+':
		for i := range out {
			out[i] = a[i] + b[i]
		}
	case '-':
		for i := range out {
			out[i] = a[i] - b[i]
		}
	case '*':
		for i := range out {
			out[i] = a[i] * b[i]
		}
	case '/':
		for i := range out {
			out[i] = a[i] / b[i]
		}
	}
}

func (p *plain) runNegate(s *step) {
	out := p.ownWords(s)
	for i, value := range p.wordsOf(s.a) {
		if s.from == c.TypeF64 {
			out[i] = value ^ math.MinInt64
		} else {
			p.checked(out, i, -value, value != math.MinInt64)
		}
	}
}

func (p *plain) runRescale(s *step) {
	out, scale := p.ownWords(s), newDivisor(s.scale)
	for i, value := range p.wordsOf(s.a) {
		product, fits := multiply(value, s.word)
		result := scale.floor(product)
		if !fits || s.isDays && result != int64(int32(result)) {
			p.fault(i)
			result = 0
		}
		out[i] = result
	}
}

func (p *plain) runDatePart(s *step) {
	out, values := p.ownWords(s), p.wordsOf(s.a)
	if s.word == 0 {
		for i, value := range values {
			out[i] = s.part.of(value, 0)
		}
		return
	}
	aSecond, perDay := newDivisor(s.word), newDivisor(s.word*(day/second))
	for i, value := range values {
		days := perDay.floor(value)
		out[i] = s.part.of(days, aSecond.floor(value-days*perDay.by))
	}
}

func (p *plain) runBucket(s *step) {
	out, width, least := p.ownWords(s), newDivisor(s.word), int64(math.MinInt64)
	if s.isDays {
		least = math.MinInt32
	}
	for i, value := range p.wordsOf(s.a) {
		// More than the value is one that wrapped.
		result := width.floor(value) * width.by
		if result > value || result < least {
			p.fault(i)
			result = 0
		}
		out[i] = result
	}
}
