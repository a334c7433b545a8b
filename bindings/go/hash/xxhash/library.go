package xxhash

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

var (
	// Rows from which a batch in the library is faster than a loop here (Zen 5 with AVX-512: 16 words
	// 36 ns against 36, 32 words 40 against 71; 8 strings of 8 to 40 bytes, of lengths that do not
	// repeat, 130 ns against 149, 32 of them 173 against 548).
	crossoverWords   = c.From(16)
	crossoverStrings = c.From(8)
)
