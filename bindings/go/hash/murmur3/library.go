package murmur3

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

var (
	// Rows from which a batch in the library is faster than a loop here (Zen 5 with AVX-512, strings
	// of 8 to 40 bytes: 4 of them 103 ns against 81, 16 of them 95 against 330).
	crossoverStrings = c.From(6)
	crossoverValues  = c.From(16)
)
