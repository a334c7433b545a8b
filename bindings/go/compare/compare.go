// Package compare compares the rows of columns with constants and with one another.
//
// The result is a bitmap, bit i%8 of byte i/8 for row i: 1 if the row is in the relation, 0 if it is not
// or is null. sinew.Bools(bits, 0, rows) makes a column of it, which package filter and the aggregates
// take as a filter.
//
// Numbers and times are in their own order. Floats compare as in Go: -0.0 equals 0.0, and NaN is unequal to
// everything, itself included, and neither less nor greater. false is less than true. Strings, and 16 bytes,
// compare byte by byte.
//
// Functions panic if columns have different types or lengths, or if a bitmap is too short for the rows.
// Below some dozen rows Go does the work; the results are the same.
package compare

import (
	"bytes"
	"cmp"
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// Relation is one between a value and another.
type Relation int32

const (
	Equal        Relation = c.RelationEqual
	NotEqual     Relation = c.RelationNotEqual
	Less         Relation = c.RelationLess
	LessEqual    Relation = c.RelationLessEqual
	Greater      Relation = c.RelationGreater
	GreaterEqual Relation = c.RelationGreaterEqual
)

func (r Relation) String() string {
	if r < Equal || r > GreaterEqual {
		return fmt.Sprintf("Relation(%d)", int32(r))
	}
	return [...]string{"=", "<>", "<", "<=", ">", ">="}[r-Equal]
}

// Number is what Values takes: integers, floats and the types made of them.
type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64
}

// Values writes a bit for each value: whether it is in the relation to the constant. Behind the last one, the
// bits of its byte become 0.
func Values[T Number](bits []byte, values []T, relation Relation, constant T) {
	check(relation, "bits", bits, len(values))
	if len(values) < crossover {
		packRows(bits, len(values), func(row int) bool { return holds(relation, values[row], constant) })
		return
	}
	kind := c.TypeOf[T]()
	in, other := column.Of(kind, values), column.Of(kind, []T{constant})
	columnsNative(bits, nil, &in, relation, &other)
}

// Columns writes a bit for each row of in: whether it is in the relation to the same row of other, or to its only
// one, if it has just one. Both are of one type, which is any but lists; strings may differ in their offsets, and
// compare with binary strings. A bit of validity, which may be nil, is 1 if neither row is null. Behind the last
// row, the bits of its byte become 0.
//
// The error, ErrInvalidArgument, is offsets of strings that run backwards or past the data, with the row as Offset;
// then nothing is written.
func Columns(bits, validity []byte, in sinew.Column, relation Relation, other sinew.Column) error {
	a, b := in.View(), other.View()
	check(relation, "bits", bits, a.Count)
	if validity != nil {
		check(relation, "validity", validity, a.Count)
	}
	if !alike(a.Type, b.Type) || b.Count != a.Count && b.Count != 1 {
		panicDifferent(a, b)
	}
	if a.Count == 0 && b.Count == 0 {
		return nil
	}
	if a.Count >= crossover && columnsNative(bits, validity, a, relation, b) {
		return nil
	}
	return columnsGo(bits, validity, *a, relation, *b)
}

//go:noinline
func panicDifferent(a, b *column.View) {
	panic(fmt.Sprintf("compare: %d rows of type %v with %d of type %v", a.Count, sinew.Type(a.Type), b.Count, sinew.Type(b.Type)))
}

// alike reports whether columns of both types can be compared.
func alike(a, b int32) bool {
	if c.IsList(a) || c.IsList(b) {
		return false
	}
	return a == b || c.IsString(a) && c.IsString(b)
}

func check(relation Relation, name string, bits []byte, rows int) {
	if relation < Equal || relation > GreaterEqual {
		panic(fmt.Sprintf("compare: %v is none", relation))
	}
	if size := c.BitmapSize(rows); len(bits) < size {
		panic(fmt.Sprintf("compare: %s of length %d, %d needed", name, len(bits), size))
	}
}

func packRows(bits []byte, rows int, test func(row int) bool) {
	clear(bits[:c.BitmapSize(rows)])
	for row := range rows {
		if test(row) {
			bits[row/8] |= 1 << (row % 8)
		}
	}
}

func holds[T cmp.Ordered](relation Relation, a, b T) bool {
	switch relation {
	case Equal:
		return a == b
	case NotEqual:
		return a != b
	case Less:
		return a < b
	case LessEqual:
		return a <= b
	case Greater:
		return a > b
	}
	return a >= b
}

// columnsGo has views of its own, because the functions that it makes hold on to them.
func columnsGo(bits, validity []byte, a column.View, relation Relation, b column.View) error {
	for _, v := range []*column.View{&a, &b} {
		if width := c.OffsetWidth(v.Type); width != 0 {
			if row, ok := v.CheckStrings(width); !ok {
				return fault.Strings(row)
			}
		}
	}
	other := func(row int) int { return row }
	if b.Count != a.Count {
		other = func(int) int { return 0 }
	}
	valid := func(row int) bool { return a.Valid(row) && b.Valid(other(row)) }
	test := tester(&a, relation, &b)
	packRows(bits, a.Count, func(row int) bool { return valid(row) && test(row, other(row)) })
	if validity != nil {
		packRows(validity, a.Count, valid)
	}
	return nil
}

// tester returns whether a row of a is in the relation to one of b.
func tester(a *column.View, relation Relation, b *column.View) func(x, y int) bool {
	switch a.Type {
	case c.TypeBool:
		return func(x, y int) bool { return holds(relation, a.Bit(x), b.Bit(y)) }
	case c.TypeI8:
		return testerOf[int8](a, relation, b)
	case c.TypeI16:
		return testerOf[int16](a, relation, b)
	case c.TypeI32, c.TypeDate32:
		return testerOf[int32](a, relation, b)
	case c.TypeU8:
		return testerOf[uint8](a, relation, b)
	case c.TypeU16:
		return testerOf[uint16](a, relation, b)
	case c.TypeU32:
		return testerOf[uint32](a, relation, b)
	case c.TypeU64:
		return testerOf[uint64](a, relation, b)
	case c.TypeF32:
		return testerOf[float32](a, relation, b)
	case c.TypeF64:
		return testerOf[float64](a, relation, b)
	case c.TypeBytes16, c.TypeString, c.TypeBinary, c.TypeLargeString, c.TypeLargeBinary:
		at, of := textOf(a), textOf(b)
		return func(x, y int) bool { return holds(relation, bytes.Compare(at(x), of(y)), 0) }
	}
	return testerOf[int64](a, relation, b)
}

func testerOf[T cmp.Ordered](a *column.View, relation Relation, b *column.View) func(x, y int) bool {
	values, others := column.Rows[T](a), column.Rows[T](b)
	return func(x, y int) bool { return holds(relation, values[x], others[y]) }
}

// textOf returns the bytes of a row.
func textOf(v *column.View) func(row int) []byte {
	switch c.OffsetWidth(v.Type) {
	case 4:
		return func(row int) []byte { return column.TextAt[int32](v, row) }
	case 8:
		return func(row int) []byte { return column.TextAt[int64](v, row) }
	}
	values := column.Rows[[16]byte](v)
	return func(row int) []byte { return values[row][:] }
}
