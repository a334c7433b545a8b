package highwayhash

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

// state is v0, v1, mul0 and mul1, of four lanes each.
type state [16]uint64

// How often the state is permuted at the end.
const (
	rounds64  = 4
	rounds128 = 6
	rounds256 = 10
)

// The digits of pi where mul0 and mul1 start.
var initial = [8]uint64{
	0xdbe6d5d5fe4cce2f, 0xa4093822299f31d0, 0x13198a2e03707344, 0x243f6a8885a308d3,
	0x3bd39e10cb0ef593, 0xc0acf169b5f18a8c, 0xbe5466cf34e90c6c, 0x452821e638d01377,
}

func start(s *state, key *[Size]byte) {
	for i := range 4 {
		word := binary.LittleEndian.Uint64(key[8*i:])
		s[i] = initial[i] ^ word
		s[4+i] = initial[4+i] ^ bits.RotateLeft64(word, 32)
		s[8+i], s[12+i] = initial[i], initial[4+i]
	}
}

// hashGo absorbs n bytes, and then, if rounds is not 0, less than a packet at their end and so
// many permutations.
func hashGo(s *state, p *byte, n, rounds int) {
	data := unsafe.Slice(p, n)
	for ; len(data) >= Size; data = data[Size:] {
		s.update(binary.LittleEndian.Uint64(data), binary.LittleEndian.Uint64(data[8:]),
			binary.LittleEndian.Uint64(data[16:]), binary.LittleEndian.Uint64(data[24:Size]))
	}
	if len(data) > 0 {
		s.absorbLast(data)
	}
	for range rounds {
		s.update(bits.RotateLeft64(s[2], 32), bits.RotateLeft64(s[3], 32), bits.RotateLeft64(s[0], 32), bits.RotateLeft64(s[1], 32))
	}
}

// absorbLast absorbs the last 1 to 31 bytes.
func (s *state) absorbLast(data []byte) {
	n := len(data)
	for i := range 4 {
		s[i] += uint64(n)<<32 | uint64(n)
		v1 := s[4+i]
		s[4+i] = uint64(bits.RotateLeft32(uint32(v1>>32), n))<<32 | uint64(bits.RotateLeft32(uint32(v1), n))
	}
	var packet [Size]byte
	rest := n % 4
	copy(packet[:], data[:n-rest])
	if n >= 16 {
		copy(packet[28:], data[n-4:])
	} else if rest > 0 {
		packet[16], packet[17], packet[18] = data[n-rest], data[n-rest+rest/2], data[n-1]
	}
	s.update(binary.LittleEndian.Uint64(packet[:]), binary.LittleEndian.Uint64(packet[8:]),
		binary.LittleEndian.Uint64(packet[16:]), binary.LittleEndian.Uint64(packet[24:]))
}

func (s *state) update(p0, p1, p2, p3 uint64) {
	s[4] += s[8] + p0
	s[5] += s[9] + p1
	s[6] += s[10] + p2
	s[7] += s[11] + p3
	for i := range 4 {
		s[8+i] ^= uint64(uint32(s[4+i])) * (s[i] >> 32)
		s[i] += s[12+i]
		s[12+i] ^= uint64(uint32(s[i])) * (s[4+i] >> 32)
	}
	low, high := zipperMerge(s[4], s[5])
	s[0] += low
	s[1] += high
	low, high = zipperMerge(s[6], s[7])
	s[2] += low
	s[3] += high
	low, high = zipperMerge(s[0], s[1])
	s[4] += low
	s[5] += high
	low, high = zipperMerge(s[2], s[3])
	s[6] += low
	s[7] += high
}

// zipperMerge brings bytes 3, 12, 2, 5, 14, 1, 15, 0 and 11, 4, 10, 13, 9, 6, 8, 7 of two lanes into
// this order.
func zipperMerge(v0, v1 uint64) (low, high uint64) {
	low = (v0&0xff000000|v1&0xff00000000)>>24 | (v0&0xff0000000000|v1&0xff000000000000)>>16 |
		v0&0xff0000 | v0&0xff00<<32 | v1&0xff00000000000000>>8 | v0<<56
	high = (v1&0xff000000|v0&0xff00000000)>>24 | v1&0xff0000 | v1&0xff0000000000>>16 | v1&0xff00<<24 |
		v0&0xff000000000000>>8 | v1&0xff<<48 | v0&0xff00000000000000
	return low, high
}

func (s *state) sum64() uint64 { return s[0] + s[4] + s[8] + s[12] }

func (s *state) sum128() (low, high uint64) {
	return s[0] + s[8] + s[6] + s[14], s[1] + s[9] + s[7] + s[15]
}

// put256 reduces each 256 bits of the sums, a polynomial over GF(2), modulo x^128 + x^2 + x.
func (s *state) put256(sum *[Size]byte) {
	for i := 0; i < 4; i += 2 {
		a0, a1 := s[i]+s[8+i], s[i+1]+s[9+i]
		b0, b1 := s[4+i]+s[12+i], (s[5+i]+s[13+i])&(1<<62-1)
		binary.LittleEndian.PutUint64(sum[8*i:], a0^b0<<1^b0<<2)
		binary.LittleEndian.PutUint64(sum[8*i+8:], a1^(b1<<1|b0>>63)^(b1<<2|b0>>62))
	}
}
