package ddsketch

import (
	"math"
	"math/bits"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/ddmapping"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
	"github.com/sinew-simd/sinew/bindings/go/internal/keys"
)

// plain is the sketch in plain Go: src/sketch/ddsketch says what it keeps, and why.
type plain struct {
	ddmapping.Mapping
	limit              int
	positive, negative ring
	zeros              float64
	rejected           uint64
}

// nan is what the library has where there are no values, to the last bit.
var nan = math.Float64frombits(0x7ff8000000000000)

// ring has the bins of one sign: bin i is at i modulo the length of counts, a power of 2.
type ring struct {
	bins        int
	counts      []float64
	least, most int // of bins that count anything; least > most if there are none
}

func (r *ring) init(bins int) {
	*r = ring{bins: bins, counts: make([]float64, 1<<bits.Len(uint(bins-1)))}
	r.clear()
}

func (r *ring) clear() {
	clear(r.counts)
	r.least, r.most = math.MaxInt, math.MinInt
}

func (r *ring) isEmpty() bool { return r.least > r.most }

func (r *ring) at(index int) *float64 { return &r.counts[index&(len(r.counts)-1)] }

// raise makes the highest index at least this one.
func (r *ring) raise(index int) {
	if index <= r.most {
		return
	}
	if r.isEmpty() {
		r.least, r.most = index, index
		return
	}
	lowest := index - r.bins + 1
	below := 0.0
	for i := r.least; i < lowest && i <= r.most; i++ {
		below += *r.at(i)
		*r.at(i) = 0
	}
	r.most = index
	if r.least < lowest {
		r.least = lowest
		*r.at(lowest) += below
	}
}

func (r *ring) add(index int, count float64) {
	r.raise(index)
	kept := max(index, r.most-r.bins+1)
	*r.at(kept) += count
	r.least = min(r.least, kept)
}

func (r *ring) addAll(from *ring) {
	if from.isEmpty() {
		return
	}
	r.raise(from.most)
	for i := from.least; i <= from.most; i++ {
		if count := *from.at(i); count > 0 {
			r.add(i, count)
		}
	}
}

func (p *plain) memory() int {
	return int(unsafe.Sizeof(*p)) + 8*(len(p.positive.counts)+len(p.negative.counts))
}

func (p *plain) init(m ddmapping.Mapping, bins, limit int) error {
	p.Mapping, p.limit = m, limit
	if err := p.grow(&p.positive, bins); err != nil {
		return err
	}
	p.negative.least, p.negative.most = math.MaxInt, math.MinInt
	return nil
}

func (p *plain) grow(r *ring, bins int) error {
	if p.limit != 0 && p.memory()+8<<bits.Len(uint(bins-1)) > p.limit {
		return keys.OverLimit(p.limit)
	}
	r.init(bins)
	return nil
}

// growNegative makes room for negative values.
func (p *plain) growNegative() error {
	if p.negative.counts != nil {
		return nil
	}
	return p.grow(&p.negative, p.positive.bins)
}

func (p *plain) isNegative(value float64) bool { return value < -p.Least && value >= -p.Most }

func (p *plain) update(view *column.View) error {
	for row := range view.Count {
		if view.Valid(row) && p.isNegative(c.NumberAt(view, row)) {
			if err := p.growNegative(); err != nil {
				return err
			}
			break
		}
	}
	for row := range view.Count {
		if view.Valid(row) {
			p.add(c.NumberAt(view, row))
		}
	}
	return nil
}

func (p *plain) add(value float64) {
	size := math.Abs(value)
	switch {
	case !(size <= p.Most):
		p.rejected++
	case size <= p.Least:
		p.zeros++
	case value < 0:
		p.negative.add(p.IndexOf(size), 1)
	default:
		p.positive.add(p.IndexOf(size), 1)
	}
}

func (p *plain) merge(from *plain) error {
	if !p.IsLike(&from.Mapping) {
		return fault.Invalid(0, "from has another mapping than into")
	}
	if !from.negative.isEmpty() {
		if err := p.growNegative(); err != nil {
			return err
		}
	}
	p.positive.addAll(&from.positive)
	p.negative.addAll(&from.negative)
	p.zeros += from.zeros
	p.rejected += from.rejected
	return nil
}

func (p *plain) reset() {
	p.positive.clear()
	p.negative.clear()
	p.zeros, p.rejected = 0, 0
}

// all calls visit for every bin that is not empty, and with sign 0 for the zeros, from the least value on,
// until it returns false.
func (p *plain) all(visit func(sign, index int, count float64) bool) {
	for i := p.negative.most; i >= p.negative.least; i-- {
		if count := *p.negative.at(i); count > 0 && !visit(-1, i, count) {
			return
		}
	}
	if p.zeros > 0 && !visit(0, 0, p.zeros) {
		return
	}
	for i := p.positive.least; i <= p.positive.most; i++ {
		if count := *p.positive.at(i); count > 0 && !visit(1, i, count) {
			return
		}
	}
}

func (p *plain) valueOf(sign, index int) float64 {
	if sign == 0 {
		return 0
	}
	return float64(sign) * p.Mapping.ValueOf(index)
}

func (p *plain) quantiles(fractions, out []float64) {
	values := 0.0
	p.all(func(_, _ int, count float64) bool {
		values += count
		return true
	})
	if values == 0 {
		return
	}
	for i, fraction := range fractions {
		rank := float64(fraction * (values - 1))
		below := 0.0
		sign, index := 0, 0
		p.all(func(ofSign, ofIndex int, count float64) bool {
			below += count
			sign, index = ofSign, ofIndex
			return below <= rank
		})
		out[i] = p.valueOf(sign, index)
	}
}

func (p *plain) summarize() Summary {
	s := Summary{Min: nan, Max: nan, Rejected: p.rejected}
	p.all(func(sign, index int, count float64) bool {
		value := p.valueOf(sign, index)
		if s.Count == 0 {
			s.Min = value
		}
		s.Max = value
		s.Count += count
		s.Sum += float64(value * count)
		return true
	})
	return s
}
