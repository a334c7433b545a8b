//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_strings_encode
#cgo nocallback sinew_go_strings_encode
static inline sinew_codec_result sinew_go_strings_encode(int32_t prefixes, int32_t type, size_t count, const uint8_t* values,
                                                         size_t values_size, const uint8_t* offsets, const uint8_t* validity,
                                                         size_t bit, uint8_t* out, size_t capacity) {
  sinew_column column = sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return prefixes ? sinew_delta_byte_array_encode(&column, out, capacity)
                  : sinew_delta_length_byte_array_encode(&column, out, capacity);
}
#cgo noescape sinew_go_strings_decode
#cgo nocallback sinew_go_strings_decode
static inline sinew_codec_result sinew_go_strings_decode(int32_t prefixes, const uint8_t* in, size_t size, int64_t* offsets,
                                                         size_t capacity, uint8_t* bytes, size_t limit) {
  return prefixes ? sinew_delta_byte_array_decode(in, size, offsets, capacity, bytes, limit)
                  : sinew_delta_length_byte_array_decode(in, size, offsets, capacity, bytes, limit);
}
#cgo noescape sinew_go_strings_decoded_size
#cgo nocallback sinew_go_strings_decoded_size
static inline sinew_codec_result sinew_go_strings_decoded_size(const uint8_t* in, size_t size, size_t capacity) {
  return sinew_delta_byte_array_decoded_size(in, size, capacity);
}
*/
import "C"

import "github.com/sinew-simd/sinew/bindings/go/internal/column"

func flag(on bool) C.int32_t {
	if on {
		return 1
	}
	return 0
}

// DeltaStringsEncode writes the valid rows of a column as DELTA_BYTE_ARRAY, or without prefixes as
// DELTA_LENGTH_BYTE_ARRAY.
func DeltaStringsEncode(prefixes bool, v *column.View, out *byte, capacity int) (read, written int, status int32) {
	raceColumn(v)
	raceWrite(out, capacity)
	return codec(C.sinew_go_strings_encode(flag(prefixes), C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), (*C.uint8_t)(out), C.size_t(capacity)))
}

// DeltaStringsDecode reads what DeltaStringsEncode writes.
func DeltaStringsDecode(prefixes bool, in *byte, size int, offsets *int64, capacity int, out *byte, limit int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(offsets, capacity+1)
	raceWrite(out, limit)
	return codec(C.sinew_go_strings_decode(flag(prefixes), (*C.uint8_t)(in), C.size_t(size), (*C.int64_t)(offsets), C.size_t(capacity), (*C.uint8_t)(out), C.size_t(limit)))
}

// DeltaStringsDecodedSize returns the bytes of the strings of a DELTA_BYTE_ARRAY; if status is not
// StatusOK, read is the first byte at fault.
func DeltaStringsDecodedSize(in *byte, size, capacity int) (read, bytes int, status int32) {
	raceRead(in, size)
	return codec(C.sinew_go_strings_decoded_size((*C.uint8_t)(in), C.size_t(size), C.size_t(capacity)))
}
