package crc32

import "github.com/sinew-simd/sinew/bindings/go/internal/cpu"

// Up to here the CRC instruction, in three places at once from 160 bytes on, beats the standard
// library (Zen 5: 128 bytes 7.1 ns against 11.3, 256 bytes 8.7 against 18, 1024 bytes 27 against 38,
// 1536 bytes 44 against 56).
const short = 2047

var hasShort = cpu.HasSSE42 && cpu.HasPCLMULQDQ

// shifts[n] is x^(64n-33) modulo the polynomial, lowest bit last: what moves a checksum past n
// words. The CRC instruction multiplies by x^32 as it reduces, and a product of bit-reversed
// numbers is by x off.
var shifts = func() (table [2*(short/24) + 1]uint32) {
	var word [8]byte
	if !hasShort {
		return table
	}
	table[1] = 1
	for n := 2; n < len(table); n++ {
		table[n] = ^updateShort(^table[n-1], &word[0], len(word))
	}
	return table
}()

//go:noescape
func updateShort(crc uint32, p *byte, n int) uint32
