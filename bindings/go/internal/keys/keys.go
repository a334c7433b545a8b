// Package keys is the library's table of keys in plain Go: keys become numbers in order of first
// appearance. GROUP BY and dictionaries rest on it without cgo.
package keys

import (
	"fmt"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// Table has a map from key to number, and the keys by number. Integers are kept as words, without
// their sign.
type Table struct {
	words       map[uint64]uint32
	texts       map[string]uint32
	word        []uint64
	text        []string
	null        int // the number of the null key, -1 before there is one
	numbersNull bool
	bytes       int // of the strings
}

const (
	// Bytes of a map's entry of a word, and of a string's header in map and slice; a map is about
	// two thirds full on average.
	wordSize = 18 + 8
	textSize = 30 + 16

	// The most keys that a hint makes room for, as in the library.
	maxHint = 1 << 24
)

// New returns an empty table of strings, or else of integers. With numbersNull a null row is a key
// like any other, without its number is 0 and says nothing.
func New(text, numbersNull bool) Table {
	return Table{null: -1, numbersNull: numbersNull}.make(text, 0)
}

func (t Table) make(text bool, room int) Table {
	if text {
		t.texts = make(map[string]uint32, room)
	} else {
		t.words = make(map[uint64]uint32, room)
	}
	return t
}

// Expect makes room for a number of keys, in an empty table. A limit, if not 0, is what keys of
// size bytes each may take at most.
func (t *Table) Expect(keys, limit, size int) {
	*t = t.make(t.texts != nil, Affordable(keys, limit, size))
}

// Affordable keeps a hint from breaking the limit, and without one from taking all memory.
func Affordable(keys, limit, size int) int {
	if limit > 0 {
		return min(keys, maxHint, limit/size)
	}
	return min(keys, maxHint)
}

// KeySize returns about how many bytes a key takes, without those of a string.
func (t *Table) KeySize() int {
	if t.texts != nil {
		return textSize
	}
	return wordSize
}

// Len returns the number of keys.
func (t *Table) Len() int { return len(t.word) + len(t.text) }

// Memory returns about how many bytes the table holds.
func (t *Table) Memory() int { return t.Len()*t.KeySize() + t.bytes }

// IsNull reports whether a number is that of the null key.
func (t *Table) IsNull(number int) bool { return number == t.null }

// StringsTo makes column 0 of a batch the strings of count numbers.
func (t *Table) StringsTo(to *batch.Core, first, count int) {
	texts := t.text[first : first+count]
	size := 0
	for _, text := range texts {
		size += len(text)
	}
	offsets, data := to.Strings(0, size)
	offsets[0] = 0
	end := 0
	for i, text := range texts {
		end += copy(data[end:], text)
		offsets[i+1] = int64(end)
	}
}

// HasStrings reports whether the keys are strings.
func (t *Table) HasStrings() bool { return t.texts != nil }

// HasNull reports whether null has a number.
func (t *Table) HasNull() bool { return t.null >= 0 }

// Words returns the integers of count numbers; null is 0.
func (t *Table) Words(first, count int) []uint64 { return t.word[first : first+count] }

// Truncate forgets the keys from number n on.
func (t *Table) Truncate(n int) {
	isNull := t.null >= n
	if t.texts == nil {
		for i, word := range t.word[n:] {
			if !isNull || n+i != t.null {
				delete(t.words, word)
			}
		}
		t.word = t.word[:n]
	} else {
		for i, text := range t.text[n:] {
			if !isNull || n+i != t.null {
				t.bytes -= len(text)
				delete(t.texts, text)
			}
		}
		clear(t.text[n:])
		t.text = t.text[:n]
	}
	if isNull {
		t.null = -1
	}
}

// Find writes the number of each row of a column to numbers, adding keys that are new. name is what
// the error calls the column: the only one is that offsets of strings are bad, and then nothing has
// changed.
func (t *Table) Find(name string, rows *column.View, numbers []uint32) error {
	switch c.OffsetWidth(rows.Type) {
	case 4:
		return findTexts[int32](t, name, rows, numbers)
	case 8:
		return findTexts[int64](t, name, rows, numbers)
	}
	switch rows.Type {
	case c.TypeF32:
		findFloats(t, rows, numbers, canonical32)
		return nil
	case c.TypeF64:
		findFloats(t, rows, numbers, canonical64)
		return nil
	}
	switch c.Width(rows.Type) {
	case 1:
		findWords[uint8](t, rows, numbers)
	case 2:
		findWords[uint16](t, rows, numbers)
	case 4:
		findWords[uint32](t, rows, numbers)
	default:
		findWords[uint64](t, rows, numbers)
	}
	return nil
}

// FindKeys is Find for the keys of another table, each by its number.
func (t *Table) FindKeys(from *Table, numbers []uint32) {
	for i := range numbers {
		switch {
		case from.IsNull(i):
			numbers[i] = t.ofNull()
		case t.texts != nil:
			numbers[i] = t.ofText(unsafe.Slice(unsafe.StringData(from.text[i]), len(from.text[i])))
		default:
			numbers[i] = t.ofWord(from.word[i])
		}
	}
}

func findWords[T uint8 | uint16 | uint32 | uint64](t *Table, rows *column.View, numbers []uint32) {
	for row, x := range column.Rows[T](rows) {
		if rows.Valid(row) {
			numbers[row] = t.ofWord(uint64(x))
		} else {
			numbers[row] = t.ofNull()
		}
	}
}

func findFloats[T uint32 | uint64](t *Table, rows *column.View, numbers []uint32, canonical func(T) T) {
	for row, x := range column.Rows[T](rows) {
		if rows.Valid(row) {
			numbers[row] = t.ofWord(uint64(canonical(x)))
		} else {
			numbers[row] = t.ofNull()
		}
	}
}

func findTexts[Offset int32 | int64](t *Table, name string, rows *column.View, numbers []uint32) error {
	if rows.Count == 0 {
		return nil
	}
	offsets := column.OffsetsOf[Offset](rows)
	if !column.CheckOffsets(offsets, rows.Size) {
		return FaultOf(name, rows, column.FaultOf(offsets, rows.Size))
	}
	data := unsafe.Slice(rows.Values, rows.Size)
	for row := range rows.Count {
		if rows.Valid(row) {
			numbers[row] = t.ofText(data[offsets[row]:offsets[row+1]])
		} else {
			numbers[row] = t.ofNull()
		}
	}
	return nil
}

// FaultOf says what is wrong with the offsets of a row.
func FaultOf(name string, rows *column.View, row int) error {
	var from, to int64
	if c.OffsetWidth(rows.Type) == 4 {
		offsets := column.OffsetsOf[int32](rows)
		from, to = int64(offsets[row]), int64(offsets[row+1])
	} else {
		offsets := column.OffsetsOf[int64](rows)
		from, to = offsets[row], offsets[row+1]
	}
	if 0 <= from && from <= to {
		return fault.Invalid(row, "%s: row %d ends at byte %d, but values_size is %d", name, row, to, rows.Size)
	}
	return fault.Invalid(row, "%s: the offsets of row %d run backwards", name, row)
}

// OverLimit is the error for a batch that needs more memory than its object may hold, in the words of
// the library.
func OverLimit(limit int) error {
	return &sinew.Error{Status: sinew.MemoryLimit, Message: fmt.Sprintf("the memory limit of %d bytes does not allow what is needed", limit)}
}

func (t *Table) ofWord(word uint64) uint32 {
	number, known := t.words[word]
	if !known {
		number = uint32(len(t.word))
		t.words[word] = number
		t.word = append(t.word, word)
	}
	return number
}

func (t *Table) ofText(text []byte) uint32 {
	number, known := t.texts[string(text)]
	if !known {
		number = uint32(len(t.text))
		own := string(text)
		t.texts[own] = number
		t.text = append(t.text, own)
		t.bytes += len(own)
	}
	return number
}

func (t *Table) ofNull() uint32 {
	if !t.numbersNull {
		return 0
	}
	if t.null < 0 {
		t.null = t.Len()
		if t.texts != nil {
			t.text = append(t.text, "")
		} else {
			t.word = append(t.word, 0)
		}
	}
	return uint32(t.null)
}
