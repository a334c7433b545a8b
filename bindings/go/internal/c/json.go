//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_json_escape
#cgo nocallback sinew_go_json_escape
static inline sinew_codec_result sinew_go_json_escape(const uint8_t* in, size_t size, uint8_t* out,
                                                      size_t capacity, uint32_t flags) {
  return sinew_json_escape(in, size, out, capacity, flags);
}

#cgo noescape sinew_go_json_unescape
#cgo nocallback sinew_go_json_unescape
static inline sinew_codec_result sinew_go_json_unescape(const uint8_t* in, size_t size,
                                                        uint8_t* out, size_t capacity) {
  return sinew_json_unescape(in, size, out, capacity);
}
*/
import "C"

// JSONEscape escapes as much as there is room for.
func JSONEscape(in *byte, size int, out *byte, capacity int, flags uint32) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(out, capacity)
	r := C.sinew_go_json_escape((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out), C.size_t(capacity), C.uint32_t(flags))
	return int(r.read), int(r.written), int32(r.status)
}

// JSONUnescape unescapes up to the first fault.
func JSONUnescape(in *byte, size int, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(out, capacity)
	r := C.sinew_go_json_unescape((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out), C.size_t(capacity))
	return int(r.read), int(r.written), int32(r.status)
}
