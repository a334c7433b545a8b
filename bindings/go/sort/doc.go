// Package sort sorts values, and finds the order of the rows of columns.
//
// Sort is slices.Sort for numbers. What slices lacks is beside it: Indices, which says where the values
// in order stand and leaves them where they are; the first ones of the order without the rest, as in
// the top ten; Select, the k-th value; and Rows, the order of rows by several columns of any types,
// each ascending or descending, with nulls last or first.
//
// # Order
//
// Numbers, dates and times go by value. Of floats -0.0 is before 0.0, and NaN is greater than every
// number, so it is last, or first in descending order; slices.Sort has it first. false is before true.
// Strings and [16]byte go byte by byte. Nulls are behind all values, or before them if asked, whether
// these ascend or descend. Rows that are the same stay in their order: every sort here is stable.
//
// # Speed
//
// Below a few dozen values slices.Sort does the work, or the like of it for rows. Above, it is a radix
// sort of the library, in which each value takes about the same time however many there are and however
// they lie. Values that are in order already are left as they are. It takes memory off the Go heap of
// the size of the values while it runs; if there is none, Go does the work.
package sort
