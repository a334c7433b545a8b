package keys

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/cpu"
)

// Layout is how the rows of key columns become keys of a Table, and back. One column of numbers or
// strings is the key itself. Any other row is packed to a string: a byte with a bit for each column
// that is null, then what the others hold, one behind the other, a string behind its length. Floats
// have one zero and one NaN.
type Layout struct {
	kinds  []int32
	packed bool
	key    []byte // room for one
}

// LayoutOf returns the layout of columns of these types, at most 8.
func LayoutOf(kinds []int32) Layout {
	width := c.Width(kinds[0])
	return Layout{kinds: kinds, packed: len(kinds) > 1 || !c.IsString(kinds[0]) && (width == 0 || width > 8)}
}

// NewTable returns an empty table for these keys.
func (l *Layout) NewTable() Table { return New(l.packed || c.IsString(l.kinds[0]), true) }

// Find writes the number of each row to numbers, adding keys that are new. The error is that of
// Table.Find, for columns named keys[0] and so on.
func (l *Layout) Find(t *Table, columns []sinew.Column, numbers []uint32) error {
	if !l.packed {
		return t.Find("keys[0]", columns[0].View(), numbers)
	}
	for i := range columns {
		view := columns[i].View()
		if !c.IsString(view.Type) {
			continue
		}
		if row, ok := view.CheckStrings(c.OffsetWidth(view.Type)); !ok {
			return FaultOf(fmt.Sprintf("keys[%d]", i), view, row)
		}
	}
	for row := range numbers {
		numbers[row] = t.ofText(l.pack(columns, row))
	}
	return nil
}

func (l *Layout) pack(columns []sinew.Column, row int) []byte {
	key := append(l.key[:0], 0)
	for i := range columns {
		view := columns[i].View()
		if !view.Valid(row) {
			key[0] |= 1 << i
			continue
		}
		at := func(width int) unsafe.Pointer { return unsafe.Add(unsafe.Pointer(view.Values), row*width) }
		switch view.Type {
		case c.TypeBool:
			key = append(key, view.Bit(row))
		case c.TypeF32:
			key = binary.NativeEndian.AppendUint32(key, canonical32(*(*uint32)(at(4))))
		case c.TypeF64:
			key = binary.NativeEndian.AppendUint64(key, canonical64(*(*uint64)(at(8))))
		case c.TypeString, c.TypeBinary:
			key = appendString(key, column.TextAt[int32](view, row))
		case c.TypeLargeString, c.TypeLargeBinary:
			key = appendString(key, column.TextAt[int64](view, row))
		default:
			width := c.Width(view.Type)
			key = append(key, unsafe.Slice((*byte)(at(width)), width)...)
		}
	}
	l.key = key
	return key
}

func appendString(key, text []byte) []byte {
	return append(binary.AppendUvarint(key, uint64(len(text))), text...)
}

// next cuts what column i of a packed key holds, which is not null, off its rest.
func (l *Layout) next(i int, rest string) (value, behind string) {
	width := c.Width(l.kinds[i])
	switch {
	case l.kinds[i] == c.TypeBool:
		width = 1
	case c.IsString(l.kinds[i]):
		size := 0
		for shift := 0; ; shift += 7 {
			b := rest[0]
			rest = rest[1:]
			size |= int(b&0x7f) << shift
			if b < 0x80 {
				break
			}
		}
		width = size
	}
	return rest[:width], rest[width:]
}

// Write makes the first columns of a batch the keys of count numbers.
func (l *Layout) Write(t *Table, to *batch.Core, first, count int) {
	if !l.packed {
		l.writeColumn(t, to, first, count)
		return
	}
	var sizes, ends [8]int
	for _, key := range t.text[first : first+count] {
		rest := key[1:]
		for i, kind := range l.kinds {
			if key[0]>>i&1 == 0 {
				var value string
				if value, rest = l.next(i, rest); c.IsString(kind) {
					sizes[i] += len(value)
				}
			}
		}
	}
	var validity [8][]byte
	for i, kind := range l.kinds {
		validity[i] = to.Validity(i)
		clear(validity[i])
		switch {
		case c.IsString(kind):
			offsets, _ := to.Strings(i, sizes[i])
			offsets[0] = 0
		case kind == c.TypeBool:
			clear(to.Bits(i))
		default:
			clear(to.Bytes(i))
		}
	}
	for row, key := range t.text[first : first+count] {
		rest := key[1:]
		for i, kind := range l.kinds {
			value := ""
			if key[0]>>i&1 == 0 {
				value, rest = l.next(i, rest)
				validity[i][row/8] |= 1 << (row % 8)
			}
			view := &to.Columns[i]
			switch {
			case c.IsString(kind):
				ends[i] += copy(unsafe.Slice(view.Values, view.Size)[ends[i]:], value)
				column.OffsetsOf[int64](view)[row+1] = int64(ends[i])
			case value == "":
			case kind == c.TypeBool:
				*(*byte)(unsafe.Add(unsafe.Pointer(view.Values), row/8)) |= value[0] << (row % 8)
			default:
				copy(unsafe.Slice(view.Values, view.Size)[row*len(value):], value)
			}
		}
	}
}

func (l *Layout) writeColumn(t *Table, to *batch.Core, first, count int) {
	if t.HasStrings() {
		t.StringsTo(to, first, count)
	} else {
		words := t.Words(first, count)
		switch c.Width(l.kinds[0]) {
		case 1:
			wordsTo[uint8](to, words)
		case 2:
			wordsTo[uint16](to, words)
		case 4:
			wordsTo[uint32](to, words)
		default:
			wordsTo[uint64](to, words)
		}
	}
	if !t.HasNull() {
		return
	}
	validity := to.Validity(0)
	clear(validity)
	for i := range count {
		if !t.IsNull(first + i) {
			validity[i/8] |= 1 << (i % 8)
		}
	}
}

