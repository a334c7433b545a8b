package vectors

import (
	"math"
	"unsafe"
)

// lanes are the partial sums of docs/numbers.md, of floats of 32 bits; of those of 64 bits half as many.
const lanes = 16

// addLanes adds the upper half of the first n sums to the lower half, until one is left.
func addLanes[T Element](sums *[lanes]T, n int) T {
	for n /= 2; n != 0; n /= 2 {
		for i := range n {
			sums[i] += sums[i+n]
		}
	}
	return sums[0]
}

// laneCount returns the number of partial sums.
func laneCount[T Element]() int {
	var zero T
	return 64 / int(unsafe.Sizeof(zero))
}

// The conversions of products round them: without one a compiler may fuse them with the addition.

func dotGo[T Element](a, b []T) float64 {
	var sums [lanes]T
	n := laneCount[T]()
	b = b[:len(a)]
	for len(a) >= n {
		for i := range n {
			sums[i] += T(a[i] * b[i])
		}
		a, b = a[n:], b[n:]
	}
	tail := sums[n-len(a) : n]
	for i := range a {
		tail[i] += T(a[i] * b[i])
	}
	return float64(addLanes(&sums, n))
}

func squaredDistanceGo[T Element](a, b []T) float64 {
	var sums [lanes]T
	n := laneCount[T]()
	b = b[:len(a)]
	for len(a) >= n {
		for i := range n {
			d := a[i] - b[i]
			sums[i] += T(d * d)
		}
		a, b = a[n:], b[n:]
	}
	tail := sums[n-len(a) : n]
	for i := range a {
		d := a[i] - b[i]
		tail[i] += T(d * d)
	}
	return float64(addLanes(&sums, n))
}

func lengthGo[T Element](a []T) float64 { return math.Sqrt(dotGo(a, a)) }

// measure is that of a query, whose length counts for a cosine, with a row.
func measure[T Element](query, row []T, length float64, metric Metric) float64 {
	var m float64
	switch metric {
	case Dot:
		m = dotGo(query, row)
	case SquaredDistance:
		m = squaredDistanceGo(query, row)
	default:
		lengths := length * lengthGo(row)
		if lengths == 0 {
			return 0
		}
		m = dotGo(query, row) / lengths
		if m > 1 {
			m = 1
		} else if m < -1 {
			m = -1
		}
		m += 0 // a negative number over infinity is -0.0
	}
	if m != m {
		return math.Float64frombits(0x7ff8000000000000)
	}
	return m
}

// lengthOf returns the length of a query, if the metric needs it.
func lengthOf[T Element](query []T, metric Metric) float64 {
	if metric != Cosine {
		return 0
	}
	return lengthGo(query)
}

func compareGo[T Element](out []float64, in, queries Matrix[T], metric Metric) {
	for i := range queries.rows {
		query := queries.Row(i)
		length := lengthOf(query, metric)
		for j := range in.rows {
			out[i*in.rows+j] = measure(query, in.Row(j), length, metric)
		}
	}
}

func nearestGo[T Element](rows []uint32, measures []float64, count int, in, queries Matrix[T], metric Metric, bitmap []byte) (kept int) {
	for i := range queries.rows {
		query := queries.Row(i)
		length := lengthOf(query, metric)
		h := heap{rows: rows[i*count : (i+1)*count], measures: measures[i*count : (i+1)*count], isDistance: metric == SquaredDistance}
		for j := range in.rows {
			if bitmap == nil || bitmap[j/8]>>(j%8)&1 != 0 {
				h.add(uint32(j), measure(query, in.Row(j), length, metric))
			}
		}
		kept = h.size
		h.sort()
	}
	return kept
}

// heap is the nearest rows so far, the farthest one first, where the results will be.
type heap struct {
	rows       []uint32
	measures   []float64
	size       int
	isDistance bool
}

// isFarther reports whether one row is farther than another one; of two that are as far, the one with the
// greater number is.
func (h *heap) isFarther(rowA uint32, a float64, rowB uint32, b float64) bool {
	if !h.isDistance {
		a, b = -a, -b
	}
	switch {
	case a > b:
		return true
	case a < b:
		return false
	case a != a || b != b:
		if (a != a) != (b != b) {
			return a != a
		}
	}
	return rowA > rowB
}

func (h *heap) add(row uint32, m float64) {
	if h.size < len(h.rows) {
		hole := h.size
		h.size++
		for hole != 0 {
			above := (hole - 1) / 2
			if h.isFarther(h.rows[above], h.measures[above], row, m) {
				break
			}
			h.rows[hole], h.measures[hole] = h.rows[above], h.measures[above]
			hole = above
		}
		h.rows[hole], h.measures[hole] = row, m
	} else if h.isFarther(h.rows[0], h.measures[0], row, m) {
		h.sift(row, m)
	}
}

// sift puts a row in the place of the first one.
func (h *heap) sift(row uint32, m float64) {
	hole := 0
	for {
		below := 2*hole + 1
		if below >= h.size {
			break
		}
		if below+1 < h.size && h.isFarther(h.rows[below+1], h.measures[below+1], h.rows[below], h.measures[below]) {
			below++
		}
		if h.isFarther(row, m, h.rows[below], h.measures[below]) {
			break
		}
		h.rows[hole], h.measures[hole] = h.rows[below], h.measures[below]
		hole = below
	}
	h.rows[hole], h.measures[hole] = row, m
}

// sort puts the nearest one first; it is no heap any more.
func (h *heap) sort() {
	for h.size > 1 {
		h.size--
		row, m := h.rows[h.size], h.measures[h.size]
		h.rows[h.size], h.measures[h.size] = h.rows[0], h.measures[0]
		h.sift(row, m)
	}
}
