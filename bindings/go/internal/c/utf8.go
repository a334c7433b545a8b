//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_utf8_validate
#cgo nocallback sinew_go_utf8_validate
static inline sinew_result sinew_go_utf8_validate(const uint8_t* in, size_t size) {
  return sinew_utf8_validate(in, size);
}

#cgo noescape sinew_go_utf8_count
#cgo nocallback sinew_go_utf8_count
static inline size_t sinew_go_utf8_count(const uint8_t* in, size_t size) {
  return sinew_utf8_count(in, size);
}

#cgo noescape sinew_go_utf8_sanitized_size
#cgo nocallback sinew_go_utf8_sanitized_size
static inline size_t sinew_go_utf8_sanitized_size(const uint8_t* in, size_t size,
                                                  size_t replacement_size) {
  return sinew_utf8_sanitized_size(in, size, replacement_size);
}

#cgo noescape sinew_go_utf8_sanitize
#cgo nocallback sinew_go_utf8_sanitize
static inline sinew_codec_result sinew_go_utf8_sanitize(const uint8_t* in, size_t size,
                                                        const uint8_t* replacement,
                                                        size_t replacement_size, uint8_t* out,
                                                        size_t capacity) {
  return sinew_utf8_sanitize(in, size, replacement, replacement_size, out, capacity);
}

#cgo noescape sinew_go_utf8_validate_many
#cgo nocallback sinew_go_utf8_validate_many
static inline sinew_result sinew_go_utf8_validate_many(int32_t type, size_t count,
                                                       const uint8_t* values, size_t values_size,
                                                       const uint8_t* offsets,
                                                       const uint8_t* validity, size_t bit,
                                                       uint8_t* out) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_utf8_validate_many(&column, out);
}
*/
import "C"

import (
	"math"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// UTF8Validate returns the length of the longest well-formed prefix, and StatusOK if that is all.
func UTF8Validate(in *byte, size int) (prefix int, status int32) {
	raceRead(in, size)
	r := C.sinew_go_utf8_validate((*C.uint8_t)(in), C.size_t(size))
	return int(r.count), int32(r.status)
}

// UTF8Count returns the number of code points.
func UTF8Count(in *byte, size int) int {
	raceRead(in, size)
	return int(C.sinew_go_utf8_count((*C.uint8_t)(in), C.size_t(size)))
}

// UTF8SanitizedSize returns how many bytes UTF8Sanitize writes, math.MaxInt for more.
func UTF8SanitizedSize(in *byte, size, replacementSize int) int {
	raceRead(in, size)
	return int(min(C.sinew_go_utf8_sanitized_size((*C.uint8_t)(in), C.size_t(size), C.size_t(replacementSize)), math.MaxInt))
}

// UTF8Sanitize replaces each run of bytes that are not well-formed.
func UTF8Sanitize(in *byte, size int, replacement *byte, replacementSize int, out *byte, capacity int) (written int) {
	raceRead(in, size)
	raceRead(replacement, replacementSize)
	raceWrite(out, capacity)
	r := C.sinew_go_utf8_sanitize((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(replacement), C.size_t(replacementSize),
		(*C.uint8_t)(out), C.size_t(capacity))
	return int(r.written)
}

// UTF8ValidateMany sets the bit of each row that is well-formed and not null. If status is not StatusOK,
// fault is the first bad row.
func UTF8ValidateMany(v *column.View, out *byte) (fault int, status int32) {
	raceColumn(v)
	raceWrite(out, (v.Count+7)/8)
	r := C.sinew_go_utf8_validate_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), (*C.uint8_t)(out))
	return int(r.count), int32(r.status)
}
