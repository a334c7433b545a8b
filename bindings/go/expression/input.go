package expression

import (
	"fmt"
	"runtime"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// source is where the columns of a call are: in a batch, or alone.
type source struct {
	batch   *sinew.Batch
	columns []sinew.Column
}

func (s *source) count() int {
	if s.batch != nil {
		return s.batch.NumColumns()
	}
	return len(s.columns)
}

func (s *source) view(i int) *column.View {
	if s.batch != nil {
		return &s.batch.Core().Columns[i]
	}
	return s.columns[i].View()
}

// take makes the columns of a call that the text names the inputs, and returns how many rows they have.
func (e *Expression) take(from source) (rows int, err error) {
	if e.closed {
		return 0, sinew.ErrClosed
	}
	if from.count() != len(e.columns) {
		return 0, fault.Invalid(0, "columns: %d, but Compile was given %d", from.count(), len(e.columns))
	}
	switch {
	case from.batch != nil:
		rows = from.batch.Len()
	case len(e.used) > 0:
		rows = from.view(e.used[0]).Count
	case len(e.columns) > 0:
		rows = from.view(0).Count
	}
	for _, i := range e.used {
		view := from.view(i)
		if want := int32(e.columns[i].Type); c.WithWideOffsets(view.Type) != c.WithWideOffsets(want) {
			return 0, fault.Invalid(i, "columns[%d]: of type %v, but Compile was given %v", i, sinew.Type(view.Type), e.columns[i].Type)
		}
		if view.Count != rows {
			panicLength(i, view.Count, rows)
		}
		e.inputs[i] = *view
	}
	return rows, nil
}

//go:noinline
func panicLength(i, have, want int) {
	panic(fmt.Sprintf("expression: column %d has %d rows, another one has %d", i, have, want))
}

// forget drops the columns of a call. Until then their batch is kept: it may be nobody else's, and the
// columns are views of memory that the collector does not see.
func (e *Expression) forget(from source) {
	for _, i := range e.used {
		e.inputs[i] = column.View{}
	}
	runtime.KeepAlive(from.batch)
}

// checkStrings returns the error of the first row of strings whose offsets are wrong.
func (e *Expression) checkStrings() error {
	for _, i := range e.used {
		view := &e.inputs[i]
		width := c.OffsetWidth(view.Type)
		if width == 0 {
			continue
		}
		if row, ok := view.CheckStrings(width); !ok {
			return fault.Invalid(row, "columns[%d]: offsets that run backwards or past the data", i)
		}
	}
	return nil
}

// Faults returns how many operations of all calls so far gave null because their result does not exist or
// does not fit: divisions by zero and overflows of integers, dates and timestamps.
func (e *Expression) Faults() uint64 {
	e.use.Enter()
	defer e.use.Leave()
	return e.plain.faults + e.native.allFaults()
}

// Memory returns the bytes that the library holds for the expression.
func (e *Expression) Memory() int {
	e.use.Enter()
	defer e.use.Leave()
	return e.native.memory()
}

// Close frees the expression. Filter and the like return ErrClosed then; closing again does nothing.
func (e *Expression) Close() error {
	e.use.Enter()
	defer e.use.Leave()
	e.closed = true
	e.native.close()
	e.plain.close()
	e.bitmap = nil
	return nil
}
