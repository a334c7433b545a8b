// Package sinew has what the Go bindings of Sinew, a library of SIMD kernels, share: columns, errors,
// and what there is to know about the library itself. The kernels are in packages of their own. Those
// under hash and encoding have the API of the packages that they replace, if there is one: changing an
// import is enough. Package aggregate reduces columns, and groups rows by a key. The map
// docs/README.md lists all packages.
//
// # Cost of a call
//
// The kernels are C++, called through cgo in the same process, which costs 40 to 80 ns a call.
// The packages know their break-even points: below them they compute in Go, so that no input is
// slower than the Go code it replaces. Batches are contiguous columns ([]int64, or bytes and
// offsets in Strings), not slices of slices: a whole batch is one call, without a copy and without
// an allocation.
//
// # Without a library
//
// A program without a library, or built with CGO_ENABLED=0, works and gives the same results, bit for
// bit, in plain Go. Engine says what computes, and Require is for programs that want the library.
//
// # Rules that hold everywhere
//
// Functions are safe for concurrent use; a value with methods that change it (a Strings, a
// GroupBy) serves one goroutine at a time. The memory of an argument must not change during a call
// and is not referred to after it. Mismatched lengths are a bug of the caller and panic, as a slice
// index does; everything that depends on data is an error, an *Error if it comes from the
// library.
package sinew

// Memory is how much memory the library holds, outside of the Go heap, for all its live objects.
type Memory struct {
	// Bytes held now, and the most ever held at once.
	Current, Peak uint64
	// Blocks held now.
	Blocks uint64
}
