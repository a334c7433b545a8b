package c

import "github.com/sinew-simd/sinew/bindings/go/internal/column"

// View is a sinew_column.
type View = column.View

// Columns are the columns of one batch.
type Columns struct {
	columns [GroupByMaxColumns]View
	count   int
}

// Add appends a column; at most GroupByMaxColumns.
func (c *Columns) Add(view *View) {
	c.columns[c.count] = *view
	c.count++
}
