// Package bitmap combines, counts and converts bitmaps in the layout of Arrow (docs/formats/bitmap.md):
// bit i is bit i%8 of byte i/8, the lowest one first. Slices start at any bit.
//
// Short bitmaps are handled in Go; the results are the same.
package bitmap

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// Slice is the Len bits of a bitmap from bit Offset on. Functions panic if Bits is too short for it.
type Slice struct {
	Bits        []byte
	Offset, Len int
}

// Size returns how many bytes a bitmap of count bits takes.
func Size(count int) int { return count/8 + (count%8+7)/8 }

// bytes returns the bytes from the one with the first bit on, and the place of that bit in it.
func (s Slice) bytes() ([]byte, int) {
	if s.Offset < 0 || s.Len < 0 || uint64(s.Offset)+uint64(s.Len) > 8*uint64(len(s.Bits)) {
		panic(fmt.Sprintf("bitmap: bits %d to %d of %d bytes", s.Offset, s.Offset+s.Len, len(s.Bits)))
	}
	return s.Bits[s.Offset/8:], s.Offset % 8
}

func checkOut(have, want int) {
	if have < want {
		fault.Length("bitmap", have, want)
	}
}

type operation int

const (
	opAnd operation = iota
	opOr
	opXor
	opAndNot
)

// And writes the bits that are set in both slices to dst, from bit 0 on: Size(a.Len) bytes, of which the
// unused bits of the last one become 0. dst may start where the Bits of a slice do; otherwise it must
// not overlap them. And panics if the slices differ in length or dst is too short.
func And(dst []byte, a, b Slice) { combine(dst, a, b, opAnd) }

// Or writes the bits that are set in at least one of the slices, in the way of And.
func Or(dst []byte, a, b Slice) { combine(dst, a, b, opOr) }

// Xor writes the bits that are set in exactly one of the slices, in the way of And.
func Xor(dst []byte, a, b Slice) { combine(dst, a, b, opXor) }

// AndNot writes the bits that are set in a and not in b, in the way of And.
func AndNot(dst []byte, a, b Slice) { combine(dst, a, b, opAndNot) }

func combine(dst []byte, a, b Slice, op operation) {
	if a.Len != b.Len {
		panic(fmt.Sprintf("bitmap: slices of %d and %d bits", a.Len, b.Len))
	}
	aBits, aShift := a.bytes()
	bBits, bShift := b.bytes()
	checkOut(len(dst), Size(a.Len))
	if a.Len >= crossoverWords || aShift|bShift != 0 && a.Len >= crossoverShifted {
		combineC(dst, aBits, aShift, bBits, bShift, a.Len, op)
	} else {
		combineGo(dst, aBits, aShift, bBits, bShift, a.Len, op)
	}
}

// Not writes the bits that are not set in s, in the way of And.
func Not(dst []byte, s Slice) {
	in, shift := s.bytes()
	checkOut(len(dst), Size(s.Len))
	if s.Len >= crossoverWords || shift != 0 && s.Len >= crossoverShifted {
		notC(dst, in, shift, s.Len)
	} else {
		notGo(dst, in, shift, s.Len)
	}
}

// Count returns how many bits are set.
func Count(s Slice) int {
	in, shift := s.bytes()
	if s.Len >= crossoverWords || shift != 0 && s.Len >= crossoverShifted {
		return countC(in, shift, s.Len)
	}
	return countGo(in, shift, s.Len)
}

// FromBools writes a bitmap to dst whose bit i is set if in[i] is true: Size(len(in)) bytes, of which
// the unused bits of the last one become 0. It panics if dst is too short.
func FromBools(dst []byte, in []bool) {
	checkOut(len(dst), Size(len(in)))
	if len(in) >= crossoverFromBools {
		fromBoolsC(dst, in)
	} else {
		fromBoolsGo(dst, in)
	}
}

// ToBools sets dst[i] to bit i of the slice. It panics if dst is shorter than the slice.
func ToBools(dst []bool, s Slice) {
	in, shift := s.bytes()
	checkOut(len(dst), s.Len)
	if s.Len >= crossoverToBools {
		toBoolsC(dst, in, shift, s.Len)
	} else {
		toBoolsGo(dst[:s.Len], in, shift)
	}
}

// Index is the type of an index. 32 bits are enough for slices of up to 1<<32 bits; AppendIndices panics
// for a longer one.
type Index interface{ ~uint32 | ~uint64 }

// AppendIndices appends the indices of the bits that are set, in rising order; index 0 is the first bit
// of the slice. Spare capacity of dst, up to s.Len elements of it, may be overwritten; if there is less,
// dst grows by as much as the indices need.
func AppendIndices[T Index](dst []T, s Slice) []T {
	in, shift := s.bytes()
	if unsafe.Sizeof(T(0)) == 4 && uint64(s.Len) > 1<<32 {
		panic(fmt.Sprintf("bitmap: indices of 32 bits for %d bits", s.Len))
	}
	if cap(dst)-len(dst) < s.Len {
		dst = slices.Grow(dst, Count(s))
	}
	out := dst[len(dst):min(cap(dst), len(dst)+s.Len)]
	if s.Len >= crossoverIndices {
		return dst[:len(dst)+indicesC(out, in, shift, s.Len)]
	}
	return dst[:len(dst)+indicesGo(out, in, shift, s.Len)]
}

