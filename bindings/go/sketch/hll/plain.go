package hll

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/hash/murmur3"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/keys"
)

// plain is the sketch in plain Go: src/sketch/hll says what it keeps, and why.
type plain struct {
	lgK   int
	limit int
	coupons
	registers []byte // in place of the coupons, if there are any
	known
}

// coupons are a list, or a table of 2^lg, where 0 is none.
type coupons struct {
	all   []uint32
	count int
	steps int // places of tables that were passed over because others were there
}

// known is what is known of registers besides.
type known struct {
	zeros     int
	low, high float64
	ordered   bool
	inOrder   float64
}

const (
	seed         = 9001
	keyBits      = 26
	keyMask      = 1<<keyBits - 1
	mostValue    = 63
	listCapacity = 8
	listLg       = 3
	tableLg      = 5
	tableLgK     = 8 // the least that has tables
)

func inversePower(value byte) float64 { return math.Float64frombits(uint64(1023-int(value)) << 52) }

func (s *coupons) clone() coupons { return coupons{slices.Clone(s.all), s.count, s.steps} }

func (s *coupons) lg() int {
	if len(s.all) == 0 {
		return listLg
	}
	return bits.TrailingZeros(uint(len(s.all)))
}

// find returns where a coupon is, or would be.
func (s *coupons) find(all []uint32, coupon uint32) *uint32 {
	if len(all) == listCapacity {
		for i := range all {
			if all[i] == 0 || all[i] == coupon {
				return &all[i]
			}
		}
	}
	mask := uint32(len(all) - 1)
	step := coupon&keyMask>>bits.TrailingZeros(uint(len(all))) | 1
	at := coupon & mask
	for ; all[at] != 0 && all[at] != coupon; s.steps++ {
		at = (at + step) & mask
	}
	return &all[at]
}

func (s *coupons) add(coupon uint32) {
	if s.all == nil {
		s.all = make([]uint32, listCapacity)
	}
	found := s.find(s.all, coupon)
	if *found == coupon {
		return
	}
	*found = coupon
	s.count++
	lg := s.lg() + 1
	switch {
	case len(s.all) == listCapacity && s.count < listCapacity, len(s.all) > listCapacity && 4*s.count <= 3*len(s.all):
		return
	case len(s.all) == listCapacity:
		lg = tableLg
	}
	grown := make([]uint32, 1<<lg)
	for _, coupon := range s.all {
		if coupon != 0 {
			*s.find(grown, coupon) = coupon
		}
	}
	s.all = grown
}

// tooMany reports whether there are registers for so many.
func tooMany(count, lgK int) bool {
	if lgK < tableLgK {
		return count >= listCapacity
	}
	return count > 3<<(lgK-5)
}

func (p *plain) memory() int { return int(unsafe.Sizeof(*p)) + 4*cap(p.all) + cap(p.registers) }

func (p *plain) checkLimit() error {
	if p.limit != 0 && p.memory() > p.limit {
		return keys.OverLimit(p.limit)
	}
	return nil
}

// open makes registers that are all 0.
func (p *plain) open(lgK int) {
	p.lgK, p.registers = lgK, make([]byte, 1<<lgK)
	p.known = known{zeros: 1 << lgK, low: float64(int(1) << lgK), ordered: true}
}

func (p *plain) add(coupon uint32) {
	if p.registers != nil {
		p.raise(int(coupon)&(len(p.registers)-1), byte(coupon>>keyBits))
		return
	}
	p.coupons.add(coupon)
	if !tooMany(p.count, p.lgK) {
		return
	}
	from := p.coupons
	p.coupons = coupons{}
	p.open(p.lgK)
	for _, coupon := range from.all {
		if coupon != 0 {
			p.add(coupon)
		}
	}
	p.inOrder = estimateOfCoupons(from.count)
}

