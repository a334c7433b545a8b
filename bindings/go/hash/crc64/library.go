package crc64

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

// Bytes from which the library is faster than tables, the call included (Zen 5: 32 bytes
// 26 ns against 14, 64 bytes 26 against 28, 256 bytes 28 against 118).
var crossover = c.From(64)
