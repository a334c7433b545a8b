package crc64

import (
	"encoding/binary"
	"sync"
)

// slices()[i][b] is what byte b, with i zero bytes behind it, adds to the register.
var slices = sync.OnceValue(func() *[8]Table {
	var s [8]Table
	s[0] = *nvmeTable
	for i := 1; i < len(s); i++ {
		for b, crc := range s[i-1] {
			s[i][b] = s[0][byte(crc)] ^ crc>>8
		}
	}
	return &s
})

// updateBySlices takes eight bytes at a time.
func updateBySlices(crc uint64, p []byte) uint64 {
	crc = ^crc
	if len(p) >= 16 {
		s := slices()
		for ; len(p) >= 8; p = p[8:] {
			crc ^= binary.LittleEndian.Uint64(p)
			crc = s[7][byte(crc)] ^ s[6][byte(crc>>8)] ^ s[5][byte(crc>>16)] ^ s[4][byte(crc>>24)] ^
				s[3][byte(crc>>32)] ^ s[2][byte(crc>>40)] ^ s[1][byte(crc>>48)] ^ s[0][crc>>56]
		}
	}
	for _, b := range p {
		crc = nvmeTable[byte(crc)^b] ^ crc>>8
	}
	return ^crc
}
