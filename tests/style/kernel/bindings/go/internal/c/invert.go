//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_invert
#cgo nocallback sinew_go_invert
static inline void sinew_go_invert(const uint8_t* in, size_t size, uint8_t* out) {
  sinew_invert(in, size, out);
}
*/
import "C"

// Invert writes size bytes.
func Invert(in *byte, size int, out *byte) {
	raceRead(in, size)
	raceWrite(out, size)
	C.sinew_go_invert((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out))
}
