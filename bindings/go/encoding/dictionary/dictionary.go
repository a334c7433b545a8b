// Package dictionary encodes columns of integers and strings as indices into a dictionary of their
// distinct values, in the layout of Apache Arrow's dictionary-encoded arrays: 32-bit indices, and
// the values in order of first appearance.
//
// An Encoder, or a StringEncoder, takes batch after batch and gives them one dictionary:
//
//	e, err := dictionary.NewEncoder[int64](dictionary.Options{})
//	...
//	defer e.Close()
//	err = e.Encode(indices, rows, sinew.Validity{}) // as often as rows arrive
//	var batch sinew.Batch
//	defer batch.Close()
//	err = e.Values(&batch)
//	values := sinew.Values[int64](batch.Column(0))
//
// Decode and DecodeStrings are the way back. They trust no index.
//
// A call of an encoder costs some 60 ns whatever the batch, so encode batches, not single rows.
// Without a library all of it runs in Go, over Go's maps.
package dictionary

import (
	"fmt"
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
	"github.com/sinew-simd/sinew/bindings/go/internal/use"
)

// Integer is what an Encoder encodes.
type Integer interface {
	~int | ~uint | ~int8 | ~uint8 | ~int16 | ~uint16 | ~int32 | ~uint32 | ~int64 | ~uint64
}

// Fixed is what Decode decodes.
type Fixed interface {
	Integer | ~float32 | ~float64 | ~[16]byte
}

// Options of an encoder; the zero Options are fine.
type Options struct {
	// MemoryLimit is the most bytes that the encoder may hold; 0 is no limit. The change to a strong
	// hash (see Seed) needs room to find all values a second time, and the call fails if there is none.
	// Without a library the bytes are an estimate, and there is no such change.
	MemoryLimit int
	// ExpectedValues is how many values to make room for at once, 0 if that is unknown. It is a
	// hint: more are welcome, and beyond 2^24, or what MemoryLimit allows, room is made only as they
	// come.
	ExpectedValues int
	// Seed seeds the hash of the values; 0, which is best, takes a random number for each object.
	// Results never depend on it. Whatever values come, also from somebody who knows the seed, a row costs
	// at most a few times what it costs with values that nobody chose: an object that meets such values
	// changes to a strong hash under a random key, once. Without a library, Go's maps see to it, and
	// the seed is not used.
	Seed uint64
}

// Encoder encodes columns of integers. One goroutine at a time may use it, also to read it; a call
// that sees another one panics. Close frees the memory
// at once; an Encoder that is not closed is freed some time after the garbage collector finds it.
type Encoder[T Integer] struct {
	base
}

// NewEncoder returns an encoder with an empty dictionary. The error is a *sinew.Error:
// ErrInvalidArgument for negative options, ErrMemoryLimit, ErrOutOfMemory.
func NewEncoder[T Integer](options Options) (*Encoder[T], error) {
	e := new(Encoder[T])
	if err := open(e, &e.base, typeOf[T](), &options); err != nil {
		return nil, err
	}
	return e, nil
}

// Encode writes the index of each row's value to indices. New values get the next indices, in the
// order of the rows; the index of a null row is 0, which says nothing. A batch counts whole or not
// at all: on an error the dictionary is as it was, and what indices holds is not defined. Slices of
// different lengths, or a validity that is too short, panic. No call allocates on the Go heap.
//
// The error is a *sinew.Error, ErrMemoryLimit, ErrOutOfMemory or, for more than 2^31 values,
// ErrOverflow; or it is ErrClosed.
func (e *Encoder[T]) Encode(indices []uint32, rows []T, validity sinew.Validity) error {
	view := column.Of(typeOf[T](), rows)
	view.Validity, view.ValidityOffset = validity.Locate(len(rows))
	return e.encode(indices, &view)
}

// StringEncoder is an Encoder of strings.
type StringEncoder struct {
	base
}

// NewStringEncoder is NewEncoder for strings.
func NewStringEncoder(options Options) (*StringEncoder, error) {
	e := new(StringEncoder)
	if err := open(e, &e.base, c.TypeString, &options); err != nil {
		return nil, err
	}
	return e, nil
}

// Encode is that of an Encoder, for a column of strings: sinew.StringsOf, or a sinew.Strings'
// Column, with the column's own nulls. Strings are compared byte by byte. Further errors are
// ErrInvalidArgument for a column of another type, and for offsets that run backwards or past the
// data.
func (e *StringEncoder) Encode(indices []uint32, rows sinew.Column) error {
	if !c.IsString(rows.View().Type) {
		return fault.Invalid(0, "rows: a column of type %v, not of strings", rows.Type())
	}
	return e.encode(indices, rows.View())
}

