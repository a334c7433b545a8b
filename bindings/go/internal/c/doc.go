// Package c is the door to the C library: a Go function, constant or struct for each of C, under the
// C name as Go writes names, and the loader that finds the library. The headers of C say what they
// do. cgo.go, nocgo.go, constants.go, structs.go and sinew.h are generated from the same source as
// those headers.
//
// A program without a library runs on the Go code of the other packages. They ask Available, or have
// From say at which size a call begins to pay, and call nothing here otherwise.
//
// The rules that keep a call cheap and safe:
//
//   - A call goes through a table of pointers (table.h) that the loader has filled before any other
//     package is initialised.
//   - No parameter of a C shim has a type that cgo checks at run time: a pointer is one to numbers
//     (const uint8_t*, not void*), and a column is passed by value. Go memory needs no pinning: cgo
//     itself keeps the arguments of a call alive and in place until it returns.
//   - Handles travel as uintptr: they are C memory, of no interest to the garbage collector.
//   - The library keeps no pointer and blocks on nothing, and but for what drops a batch, whose owner
//     may be Go, calls nothing back: #cgo noescape and nocallback say so, which leaves small buffers
//     of the caller on its stack.
//   - Under the race detector each function notes the memory that C may read and write for it.
package c
