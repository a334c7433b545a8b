package aggregate

import (
	"bytes"
	"encoding/binary"
	"unsafe"

	results "github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// keeper is the states of an aggregate that keeps strings or all values, or is of two columns: one for
// each group.
type keeper interface {
	// size is how many bytes a state takes, bytes how many strings or values of all states take besides.
	size() int
	bytes() int
	// grow adds a state without values, truncate forgets the states from group n on.
	grow()
	truncate(n int)
	// merge adds each state of from, which are of the same kind, to that of groups.
	merge(from keeper, groups []uint32)
	// write makes a column of a batch the results of groups from first on.
	write(to *results.Core, at, first int)
	// encode appends a state, and decode sets that of the last group, which is not changed after that.
	encode(b []byte, group int, f *form) []byte
	decode(r *reader, f *form)
}

// keeperOf returns the states of an aggregate of a column of a type, nil for any other.
func keeperOf(a Aggregate, kind int32) keeper {
	switch function := a.function; {
	case c.IsOfAccuracy(function):
		return newQuantileSketches(a)
	case c.IsQuantile(function):
		return &quantiles{function: function, fraction: a.fraction, kind: kind}
	case function == c.AggregateArgMin || function == c.AggregateArgMax:
		return &args{greatest: function == c.AggregateArgMax}
	case c.IsPair(function):
		return &coMoments{function: function}
	case function == c.AggregateCountDistinct:
		return newDistincts(kind)
	case c.IsOfLgK(function):
		return &sketches{lgK: int(a.lgK)}
	case keptAsText(kind) && function != c.AggregateCount && function != c.AggregateCountRows:
		return &texts{function: function}
	}
	return nil
}

// texts are the states of a function that keeps one of the strings, or values of 16 bytes, of each group.
type texts struct {
	function int32
	kept     []text
	used     int // bytes of all strings together
}

type text struct {
	value []byte
	set   bool
}

func keptAsText(kind int32) bool { return c.IsString(kind) || kind == c.TypeBytes16 }

func (t *texts) size() int  { return int(unsafe.Sizeof(text{})) }
func (t *texts) bytes() int { return t.used }
func (t *texts) grow()      { t.kept = append(t.kept, text{}) }

func (t *texts) truncate(n int) {
	for i := range t.kept[n:] {
		t.used -= len(t.kept[n+i].value)
	}
	clear(t.kept[n:])
	t.kept = t.kept[:n]
}

func (t *texts) update(view, _ *column.View, groups []uint32) {
	for row, group := range groups {
		if view.Valid(row) {
			t.add(group, textAt(view, row))
		}
	}
}

func textAt(view *column.View, row int) []byte {
	switch c.OffsetWidth(view.Type) {
	case 4:
		return column.TextAt[int32](view, row)
	case 8:
		return column.TextAt[int64](view, row)
	}
	return column.Rows[[16]byte](view)[row][:]
}

func (t *texts) merge(from keeper, groups []uint32) {
	others := from.(*texts).kept
	for group, into := range groups {
		if other := &others[group]; other.set {
			t.add(into, other.value)
		}
	}
}

func (t *texts) add(group uint32, next []byte) {
	kept := &t.kept[group]
	if kept.set && !t.replaces(next, kept.value) {
		return
	}
	t.used += len(next) - len(kept.value)
	kept.value, kept.set = append(kept.value[:0], next...), true
}

func (t *texts) replaces(next, kept []byte) bool {
	switch t.function {
	case c.AggregateMin:
		return bytes.Compare(next, kept) < 0
	case c.AggregateMax:
		return bytes.Compare(next, kept) > 0
	}
	return t.function == c.AggregateLast
}

func (t *texts) encode(b []byte, group int, f *form) []byte {
	kept := &t.kept[group]
	if !kept.set {
		return append(b, 0)
	}
	return appendText(append(b, 1), f.kind, kept.value)
}

func (t *texts) decode(r *reader, f *form) {
	if r.isThere() {
		t.kept[len(t.kept)-1] = text{r.text(f.kind), true}
	}
}

// appendText appends a value as a key has it.
func appendText(b []byte, kind int32, value []byte) []byte {
	if c.IsString(kind) {
		b = binary.AppendUvarint(b, uint64(len(value)))
	}
	return append(b, value...)
}

// isThere reads whether there is a value, and text one of a type.
func (r *reader) isThere() bool {
	begin := r.at
	isThere := r.byte()
	if isThere > 1 {
		r.fail(begin, "whether there is a value is neither 0 nor 1")
	}
	return isThere == 1
}

func (r *reader) text(kind int32) []byte {
	size := uint64(16)
	if c.IsString(kind) {
		size = r.length()
	}
	return r.bytes(size)
}

func (t *texts) write(to *results.Core, at, first int) {
	kept := t.kept[first : first+to.Rows]
	writeTexts(to, at, func(row int) ([]byte, bool) { return kept[row].value, kept[row].set })
}

// writeTexts makes a column of strings, or of 16 bytes, what of says of each row, or null.
func writeTexts(to *results.Core, at int, of func(row int) ([]byte, bool)) {
	validity := to.Validity(at)
	clear(validity)
	size := 0
	for row := range to.Rows {
		value, set := of(row)
		setBit(validity, row, set)
		size += len(value)
	}
	if to.Columns[at].Type == c.TypeBytes16 {
		for row, values := 0, results.Fixed[[16]byte](to, at); row < to.Rows; row++ {
			values[row] = [16]byte{}
			value, _ := of(row)
			copy(values[row][:], value)
		}
		return
	}
	offsets, data := to.Strings(at, size)
	data, offsets[0] = data[:0], 0
	for row := range to.Rows {
		value, _ := of(row)
		data = append(data, value...)
		offsets[row+1] = int64(len(data))
	}
}

// writeWords makes a column of numbers what of says of each row, widened, or null.
func writeWords(to *results.Core, at int, of func(row int) (uint64, bool)) {
	validity := to.Validity(at)
	clear(validity)
	if to.Columns[at].Type == c.TypeBool {
		clear(to.Bits(at))
	}
	for row := range to.Rows {
		word, set := of(row)
		writeWord(to, at, row, word)
		setBit(validity, row, set)
	}
}
