package aggregate

import (
	"encoding/binary"
	"math"
	"slices"
	"unsafe"

	results "github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/hyperloglog"
)

// sketches are the states of ApproxCountDistinctOf: of each group what a sketch has, but for what it knows of
// the order of its rows.
type sketches struct {
	lgK  int
	kept []sketch
	used int // bytes of all coupons and registers
}

// sketch has coupons, or registers in their place; or coupons as they were read.
type sketch struct {
	hyperloglog.Coupons
	registers []byte
	encoded   []byte
}

const (
	kindCoupons   = 0
	kindRegisters = 1
)

func (s *sketch) bytes() int { return 4*len(s.All) + len(s.registers) }

// forEach calls visit for each coupon.
func (s *sketch) forEach(visit func(coupon uint32)) {
	for _, coupon := range s.All {
		if coupon != 0 {
			visit(coupon)
		}
	}
	for at := 0; at < len(s.encoded); at += 4 {
		visit(binary.LittleEndian.Uint32(s.encoded[at:]))
	}
}

// add adds a coupon; open gives 2^lgK registers to what has none.
func (s *sketch) add(coupon uint32, lgK int) {
	if s.registers != nil {
		s.raise(coupon)
		return
	}
	if s.Coupons.Add(coupon); hyperloglog.TooMany(s.Count, lgK) {
		s.open(lgK)
	}
}

func (s *sketch) raise(coupon uint32) {
	at := &s.registers[int(coupon)&(len(s.registers)-1)]
	*at = max(*at, byte(coupon>>hyperloglog.KeyBits))
}

func (s *sketch) open(lgK int) {
	s.registers = make([]byte, 1<<lgK)
	s.forEach(s.raise)
	s.Coupons = hyperloglog.Coupons{}
}

func (s *sketches) size() int  { return int(unsafe.Sizeof(sketch{})) }
func (s *sketches) bytes() int { return s.used }
func (s *sketches) grow()      { s.kept = append(s.kept, sketch{}) }

func (s *sketches) truncate(n int) {
	for i := range s.kept[n:] {
		s.used -= s.kept[n+i].bytes()
	}
	clear(s.kept[n:])
	s.kept = s.kept[:n]
}

func (s *sketches) update(view *column.View, groups []uint32) {
	for row, group := range groups {
		coupon := hyperloglog.CouponOf(view, row)
		if coupon == 0 {
			continue
		}
		into := &s.kept[group]
		s.used -= into.bytes()
		into.add(coupon, s.lgK)
		s.used += into.bytes()
	}
}

func (s *sketches) merge(from keeper, groups []uint32) {
	others := from.(*sketches).kept
	for group, at := range groups {
		into, other := &s.kept[at], &others[group]
		s.used -= into.bytes()
		other.forEach(func(coupon uint32) { into.add(coupon, s.lgK) })
		if other.registers != nil {
			if into.registers == nil {
				into.open(s.lgK)
			}
			for i, value := range other.registers {
				into.registers[i] = max(into.registers[i], value)
			}
		}
		s.used += into.bytes()
	}
}

func (s *sketches) write(to *results.Core, at, first int) {
	kept := s.kept[first : first+to.Rows]
	writeWords(to, at, func(row int) (uint64, bool) {
		one := &kept[row]
		estimate := hyperloglog.EstimateOfCoupons(one.Count)
		if one.registers != nil {
			estimate = hyperloglog.EstimateOfRegisters(one.registers)
		}
		if estimate >= 1<<63 { // of registers that no values give
			return math.MaxInt64, true
		}
		return uint64(math.Floor(estimate + 0.5)), true
	})
}

func (s *sketches) encode(b []byte, group int, _ *form) []byte {
	one := &s.kept[group]
	if one.registers != nil {
		return append(append(b, kindRegisters), one.registers...)
	}
	coupons := make([]uint32, 0, one.Count)
	one.forEach(func(coupon uint32) { coupons = append(coupons, coupon) })
	slices.Sort(coupons)
	b = binary.LittleEndian.AppendUint32(append(b, kindCoupons), uint32(len(coupons)))
	for _, coupon := range coupons {
		b = binary.LittleEndian.AppendUint32(b, coupon)
	}
	return b
}

func (s *sketches) decode(r *reader, _ *form) {
	into := &s.kept[len(s.kept)-1]
	begin := r.at
	kind := r.byte()
	at := r.at
	switch {
	case r.fault != "":
	case kind == kindCoupons:
		count := r.half()
		if r.fault == "" && hyperloglog.TooMany(int(count), s.lgK) {
			r.fail(at, "more coupons than there can be")
		}
		at = r.at
		for i, last := uint32(0), uint32(0); i < count && r.fault == ""; i++ {
			at := r.at
			coupon := r.half()
			switch {
			case r.fault != "":
			case coupon>>hyperloglog.KeyBits == 0:
				r.fail(at, "a coupon has no value")
			case coupon <= last:
				r.fail(at, "coupons are not in ascending order")
			}
			last = coupon
		}
		if r.fault == "" {
			into.encoded = r.data[at:r.at]
		}
	case kind == kindRegisters:
		registers := r.bytes(1 << s.lgK)
		var all byte
		for i, value := range registers {
			all |= value
			if value > hyperloglog.MostValue {
				r.fail(at+i, "a register is more than 63")
			}
		}
		if r.fault == "" && all == 0 {
			r.fail(begin, "registers of no values")
		}
		into.registers = registers
		s.used += into.bytes()
	default:
		r.fail(begin, "there are neither coupons nor registers")
	}
}
