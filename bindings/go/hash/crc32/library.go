package crc32

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

var (
	// Bytes from which the library is faster than what is here, the call included (Zen 5: 1536 bytes
	// 51 ns against 44, 1920 bytes 56 against 54, 2040 bytes 54 against 58).
	crossover = c.From(1920)
	// The same for the IEEE polynomial (Zen 5: 2048 bytes 54 ns against 51, 3072 bytes 71 against 75,
	// 8192 bytes 148 against 225).
	crossoverIEEE = c.From(3072)
)
