package keys

import (
	"encoding/binary"
	"fmt"
	"math"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
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
