//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_alp_encode_f64
#cgo nocallback sinew_go_alp_encode_f64
static inline sinew_codec_result sinew_go_alp_encode_f64(const double* in, size_t count, uint8_t* out, size_t capacity) {
  return sinew_alp_encode_f64(in, count, out, capacity);
}
#cgo noescape sinew_go_alp_decode_f64
#cgo nocallback sinew_go_alp_decode_f64
static inline sinew_codec_result sinew_go_alp_decode_f64(const uint8_t* in, size_t size, double* out, size_t capacity) {
  return sinew_alp_decode_f64(in, size, out, capacity);
}
#cgo noescape sinew_go_alp_encode_f32
#cgo nocallback sinew_go_alp_encode_f32
static inline sinew_codec_result sinew_go_alp_encode_f32(const float* in, size_t count, uint8_t* out, size_t capacity) {
  return sinew_alp_encode_f32(in, count, out, capacity);
}
#cgo noescape sinew_go_alp_decode_f32
#cgo nocallback sinew_go_alp_decode_f32
static inline sinew_codec_result sinew_go_alp_decode_f32(const uint8_t* in, size_t size, float* out, size_t capacity) {
  return sinew_alp_decode_f32(in, size, out, capacity);
}
*/
import "C"

// ALPEncodeF64 compresses values; out has room for them.
func ALPEncodeF64(in *float64, count int, out *byte, capacity int) (written int) {
	raceRead(in, count)
	raceWrite(out, capacity)
	_, written, _ = codec(C.sinew_go_alp_encode_f64((*C.double)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity)))
	return written
}

// ALPDecodeF64 decompresses values. If status is not StatusOK, read is the first byte at fault.
func ALPDecodeF64(in *byte, size int, out *float64, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(out, capacity)
	return codec(C.sinew_go_alp_decode_f64((*C.uint8_t)(in), C.size_t(size), (*C.double)(out), C.size_t(capacity)))
}

// ALPEncodeF32 compresses values; out has room for them.
func ALPEncodeF32(in *float32, count int, out *byte, capacity int) (written int) {
	raceRead(in, count)
	raceWrite(out, capacity)
	_, written, _ = codec(C.sinew_go_alp_encode_f32((*C.float)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity)))
	return written
}

// ALPDecodeF32 decompresses values. If status is not StatusOK, read is the first byte at fault.
func ALPDecodeF32(in *byte, size int, out *float32, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(out, capacity)
	return codec(C.sinew_go_alp_decode_f32((*C.uint8_t)(in), C.size_t(size), (*C.float)(out), C.size_t(capacity)))
}
