//go:build cgo

package sinew

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

// Version returns the version of the library that is loaded, "major.minor.patch"; without cgo, that
// of this module.
func Version() string { return c.Version() }

// Target returns the SIMD target that the kernels run on, the best of this CPU, in the words of
// the Highway library: "AVX3_DL", "AVX3", "AVX2", "SSE4" or "SCALAR" on x86-64; "SVE2_128",
// "SVE2", "SVE_256", "SVE" or "NEON" on arm64. The environment variable SINEW_TARGET caps it.
// Results never depend on it. Without cgo it is "GO".
func Target() string { return c.Target() }

// MemoryStats returns the memory that the library holds at this moment. Without cgo it is zero:
// everything is on the Go heap then.
func MemoryStats() Memory {
	current, peak, blocks := c.MemoryStats()
	return Memory{Current: current, Peak: peak, Blocks: blocks}
}
