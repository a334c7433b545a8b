package aggregate

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	results "github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// quantiles are the states of a quantile: all values of each group, as words.
type quantiles struct {
	function int32
	fraction float64
	kind     int32 // of the column
	kept     [][]uint64
	used     int // values of all groups
}

func (q *quantiles) size() int  { return int(unsafe.Sizeof([]uint64(nil))) }
func (q *quantiles) bytes() int { return 8 * q.used }
func (q *quantiles) grow()      { q.kept = append(q.kept, nil) }

func (q *quantiles) truncate(n int) {
	for i := range q.kept[n:] {
		q.used -= len(q.kept[n+i])
	}
	clear(q.kept[n:])
	q.kept = q.kept[:n]
}

func (q *quantiles) update(view, _ *column.View, groups []uint32) {
	for row, group := range groups {
		if view.Valid(row) {
			q.kept[group] = append(q.kept[group], c.WordAt(view, row))
			q.used++
		}
	}
}

func (q *quantiles) merge(from keeper, groups []uint32) {
	others := from.(*quantiles).kept
	for group, into := range groups {
		q.kept[into] = append(q.kept[into], others[group]...)
		q.used += len(others[group])
	}
}

func (q *quantiles) write(to *results.Core, at, first int) {
	kept := q.kept[first : first+to.Rows]
	var keys []uint64
	writeWords(to, at, func(row int) (uint64, bool) {
		keys = keys[:0]
		for _, word := range kept[row] {
			keys = append(keys, keyOfWord(kindOfValues(sinew.Type(q.kind)), word))
		}
		return quantile(q.function, kindOfValues(sinew.Type(q.kind)), keys, q.fraction)
	})
}

func (q *quantiles) encode(b []byte, group int, f *form) []byte {
	b = binary.LittleEndian.AppendUint64(b, uint64(len(q.kept[group])))
	for _, word := range q.kept[group] {
		b = appendValue(b, f.kind, word)
	}
	return b
}

func (q *quantiles) decode(r *reader, f *form) {
	count := uint64(r.count())
	if left := uint64(len(r.data) - r.at); count*uint64(max(c.Width(f.kind), 1)) > left {
		r.bytes(left + 1)
		return
	}
	words := make([]uint64, count)
	for i := range words {
		words[i] = r.value(f.kind)
	}
	q.kept[len(q.kept)-1] = words
	q.used += len(words)
}

// keyOfWord returns the place of a value in the order of package sort: NaN is behind all others.
func keyOfWord(of kind, word uint64) uint64 {
	switch of {
	case signed:
		return word ^ 1<<63
	case float:
		if x := math.Float64frombits(word); x != x {
			return math.MaxUint64
		}
		if word>>63 != 0 {
			return ^word
		}
		return word | 1<<63
	}
	return word
}

// wordOfKey is the inverse of keyOfWord.
func wordOfKey(of kind, key uint64) uint64 {
	switch of {
	case signed:
		return key ^ 1<<63
	case float:
		if key == math.MaxUint64 {
			return math.Float64bits(canonical(math.NaN()))
		}
		if key>>63 == 0 {
			return ^key
		}
		return key &^ (1 << 63)
	}
	return key
}

// quantile returns the bits of a quantile of values given by keyOfWord, which it puts into another order,
// and whether there is one.
func quantile(function int32, of kind, keys []uint64, fraction float64) (word uint64, ok bool) {
	if len(keys) == 0 {
		return 0, false
	}
	n := float64(len(keys))
	if function == c.AggregateQuantileDiscrete {
		const slack = 1.0 / (1 << 50)
		behind := float64(n - float64(n*fraction))
		number := len(keys) - int(math.Floor(behind+float64(n*slack)))
		at, _ := selectKey(keys, max(number, 1)-1)
		return wordOfKey(of, at), true
	}
	place := (n - 1) * fraction
	low := math.Floor(place)
	at, next := selectKey(keys, int(low))
	a, b, part := numberOfKey(of, at), numberOfKey(of, next), place-low
	if part != 0 && a != b {
		a = float64(a*(1-part)) + float64(b*part)
	}
	return math.Float64bits(canonical(a)), true
}

