package pipeline

import (
	"errors"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/encoding/bitmap"
	"github.com/sinew-simd/sinew/bindings/go/expression"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// formula is an expression, with the memory for what it gives.
type formula struct {
	compiled *expression.Expression
	over     int    // how many columns
	faults   uint64 // of all calls so far
	bits     []byte
	rows     []uint32
	result   sinew.Batch
}

// compile compiles the text of a step over the columns so far.
func compile(what, text string, columns []expression.Column) (*formula, error) {
	if len(text) > c.ExpressionMaxSize {
		return nil, fault.Invalid(c.ExpressionMaxSize, "%s: %d bytes are more than %d", what, len(text), c.ExpressionMaxSize)
	}
	compiled, err := expression.Compile(text, columns...)
	var e *sinew.Error
	if errors.As(err, &e) {
		return nil, &sinew.Error{Status: e.Status, Offset: e.Offset, Message: what + ": " + e.Message}
	}
	if err != nil {
		return nil, err
	}
	return &formula{compiled: compiled, over: len(columns)}, nil
}

// choose returns the rows for which the formula is true, which are good until the next call, and the
// operations at fault.
func (f *formula) choose(columns []sinew.Column) ([]uint32, uint64, error) {
	count := columns[0].Len()
	f.bits = append(f.bits, make([]byte, max((count+7)/8-len(f.bits), 0))...)
	bits := f.bits[:(count+7)/8]
	if _, err := f.compiled.FilterColumns(bits, columns[:f.over]...); err != nil {
		return nil, 0, err
	}
	f.rows = bitmap.AppendIndices(f.rows[:0], bitmap.Slice{Bits: bits, Len: count})
	return f.rows, f.newFaults(), nil
}

// compute returns the formula of each row, good until the next call, and the operations at fault.
func (f *formula) compute(columns []sinew.Column) (sinew.Column, uint64, error) {
	if err := f.compiled.EvaluateColumns(&f.result, columns[:f.over]...); err != nil {
		return sinew.Column{}, 0, err
	}
	return f.result.Column(0), f.newFaults(), nil
}

func (f *formula) newFaults() uint64 {
	before := f.faults
	f.faults = f.compiled.Faults()
	return f.faults - before
}
