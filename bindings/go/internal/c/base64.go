//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_base64_encode
#cgo nocallback sinew_go_base64_encode
static inline size_t sinew_go_base64_encode(const uint8_t* in, size_t size, uint8_t* out,
                                            uint32_t flags) {
  return sinew_base64_encode(in, size, out, flags).written;
}

#cgo noescape sinew_go_base64_decode
#cgo nocallback sinew_go_base64_decode
static inline sinew_codec_result sinew_go_base64_decode(const uint8_t* in, size_t size,
                                                        uint8_t* out, size_t capacity,
                                                        uint32_t flags) {
  return sinew_base64_decode(in, size, out, capacity, flags);
}

#cgo noescape sinew_go_base64_encoded_size_many
#cgo nocallback sinew_go_base64_encoded_size_many
static inline sinew_codec_result sinew_go_base64_encoded_size_many(
    int32_t type, size_t count, const uint8_t* values, size_t values_size, const uint8_t* offsets,
    const uint8_t* validity, size_t bit, uint32_t flags) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_base64_encoded_size_many(&column, flags);
}

#cgo noescape sinew_go_base64_encode_many
#cgo nocallback sinew_go_base64_encode_many
static inline sinew_codec_result sinew_go_base64_encode_many(
    int32_t type, size_t count, const uint8_t* values, size_t values_size, const uint8_t* offsets,
    const uint8_t* validity, size_t bit, int64_t* out_offsets, uint8_t* out, size_t capacity,
    uint32_t flags) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_base64_encode_many(&column, out_offsets, out, capacity, flags);
}

#cgo noescape sinew_go_base64_decode_many
#cgo nocallback sinew_go_base64_decode_many
static inline sinew_codec_result sinew_go_base64_decode_many(
    int32_t type, size_t count, const uint8_t* values, size_t values_size, const uint8_t* offsets,
    const uint8_t* validity, size_t bit, int64_t* out_offsets, uint8_t* out, size_t capacity,
    uint32_t flags) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_base64_decode_many(&column, out_offsets, out, capacity, flags);
}
*/
import "C"

import "github.com/sinew-simd/sinew/bindings/go/internal/column"

// Base64Encode writes the text of size bytes and returns its length. flags must not have Base64Strict.
func Base64Encode(in *byte, size int, out *byte, flags uint32) (written int) {
	raceRead(in, size)
	written = int(C.sinew_go_base64_encode((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out), C.uint32_t(flags)))
	raceWrite(out, written)
	return written
}

// Base64Decode writes the bytes before the fault, which is at read if status is not StatusOK.
func Base64Decode(in *byte, size int, out *byte, capacity int, flags uint32) (read, written int, status int32) {
	raceRead(in, size)
	r := C.sinew_go_base64_decode((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out), C.size_t(capacity), C.uint32_t(flags))
	raceWrite(out, int(r.written))
	return int(r.read), int(r.written), int32(r.status)
}

// Base64EncodedSizeMany returns how many bytes Base64EncodeMany writes. If status is not StatusOK, read
// is the first bad row.
func Base64EncodedSizeMany(v *column.View, flags uint32) (read, size int, status int32) {
	raceColumn(v)
	r := C.sinew_go_base64_encoded_size_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), C.uint32_t(flags))
	return int(r.read), int(r.written), int32(r.status)
}

// Base64EncodeMany writes v.Count+1 offsets and the bytes that they point into.
func Base64EncodeMany(v *column.View, offsets *int64, out *byte, capacity int, flags uint32) (read, written int, status int32) {
	raceColumn(v)
	r := C.sinew_go_base64_encode_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), (*C.int64_t)(offsets),
		(*C.uint8_t)(out), C.size_t(capacity), C.uint32_t(flags))
	return raceWritten(v, offsets, out, r)
}

// Base64DecodeMany writes v.Count+1 offsets and the bytes that they point into. If status is not
// StatusOK, read is the row at fault.
func Base64DecodeMany(v *column.View, offsets *int64, out *byte, capacity int, flags uint32) (read, written int, status int32) {
	raceColumn(v)
	r := C.sinew_go_base64_decode_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), (*C.int64_t)(offsets),
		(*C.uint8_t)(out), C.size_t(capacity), C.uint32_t(flags))
	return raceWritten(v, offsets, out, r)
}

// raceWritten notes what a call has written for the rows of v, and takes its result apart.
func raceWritten(v *column.View, offsets *int64, out *byte, r C.sinew_codec_result) (read, written int, status int32) {
	if r.status == StatusOK {
		raceWrite(offsets, v.Count+1)
	}
	raceWrite(out, int(r.written))
	return int(r.read), int(r.written), int32(r.status)
}
