package aggregate

import (
	"math"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Rows from which a call of the library is faster than Go (BenchmarkCrossover on Zen 5 with AVX-512,
// where a call costs 30 ns for a count and 55 to 90 for the others). All is for the functions that
// know of no nulls: 256 int64s are added in 60 ns against 65 here and there, 320 floats in 46 against
// 61, 512 of them in 72 against 64, and the least of 192 int64s takes 53 against 55.
var (
	crossoverCount       = c.From(64)
	crossoverSum         = c.From(112)
	crossoverMinMax      = c.From(104)
	crossoverMinMaxFloat = c.From(68)
	crossoverAllSum      = c.From(256)
	crossoverAllSumFloat = c.From(432)
	crossoverAllMinMax   = c.From(192)
)

// Number is what the reductions take: the 64-bit numbers and the types made of them.
type Number interface {
	~int64 | ~uint64 | ~float64
}

// Count returns the number of valid rows among the first rows ones. It panics if the bitmap is
// shorter.
func Count(rows int, validity sinew.Validity) int {
	if rows < 0 {
		panic("aggregate: negative number of rows")
	}
	bits, bit := validity.Locate(rows)
	if bits == nil {
		return rows
	}
	if rows < crossoverCount {
		return countGo(bitmap{bits, bit}, rows)
	}
	return c.BitmapCount(bits, bit, rows)
}

// Sum returns the sum of values, 0 for none. The error is a *sinew.Error that is sinew.ErrOverflow
// if an integer sum does not fit T; a sum of floats has none.
func Sum[T Number](values []T) (T, error) {
	p := unsafe.Pointer(unsafe.SliceData(values))
	switch kind := kindOf[T](); {
	case kind == float && len(values) < crossoverAllSumFloat:
		return T(addF64(unsafe.Slice((*float64)(p), len(values)))), nil
	case kind == signed && len(values) < crossoverAllSum:
		if sum, fits := addI64(unsafe.Slice((*int64)(p), len(values))); fits {
			return T(sum), nil
		}
	case kind == unsigned && len(values) < crossoverAllSum:
		if sum, fits := addU64(unsafe.Slice((*uint64)(p), len(values))); fits {
			return T(sum), nil
		}
	}
	sum, _, err := SumValid(values, sinew.Validity{})
	return sum, err
}

// SumValid returns the sum of the valid rows of values, and how many there are. It panics if the
// bitmap is shorter than values. The error is that of Sum; the count is right all the same.
func SumValid[T Number](values []T, validity sinew.Validity) (sum T, count int, err error) {
	word, count, status := reduceValid(c.AggregateSum, values, validity)
	if status != c.StatusOK {
		err = &sinew.Error{Status: sinew.Status(status), Message: "the sum does not fit 64 bits"}
	}
	return *(*T)(unsafe.Pointer(&word)), count, err
}

// Min returns the least of values; ok is false if there is none.
func Min[T Number](values []T) (least T, ok bool) {
	p := unsafe.Pointer(unsafe.SliceData(values))
	switch kind := kindOf[T](); {
	case kind == float && len(values) < crossoverMinMaxFloat:
		return T(minOfF64(unsafe.Slice((*float64)(p), len(values)))), len(values) > 0
	case kind == signed && len(values) < crossoverAllMinMax:
		return T(minOf(unsafe.Slice((*int64)(p), len(values)))), len(values) > 0
	case kind == unsigned && len(values) < crossoverAllMinMax:
		return T(minOf(unsafe.Slice((*uint64)(p), len(values)))), len(values) > 0
	}
	least, count := MinValid(values, sinew.Validity{})
	return least, count > 0
}

// MinValid returns the least of the valid rows of values, and how many there are; 0 for none. It
// panics if the bitmap is shorter than values.
func MinValid[T Number](values []T, validity sinew.Validity) (least T, count int) {
	word, count, _ := reduceValid(c.AggregateMin, values, validity)
	return *(*T)(unsafe.Pointer(&word)), count
}

// Max returns the greatest of values; ok is false if there is none.
func Max[T Number](values []T) (greatest T, ok bool) {
	p := unsafe.Pointer(unsafe.SliceData(values))
	switch kind := kindOf[T](); {
	case kind == float && len(values) < crossoverMinMaxFloat:
		return T(maxOfF64(unsafe.Slice((*float64)(p), len(values)))), len(values) > 0
	case kind == signed && len(values) < crossoverAllMinMax:
		return T(maxOf(unsafe.Slice((*int64)(p), len(values)))), len(values) > 0
	case kind == unsigned && len(values) < crossoverAllMinMax:
		return T(maxOf(unsafe.Slice((*uint64)(p), len(values)))), len(values) > 0
	}
	greatest, count := MaxValid(values, sinew.Validity{})
	return greatest, count > 0
}

// MaxValid returns the greatest of the valid rows of values, and how many there are; 0 for none. It
// panics if the bitmap is shorter than values.
func MaxValid[T Number](values []T, validity sinew.Validity) (greatest T, count int) {
	word, count, _ := reduceValid(c.AggregateMax, values, validity)
	return *(*T)(unsafe.Pointer(&word)), count
}

// Mean returns the sum of values over their number; ok is false if there is none. A sum of integers
// is exact, whatever its size, and rounded once.
func Mean[T Number](values []T) (mean float64, ok bool) {
	if sum, err := Sum(values); err == nil && len(values) > 0 {
		return float64(sum) / float64(len(values)), true
	}
	// None, or integers whose sum does not fit T.
	mean, count := MeanValid(values, sinew.Validity{})
	return mean, count > 0
}

// MeanValid returns the mean of the valid rows of values, and how many there are; 0 for none. It
// panics if the bitmap is shorter than values.
func MeanValid[T Number](values []T, validity sinew.Validity) (mean float64, count int) {
	word, count, _ := reduceValid(c.AggregateMean, values, validity)
	return math.Float64frombits(word), count
}

// reduceValid computes one of the Aggregate constants of values; word holds the bits of the result.
func reduceValid[T Number](function int32, values []T, validity sinew.Validity) (word uint64, count int, status int32) {
	bits, bit := validity.Locate(len(values))
	return reduce(function, kindOf[T](), unsafe.Pointer(unsafe.SliceData(values)), bitmap{bits, bit}, len(values))
}

func reduce(function int32, of kind, p unsafe.Pointer, b bitmap, rows int) (word uint64, count int, status int32) {
	crossover := crossoverSum
	if function == c.AggregateMin || function == c.AggregateMax {
		crossover = crossoverMinMax
		if of == float {
			crossover = crossoverMinMaxFloat
		}
	}
	if rows < crossover {
		return reduceGo(function, of, p, b, rows)
	}
	return reduceNative(function, of, p, b, rows)
}

func reduceNative(function int32, of kind, p unsafe.Pointer, b bitmap, rows int) (word uint64, count int, status int32) {
	return reduceAt(function, 0, of, p, b, rows)
}

func reduceAt(function int32, fraction float64, of kind, p unsafe.Pointer, b bitmap, rows int) (word uint64, count int, status int32) {
	view := column.View{Type: int32(of), Count: rows, Values: (*byte)(p), Size: 8 * rows, Validity: b.bits, ValidityOffset: b.bit}
	spec := c.AggregateSpec{Size: int(unsafe.Sizeof(c.AggregateSpec{})), Function: function, Fraction: fraction}
	r := c.Reduce(&view, &spec)
	// The members that do not hold the value are 0.
	return uint64(r.I64) | r.U64 | math.Float64bits(r.F64), r.Count, r.Status
}

type kind int32

const (
	signed   kind = c.TypeI64
	unsigned kind = c.TypeU64
	float    kind = c.TypeF64
)

// kindOf is a constant in each instance of a generic function.
func kindOf[T Number]() kind {
	var zero T
	one := zero + 1
	switch {
	case one/2 != zero:
		return float
	case zero-one > zero:
		return unsigned
	}
	return signed
}