func numberOfKey(of kind, key uint64) float64 {
	word := wordOfKey(of, key)
	switch of {
	case signed:
		return float64(int64(word))
	case unsigned:
		return float64(word)
	}
	return math.Float64frombits(word)
}

// selectKey returns the key at a place in order, and the next one, or itself if there is none.
func selectKey(keys []uint64, place int) (at, next uint64) {
	low, high := 0, len(keys)
	// Halves that are none are sorted in the end.
	for rounds := 2 * bits.Len(uint(len(keys))); high-low > 32 && rounds > 0; rounds-- {
		pivot := max(min(keys[low], keys[high-1]), min(max(keys[low], keys[high-1]), keys[low+(high-low)/2]))
		less, more := low, high
		for i := low; i < more; {
			switch key := keys[i]; {
			case key < pivot:
				keys[i], keys[less] = keys[less], key
				less++
				i++
			case key > pivot:
				more--
				keys[i], keys[more] = keys[more], key
			default:
				i++
			}
		}
		switch {
		case place < less:
			high = less
		case place >= more:
			low = more
		default:
			low, high = place, place+1
		}
	}
	slices.Sort(keys[low:high])
	if place+1 == len(keys) {
		return keys[place], keys[place]
	}
	return keys[place], slices.Min(keys[place+1:])
}

// QuantileContinuous returns the quantile of values at a fraction of 0 to 1, 0.5 for the median: of n
// values in order, NaN behind all others, what is at place (n-1)*fraction, between two values if it is
// between them. ok is false if there are no values; another fraction panics. They stay in their order, and
// nothing is allocated if there is a library.
func QuantileContinuous[T Number](values []T, fraction float64) (quantile float64, ok bool) {
	quantile, count := QuantileContinuousValid(values, sinew.Validity{}, fraction)
	return quantile, count > 0
}

// QuantileContinuousValid is QuantileContinuous of the valid rows of values, and how many there are; 0 for
// none. It panics if the bitmap is shorter than values.
func QuantileContinuousValid[T Number](values []T, validity sinew.Validity, fraction float64) (quantile float64, count int) {
	word, count := quantileValid(c.AggregateQuantileContinuous, values, validity, fraction)
	return math.Float64frombits(word), count
}

// QuantileDiscrete returns the first of the values in order, NaN behind all others, that so much of them
// are not behind as a fraction of 0 to 1 says; ok is false if there are none. It panics and allocates as
// QuantileContinuous does.
func QuantileDiscrete[T Number](values []T, fraction float64) (quantile T, ok bool) {
	quantile, count := QuantileDiscreteValid(values, sinew.Validity{}, fraction)
	return quantile, count > 0
}

// QuantileDiscreteValid is QuantileDiscrete of the valid rows of values, and how many there are; 0 for
// none. It panics if the bitmap is shorter than values.
func QuantileDiscreteValid[T Number](values []T, validity sinew.Validity, fraction float64) (quantile T, count int) {
	word, count := quantileValid(c.AggregateQuantileDiscrete, values, validity, fraction)
	return *(*T)(unsafe.Pointer(&word)), count
}

// Median is QuantileContinuous at 0.5.
func Median[T Number](values []T) (median float64, ok bool) { return QuantileContinuous(values, 0.5) }

func quantileValid[T Number](function int32, values []T, validity sinew.Validity, fraction float64) (word uint64, count int) {
	if !isFraction(fraction) {
		panic(fmt.Sprintf("aggregate: a fraction of %v is not within 0 and 1", fraction))
	}
	p := unsafe.Pointer(unsafe.SliceData(values))
	valid, bit := validity.Locate(len(values))
	of := kindOf[T]()
	if c.Available {
		word, count, _ = reduceAt(function, fraction, of, p, bitmap{valid, bit}, len(values))
		return word, count
	}
	view := column.View{Type: int32(of), Count: len(values), Values: (*byte)(p), Size: 8 * len(values), Validity: valid, ValidityOffset: bit}
	keys := make([]uint64, 0, len(values))
	for row := range values {
		if view.Valid(row) {
			keys = append(keys, keyOfWord(of, c.WordAt(&view, row)))
		}
	}
	word, _ = quantile(function, of, keys, fraction)
	return word, len(keys)
}
