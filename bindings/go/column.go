package sinew

import (
	"fmt"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Type is the type of a column's rows.
type Type int32

// The types of a column.
const (
	Bool    Type = c.TypeBool
	Int8    Type = c.TypeI8
	Int16   Type = c.TypeI16
	Int32   Type = c.TypeI32
	Int64   Type = c.TypeI64
	Uint8   Type = c.TypeU8
	Uint16  Type = c.TypeU16
	Uint32  Type = c.TypeU32
	Uint64  Type = c.TypeU64
	Float32 Type = c.TypeF32
	Float64 Type = c.TypeF64
	// Days since 1970-01-01.
	Date32 Type = c.TypeDate32
	// Time since 1970-01-01T00:00:00Z in seconds, milliseconds, microseconds and nanoseconds.
	TimestampS  Type = c.TypeTimestampS
	TimestampMS Type = c.TypeTimestampMS
	TimestampUS Type = c.TypeTimestampUS
	TimestampNS Type = c.TypeTimestampNS
	// 16 bytes that are not interpreted, such as a UUID.
	Bytes16 Type = c.TypeBytes16
	// Strings, whatever the width of their offsets. That they are UTF-8 is not checked.
	String Type = c.TypeString
	// Byte strings, whatever the width of their offsets.
	Binary Type = c.TypeBinary
)

// ListOf returns the type of lists of values of another type, whatever the width of their offsets. There are no lists
// of lists.
func ListOf(elements Type) Type { return Type(c.TypeList) + elements }

// Elements returns the type of the elements of lists; 0 if t is no type of lists.
func (t Type) Elements() Type { return Type(c.Canonical(c.Elements(int32(t)))) }

func (t Type) String() string {
	if name := c.NameOf(int32(t)); name != "" {
		return name
	}
	return fmt.Sprintf("Type(%d)", int32(t))
}

// Column is a view of rows in memory of the caller, in the layout of an Apache Arrow array
// (https://arrow.apache.org/docs/format/Columnar.html). Making one copies nothing and allocates
// nothing. The zero Column has no type and is of no use.
type Column struct{ view column.View }

// Int64s returns a column of the given values.
func Int64s[T ~int64](values []T) Column { return Column{column.Of(c.TypeI64, values)} }

// Uint64s returns a column of the given values.
func Uint64s[T ~uint64](values []T) Column { return Column{column.Of(c.TypeU64, values)} }

// Float64s returns a column of the given values.
func Float64s[T ~float64](values []T) Column { return Column{column.Of(c.TypeF64, values)} }

// Int8s returns a column of the given values.
func Int8s[T ~int8](values []T) Column { return Column{column.Of(c.TypeI8, values)} }

// Uint8s returns a column of the given values.
func Uint8s[T ~uint8](values []T) Column { return Column{column.Of(c.TypeU8, values)} }

// Int16s returns a column of the given values.
func Int16s[T ~int16](values []T) Column { return Column{column.Of(c.TypeI16, values)} }

// Uint16s returns a column of the given values.
func Uint16s[T ~uint16](values []T) Column { return Column{column.Of(c.TypeU16, values)} }

// Int32s returns a column of the given values.
func Int32s[T ~int32](values []T) Column { return Column{column.Of(c.TypeI32, values)} }

// Uint32s returns a column of the given values.
func Uint32s[T ~uint32](values []T) Column { return Column{column.Of(c.TypeU32, values)} }

// Float32s returns a column of the given values.
func Float32s[T ~float32](values []T) Column { return Column{column.Of(c.TypeF32, values)} }

// Bytes16s returns a column of the given values.
func Bytes16s[T ~[16]byte](values []T) Column { return Column{column.Of(c.TypeBytes16, values)} }

// Dates returns a column of days since 1970-01-01, of type Date32.
func Dates[T ~int32](days []T) Column { return Column{column.Of(c.TypeDate32, days)} }

// Timestamps returns a column of times since 1970-01-01T00:00:00Z in the unit of a type: TimestampS,
// TimestampMS, TimestampUS or TimestampNS. Another type panics.
func Timestamps[T ~int64](unit Type, times []T) Column {
	if unit < TimestampS || unit > TimestampNS {
		panic(fmt.Sprintf("sinew: %v is no type of timestamps", unit))
	}
	return Column{column.Of(int32(unit), times)}
}

// Bools returns a column of count booleans: row i is bit offset+i of bits, least significant bit of
// each byte first. It panics if there are fewer bits.
func Bools(bits []byte, offset, count int) Column {
	if offset < 0 || count < 0 || uint64(offset)+uint64(count) > uint64(len(bits))*8 {
		panic(fmt.Sprintf("sinew: %d booleans from bit %d of %d bytes", count, offset, len(bits)))
	}
	v := column.View{Type: c.TypeBool, Count: count}
	if count > 0 {
		v.Values, v.ValuesOffset = &bits[offset/8], offset%8
		v.Size = (offset%8 + count + 7) / 8
	}
	return Column{v}
}

// StringsOf returns a column of strings: string i is data[offsets[i]:offsets[i+1]], so there
// is one offset more than there are rows, or none for no rows. Offsets that run backwards or past
// the data are an error of the call that reads the column.
func StringsOf[Offset int32 | int64](offsets []Offset, data []byte) Column {
	return stringsOf(c.TypeString, c.TypeLargeString, offsets, data)
}

// BinaryOf is StringsOf for a column of type Binary.
func BinaryOf[Offset int32 | int64](offsets []Offset, data []byte) Column {
	return stringsOf(c.TypeBinary, c.TypeLargeBinary, offsets, data)
}

func stringsOf[Offset int32 | int64](narrow, wide int32, offsets []Offset, data []byte) Column {
	v := column.View{Type: narrow, Values: unsafe.SliceData(data), Size: len(data), Offsets: (*byte)(unsafe.Pointer(unsafe.SliceData(offsets)))}
	if unsafe.Sizeof(Offset(0)) == 8 {
		v.Type = wide
	}
	if len(offsets) > 0 {
		v.Count = len(offsets) - 1
	}
	return Column{v}
}

// With returns the column with its nulls: rows that validity says are not valid. It panics where
// the bitmap is shorter than the column.
func (col Column) With(validity Validity) Column {
	col.view.Validity, col.view.ValidityOffset = validity.Locate(col.view.Count)
	return col
}

// Len returns the number of rows.
func (col Column) Len() int { return col.view.Count }

// Type returns the type of the rows.
func (col Column) Type() Type { return Type(c.Canonical(col.view.Type)) }

// View is for the packages of this module; not a copy, which for a short column is a good part of
// the work.
func (col *Column) View() *column.View { return &col.view }

// Validity says which rows of a column are valid, that is, not null: bit Offset+i of Bits for row
// i, least significant bit first, as Apache Arrow has it. The zero Validity says that all rows are
// valid.
type Validity struct {
	Bits   []byte
	Offset int
}

// ValidityOf returns the bitmap of valid.
func ValidityOf(valid []bool) Validity {
	bits := make([]byte, (len(valid)+7)/8)
	for i, ok := range valid {
		if ok {
			bits[i/8] |= 1 << (i % 8)
		}
	}
	return Validity{Bits: bits}
}

// Valid reports whether row i is not null.
func (v Validity) Valid(i int) bool {
	bit := v.Offset + i
	return v.Bits == nil || v.Bits[bit/8]>>(bit%8)&1 != 0
}

// Locate is for the packages of this module: the byte that holds the bit of row 0, and which bit of
// it that is. It panics where the bitmap is shorter than rows.
func (v Validity) Locate(rows int) (*byte, int) {
	if v.Bits == nil {
		return nil, 0
	}
	if v.Offset < 0 || uint64(v.Offset)+uint64(rows) > uint64(len(v.Bits))*8 {
		panicShort(v, rows)
	}
	if rows == 0 {
		return nil, 0
	}
	return &v.Bits[v.Offset/8], v.Offset % 8
}

//go:noinline
func panicShort(v Validity, rows int) {
	panic(fmt.Sprintf("sinew: validity of %d bytes from bit %d for %d rows", len(v.Bits), v.Offset, rows))
}

// Strings holds byte strings end to end, the form in which a batch of them is one call. Appending
// copies; once grown, a Strings that is Reset and filled again allocates nothing. The zero Strings
// is empty and ready for use.
type Strings struct {
	offsets []int64
	data    []byte
}

// Append adds a string.
func (s *Strings) Append(v string) {
	s.data = append(s.data, v...)
	s.close()
}

// AppendBytes adds a string given as bytes.
func (s *Strings) AppendBytes(v []byte) {
	s.data = append(s.data, v...)
	s.close()
}

func (s *Strings) close() {
	if len(s.offsets) == 0 {
		s.offsets = append(s.offsets, 0)
	}
	s.offsets = append(s.offsets, int64(len(s.data)))
}

// Len returns the number of strings.
func (s *Strings) Len() int { return max(len(s.offsets)-1, 0) }

// At returns string i, which stays valid until the next Reset or Resize.
func (s *Strings) At(i int) []byte {
	from, to := s.offsets[i], s.offsets[i+1]
	return s.data[from:to:to]
}

// Column returns a view of all strings, valid until the next change.
func (s *Strings) Column() Column { return StringsOf(s.offsets, s.data) }

// Holds is for the packages of this module: whether rows of a column are in memory of s, which is written
// over when s is filled again.
func (s *Strings) Holds(v *column.View) bool { return batch.Shares(v, s.offsets, s.data) }

// Reset removes all strings and keeps the memory.
func (s *Strings) Reset() { s.offsets, s.data = s.offsets[:0], s.data[:0] }

// Resize makes room for count strings of size bytes in all and returns their offsets, one more than
// there are strings, and their bytes, for the caller to fill; what they hold before that is not
// defined. StringsOf says what makes them right.
func (s *Strings) Resize(count, size int) (offsets []int64, data []byte) {
	s.offsets = grow(s.offsets, count+1)
	s.data = grow(s.data, size)
	return s.offsets, s.data
}

func grow[T any](s []T, size int) []T {
	if cap(s) < size {
		return make([]T, size)
	}
	return s[:size]
}
