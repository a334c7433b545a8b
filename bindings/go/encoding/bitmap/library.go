package bitmap

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Bits from which the library is faster than Go, the call included (Zen 5 with AVX-512, Go against the
// library: 2048 bits of whole words anded 49 ns against 42, counted 29 against 29, inverted 36 against
// 32; 512 bits from another bit on 40 against 46, 1024 bits 90 against 46; 192 bits from bools 29 against
// 25; 64 bits to bools 27 against 28; 192 bits to indices 55 against 33).
var (
	crossoverWords     = c.From(2048)
	crossoverShifted   = c.From(640)
	crossoverFromBools = c.From(192)
	crossoverToBools   = c.From(64)
	crossoverIndices   = c.From(128)
)

func combineC(dst, a []byte, aShift int, b []byte, bShift, count int, op operation) {
	from, other, to := unsafe.SliceData(a), unsafe.SliceData(b), unsafe.SliceData(dst)
	switch op {
	case opAnd:
		c.BitmapAnd(from, aShift, other, bShift, count, to)
	case opOr:
		c.BitmapOr(from, aShift, other, bShift, count, to)
	case opXor:
		c.BitmapXor(from, aShift, other, bShift, count, to)
	default:
		c.BitmapAndNot(from, aShift, other, bShift, count, to)
	}
}

func notC(dst, in []byte, shift, count int) {
	c.BitmapNot(unsafe.SliceData(in), shift, count, unsafe.SliceData(dst))
}

func countC(in []byte, shift, count int) int {
	return c.BitmapCount(unsafe.SliceData(in), shift, count)
}

func fromBoolsC(dst []byte, in []bool) {
	c.BitmapFromBytes((*byte)(unsafe.Pointer(unsafe.SliceData(in))), len(in), unsafe.SliceData(dst))
}

func toBoolsC(dst []bool, in []byte, shift, count int) {
	c.BitmapToBytes(unsafe.SliceData(in), shift, count, (*byte)(unsafe.Pointer(unsafe.SliceData(dst))))
}

func indicesC[T Index](out []T, in []byte, shift, count int) int {
	to := unsafe.Pointer(unsafe.SliceData(out))
	if unsafe.Sizeof(T(0)) == 4 {
		return c.BitmapToIndicesU32(unsafe.SliceData(in), shift, count, (*uint32)(to), len(out)).Written
	}
	return c.BitmapToIndicesU64(unsafe.SliceData(in), shift, count, (*uint64)(to), len(out)).Written
}
