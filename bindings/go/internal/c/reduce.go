//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_count
#cgo nocallback sinew_go_count
static inline size_t sinew_go_count(const uint8_t* validity, size_t offset, size_t count) {
  return sinew_count(validity, offset, count).count;
}

// Row i is in[i], and bit `offset` + i of validity.
#define SINEW_GO_REDUCTION(function, c_type, result)                                             \
  static inline result sinew_go_##function(const c_type* in, const uint8_t* validity,            \
                                           size_t offset, size_t count) {                        \
    return sinew_##function(in, validity, offset, count);                                        \
  }

#cgo noescape sinew_go_sum_i64
#cgo nocallback sinew_go_sum_i64
SINEW_GO_REDUCTION(sum_i64, int64_t, sinew_i64_result)
#cgo noescape sinew_go_sum_u64
#cgo nocallback sinew_go_sum_u64
SINEW_GO_REDUCTION(sum_u64, uint64_t, sinew_u64_result)
#cgo noescape sinew_go_sum_f64
#cgo nocallback sinew_go_sum_f64
SINEW_GO_REDUCTION(sum_f64, double, sinew_f64_result)
#cgo noescape sinew_go_min_i64
#cgo nocallback sinew_go_min_i64
SINEW_GO_REDUCTION(min_i64, int64_t, sinew_i64_result)
#cgo noescape sinew_go_min_u64
#cgo nocallback sinew_go_min_u64
SINEW_GO_REDUCTION(min_u64, uint64_t, sinew_u64_result)
#cgo noescape sinew_go_min_f64
#cgo nocallback sinew_go_min_f64
SINEW_GO_REDUCTION(min_f64, double, sinew_f64_result)
#cgo noescape sinew_go_max_i64
#cgo nocallback sinew_go_max_i64
SINEW_GO_REDUCTION(max_i64, int64_t, sinew_i64_result)
#cgo noescape sinew_go_max_u64
#cgo nocallback sinew_go_max_u64
SINEW_GO_REDUCTION(max_u64, uint64_t, sinew_u64_result)
#cgo noescape sinew_go_max_f64
#cgo nocallback sinew_go_max_f64
SINEW_GO_REDUCTION(max_f64, double, sinew_f64_result)
*/
import "C"

// The reductions take count rows at in. Where validity is not nil, row i counts only if bit
// offset+i of it is set; offset is less than 8, and 0 without validity. Each returns the rows that
// took part beside the value.

// Count returns the number of valid rows.
func Count(validity *byte, offset uint8, count int) int {
	raceBits(validity, offset, count)
	return int(C.sinew_go_count((*C.uint8_t)(validity), C.size_t(offset), C.size_t(count)))
}

// SumI64 adds signed integers; the status is StatusOverflow where the sum does not fit.
func SumI64(in *int64, validity *byte, offset uint8, count int) (int64, int, int32) {
	raceRead(in, count)
	raceBits(validity, offset, count)
	r := C.sinew_go_sum_i64((*C.int64_t)(in), (*C.uint8_t)(validity), C.size_t(offset), C.size_t(count))
	return int64(r.value), int(r.count), int32(r.status)
}

// SumU64 adds unsigned integers; the status is StatusOverflow where the sum does not fit.
func SumU64(in *uint64, validity *byte, offset uint8, count int) (uint64, int, int32) {
	raceRead(in, count)
	raceBits(validity, offset, count)
	r := C.sinew_go_sum_u64((*C.uint64_t)(in), (*C.uint8_t)(validity), C.size_t(offset), C.size_t(count))
	return uint64(r.value), int(r.count), int32(r.status)
}

// SumF64 adds doubles.
func SumF64(in *float64, validity *byte, offset uint8, count int) (float64, int) {
	raceRead(in, count)
	raceBits(validity, offset, count)
	r := C.sinew_go_sum_f64((*C.double)(in), (*C.uint8_t)(validity), C.size_t(offset), C.size_t(count))
	return float64(r.value), int(r.count)
}

// MinI64 returns the least of signed integers.
func MinI64(in *int64, validity *byte, offset uint8, count int) (int64, int) {
	raceRead(in, count)
	raceBits(validity, offset, count)
	r := C.sinew_go_min_i64((*C.int64_t)(in), (*C.uint8_t)(validity), C.size_t(offset), C.size_t(count))
	return int64(r.value), int(r.count)
}

// MinU64 returns the least of unsigned integers.
func MinU64(in *uint64, validity *byte, offset uint8, count int) (uint64, int) {
	raceRead(in, count)
	raceBits(validity, offset, count)
	r := C.sinew_go_min_u64((*C.uint64_t)(in), (*C.uint8_t)(validity), C.size_t(offset), C.size_t(count))
	return uint64(r.value), int(r.count)
}

// MinF64 returns the least of doubles.
func MinF64(in *float64, validity *byte, offset uint8, count int) (float64, int) {
	raceRead(in, count)
	raceBits(validity, offset, count)
	r := C.sinew_go_min_f64((*C.double)(in), (*C.uint8_t)(validity), C.size_t(offset), C.size_t(count))
	return float64(r.value), int(r.count)
}

// MaxI64 returns the greatest of signed integers.
func MaxI64(in *int64, validity *byte, offset uint8, count int) (int64, int) {
	raceRead(in, count)
	raceBits(validity, offset, count)
	r := C.sinew_go_max_i64((*C.int64_t)(in), (*C.uint8_t)(validity), C.size_t(offset), C.size_t(count))
	return int64(r.value), int(r.count)
}

// MaxU64 returns the greatest of unsigned integers.
func MaxU64(in *uint64, validity *byte, offset uint8, count int) (uint64, int) {
	raceRead(in, count)
	raceBits(validity, offset, count)
	r := C.sinew_go_max_u64((*C.uint64_t)(in), (*C.uint8_t)(validity), C.size_t(offset), C.size_t(count))
	return uint64(r.value), int(r.count)
}

// MaxF64 returns the greatest of doubles.
func MaxF64(in *float64, validity *byte, offset uint8, count int) (float64, int) {
	raceRead(in, count)
	raceBits(validity, offset, count)
	r := C.sinew_go_max_f64((*C.double)(in), (*C.uint8_t)(validity), C.size_t(offset), C.size_t(count))
	return float64(r.value), int(r.count)
}

func raceBits(validity *byte, offset uint8, count int) {
	if validity != nil && count > 0 {
		raceRead(validity, (int(offset)+count+7)/8)
	}
}
