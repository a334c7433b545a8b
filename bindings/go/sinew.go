// Package sinew is the common ground of the Go bindings of Sinew, a library of SIMD kernels:
// columns, errors, and what there is to know about the library itself. The kernels are in packages
// of their own:
//
//   - hash/xxh3, hash/xxhash, hash/murmur3, hash/highwayhash, hash/blake3, hash/crc32 and hash/crc64
//     hash bytes and columns, with the API of the packages whose place they take;
//   - hash/kafka, hash/jump and hash/rendezvous choose a partition, a bucket or a node for each row,
//     and hash/combine makes one hash of several columns;
//   - encoding/base64, encoding/hex, encoding/utf8, encoding/utf16 and encoding/json handle text;
//   - encoding/varint, encoding/delta, encoding/bitpack, encoding/streamvbyte and encoding/alp pack
//     columns of numbers, encoding/parquet as Parquet does, encoding/dictionary any column by its
//     distinct values, and encoding/bitmap handles bitmaps;
//   - aggregate reduces columns, and groups rows by a key.
//
// # Cost of a call
//
// The kernels are C++, called through cgo in the same process, which costs 40 to 80 ns a call.
// The packages know their break-even points: below them they compute in Go, so that no input is
// slower than the Go code it replaces. Batches are contiguous columns ([]int64, or bytes and
// offsets in Strings), not slices of slices: a whole batch is one call, without a copy and without
// an allocation.
//
// # Without cgo
//
// With CGO_ENABLED=0 every package works and gives the same results, bit for bit, in plain Go;
// Target then returns "GO".
//
// # Rules that hold everywhere
//
// Functions are safe for concurrent use; a value with methods that change it (a Strings, a
// GroupBy) serves one goroutine at a time. The memory of an argument must not change during a call
// and is not referred to after it. Mismatched lengths are a bug of the caller and panic, as a slice
// index does; everything that depends on data is an error, an *Error where it comes from the
// library.
package sinew

// Memory is how much memory the library holds, outside of the Go heap, for all its live objects.
type Memory struct {
	// Bytes held now, and the most ever held at once.
	Current, Peak uint64
	// Blocks held now.
	Blocks uint64
}
