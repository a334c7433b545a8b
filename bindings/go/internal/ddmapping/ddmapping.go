// Package ddmapping maps values to the bins of DDSketch, and back, in plain Go: src/sketch/ddsketch says how.
package ddmapping

import (
	"math"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Mappings in plain Go: src/sketch/ddsketch/mapping.cc and logarithm.h say how they are made. Products are
// rounded before they are added, on every machine.

const (
	LeastAccuracy = 1e-6
	mostOffset    = 1 << 30
	mostExponent  = 7.094361393031e+02

	cubicA, cubicB, cubicC float64 = 6.0 / 35, -3.0 / 5, 10.0 / 7
	third                  float64 = 1.0 / 3

	ln2         float64 = 0x1.62e42fefa39efp-1
	ln2High     float64 = 0x1.62e42feep-1
	ln2Low      float64 = 0x1.a39ef35793c76p-33
	squareRoot2 float64 = 0x1.6a09e667f3bcdp0
)

var logarithmTerms = [...]float64{
	1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3,
}

// mantissa returns x as m * 2^e, with m from 1 to 2.
func mantissa(x float64) (m, e float64) {
	b := math.Float64bits(x)
	return math.Float64frombits(b&(1<<52-1) | 1023<<52), float64(int(b>>52) - 1023)
}

// Logarithm returns the natural logarithm of a positive x that is not subnormal, of the same bits on every
// machine.
func Logarithm(x float64) float64 {
	m, e := mantissa(x)
	if m > squareRoot2 {
		m *= 0.5
		e++
	}
	s := (m - 1) / (m + 1)
	z := float64(s * s)
	sum := 0.0
	for _, term := range logarithmTerms {
		sum = float64((sum + term) * z)
	}
	twice := s + s
	return float64(e*ln2) + (twice + float64(twice*sum))
}

// Exponential returns e^x.
func Exponential(x float64) float64 {
	x = min(max(x, -709), 709.78)
	invertedLn2 := 1 / float64(ln2)
	scaled := float64(x * invertedLn2)
	half := 0.5
	if scaled < 0 {
		half = -0.5
	}
	k := int(scaled + half)
	r := (x - float64(float64(k)*ln2High)) - float64(float64(k)*ln2Low)
	sum := 1.0
	for term := 13; term > 0; term-- {
		sum = 1 + float64(sum*r)/float64(term)
	}
	power := func(exponent int) float64 { return math.Float64frombits(uint64(1023+exponent) << 52) }
	return float64(float64(sum*power(k/2)) * power(k-k/2))
}

// Mapping maps values to bins.
type Mapping struct {
	Kind          int32   // one of the constants of sinew_ddsketch_mapping
	Gamma, Offset float64 // as in the bytes
	multiplier    float64 // indices per logarithm
	Accuracy      float64
	Least, Most   float64 // of positive values those above Least and up to Most have an index
}

const (
	linear      = c.DdsketchMappingLinear
	quadratic   = c.DdsketchMappingQuadratic
	cubic       = c.DdsketchMappingCubic
	logarithmic = c.DdsketchMappingLogarithmic
)

func riseOf(kind int32) float64 {
	switch kind {
	case quadratic:
		return 4.0 / 3
	case cubic:
		return 10.0 / 7
	}
	return 1
}

// Of returns the mapping of an accuracy within 1e-6 and 1.
func Of(kind int32, accuracy float64) Mapping {
	gamma, offset := (1+accuracy)/(1-accuracy), 0.0
	if kind != logarithmic {
		rise := ln2 * riseOf(kind)
		gamma = Exponential(float64(rise * Logarithm(gamma)))
	}
	if kind == linear {
		offset = 1 / (Logarithm(gamma) / ln2)
	}
	m, _ := OfGamma(kind, gamma, offset)
	return m
}

// OfGamma reports false if there is no such accuracy, or indices are shifted too far.
func OfGamma(kind int32, gamma, offset float64) (Mapping, bool) {
	if !(gamma > 1 && gamma <= math.MaxFloat64 && offset >= -mostOffset && offset <= mostOffset) {
		return Mapping{}, false
	}
	log, full := Logarithm(gamma), gamma
	if kind != logarithmic {
		log /= ln2
		exponent := log / riseOf(kind)
		if exponent > mostExponent {
			return Mapping{}, false
		}
		full = Exponential(exponent)
	}
	accuracy := 1 - 2/(1+full)
	least := float64(LeastAccuracy) * 0.999
	if !(accuracy > least && accuracy < 1) {
		return Mapping{}, false
	}
	most := float64(Exponential(mostExponent) / float64(2*full) * (full + 1))
	return Mapping{kind, gamma, offset, 1 / log, accuracy, float64(0x1p-1022 * full), most}, true
}

// IndexOf returns the bin of a positive value that has one.
func (m *Mapping) IndexOf(x float64) int {
	var log float64
	s, e := mantissa(x)
	switch m.Kind {
	case logarithmic:
		log = Logarithm(x)
	case linear:
		log = e + s - 1
	case quadratic:
		log = e - float64(float64((s-5)*(s-1))*third)
	default:
		s--
		log = float64((float64((float64(cubicA*s)+cubicB)*s)+cubicC)*s) + e
	}
	index := float64(log*m.multiplier) + m.Offset
	if index < 0 {
		return int(index) - 1
	}
	return int(index)
}

// ValueOf returns the value of a bin.
func (m *Mapping) ValueOf(index int) float64 {
	return min(float64(m.leastOf(index)*(1+m.Accuracy)), math.MaxFloat64)
}

// leastOf returns the least value of a bin.
func (m *Mapping) leastOf(index int) float64 {
	x := (float64(index) - m.Offset) / m.multiplier
	if m.Kind == logarithmic {
		return Exponential(x)
	}
	x = min(max(x, -1022), 1023.9999999999998)
	e := math.Floor(x)
	x -= e
	return float64(m.mantissaOf(x) * math.Float64frombits(uint64(1023+int(e))<<52))
}

// mantissaOf returns the one whose polynomial is x, 0 to 1.
func (m *Mapping) mantissaOf(x float64) float64 {
	switch m.Kind {
	case linear:
		return 1 + x
	case quadratic:
		return 3 - math.Sqrt(4-float64(3*x))
	}
	a3, b2 := float64(3)*cubicA, float64(2)*cubicB
	s := x
	for range 5 {
		f := float64((float64((float64(cubicA*s)+cubicB)*s)+cubicC)*s) - x
		s -= f / (float64((float64(a3*s)+b2)*s) + cubicC)
	}
	return 1 + s
}

// IsLike reports whether bins of both are the same ones.
func (m *Mapping) IsLike(other *Mapping) bool {
	return m.Kind == other.Kind && areNear(m.Gamma, other.Gamma) && areNear(m.Offset, other.Offset)
}

func areNear(a, b float64) bool {
	const part = 1e-12
	if a == 0 || b == 0 {
		return math.Abs(a) <= part && math.Abs(b) <= part
	}
	return math.Abs(a-b) <= float64(part*max(math.Abs(a), math.Abs(b)))
}
