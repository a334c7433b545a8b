//go:build !cgo

package sinew

// Version returns the version of the library that is loaded, "major.minor.patch"; without cgo, that
// of this module.
func Version() string { return "0.1.0" }

// Target returns the SIMD target that the kernels run on. Without cgo it is "GO".
func Target() string { return "GO" }

// MemoryStats returns the memory that the library holds at this moment. Without cgo it is zero:
// everything is on the Go heap then.
func MemoryStats() Memory { return Memory{} }
