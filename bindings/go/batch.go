package sinew

import (
	"fmt"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"text/tabwriter"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Batch is columns with names, all of the same length, that a call filled: results of a GROUP BY, or
// values of a dictionary. The zero Batch is empty and ready for use. Filled again, it keeps its
// memory for the new rows; in the long run filling allocates nothing.
//
// Its columns, and what Values and Bytes return of them, look at memory that may be the library's.
// They are good until the batch is filled again, closed, or unreachable: keep it, best with a
// deferred Close. One goroutine at a time may use a Batch. It must not be copied; calls that fill or close it panic
// if another such call has not ended.
type Batch struct{ core batch.Core }

// Len returns the number of rows.
func (b *Batch) Len() int { return b.core.Rows }

// NumColumns returns the number of columns.
func (b *Batch) NumColumns() int { return len(b.core.Columns) }

// Name returns the name of column i.
func (b *Batch) Name(i int) string { return b.core.Names[i] }

// Column returns column i, without a copy.
func (b *Batch) Column(i int) Column { return Column{b.core.Columns[i]} }

// Close frees the memory; the batch is empty then, and may be filled again. Without it the memory is
// freed some time after the garbage collector finds the batch.
func (b *Batch) Close() error {
	b.core.Use.Enter()
	defer b.core.Use.Leave()
	b.core.Close()
	return nil
}

// Core is for the packages of this module.
func (b *Batch) Core() *batch.Core { return &b.core }

// The most rows that String prints.
const printedRows = 20

// String returns the first rows as a table with the names and types of the columns.
func (b *Batch) String() string {
	var text strings.Builder
	table := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	line := func(cell func(i int) string) {
		cells := make([]string, b.NumColumns())
		for i := range cells {
			cells[i] = cell(i)
		}
		fmt.Fprintln(table, strings.Join(cells, "\t"))
	}
	line(b.Name)
	line(func(i int) string { return b.Column(i).Type().String() })
	for row := range min(b.Len(), printedRows) {
		line(func(i int) string { return b.Column(i).Literal(row) })
	}
	table.Flush()
	if more := b.Len() - printedRows; more > 0 {
		fmt.Fprintf(&text, "and %d more rows\n", more)
	}
	runtime.KeepAlive(b)
	return text.String()
}

// Literal returns row i as a Batch prints it: null, a string in quotes, a number, or a list of them.
func (col Column) Literal(i int) string {
	switch {
	case !col.Valid(i):
		return "null"
	case c.IsString(col.view.Type):
		return strconv.Quote(string(col.Bytes(i)))
	case c.IsList(col.view.Type):
		list := col.List(i)
		elements := make([]string, list.Len())
		for k := range elements {
			elements[k] = list.Literal(k)
		}
		return "[" + strings.Join(elements, ", ") + "]"
	}
	switch col.Type() {
	case Bool:
		return strconv.FormatBool(col.Bool(i))
	case Int8:
		return fmt.Sprint(Values[int8](col)[i])
	case Int16:
		return fmt.Sprint(Values[int16](col)[i])
	case Int32, Date32:
		return fmt.Sprint(Values[int32](col)[i])
	case Uint8:
		return fmt.Sprint(Values[uint8](col)[i])
	case Uint16:
		return fmt.Sprint(Values[uint16](col)[i])
	case Uint32:
		return fmt.Sprint(Values[uint32](col)[i])
	case Uint64:
		return fmt.Sprint(Values[uint64](col)[i])
	case Float32:
		return fmt.Sprint(Values[float32](col)[i])
	case Float64:
		return fmt.Sprint(Values[float64](col)[i])
	case Bytes16:
		return fmt.Sprintf("%x", Values[[16]byte](col)[i])
	}
	return fmt.Sprint(Values[int64](col)[i])
}

// Value is what Values returns.
type Value interface {
	~int | ~uint | ~int8 | ~uint8 | ~int16 | ~uint16 | ~int32 | ~uint32 | ~int64 | ~uint64 | ~float32 | ~float64 | ~[16]byte
}

// Values returns the values of a column of fixed width, without a copy; what stands for a null is not
// defined. Dates are int32, timestamps int64. It panics if the column's values are not kept as T.
func Values[T Value](col Column) []T {
	if !isKeptAs(col.view.Type, reflect.TypeFor[T]()) {
		panic(fmt.Sprintf("sinew: values of %v read as %v", col.Type(), reflect.TypeFor[T]()))
	}
	return column.Rows[T](&col.view)
}

func isKeptAs(kind int32, t reflect.Type) bool {
	switch kind {
	case c.TypeI8:
		return t.Kind() == reflect.Int8
	case c.TypeI16:
		return t.Kind() == reflect.Int16
	case c.TypeI32, c.TypeDate32:
		return t.Kind() == reflect.Int32 || t.Kind() == reflect.Int && t.Size() == 4
	case c.TypeI64, c.TypeTimestampS, c.TypeTimestampMS, c.TypeTimestampUS, c.TypeTimestampNS:
		return t.Kind() == reflect.Int64 || t.Kind() == reflect.Int && t.Size() == 8
	case c.TypeU8:
		return t.Kind() == reflect.Uint8
	case c.TypeU16:
		return t.Kind() == reflect.Uint16
	case c.TypeU32:
		return t.Kind() == reflect.Uint32 || t.Kind() == reflect.Uint && t.Size() == 4
	case c.TypeU64:
		return t.Kind() == reflect.Uint64 || t.Kind() == reflect.Uint && t.Size() == 8
	case c.TypeF32:
		return t.Kind() == reflect.Float32
	case c.TypeF64:
		return t.Kind() == reflect.Float64
	case c.TypeBytes16:
		return t.Kind() == reflect.Array
	}
	return false
}

// Valid reports whether row i is not null.
func (col Column) Valid(i int) bool {
	col.check(i)
	return col.view.Valid(i)
}

// Bytes returns row i of a column of strings, without a copy. It panics for a column of another type,
// and where the column's offsets are out of order.
func (col Column) Bytes(i int) []byte {
	col.check(i)
	var from, to int64
	switch c.OffsetWidth(col.view.Type) {
	case 4:
		offsets := column.OffsetsOf[int32](&col.view)
		from, to = int64(offsets[i]), int64(offsets[i+1])
	case 8:
		offsets := column.OffsetsOf[int64](&col.view)
		from, to = offsets[i], offsets[i+1]
	default:
		panic(fmt.Sprintf("sinew: %v read as strings", col.Type()))
	}
	return unsafe.Slice(col.view.Values, col.view.Size)[from:to:to]
}

// List returns the elements of row i of a column of lists, without a copy; of a null row there are none. It panics for
// a column of another type, and where the column's offsets are out of order.
func (col Column) List(i int) Column {
	col.check(i)
	elements := col.Elements().view
	var from, to int
	if c.HasWideLists(col.view.Type) {
		offsets := column.OffsetsOf[int64](&col.view)
		from, to = int(offsets[i]), int(offsets[i+1])
	} else {
		offsets := column.OffsetsOf[int32](&col.view)
		from, to = int(offsets[i]), int(offsets[i+1])
	}
	if from < 0 || to < from || to > elements.Count {
		panic(fmt.Sprintf("sinew: list %d is elements %d to %d of %d", i, from, to, elements.Count))
	}
	return Column{elements.Slice(from, to-from, c.Width(elements.Type), c.OffsetWidth(elements.Type))}
}

// Elements returns the elements of all rows of a column of lists, without a copy. It panics for a column of another
// type.
func (col Column) Elements() Column {
	if !c.IsList(col.view.Type) {
		panic(fmt.Sprintf("sinew: %v read as lists", col.Type()))
	}
	return Column{col.view.Elements()}
}

// Bool returns row i of a column of booleans. It panics for a column of another type.
func (col Column) Bool(i int) bool {
	col.check(i)
	if col.view.Type != c.TypeBool {
		panic(fmt.Sprintf("sinew: %v read as booleans", col.Type()))
	}
	return col.view.Bit(i) != 0
}

func (col *Column) check(i int) {
	if uint(i) >= uint(col.view.Count) {
		panic(fmt.Sprintf("sinew: row %d of %d", i, col.view.Count))
	}
}
