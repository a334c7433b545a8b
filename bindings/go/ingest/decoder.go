package ingest

import (
	"errors"
	"io"
	"iter"
	"runtime"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/codec"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
	"github.com/sinew-simd/sinew/bindings/go/internal/use"
)

// Options are those of every decoder. The zero Options are fine.
type Options struct {
	// MaxRows is the most rows of a batch; 0 is 4,096. Batches that fit the cache are fastest.
	MaxRows int
	// MaxRecordSize is the most bytes of a record; 0 is 16 MiB. A longer one is rejected.
	MaxRecordSize int
	// MaxValueSize is the most bytes of a string in a column, of lists of each element; 0 is no limit but that
	// of the record. A longer one is a fault of its value: ValueTooLong.
	MaxValueSize int
	// MaxRejects is how many rejects are kept with their place and reason; 0 is 16. All are counted.
	MaxRejects int
	// MemoryLimit is the most bytes that the decoder may hold, batches not included; 0 is no limit. It
	// is not used without a library.
	MemoryLimit int
	// Stop makes the first fault an error, and ends the input there.
	Stop bool
	// Strict rejects the record of a value that is at fault. Without it the value is null, and the
	// rest of the record is kept.
	Strict bool
}

// Reason is why a record, or a value in it, was rejected.
type Reason int32

// The reasons.
const (
	Syntax       Reason = c.RejectSyntax      // the record breaks the rules of its format
	Truncated    Reason = c.RejectTruncated   // the input ends within the record
	WrongType    Reason = c.RejectType        // the value is of another type than the field
	OutOfRange   Reason = c.RejectRange       // the type of the field cannot hold the value
	Encoding     Reason = c.RejectEncoding    // the string is not UTF-8
	TooLong      Reason = c.RejectSize        // the record is longer than Options.MaxRecordSize
	TooDeep      Reason = c.RejectDepth       // the record is nested too deeply
	FieldCount   Reason = c.RejectFields      // the record has a wrong number of fields
	Checksum     Reason = c.RejectChecksum    // the checksum is wrong
	Compression  Reason = c.RejectCompression // the compressed data is damaged or too large
	Codec        Reason = c.RejectCodec       // there is no library for the compression
	Version      Reason = c.RejectVersion     // the magic of the batch is not 2; Kafka before 0.11 wrote 0 and 1
	BadHeader    Reason = c.RejectHeader      // the header is at fault or does not name the field
	ValueTooLong Reason = c.RejectValueSize   // the string is longer than Options.MaxValueSize
)

var reasons = map[Reason]string{
	Syntax:       "the record breaks the rules of its format",
	Truncated:    "the input ends within the record",
	WrongType:    "the value is of another type",
	OutOfRange:   "the type cannot hold the value",
	Encoding:     "the string is not UTF-8",
	TooLong:      "the record is too long",
	TooDeep:      "the record is nested too deeply",
	FieldCount:   "the record has a wrong number of fields",
	Checksum:     "the checksum is wrong",
	Compression:  "the compressed data is damaged or too large",
	Codec:        "there is no library for the compression",
	Version:      "the magic of the batch is not 2; Kafka before 0.11 wrote 0 and 1",
	BadHeader:    "the header is at fault or does not name the field",
	ValueTooLong: "the string is too long",
}

func (r Reason) String() string {
	if text, ok := reasons[r]; ok {
		return text
	}
	return "unknown reason"
}

// Reject is a record, or a value in it, that was rejected.
type Reject struct {
	// Record is its number, from 0, since the decoder was made or Reset.
	Record uint64
	// Offset is the first byte at fault, counted since the decoder was made or Reset; of DecodeRows,
	// counted from the beginning of the row.
	Offset uint64
	// Field is the index of the field; -1 if it is not about one.
	Field  int
	Reason Reason
}

