//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_zigzag_encode_i32
#cgo nocallback sinew_zigzag_encode_i32
#cgo noescape sinew_zigzag_encode_i64
#cgo nocallback sinew_zigzag_encode_i64
#cgo noescape sinew_zigzag_decode_i32
#cgo nocallback sinew_zigzag_decode_i32
#cgo noescape sinew_zigzag_decode_i64
#cgo nocallback sinew_zigzag_decode_i64
*/
import "C"

// ZigzagEncodeI32 maps signed values to unsigned ones.
func ZigzagEncodeI32(in *int32, count int, out *uint32) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_zigzag_encode_i32((*C.int32_t)(in), C.size_t(count), (*C.uint32_t)(out))
}

// ZigzagDecodeI32 maps them back.
func ZigzagDecodeI32(in *uint32, count int, out *int32) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_zigzag_decode_i32((*C.uint32_t)(in), C.size_t(count), (*C.int32_t)(out))
}

// ZigzagEncodeI64 maps signed values to unsigned ones.
func ZigzagEncodeI64(in *int64, count int, out *uint64) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_zigzag_encode_i64((*C.int64_t)(in), C.size_t(count), (*C.uint64_t)(out))
}

// ZigzagDecodeI64 maps them back.
func ZigzagDecodeI64(in *uint64, count int, out *int64) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_zigzag_decode_i64((*C.uint64_t)(in), C.size_t(count), (*C.int64_t)(out))
}
