//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_memory_stats
#cgo nocallback sinew_memory_stats
*/
import "C"

// Version returns the version of the library that is loaded.
func Version() string { return C.GoString(C.sinew_version()) }

// Target returns the name of the SIMD target that the library runs on.
func Target() string { return C.GoString(C.sinew_target()) }

// MemoryStats returns the bytes held now, the most ever held at once, and the blocks held now.
func MemoryStats() (current, peak, blocks uint64) {
	m := C.sinew_memory_stats()
	return uint64(m.current), uint64(m.peak), uint64(m.blocks)
}
