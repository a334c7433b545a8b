package expression

import (
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// native is the library's expression of a text, made for the columns that it names alone.
type native struct {
	handle  c.Expression
	faults  uint64 // of the handle, once it is closed
	cleanup runtime.Cleanup
	failure c.Error
}

// open makes the handle, if there is none.
func (n *native) open(e *Expression) error {
	if n.handle != 0 {
		return nil
	}
	var pinner runtime.Pinner
	defer pinner.Unpin()
	columns := make([]c.ExpressionColumn, len(e.used)+1) // never none, to be pinned
	for i, column := range e.used {
		columns[i] = c.ExpressionColumn{Name: c.PinText(&pinner, e.columns[column].Name), Type: e.inputs[column].Type}
	}
	options := c.ExpressionOptions{
		Size:        int(unsafe.Sizeof(c.ExpressionOptions{})),
		Text:        c.PinText(&pinner, e.text),
		TextSize:    len(e.text),
		Columns:     &columns[0],
		ColumnCount: len(e.used),
	}
	pinner.Pin(options.Columns)
	if status := c.ExpressionCreate(&options, &n.handle, &n.failure); status != c.StatusOK {
		return fault.Of(status, &n.failure)
	}
	n.cleanup = runtime.AddCleanup(e, c.ExpressionDestroy, n.handle)
	return nil
}

func (n *native) close() {
	if n.handle == 0 {
		return
	}
	n.faults = c.ExpressionFaults(n.handle)
	n.cleanup.Stop()
	c.ExpressionDestroy(n.handle)
	n.handle = 0
}

// views returns the columns that the text names.
func (e *Expression) views() (views c.Columns) {
	for _, column := range e.used {
		views.Add(&e.inputs[column])
	}
	return views
}

func (n *native) filter(e *Expression, rows int, bitmap []byte) (count int, ok bool) {
	views := e.views()
	result := c.ExpressionFilter(n.handle, &views, rows, unsafe.SliceData(bitmap))
	runtime.KeepAlive(e)
	return result.Count, result.Status == c.StatusOK
}

func (n *native) evaluate(e *Expression, rows int, to *batch.Core) error {
	views := e.views()
	status := to.Fill(resultNames, func(batch c.Batch, failure *c.Error) int32 {
		return c.ExpressionEvaluate(n.handle, &views, rows, batch, failure)
	})
	runtime.KeepAlive(e)
	return fault.Of(status, to.Failure())
}

func (n *native) allFaults() uint64 {
	if n.handle == 0 {
		return n.faults
	}
	return c.ExpressionFaults(n.handle)
}

func (n *native) memory() int {
	if n.handle == 0 {
		return 0
	}
	return c.ExpressionMemory(n.handle)
}
