package sinew

import (
	"errors"
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// ErrNoLibrary: there is no library, and Go alone cannot do what was asked.
var ErrNoLibrary = errors.New("sinew: there is no library")

// EngineInfo says what computes in a program.
type EngineInfo struct {
	// Source is "linked" if the library is a part of the program, "installed" if it was found when the
	// program began, and "Go" if there is none and Go computes everything.
	Source string
	// Path is the file of an installed library.
	Path string
	// Version is that of the library, "major.minor.patch", or without one that of this module.
	Version string
	// Target is the SIMD target that the kernels run on, the best of this CPU, in the words of the
	// Highway library: "AVX3_DL", "AVX3", "AVX2", "SSE4" or "SCALAR" on x86-64; "SVE2_128", "SVE2",
	// "SVE_256", "SVE" or "NEON" on arm64. The environment variable SINEW_TARGET caps it. Results never
	// depend on it. Without a library it is "GO".
	Target string
	// Reason is why it is not better: why there is no library, or that SINEW_TARGET names no target of
	// it and caps nothing. It is "" if there is nothing to say.
	Reason string
}

// String returns everything in one line, for a log.
func (e EngineInfo) String() string {
	text := fmt.Sprintf("Sinew %s on %s, ", e.Version, e.Target)
	switch e.Source {
	case c.Installed:
		text += "from " + e.Path
	case c.Linked:
		text += "linked into the program"
	default:
		text += "in Go"
	}
	if e.Reason != "" {
		text += " (" + e.Reason + ")"
	}
	return text
}

// Engine says what computes in this program. It is settled before main begins:
//
//   - the library that is a part of the program, if it imports package native of the module
//     github.com/sinew-simd/sinew/bindings/go/native;
//   - else an installed one: libsinew.so.0, where the system looks for libraries;
//   - else Go.
//
// The environment variable SINEW_LIBRARY comes before all of them: a path, of a library that must be
// taken, without which the program ends with a panic at once; or "off" for Go. A library that is older
// than this module is not used.
func Engine() EngineInfo {
	e := EngineInfo{Source: c.Running.Source, Path: c.Running.Path, Version: c.HeaderVersion, Target: "GO", Reason: c.Running.Reason}
	if c.Available {
		e.Version, e.Target = c.Version(), c.Target()
		if c.TargetStatus() != c.StatusOK {
			e.Reason = "SINEW_TARGET names no target of this library"
		}
	}
	return e
}

// Require returns nil if there is a library, and else an error that is ErrNoLibrary and says why. A
// service that had better not start than run slowly calls it first.
func Require() error {
	if c.Available {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrNoLibrary, c.Running.Reason)
}

// KeepMemory sets how many bytes of freed memory the library keeps for the next objects, and returns how
// many it kept until now: 32 MiB at first. A negative number stands for all of it. The system hands out
// pages more slowly than a table fills them, so a program that makes and closes large objects in turn
// lets the library keep as much as one of them holds. Without a library it does nothing and returns 0.
func KeepMemory(bytes int) int {
	if !c.Available {
		return 0
	}
	return c.MemoryKeep(bytes)
}

// MemoryStats returns the memory that the library holds at this moment. Without a library it is zero:
// everything is on the Go heap then.
func MemoryStats() Memory {
	if !c.Available {
		return Memory{}
	}
	m := c.MemoryStats()
	return Memory{Current: uint64(m.Current), Peak: uint64(m.Peak), Blocks: uint64(m.Blocks)}
}
