// Package expression compiles filters and computed columns, as texts of a small typed language, and
// evaluates them over batches of columns.
//
//	e, err := expression.Compile("distance > 1000 and origin in ('JFK', 'LGA')", expression.ColumnsOf(batch)...)
//	...
//	defer e.Close()
//	rows, err := e.Select(nil, batch)
//
// The language has SQL's operators and nulls, functions of strings, dates and timestamps, and casts;
// docs/expressions.md has its grammar. An error says at which byte of the text, and what was expected
// there. What cannot be computed, such as a division by zero or an integer that does not fit 64 bits, is
// null, and Faults counts it.
//
// Filter and Evaluate allocate nothing once they have seen as many rows. Without a library all of it runs in
// Go, a block of rows at a time, with the same values, faults and errors; so do short batches, where that is
// faster, and texts that name more than 16 columns.
package expression
