// Package bitpack packs and unpacks bits in Go, for short inputs and for builds without cgo.
package bitpack

import (
	"encoding/binary"
	"math"
	"math/bits"
	"unsafe"
)

// Value is an integer of 32 or 64 bits, taken for an unsigned one.
type Value interface {
	~int32 | ~uint32 | ~int64 | ~uint64
}

// BitsOf returns the width of T.
func BitsOf[T Value]() int { return 8 * int(unsafe.Sizeof(T(0))) }

// Size returns the bytes of count values; -1 if that overflows.
func Size(count, width int) int {
	hi, lo := bits.Mul64(uint64(count/8), uint64(width))
	size := lo + uint64((count%8*width+7)/8)
	if hi != 0 || size > math.MaxInt {
		return -1
	}
	return int(size)
}

func word[T Value](v T) uint64 {
	if unsafe.Sizeof(v) == 4 {
		return uint64(uint32(v))
	}
	return uint64(v)
}

// Mask returns the low bits set.
func Mask(width int) uint64 { return 1<<uint(width) - 1 }

// Or returns all values or-ed together.
func Or[T Value](in []T) uint64 {
	all := T(0)
	for _, v := range in {
		all |= v
	}
	return word(all)
}

// Pack packs values that fit width into Size bytes of out.
func Pack[T Value](out []byte, in []T, width int) {
	pending, filled := uint64(0), uint(0)
	for _, v := range in {
		w := word(v)
		pending |= w << filled
		filled += uint(width)
		if filled < 64 {
			continue
		}
		binary.LittleEndian.PutUint64(out, pending)
		out = out[8:]
		filled -= 64
		pending = w >> (uint(width) - filled)
		if filled == 0 {
			pending = 0
		}
	}
	for i := range (filled + 7) / 8 {
		out[i] = byte(pending >> (8 * i))
	}
}

// Unpack fills out with values of the given width. The bytes of in must hold them; more are welcome.
func Unpack[T Value](out []T, in []byte, width int) {
	if width == 0 {
		clear(out)
		return
	}
	mask := Mask(width)
	at, i := uint64(0), 0 // at counts bits
	if width <= 57 {
		for last := len(in) - 8; i < len(out) && int(at/8) <= last; i++ {
			out[i] = T(binary.LittleEndian.Uint64(in[at/8:]) >> (at % 8) & mask)
			at += uint64(width)
		}
	} else {
		for last := len(in) - 9; i < len(out) && int(at/8) <= last; i++ {
			from := in[at/8:][:9]
			// A shift by 64 gives 0.
			out[i] = T((binary.LittleEndian.Uint64(from)>>(at%8) | uint64(from[8])<<(64-at%8)) & mask)
			at += uint64(width)
		}
	}
	for ; i < len(out); i++ {
		v := uint64(0)
		from := in[at/8:]
		for k, b := range from[:min(len(from), 9)] {
			if k < 8 {
				v |= uint64(b) << (8 * k) >> (at % 8)
			} else {
				v |= uint64(b) << (64 - at%8)
			}
		}
		out[i] = T(v & mask)
		at += uint64(width)
	}
}
