package kafka

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

var (
	// Rows from which a batch in the library is faster than a loop here (Zen 5 with AVX-512, strings
	// of 8 to 40 bytes: 4 of them 123 ns against 115, 6 of them 93 against 149).
	crossoverStrings = c.From(5)
	crossoverValues  = c.From(16)
)
