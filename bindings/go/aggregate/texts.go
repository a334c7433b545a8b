package aggregate

import (
	"bytes"
	"encoding/binary"
	"unsafe"

	results "github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// texts are the states of a function that keeps one of the strings, or values of 16 bytes, of each group.
type texts struct {
	function int32
	kept     []text
	bytes    int // of all strings together
}

type text struct {
	value []byte
	set   bool
}

// textsOf returns the states of a function over a column of strings or of 16 bytes, nil for any other.
func textsOf(function, kind int32) *texts {
	if !keptAsText(kind) || function == c.AggregateCount || function == c.AggregateCountRows {
		return nil
	}
	return &texts{function: function}
}

func keptAsText(kind int32) bool { return c.IsString(kind) || kind == c.TypeBytes16 }

func (t *texts) size() int { return int(unsafe.Sizeof(text{})) }
func (t *texts) grow()     { t.kept = append(t.kept, text{}) }

func (t *texts) truncate(n int) {
	for i := range t.kept[n:] {
		t.bytes -= len(t.kept[n+i].value)
	}
	clear(t.kept[n:])
	t.kept = t.kept[:n]
}

// update adds each row that is not null to the state of its group.
func (t *texts) update(view *column.View, groups []uint32) {
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

func (t *texts) merge(from *texts, groups []uint32) {
	for group, into := range groups {
		if other := &from.kept[group]; other.set {
			t.add(into, other.value)
		}
	}
}

func (t *texts) add(group uint32, next []byte) {
	kept := &t.kept[group]
	if kept.set && !t.replaces(next, kept.value) {
		return
	}
	t.bytes += len(next) - len(kept.value)
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

func (t *texts) encode(b []byte, group int, kind int32) []byte {
	kept := &t.kept[group]
	if !kept.set {
		return append(b, 0)
	}
	b = append(b, 1)
	if c.IsString(kind) {
		b = binary.AppendUvarint(b, uint64(len(kept.value)))
	}
	return append(b, kept.value...)
}

// decode sets the state of the last group, which is not changed after that.
func (t *texts) decode(r *reader, kind int32) {
	begin := r.at
	isThere, size := r.byte(), uint64(16)
	switch {
	case isThere > 1:
		r.fail(begin, "whether there is a value is neither 0 nor 1")
	case isThere == 1:
		if c.IsString(kind) {
			size = r.length()
		}
		t.kept[len(t.kept)-1] = text{r.bytes(size), true}
	}
}

// write makes a column of a batch the results of groups from first on.
func (t *texts) write(to *results.Core, at, first int) {
	kept := t.kept[first : first+to.Rows]
	validity := to.Validity(at)
	clear(validity)
	for row := range kept {
		setBit(validity, row, kept[row].set)
	}
	if to.Columns[at].Type == c.TypeBytes16 {
		for row, values := 0, results.Fixed[[16]byte](to, at); row < len(kept); row++ {
			values[row] = [16]byte{}
			copy(values[row][:], kept[row].value)
		}
		return
	}
	size := 0
	for row := range kept {
		size += len(kept[row].value)
	}
	offsets, data := to.Strings(at, size)
	data, offsets[0] = data[:0], 0
	for row := range kept {
		data = append(data, kept[row].value...)
		offsets[row+1] = int64(len(data))
	}
}
