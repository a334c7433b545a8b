//go:build cgo

package xxh3

// Bytes from which a call of the library is at least as fast as the vector code here (Zen 5 with
// AVX-512: 16 KiB 129 ns against 124, 32 KiB 233 against 234, 64 KiB 456 against 469).
const crossover = 32 << 10
