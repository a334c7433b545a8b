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

// Without nulls, a sum of integers adds words and collects their bits: where the highest bit of any
// value, times the number of values, cannot reach the last bit of a word, neither could a sum on the
// way. It is as fast as a loop that does not look. The rest is added in 128 bits.

func sumI64Go(values []int64, b bitmap) (int64, int, int32) {
	if b.bits == nil {
		var sum int64
		var seen uint64
		for _, x := range values {
			sum += x
			seen |= uint64(x ^ x>>63)
		}
		if bits.Len64(seen)+bits.Len(uint(len(values))) < 64 {
			return sum, len(values), c.StatusOK
		}
	}
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
	if b.bits == nil {
		var sum, seen uint64
		for _, x := range values {
			sum += x
			seen |= x
		}
		if bits.Len64(seen)+bits.Len(uint(len(values))) <= 64 {
			return sum, len(values), c.StatusOK
		}
	}
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
	var sums [lanes / 2]float64 // each is the sum of lanes j and j+16
	count := len(values)
	switch {
	case b.bits == nil && len(values) <= lanes:
		// A lane of one value x is 0 + x, which is x, but 0 for -0.
		for lane, x := range values[:min(len(values), lanes/2)] {
			sums[lane] += x
		}
		for lane, x := range values[min(len(values), lanes/2):] {
			sums[lane] += x
		}
	case b.bits == nil:
		var all [lanes]float64
		rest := values
		for ; len(rest) >= lanes; rest = rest[lanes:] {
			block := (*[lanes]float64)(rest)
			for lane := range block {
				all[lane] += block[lane]
			}
		}
		for lane, x := range rest {
			all[lane] += x
		}
		for lane := range sums {
			sums[lane] = all[lane] + all[lane+lanes/2]
		}
	default:
		var all [lanes]float64
		for i, x := range values {
			if b.valid(i) {
				all[i%lanes] += x
			} else {
				count--
			}
		}
		for lane := range sums {
			sums[lane] = all[lane] + all[lane+lanes/2]
		}
	}
	s := &sums
	s0, s1 := (s[0]+s[8])+(s[4]+s[12]), (s[1]+s[9])+(s[5]+s[13])
	s2, s3 := (s[2]+s[10])+(s[6]+s[14]), (s[3]+s[11])+(s[7]+s[15])
	return canonical((s0 + s2) + (s1 + s3)), count
}

// canonical returns x, or the one NaN that results have.
func canonical(x float64) float64 {
	if x != x {
		return math.Float64frombits(0x7ff8000000000000)
	}
	return x
}

func minGo[T int64 | uint64 | float64](values []T, b bitmap) (least T, count int) {
	if b.bits == nil {
		if len(values) > 0 {
			least = values[0]
		}
		for _, x := range values {
			least = min(least, x)
		}
		return least, len(values)
	}
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

func maxGo[T int64 | uint64 | float64](values []T, b bitmap) (greatest T, count int) {
	if b.bits == nil {
		if len(values) > 0 {
			greatest = values[0]
		}
		for _, x := range values {
			greatest = max(greatest, x)
		}
		return greatest, len(values)
	}
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
