package dictionary

import (
	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/keys"
)

// plain is the dictionary in plain Go: the engine without a library, and what the library is tested
// against.
type plain struct {
	kind  int32 // of the values that come out
	keys  keys.Table
	limit int
}

func (p *plain) open(kind int32, o *Options) {
	*p = plain{kind: kind, keys: keys.New(c.OffsetWidth(kind) != 0, false), limit: o.MemoryLimit}
	if kind == c.TypeString {
		p.kind = c.TypeLargeString
	}
	p.keys.Expect(o.ExpectedValues, p.limit, p.keys.KeySize())
}

func (p *plain) len() int { return p.keys.Len() }

func (p *plain) memory() int { return p.keys.Memory() }

func (p *plain) reset() { p.keys.Truncate(0) }

func (p *plain) encode(rows *column.View, indices []uint32) error {
	before := p.len()
	if err := p.keys.Find("column", rows, indices); err != nil {
		return err
	}
	if p.limit > 0 && p.memory() > p.limit {
		p.keys.Truncate(before)
		return keys.OverLimit(p.limit)
	}
	return nil
}

func (p *plain) values(to *batch.Core, first, count int) {
	to.Prepare(valueName, []int32{p.kind}, count)
	if p.keys.HasStrings() {
		p.keys.StringsTo(to, first, count)
		return
	}
	words := p.keys.Words(first, count)
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
}

func copyWords[T uint8 | uint16 | uint32 | uint64](to []T, words []uint64) {
	for i, word := range words {
		to[i] = T(word)
	}
}