// word returns count bits, at most 64, from byte i on.
func word(in []byte, shift, i, count int) uint64 {
	if from := in[i:]; len(from) >= 9 {
		// A shift by 64 gives 0.
		return (binary.LittleEndian.Uint64(from)>>shift | uint64(from[8])<<(64-shift)) & (1<<count - 1)
	}
	w := uint64(0)
	for k, b := range in[i : i+(shift+count+7)/8] {
		if k < 8 {
			w |= uint64(b) << (8 * k) >> shift
		} else {
			w |= uint64(b) << (64 - shift)
		}
	}
	return w & (1<<count - 1)
}

// store writes count bits; w has no others set.
func store(dst []byte, i, count int, w uint64) {
	if count == 64 {
		binary.LittleEndian.PutUint64(dst[i:], w)
		return
	}
	for k := range Size(count) {
		dst[i+k] = byte(w >> (8 * k))
	}
}

func combineGo(dst, a []byte, aShift int, b []byte, bShift, count int, op operation) {
	i := 0
	if aShift|bShift == 0 {
		i = count / 64 * 8
		combineWords(dst[:i], a[:i], b[:i], op)
	}
	for ; 8*i < count; i += 8 {
		n := min(count-8*i, 64)
		x, y := word(a, aShift, i, n), word(b, bShift, i, n)
		switch op {
		case opAnd:
			x &= y
		case opOr:
			x |= y
		case opXor:
			x ^= y
		default:
			x &^= y
		}
		store(dst, i, n, x)
	}
}

// combineWords takes slices of one length, a multiple of 8.
func combineWords(dst, a, b []byte, op operation) {
	le := binary.LittleEndian
	a, b = a[:len(dst)], b[:len(dst)]
	switch op {
	case opAnd:
		for i := 0; i+8 <= len(dst); i += 8 {
			le.PutUint64(dst[i:], le.Uint64(a[i:])&le.Uint64(b[i:]))
		}
	case opOr:
		for i := 0; i+8 <= len(dst); i += 8 {
			le.PutUint64(dst[i:], le.Uint64(a[i:])|le.Uint64(b[i:]))
		}
	case opXor:
		for i := 0; i+8 <= len(dst); i += 8 {
			le.PutUint64(dst[i:], le.Uint64(a[i:])^le.Uint64(b[i:]))
		}
	default:
		for i := 0; i+8 <= len(dst); i += 8 {
			le.PutUint64(dst[i:], le.Uint64(a[i:])&^le.Uint64(b[i:]))
		}
	}
}

func notGo(dst, in []byte, shift, count int) {
	i := 0
	if shift == 0 {
		for ; 8*i+64 <= count; i += 8 {
			binary.LittleEndian.PutUint64(dst[i:], ^binary.LittleEndian.Uint64(in[i:]))
		}
	}
	for ; 8*i < count; i += 8 {
		n := min(count-8*i, 64)
		store(dst, i, n, ^word(in, shift, i, n)&(1<<n-1))
	}
}

func countGo(in []byte, shift, count int) int {
	ones, i := 0, 0
	if shift == 0 {
		for ; 8*i+64 <= count; i += 8 {
			ones += bits.OnesCount64(binary.LittleEndian.Uint64(in[i:]))
		}
	}
	for ; 8*i < count; i += 8 {
		ones += bits.OnesCount64(word(in, shift, i, min(count-8*i, 64)))
	}
	return ones
}

func fromBoolsGo(dst []byte, in []bool) {
	for len(in) >= 8 {
		// Bools are bytes of 0 or 1: the product brings bit 8*k to bit 56+k.
		w := binary.LittleEndian.Uint64(unsafe.Slice((*byte)(unsafe.Pointer(&in[0])), 8))
		dst[0] = byte(w * 0x0102040810204080 >> 56)
		dst, in = dst[1:], in[8:]
	}
	if len(in) == 0 {
		return
	}
	last := byte(0)
	for k, b := range in {
		if b {
			last |= 1 << k
		}
	}
	dst[0] = last
}

func toBoolsGo(dst []bool, in []byte, shift int) {
	for i := 0; i < len(dst); i += 64 {
		n := min(len(dst)-i, 64)
		w := word(in, shift, i/8, n)
		to := dst[i : i+n]
		for k := range to {
			to[k] = w>>(k&63)&1 != 0
		}
	}
}

// indicesGo has room for the indices.
func indicesGo[T Index](out []T, in []byte, shift, count int) int {
	written := 0
	for i := 0; i < count; i += 64 {
		for w := word(in, shift, i/8, min(count-i, 64)); w != 0; w &= w - 1 {
			out[written] = T(i + bits.TrailingZeros64(w))
			written++
		}
	}
	return written
}
