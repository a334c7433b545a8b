// Package hyperloglog is what HyperLogLog sketches are made of, in plain Go: src/sketch/hll says what they
// keep, and why.
package hyperloglog

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go/hash/murmur3"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// What coupons are made of, and how many there are at most.
const (
	seed         = 9001
	KeyBits      = 26
	KeyMask      = 1<<KeyBits - 1
	MostValue    = 63
	ListCapacity = 8
	ListLg       = 3
	TableLg      = 5
	TableLgK     = 8 // the least that has tables
)

// Coupons are a list, or a table of 2^lg, where 0 is none.
type Coupons struct {
	All   []uint32
	Count int
	Steps int // places of tables that were passed over because others were there
}

// Clone returns a copy.
func (s *Coupons) Clone() Coupons { return Coupons{slices.Clone(s.All), s.Count, s.Steps} }

// Lg returns the base-2 logarithm of the places.
func (s *Coupons) Lg() int {
	if len(s.All) == 0 {
		return ListLg
	}
	return bits.TrailingZeros(uint(len(s.All)))
}

// find returns where a coupon is, or would be.
func (s *Coupons) find(all []uint32, coupon uint32) *uint32 {
	if len(all) == ListCapacity {
		for i := range all {
			if all[i] == 0 || all[i] == coupon {
				return &all[i]
			}
		}
	}
	mask := uint32(len(all) - 1)
	step := coupon&KeyMask>>bits.TrailingZeros(uint(len(all))) | 1
	at := coupon & mask
	for ; all[at] != 0 && all[at] != coupon; s.Steps++ {
		at = (at + step) & mask
	}
	return &all[at]
}

// Add adds a coupon, unless it is there.
func (s *Coupons) Add(coupon uint32) {
	if s.All == nil {
		s.All = make([]uint32, ListCapacity)
	}
	found := s.find(s.All, coupon)
	if *found == coupon {
		return
	}
	*found = coupon
	s.Count++
	lg := s.Lg() + 1
	switch {
	case len(s.All) == ListCapacity && s.Count < ListCapacity, len(s.All) > ListCapacity && 4*s.Count <= 3*len(s.All):
		return
	case len(s.All) == ListCapacity:
		lg = TableLg
	}
	grown := make([]uint32, 1<<lg)
	for _, coupon := range s.All {
		if coupon != 0 {
			*s.find(grown, coupon) = coupon
		}
	}
	s.All = grown
}

// TooMany reports whether there are registers in place of so many coupons.
func TooMany(count, lgK int) bool {
	if lgK < TableLgK {
		return count >= ListCapacity
	}
	return count > 3<<(lgK-5)
}

// CouponOf returns the coupon of a row of a column of any type but lists; 0 of one that changes nothing.
func CouponOf(view *column.View, row int) uint32 {
	if !view.Valid(row) {
		return 0
	}
	var word [8]byte
	data := word[:]
	switch {
	case c.OffsetWidth(view.Type) == 4:
		data = column.TextAt[int32](view, row)
	case c.OffsetWidth(view.Type) == 8:
		data = column.TextAt[int64](view, row)
	case view.Type == c.TypeBytes16:
		data = column.Rows[[16]byte](view)[row][:]
	default:
		value := c.WordAt(view, row)
		if value == 1<<63 && (view.Type == c.TypeF32 || view.Type == c.TypeF64) {
			value = 0 // of both zeros one
		}
		binary.LittleEndian.PutUint64(data, value)
	}
	if len(data) == 0 {
		return 0
	}
	h1, h2 := murmur3.SeedSum128(seed, seed, data)
	value := min(bits.LeadingZeros64(h2)+1, MostValue)
	return uint32(value)<<KeyBits | uint32(h1)&KeyMask
}

// Products are rounded before they are added, on every machine.

// EstimateOfCoupons returns how many different values so many coupons stand for.
func EstimateOfCoupons(count int) float64 {
	const s2, s3, s4 = 0x1p-26 / 3, 0x1p-52 / 7, 0x1p-78 / 15
	n := float64(count)
	for range 8 {
		pairs := float64(n*(n-1)) / 2
		triples := float64(pairs*(n-2)) / 3
		fours := float64(triples*(n-3)) / 4
		n = float64(count) + (float64(pairs*s2) - float64(triples*s3) + float64(fours*s4))
	}
	return max(n, float64(count))
}

func sigma(x float64) float64 {
	y, z := 1.0, x
	for before := math.NaN(); z != before; {
		x *= x
		before = z
		z += float64(x * y)
		y += y
	}
	return z
}

func tau(x float64) float64 {
	if x == 0 || x == 1 {
		return 0
	}
	y, z := 1.0, 1-x
	for before := math.NaN(); z != before; {
		x = math.Sqrt(x)
		before = z
		y *= 0.5
		z -= float64(float64((1-x)*(1-x)) * y)
	}
	return z / 3
}

// EstimateOfRegisters returns how many different values registers stand for, whatever the order of the rows
// was; their number is a power of 2.
func EstimateOfRegisters(registers []byte) float64 {
	var counts [MostValue + 1]int
	for _, value := range registers {
		counts[value]++
	}
	if counts[0] == len(registers) {
		return 0
	}
	size := float64(len(registers))
	z := float64(size * tau(1-float64(counts[MostValue])/size))
	for value := MostValue - 1; value > 0; value-- {
		z = 0.5 * (z + float64(counts[value]))
	}
	z += float64(size * sigma(float64(counts[0])/size))
	const halfOverLn2 = 0.7213475204444817
	return float64(float64(halfOverLn2*size)*size) / z
}
