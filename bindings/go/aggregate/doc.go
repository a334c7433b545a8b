// Package aggregate reduces columns of numbers, and groups rows by keys.
//
// # Reductions
//
// Count, Sum, Min, Max and Mean take a slice of int64, uint64 or float64, or of types made of them; the
// forms whose name ends in Valid take a validity bitmap too; so do quantiles. None allocates. Slices of up to about
// a hundred elements are reduced in Go, at about the speed of a plain loop; longer ones by Sinew's
// kernels, which run at the speed of the memory: ten times a plain loop's from a thousand elements
// on, and more with nulls.
//
// # Group by
//
// A GroupBy takes batches of rows (key columns and value columns) and keeps, for each group of rows
// that are equal in every key column, the aggregates that were asked for. With the library its state is
// off the Go heap: the garbage collector has nothing to scan however many groups there are. A memory
// limit makes a key space that explodes an error instead of a crash. A call costs less than a tenth of a
// microsecond besides the rows themselves, so a batch pays from a few dozen rows on; thousands of rows
// are best.
//
// Goroutines, processes and machines can share the rows: Parallel does that within a program, and
// AppendEncoded, MergeEncoded and Decode pass groups on as bytes.
//
// # Numbers
//
// The results are the same on every machine, with and without cgo, bit for bit:
//
//   - Sums of integers are exact: if the true sum does not fit, the result is an error, or null in a
//     GroupBy, never a number that wrapped around. Only the final sum counts, not what comes on the
//     way.
//   - Sum of float64s adds row i to partial sum i mod 32, nulls left out, then the partial sums
//     pairwise: j+16 to j, j+8 to j, and so on. (It is more accurate than a plain loop, and need not
//     equal it.) The sum of a group in a GroupBy is a plain loop in the order of the rows.
//   - Minimum and maximum of float64s are those of Go's min and max: NaN if any value is, and -0 is
//     less than 0.
//   - Integers of any width are added in 64 bits, float32s as float64s, booleans as 0 and 1.
//   - A mean is the exact sum of integers rounded to a float64, or the sum of float64s, divided by
//     the count.
//   - A NaN result is always the quiet NaN 0x7FF8000000000000.
package aggregate
