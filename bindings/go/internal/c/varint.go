//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_varint_encode_u32
#cgo nocallback sinew_go_varint_encode_u32
static inline sinew_codec_result sinew_go_varint_encode_u32(const uint32_t* in, size_t count, uint8_t* out, size_t capacity) {
  return sinew_varint_encode_u32(in, count, out, capacity);
}
#cgo noescape sinew_go_varint_decode_u32
#cgo nocallback sinew_go_varint_decode_u32
static inline sinew_codec_result sinew_go_varint_decode_u32(const uint8_t* in, size_t size, uint32_t* out, size_t capacity) {
  return sinew_varint_decode_u32(in, size, out, capacity);
}
#cgo noescape sinew_go_varint_encode_u64
#cgo nocallback sinew_go_varint_encode_u64
static inline sinew_codec_result sinew_go_varint_encode_u64(const uint64_t* in, size_t count, uint8_t* out, size_t capacity) {
  return sinew_varint_encode_u64(in, count, out, capacity);
}
#cgo noescape sinew_go_varint_decode_u64
#cgo nocallback sinew_go_varint_decode_u64
static inline sinew_codec_result sinew_go_varint_decode_u64(const uint8_t* in, size_t size, uint64_t* out, size_t capacity) {
  return sinew_varint_decode_u64(in, size, out, capacity);
}
#cgo noescape sinew_go_varint_encode_zigzag_i32
#cgo nocallback sinew_go_varint_encode_zigzag_i32
static inline sinew_codec_result sinew_go_varint_encode_zigzag_i32(const int32_t* in, size_t count, uint8_t* out, size_t capacity) {
  return sinew_varint_encode_zigzag_i32(in, count, out, capacity);
}
#cgo noescape sinew_go_varint_decode_zigzag_i32
#cgo nocallback sinew_go_varint_decode_zigzag_i32
static inline sinew_codec_result sinew_go_varint_decode_zigzag_i32(const uint8_t* in, size_t size, int32_t* out, size_t capacity) {
  return sinew_varint_decode_zigzag_i32(in, size, out, capacity);
}
#cgo noescape sinew_go_varint_encode_zigzag_i64
#cgo nocallback sinew_go_varint_encode_zigzag_i64
static inline sinew_codec_result sinew_go_varint_encode_zigzag_i64(const int64_t* in, size_t count, uint8_t* out, size_t capacity) {
  return sinew_varint_encode_zigzag_i64(in, count, out, capacity);
}
#cgo noescape sinew_go_varint_decode_zigzag_i64
#cgo nocallback sinew_go_varint_decode_zigzag_i64
static inline sinew_codec_result sinew_go_varint_decode_zigzag_i64(const uint8_t* in, size_t size, int64_t* out, size_t capacity) {
  return sinew_varint_decode_zigzag_i64(in, size, out, capacity);
}
#cgo noescape sinew_varint_encoded_size_u32
#cgo nocallback sinew_varint_encoded_size_u32
#cgo noescape sinew_varint_encoded_size_u64
#cgo nocallback sinew_varint_encoded_size_u64
#cgo noescape sinew_varint_encoded_size_zigzag_i32
#cgo nocallback sinew_varint_encoded_size_zigzag_i32
#cgo noescape sinew_varint_encoded_size_zigzag_i64
#cgo nocallback sinew_varint_encoded_size_zigzag_i64
#cgo noescape sinew_go_varint_count
#cgo nocallback sinew_go_varint_count
static inline size_t sinew_go_varint_count(const uint8_t* in, size_t size) {
  return sinew_varint_count(in, size);
}
*/
import "C"

// VarintEncodeU32 encodes values until they or the capacity end.
func VarintEncodeU32(in *uint32, count int, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, count)
	r := C.sinew_go_varint_encode_u32((*C.uint32_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	raceWrite(out, int(r.written))
	return codec(r)
}

// VarintDecodeU32 decodes values until the input or the capacity ends, or one is at fault.
func VarintDecodeU32(in *byte, size int, out *uint32, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	r := C.sinew_go_varint_decode_u32((*C.uint8_t)(in), C.size_t(size), (*C.uint32_t)(out), C.size_t(capacity))
	raceWrite(out, int(r.written))
	return codec(r)
}

// VarintEncodedSizeU32 returns how many bytes the values take.
func VarintEncodedSizeU32(in *uint32, count int) int {
	raceRead(in, count)
	return int(C.sinew_varint_encoded_size_u32((*C.uint32_t)(in), C.size_t(count)))
}

// VarintEncodeU64 encodes values until they or the capacity end.
func VarintEncodeU64(in *uint64, count int, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, count)
	r := C.sinew_go_varint_encode_u64((*C.uint64_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	raceWrite(out, int(r.written))
	return codec(r)
}

// VarintDecodeU64 decodes values until the input or the capacity ends, or one is at fault.
func VarintDecodeU64(in *byte, size int, out *uint64, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	r := C.sinew_go_varint_decode_u64((*C.uint8_t)(in), C.size_t(size), (*C.uint64_t)(out), C.size_t(capacity))
	raceWrite(out, int(r.written))
	return codec(r)
}

// VarintEncodedSizeU64 returns how many bytes the values take.
func VarintEncodedSizeU64(in *uint64, count int) int {
	raceRead(in, count)
	return int(C.sinew_varint_encoded_size_u64((*C.uint64_t)(in), C.size_t(count)))
}

// VarintEncodeZigzagI32 encodes values until they or the capacity end.
func VarintEncodeZigzagI32(in *int32, count int, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, count)
	r := C.sinew_go_varint_encode_zigzag_i32((*C.int32_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	raceWrite(out, int(r.written))
	return codec(r)
}

// VarintDecodeZigzagI32 decodes values until the input or the capacity ends, or one is at fault.
func VarintDecodeZigzagI32(in *byte, size int, out *int32, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	r := C.sinew_go_varint_decode_zigzag_i32((*C.uint8_t)(in), C.size_t(size), (*C.int32_t)(out), C.size_t(capacity))
	raceWrite(out, int(r.written))
	return codec(r)
}

// VarintEncodedSizeZigzagI32 returns how many bytes the values take.
func VarintEncodedSizeZigzagI32(in *int32, count int) int {
	raceRead(in, count)
	return int(C.sinew_varint_encoded_size_zigzag_i32((*C.int32_t)(in), C.size_t(count)))
}

// VarintEncodeZigzagI64 encodes values until they or the capacity end.
func VarintEncodeZigzagI64(in *int64, count int, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, count)
	r := C.sinew_go_varint_encode_zigzag_i64((*C.int64_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	raceWrite(out, int(r.written))
	return codec(r)
}

// VarintDecodeZigzagI64 decodes values until the input or the capacity ends, or one is at fault.
func VarintDecodeZigzagI64(in *byte, size int, out *int64, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	r := C.sinew_go_varint_decode_zigzag_i64((*C.uint8_t)(in), C.size_t(size), (*C.int64_t)(out), C.size_t(capacity))
	raceWrite(out, int(r.written))
	return codec(r)
}

// VarintEncodedSizeZigzagI64 returns how many bytes the values take.
func VarintEncodedSizeZigzagI64(in *int64, count int) int {
	raceRead(in, count)
	return int(C.sinew_varint_encoded_size_zigzag_i64((*C.int64_t)(in), C.size_t(count)))
}

// VarintCount returns how many varints end within the bytes.
func VarintCount(in *byte, size int) int {
	raceRead(in, size)
	return int(C.sinew_go_varint_count((*C.uint8_t)(in), C.size_t(size)))
}
