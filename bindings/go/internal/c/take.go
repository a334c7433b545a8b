//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_take
#cgo nocallback sinew_go_take
static inline sinew_result sinew_go_take(int32_t type, const uint8_t* values, size_t size,
                                         size_t value_count, const uint8_t* indices, size_t count,
                                         const uint8_t* validity, size_t bit, uint8_t* out) {
  sinew_column from = sinew_go_column(type, value_count, values, size, 0, 0, 0);
  sinew_column rows = sinew_go_column(SINEW_TYPE_U32, count, indices, 4 * count, 0, validity, bit);
  return sinew_take(&from, &rows, out);
}

#cgo noescape sinew_go_take_strings_size
#cgo nocallback sinew_go_take_strings_size
static inline sinew_codec_result sinew_go_take_strings_size(
    int32_t type, const uint8_t* values, size_t size, const uint8_t* offsets, size_t value_count,
    const uint8_t* indices, size_t count, const uint8_t* validity, size_t bit) {
  sinew_column from = sinew_go_column(type, value_count, values, size, offsets, 0, 0);
  sinew_column rows = sinew_go_column(SINEW_TYPE_U32, count, indices, 4 * count, 0, validity, bit);
  return sinew_take_strings_size(&from, &rows);
}

#cgo noescape sinew_go_take_strings
#cgo nocallback sinew_go_take_strings
static inline int32_t sinew_go_take_strings(
    int32_t type, const uint8_t* values, size_t size, const uint8_t* offsets, size_t value_count,
    const uint8_t* indices, size_t count, const uint8_t* validity, size_t bit, int64_t* out_offsets,
    uint8_t* out, size_t capacity) {
  sinew_column from = sinew_go_column(type, value_count, values, size, offsets, 0, 0);
  sinew_column rows = sinew_go_column(SINEW_TYPE_U32, count, indices, 4 * count, 0, validity, bit);
  return sinew_take_strings(&from, &rows, out_offsets, out, capacity).status;
}
*/
import "C"

import "github.com/sinew-simd/sinew/bindings/go/internal/column"

// Take takes the rows of values that indices names, and returns the first row at fault.
func Take(values, indices *column.View, out *byte) (fault int, status int32) {
	raceColumn(values)
	raceColumn(indices)
	if values.Count != 0 {
		raceWrite(out, indices.Count*Width(values.Type))
	}
	r := C.sinew_go_take(C.int32_t(values.Type), (*C.uint8_t)(values.Values), C.size_t(values.Size), C.size_t(values.Count),
		(*C.uint8_t)(indices.Values), C.size_t(indices.Count), (*C.uint8_t)(indices.Validity), C.size_t(indices.Bit), (*C.uint8_t)(out))
	return int(r.count), int32(r.status)
}

// TakeStringsSize returns the bytes that the strings take, or the first row at fault.
func TakeStringsSize(values, indices *column.View) (size int, status int32) {
	raceColumn(indices)
	r := C.sinew_go_take_strings_size(C.int32_t(values.Type), (*C.uint8_t)(values.Values), C.size_t(values.Size), (*C.uint8_t)(values.Offsets), C.size_t(values.Count),
		(*C.uint8_t)(indices.Values), C.size_t(indices.Count), (*C.uint8_t)(indices.Validity), C.size_t(indices.Bit))
	if r.status != C.SINEW_STATUS_OK {
		return int(r.read), int32(r.status)
	}
	return int(r.written), int32(r.status)
}

// TakeStrings writes indices.Count+1 offsets and the bytes of the strings.
func TakeStrings(values, indices *column.View, offsets *int64, out *byte, size int) int32 {
	raceColumn(indices)
	raceWrite(offsets, indices.Count+1)
	raceWrite(out, size)
	return int32(C.sinew_go_take_strings(C.int32_t(values.Type), (*C.uint8_t)(values.Values), C.size_t(values.Size), (*C.uint8_t)(values.Offsets), C.size_t(values.Count),
		(*C.uint8_t)(indices.Values), C.size_t(indices.Count), (*C.uint8_t)(indices.Validity), C.size_t(indices.Bit), (*C.int64_t)(offsets), (*C.uint8_t)(out), C.size_t(size)))
}
