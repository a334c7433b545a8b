//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_hex_encode
#cgo nocallback sinew_go_hex_encode
static inline size_t sinew_go_hex_encode(const uint8_t* in, size_t size, uint8_t* out,
                                         uint32_t flags) {
  return sinew_hex_encode(in, size, out, flags).written;
}

#cgo noescape sinew_go_hex_decode
#cgo nocallback sinew_go_hex_decode
static inline sinew_codec_result sinew_go_hex_decode(const uint8_t* in, size_t size, uint8_t* out,
                                                     size_t capacity) {
  return sinew_hex_decode(in, size, out, capacity);
}
*/
import "C"

// HexEncode writes two digits for each of size bytes.
func HexEncode(in *byte, size int, out *byte, flags uint32) {
	raceRead(in, size)
	raceWrite(out, 2*size)
	C.sinew_go_hex_encode((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out), C.uint32_t(flags))
}

// HexDecode writes the bytes before the fault, which is at read if status is not StatusOK.
func HexDecode(in *byte, size int, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	r := C.sinew_go_hex_decode((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out), C.size_t(capacity))
	raceWrite(out, int(r.written))
	return int(r.read), int(r.written), int32(r.status)
}