// Counts is what a decoder has seen since it was made or Reset.
type Counts struct {
	Bytes           uint64 // consumed
	Records         uint64 // those that were rejected included
	Rows            uint64 // in batches
	RejectedRecords uint64 // without a row, or with a row of nulls by DecodeRows
	RejectedValues  uint64 // null, in records that were not rejected
}

// Decoder turns input into batches. What is left of a record that was cut off is kept until its rest
// arrives. One goroutine at a time may use it. Close frees the memory at once; a Decoder that is not
// closed is freed some time after the garbage collector finds it.
type Decoder struct {
	use    use.Mark
	closed bool
	fields []Field
	names  []string
	native native // with a library
	plain  plain  // without one
}

// ErrFull is returned by Decode if the batch has all the rows that it may have.
var ErrFull = errors.New("ingest: the batch is full")

// open makes a decoder: own is what the fields of its format may have; create is a call of the library, or nil
// if it cannot do what is asked for; format is what the decoder is in Go.
func open(o *Options, fields []Field, own allowed, create func(*c.DecoderOptions, *c.Decoder, *c.Error) int32, format func(*plain) plainFormat) (*Decoder, error) {
	if err := check(o, fields, own); err != nil {
		return nil, err
	}
	d := &Decoder{fields: append([]Field(nil), fields...), names: make([]string, len(fields))}
	for i := range fields {
		d.names[i] = fields[i].name()
		d.fields[i].Name = d.names[i]
	}
	if c.Available && create != nil {
		if err := d.native.open(o, fields, create); err != nil {
			return nil, err
		}
		d.native.cleanup = runtime.AddCleanup(d, c.DecoderDestroy, d.native.handle)
		return d, nil
	}
	d.plain.open(o, fields, format)
	return d, nil
}

// isNative reports whether the decoder is the library's.
func (d *Decoder) isNative() bool { return d.native.handle != 0 }

// Fields returns the fields, each with the Name of its column.
func (d *Decoder) Fields() []Field { return append([]Field(nil), d.fields...) }

// Decode decodes the next piece of the input to rows of batch, which loses what it held. If last is
// true the input ends behind the piece; else a record that goes on is kept until its rest is given.
// How the input is cut into pieces changes neither rows nor rejects. After the end of the input the
// decoder must be Reset before it is given another one.
//
// It returns how many bytes of the piece were consumed. The error is nil if that is all of them.
// ErrFull says that the batch has Options.MaxRows rows: call again with the rest of the piece, which
// may be empty. Any other error is ErrClosed or a *sinew.Error: with Options.Stop, ErrCorrupt for the
// first fault, whose Offset is its place in the input; ErrOutOfMemory, after which the rest of the piece can
// be tried again; ErrMemoryLimit if the next record does not fit Options.MemoryLimit. The rows before it are
// in the batch. ErrInvalidArgument says that the piece is in memory of the batch, as Bytes of its columns
// are, and leaves both as they were.
func (d *Decoder) Decode(batch *sinew.Batch, piece []byte, last bool) (int, error) {
	d.use.Enter()
	defer d.use.Leave()
	if d.closed {
		return 0, sinew.ErrClosed
	}
	core := batch.Core()
	core.Use.Enter()
	defer core.Use.Leave()
	if d.isNative() {
		return d.native.decode(core, d.names, piece, last)
	}
	if core.HoldsBytes(piece) {
		return 0, fault.Held("in", "batch")
	}
	return d.plain.decode(core, d.names, piece, last)
}

// DecodeRows decodes every row of a column of strings as one record, to the row of batch with the same
// number: the values of Kafka records, for example. A null row, and one that is rejected, is null in
// every field. It is independent of the input of Decode, and has Counts and Rejects in common with it.
//
// The error is ErrClosed, or a *sinew.Error: ErrInvalidArgument for a column that is not of strings, or
// whose offsets run backwards or past the data, and for a column of batch itself; with Options.Stop, ErrCorrupt for the first fault,
// whose Offset is its row; ErrOverflow for 2^31 bytes of strings or more; ErrOutOfMemory.
func (d *Decoder) DecodeRows(batch *sinew.Batch, rows sinew.Column) error {
	d.use.Enter()
	defer d.use.Leave()
	if d.closed {
		return sinew.ErrClosed
	}
	core := batch.Core()
	core.Use.Enter()
	defer core.Use.Leave()
	if d.isNative() {
		return d.native.decodeRows(core, d.names, rows.View())
	}
	_, err := d.plain.decodeRows(core, d.names, rows, true)
	return err
}

