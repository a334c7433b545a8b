//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_zigzag_encode_32
#cgo nocallback sinew_go_zigzag_encode_32
static inline void sinew_go_zigzag_encode_32(const int32_t* in, size_t count, uint32_t* out) {
  sinew_zigzag_encode_i32(in, count, out);
}
#cgo noescape sinew_go_zigzag_decode_32
#cgo nocallback sinew_go_zigzag_decode_32
static inline void sinew_go_zigzag_decode_32(const uint32_t* in, size_t count, int32_t* out) {
  sinew_zigzag_decode_i32(in, count, out);
}
#cgo noescape sinew_go_differences_encode_32
#cgo nocallback sinew_go_differences_encode_32
static inline int32_t sinew_go_differences_encode_32(int32_t start, const int32_t* in, size_t count, int32_t* out) {
  return sinew_delta_encode_i32(start, in, count, out);
}
#cgo noescape sinew_go_differences_decode_32
#cgo nocallback sinew_go_differences_decode_32
static inline int32_t sinew_go_differences_decode_32(int32_t start, const int32_t* in, size_t count, int32_t* out) {
  return sinew_delta_decode_i32(start, in, count, out);
}
#cgo noescape sinew_go_frame_encode_32
#cgo nocallback sinew_go_frame_encode_32
static inline void sinew_go_frame_encode_32(const uint32_t* in, size_t count, uint32_t base, uint32_t* out) {
  sinew_frame_of_reference_encode_u32(in, count, base, out);
}
#cgo noescape sinew_go_frame_decode_32
#cgo nocallback sinew_go_frame_decode_32
static inline void sinew_go_frame_decode_32(const uint32_t* in, size_t count, uint32_t base, uint32_t* out) {
  sinew_frame_of_reference_decode_u32(in, count, base, out);
}
#cgo noescape sinew_go_frame_measure_i32
#cgo nocallback sinew_go_frame_measure_i32
static inline sinew_frame_i64 sinew_go_frame_measure_i32(const int32_t* in, size_t count) {
  return sinew_frame_of_reference_measure_i32(in, count);
}
#cgo noescape sinew_go_frame_measure_u32
#cgo nocallback sinew_go_frame_measure_u32
static inline sinew_frame_u64 sinew_go_frame_measure_u32(const uint32_t* in, size_t count) {
  return sinew_frame_of_reference_measure_u32(in, count);
}
#cgo noescape sinew_go_zigzag_encode_64
#cgo nocallback sinew_go_zigzag_encode_64
static inline void sinew_go_zigzag_encode_64(const int64_t* in, size_t count, uint64_t* out) {
  sinew_zigzag_encode_i64(in, count, out);
}
#cgo noescape sinew_go_zigzag_decode_64
#cgo nocallback sinew_go_zigzag_decode_64
static inline void sinew_go_zigzag_decode_64(const uint64_t* in, size_t count, int64_t* out) {
  sinew_zigzag_decode_i64(in, count, out);
}
#cgo noescape sinew_go_differences_encode_64
#cgo nocallback sinew_go_differences_encode_64
static inline int64_t sinew_go_differences_encode_64(int64_t start, const int64_t* in, size_t count, int64_t* out) {
  return sinew_delta_encode_i64(start, in, count, out);
}
#cgo noescape sinew_go_differences_decode_64
#cgo nocallback sinew_go_differences_decode_64
static inline int64_t sinew_go_differences_decode_64(int64_t start, const int64_t* in, size_t count, int64_t* out) {
  return sinew_delta_decode_i64(start, in, count, out);
}
#cgo noescape sinew_go_frame_encode_64
#cgo nocallback sinew_go_frame_encode_64
static inline void sinew_go_frame_encode_64(const uint64_t* in, size_t count, uint64_t base, uint64_t* out) {
  sinew_frame_of_reference_encode_u64(in, count, base, out);
}
#cgo noescape sinew_go_frame_decode_64
#cgo nocallback sinew_go_frame_decode_64
static inline void sinew_go_frame_decode_64(const uint64_t* in, size_t count, uint64_t base, uint64_t* out) {
  sinew_frame_of_reference_decode_u64(in, count, base, out);
}
#cgo noescape sinew_go_frame_measure_i64
#cgo nocallback sinew_go_frame_measure_i64
static inline sinew_frame_i64 sinew_go_frame_measure_i64(const int64_t* in, size_t count) {
  return sinew_frame_of_reference_measure_i64(in, count);
}
#cgo noescape sinew_go_frame_measure_u64
#cgo nocallback sinew_go_frame_measure_u64
static inline sinew_frame_u64 sinew_go_frame_measure_u64(const uint64_t* in, size_t count) {
  return sinew_frame_of_reference_measure_u64(in, count);
}
*/
import "C"

