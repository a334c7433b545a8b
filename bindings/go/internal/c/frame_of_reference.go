//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_frame_of_reference_measure_i32
#cgo nocallback sinew_frame_of_reference_measure_i32
#cgo noescape sinew_frame_of_reference_measure_i64
#cgo nocallback sinew_frame_of_reference_measure_i64
#cgo noescape sinew_frame_of_reference_measure_u32
#cgo nocallback sinew_frame_of_reference_measure_u32
#cgo noescape sinew_frame_of_reference_measure_u64
#cgo nocallback sinew_frame_of_reference_measure_u64
#cgo noescape sinew_frame_of_reference_encode_u32
#cgo nocallback sinew_frame_of_reference_encode_u32
#cgo noescape sinew_frame_of_reference_encode_u64
#cgo nocallback sinew_frame_of_reference_encode_u64
#cgo noescape sinew_frame_of_reference_decode_u32
#cgo nocallback sinew_frame_of_reference_decode_u32
#cgo noescape sinew_frame_of_reference_decode_u64
#cgo nocallback sinew_frame_of_reference_decode_u64
*/
import "C"

// FrameOfReferenceMeasureI32 returns the least value and the bits of the distances from it.
func FrameOfReferenceMeasureI32(in *int32, count int) (base int64, width int) {
	raceRead(in, count)
	r := C.sinew_frame_of_reference_measure_i32((*C.int32_t)(in), C.size_t(count))
	return int64(r.base), int(r.width)
}

// FrameOfReferenceMeasureI64 returns the least value and the bits of the distances from it.
func FrameOfReferenceMeasureI64(in *int64, count int) (base int64, width int) {
	raceRead(in, count)
	r := C.sinew_frame_of_reference_measure_i64((*C.int64_t)(in), C.size_t(count))
	return int64(r.base), int(r.width)
}

// FrameOfReferenceMeasureU32 returns the least value and the bits of the distances from it.
func FrameOfReferenceMeasureU32(in *uint32, count int) (base uint64, width int) {
	raceRead(in, count)
	r := C.sinew_frame_of_reference_measure_u32((*C.uint32_t)(in), C.size_t(count))
	return uint64(r.base), int(r.width)
}

// FrameOfReferenceMeasureU64 returns the least value and the bits of the distances from it.
func FrameOfReferenceMeasureU64(in *uint64, count int) (base uint64, width int) {
	raceRead(in, count)
	r := C.sinew_frame_of_reference_measure_u64((*C.uint64_t)(in), C.size_t(count))
	return uint64(r.base), int(r.width)
}

// FrameOfReferenceEncodeU32 subtracts the base from each value. Signed values have the same bits.
func FrameOfReferenceEncodeU32(in *uint32, count int, base uint32, out *uint32) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_frame_of_reference_encode_u32((*C.uint32_t)(in), C.size_t(count), C.uint32_t(base), (*C.uint32_t)(out))
}

// FrameOfReferenceEncodeU64 subtracts the base from each value. Signed values have the same bits.
func FrameOfReferenceEncodeU64(in *uint64, count int, base uint64, out *uint64) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_frame_of_reference_encode_u64((*C.uint64_t)(in), C.size_t(count), C.uint64_t(base), (*C.uint64_t)(out))
}

// FrameOfReferenceDecodeU32 adds the base to each distance.
func FrameOfReferenceDecodeU32(in *uint32, count int, base uint32, out *uint32) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_frame_of_reference_decode_u32((*C.uint32_t)(in), C.size_t(count), C.uint32_t(base), (*C.uint32_t)(out))
}

// FrameOfReferenceDecodeU64 adds the base to each distance.
func FrameOfReferenceDecodeU64(in *uint64, count int, base uint64, out *uint64) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_frame_of_reference_decode_u64((*C.uint64_t)(in), C.size_t(count), C.uint64_t(base), (*C.uint64_t)(out))
}