func (p *plain) raise(at int, value byte) {
	old := p.registers[at]
	if value <= old {
		return
	}
	if p.ordered {
		p.inOrder += float64(len(p.registers)) / (p.low + p.high)
	}
	*p.sum(old) -= inversePower(old)
	*p.sum(value) += inversePower(value)
	if old == 0 {
		p.zeros--
	}
	p.registers[at] = value
}

func (p *plain) sum(value byte) *float64 {
	if value < 32 {
		return &p.low
	}
	return &p.high
}

// recount computes what is known of the registers, but for the estimate in order.
func (p *plain) recount() {
	p.zeros, p.low, p.high = 0, 0, 0
	for _, value := range p.registers {
		*p.sum(value) += inversePower(value)
		if value == 0 {
			p.zeros++
		}
	}
}

// whole adds what add gives to a copy of the coupons, which takes their place if nothing fails.
func (p *plain) whole(add func(p *plain)) error {
	if p.registers != nil {
		add(p)
		return nil
	}
	next := *p
	next.coupons = p.coupons.clone()
	add(&next)
	if err := next.checkLimit(); err != nil {
		return err
	}
	*p = next
	return nil
}

func (p *plain) update(view *column.View) error {
	return p.whole(func(p *plain) {
		for row := range view.Count {
			if !view.Valid(row) {
				continue
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
				continue
			}
			h1, h2 := murmur3.SeedSum128(seed, seed, data)
			value := min(bits.LeadingZeros64(h2)+1, mostValue)
			p.add(uint32(value)<<keyBits | uint32(h1)&keyMask)
		}
	})
}

func (p *plain) merge(from *plain) error {
	if from.registers == nil {
		return p.whole(func(p *plain) {
			for _, coupon := range from.all {
				if coupon != 0 {
					p.add(coupon)
				}
			}
		})
	}
	lgK := min(p.lgK, from.lgK)
	next := plain{limit: p.limit}
	next.open(lgK)
	if err := next.checkLimit(); err != nil {
		return err
	}
	if p.registers == nil {
		next.takeGreatest(from)
		next.ordered, next.inOrder = from.ordered, from.inOrder
		for _, coupon := range p.all {
			if coupon != 0 {
				next.add(coupon)
			}
		}
	} else {
		next.takeGreatest(p)
		next.takeGreatest(from)
		next.ordered, next.inOrder = false, 0
	}
	*p = next
	return nil
}

func (p *plain) takeGreatest(from *plain) {
	for i, value := range from.registers {
		at := i & (len(p.registers) - 1)
		p.registers[at] = max(p.registers[at], value)
	}
	p.recount()
}

// Products are rounded before they are added, on every machine.

func estimateOfCoupons(count int) float64 {
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

func (p *plain) estimateOfRegisters() float64 {
	switch {
	case p.ordered:
		return p.inOrder
	case p.zeros == len(p.registers):
		return 0
	}
	var counts [mostValue + 1]int
	for _, value := range p.registers {
		counts[value]++
	}
	size := float64(len(p.registers))
	z := float64(size * tau(1-float64(counts[mostValue])/size))
	for value := mostValue - 1; value > 0; value-- {
		z = 0.5 * (z + float64(counts[value]))
	}
	z += float64(size * sigma(float64(counts[0])/size))
	const halfOverLn2 = 0.7213475204444817
	return float64(float64(halfOverLn2*size)*size) / z
}

func (p *plain) estimate(standardErrors float64) Estimate {
	value, seen := estimateOfCoupons(p.count), float64(p.count)
	relative := 4.983499639451453e-05
	if p.registers != nil {
		value, seen = p.estimateOfRegisters(), float64(len(p.registers)-p.zeros)
		relative = 1.0389617614136892
		if p.ordered {
			relative = 0.8325546111576977
		}
		relative /= math.Sqrt(float64(len(p.registers)))
	}
	x := float64(standardErrors * relative)
	factor := 1 + float64(x*(1+float64(x*(0.5+x/6))))
	return Estimate{value, max(value/factor, min(seen, value)), float64(value * factor)}
}