// ZigzagEncode32 maps signed values to unsigned ones.
func ZigzagEncode32(in *int32, count int, out *uint32) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_go_zigzag_encode_32((*C.int32_t)(in), C.size_t(count), (*C.uint32_t)(out))
}

// ZigzagDecode32 maps them back.
func ZigzagDecode32(in *uint32, count int, out *int32) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_go_zigzag_decode_32((*C.uint32_t)(in), C.size_t(count), (*C.int32_t)(out))
}

// DifferencesEncode32 writes differences of neighbours and returns the last value.
func DifferencesEncode32(start int32, in *int32, count int, out *int32) int32 {
	raceRead(in, count)
	raceWrite(out, count)
	return int32(C.sinew_go_differences_encode_32(C.int32_t(start), (*C.int32_t)(in), C.size_t(count), (*C.int32_t)(out)))
}

// DifferencesDecode32 writes prefix sums and returns the last one.
func DifferencesDecode32(start int32, in *int32, count int, out *int32) int32 {
	raceRead(in, count)
	raceWrite(out, count)
	return int32(C.sinew_go_differences_decode_32(C.int32_t(start), (*C.int32_t)(in), C.size_t(count), (*C.int32_t)(out)))
}

// FrameEncode32 subtracts the base from each value.
func FrameEncode32(in *uint32, count int, base uint32, out *uint32) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_go_frame_encode_32((*C.uint32_t)(in), C.size_t(count), C.uint32_t(base), (*C.uint32_t)(out))
}

// FrameDecode32 adds it.
func FrameDecode32(in *uint32, count int, base uint32, out *uint32) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_go_frame_decode_32((*C.uint32_t)(in), C.size_t(count), C.uint32_t(base), (*C.uint32_t)(out))
}

// FrameMeasureI32 returns the least value and the bits of the distances from it.
func FrameMeasureI32(in *int32, count int) (base int64, width int) {
	raceRead(in, count)
	r := C.sinew_go_frame_measure_i32((*C.int32_t)(in), C.size_t(count))
	return int64(r.base), int(r.width)
}

// FrameMeasureU32 does the same for unsigned values.
func FrameMeasureU32(in *uint32, count int) (base uint64, width int) {
	raceRead(in, count)
	r := C.sinew_go_frame_measure_u32((*C.uint32_t)(in), C.size_t(count))
	return uint64(r.base), int(r.width)
}

// ZigzagEncode64 maps signed values to unsigned ones.
func ZigzagEncode64(in *int64, count int, out *uint64) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_go_zigzag_encode_64((*C.int64_t)(in), C.size_t(count), (*C.uint64_t)(out))
}

// ZigzagDecode64 maps them back.
func ZigzagDecode64(in *uint64, count int, out *int64) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_go_zigzag_decode_64((*C.uint64_t)(in), C.size_t(count), (*C.int64_t)(out))
}

// DifferencesEncode64 writes differences of neighbours and returns the last value.
func DifferencesEncode64(start int64, in *int64, count int, out *int64) int64 {
	raceRead(in, count)
	raceWrite(out, count)
	return int64(C.sinew_go_differences_encode_64(C.int64_t(start), (*C.int64_t)(in), C.size_t(count), (*C.int64_t)(out)))
}

// DifferencesDecode64 writes prefix sums and returns the last one.
func DifferencesDecode64(start int64, in *int64, count int, out *int64) int64 {
	raceRead(in, count)
	raceWrite(out, count)
	return int64(C.sinew_go_differences_decode_64(C.int64_t(start), (*C.int64_t)(in), C.size_t(count), (*C.int64_t)(out)))
}

// FrameEncode64 subtracts the base from each value.
func FrameEncode64(in *uint64, count int, base uint64, out *uint64) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_go_frame_encode_64((*C.uint64_t)(in), C.size_t(count), C.uint64_t(base), (*C.uint64_t)(out))
}

// FrameDecode64 adds it.
func FrameDecode64(in *uint64, count int, base uint64, out *uint64) {
	raceRead(in, count)
	raceWrite(out, count)
	C.sinew_go_frame_decode_64((*C.uint64_t)(in), C.size_t(count), C.uint64_t(base), (*C.uint64_t)(out))
}

// FrameMeasureI64 returns the least value and the bits of the distances from it.
func FrameMeasureI64(in *int64, count int) (base int64, width int) {
	raceRead(in, count)
	r := C.sinew_go_frame_measure_i64((*C.int64_t)(in), C.size_t(count))
	return int64(r.base), int(r.width)
}

// FrameMeasureU64 does the same for unsigned values.
func FrameMeasureU64(in *uint64, count int) (base uint64, width int) {
	raceRead(in, count)
	r := C.sinew_go_frame_measure_u64((*C.uint64_t)(in), C.size_t(count))
	return uint64(r.base), int(r.width)
}
