package xxh3

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

// Bytes from which a call of the library is faster than the vector code here (Zen 5 with AVX-512:
// 16 KiB 125 ns against 122, 24 KiB 176 against 181, 64 KiB 459 against 492).
var crossover = c.From(24 << 10)