// DecodeRecords is for the packages of this module, without a library: DecodeRows, but null rows and
// rejected records have no row, and the rows before a fault that ends the input are in the batch. It
// returns which of the rows have one there, good until the next call, and how many were consumed.
func (d *Decoder) DecodeRecords(batch *sinew.Batch, rows sinew.Column) ([]uint32, int, error) {
	d.use.Enter()
	defer d.use.Leave()
	if d.closed {
		return nil, 0, sinew.ErrClosed
	}
	core := batch.Core()
	core.Use.Enter()
	defer core.Use.Leave()
	n, err := d.plain.decodeRows(core, d.names, rows, false)
	return d.plain.kept, n, err
}

// Batches decodes all that r gives, from where the input so far ended, and yields the batches. They
// are one batch that is filled again and again: it is good until the next one. An error, of r or of
// Decode, comes last and alone: the rows before it have come without it, and its batch has none.
func (d *Decoder) Batches(r io.Reader) iter.Seq2[*sinew.Batch, error] {
	return func(yield func(*sinew.Batch, error) bool) {
		var batch sinew.Batch
		defer batch.Close()
		buffer := make([]byte, codec.ReadSize)
		for {
			n, readErr := codec.ReadFull(r, buffer)
			last := readErr == io.EOF
			for piece := buffer[:n]; ; {
				used, err := d.Decode(&batch, piece, last)
				piece = piece[used:]
				if batch.Len() > 0 && !yield(&batch, nil) {
					return
				}
				if err == ErrFull {
					continue
				}
				if err == nil && !last {
					err = readErr
				}
				if err != nil {
					batch.Core().Clear()
					yield(&batch, err)
					return
				}
				break
			}
			if last {
				return
			}
		}
	}
}

// Counts returns what the decoder has seen since it was made or Reset; zeros once closed.
func (d *Decoder) Counts() Counts {
	d.use.Enter()
	defer d.use.Leave()
	switch {
	case d.closed:
		return Counts{}
	case d.isNative():
		return d.native.counts()
	}
	return d.plain.stats()
}

// Rejects returns the first rejects, at most Options.MaxRejects, since the decoder was made or Reset.
func (d *Decoder) Rejects() []Reject {
	d.use.Enter()
	defer d.use.Leave()
	switch {
	case d.closed:
		return nil
	case d.isNative():
		return d.native.rejects()
	}
	return append([]Reject(nil), d.plain.rejects...)
}

// Reset forgets the input so far, its Counts and its Rejects, and keeps the memory. The error is
// ErrClosed or nil.
func (d *Decoder) Reset() error {
	d.use.Enter()
	defer d.use.Leave()
	switch {
	case d.closed:
		return sinew.ErrClosed
	case d.isNative():
		d.native.reset()
	default:
		d.plain.reset()
	}
	return nil
}

// Memory returns the bytes held; 0 once closed, and if the decoder is in Go.
func (d *Decoder) Memory() int {
	d.use.Enter()
	defer d.use.Leave()
	if d.closed || !d.isNative() {
		return 0
	}
	return d.native.memory()
}

// Close frees the decoder. Further calls return ErrClosed; closing again does nothing.
func (d *Decoder) Close() error {
	d.use.Enter()
	defer d.use.Leave()
	if d.closed {
		return nil
	}
	d.closed = true
	if d.isNative() {
		d.native.close()
	}
	d.plain = plain{}
	return nil
}
