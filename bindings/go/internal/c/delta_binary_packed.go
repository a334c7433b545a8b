//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_delta_binary_packed_encode_i32
#cgo nocallback sinew_go_delta_binary_packed_encode_i32
static inline sinew_codec_result sinew_go_delta_binary_packed_encode_i32(const int32_t* in, size_t count, uint8_t* out, size_t capacity) {
  return sinew_delta_binary_packed_encode_i32(in, count, out, capacity);
}
#cgo noescape sinew_go_delta_binary_packed_decode_i32
#cgo nocallback sinew_go_delta_binary_packed_decode_i32
static inline sinew_codec_result sinew_go_delta_binary_packed_decode_i32(const uint8_t* in, size_t size, int32_t* out, size_t capacity) {
  return sinew_delta_binary_packed_decode_i32(in, size, out, capacity);
}
#cgo noescape sinew_go_delta_binary_packed_encode_i64
#cgo nocallback sinew_go_delta_binary_packed_encode_i64
static inline sinew_codec_result sinew_go_delta_binary_packed_encode_i64(const int64_t* in, size_t count, uint8_t* out, size_t capacity) {
  return sinew_delta_binary_packed_encode_i64(in, count, out, capacity);
}
#cgo noescape sinew_go_delta_binary_packed_decode_i64
#cgo nocallback sinew_go_delta_binary_packed_decode_i64
static inline sinew_codec_result sinew_go_delta_binary_packed_decode_i64(const uint8_t* in, size_t size, int64_t* out, size_t capacity) {
  return sinew_delta_binary_packed_decode_i64(in, size, out, capacity);
}
*/
import "C"

// DeltaBinaryPackedEncodeI32 writes a stream.
func DeltaBinaryPackedEncodeI32(in *int32, count int, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, count)
	raceWrite(out, capacity)
	return codec(C.sinew_go_delta_binary_packed_encode_i32((*C.int32_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity)))
}

// DeltaBinaryPackedDecodeI32 reads a stream. If status is not StatusOK, read is the first byte at fault.
func DeltaBinaryPackedDecodeI32(in *byte, size int, out *int32, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(out, capacity)
	return codec(C.sinew_go_delta_binary_packed_decode_i32((*C.uint8_t)(in), C.size_t(size), (*C.int32_t)(out), C.size_t(capacity)))
}

// DeltaBinaryPackedEncodeI64 writes a stream.
func DeltaBinaryPackedEncodeI64(in *int64, count int, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, count)
	raceWrite(out, capacity)
	return codec(C.sinew_go_delta_binary_packed_encode_i64((*C.int64_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity)))
}

// DeltaBinaryPackedDecodeI64 reads a stream. If status is not StatusOK, read is the first byte at fault.
func DeltaBinaryPackedDecodeI64(in *byte, size int, out *int64, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(out, capacity)
	return codec(C.sinew_go_delta_binary_packed_decode_i64((*C.uint8_t)(in), C.size_t(size), (*C.int64_t)(out), C.size_t(capacity)))
}
