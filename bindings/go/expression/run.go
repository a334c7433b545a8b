package expression

import (
	"encoding/binary"
	"math/bits"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// run computes the register of a step for the block.
func (p *plain) run(s *step) {
	switch s.kind {
	case boolColumn:
		view := &p.columns[s.a.index]
		p.readBits(view.Values, view.ValuesOffset, p.bits[s.out.index].truth)
		p.copyValidity(s)
		p.clearNulls(s)
	case constantBits:
		out := &p.bits[s.out.index]
		out.all = !s.isNull
		fill(out.truth, -uint64(s.word))
		clear(out.validity.bits)
	case compareLiteral:
		p.runCompareLiteral(s)
	case compareWords:
		p.runCompareWords(s)
	case inNumbers:
		p.runInNumbers(s)
	case compareText:
		p.runCompareText(s)
	case compareTexts:
		a, b := p.texts[s.a.index].texts[:p.count], p.texts[s.b.index].texts[:p.count]
		compareEach(s.relation, a, b, p.truth(s))
		p.joinValidity(s)
		p.clearNulls(s)
	case inStrings:
		p.runInStrings(s)
	case isValid:
		p.copyValidity(s)
		out := &p.bits[s.out.index]
		for i := range p.truth(s) {
			out.truth[i] = out.word(i)
		}
		if s.negated {
			invert(p.truth(s))
		}
		out.all = true
	case and, or:
		p.runLogic(s)
	case not:
		copy(p.truth(s), p.bits[s.a.index].truth)
		invert(p.truth(s))
		p.copyValidity(s)
		p.clearNulls(s)
	case equalBits:
		a, b := p.bits[s.a.index].truth, p.bits[s.b.index].truth
		truth := p.truth(s)
		for i := range truth {
			truth[i] = a[i] ^ b[i]
		}
		if !s.negated {
			invert(truth)
		}
		p.joinValidity(s)
		p.clearNulls(s)
	case load:
		p.words[s.out.index].data = p.loadWords(s.a.index, p.words[s.out.index].own)
		p.copyValidity(s)
	case loadTexts:
		p.readTexts(s.a.index, p.texts[s.out.index].texts)
		p.copyValidity(s)
	case length:
		texts, out := p.textsOf(s.a), p.ownWords(s)
		for i := range out {
			out[i] = int64(len(texts[i]))
		}
		p.copyValidity(s)
	case choose:
		p.runChoose(s)
	default:
		p.runWords(s)
	}
}

// truth returns the truth values that a step computes.
func (p *plain) truth(s *step) []uint64 { return p.bits[s.out.index].truth[:p.wordCount] }

// ownWords returns the words that a step computes.
func (p *plain) ownWords(s *step) []int64 {
	register := &p.words[s.out.index]
	register.data = register.own
	return register.own[:p.count]
}

func invert(words []uint64) {
	for i := range words {
		words[i] = ^words[i]
	}
}

// bit returns 1 for true, which compilers do without a branch.
func bit(is bool) uint64 {
	var word uint64
	if is {
		word = 1
	}
	return word
}

// readBits reads the bits of the block, of a bitmap whose first row is bit offset of the byte at first.
func (p *plain) readBits(first *byte, offset int, out []uint64) {
	bytes := unsafe.Slice(first, (offset+p.row+p.count+7)/8)[p.row/8:]
	for i := range out[:p.wordCount] {
		if rest := bytes[i*8:]; len(rest) > 8 {
			out[i] = binary.LittleEndian.Uint64(rest)>>offset | uint64(rest[8])<<(64-offset)
			continue
		}
		var word uint64
		for k, b := range bytes[i*8:] {
			word |= uint64(b) << (8 * k)
		}
		out[i] = word >> offset
	}
}

func (p *plain) validityOf(r ref) *validity {
	switch r.place {
	case inBits:
		return &p.bits[r.index].validity
	case inWords:
		return &p.words[r.index].validity
	}
	return &p.texts[r.index].validity
}

// copyValidity makes null what is null in operand a.
func (p *plain) copyValidity(s *step) {
	out := p.validityOf(s.out)
	if s.a.place == inColumn {
		view := &p.columns[s.a.index]
		if out.all = view.Validity == nil; !out.all {
			p.readBits(view.Validity, view.ValidityOffset, out.bits)
		}
		return
	}
	in := p.validityOf(s.a)
	if out.all = in.all; !out.all {
		copy(out.bits[:p.wordCount], in.bits)
	}
}

// joinValidity makes null what is null in one of both operands, which are registers.
func (p *plain) joinValidity(s *step) {
	a, b, out := p.validityOf(s.a), p.validityOf(s.b), p.validityOf(s.out)
	if out.all = a.all && b.all; out.all {
		return
	}
	for i := range p.wordCount {
		out.bits[i] = a.word(i) & b.word(i)
	}
}

// clearNulls makes false what is null.
func (p *plain) clearNulls(s *step) {
	out := &p.bits[s.out.index]
	if out.all {
		return
	}
	for i := range p.truth(s) {
		out.truth[i] &= out.validity.bits[i]
	}
}

// addFaults makes null, and counts, the rows that faulty has and that are not null already.
func (p *plain) addFaults(s *step) {
	out := p.validityOf(s.out)
	for i := range p.wordCount {
		faults := p.faulty[i] & out.word(i) & p.lowRows(i)
		p.faulty[i] = 0
		if faults == 0 {
			continue
		}
		if out.all {
			fill(out.bits, ^uint64(0))
			out.all = false
		}
		out.bits[i] &^= faults
		p.faults += uint64(bits.OnesCount64(faults))
	}
}

func (p *plain) runLogic(s *step) {
	a, b, out := &p.bits[s.a.index], &p.bits[s.b.index], &p.bits[s.out.index]
	for i := range p.wordCount {
		x, y, knownX, knownY := a.truth[i], b.truth[i], a.word(i), b.word(i)
		// One side can decide: false for and, true for or.
		if s.kind == and {
			out.truth[i] = x & y
			out.validity.bits[i] = knownX&knownY | knownX&^x | knownY&^y
		} else {
			out.truth[i] = x | y
			out.validity.bits[i] = knownX&knownY | x | y
		}
	}
	out.all = a.all && b.all
}

func (p *plain) runChoose(s *step) {
	choice := p.bits[s.a.index].truth
	switch s.out.place {
	case inBits:
		b, c, truth := p.bits[s.b.index].truth, p.bits[s.c.index].truth, p.truth(s)
		for i := range truth {
			truth[i] = choice[i]&b[i] | c[i]&^choice[i]
		}
	case inWords:
		chooseWords(choice, p.words[s.b.index].data, p.words[s.c.index].data, p.ownWords(s))
	default:
		chooseTexts(choice, p.texts[s.b.index].texts, p.texts[s.c.index].texts, p.texts[s.out.index].texts[:p.count])
	}
	b, c, out := p.validityOf(s.b), p.validityOf(s.c), p.validityOf(s.out)
	if out.all = b.all && c.all; out.all {
		return
	}
	for i := range p.wordCount {
		out.bits[i] = choice[i]&b.word(i) | c.word(i)&^choice[i]
	}
}

// chooseWords takes a row of b where choice is true, else of c. Which one it will be is hard to predict: no
// branch.
func chooseWords(choice []uint64, b, c, out []int64) {
	for w := 0; w*64 < len(out); w++ {
		to := out[w*64 : min(w*64+64, len(out))]
		b, c, word := b[w*64:][:len(to)], c[w*64:][:len(to)], choice[w]
		for i := range to {
			to[i] = c[i] ^ (b[i]^c[i])&-int64(word&1)
			word >>= 1
		}
	}
}

// chooseTexts is chooseWords for strings.
func chooseTexts(choice []uint64, b, c, out []string) {
	from := [2][]string{c[:len(out)], b[:len(out)]}
	for i := range out {
		out[i] = from[choice[i/64]>>(i&63)&1][i]
	}
}

// loadWords returns the values of a column as words: where they are, or at out.
func (p *plain) loadWords(index int, out []int64) []int64 {
	switch p.columns[index].Type {
	case c.TypeI8:
		return widen[int8](p, index, out)
	case c.TypeI16:
		return widen[int16](p, index, out)
	case c.TypeI32, c.TypeDate32:
		return widen[int32](p, index, out)
	case c.TypeU8:
		return widen[uint8](p, index, out)
	case c.TypeU16:
		return widen[uint16](p, index, out)
	case c.TypeU32:
		return widen[uint32](p, index, out)
	case c.TypeF32:
		floats := floatsOf(out)
		for i, value := range blockOf[float32](p, index) {
			floats[i] = float64(value)
		}
		return out
	}
	return blockOf[int64](p, index)
}

func widen[T int8 | int16 | int32 | uint8 | uint16 | uint32](p *plain, index int, out []int64) []int64 {
	for i, value := range blockOf[T](p, index) {
		out[i] = int64(value)
	}
	return out
}

// blockOf returns the rows of the block of a column.
func blockOf[T any](p *plain, index int) []T {
	var one T
	first := unsafe.Add(unsafe.Pointer(p.columns[index].Values), p.row*int(unsafe.Sizeof(one)))
	return unsafe.Slice((*T)(first), p.count)
}

func floatsOf(words []int64) []float64 {
	return unsafe.Slice((*float64)(unsafe.Pointer(unsafe.SliceData(words))), len(words))
}

func unsignedOf(words []int64) []uint64 {
	return unsafe.Slice((*uint64)(unsafe.Pointer(unsafe.SliceData(words))), len(words))
}
