package aggregate

import (
	"math"
	"math/bits"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// The reductions in Go: what short slices take, and all of them without a library.

// bitmap says which rows are valid: row i if bit `bit` + i is set, all if there are no bits.
type bitmap struct {
	bits *byte
	bit  int
}

func (b bitmap) valid(row int) bool {
	if b.bits == nil {
		return true
	}
	at := uint(b.bit) + uint(row)
	return *(*byte)(unsafe.Add(unsafe.Pointer(b.bits), at/8))>>(at%8)&1 != 0
}

// reduceGo computes one of the Aggregate constants of rows numbers at p; word holds the bits of the
// result.
func reduceGo(function int32, of kind, p unsafe.Pointer, b bitmap, rows int) (word uint64, count int, status int32) {
	switch of {
	case signed:
		return reduceInts(function, unsafe.Slice((*int64)(p), rows), b)
	case unsigned:
		return reduceInts(function, unsafe.Slice((*uint64)(p), rows), b)
	}
	values := unsafe.Slice((*float64)(p), rows)
	var x float64
	switch function {
	case c.AggregateSum:
		x, count = sumFloats(values, b)
	case c.AggregateMean:
		if x, count = sumFloats(values, b); count > 0 {
			x /= float64(count)
		}
	case c.AggregateMin:
		if b.bits == nil {
			return math.Float64bits(minOfF64(values)), rows, c.StatusOK
		}
		x, count = minValid(values, b)
	case c.AggregateMax:
		if b.bits == nil {
			return math.Float64bits(maxOfF64(values)), rows, c.StatusOK
		}
		x, count = maxValid(values, b)
	}
	return math.Float64bits(canonical(x)), count, c.StatusOK
}

func reduceInts[T int64 | uint64](function int32, values []T, b bitmap) (word uint64, count int, status int32) {
	var x T
	switch function {
	case c.AggregateSum, c.AggregateMean:
		sum, count := sumInts(values, b)
		if function == c.AggregateMean {
			if count == 0 {
				return 0, 0, c.StatusOK
			}
			return math.Float64bits(sum.float() / float64(count)), count, c.StatusOK
		}
		if !fits[T](sum) {
			return 0, count, c.StatusOverflow
		}
		return sum.lo, count, c.StatusOK
	case c.AggregateMin:
		if b.bits == nil {
			return uint64(minOf(values)), len(values), c.StatusOK
		}
		x, count = minValid(values, b)
	case c.AggregateMax:
		if b.bits == nil {
			return uint64(maxOf(values)), len(values), c.StatusOK
		}
		x, count = maxValid(values, b)
	}
	return uint64(x), count, c.StatusOK
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

// int128 is a sum of integers of 64 bits; 2^63 of them do not overflow it.
type int128 struct {
	hi int64
	lo uint64
}

func wide[T int64 | uint64](x T) int128 {
	if x < 0 {
		return int128{-1, uint64(x)}
	}
	return int128{0, uint64(x)}
}

func (s *int128) add(x int128) {
	lo, carry := bits.Add64(s.lo, x.lo, 0)
	s.lo = lo
	s.hi += x.hi + int64(carry)
}

// fits reports whether a sum, whose low word it then is, fits T.
func fits[T int64 | uint64](s int128) bool {
	if low := T(s.lo); low < 0 {
		return s.hi == -1
	}
	return s.hi == 0
}

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

// Without nulls, a sum of integers adds words and looks at their range: in n values of less than
// 2^63/n no sum on the way overflows. The rest is added in 128 bits.

func addI64(values []int64) (sum int64, fits bool) {
	size := bits.Len(uint(len(values)))
	bias := int64(1) << (63 - size)
	seen := uint64(0) // the bits of all values plus bias, which are to be less than twice that
	i := 0
	for ; i+4 <= len(values); i += 4 {
		v := (*[4]int64)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(values)), 8*i))
		sum += (v[0] + v[1]) + (v[2] + v[3])
		seen |= uint64(v[0]+bias) | uint64(v[1]+bias) | (uint64(v[2]+bias) | uint64(v[3]+bias))
	}
	for ; i < len(values); i++ {
		sum += values[i]
		seen |= uint64(values[i] + bias)
	}
	return sum, seen>>(64-size) == 0
}

func addU64(values []uint64) (sum uint64, fits bool) {
	seen := uint64(0)
	i := 0
	for ; i+4 <= len(values); i += 4 {
		v := (*[4]uint64)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(values)), 8*i))
		sum += (v[0] + v[1]) + (v[2] + v[3])
		seen |= (v[0] | v[1]) | (v[2] | v[3])
	}
	for ; i < len(values); i++ {
		sum += values[i]
		seen |= values[i]
	}
	return sum, seen>>(64-bits.Len(uint(len(values)))) == 0
}

