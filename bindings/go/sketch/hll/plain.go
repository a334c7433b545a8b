package hll

import (
	"math"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/hyperloglog"
	"github.com/sinew-simd/sinew/bindings/go/internal/keys"
)

// plain is the sketch in plain Go: src/sketch/hll says what it keeps, and why.
type plain struct {
	lgK   int
	limit int
	hyperloglog.Coupons
	registers []byte // in place of the coupons, if there are any
	known
}

// known is what is known of registers besides.
type known struct {
	zeros     int
	low, high float64
	ordered   bool
	inOrder   float64
}

func inversePower(value byte) float64 { return math.Float64frombits(uint64(1023-int(value)) << 52) }

func (p *plain) memory() int { return int(unsafe.Sizeof(*p)) + 4*cap(p.All) + cap(p.registers) }

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
		p.raise(int(coupon)&(len(p.registers)-1), byte(coupon>>hyperloglog.KeyBits))
		return
	}
	p.Coupons.Add(coupon)
	if !hyperloglog.TooMany(p.Count, p.lgK) {
		return
	}
	from := p.Coupons
	p.Coupons = hyperloglog.Coupons{}
	p.open(p.lgK)
	for _, coupon := range from.All {
		if coupon != 0 {
			p.add(coupon)
		}
	}
	p.inOrder = hyperloglog.EstimateOfCoupons(from.Count)
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
	next.Coupons = p.Coupons.Clone()
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
			if coupon := hyperloglog.CouponOf(view, row); coupon != 0 {
				p.add(coupon)
			}
		}
	})
}

func (p *plain) merge(from *plain) error {
	if from.registers == nil {
		return p.whole(func(p *plain) {
			for _, coupon := range from.All {
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
		for _, coupon := range p.All {
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

func (p *plain) estimateOfRegisters() float64 {
	if p.ordered {
		return p.inOrder
	}
	return hyperloglog.EstimateOfRegisters(p.registers)
}

// Products are rounded before they are added, on every machine.

func (p *plain) estimate(standardErrors float64) Estimate {
	value, seen := hyperloglog.EstimateOfCoupons(p.Count), float64(p.Count)
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
