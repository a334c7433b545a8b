package aggregate

import (
	"encoding/binary"
	"math"
	"unsafe"

	results "github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// distincts are the states of CountDistinctOf: the different values of each group, in the order in which
// they came. Which are there is in one map for all groups.
type distincts struct {
	kind  int32
	words map[wordOfGroup]struct{}
	texts map[textOfGroup]struct{}
	kept  []valueSet
	used  int // bytes of all values together
}

type wordOfGroup struct {
	group uint32
	word  uint64
}

type textOfGroup struct {
	group uint32
	text  string
}

// valueSet is the words, or the texts, of a group; or so many values as they were read, with what may
// come several times.
type valueSet struct {
	words   []uint64
	texts   []string
	encoded []byte
}

// What a value takes, in the map and in the list, about.
const (
	wordCost = 56
	textCost = 80
)

func newDistincts(kind int32) *distincts {
	d := &distincts{kind: kind}
	if keptAsText(kind) {
		d.texts = map[textOfGroup]struct{}{}
	} else {
		d.words = map[wordOfGroup]struct{}{}
	}
	return d
}

func (d *distincts) size() int  { return int(unsafe.Sizeof(valueSet{})) }
func (d *distincts) bytes() int { return d.used }
func (d *distincts) grow()      { d.kept = append(d.kept, valueSet{}) }

func (d *distincts) truncate(n int) {
	for i, set := range d.kept[n:] {
		for _, word := range set.words {
			delete(d.words, wordOfGroup{uint32(n + i), word})
			d.used -= wordCost
		}
		for _, text := range set.texts {
			delete(d.texts, textOfGroup{uint32(n + i), text})
			d.used -= textCost + len(text)
		}
	}
	clear(d.kept[n:])
	d.kept = d.kept[:n]
}

func (d *distincts) update(view *column.View, groups []uint32) {
	for row, group := range groups {
		switch {
		case !view.Valid(row):
		case d.texts != nil:
			d.addText(group, textAt(view, row))
		default:
			d.addWord(group, c.WordAt(view, row))
		}
	}
}

func (d *distincts) addWord(group uint32, word uint64) {
	if word == 1<<63 && (d.kind == c.TypeF32 || d.kind == c.TypeF64) {
		word = 0 // of both zeros one
	}
	key := wordOfGroup{group, word}
	if _, ok := d.words[key]; ok {
		return
	}
	d.words[key] = struct{}{}
	set := &d.kept[group]
	set.words = append(set.words, word)
	d.used += wordCost
}

func (d *distincts) addText(group uint32, text []byte) {
	if _, ok := d.texts[textOfGroup{group, string(text)}]; ok {
		return
	}
	key := textOfGroup{group, string(text)}
	d.texts[key] = struct{}{}
	set := &d.kept[group]
	set.texts = append(set.texts, key.text)
	d.used += textCost + len(text)
}

func (d *distincts) merge(from keeper, groups []uint32) {
	others := from.(*distincts).kept
	for group, into := range groups {
		other := &others[group]
		for _, word := range other.words {
			d.addWord(into, word)
		}
		for _, text := range other.texts {
			d.addText(into, unsafe.Slice(unsafe.StringData(text), len(text)))
		}
		for r := (&reader{data: other.encoded}); r.at < len(r.data); {
			if d.texts != nil {
				d.addText(into, r.text(d.kind))
			} else {
				d.addWord(into, r.setWord(d.kind))
			}
		}
	}
}

func (d *distincts) write(to *results.Core, at, first int) {
	kept := d.kept[first : first+to.Rows]
	writeWords(to, at, func(row int) (uint64, bool) {
		return uint64(len(kept[row].words) + len(kept[row].texts)), true
	})
}

func (d *distincts) encode(b []byte, group int, _ *form) []byte {
	set := &d.kept[group]
	b = binary.LittleEndian.AppendUint64(b, uint64(len(set.words)+len(set.texts)))
	for _, word := range set.words {
		b = appendValue(b, d.kind, word)
	}
	for _, text := range set.texts {
		b = appendText(b, d.kind, unsafe.Slice(unsafe.StringData(text), len(text)))
	}
	return b
}

func (d *distincts) decode(r *reader, _ *form) {
	count := r.count()
	begin := r.at
	for i := int64(0); i < count && r.fault == ""; i++ {
		if d.texts != nil {
			r.text(d.kind)
		} else {
			r.setWord(d.kind)
		}
	}
	if r.fault == "" {
		d.kept[len(d.kept)-1].encoded = r.data[begin:r.at]
	}
}

// setWord reads a value of a set: one zero, and one NaN.
func (r *reader) setWord(kind int32) uint64 {
	begin := r.at
	var x float64
	var isFine bool
	switch kind {
	case c.TypeF32:
		bits := r.half()
		x = float64(math.Float32frombits(bits))
		isFine = bits != 1<<31 && (x == x || bits == 0x7fc00000)
	case c.TypeF64:
		bits := r.word()
		x = math.Float64frombits(bits)
		isFine = bits != 1<<63 && (x == x || bits == 0x7ff8000000000000)
	default:
		return r.value(kind)
	}
	if !isFine {
		r.fail(begin, "a value is -0.0, or a NaN that is not the quiet one")
	}
	return math.Float64bits(canonical(x))
}
