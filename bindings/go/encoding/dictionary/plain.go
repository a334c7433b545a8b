package dictionary

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// plain is the dictionary in plain Go: a map from value to index, and the values. It is the engine
// without cgo, and what the library is tested against. Integers are kept as words, without their
// sign.
type plain struct {
	kind  int32 // of the values that come out
	words map[uint64]uint32
	texts map[string]uint32
	word  []uint64
	text  []string
	bytes int // of the strings
	limit int
}

const (
	// Bytes of a map's entry of a word, and of a string's header in map and slice; a map is about
	// two thirds full on average.
	wordSize = 18 + 8
	textSize = 30 + 16

	// The most values that a hint makes room for, as in the library.
	maxHint = 1 << 24
)

func (p *plain) open(kind int32, o *Options) error {
	*p = plain{kind: kind, limit: o.MemoryLimit}
	if kind == c.TypeString {
		p.kind = c.TypeLargeString
	}
	room := func(size int) int {
		if p.limit > 0 {
			return min(o.ExpectedValues, maxHint, p.limit/size)
		}
		return min(o.ExpectedValues, maxHint)
	}
	if kind == c.TypeString {
		p.texts = make(map[string]uint32, room(textSize))
	} else {
		p.words = make(map[uint64]uint32, room(wordSize))
	}
	return nil
}

func (p *plain) close() { *p = plain{} }

func (p *plain) len() int { return len(p.word) + len(p.text) }

func (p *plain) memory() int { return len(p.word)*wordSize + len(p.text)*textSize + p.bytes }

func (p *plain) reset() {
	clear(p.words)
	clear(p.texts)
	clear(p.text)
	p.word, p.text, p.bytes = p.word[:0], p.text[:0], 0
}

// truncate forgets the values from n on.
func (p *plain) truncate(n int) {
	if p.texts == nil {
		for _, word := range p.word[n:] {
			delete(p.words, word)
		}
		p.word = p.word[:n]
		return
	}
	for _, text := range p.text[n:] {
		p.bytes -= len(text)
		delete(p.texts, text)
	}
	clear(p.text[n:])
	p.text = p.text[:n]
}

func (p *plain) encode(rows *column.View, indices []uint32) error {
	before := p.len()
	var err error
	switch c.OffsetWidth(rows.Type) {
	case 4:
		err = encodeTexts[int32](p, rows, indices)
	case 8:
		err = encodeTexts[int64](p, rows, indices)
	default:
		p.encodeWords(rows, indices)
	}
	if err != nil {
		return err
	}
	if p.limit > 0 && p.memory() > p.limit {
		p.truncate(before)
		return &sinew.Error{Status: sinew.MemoryLimit, Message: "the batch needs more than Options.MemoryLimit"}
	}
	return nil
}

func (p *plain) encodeWords(rows *column.View, indices []uint32) {
	switch c.Width(rows.Type) {
	case 1:
		encodeWords[uint8](p, rows, indices)
	case 2:
		encodeWords[uint16](p, rows, indices)
	case 4:
		encodeWords[uint32](p, rows, indices)
	default:
		encodeWords[uint64](p, rows, indices)
	}
}

func encodeWords[T uint8 | uint16 | uint32 | uint64](p *plain, rows *column.View, indices []uint32) {
	for row, x := range column.Rows[T](rows) {
		if !rows.Valid(row) {
			indices[row] = 0
			continue
		}
		index, known := p.words[uint64(x)]
		if !known {
			index = uint32(len(p.word))
			p.words[uint64(x)] = index
			p.word = append(p.word, uint64(x))
		}
		indices[row] = index
	}
}

func encodeTexts[Offset int32 | int64](p *plain, rows *column.View, indices []uint32) error {
	if rows.Count == 0 {
		return nil
	}
	offsets := column.OffsetsOf[Offset](rows)
	if !column.CheckOffsets(offsets, rows.Size) {
		row := column.FaultOf(offsets, rows.Size)
		return invalid(row, "column: the offsets of row %d are bad", row)
	}
	data := unsafe.Slice(rows.Values, rows.Size)
	for row := range rows.Count {
		if !rows.Valid(row) {
			indices[row] = 0
			continue
		}
		text := data[offsets[row]:offsets[row+1]]
		index, known := p.texts[string(text)]
		if !known {
			index = uint32(len(p.text))
			own := string(text)
			p.texts[own] = index
			p.text = append(p.text, own)
			p.bytes += len(own)
		}
		indices[row] = index
	}
	return nil
}

func (p *plain) values(to *batch.Core, first, count int) error {
	to.Prepare(valueName, []int32{p.kind}, count)
	if p.texts != nil {
		size := 0
		for _, text := range p.text[first : first+count] {
			size += len(text)
		}
		offsets, data := to.Strings(0, size)
		offsets[0] = 0
		end := 0
		for i, text := range p.text[first : first+count] {
			end += copy(data[end:], text)
			offsets[i+1] = int64(end)
		}
		return nil
	}
	words := p.word[first : first+count]
	switch c.Width(p.kind) {
	case 1:
		copyWords(batch.Fixed[uint8](to, 0), words)
	case 2:
		copyWords(batch.Fixed[uint16](to, 0), words)
	case 4:
		copyWords(batch.Fixed[uint32](to, 0), words)
	default:
		copyWords(batch.Fixed[uint64](to, 0), words)
	}
	return nil
}

func copyWords[T uint8 | uint16 | uint32 | uint64](to []T, words []uint64) {
	for i, word := range words {
		to[i] = T(word)
	}
}
