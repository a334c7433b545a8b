package crc32

import "github.com/sinew-simd/sinew/bindings/go/internal/cpu"

// Up to here the CRC instruction in a plain loop beats the standard library, which has more to
// decide before it gets to it (Zen 5: 16 bytes 4.0 ns against 6.8, 128 bytes 8.6 against 10.5).
const short = 128

var hasShort = cpu.HasSSE42

//go:noescape
func updateShort(crc uint32, p *byte, n int) uint32
