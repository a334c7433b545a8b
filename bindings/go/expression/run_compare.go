package expression

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// compareTo compares values with a literal, 64 to a word, into which the bits come from above.
func compareTo[T cmp.Ordered](r relation, values []T, literal T, truth []uint64) {
	for w := range truth {
		chunk := values[w*64 : min(w*64+64, len(values))]
		var word uint64
		switch r {
		case equal, notEqual:
			for _, value := range chunk {
				word = word>>1 | bit(value == literal)<<63
			}
		case less:
			for _, value := range chunk {
				word = word>>1 | bit(value < literal)<<63
			}
		case lessEqual:
			for _, value := range chunk {
				word = word>>1 | bit(value <= literal)<<63
			}
		case greater:
			for _, value := range chunk {
				word = word>>1 | bit(value > literal)<<63
			}
		case greaterEqual:
			for _, value := range chunk {
				word = word>>1 | bit(value >= literal)<<63
			}
		}
		truth[w] = word >> (64 - len(chunk))
	}
	if r == notEqual { // also of NaN, which is not equal
		invert(truth)
	}
}

// compareEach compares values with each other, 64 to a word.
func compareEach[T cmp.Ordered](r relation, a, b []T, truth []uint64) {
	if r == greater || r == greaterEqual {
		r, a, b = r.swapped(), b, a
	}
	for w := range truth {
		x := a[w*64 : min(w*64+64, len(a))]
		y := b[w*64:][:len(x)]
		var word uint64
		switch r {
		case equal, notEqual:
			for i := range x {
				word = word>>1 | bit(x[i] == y[i])<<63
			}
		case less:
			for i := range x {
				word = word>>1 | bit(x[i] < y[i])<<63
			}
		default:
			for i := range x {
				word = word>>1 | bit(x[i] <= y[i])<<63
			}
		}
		truth[w] = word >> (64 - len(x))
	}
	if r == notEqual {
		invert(truth)
	}
}

// testEach compares values by their order, 64 to a word.
func testEach[A, B any](r relation, a []A, b []B, truth []uint64, order func(a A, b B) int) {
	clear(truth)
	for i := range a {
		truth[i/64] |= bit(r.holds(order(a[i], b[i]))) << (i & 63)
	}
}

// wordsOf returns the words of an operand, a column or a register.
func (p *plain) wordsOf(r ref) []int64 {
	if r.place == inColumn {
		return p.loadWords(r.index, p.scratchWords)[:p.count]
	}
	return p.words[r.index].data[:p.count]
}

func (p *plain) runCompareLiteral(s *step) {
	truth := p.truth(s)
	switch {
	case s.relation == always || s.relation == never:
		fill(truth, -bit(s.relation == always))
	case s.a.place == inColumn:
		p.compareColumn(s, truth)
	case s.from == c.TypeF64:
		compareTo(s.relation, floatsOf(p.wordsOf(s.a)), math.Float64frombits(uint64(s.word)), truth)
	case s.from == c.TypeU64:
		compareTo(s.relation, unsignedOf(p.wordsOf(s.a)), uint64(s.word), truth)
	default:
		compareTo(s.relation, p.wordsOf(s.a), s.word, truth)
	}
	p.copyValidity(s)
	p.clearNulls(s)
}

// compareColumn compares a column at its own width; a literal that it does not hold has become always or
// never.
func (p *plain) compareColumn(s *step, truth []uint64) {
	index, literal := s.a.index, s.word
	switch p.columns[index].Type {
	case c.TypeI8:
		compareTo(s.relation, blockOf[int8](p, index), int8(literal), truth)
	case c.TypeI16:
		compareTo(s.relation, blockOf[int16](p, index), int16(literal), truth)
	case c.TypeI32, c.TypeDate32:
		compareTo(s.relation, blockOf[int32](p, index), int32(literal), truth)
	case c.TypeU8:
		compareTo(s.relation, blockOf[uint8](p, index), uint8(literal), truth)
	case c.TypeU16:
		compareTo(s.relation, blockOf[uint16](p, index), uint16(literal), truth)
	case c.TypeU32:
		compareTo(s.relation, blockOf[uint32](p, index), uint32(literal), truth)
	case c.TypeU64:
		compareTo(s.relation, blockOf[uint64](p, index), uint64(literal), truth)
	case c.TypeF32, c.TypeF64:
		compareTo(s.relation, floatsOf(p.wordsOf(s.a)), math.Float64frombits(uint64(literal)), truth)
	default:
		compareTo(s.relation, blockOf[int64](p, index), literal, truth)
	}
}

