package expression

import (
	"fmt"
	"strings"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/encoding/bitmap"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
	"github.com/sinew-simd/sinew/bindings/go/internal/use"
)

// Column is a column that a text may name. Strings and byte strings may have offsets of either width.
type Column struct {
	Name string
	Type sinew.Type
}

// ColumnsOf returns the names and types of a batch's columns.
func ColumnsOf(batch *sinew.Batch) []Column {
	columns := make([]Column, batch.NumColumns())
	for i := range columns {
		columns[i] = Column{batch.Name(i), batch.Column(i).Type()}
	}
	return columns
}

// Expression is a compiled text. One goroutine at a time may use it; others compile their own. Close
// frees its memory at once; an Expression that is not closed is freed some time after the garbage
// collector finds it.
type Expression struct {
	use     use.Mark
	closed  bool
	text    string
	columns []Column
	used    []int         // columns that the text names
	inputs  []column.View // of the call at hand, those that the text names
	bitmap  []byte        // of Select
	native  native        // with a library
	plain   plain
}

// Compile compiles a text over columns, of which it need not name all; of two with one name the first
// counts. The error is a *sinew.Error, ErrInvalidArgument: Offset is the byte of the text at fault, and
// Message says what was expected there, as in "at byte 12: expected a number, found string 'x'"; or there
// are too many columns, or one with a zero byte in its name or of an unknown type. Or it is
// ErrOutOfMemory.
func Compile(text string, columns ...Column) (*Expression, error) {
	if err := check(text, columns); err != nil {
		return nil, err
	}
	compiled, err := compileProgram(text, columns)
	if err != nil {
		return nil, err
	}
	e := &Expression{text: text, columns: append([]Column(nil), columns...), inputs: make([]column.View, len(columns))}
	e.plain.program = compiled
	for i, isUsed := range compiled.uses {
		if isUsed {
			e.used = append(e.used, i)
			e.inputs[i].Type = c.WithWideOffsets(int32(columns[i].Type)) // as in batches
		}
	}
	if e.pays(fromRows) {
		if err := e.native.open(e); err != nil {
			return nil, err
		}
	}
	return e, nil
}

func check(text string, columns []Column) error {
	if len(text) > c.ExpressionMaxSize {
		return fault.Invalid(c.ExpressionMaxSize, "text: %d bytes are more than %d", len(text), c.ExpressionMaxSize)
	}
	if len(columns) > c.ExpressionMaxColumns {
		return fault.Invalid(0, "columns: %d are more than %d", len(columns), c.ExpressionMaxColumns)
	}
	for i, column := range columns {
		if c.NameOf(int32(column.Type)) == "" {
			return fault.Invalid(i, "columns[%d]: there is no %v", i, column.Type)
		}
		if strings.IndexByte(column.Name, 0) >= 0 {
			return fault.Invalid(i, "columns[%d]: a zero byte in Name", i)
		}
	}
	return nil
}

// Rows from which the library is faster than Go.
const crossover = 128

var fromRows = c.From(crossover)

// pays reports whether the library computes so many rows. A call takes few columns; a text that names
// more of them is evaluated in Go.
func (e *Expression) pays(rows int) bool {
	return c.Available && rows >= fromRows && len(e.used) <= c.MaxColumns
}

// Type returns the type of the values: Bool, Int64, Uint64, Float64, Date32, one of the timestamps, String
// or Binary.
func (e *Expression) Type() sinew.Type {
	switch e.plain.kind {
	case c.TypeLargeString:
		return sinew.String
	case c.TypeLargeBinary:
		return sinew.Binary
	}
	return sinew.Type(e.plain.kind)
}

// Uses reports whether the text names column i: only those need to be there for Filter and Evaluate.
func (e *Expression) Uses(i int) bool { return e.plain.uses[i] }

