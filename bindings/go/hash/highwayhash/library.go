package highwayhash

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

// library reports whether a call of the library is faster than what is here: at every size, on CPUs
// for which there is no vector code here (Zen 5, the library with SSE4: 8 B 44 ns against 128 in
// portable Go, 1 KiB 121 against 658).
func library() bool { return !vector && c.Available }
