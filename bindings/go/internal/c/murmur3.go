//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_murmur3_32_many
#cgo nocallback sinew_go_murmur3_32_many
static inline sinew_result sinew_go_murmur3_32_many(int32_t type, size_t count,
                                                    const uint8_t* values, size_t values_size,
                                                    const uint8_t* offsets, const uint8_t* validity,
                                                    size_t bit, uint32_t seed, uint32_t* out) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_murmur3_32_many(&column, seed, out);
}

#cgo noescape sinew_go_murmur3_128_many
#cgo nocallback sinew_go_murmur3_128_many
static inline sinew_result sinew_go_murmur3_128_many(int32_t type, size_t count,
                                                     const uint8_t* values, size_t values_size,
                                                     const uint8_t* offsets,
                                                     const uint8_t* validity, size_t bit,
                                                     uint64_t seed, uint64_t* out) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_murmur3_128_many(&column, seed, (sinew_hash128*)out);
}
*/
import "C"

import "github.com/sinew-simd/sinew/bindings/go/internal/column"

// Murmur3_32Many hashes the rows of a column; where status is not StatusOK, fault is the first bad
// row.
func Murmur3_32Many(v *column.View, seed uint32, out *uint32) (fault int, status int32) {
	raceColumn(v)
	raceWrite(out, v.Count)
	r := C.sinew_go_murmur3_32_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), C.uint32_t(seed), (*C.uint32_t)(out))
	return int(r.count), int32(r.status)
}

// Murmur3_128Many hashes the rows of a column to two words each, the first half first; where status
// is not StatusOK, fault is the first bad row.
func Murmur3_128Many(v *column.View, seed uint64, out *uint64) (fault int, status int32) {
	raceColumn(v)
	raceWrite(out, 2*v.Count)
	r := C.sinew_go_murmur3_128_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), C.uint64_t(seed), (*C.uint64_t)(out))
	return int(r.count), int32(r.status)
}