// Filter sets bit i of bitmap, least significant bit of each byte first, if the expression is true for row
// i of the batch, and clears it if it is false or null; it returns how many are set. Unused bits of
// the last byte become 0. It panics if bitmap is shorter than (batch.Len()+7)/8 bytes.
//
// The batch has a column for each of Compile's, in their order and of their types. The error is a
// *sinew.Error, ErrInvalidArgument, if it has not, if the offsets of strings run backwards or past the
// data, or if Type is not Bool; or it is ErrClosed.
func (e *Expression) Filter(bitmap []byte, batch *sinew.Batch) (int, error) {
	return e.filter(bitmap, source{batch: batch})
}

// FilterColumns is Filter of columns, which panics if those that the text names are not of one length.
func (e *Expression) FilterColumns(bitmap []byte, columns ...sinew.Column) (int, error) {
	return e.filter(bitmap, source{columns: columns})
}

// Select appends the numbers of the rows of the batch for which the expression is true, from 0, and
// otherwise is Filter.
func (e *Expression) Select(rows []uint32, batch *sinew.Batch) ([]uint32, error) {
	e.use.Enter()
	defer e.use.Leave()
	size := bitmap.Size(batch.Len())
	if cap(e.bitmap) < size {
		e.bitmap = make([]byte, size)
	}
	if _, err := e.filterInUse(e.bitmap[:size], source{batch: batch}); err != nil {
		return rows, err
	}
	return bitmap.AppendIndices(rows, bitmap.Slice{Bits: e.bitmap[:size], Len: batch.Len()}), nil
}

// Evaluate makes to one column, "value", of the expression's values for the rows of from, which must be
// another batch. Nulls are 0 or empty strings, and not valid. The batches are as in Filter, and so are
// the errors; ErrOutOfMemory, too. If there is one, to is as it was.
func (e *Expression) Evaluate(to, from *sinew.Batch) error {
	return e.evaluate(to, source{batch: from})
}

// EvaluateColumns is Evaluate of columns; one that the text names and that is in memory of to is
// ErrInvalidArgument. It panics if those that the text names are not of one length.
func (e *Expression) EvaluateColumns(to *sinew.Batch, columns ...sinew.Column) error {
	return e.evaluate(to, source{columns: columns})
}

func (e *Expression) filter(bits []byte, from source) (int, error) {
	e.use.Enter()
	defer e.use.Leave()
	return e.filterInUse(bits, from)
}

func (e *Expression) filterInUse(bits []byte, from source) (count int, err error) {
	rows, err := e.take(from)
	if err != nil {
		return 0, err
	}
	defer e.forget(from)
	if e.Type() != sinew.Bool {
		return 0, fault.Invalid(0, "the expression has type %v and not Bool", e.Type())
	}
	size := bitmap.Size(rows)
	if len(bits) < size {
		fault.Length("expression", len(bits), size)
	}
	if e.pays(rows) {
		if err := e.native.open(e); err != nil {
			return 0, err
		}
		if count, ok := e.native.filter(e, rows, bits[:size]); ok {
			return count, nil
		}
	}
	if err := e.checkStrings(); err != nil {
		return 0, err
	}
	return e.plain.filter(e.inputs, rows, bits[:size]), nil
}

func (e *Expression) evaluate(batch *sinew.Batch, from source) error {
	e.use.Enter()
	defer e.use.Leave()
	rows, err := e.take(from)
	if err != nil {
		return err
	}
	defer e.forget(from)
	to := batch.Core()
	to.Use.Enter()
	defer to.Use.Leave()
	if from.batch == batch {
		return fault.Invalid(0, "to: the batch that is read")
	}
	for _, i := range e.used {
		if to.Holds(&e.inputs[i]) {
			return fault.Held(fmt.Sprintf("columns[%d]", i), "batch")
		}
	}
	pays := e.pays(rows)
	if pays {
		if err := e.native.open(e); err != nil {
			return err
		}
		if err = e.native.evaluate(e, rows, to); err == nil {
			return nil
		}
	}
	if err := e.checkStrings(); err != nil {
		return err
	}
	if pays {
		return err
	}
	e.plain.evaluate(e.inputs, rows, to)
	return nil
}
