package expression

import (
	"encoding/binary"
	"math/bits"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// plain runs a program in Go, a step over a block of rows at a time.
type plain struct {
	*program
	bits   []bitsRegister
	words  []wordsRegister
	texts  []textsRegister
	faults uint64

	// The block at hand.
	columns   []column.View
	row       int
	count     int
	wordCount int // words of a bitmap

	faulty       [blockWords]uint64
	scratchWords []int64
	scratchTexts []string
	bytes        []byte // of all strings so far
}

// validity says which rows of a register are not null.
type validity struct {
	bits []uint64
	all  bool // then bits says nothing
}

func (v *validity) word(i int) uint64 {
	if v.all {
		return ^uint64(0)
	}
	return v.bits[i]
}

type bitsRegister struct {
	validity
	truth []uint64 // never set where the row is null
}

type wordsRegister struct {
	validity
	data []int64 // own, or rows of a column
	own  []int64
}

type textsRegister struct {
	validity
	texts []string
}

// open makes the registers, if there are none.
func (p *plain) open() {
	if p.bits != nil {
		return
	}
	p.bits = make([]bitsRegister, maxRegisters)
	p.words = make([]wordsRegister, maxRegisters, maxRegisters+len(p.constants))
	p.texts = make([]textsRegister, maxRegisters, maxRegisters+len(p.constants))
	bitmap := func() validity { return validity{bits: make([]uint64, blockWords)} }
	for i := range p.counts[inBits] {
		p.bits[i] = bitsRegister{bitmap(), make([]uint64, blockWords)}
	}
	for i := range p.counts[inWords] {
		p.words[i] = wordsRegister{validity: bitmap(), own: make([]int64, blockRows)}
	}
	for i := range p.counts[inTexts] {
		p.texts[i] = textsRegister{bitmap(), make([]string, blockRows)}
	}
	for _, constant := range p.constants {
		valid := bitmap()
		valid.all = !constant.isNull
		if constant.place == inWords {
			all := make([]int64, blockRows)
			fill(all, constant.word)
			p.words = append(p.words, wordsRegister{validity: valid, data: all})
		} else {
			all := make([]string, blockRows)
			fill(all, constant.text)
			p.texts = append(p.texts, textsRegister{valid, all})
		}
	}
	p.scratchWords, p.scratchTexts = make([]int64, blockRows), make([]string, blockRows)
}

func fill[T any](values []T, value T) {
	for i := range values {
		values[i] = value
	}
}

// blocks calls use for each block of rows once it is computed.
func (p *plain) blocks(columns []column.View, rows int, use func()) {
	p.open()
	p.columns = columns
	for p.row = 0; p.row < rows; p.row += blockRows {
		p.count = min(rows-p.row, blockRows)
		p.wordCount = (p.count + 63) / 64
		for i := range p.steps {
			p.run(&p.steps[i])
		}
		use()
	}
	p.forget(min(rows, blockRows))
}

// forget drops what refers to the columns.
func (p *plain) forget(rows int) {
	p.columns = nil
	for i := range p.counts[inWords] {
		p.words[i].data = nil
	}
	for i := range p.counts[inTexts] {
		clear(p.texts[i].texts[:rows])
	}
	clear(p.scratchTexts[:rows])
}

// filter writes which rows are true, and returns how many are.
func (p *plain) filter(columns []column.View, rows int, bitmap []byte) int {
	total := 0
	p.blocks(columns, rows, func() {
		truth := p.bits[p.result.index].truth[:p.wordCount]
		truth[p.wordCount-1] &= p.lowRows(p.wordCount - 1)
		for _, word := range truth {
			total += bits.OnesCount64(word)
		}
		p.writeBits(bitmap, truth)
	})
	return total
}

// lowRows returns a bit for each row of a word of the block.
func (p *plain) lowRows(word int) uint64 {
	return ^uint64(0) >> (64 - min(p.count-word*64, 64))
}

// writeBits writes the bits of the block to a bitmap of all rows.
func (p *plain) writeBits(bitmap []byte, words []uint64) {
	bitmap = bitmap[p.row/8 : (p.row+p.count+7)/8]
	for i, word := range words[:p.wordCount] {
		word &= p.lowRows(i)
		if rest := bitmap[i*8:]; len(rest) >= 8 {
			binary.LittleEndian.PutUint64(rest, word)
		} else {
			for k := range rest {
				rest[k] = byte(word >> (8 * k))
			}
		}
	}
}

var (
	resultNames = []string{"value"}
	allValid    = func() (words [blockWords]uint64) { fill(words[:], ^uint64(0)); return }()
)

// evaluate makes a batch of the values.
func (p *plain) evaluate(columns []column.View, rows int, to *batch.Core) {
	kinds := [1]int32{p.kind}
	hasNull := false
	if p.result.place == inTexts {
		p.bytes = p.bytes[:0]
	}
	to.Prepare(resultNames, kinds[:], rows)
	var fixed []byte
	var offsets []int64
	switch p.result.place {
	case inBits:
		fixed = to.Bits(0)
	case inWords:
		fixed = to.Bytes(0)
	default:
		offsets, _ = to.Strings(0, 0)
		offsets[0] = 0
	}
	validBits := to.Validity(0)
	p.blocks(columns, rows, func() {
		var valid *validity
		switch p.result.place {
		case inBits:
			register := &p.bits[p.result.index]
			valid = &register.validity
			p.writeBits(fixed, register.truth)
		case inWords:
			register := &p.words[p.result.index]
			valid = &register.validity
			p.writeWords(fixed, register)
		default:
			register := &p.texts[p.result.index]
			valid = &register.validity
			p.writeTexts(offsets, register)
		}
		if valid.all {
			p.writeBits(validBits, allValid[:])
			return
		}
		p.writeBits(validBits, valid.bits)
		for i := range p.wordCount {
			hasNull = hasNull || ^valid.bits[i]&p.lowRows(i) != 0
		}
	})
	if offsets != nil {
		_, data := to.Strings(0, len(p.bytes))
		copy(data, p.bytes)
	}
	if !hasNull {
		to.Columns[0].Validity = nil
	}
}

// writeWords writes the words of the block; nulls are 0.
func (p *plain) writeWords(to []byte, from *wordsRegister) {
	data := from.data[:p.count]
	if !from.all {
		for i := range data {
			word := data[i]
			if from.bits[i/64]>>(i%64)&1 == 0 {
				word = 0
			}
			p.scratchWords[i] = word
		}
		data = p.scratchWords[:p.count]
	}
	if p.kind != c.TypeDate32 {
		copy(valuesOf[int64](to)[p.row:], data)
		return
	}
	days := valuesOf[int32](to)[p.row:]
	for i, word := range data {
		days[i] = int32(word)
	}
}

func valuesOf[T any](bytes []byte) []T {
	var one T
	return unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(bytes))), len(bytes)/int(unsafe.Sizeof(one)))
}

// writeTexts appends the strings of the block; nulls are empty.
func (p *plain) writeTexts(offsets []int64, from *textsRegister) {
	offsets = offsets[p.row+1:]
	for i, text := range from.texts[:p.count] {
		if from.all || from.bits[i/64]>>(i%64)&1 != 0 {
			p.bytes = append(p.bytes, text...)
		}
		offsets[i] = int64(len(p.bytes))
	}
}

// close frees the registers.
func (p *plain) close() {
	p.bits, p.words, p.texts = nil, nil, nil
	p.scratchWords, p.scratchTexts, p.bytes = nil, nil, nil
}
