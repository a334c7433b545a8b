//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_base64_encode
#cgo nocallback sinew_go_base64_encode
static inline size_t sinew_go_base64_encode(const uint8_t* in, size_t size, uint32_t flags,
                                            uint8_t* out) {
  return sinew_base64_encode(in, size, flags, out);
}

#cgo noescape sinew_go_base64_decode
#cgo nocallback sinew_go_base64_decode
static inline sinew_codec_result sinew_go_base64_decode(const uint8_t* in, size_t size,
                                                        uint32_t flags, uint8_t* out,
                                                        size_t capacity) {
  return sinew_base64_decode(in, size, flags, out, capacity);
}

#cgo noescape sinew_go_base64_encoded_column_size
#cgo nocallback sinew_go_base64_encoded_column_size
static inline sinew_result sinew_go_base64_encoded_column_size(
    int32_t type, size_t count, const uint8_t* values, size_t values_size, const uint8_t* offsets,
    const uint8_t* validity, size_t bit, uint32_t flags) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_base64_encoded_column_size(&column, flags);
}

#cgo noescape sinew_go_base64_encode_column
#cgo nocallback sinew_go_base64_encode_column
static inline sinew_codec_result sinew_go_base64_encode_column(
    int32_t type, size_t count, const uint8_t* values, size_t values_size, const uint8_t* offsets,
    const uint8_t* validity, size_t bit, uint32_t flags, int64_t* out_offsets, uint8_t* out,
    size_t capacity) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_base64_encode_column(&column, flags, out_offsets, out, capacity);
}

#cgo noescape sinew_go_base64_decode_column
#cgo nocallback sinew_go_base64_decode_column
static inline sinew_codec_result sinew_go_base64_decode_column(
    int32_t type, size_t count, const uint8_t* values, size_t values_size, const uint8_t* offsets,
    const uint8_t* validity, size_t bit, uint32_t flags, int64_t* out_offsets, uint8_t* out,
    size_t capacity) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_base64_decode_column(&column, flags, out_offsets, out, capacity);
}
*/
import "C"

import "github.com/sinew-simd/sinew/bindings/go/internal/column"

// Base64Encode writes written bytes, as many as the encoding of size bytes has.
func Base64Encode(in *byte, size int, flags uint32, out *byte) (written int) {
	raceRead(in, size)
	written = int(C.sinew_go_base64_encode((*C.uint8_t)(in), C.size_t(size), C.uint32_t(flags), (*C.uint8_t)(out)))
	raceWrite(out, written)
	return written
}

// Base64Decode writes the bytes before the fault at read, where status is not StatusOK.
func Base64Decode(in *byte, size int, flags uint32, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	r := C.sinew_go_base64_decode((*C.uint8_t)(in), C.size_t(size), C.uint32_t(flags), (*C.uint8_t)(out), C.size_t(capacity))
	raceWrite(out, int(r.written))
	return int(r.read), int(r.written), int32(r.status)
}

// Base64EncodedColumnSize returns the bytes that Base64EncodeColumn writes; where status is not
// StatusOK, the first bad row.
func Base64EncodedColumnSize(v *column.View, flags uint32) (size int, status int32) {
	raceColumn(v)
	r := C.sinew_go_base64_encoded_column_size(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), C.uint32_t(flags))
	return int(r.count), int32(r.status)
}

// Base64EncodeColumn writes v.Count+1 offsets and the bytes that they point into.
func Base64EncodeColumn(v *column.View, flags uint32, offsets *int64, out *byte, capacity int) (read, written int, status int32) {
	raceColumn(v)
	r := C.sinew_go_base64_encode_column(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), C.uint32_t(flags), (*C.int64_t)(offsets),
		(*C.uint8_t)(out), C.size_t(capacity))
	if r.status == StatusOK {
		raceWrite(offsets, v.Count+1)
	}
	raceWrite(out, int(r.written))
	return int(r.read), int(r.written), int32(r.status)
}

// Base64DecodeColumn writes v.Count+1 offsets and the bytes that they point into; where status is
// not StatusOK, read is the row at fault.
func Base64DecodeColumn(v *column.View, flags uint32, offsets *int64, out *byte, capacity int) (read, written int, status int32) {
	raceColumn(v)
	r := C.sinew_go_base64_decode_column(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), C.uint32_t(flags), (*C.int64_t)(offsets),
		(*C.uint8_t)(out), C.size_t(capacity))
	if r.status == StatusOK {
		raceWrite(offsets, v.Count+1)
	}
	raceWrite(out, int(r.written))
	return int(r.read), int(r.written), int32(r.status)
}
