package main

import (
	"math/rand/v2"

	"github.com/sinew-simd/sinew/bindings/go"
)

func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{7}).Read(b)
	return b
}

// byteUnit shows short inputs in time and long ones in speed.
func byteUnit(size int) (unit, float64) {
	if size < 1<<10 {
		return nanosecondsPer("call"), 1
	}
	return gigabytesPerSecond, float64(size)
}

// columnsOf returns the strings as an Arrow column with offsets of 64 bits.
func columnsOf(s *sinew.Strings) ([]int64, []byte) {
	offsets := []int64{0}
	var bytes []byte
	for i := range s.Len() {
		bytes = append(bytes, s.At(i)...)
		offsets = append(offsets, int64(len(bytes)))
	}
	return offsets, bytes
}
