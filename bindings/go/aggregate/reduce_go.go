package aggregate

import (
	"math"
	"math/bits"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// The reductions in Go: what short slices take, and all of them without cgo. `from` has no bits
// where every row is valid; row i has bit `bit` + i.

type bitmap struct {
	bits *byte
	bit  uint8
}

func (b bitmap) valid(row int) bool {
	if b.bits == nil {
		return true
	}
	at := uint(b.bit) + uint(row)
	return *(*byte)(unsafe.Add(unsafe.Pointer(b.bits), at/8))>>(at%8)&1 != 0
}

func countGo(b bitmap, rows int) int {
	count := 0
	for i := range rows {
		if b.valid(i) {
			count++
		}
	}
	return count
}

// int128 is a sum of int64s; 2^63 of them do not overflow it.
type int128 struct {
	hi int64
	lo uint64
}

func (s *int128) add(x int64) { s.addWide(int128{x >> 63, uint64(x)}) }

func (s *int128) addWide(x int128) {
	lo, carry := bits.Add64(s.lo, x.lo, 0)
	s.lo = lo
	s.hi += x.hi + int64(carry)
}

// narrow returns the sum as an int64, or that it does not fit.
func (s int128) narrow() (int64, bool) { return int64(s.lo), s.hi == int64(s.lo)>>63 }

// float returns the sum rounded to the nearest float64, ties to even.
func (s int128) float() float64 {
	hi, lo := uint64(s.hi), s.lo
	if s.hi < 0 {
		var borrow uint64
		lo, borrow = bits.Sub64(0, lo, 0)
		hi = -hi - borrow
	}
	f := float64(lo)
	if hi != 0 {
		// The top 64 bits, with all that is below them in the last: it is far below the 53 that a
		// float64 keeps, and there decides between a tie and more than that.
		shift := 64 - bits.LeadingZeros64(hi)
		top := hi<<(64-shift) | lo>>shift
		if lo<<(64-shift) != 0 {
			top |= 1
		}
		f = math.Ldexp(float64(top), shift)
	}
	if s.hi < 0 {
		return -f
	}
	return f
}

func sumI64Go(values []int64, b bitmap) (int64, int, int32) {
	var sum int128
	count := len(values)
	for i, x := range values {
		if b.valid(i) {
			sum.add(x)
		} else {
			count--
		}
	}
	if narrow, ok := sum.narrow(); ok {
		return narrow, count, c.StatusOK
	}
	return 0, count, c.StatusOverflow
}

func sumU64Go(values []uint64, b bitmap) (uint64, int, int32) {
	var hi, lo, carry uint64
	count := len(values)
	for i, x := range values {
		if b.valid(i) {
			lo, carry = bits.Add64(lo, x, 0)
			hi += carry
		} else {
			count--
		}
	}
	if hi != 0 {
		return 0, count, c.StatusOverflow
	}
	return lo, count, c.StatusOK
}

const lanes = 32

func sumF64Go(values []float64, b bitmap) (float64, int) {
	var sums [lanes]float64
	count := len(values)
	if b.bits == nil {
		rest := values
		for ; len(rest) >= lanes; rest = rest[lanes:] {
			block := (*[lanes]float64)(rest)
			for lane := range block {
				sums[lane] += block[lane]
			}
		}
		for lane, x := range rest {
			sums[lane] += x
		}
	} else {
		for i, x := range values {
			if b.valid(i) {
				sums[i%lanes] += x
			} else {
				count--
			}
		}
	}
	for half := lanes / 2; half > 0; half /= 2 {
		for lane := range half {
			sums[lane] += sums[lane+half]
		}
	}
	return canonical(sums[0]), count
}

// canonical returns x, or the one NaN that results have.
func canonical(x float64) float64 {
	if x != x {
		return math.Float64frombits(0x7ff8000000000000)
	}
	return x
}

func minGo[T int64 | uint64 | float64](values []T, b bitmap) (T, int) {
	var least T
	count := 0
	for i, x := range values {
		if !b.valid(i) {
			continue
		}
		if count == 0 {
			least = x
		}
		least = min(least, x)
		count++
	}
	return least, count
}

func maxGo[T int64 | uint64 | float64](values []T, b bitmap) (T, int) {
	var greatest T
	count := 0
	for i, x := range values {
		if !b.valid(i) {
			continue
		}
		if count == 0 {
			greatest = x
		}
		greatest = max(greatest, x)
		count++
	}
	return greatest, count
}

func minF64Go(values []float64, b bitmap) (float64, int) {
	least, count := minGo(values, b)
	return canonical(least), count
}

func maxF64Go(values []float64, b bitmap) (float64, int) {
	greatest, count := maxGo(values, b)
	return canonical(greatest), count
}
