package combine

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

// Pairs from which a call of the library is faster than a loop here (Zen 5 with AVX-512: 16 pairs
// 34 ns against 33, 32 pairs 36 against 64).
var crossover = c.From(24)
