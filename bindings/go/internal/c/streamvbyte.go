//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_streamvbyte_encoded_size
#cgo nocallback sinew_streamvbyte_encoded_size
#cgo noescape sinew_go_streamvbyte_encode
#cgo nocallback sinew_go_streamvbyte_encode
static inline sinew_codec_result sinew_go_streamvbyte_encode(const uint32_t* in, size_t count, uint8_t* out, size_t capacity, uint32_t flags) {
  return sinew_streamvbyte_encode(in, count, out, capacity, flags);
}
#cgo noescape sinew_go_streamvbyte_decode
#cgo nocallback sinew_go_streamvbyte_decode
static inline sinew_codec_result sinew_go_streamvbyte_decode(const uint8_t* in, size_t size, uint32_t* out, size_t count, uint32_t flags) {
  return sinew_streamvbyte_decode(in, size, out, count, flags);
}
#cgo noescape sinew_streamvbyte_encoded_size_delta
#cgo nocallback sinew_streamvbyte_encoded_size_delta
#cgo noescape sinew_go_streamvbyte_encode_delta
#cgo nocallback sinew_go_streamvbyte_encode_delta
static inline sinew_codec_result sinew_go_streamvbyte_encode_delta(const uint32_t* in, size_t count, uint32_t start, uint8_t* out, size_t capacity, uint32_t flags) {
  return sinew_streamvbyte_encode_delta(in, count, start, out, capacity, flags);
}
#cgo noescape sinew_go_streamvbyte_decode_delta
#cgo nocallback sinew_go_streamvbyte_decode_delta
static inline sinew_codec_result sinew_go_streamvbyte_decode_delta(const uint8_t* in, size_t size, uint32_t start, uint32_t* out, size_t count, uint32_t flags) {
  return sinew_streamvbyte_decode_delta(in, size, start, out, count, flags);
}
*/
import "C"

// StreamVByteEncodedSize returns the bytes that StreamVByteEncode writes.
func StreamVByteEncodedSize(in *uint32, count int, flags uint32) int {
	raceRead(in, count)
	return int(C.sinew_streamvbyte_encoded_size((*C.uint32_t)(in), C.size_t(count), C.uint32_t(flags)).written)
}

// StreamVByteEncode encodes values; out has room for them.
func StreamVByteEncode(in *uint32, count int, out *byte, capacity int, flags uint32) (written int) {
	raceRead(in, count)
	raceWrite(out, capacity)
	r := C.sinew_go_streamvbyte_encode((*C.uint32_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity), C.uint32_t(flags))
	return int(r.written)
}

// StreamVByteDecode decodes what StreamVByteEncode writes.
func StreamVByteDecode(in *byte, size int, out *uint32, count int, flags uint32) (read int, status int32) {
	raceRead(in, size)
	r := C.sinew_go_streamvbyte_decode((*C.uint8_t)(in), C.size_t(size), (*C.uint32_t)(out), C.size_t(count), C.uint32_t(flags))
	raceWrite(out, int(r.written))
	return int(r.read), int32(r.status)
}

// StreamVByteEncodedSizeDelta returns the bytes that StreamVByteEncodeDelta writes.
func StreamVByteEncodedSizeDelta(in *uint32, count int, start uint32, flags uint32) int {
	raceRead(in, count)
	return int(C.sinew_streamvbyte_encoded_size_delta((*C.uint32_t)(in), C.size_t(count), C.uint32_t(start), C.uint32_t(flags)).written)
}

// StreamVByteEncodeDelta encodes the differences of values; out has room for them.
func StreamVByteEncodeDelta(in *uint32, count int, start uint32, out *byte, capacity int, flags uint32) (written int) {
	raceRead(in, count)
	raceWrite(out, capacity)
	r := C.sinew_go_streamvbyte_encode_delta((*C.uint32_t)(in), C.size_t(count), C.uint32_t(start), (*C.uint8_t)(out), C.size_t(capacity), C.uint32_t(flags))
	return int(r.written)
}

// StreamVByteDecodeDelta decodes what StreamVByteEncodeDelta writes with the same start.
func StreamVByteDecodeDelta(in *byte, size int, start uint32, out *uint32, count int, flags uint32) (read int, status int32) {
	raceRead(in, size)
	r := C.sinew_go_streamvbyte_decode_delta((*C.uint8_t)(in), C.size_t(size), C.uint32_t(start), (*C.uint32_t)(out), C.size_t(count), C.uint32_t(flags))
	raceWrite(out, int(r.written))
	return int(r.read), int32(r.status)
}
