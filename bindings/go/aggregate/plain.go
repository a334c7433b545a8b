package aggregate

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// plain is GROUP BY in plain Go: a map from key to group, and a slice of states for each column. It
// is the engine without cgo, and what the library is tested against.
type plain struct {
	words   map[uint64]uint32
	texts   map[string]uint32
	null    int // the group of the null key, -1 before there is one
	wordKey []uint64
	textKey []string
	rows    []int64
	columns []states
	specs   []Aggregate
	batch   []uint32 // the group of each row
	text    bool
	bytes   int // of the strings
	limit   int
}

const (
	// Bytes of a map's entry of a word, and of a string's header in map and slice; a map is about
	// two thirds full on average.
	wordEntry = 18 + 8
	textEntry = 30 + 16

	// The most groups that a hint makes room for, as in the library.
	maxHint = 1 << 24
)

func (p *plain) open(o *Options, _ *GroupBy) error {
	*p = plain{null: -1, text: o.Key == sinew.String, specs: append([]Aggregate(nil), o.Aggregates...), limit: o.MemoryLimit}
	for _, t := range o.Values {
		p.columns = append(p.columns, statesOf(t))
	}
	if p.text {
		p.texts = make(map[string]uint32, p.affordable(o.ExpectedGroups))
	} else {
		p.words = make(map[uint64]uint32, p.affordable(o.ExpectedGroups))
	}
	return nil
}

// affordable keeps a hint from breaking the limit, and without one from taking all memory.
func (p *plain) affordable(groups int) int {
	groups = min(groups, maxHint)
	if p.limit > 0 {
		return min(groups, p.limit/p.groupSize())
	}
	return groups
}

func (p *plain) groupSize() int {
	size := int(unsafe.Sizeof(int64(0))) + wordEntry
	if p.text {
		size += textEntry - wordEntry
	}
	for _, states := range p.columns {
		size += states.size()
	}
	return size
}

func (p *plain) close() { *p = plain{} }

func (p *plain) len() int { return len(p.rows) }

func (p *plain) memory() int { return len(p.rows)*p.groupSize() + p.bytes + 4*cap(p.batch) }

func (p *plain) reset() error {
	p.truncate(0)
	return nil
}

// truncate forgets the groups from n on.
func (p *plain) truncate(n int) {
	for group := n; group < len(p.rows); group++ {
		switch {
		case group == p.null:
			p.null = -1
		case p.text:
			p.bytes -= len(p.textKey[group])
			delete(p.texts, p.textKey[group])
		default:
			delete(p.words, p.wordKey[group])
		}
	}
	if p.text {
		p.textKey = p.textKey[:n]
	} else {
		p.wordKey = p.wordKey[:n]
	}
	p.rows = p.rows[:n]
	for _, states := range p.columns {
		states.truncate(n)
	}
}

func (p *plain) update(key *column.View, values []sinew.Column) error {
	before := len(p.rows)
	var err error
	switch c.OffsetWidth(key.Type) {
	case 4:
		err = findTexts[int32](p, key)
	case 8:
		err = findTexts[int64](p, key)
	default:
		p.find(key)
	}
	if err != nil {
		return err
	}
	if err := p.checkLimit(before); err != nil {
		return err
	}
	for _, group := range p.batch {
		p.rows[group]++
	}
	for i := range values {
		update(p.columns[i], values[i].View(), p.batch)
	}
	return nil
}

func (p *plain) checkLimit(before int) error {
	if p.limit == 0 || p.memory() <= p.limit {
		return nil
	}
	// What a batch took must not weigh on the next, so room for more rows than these goes first.
	if spare := 4 * (cap(p.batch) - len(p.batch)); p.memory()-spare <= p.limit {
		p.batch = append(make([]uint32, 0, len(p.batch)), p.batch...)
		if p.memory() <= p.limit {
			return nil
		}
	}
	p.truncate(before)
	p.batch = nil
	return &sinew.Error{Status: sinew.MemoryLimit, Message: "the batch needs more than Options.MemoryLimit"}
}

// find writes the group of each row to p.batch.
func (p *plain) find(key *column.View) {
	p.batch = p.batch[:0]
	for row, word := range column.Rows[uint64](key) {
		p.batch = append(p.batch, p.wordGroup(word, key.Valid(row)))
	}
}

