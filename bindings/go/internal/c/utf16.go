//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_utf8_to_utf16_size
#cgo nocallback sinew_go_utf8_to_utf16_size
static inline size_t sinew_go_utf8_to_utf16_size(const uint8_t* in, size_t size) {
  return sinew_utf8_to_utf16_size(in, size);
}

#cgo noescape sinew_go_utf8_to_utf16
#cgo nocallback sinew_go_utf8_to_utf16
static inline sinew_codec_result sinew_go_utf8_to_utf16(const uint8_t* in, size_t size,
                                                        uint16_t* out, size_t capacity) {
  return sinew_utf8_to_utf16(in, size, out, capacity);
}

#cgo noescape sinew_go_utf16_to_utf8_size
#cgo nocallback sinew_go_utf16_to_utf8_size
static inline size_t sinew_go_utf16_to_utf8_size(const uint16_t* in, size_t count) {
  return sinew_utf16_to_utf8_size(in, count);
}

#cgo noescape sinew_go_utf16_to_utf8
#cgo nocallback sinew_go_utf16_to_utf8
static inline sinew_codec_result sinew_go_utf16_to_utf8(const uint16_t* in, size_t count,
                                                        uint8_t* out, size_t capacity) {
  return sinew_utf16_to_utf8(in, count, out, capacity);
}
*/
import "C"

// UTF8ToUTF16Size returns the number of units of well-formed text.
func UTF8ToUTF16Size(in *byte, size int) int {
	raceRead(in, size)
	return int(C.sinew_go_utf8_to_utf16_size((*C.uint8_t)(in), C.size_t(size)))
}

// UTF8ToUTF16 converts up to the first fault.
func UTF8ToUTF16(in *byte, size int, out *uint16, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(out, capacity)
	r := C.sinew_go_utf8_to_utf16((*C.uint8_t)(in), C.size_t(size), (*C.uint16_t)(out), C.size_t(capacity))
	return int(r.read), int(r.written), int32(r.status)
}

// UTF16ToUTF8Size returns the number of bytes of well-formed units.
func UTF16ToUTF8Size(in *uint16, count int) int {
	raceRead(in, count)
	return int(C.sinew_go_utf16_to_utf8_size((*C.uint16_t)(in), C.size_t(count)))
}

// UTF16ToUTF8 converts up to the first fault.
func UTF16ToUTF8(in *uint16, count int, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, count)
	raceWrite(out, capacity)
	r := C.sinew_go_utf16_to_utf8((*C.uint16_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	return int(r.read), int(r.written), int32(r.status)
}