// base is what encoders of every type share.
type base struct {
	use    use.Mark
	closed bool
	native native // with a library
	plain  plain  // without one
}

func open[T any](owner *T, b *base, kind int32, o *Options) error {
	if o.MemoryLimit < 0 || o.ExpectedValues < 0 {
		return fault.Invalid(0, "Options: %+v is negative", *o)
	}
	if !c.Available {
		b.plain.open(kind, o)
		return nil
	}
	if err := b.native.open(kind, o); err != nil {
		return err
	}
	b.native.cleanup = runtime.AddCleanup(owner, c.DictionaryDestroy, b.native.handle)
	return nil
}

func (b *base) encode(indices []uint32, rows *column.View) error {
	b.use.Enter()
	defer b.use.Leave()
	if b.closed {
		return sinew.ErrClosed
	}
	if len(indices) != rows.Count {
		panicLength("indices", len(indices), rows.Count)
	}
	if c.Available {
		return b.native.encode(rows, indices)
	}
	return b.plain.encode(rows, indices)
}

// Values makes batch all values, each at its index: one column, "value", of the encoder's type and
// without nulls. The errors are those of ReadValues.
func (b *base) Values(batch *sinew.Batch) error { return b.ReadValues(batch, 0, b.Len()) }

// ReadValues makes batch the count values from the index first on. It panics where they are not all
// there. The error is ErrClosed, or a *sinew.Error, ErrOutOfMemory, which leaves the batch as it was.
func (b *base) ReadValues(batch *sinew.Batch, first, count int) error {
	b.use.Enter()
	defer b.use.Leave()
	if b.closed {
		return sinew.ErrClosed
	}
	b.checkRange(first, count)
	core := batch.Core()
	core.Use.Enter()
	defer core.Use.Leave()
	if c.Available {
		return b.native.values(core, first, count)
	}
	b.plain.values(core, first, count)
	return nil
}

// The name of the column of values.
var valueName = []string{"value"}

// Len returns the number of values; 0 once closed.
func (b *base) Len() int {
	b.use.Enter()
	defer b.use.Leave()
	if b.closed {
		return 0
	}
	return b.len()
}

func (b *base) len() int {
	if c.Available {
		return b.native.len()
	}
	return b.plain.len()
}

// Memory returns the bytes held, an estimate without a library; 0 once closed.
func (b *base) Memory() int {
	b.use.Enter()
	defer b.use.Leave()
	if b.closed {
		return 0
	}
	if c.Available {
		return b.native.memory()
	}
	return b.plain.memory()
}

// Reset forgets all values and keeps their memory for the next ones. The error is nil or ErrClosed.
func (b *base) Reset() error {
	b.use.Enter()
	defer b.use.Leave()
	if b.closed {
		return sinew.ErrClosed
	}
	if c.Available {
		b.native.reset()
	} else {
		b.plain.reset()
	}
	return nil
}

// Close frees the memory. It may be called again, and returns ErrClosed then, as all other calls do.
func (b *base) Close() error {
	b.use.Enter()
	defer b.use.Leave()
	if b.closed {
		return sinew.ErrClosed
	}
	b.closed = true
	if c.Available {
		b.native.close()
	}
	b.plain = plain{}
	return nil
}

func (b *base) checkRange(first, count int) {
	if first < 0 || count < 0 || first > b.len()-count {
		panic(fmt.Sprintf("dictionary: values [%d, %d) of %d", first, first+count, b.len()))
	}
}

//go:noinline
func panicLength(what string, have, want int) {
	panic(fmt.Sprintf("dictionary: %s for %d rows, but there are %d", what, have, want))
}

func typeOf[T Integer]() int32 {
	signed := ^T(0) < 0
	switch unsafe.Sizeof(T(0)) {
	case 1:
		return pick(signed, c.TypeI8, c.TypeU8)
	case 2:
		return pick(signed, c.TypeI16, c.TypeU16)
	case 4:
		return pick(signed, c.TypeI32, c.TypeU32)
	}
	return pick(signed, c.TypeI64, c.TypeU64)
}

func pick(signed bool, yes, no int32) int32 {
	if signed {
		return yes
	}
	return no
}
