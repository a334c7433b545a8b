// Package histogram counts the values of columns in bins.
//
// A bin is from an edge to the next: a value at an edge belongs to the bin that begins there, and one at the
// last edge to the last bin, as in NumPy. What is below the first edge, above the last, and NaN, is counted apart.
// Nulls are not counted. Integers beyond 2^53 are rounded to float64 first.
//
// A Histogram is of one goroutine at a time; Merge adds those of several. Below some dozen rows Go does the work;
// the results are the same.
package histogram

import (
	"fmt"
	"math"
	"sort"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// maxBins is the most bins of a histogram.
const maxBins = 1 << 24

type kind int

const (
	given kind = iota
	linear
	logLinear
)

// Bins says where a histogram has its edges.
type Bins struct {
	kind      kind
	count     int
	low, high float64
	edges     []float64
	// Linear: the width of a bin, and what a bin is of a value.
	width, scale float64
	// LogLinear: bins from a power of two to the next, as a power of two.
	bits uint32
}

// Edges returns bins between edges in ascending order, which must not be changed later. The outer ones may be
// infinite. It panics if there are less than two, if one is NaN or not above the one before it, or for more than 2^24
// bins.
func Edges(edges ...float64) Bins {
	if len(edges) < 2 || len(edges) > maxBins+1 {
		panic(fmt.Sprintf("histogram: %d edges", len(edges)))
	}
	for i := range edges[1:] {
		if !(edges[i] < edges[i+1]) {
			panic(fmt.Sprintf("histogram: edge %v before %v", edges[i], edges[i+1]))
		}
	}
	return Bins{kind: given, count: len(edges) - 1, low: edges[0], high: edges[len(edges)-1], edges: edges}
}

// Linear returns bins of one width w, (high - low) / count: edge i is low + i * w, and the last one is high. It panics
// if low is not below high, if the width is infinite, subnormal or less than 2^-48 times the size of either, and unless
// count is 1 to 2^24.
func Linear(low, high float64, count int) Bins {
	width := (high - low) / float64(count)
	scale := 1 / width
	if count < 1 || count > maxBins || !(low < high) || math.IsInf(width, 0) || math.IsInf(scale, 0) ||
		width < max(math.Abs(low), math.Abs(high))*0x1p-48 {
		panic(fmt.Sprintf("histogram: %d bins from %v to %v", count, low, high))
	}
	return Bins{kind: linear, count: count, low: low, high: high, width: width, scale: scale}
}

// LogLinear returns bins that grow with the values, so that each is known to a part of itself: from a power of two to
// the next there are 2^bits of one width, which is 2^-bits of the power, as in HdrHistogram. With 5 bits a bin is at
// most 3.2% wide, and 1 to 2^40 takes 1280 of them. low and high are edges of bins, as powers of two are. It panics if
// they are not, or not positive normal numbers with low below high, if bits is not 0 to 20, and for more than 2^24 bins.
func LogLinear(low, high float64, bits int) Bins {
	if bits >= 0 && bits <= 20 && isEdge(low, bits) && isEdge(high, bits) && low < high {
		if count := (math.Float64bits(high) - math.Float64bits(low)) >> (52 - bits); count <= maxBins {
			return Bins{kind: logLinear, count: int(count), low: low, high: high, bits: uint32(bits)}
		}
	}
	panic(fmt.Sprintf("histogram: bins of %d bits from %v to %v", bits, low, high))
}

// isEdge reports whether a number is positive and normal, and has no bits below the first ones of its fraction.
func isEdge(value float64, bits int) bool {
	return value >= 0x1p-1022 && value <= math.MaxFloat64 && math.Float64bits(value)&(1<<(52-bits)-1) == 0
}

// Len returns the number of bins.
func (b *Bins) Len() int { return b.count }

// Edge returns the edge at which bin i begins, and for i = Len the last one.
func (b *Bins) Edge(i int) float64 {
	switch {
	case i < 0 || i > b.count:
		panic(fmt.Sprintf("histogram: edge %d of %d bins", i, b.count))
	case i == b.count:
		return b.high
	case b.kind == given:
		return b.edges[i]
	case b.kind == linear:
		return b.linearEdge(float64(i))
	}
	return math.Float64frombits(math.Float64bits(b.low) + uint64(i)<<(52-b.bits))
}

// linearEdge rounds the product, which some CPUs would otherwise not.
func (b *Bins) linearEdge(i float64) float64 { return b.low + float64(i*b.width) }

// of returns the counter of a value.
func (b *Bins) of(v float64) int {
	switch {
	case v < b.low:
		return b.count
	case v > b.high:
		return b.count + 1
	case v != v:
		return b.count + 2
	}
	switch b.kind {
	case given:
		above := sort.Search(len(b.edges), func(i int) bool { return b.edges[i] > v })
		return min(above, b.count) - 1
	case linear:
		// Rounding may lead to a bin beside the right one, and no further.
		near := math.Floor(float64(v-b.low) * b.scale)
		if v < b.linearEdge(near) {
			near--
		} else if v >= b.linearEdge(near+1) {
			near++
		}
		return min(int(near), b.count-1)
	}
	return min(int((math.Float64bits(v)-math.Float64bits(b.low))>>(52-b.bits)), b.count-1)
}

// Histogram is how many values were in each bin.
type Histogram struct {
	bins Bins
	// Of each bin, and then of what is below them, above them, and NaN.
	counters []uint64
}

// New returns a histogram of nothing.
func New(bins Bins) *Histogram {
	if bins.count == 0 {
		panic("histogram: no bins")
	}
	return &Histogram{bins, make([]uint64, bins.count+3)}
}

// Bins returns where the edges are.
func (h *Histogram) Bins() *Bins { return &h.bins }

// Counts returns the number of values in each bin: the memory of h.
func (h *Histogram) Counts() []uint64 { return h.counters[:h.bins.count:h.bins.count] }

// Below returns the number of values below the first edge.
func (h *Histogram) Below() uint64 { return h.counters[h.bins.count] }

// Above returns the number of values above the last edge.
func (h *Histogram) Above() uint64 { return h.counters[h.bins.count+1] }

// NaN returns how many values were NaN.
func (h *Histogram) NaN() uint64 { return h.counters[h.bins.count+2] }

// Add counts the rows of a column of numbers that are not null.
func (h *Histogram) Add(values sinew.Column) { h.add(values.View(), nil) }

// AddRows counts those of them whose bit in a bitmap, bit i%8 of byte i/8 for row i, is 1. It panics if the bitmap is
// too short.
func (h *Histogram) AddRows(values sinew.Column, bitmap []byte) {
	rows := values.Len()
	if size := c.BitmapSize(rows); len(bitmap) < size {
		panic(fmt.Sprintf("histogram: bitmap of length %d, %d needed", len(bitmap), size))
	}
	if rows > 0 {
		h.add(values.View(), bitmap)
	}
}

func (h *Histogram) add(v *column.View, bitmap []byte) {
	if !c.IsNumber(v.Type) {
		panic(fmt.Sprintf("histogram: a column of type %v", sinew.Type(v.Type)))
	}
	if v.Count >= crossover {
		h.addNative(v, bitmap)
		return
	}
	for row := range v.Count {
		if v.Valid(row) && (bitmap == nil || bitmap[row/8]>>(row%8)&1 != 0) {
			h.counters[h.bins.of(c.NumberAt(v, row))]++
		}
	}
}

// Merge adds what from has counted, which stays as it is. It panics if its bins are others.
func (h *Histogram) Merge(from *Histogram) {
	if !h.bins.equal(&from.bins) {
		panic("histogram: other bins")
	}
	for i, count := range from.counters {
		h.counters[i] += count
	}
}

func (b *Bins) equal(other *Bins) bool {
	if b.kind != other.kind || b.count != other.count || b.low != other.low || b.high != other.high || b.bits != other.bits {
		return false
	}
	for i, edge := range b.edges {
		if edge != other.edges[i] {
			return false
		}
	}
	return true
}

// Reset is as after New.
func (h *Histogram) Reset() { clear(h.counters) }
