// Package batch holds what a sinew.Batch is made of, for the packages of this module that fill one.
package batch

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/use"
)

// Core is columns of Rows rows each, with names. They are in memory of the library, which native
// holds, or in memory of Go, which buffers holds; either is used again for what comes next.
type Core struct {
	Names   []string
	Columns []column.View
	Rows    int

	// Use notes every call that fills or closes the batch, whose memory the race detector cannot see.
	Use use.Mark

	native  native
	buffers []buffer
}

// buffer is the memory of one column; words keeps values aligned.
type buffer struct {
	words    []uint64
	offsets  []int64
	data     []byte
	validity []byte
	elements *Core // of lists: a batch of one column
}

func grow[T any](s []T, size int) []T {
	if cap(s) < size {
		return make([]T, size)
	}
	return s[:size]
}

// Prepare makes b columns of Go's memory with room for rows rows, to be written by Fixed, Strings and
// Validity, or by Lists. A string type has offsets of 64 bits.
func (b *Core) Prepare(names []string, kinds []int32, rows int) {
	b.Names, b.Rows = names, rows
	b.Columns = grow(b.Columns, len(kinds))
	for len(b.buffers) < len(kinds) {
		b.buffers = append(b.buffers, buffer{})
	}
	for i, kind := range kinds {
		b.Columns[i] = column.View{Type: kind, Count: rows}
	}
}

// Clear leaves the columns of b without rows.
func (b *Core) Clear() {
	b.Rows = 0
	for i := range b.Columns {
		b.Columns[i] = column.View{Type: b.Columns[i].Type}
	}
}

// Fixed returns the values of a column of fixed width, to be written.
func Fixed[T any](b *Core, i int) []T {
	return unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(b.Bytes(i)))), b.Rows)
}

// Bytes returns the bytes of a column of fixed width, to be written.
func (b *Core) Bytes(i int) []byte {
	view := &b.Columns[i]
	return b.bytes(i, b.Rows*c.Width(view.Type))
}

// Bits returns the bitmap of a column of booleans, to be written.
func (b *Core) Bits(i int) []byte { return b.bytes(i, (b.Rows+7)/8) }

func (b *Core) bytes(i, size int) []byte {
	view, memory := &b.Columns[i], &b.buffers[i]
	memory.words = grow(memory.words, (size+7)/8+1)
	view.Values, view.Size = (*byte)(unsafe.Pointer(&memory.words[0])), size
	return unsafe.Slice(view.Values, size)
}

// Strings returns the offsets of a column of strings and room for so many bytes, to be written.
func (b *Core) Strings(i, size int) (offsets []int64, data []byte) {
	view, memory := &b.Columns[i], &b.buffers[i]
	memory.offsets = grow(memory.offsets, b.Rows+1)
	memory.data = grow(memory.data, size)
	view.Offsets = (*byte)(unsafe.Pointer(&memory.offsets[0]))
	view.Values, view.Size = unsafe.SliceData(memory.data), size
	return memory.offsets, memory.data
}

// Lists returns the offsets of a column of lists, and a batch whose only column is its elements, both to be written.
// Like those of strings, the offsets have 64 bits.
func (b *Core) Lists(i, elements int) (offsets []int64, of *Core) {
	view, memory := &b.Columns[i], &b.buffers[i]
	memory.offsets = grow(memory.offsets, b.Rows+1)
	if memory.elements == nil {
		memory.elements = &Core{}
	}
	of = memory.elements
	of.Prepare(nil, []int32{c.Elements(view.Type)}, elements)
	view.Offsets = (*byte)(unsafe.Pointer(&memory.offsets[0]))
	view.Values, view.Size = (*byte)(unsafe.Pointer(&of.Columns[0])), int(unsafe.Sizeof(of.Columns[0]))
	return memory.offsets, of
}

// Validity gives a column a bitmap, to be written.
func (b *Core) Validity(i int) []byte {
	view, memory := &b.Columns[i], &b.buffers[i]
	memory.validity = grow(memory.validity, (b.Rows+7)/8+1)
	view.Validity = &memory.validity[0]
	return memory.validity[:(b.Rows+7)/8]
}
