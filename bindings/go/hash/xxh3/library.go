package xxh3

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

var (
	// Rows from which a batch in the library is faster than a loop here (Zen 5 with AVX-512: 16 words
	// 33 ns against 41; 16 strings of 8 to 40 bytes, of lengths that do not repeat, 116 ns against 120,
	// 32 of them 153 against 231).
	crossoverWords   = c.From(16)
	crossoverStrings = c.From(16)
)
