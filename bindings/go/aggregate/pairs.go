package aggregate

import (
	"bytes"
	"encoding/binary"
	"math"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	results "github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// args are the states of ArgMinOf and ArgMaxOf.
type args struct {
	greatest bool
	kept     []arg
	used     int // bytes of all strings together
}

// arg is a value, and the extreme in whose row it stood: strings and 16 bytes as such, numbers as words.
type arg struct {
	set     bool
	value   uint64
	text    []byte
	extreme int64 // in the order of the numbers
	key     []byte
}

func (a *args) size() int  { return int(unsafe.Sizeof(arg{})) }
func (a *args) bytes() int { return a.used }
func (a *args) grow()      { a.kept = append(a.kept, arg{}) }

func (a *args) truncate(n int) {
	for i := range a.kept[n:] {
		a.used -= len(a.kept[n+i].text) + len(a.kept[n+i].key)
	}
	clear(a.kept[n:])
	a.kept = a.kept[:n]
}

func (a *args) update(view, second *column.View, groups []uint32) {
	for row, group := range groups {
		if !view.Valid(row) {
			continue
		}
		next := arg{set: true}
		if keptAsText(view.Type) {
			next.text = textAt(view, row)
		} else {
			next.value = c.WordAt(view, row)
		}
		if keptAsText(second.Type) {
			next.key = textAt(second, row)
		} else {
			next.extreme = orderOf(second.Type, c.WordAt(second, row), a.greatest)
		}
		a.add(group, &next)
	}
}

// orderOf returns what is least for the least value, or for the greatest one, and for NaN in any case.
func orderOf(kind int32, word uint64, greatest bool) int64 {
	order := int64(word)
	switch kindOfValues(sinew.Type(kind)) {
	case unsigned:
		order ^= math.MinInt64
	case float:
		if x := math.Float64frombits(word); x != x {
			return math.MinInt64
		}
		if order < 0 {
			order ^= math.MaxInt64
		}
	}
	if greatest {
		return ^order
	}
	return order
}

// wordOfOrder is the inverse of orderOf.
func wordOfOrder(kind int32, order int64, greatest bool) uint64 {
	of := kindOfValues(sinew.Type(kind))
	if of == float && order == math.MinInt64 {
		return math.Float64bits(canonical(math.NaN()))
	}
	if greatest {
		order = ^order
	}
	switch of {
	case unsigned:
		order ^= math.MinInt64
	case float:
		if order < 0 {
			order ^= math.MaxInt64
		}
	}
	return uint64(order)
}

func (a *args) merge(from keeper, groups []uint32) {
	others := from.(*args).kept
	for group, into := range groups {
		if others[group].set {
			a.add(into, &others[group])
		}
	}
}

func (a *args) add(group uint32, next *arg) {
	kept := &a.kept[group]
	if kept.set && !a.isBeyond(next, kept) {
		return
	}
	a.used += len(next.text) + len(next.key) - len(kept.text) - len(kept.key)
	*kept = arg{true, next.value, append(kept.text[:0], next.text...), next.extreme, append(kept.key[:0], next.key...)}
}

func (a *args) isBeyond(next, kept *arg) bool {
	switch order := bytes.Compare(next.key, kept.key); {
	case order == 0:
		return next.extreme < kept.extreme
	case a.greatest:
		return order > 0
	default:
		return order < 0
	}
}

func (a *args) write(to *results.Core, at, first int) {
	kept := a.kept[first : first+to.Rows]
	if keptAsText(to.Columns[at].Type) {
		writeTexts(to, at, func(row int) ([]byte, bool) { return kept[row].text, kept[row].set })
		return
	}
	writeWords(to, at, func(row int) (uint64, bool) { return kept[row].value, kept[row].set })
}

func (a *args) encode(b []byte, group int, f *form) []byte {
	kept := &a.kept[group]
	if !kept.set {
		return append(b, 0)
	}
	b = append(b, 1)
	if keptAsText(f.kind) {
		b = appendText(b, f.kind, kept.text)
	} else {
		b = appendValue(b, f.kind, kept.value)
	}
	if keptAsText(f.second) {
		return appendText(b, f.second, kept.key)
	}
	return appendValue(b, f.second, wordOfOrder(f.second, kept.extreme, a.greatest))
}

func (a *args) decode(r *reader, f *form) {
	if !r.isThere() {
		return
	}
	kept := arg{set: true}
	if keptAsText(f.kind) {
		kept.text = r.text(f.kind)
	} else {
		kept.value = r.value(f.kind)
	}
	if keptAsText(f.second) {
		kept.key = r.text(f.second)
	} else {
		kept.extreme = orderOf(f.second, r.value(f.second), a.greatest)
	}
	a.kept[len(a.kept)-1] = kept
}

// coMoments are the states of covariances and correlations.
type coMoments struct {
	function int32
	kept     []coMoment
}

// coMoment is moments of two columns, and the sum of the products of the distances from both means.
type coMoment struct {
	count              int64
	meanA, meanB       float64
	squaresA, squaresB float64
	products           float64
}

func (m *coMoments) size() int      { return int(unsafe.Sizeof(coMoment{})) }
func (m *coMoments) bytes() int     { return 0 }
func (m *coMoments) grow()          { m.kept = append(m.kept, coMoment{}) }
func (m *coMoments) truncate(n int) { m.kept = m.kept[:n] }

func (m *coMoments) update(view, second *column.View, groups []uint32) {
	for row, group := range groups {
		if view.Valid(row) {
			m.kept[group].add(floatAt(view, row), floatAt(second, row))
		}
	}
}

// floatAt returns a row of numbers as a float64.
func floatAt(view *column.View, row int) float64 {
	word := c.WordAt(view, row)
	switch kindOfValues(sinew.Type(view.Type)) {
	case float:
		return math.Float64frombits(word)
	case unsigned:
		return float64(word)
	}
	return float64(int64(word))
}

func (s *coMoment) add(a, b float64) {
	s.count++
	rows := float64(s.count)
	distanceA, distanceB := a-s.meanA, b-s.meanB
	s.meanA += distanceA / rows
	s.meanB += distanceB / rows
	s.squaresA += float64(distanceA * (a - s.meanA))
	s.squaresB += float64(distanceB * (b - s.meanB))
	s.products += float64(distanceA * (b - s.meanB))
}

func (m *coMoments) merge(from keeper, groups []uint32) {
	others := from.(*coMoments).kept
	for group, into := range groups {
		m.kept[into].merge(&others[group])
	}
}

func (s *coMoment) merge(from *coMoment) {
	if from.count == 0 {
		return
	}
	if s.count == 0 {
		*s = *from
		return
	}
	own := float64(s.count)
	s.count += from.count
	part := float64(from.count) / float64(s.count)
	distanceA, distanceB := from.meanA-s.meanA, from.meanB-s.meanB
	s.meanA += float64(distanceA * part)
	s.meanB += float64(distanceB * part)
	s.squaresA += from.squaresA + float64(float64(distanceA*distanceA)*float64(own*part))
	s.squaresB += from.squaresB + float64(float64(distanceB*distanceB)*float64(own*part))
	s.products += from.products + float64(float64(distanceA*distanceB)*float64(own*part))
}

func (m *coMoments) write(to *results.Core, at, first int) {
	kept := m.kept[first : first+to.Rows]
	writeWords(to, at, func(row int) (uint64, bool) { return kept[row].result(m.function) })
}

func (s *coMoment) result(function int32) (uint64, bool) {
	if s.count == 0 || s.count == 1 && function == c.AggregateCovarianceSample {
		return 0, false
	}
	var x float64
	switch function {
	case c.AggregateCovariancePopulation:
		x = s.products / float64(s.count)
	case c.AggregateCovarianceSample:
		x = s.products / float64(s.count-1)
	default:
		spread := float64(math.Sqrt(s.squaresA) * math.Sqrt(s.squaresB))
		x = s.products / spread
		switch {
		case spread == 0:
			x = math.NaN() // not beyond 1: squares can be too small for a float64 where products are not
		case x > 1:
			x = 1
		case x < -1:
			x = -1
		}
	}
	return math.Float64bits(canonical(x)), true
}

func (m *coMoments) encode(b []byte, group int, _ *form) []byte {
	s := &m.kept[group]
	b = binary.LittleEndian.AppendUint64(b, uint64(s.count))
	for _, x := range []float64{s.meanA, s.meanB, s.squaresA, s.squaresB, s.products} {
		b = appendFloat(b, x)
	}
	return b
}

func (m *coMoments) decode(r *reader, _ *form) {
	s := &m.kept[len(m.kept)-1]
	s.count = r.count()
	begin, any := r.at, uint64(0)
	for _, x := range []*float64{&s.meanA, &s.meanB, &s.squaresA, &s.squaresB, &s.products} {
		word := r.value(c.TypeF64)
		*x = math.Float64frombits(word)
		any |= word
	}
	if s.count == 0 && any != 0 {
		r.fail(begin, noValues)
	}
}
