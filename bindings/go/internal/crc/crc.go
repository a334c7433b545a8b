// Package crc has the arithmetic behind combining CRCs: polynomials over GF(2) modulo that of the
// CRC, bit-reversed as the standard library's tables have them (the highest bit is x to the power of
// zero).
package crc

// Word is a CRC or its polynomial.
type Word interface{ ~uint32 | ~uint64 }

// Powers holds, for each bit of a length in bytes, what a CRC is multiplied by to move past that
// many zero bytes.
type Powers[W Word] [64]W

// PowersOf returns the powers of a polynomial.
func PowersOf[W Word](poly W) *Powers[W] {
	var powers Powers[W]
	power := eightBits[W]()
	for i := range powers {
		powers[i] = power
		power = times(power, power, poly)
	}
	return &powers
}

// Shift returns the CRC register after size zero bytes. It takes a product for each bit that is set
// in size.
func (p *Powers[W]) Shift(poly, crc W, size uint64) W {
	for i := 0; size != 0; i, size = i+1, size>>1 {
		if size&1 != 0 {
			crc = times(p[i], crc, poly)
		}
	}
	return crc
}

// Shift is the same without powers at hand: it takes up to two products for each bit of size.
func Shift[W Word](poly, crc W, size uint64) W {
	power := eightBits[W]()
	for {
		if size&1 != 0 {
			crc = times(power, crc, poly)
		}
		if size >>= 1; size == 0 {
			return crc
		}
		power = times(power, power, poly)
	}
}

func one[W Word]() W { return ^(^W(0) >> 1) }

func eightBits[W Word]() W { return one[W]() >> 8 }

// times multiplies without a branch, bit by bit of b from x to the power of zero on.
func times[W Word](a, b, poly W) W {
	var product W
	top := one[W]()
	for ; b != 0; b <<= 1 {
		product ^= a & -((b & top) / top)
		a = a>>1 ^ poly&-(a&1)
	}
	return product
}