func findTexts[Offset int32 | int64](p *plain, key *column.View) error {
	p.batch = p.batch[:0]
	if key.Count == 0 {
		return nil
	}
	offsets := column.OffsetsOf[Offset](key)
	if !column.CheckOffsets(offsets, key.Size) {
		row := column.FaultOf(offsets, key.Size)
		if from, to := offsets[row], offsets[row+1]; 0 <= from && from <= to {
			return invalid(row, "keys[0]: row %d ends at byte %d, but there are %d", row, to, key.Size)
		}
		return invalid(row, "keys[0]: the offsets of row %d run backwards", row)
	}
	data := unsafe.Slice(key.Values, key.Size)
	for row := range key.Count {
		p.batch = append(p.batch, p.textGroup(data[offsets[row]:offsets[row+1]], key.Valid(row)))
	}
	return nil
}

func (p *plain) wordGroup(word uint64, valid bool) uint32 {
	if !valid {
		if p.null < 0 {
			p.null = len(p.rows)
			p.wordKey = append(p.wordKey, 0)
			p.addGroup()
		}
		return uint32(p.null)
	}
	group, known := p.words[word]
	if !known {
		group = uint32(len(p.rows))
		p.words[word] = group
		p.wordKey = append(p.wordKey, word)
		p.addGroup()
	}
	return group
}

func (p *plain) textGroup(text []byte, valid bool) uint32 {
	if !valid {
		if p.null < 0 {
			p.null = len(p.rows)
			p.textKey = append(p.textKey, "")
			p.addGroup()
		}
		return uint32(p.null)
	}
	group, known := p.texts[string(text)]
	if !known {
		group = uint32(len(p.rows))
		own := string(text)
		p.texts[own] = group
		p.textKey = append(p.textKey, own)
		p.bytes += len(own)
		p.addGroup()
	}
	return group
}

func (p *plain) addGroup() {
	p.rows = append(p.rows, 0)
	for _, states := range p.columns {
		states.grow()
	}
}

func (p *plain) merge(from *plain) error {
	before := len(p.rows)
	p.batch = p.batch[:0]
	for group := range from.rows {
		valid := group != from.null
		if p.text {
			p.batch = append(p.batch, p.textGroup([]byte(from.textKey[group]), valid))
		} else {
			p.batch = append(p.batch, p.wordGroup(from.wordKey[group], valid))
		}
	}
	if err := p.checkLimit(before); err != nil {
		return err
	}
	for group, into := range p.batch {
		p.rows[into] += from.rows[group]
	}
	for i, states := range p.columns {
		states.merge(from.columns[i], p.batch)
	}
	return nil
}

func (p *plain) keys(first int, out []uint64, validity []byte) error {
	copy(out, p.wordKey[first:])
	p.keyValidity(first, len(out), validity)
	return nil
}

func (p *plain) stringKeys(first, count int, out *sinew.Strings, validity []byte) error {
	out.Reset()
	for _, text := range p.textKey[first : first+count] {
		out.Append(text)
	}
	p.keyValidity(first, count, validity)
	return nil
}

func (p *plain) keyValidity(first, count int, validity []byte) {
	if validity == nil {
		return
	}
	clear(validity[:(count+7)/8])
	for i := range count {
		setBit(validity, i, first+i != p.null)
	}
}

func setBit(bits []byte, i int, valid bool) {
	if valid && bits != nil {
		bits[i/8] |= 1 << (i % 8)
	}
}

func (p *plain) result(aggregate, first int, out []uint64, validity []byte) error {
	spec := p.specs[aggregate]
	if err := p.checkOverflow(aggregate, first, len(out)); err != nil {
		return err
	}
	if validity != nil {
		clear(validity[:(len(out)+7)/8])
	}
	for i := range out {
		word, _, valid := p.resultOf(spec, first+i)
		out[i] = word
		setBit(validity, i, valid)
	}
	return nil
}

func (p *plain) resultOf(spec Aggregate, group int) (word uint64, status int32, valid bool) {
	if spec.function == c.AggregateCountRows {
		return uint64(p.rows[group]), c.StatusOK, true
	}
	return p.columns[spec.column].result(spec.function, group)
}
