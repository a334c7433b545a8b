//go:build cgo

package xxh3

// Bytes from which a call of the library is faster than the vector code here (Zen 5 with AVX-512:
// 16 KiB 125 ns against 122, 24 KiB 176 against 181, 64 KiB 459 against 492).
const crossover = 24 << 10
