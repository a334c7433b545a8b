package aggregate

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"unsafe"

	results "github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/ddmapping"
)

// quantileSketches are the states of ApproxQuantileOf: how many values of each group are in which bin of a
// sketch. A value is a code, in the order of values: src/aggregate/accumulators/approx_quantile.cc says which.
type quantileSketches struct {
	mapping  ddmapping.Mapping
	fraction float64
	kept     []map[int32]float64
	used     int // bins of all groups
}

const (
	quantileBins = 2048

	codeMinusInfinity = math.MinInt32
	codeZero          = 0
	codeInfinity      = math.MaxInt32 - 1
	codeNaN           = math.MaxInt32
	firstBin          = 1 << 30 // of either sign
	mostBin           = 1 << 29

	binCost = 24 // of a bin in a map, about
)

func newQuantileSketches(a Aggregate) *quantileSketches {
	return &quantileSketches{mapping: ddmapping.Of(c.DdsketchMappingLogarithmic, a.relativeAccuracy), fraction: a.fraction}
}

func isBin(code int32) bool {
	return code != codeZero && code > codeMinusInfinity && code < codeInfinity
}

func (q *quantileSketches) codeOf(x float64) int32 {
	size := math.Abs(x)
	switch {
	case x != x:
		return codeNaN
	case size > q.mapping.Most && x < 0:
		return codeMinusInfinity
	case size > q.mapping.Most:
		return codeInfinity
	case size <= q.mapping.Least:
		return codeZero
	case x < 0:
		return int32(-(firstBin + q.mapping.IndexOf(size)))
	}
	return int32(firstBin + q.mapping.IndexOf(size))
}

func (q *quantileSketches) valueOf(code int32) float64 {
	switch code {
	case codeMinusInfinity:
		return math.Inf(-1)
	case codeZero:
		return 0
	case codeInfinity:
		return math.Inf(1)
	case codeNaN:
		return math.Float64frombits(0x7ff8000000000000)
	}
	if code < 0 {
		return -q.mapping.ValueOf(int(-code) - firstBin)
	}
	return q.mapping.ValueOf(int(code) - firstBin)
}

func (q *quantileSketches) size() int  { return int(unsafe.Sizeof(map[int32]float64(nil))) }
func (q *quantileSketches) bytes() int { return binCost * q.used }
func (q *quantileSketches) grow()      { q.kept = append(q.kept, nil) }

func (q *quantileSketches) truncate(n int) {
	for i := range q.kept[n:] {
		q.used -= len(q.kept[n+i])
	}
	clear(q.kept[n:])
	q.kept = q.kept[:n]
}

func (q *quantileSketches) add(group uint32, code int32, count float64) {
	into := q.kept[group]
	if into == nil {
		into = map[int32]float64{}
		q.kept[group] = into
	}
	q.used -= len(into)
	into[code] += count
	q.used += len(into)
}

func (q *quantileSketches) update(view *column.View, groups []uint32) {
	for row, group := range groups {
		if !view.Valid(row) {
			continue
		}
		word := c.WordAt(view, row)
		var x float64
		switch view.Type {
		case c.TypeF32, c.TypeF64:
			x = math.Float64frombits(word)
		case c.TypeU8, c.TypeU16, c.TypeU32, c.TypeU64:
			x = float64(word)
		default:
			x = float64(int64(word))
		}
		q.add(group, q.codeOf(x), 1)
	}
}

func (q *quantileSketches) merge(from keeper, groups []uint32) {
	others := from.(*quantileSketches).kept
	for group, into := range groups {
		for code, count := range others[group] {
			q.add(into, code, count)
		}
	}
}

// bin is a code and how many values have it.
type bin struct {
	code  int32
	count float64
}

// bins returns those of a group in their order, of each sign as many as are kept.
func (q *quantileSketches) bins(group int) (bins []bin) {
	codes := slices.Sorted(maps.Keys(q.kept[group]))
	lowest, highest := int32(math.MinInt32), int32(math.MaxInt32)
	for _, code := range codes {
		switch {
		case !isBin(code):
		case code > 0:
			lowest = code - (quantileBins - 1)
		case highest == math.MaxInt32:
			highest = code + (quantileBins - 1)
		}
	}
	for _, code := range codes {
		count := q.kept[group][code]
		switch {
		case !isBin(code):
		case code > 0:
			code = max(code, lowest)
		default:
			code = min(code, highest)
		}
		if n := len(bins); n > 0 && bins[n-1].code == code {
			bins[n-1].count += count
		} else {
			bins = append(bins, bin{code, count})
		}
	}
	return bins
}

func (q *quantileSketches) write(to *results.Core, at, first int) {
	writeWords(to, at, func(row int) (uint64, bool) {
		bins := q.bins(first + row)
		if len(bins) == 0 {
			return 0, false
		}
		values, below := 0.0, 0.0
		for _, b := range bins {
			values += b.count
		}
		rank := float64(q.fraction * (values - 1))
		found := int32(codeZero)
		for _, b := range bins {
			if below <= rank {
				found = b.code
			}
			below += b.count
		}
		return math.Float64bits(q.valueOf(found)), true
	})
}

func (q *quantileSketches) encode(b []byte, group int, _ *form) []byte {
	bins := q.bins(group)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(bins)))
	for _, one := range bins {
		b = binary.LittleEndian.AppendUint32(b, uint32(one.code))
		b = binary.LittleEndian.AppendUint64(b, uint64(one.count))
	}
	return b
}

func (q *quantileSketches) decode(r *reader, _ *form) {
	into := uint32(len(q.kept) - 1)
	number := r.half()
	last := int64(math.MinInt64)
	var first [2]int64 // of the positive and of the negative bins
	for i := uint32(0); i < number && r.fault == ""; i++ {
		at := r.at
		code := int32(r.half())
		countAt := r.at
		count := r.word()
		if r.fault != "" {
			break
		}
		if int64(code) <= last {
			r.fail(at, "bins are not in ascending order")
		}
		last = int64(code)
		if isBin(code) {
			index, sign := int64(code), 0
			if code < 0 {
				index, sign = -index, 1
			}
			if index -= firstBin; index <= -mostBin || index >= mostBin {
				r.fail(at, "no bin of a value")
			}
			if first[sign] == 0 {
				first[sign] = int64(code)
			}
			if int64(code)-first[sign] >= quantileBins {
				r.fail(at, "more bins than there can be")
			}
		}
		if count == 0 || count >= mostCounted {
			r.fail(countAt, "a count is 0, or 2^56 or more")
		}
		if r.fault == "" {
			q.add(into, code, float64(count))
		}
	}
}
