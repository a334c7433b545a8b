//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_delta_encode_i32
#cgo nocallback sinew_delta_encode_i32
#cgo noescape sinew_delta_encode_i64
#cgo nocallback sinew_delta_encode_i64
#cgo noescape sinew_delta_decode_i32
#cgo nocallback sinew_delta_decode_i32
#cgo noescape sinew_delta_decode_i64
#cgo nocallback sinew_delta_decode_i64
*/
import "C"

// DeltaEncodeI32 writes differences and returns the last value.
func DeltaEncodeI32(in *int32, count int, start int32, out *int32) int32 {
	raceRead(in, count)
	raceWrite(out, count)
	return int32(C.sinew_delta_encode_i32((*C.int32_t)(in), C.size_t(count), C.int32_t(start), (*C.int32_t)(out)))
}

// DeltaDecodeI32 writes prefix sums and returns the last one.
func DeltaDecodeI32(in *int32, count int, start int32, out *int32) int32 {
	raceRead(in, count)
	raceWrite(out, count)
	return int32(C.sinew_delta_decode_i32((*C.int32_t)(in), C.size_t(count), C.int32_t(start), (*C.int32_t)(out)))
}

// DeltaEncodeI64 writes differences and returns the last value.
func DeltaEncodeI64(in *int64, count int, start int64, out *int64) int64 {
	raceRead(in, count)
	raceWrite(out, count)
	return int64(C.sinew_delta_encode_i64((*C.int64_t)(in), C.size_t(count), C.int64_t(start), (*C.int64_t)(out)))
}

// DeltaDecodeI64 writes prefix sums and returns the last one.
func DeltaDecodeI64(in *int64, count int, start int64, out *int64) int64 {
	raceRead(in, count)
	raceWrite(out, count)
	return int64(C.sinew_delta_decode_i64((*C.int64_t)(in), C.size_t(count), C.int64_t(start), (*C.int64_t)(out)))
}
