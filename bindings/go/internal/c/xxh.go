//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_xxh3_64
#cgo nocallback sinew_go_xxh3_64
static inline uint64_t sinew_go_xxh3_64(const uint8_t* in, size_t size, uint64_t seed) {
  return sinew_xxh3_64(in, size, seed);
}

#cgo noescape sinew_go_xxh3_64_many
#cgo nocallback sinew_go_xxh3_64_many
static inline sinew_result sinew_go_xxh3_64_many(int32_t type, size_t count, const uint8_t* values,
                                                 size_t values_size, const uint8_t* offsets,
                                                 const uint8_t* validity, size_t bit,
                                                 uint64_t seed, uint64_t* out) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_xxh3_64_many(&column, seed, out);
}

#cgo noescape sinew_go_xxh3_128
#cgo nocallback sinew_go_xxh3_128
static inline sinew_hash128 sinew_go_xxh3_128(const uint8_t* in, size_t size, uint64_t seed) {
  return sinew_xxh3_128(in, size, seed);
}

#cgo noescape sinew_go_xxh3_128_many
#cgo nocallback sinew_go_xxh3_128_many
static inline sinew_result sinew_go_xxh3_128_many(int32_t type, size_t count,
                                                  const uint8_t* values, size_t values_size,
                                                  const uint8_t* offsets, const uint8_t* validity,
                                                  size_t bit, uint64_t seed, uint64_t* out) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  sinew_hash128* hashes = (sinew_hash128*)out;
  sinew_result result = sinew_xxh3_128_many(&column, seed, hashes);
  if (result.status != SINEW_STATUS_OK) return result;
  for (size_t i = 0; i < count; ++i) {  // the package's type has the high word first
    sinew_hash128 hash = hashes[i];
    out[2 * i] = hash.high;
    out[2 * i + 1] = hash.low;
  }
  return result;
}

#cgo noescape sinew_go_xxh64
#cgo nocallback sinew_go_xxh64
static inline uint64_t sinew_go_xxh64(const uint8_t* in, size_t size, uint64_t seed) {
  return sinew_xxh64(in, size, seed);
}

#cgo noescape sinew_go_xxh64_many
#cgo nocallback sinew_go_xxh64_many
static inline sinew_result sinew_go_xxh64_many(int32_t type, size_t count, const uint8_t* values,
                                               size_t values_size, const uint8_t* offsets,
                                               const uint8_t* validity, size_t bit,
                                               uint64_t seed, uint64_t* out) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_xxh64_many(&column, seed, out);
}
*/
import "C"

import "github.com/sinew-simd/sinew/bindings/go/internal/column"

// XXH364 hashes size bytes.
func XXH364(in *byte, size int, seed uint64) uint64 {
	raceRead(in, size)
	return uint64(C.sinew_go_xxh3_64((*C.uint8_t)(in), C.size_t(size), C.uint64_t(seed)))
}

// XXH364Many hashes the rows of a column; where status is not StatusOK, fault is the
// first bad row.
func XXH364Many(v *column.View, seed uint64, out *uint64) (fault int, status int32) {
	raceColumn(v)
	raceWrite(out, v.Count)
	r := C.sinew_go_xxh3_64_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), C.uint64_t(seed), (*C.uint64_t)(out))
	return int(r.count), int32(r.status)
}

// XXH3128 hashes size bytes.
func XXH3128(in *byte, size int, seed uint64) (high, low uint64) {
	raceRead(in, size)
	h := C.sinew_go_xxh3_128((*C.uint8_t)(in), C.size_t(size), C.uint64_t(seed))
	return uint64(h.high), uint64(h.low)
}

// XXH3128Many hashes the rows of a column to the high and the low word of each; where status is not
// StatusOK, fault is the first bad row.
func XXH3128Many(v *column.View, seed uint64, out *[2]uint64) (fault int, status int32) {
	raceColumn(v)
	raceWrite(out, v.Count)
	r := C.sinew_go_xxh3_128_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), C.uint64_t(seed), (*C.uint64_t)(&out[0]))
	return int(r.count), int32(r.status)
}

// XXH64 hashes size bytes.
func XXH64(in *byte, size int, seed uint64) uint64 {
	raceRead(in, size)
	return uint64(C.sinew_go_xxh64((*C.uint8_t)(in), C.size_t(size), C.uint64_t(seed)))
}

// XXH64Many hashes the rows of a column; where status is not StatusOK, fault is the first bad row.
func XXH64Many(v *column.View, seed uint64, out *uint64) (fault int, status int32) {
	raceColumn(v)
	raceWrite(out, v.Count)
	r := C.sinew_go_xxh64_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), C.uint64_t(seed), (*C.uint64_t)(out))
	return int(r.count), int32(r.status)
}
