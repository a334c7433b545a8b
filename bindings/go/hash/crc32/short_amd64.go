package crc32

import "github.com/sinew-simd/sinew/bindings/go/internal/cpu"

// Up to here the CRC instruction in a plain loop beats the standard library, which has more to
// decide before it gets to it (Zen 5: 16 bytes 4 ns against 6).
const short = 64

var hasShort = cpu.HasSSE42

//go:noescape
func updateShort(crc uint32, p *byte, n int) uint32