func (p *plain) runCompareWords(s *step) {
	a, b, truth := p.wordsOf(s.a), p.wordsOf(s.b), p.truth(s)
	isUnsigned, otherIsUnsigned := s.from == c.TypeU64, s.to == c.TypeU64
	switch {
	case s.word > 1 || s.scale > 1:
		testEach(s.relation, a, b, truth, func(a, b int64) int {
			high, low := multiplyWide(a, s.word)
			otherHigh, otherLow := multiplyWide(b, s.scale)
			return cmp.Or(cmp.Compare(high, otherHigh), cmp.Compare(low, otherLow))
		})
	case s.from == c.TypeF64:
		compareEach(s.relation, floatsOf(a), floatsOf(b), truth)
	case isUnsigned && otherIsUnsigned:
		compareEach(s.relation, unsignedOf(a), unsignedOf(b), truth)
	case isUnsigned:
		testEach(s.relation, unsignedOf(a), b, truth, compareSigned)
	case otherIsUnsigned:
		testEach(s.relation, a, unsignedOf(b), truth, func(a int64, b uint64) int { return -compareSigned(b, a) })
	default:
		compareEach(s.relation, a, b, truth)
	}
	p.joinValidity(s)
	p.clearNulls(s)
}

func compareSigned(a uint64, b int64) int {
	if b < 0 {
		return 1
	}
	return cmp.Compare(a, uint64(b))
}

func (p *plain) runInNumbers(s *step) {
	words, truth := p.wordsOf(s.a), p.truth(s)
	switch s.from {
	case c.TypeF32, c.TypeF64:
		findEach(floatsOf(words), floatsOf(s.numbers), truth)
	case c.TypeU64:
		findEach(unsignedOf(words), unsignedOf(s.numbers), truth)
	default:
		findEach(words, s.numbers, truth)
	}
	p.finishList(s)
}

// findEach looks for values in a sorted list. Of a short one it compares four at a time, the last ones
// again if need be.
func findEach[T cmp.Ordered](values, list []T, truth []uint64) {
	last := len(list) - 1
	for w := range truth {
		chunk := values[w*64 : min(w*64+64, len(values))]
		var all uint64
		if len(list) > maxCompared {
			for _, value := range chunk {
				_, is := slices.BinarySearch(list, value)
				all = all>>1 | bit(is)<<63
			}
		} else {
			for i := 0; i <= last; i += 4 {
				one, two, three, four := list[i], list[min(i+1, last)], list[min(i+2, last)], list[min(i+3, last)]
				var word uint64
				for _, value := range chunk {
					word = word>>1 | (bit(value == one)|bit(value == two)|bit(value == three)|bit(value == four))<<63
				}
				all |= word
			}
		}
		truth[w] = all >> (64 - len(chunk))
	}
}

func (p *plain) runInStrings(s *step) {
	if len(s.texts) > maxCompared {
		p.testTexts(s, func(text string) bool {
			_, is := slices.BinarySearch(s.texts, text)
			return is
		})
	} else {
		p.findTexts(s, s.texts)
	}
	p.finishList(s)
}

// finishList: a list with a null in it is never known not to have a value.
func (p *plain) finishList(s *step) {
	p.copyValidity(s)
	p.clearNulls(s)
	if s.nullInList {
		out := &p.bits[s.out.index]
		copy(out.bits, p.truth(s))
		out.all = false
	}
}

// textsOf returns the strings of an operand, a column or a register.
func (p *plain) textsOf(r ref) []string {
	if r.place == inColumn {
		p.readTexts(r.index, p.scratchTexts)
		return p.scratchTexts[:p.count]
	}
	return p.texts[r.index].texts[:p.count]
}