func wordsTo[T uint8 | uint16 | uint32 | uint64](to *batch.Core, words []uint64) {
	out := batch.Fixed[T](to, 0)
	for i, word := range words {
		out[i] = T(word)
	}
}

// canonical32 and canonical64 are the bits of a float of the same value, with one zero and one NaN.
func canonical32(bits uint32) uint32 {
	switch x := math.Float32frombits(bits); {
	case x == 0:
		return 0
	case x != x:
		return 0x7fc00000
	}
	return bits
}

func canonical64(bits uint64) uint64 {
	switch x := math.Float64frombits(bits); {
	case x == 0:
		return 0
	case x != x:
		return 0x7ff8000000000000
	}
	return bits
}

// AppendKey appends the key of a number in the form of docs/formats/groupby.md, which is that of packed
// keys with the lowest byte of a number first.
func (l *Layout) AppendKey(b []byte, t *Table, number int) []byte {
	switch {
	case l.packed:
		b = append(b, t.text[number]...)
		if cpu.IsBigEndian {
			l.reverse(b[len(b)-len(t.text[number]):])
		}
		return b
	case t.IsNull(number):
		return append(b, 1)
	case t.HasStrings():
		b = binary.AppendUvarint(append(b, 0), uint64(len(t.text[number])))
		return append(b, t.text[number]...)
	}
	word := binary.LittleEndian.AppendUint64(nil, t.word[number])
	return append(append(b, 0), word[:c.Width(l.kinds[0])]...)
}

// FindKey is Find for a key that AppendKey has written and CutKey has checked.
func (l *Layout) FindKey(t *Table, key []byte) uint32 {
	switch {
	case l.packed:
		if cpu.IsBigEndian {
			l.key = append(l.key[:0], key...)
			l.reverse(l.key)
			key = l.key
		}
		return t.ofText(key)
	case key[0] != 0:
		return t.ofNull()
	case t.HasStrings():
		_, size := binary.Uvarint(key[1:])
		return t.ofText(key[1+size:])
	}
	var word [8]byte
	copy(word[:], key[1:])
	return t.ofWord(binary.LittleEndian.Uint64(word[:]))
}

// Values calls visit for each column of a key as AppendKey writes it, with its bytes, nil for null, and
// where they begin.
func (l *Layout) Values(key []byte, visit func(column, at int, value []byte)) {
	at := 1
	for i, kind := range l.kinds {
		if key[0]>>i&1 != 0 {
			visit(i, at, nil)
			continue
		}
		width := widthOf(kind)
		if c.IsString(kind) {
			length, size := binary.Uvarint(key[at:])
			at += size
			width = int(length)
		}
		visit(i, at, key[at:at+width])
		at += width
	}
}

// What is wrong with bytes that AppendKey does not write, in the words of the library.
const (
	Beyond     = "what should be here goes on behind the end"
	LongLength = "a length has more bytes than it needs"
	NoBoolean  = "a boolean is neither 0 nor 1"
)

// CutKey returns how many bytes the key takes that b begins with; or, if AppendKey does not write such
// bytes, what is wrong and where.
func (l *Layout) CutKey(b []byte) (size, at int, fault string) {
	if len(b) == 0 {
		return 0, 0, Beyond
	}
	size = 1
	for i, kind := range l.kinds {
		if b[0]>>i&1 != 0 {
			continue
		}
		width := widthOf(kind)
		if c.IsString(kind) {
			length, n := CutLength(b[size:])
			switch {
			case n == 0:
				return 0, len(b), Beyond
			case n < 0:
				return 0, size, LongLength
			}
			size += n
			if length > uint64(len(b)-size) {
				return 0, size, Beyond
			}
			width = int(length)
		}
		if width > len(b)-size {
			return 0, size, Beyond
		}
		size += width
	}
	if int(b[0])>>len(l.kinds) != 0 {
		return 0, 0, "a null bit is of no key column"
	}
	l.Values(b[:size], func(i, begin int, value []byte) {
		if value == nil || fault != "" {
			return
		}
		at = begin
		switch l.kinds[i] {
		case c.TypeBool:
			if value[0] > 1 {
				fault = NoBoolean
			}
		case c.TypeF32:
			if bits := binary.LittleEndian.Uint32(value); bits != canonical32(bits) {
				fault = noFloat
			}
		case c.TypeF64:
			if bits := binary.LittleEndian.Uint64(value); bits != canonical64(bits) {
				fault = noFloat
			}
		}
	})
	return size, at, fault
}

const noFloat = "a key is -0.0, or a NaN that is not the quiet one"

// CutLength reads a varint of at most nine bytes: n is 0 if it goes on behind the end, and negative if it
// is longer than it must be.
func CutLength(b []byte) (length uint64, n int) {
	for i := range 9 {
		if i == len(b) {
			return 0, 0
		}
		length |= uint64(b[i]&0x7f) << (7 * i)
		if b[i] < 0x80 {
			if b[i] == 0 && i > 0 {
				return 0, -1
			}
			return length, i + 1
		}
	}
	return 0, -1
}

// widthOf returns how many bytes a value of a fixed width takes in a packed key.
func widthOf(kind int32) int {
	if kind == c.TypeBool {
		return 1
	}
	return c.Width(kind)
}

// reverse turns the bytes of the numbers in a packed key round.
func (l *Layout) reverse(key []byte) {
	l.Values(key, func(i, _ int, value []byte) {
		if l.kinds[i] != c.TypeBytes16 && !c.IsString(l.kinds[i]) {
			slices.Reverse(value)
		}
	})
}
