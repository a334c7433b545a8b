// Package c holds every call into the C library, and nothing else: one Go function for each C
// entry, with Go's types in the signature. How the library is found is decided in link.go alone.
//
// The rules that keep a call cheap and safe:
//
//   - Every pointer parameter of a shim has a pointer-free type (const uint8_t*, not void*), so cgo
//     generates no run-time pointer check, and Go memory needs no pinning: cgo itself keeps the
//     arguments of a call alive and in place until it returns.
//   - The shims build the library's structs, which hold pointers, on the C stack.
//   - Handles travel as uintptr: they are C memory, of no interest to the garbage collector.
//   - The library keeps no pointer, calls nothing back and blocks on nothing: #cgo noescape and
//     nocallback say so, which leaves small buffers of the caller on its stack.
//   - Under the race detector each function reports the memory that C reads and writes for it.
//
// constants.go is generated from the same source as the C headers. Without cgo the package holds nothing
// else.
package c
