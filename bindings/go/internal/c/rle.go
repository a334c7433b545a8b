//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_rle_encode_u32
#cgo nocallback sinew_go_rle_encode_u32
static inline sinew_codec_result sinew_go_rle_encode_u32(const uint32_t* in, size_t count, size_t width, uint8_t* out, size_t capacity) {
  return sinew_rle_encode_u32(in, count, width, out, capacity);
}
#cgo noescape sinew_go_rle_decode_u32
#cgo nocallback sinew_go_rle_decode_u32
static inline sinew_codec_result sinew_go_rle_decode_u32(const uint8_t* in, size_t size, size_t width, uint32_t* out, size_t count) {
  return sinew_rle_decode_u32(in, size, width, out, count);
}
*/
import "C"

// RLEEncodeU32 writes runs. If status is not StatusOK, read is the index of the first value at fault.
func RLEEncodeU32(in *uint32, count, width int, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, count)
	raceWrite(out, capacity)
	return codec(C.sinew_go_rle_encode_u32((*C.uint32_t)(in), C.size_t(count), C.size_t(width), (*C.uint8_t)(out), C.size_t(capacity)))
}

// RLEDecodeU32 reads runs that hold count values. If status is not StatusOK, read is the first byte at
// fault.
func RLEDecodeU32(in *byte, size, width int, out *uint32, count int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(out, count)
	return codec(C.sinew_go_rle_decode_u32((*C.uint8_t)(in), C.size_t(size), C.size_t(width), (*C.uint32_t)(out), C.size_t(count)))
}
