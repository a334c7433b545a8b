package ingest

import (
	"strconv"
	"strings"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// Protobuf says how messages of Protocol Buffers are read. The zero Protobuf is fine.
type Protobuf struct {
	Options
	// MaxDepth is the most messages on a path, and groups that are skipped, within each other and within
	// the record, up to 200; 0 is 100. A record with more is rejected.
	MaxDepth int
	// Defaults makes a field that a record does not have 0, false or empty, and not null; but one of type
	// Bytes16 is null all the same.
	Defaults bool
}

const (
	defaultProtobufDepth = 100
	mostProtobufDepth    = 200
	mostFieldNumber      = 1<<29 - 1
	protobufFlags        = c.FieldZigzag | c.FieldFixed | c.FieldFirst
)

// NewProtobuf returns a decoder of Protocol Buffers (https://protobuf.dev/programming-guides/encoding/), which
// needs no schema. Decode takes messages with their length in front, as protodelim writes them; a row of
// DecodeRows is one message without a length.
//
// The Path of a field is the numbers of fields from the record down, as in "1.3.2"; each but the last is that of
// a message. A message does not say which type its fields have, so the Type and the flags of the Field have to:
//
//	Bool                      bool
//	integers                  int32, uint32, enum; of 64 bits: int64, uint64
//	  with Zigzag             sint32, sint64
//	  with Fixed              fixed32, sfixed32; of 64 bits: fixed64, sfixed64
//	Float32, Float64          float, double
//	Date32                    as an integer of 32 bits: days
//	timestamps                as an integer of 64 bits, in the unit of Epoch
//	String                    string, which must be UTF-8
//	Binary                    bytes; also a message, as it is encoded
//	Bytes16                   bytes, 16 of them
//
// The last value of a field counts, or with First the first one; of lists (Field.List) all are elements. Messages with
// the same number are merged; numbers may be packed. A field without a value is null, a list without elements empty, and
// one with an element at fault null. Fields that are not wanted are skipped, and groups, too.
//
// A value of another wire type is WrongType; a number that its type cannot hold is OutOfRange. A message that
// breaks the rules is rejected as Syntax and skipped by its length; behind a length of more than ten bytes the rest
// of the input is skipped. docs/formats/protobuf.md says it all.
//
// The error is a *sinew.Error: ErrInvalidArgument for an option or a path that is not allowed, whose Offset is
// the index of the field; ErrMemoryLimit, ErrOutOfMemory.
func NewProtobuf(options Protobuf, fields ...Field) (*Decoder, error) {
	if err := options.check(fields); err != nil {
		return nil, err
	}
	format := c.ProtobufOptions{
		Size: int(unsafe.Sizeof(c.ProtobufOptions{})), MaxDepth: options.MaxDepth, Flags: when(options.Defaults, c.ProtobufDefaults),
	}
	return open(&options.Options, fields, allowed{flags: protobufFlags, lists: true}, func(o *c.DecoderOptions, out *c.Decoder, failure *c.Error) int32 {
		return c.ProtobufCreate(o, &format, out, failure)
	}, func(p *plain) plainFormat { return newPlainProtobuf(p, &options) })
}

func (o *Protobuf) maxDepth() int {
	if o.MaxDepth == 0 {
		return defaultProtobufDepth
	}
	return o.MaxDepth
}

func (o *Protobuf) check(fields []Field) error {
	if o.MaxDepth < 0 || o.MaxDepth > mostProtobufDepth {
		return fault.Invalid(0, "Protobuf.MaxDepth: %d is not from 0 to %d", o.MaxDepth, mostProtobufDepth)
	}
	for i := range fields {
		field := &fields[i]
		numbers := fieldNumbers(field.Path)
		kind := field.value()
		isInteger := kind >= sinew.Int8 && kind <= sinew.Uint64 || kind >= sinew.Date32 && kind <= sinew.TimestampNS
		isUnsigned := kind >= sinew.Uint8 && kind <= sinew.Uint64
		switch {
		case numbers == nil:
			return fault.Invalid(i, "fields[%d].Path: %q is not numbers of fields, as in 1.3.2", i, field.Path)
		case len(numbers)-1 > o.maxDepth():
			return fault.Invalid(i, "fields[%d].Path: %q is deeper than MaxDepth", i, field.Path)
		case field.Zigzag && field.Fixed:
			return fault.Invalid(i, "fields[%d]: Zigzag and Fixed exclude each other", i)
		case field.First && field.Type.Elements() != 0:
			return fault.Invalid(i, "fields[%d]: First has no meaning for lists", i)
		case (field.Zigzag || field.Fixed) && !isInteger || field.Zigzag && isUnsigned:
			return fault.Invalid(i, "fields[%d]: Zigzag or Fixed has no meaning for %v", i, field.Type)
		}
	}
	return nil
}

// fieldNumbers returns the numbers of a path, or nil if it is none.
func fieldNumbers(path string) []uint32 {
	var numbers []uint32
	for part := range strings.SplitSeq(path, ".") {
		number, err := strconv.ParseUint(part, 10, 32)
		if err != nil || number > mostFieldNumber || part[0] < '1' || part[0] > '9' {
			return nil
		}
		numbers = append(numbers, uint32(number))
	}
	return numbers
}
