package c

import "github.com/sinew-simd/sinew/bindings/go/internal/column"

// View is a sinew_column.
type View = column.View

// MaxColumns is the most columns of one call.
const MaxColumns = GroupByMaxColumns

// Columns are the columns of one batch.
type Columns struct {
	columns [MaxColumns]View
	count   int
}

// Add appends a column; at most MaxColumns.
func (c *Columns) Add(view *View) {
	c.columns[c.count] = *view
	c.count++
}
