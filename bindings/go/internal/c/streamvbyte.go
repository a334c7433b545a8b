//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_streamvbyte_size
#cgo nocallback sinew_go_streamvbyte_size
static inline size_t sinew_go_streamvbyte_size(const uint32_t* in, size_t count, uint32_t flags) {
  return sinew_streamvbyte_encoded_size(in, count, flags);
}
#cgo noescape sinew_go_streamvbyte_delta_size
#cgo nocallback sinew_go_streamvbyte_delta_size
static inline size_t sinew_go_streamvbyte_delta_size(const uint32_t* in, size_t count, uint32_t flags, uint32_t start) {
  return sinew_streamvbyte_delta_encoded_size(in, count, flags, start);
}
#cgo noescape sinew_go_streamvbyte_encode
#cgo nocallback sinew_go_streamvbyte_encode
static inline size_t sinew_go_streamvbyte_encode(const uint32_t* in, size_t count, uint32_t flags, uint8_t* out, size_t capacity) {
  return sinew_streamvbyte_encode(in, count, flags, out, capacity).written;
}
#cgo noescape sinew_go_streamvbyte_delta_encode
#cgo nocallback sinew_go_streamvbyte_delta_encode
static inline size_t sinew_go_streamvbyte_delta_encode(const uint32_t* in, size_t count, uint32_t flags, uint32_t start, uint8_t* out, size_t capacity) {
  return sinew_streamvbyte_delta_encode(in, count, flags, start, out, capacity).written;
}
#cgo noescape sinew_go_streamvbyte_decode
#cgo nocallback sinew_go_streamvbyte_decode
static inline sinew_codec_result sinew_go_streamvbyte_decode(const uint8_t* in, size_t size, uint32_t flags, uint32_t* out, size_t count) {
  return sinew_streamvbyte_decode(in, size, flags, out, count);
}
#cgo noescape sinew_go_streamvbyte_delta_decode
#cgo nocallback sinew_go_streamvbyte_delta_decode
static inline sinew_codec_result sinew_go_streamvbyte_delta_decode(const uint8_t* in, size_t size, uint32_t flags, uint32_t start, uint32_t* out, size_t count) {
  return sinew_streamvbyte_delta_decode(in, size, flags, start, out, count);
}
*/
import "C"

// StreamVByteSize returns the bytes that StreamVByteEncode writes.
func StreamVByteSize(in *uint32, count int, flags uint32) int {
	raceRead(in, count)
	return int(C.sinew_go_streamvbyte_size((*C.uint32_t)(in), C.size_t(count), C.uint32_t(flags)))
}

// StreamVByteDeltaSize returns the bytes that StreamVByteDeltaEncode writes.
func StreamVByteDeltaSize(in *uint32, count int, flags, start uint32) int {
	raceRead(in, count)
	return int(C.sinew_go_streamvbyte_delta_size((*C.uint32_t)(in), C.size_t(count), C.uint32_t(flags), C.uint32_t(start)))
}

// StreamVByteEncode returns how many bytes it wrote, for which there must be room.
func StreamVByteEncode(in *uint32, count int, flags uint32, out *byte, capacity int) int {
	raceRead(in, count)
	raceWrite(out, capacity)
	return int(C.sinew_go_streamvbyte_encode((*C.uint32_t)(in), C.size_t(count), C.uint32_t(flags), (*C.uint8_t)(out), C.size_t(capacity)))
}

// StreamVByteDeltaEncode is StreamVByteEncode of differences.
func StreamVByteDeltaEncode(in *uint32, count int, flags, start uint32, out *byte, capacity int) int {
	raceRead(in, count)
	raceWrite(out, capacity)
	return int(C.sinew_go_streamvbyte_delta_encode((*C.uint32_t)(in), C.size_t(count), C.uint32_t(flags), C.uint32_t(start), (*C.uint8_t)(out), C.size_t(capacity)))
}

// StreamVByteDecode returns how many bytes count values took, or StatusTruncated.
func StreamVByteDecode(in *byte, size int, flags uint32, out *uint32, count int) (read int, status int32) {
	raceRead(in, size)
	r := C.sinew_go_streamvbyte_decode((*C.uint8_t)(in), C.size_t(size), C.uint32_t(flags), (*C.uint32_t)(out), C.size_t(count))
	raceWrite(out, int(r.written))
	return int(r.read), int32(r.status)
}

// StreamVByteDeltaDecode is StreamVByteDecode of differences.
func StreamVByteDeltaDecode(in *byte, size int, flags, start uint32, out *uint32, count int) (read int, status int32) {
	raceRead(in, size)
	r := C.sinew_go_streamvbyte_delta_decode((*C.uint8_t)(in), C.size_t(size), C.uint32_t(flags), C.uint32_t(start), (*C.uint32_t)(out), C.size_t(count))
	raceWrite(out, int(r.written))
	return int(r.read), int32(r.status)
}
