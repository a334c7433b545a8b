package aggregate

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Number is what the reductions take: the 64-bit numbers and the types made of them.
type Number interface {
	~int64 | ~uint64 | ~float64
}

// Count returns the number of valid rows among the first rows ones. It panics where the bitmap is
// shorter.
func Count(rows int, validity sinew.Validity) int {
	if rows < 0 {
		panic("aggregate: negative number of rows")
	}
	bits, bit := validity.Locate(rows)
	if bits == nil {
		return rows
	}
	return countBits(bits, bit, rows)
}

// Sum returns the sum of values, 0 for none. The error is a *sinew.Error that is sinew.ErrOverflow
// where an integer sum does not fit T; a sum of floats has none.
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

// SumValid returns the sum of the valid rows of values, and how many there are. It panics where the
// bitmap is shorter than values. The error is that of Sum; the count is right all the same.
func SumValid[T Number](values []T, validity sinew.Validity) (sum T, count int, err error) {
	bits, bit := validity.Locate(len(values))
	status := int32(c.StatusOK)
	p := unsafe.Pointer(unsafe.SliceData(values))
	switch kindOf[T]() {
	case signed:
		var s int64
		s, count, status = sumI64((*int64)(p), bits, bit, len(values))
		sum = T(s)
	case unsigned:
		var s uint64
		s, count, status = sumU64((*uint64)(p), bits, bit, len(values))
		sum = T(s)
	default:
		var s float64
		s, count = sumF64((*float64)(p), bits, bit, len(values))
		sum = T(s)
	}
	if status != c.StatusOK {
		err = &sinew.Error{Status: sinew.Status(status), Message: "the sum does not fit 64 bits"}
	}
	return sum, count, err
}

// Min returns the least of values; ok is false where there is none.
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
// panics where the bitmap is shorter than values.
func MinValid[T Number](values []T, validity sinew.Validity) (least T, count int) {
	bits, bit := validity.Locate(len(values))
	p := unsafe.Pointer(unsafe.SliceData(values))
	switch kindOf[T]() {
	case signed:
		v, n := minI64((*int64)(p), bits, bit, len(values))
		return T(v), n
	case unsigned:
		v, n := minU64((*uint64)(p), bits, bit, len(values))
		return T(v), n
	default:
		v, n := minF64((*float64)(p), bits, bit, len(values))
		return T(v), n
	}
}

// Max returns the greatest of values; ok is false where there is none.
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
// panics where the bitmap is shorter than values.
func MaxValid[T Number](values []T, validity sinew.Validity) (greatest T, count int) {
	bits, bit := validity.Locate(len(values))
	p := unsafe.Pointer(unsafe.SliceData(values))
	switch kindOf[T]() {
	case signed:
		v, n := maxI64((*int64)(p), bits, bit, len(values))
		return T(v), n
	case unsigned:
		v, n := maxU64((*uint64)(p), bits, bit, len(values))
		return T(v), n
	default:
		v, n := maxF64((*float64)(p), bits, bit, len(values))
		return T(v), n
	}
}

type kind int

const (
	signed kind = iota
	unsigned
	float
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