// readTexts reads the strings of a column.
func (p *plain) readTexts(index int, out []string) {
	view := &p.columns[index]
	data := unsafe.String(view.Values, view.Size)
	if c.OffsetWidth(view.Type) == 4 {
		cut(data, column.OffsetsOf[int32](view)[p.row:], out[:p.count])
	} else {
		cut(data, column.OffsetsOf[int64](view)[p.row:], out[:p.count])
	}
}

func cut[Offset int32 | int64](data string, offsets []Offset, out []string) {
	offsets = offsets[:len(out)+1]
	from := offsets[0]
	for i := range out {
		to := offsets[i+1]
		out[i] = data[from:to]
		from = to
	}
}

func (p *plain) runCompareText(s *step) {
	literal := s.texts[0]
	switch s.relation {
	case equal:
		p.findTexts(s, s.texts)
	case notEqual:
		p.findTexts(s, s.texts)
		invert(p.truth(s))
	case startsWith:
		p.findTexts(s, s.texts)
	case endsWith:
		p.testTexts(s, func(text string) bool { return strings.HasSuffix(text, literal) })
	case contains:
		p.testTexts(s, func(text string) bool { return strings.Contains(text, literal) })
	default:
		p.testTexts(s, func(text string) bool { return s.relation.holds(strings.Compare(text, literal)) })
	}
	p.copyValidity(s)
	p.clearNulls(s)
}

// findTexts finds the strings of operand a, a column or a register, that are one of a few, or begin with it.
func (p *plain) findTexts(s *step, list []string) {
	truth, isPrefix := p.truth(s), s.relation == startsWith
	clear(truth)
	if s.a.place == inTexts {
		texts := p.texts[s.a.index].texts[:p.count]
		for _, one := range list {
			for i, text := range texts {
				is := text == one || isPrefix && strings.HasPrefix(text, one)
				truth[i/64] |= bit(is) << (i & 63)
			}
		}
		return
	}
	view := &p.columns[s.a.index]
	data := unsafe.Slice(view.Values, view.Size)
	for _, one := range list {
		if c.OffsetWidth(view.Type) == 4 {
			findCut(data, column.OffsetsOf[int32](view)[p.row:][:p.count+1], truth, one, isPrefix)
		} else {
			findCut(data, column.OffsetsOf[int64](view)[p.row:][:p.count+1], truth, one, isPrefix)
		}
	}
}

// findCut adds the strings that are one, or begin with it. Most are told by their size, or by their first
// bytes as a word: a call that compares bytes costs more than all the rest.
func findCut[Offset int32 | int64](data []byte, offsets []Offset, truth []uint64, one string, isPrefix bool) {
	var first [8]byte
	size := uint(copy(first[:], one))
	word, mask := binary.LittleEndian.Uint64(first[:]), ^uint64(0)>>(64-8*size)
	from := offsets[0]
	for i, to := range offsets[1:] {
		if size := int(to - from); size == len(one) || isPrefix && size > len(one) {
			is := true
			if rest := data[from:]; len(rest) >= 8 {
				is = binary.LittleEndian.Uint64(rest)&mask == word
			}
			if is && (len(one) > 8 || len(data)-int(from) < 8) {
				is = string(data[from:][:len(one)]) == one
			}
			truth[i/64] |= bit(is) << (i & 63)
		}
		from = to
	}
}

// testTexts tests the strings of operand a, a column or a register.
func (p *plain) testTexts(s *step, is func(text string) bool) {
	truth := p.truth(s)
	clear(truth)
	if s.a.place == inTexts {
		for i, text := range p.texts[s.a.index].texts[:p.count] {
			truth[i/64] |= bit(is(text)) << (i & 63)
		}
		return
	}
	view := &p.columns[s.a.index]
	data := unsafe.String(view.Values, view.Size)
	if c.OffsetWidth(view.Type) == 4 {
		testCut(data, column.OffsetsOf[int32](view)[p.row:][:p.count+1], truth, is)
	} else {
		testCut(data, column.OffsetsOf[int64](view)[p.row:][:p.count+1], truth, is)
	}
}

func testCut[Offset int32 | int64](data string, offsets []Offset, truth []uint64, is func(text string) bool) {
	from := offsets[0]
	for i, to := range offsets[1:] {
		truth[i/64] |= bit(is(data[from:to])) << (i & 63)
		from = to
	}
}