func sumInts[T int64 | uint64](values []T, b bitmap) (sum int128, count int) {
	if b.bits == nil {
		p := unsafe.Pointer(unsafe.SliceData(values))
		if T(0)-1 > 0 {
			if low, fits := addU64(unsafe.Slice((*uint64)(p), len(values))); fits {
				return wide(low), len(values)
			}
		} else if low, fits := addI64(unsafe.Slice((*int64)(p), len(values))); fits {
			return wide(low), len(values)
		}
	}
	count = len(values)
	for i, x := range values {
		if b.valid(i) {
			sum.add(wide(x))
		} else {
			count--
		}
	}
	return sum, count
}

const lanes = 32

// addF64 keeps the four lanes that end up in one of the last eight in registers, and takes these
// eight one after another.
func addF64(values []float64) float64 {
	var sums [lanes / 4]float64
	p := unsafe.Pointer(unsafe.SliceData(values))
	full := len(values) - len(values)%lanes
	for lane := range sums {
		var a, b, c, d float64
		i := lane
		for ; i < full; i += lanes {
			v := (*[25]float64)(unsafe.Add(p, 8*i))
			a += v[0]
			b += v[8]
			c += v[16]
			d += v[24]
		}
		if i < len(values) {
			a += values[i]
			if i+8 < len(values) {
				b += values[i+8]
				if i+16 < len(values) {
					c += values[i+16]
					if i+24 < len(values) {
						d += values[i+24]
					}
				}
			}
		}
		sums[lane] = (a + c) + (b + d)
	}
	return lastEight(&sums)
}

func lastEight(s *[lanes / 4]float64) float64 {
	return canonical(((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7])))
}

func sumFloats(values []float64, b bitmap) (float64, int) {
	if b.bits == nil {
		return addF64(values), len(values)
	}
	var all [lanes]float64
	count := len(values)
	for i, x := range values {
		if b.valid(i) {
			all[i%lanes] += x
		} else {
			count--
		}
	}
	var sums [lanes / 4]float64
	for lane := range sums {
		sums[lane] = (all[lane] + all[lane+16]) + (all[lane+8] + all[lane+24])
	}
	return lastEight(&sums), count
}

// canonical returns x, or the one NaN that results have.
func canonical(x float64) float64 {
	if x != x {
		return math.Float64frombits(0x7ff8000000000000)
	}
	return x
}

// minOf and maxOf are 0 for no values. Two results do not wait for each other.

func minOf[T int64 | uint64](values []T) T {
	if len(values) == 0 {
		return 0
	}
	a, b := values[0], values[0]
	for ; len(values) >= 4; values = values[4:] {
		a = min(a, min(values[0], values[1]))
		b = min(b, min(values[2], values[3]))
	}
	for _, x := range values {
		a = min(a, x)
	}
	return min(a, b)
}

func maxOf[T int64 | uint64](values []T) T {
	if len(values) == 0 {
		return 0
	}
	a, b := values[0], values[0]
	for ; len(values) >= 4; values = values[4:] {
		a = max(a, max(values[0], values[1]))
		b = max(b, max(values[2], values[3]))
	}
	for _, x := range values {
		a = max(a, x)
	}
	return max(a, b)
}

func minOfF64(values []float64) float64 {
	least, _ := extremes(values)
	return least
}

func maxOfF64(values []float64) float64 {
	_, greatest := extremes(values)
	return greatest
}

// extremes compares floats as integers: positive ones have their order, negative ones are below
// (signed) or above (unsigned) and in reverse, and NaNs are beyond the infinity of their sign.
func extremes(values []float64) (least, greatest float64) {
	if len(values) == 0 {
		return 0, 0
	}
	const sign, infinity = 1 << 63, 0x7ff << 52
	words := unsafe.Slice((*uint64)(unsafe.Pointer(unsafe.SliceData(values))), len(values))
	low, high, top := int64(words[0]), int64(words[0]), words[0]
	for _, word := range words {
		low = min(low, int64(word))
		high = max(high, int64(word))
		top = max(top, word)
	}
	if high > infinity || top > sign|infinity {
		nan := canonical(math.NaN())
		return nan, nan
	}
	if high < 0 {
		high = low
	}
	if top < sign {
		top = uint64(low)
	}
	return math.Float64frombits(top), math.Float64frombits(uint64(high))
}

func minValid[T int64 | uint64 | float64](values []T, b bitmap) (least T, count int) {
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

func maxValid[T int64 | uint64 | float64](values []T, b bitmap) (greatest T, count int) {
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
