package ingest

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Field is a value of each record that becomes a column.
type Field struct {
	// Path says where the value is; each format says how.
	Path string
	// Name is that of the column; "" is the Path.
	Name string
	// Type is that of the column. A value of another type, or one that the type cannot hold, is a
	// fault. Protocol Buffers and JSON also have lists, sinew.ListOf.
	Type sinew.Type
	// Epoch is the unit of timestamps that are written as numbers since 1970-01-01T00:00:00Z:
	// time.Second, time.Millisecond, time.Microsecond or time.Nanosecond. 0 is the unit of the Type.
	Epoch time.Duration
	// Zigzag says that integers are sint32 or sint64 of Protocol Buffers, Fixed that they are fixed32, fixed64,
	// sfixed32 or sfixed64.
	Zigzag, Fixed bool
	// First takes the first one of several values that a message of Protocol Buffers has, and not the last.
	First bool
	// Raw takes the text of a JSON value as it is in the record, whatever value it is: of an object or array all
	// of it, of a string with its quotes. The Type is String or Binary.
	Raw bool
}

// Strings is a Field of strings. One that is not UTF-8 is a fault; Binaries takes any bytes.
func Strings(path string) Field { return Field{Path: path, Type: sinew.String} }

// Binaries is a Field of byte strings.
func Binaries(path string) Field { return Field{Path: path, Type: sinew.Binary} }

// Int64s is a Field of integers.
func Int64s(path string) Field { return Field{Path: path, Type: sinew.Int64} }

// Uint64s is a Field of integers that are not negative.
func Uint64s(path string) Field { return Field{Path: path, Type: sinew.Uint64} }

// Float64s is a Field of floats.
func Float64s(path string) Field { return Field{Path: path, Type: sinew.Float64} }

// Bools is a Field of booleans.
func Bools(path string) Field { return Field{Path: path, Type: sinew.Bool} }

// Timestamps is a Field of times, of type TimestampS, TimestampMS, TimestampUS or TimestampNS.
func Timestamps(path string, unit sinew.Type) Field { return Field{Path: path, Type: unit} }

// As returns the field with another name for its column.
func (f Field) As(name string) Field {
	f.Name = name
	return f
}

// List returns the field as one of lists: all values that a record has of it, in a row. sinew.Column.List reads them.
func (f Field) List() Field {
	f.Type = sinew.ListOf(f.Type)
	return f
}

// value returns the type of one value: of lists, that of an element.
func (f *Field) value() sinew.Type {
	if elements := f.Type.Elements(); elements != 0 {
		return elements
	}
	return f.Type
}

func (f *Field) name() string {
	if f.Name != "" {
		return f.Name
	}
	return f.Path
}

// flags returns the flags of the field in C.
func (f *Field) flags() (uint32, error) {
	flags := when(f.Zigzag, c.FieldZigzag) | when(f.Fixed, c.FieldFixed) | when(f.First, c.FieldFirst) | when(f.Raw, c.FieldRaw)
	switch f.Epoch {
	case 0:
		return flags, nil
	case time.Second:
		return flags | c.FieldEpochS, nil
	case time.Millisecond:
		return flags | c.FieldEpochMS, nil
	case time.Microsecond:
		return flags | c.FieldEpochUS, nil
	case time.Nanosecond:
		return flags | c.FieldEpochNS, nil
	}
	return 0, fmt.Errorf("an Epoch of %v is not a unit", f.Epoch)
}

// FieldsOf returns the fields that a struct type names: each exported field with a tag of the given
// key becomes one, whose Path is the tag up to its first comma, and whose Type is that of the Go
// type. The Path is one of the format: dots in a tag, or a '/' at its beginning, lead into an object. Fields
// without such a tag, with the tag "-", or with no Path before the comma are left out: the name of a field in
// Go is never used. What stands behind the comma is ignored, but for zigzag, fixed and first, which set the
// flags of that name for Protocol Buffers, and raw, which a json.RawMessage, or a pointer to one, has without
// saying so.
//
//	type Flight struct {
//		Origin string `json:"origin"`
//		Delay  int64  `json:"delay"`
//	}
//	fields := ingest.FieldsOf[Flight]("json")
//
// Strings, []byte, booleans, integers, floats, [16]byte, time.Time (as TimestampNS) and pointers to
// them have a Type; a slice of them is a List. It panics for any other type, and if T is not a struct.
func FieldsOf[T any](tag string) []Field {
	of := reflect.TypeFor[T]()
	if of.Kind() != reflect.Struct {
		panic(fmt.Sprintf("ingest: FieldsOf of %v, which is not a struct", of))
	}
	var fields []Field
	for i := range of.NumField() {
		member := of.Field(i)
		path, options, _ := strings.Cut(member.Tag.Get(tag), ",")
		if path == "" || path == "-" || !member.IsExported() {
			continue
		}
		kind := typeOf(member.Type)
		if kind == 0 {
			panic(fmt.Sprintf("ingest: FieldsOf: %v.%s has the type %v, for which there is no column", of, member.Name, member.Type))
		}
		field := Field{Path: path, Type: kind, Raw: strings.TrimPrefix(member.Type.String(), "*") == "json.RawMessage"}
		for option := range strings.SplitSeq(options, ",") {
			field.Zigzag = field.Zigzag || option == "zigzag"
			field.Fixed = field.Fixed || option == "fixed"
			field.First = field.First || option == "first"
			field.Raw = field.Raw || option == "raw"
		}
		fields = append(fields, field)
	}
	return fields
}

var kinds = map[reflect.Kind]sinew.Type{
	reflect.Bool: sinew.Bool, reflect.String: sinew.String,
	reflect.Int: sinew.Int64, reflect.Int8: sinew.Int8, reflect.Int16: sinew.Int16, reflect.Int32: sinew.Int32, reflect.Int64: sinew.Int64,
	reflect.Uint: sinew.Uint64, reflect.Uint8: sinew.Uint8, reflect.Uint16: sinew.Uint16, reflect.Uint32: sinew.Uint32, reflect.Uint64: sinew.Uint64,
	reflect.Float32: sinew.Float32, reflect.Float64: sinew.Float64,
}

func typeOf(of reflect.Type) sinew.Type {
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	switch of {
	case reflect.TypeFor[time.Time]():
		return sinew.TimestampNS
	case reflect.TypeFor[[16]byte]():
		return sinew.Bytes16
	}
	if of.Kind() == reflect.Slice {
		if of.Elem().Kind() == reflect.Uint8 {
			return sinew.Binary
		}
		if elements := typeOf(of.Elem()); elements != 0 && elements.Elements() == 0 {
			return sinew.ListOf(elements)
		}
		return 0
	}
	return kinds[of.Kind()]
}
