//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_bitpack_encode_u32
#cgo nocallback sinew_go_bitpack_encode_u32
static inline sinew_result sinew_go_bitpack_encode_u32(const uint32_t* in, size_t count, size_t width, uint8_t* out) {
  return sinew_bitpack_encode_u32(in, count, width, out);
}
#cgo noescape sinew_go_bitpack_encode_u64
#cgo nocallback sinew_go_bitpack_encode_u64
static inline sinew_result sinew_go_bitpack_encode_u64(const uint64_t* in, size_t count, size_t width, uint8_t* out) {
  return sinew_bitpack_encode_u64(in, count, width, out);
}
#cgo noescape sinew_go_bitpack_decode_u32
#cgo nocallback sinew_go_bitpack_decode_u32
static inline sinew_codec_result sinew_go_bitpack_decode_u32(const uint8_t* in, size_t size, size_t width, uint32_t* out, size_t count) {
  return sinew_bitpack_decode_u32(in, size, width, out, count);
}
#cgo noescape sinew_go_bitpack_decode_u64
#cgo nocallback sinew_go_bitpack_decode_u64
static inline sinew_codec_result sinew_go_bitpack_decode_u64(const uint8_t* in, size_t size, size_t width, uint64_t* out, size_t count) {
  return sinew_bitpack_decode_u64(in, size, width, out, count);
}
#cgo noescape sinew_go_bitpack_width_u32
#cgo nocallback sinew_go_bitpack_width_u32
static inline size_t sinew_go_bitpack_width_u32(const uint32_t* in, size_t count) {
  return sinew_bitpack_width_u32(in, count);
}
#cgo noescape sinew_go_bitpack_width_u64
#cgo nocallback sinew_go_bitpack_width_u64
static inline size_t sinew_go_bitpack_width_u64(const uint64_t* in, size_t count) {
  return sinew_bitpack_width_u64(in, count);
}

#cgo noescape sinew_go_rle_encode_u32
#cgo nocallback sinew_go_rle_encode_u32
static inline sinew_codec_result sinew_go_rle_encode_u32(const uint32_t* in, size_t count, size_t width, uint8_t* out, size_t capacity) {
  return sinew_rle_encode_u32(in, count, width, out, capacity);
}
#cgo noescape sinew_go_rle_decode_u32
#cgo nocallback sinew_go_rle_decode_u32
static inline sinew_codec_result sinew_go_rle_decode_u32(const uint8_t* in, size_t size, size_t width, uint32_t* out, size_t count) {
  return sinew_rle_decode_u32(in, size, width, out, count);
}

#cgo noescape sinew_go_delta_encode_i32
#cgo nocallback sinew_go_delta_encode_i32
static inline sinew_codec_result sinew_go_delta_encode_i32(const int32_t* in, size_t count, uint8_t* out, size_t capacity) {
  return sinew_delta_binary_packed_encode_i32(in, count, out, capacity);
}
#cgo noescape sinew_go_delta_encode_i64
#cgo nocallback sinew_go_delta_encode_i64
static inline sinew_codec_result sinew_go_delta_encode_i64(const int64_t* in, size_t count, uint8_t* out, size_t capacity) {
  return sinew_delta_binary_packed_encode_i64(in, count, out, capacity);
}
#cgo noescape sinew_go_delta_decode_i32
#cgo nocallback sinew_go_delta_decode_i32
static inline sinew_codec_result sinew_go_delta_decode_i32(const uint8_t* in, size_t size, int32_t* out, size_t capacity) {
  return sinew_delta_binary_packed_decode_i32(in, size, out, capacity);
}
#cgo noescape sinew_go_delta_decode_i64
#cgo nocallback sinew_go_delta_decode_i64
static inline sinew_codec_result sinew_go_delta_decode_i64(const uint8_t* in, size_t size, int64_t* out, size_t capacity) {
  return sinew_delta_binary_packed_decode_i64(in, size, out, capacity);
}

#cgo noescape sinew_go_strings_encode
#cgo nocallback sinew_go_strings_encode
static inline sinew_codec_result sinew_go_strings_encode(int32_t prefixes, int32_t type, size_t count, const uint8_t* values,
                                                         size_t values_size, const uint8_t* offsets, const uint8_t* validity,
                                                         size_t bit, uint8_t* out, size_t capacity) {
  sinew_column column = sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return prefixes ? sinew_delta_byte_array_encode(&column, out, capacity)
                  : sinew_delta_length_byte_array_encode(&column, out, capacity);
}
#cgo noescape sinew_go_strings_decode
#cgo nocallback sinew_go_strings_decode
static inline sinew_codec_result sinew_go_strings_decode(int32_t prefixes, const uint8_t* in, size_t size, int64_t* offsets,
                                                         size_t capacity, uint8_t* bytes, size_t limit) {
  return prefixes ? sinew_delta_byte_array_decode(in, size, offsets, capacity, bytes, limit)
                  : sinew_delta_length_byte_array_decode(in, size, offsets, capacity, bytes, limit);
}
#cgo noescape sinew_go_strings_decoded_size
#cgo nocallback sinew_go_strings_decoded_size
static inline sinew_result sinew_go_strings_decoded_size(const uint8_t* in, size_t size, size_t capacity) {
  return sinew_delta_byte_array_decoded_size(in, size, capacity);
}

#cgo noescape sinew_go_split_4
#cgo nocallback sinew_go_split_4
static inline void sinew_go_split_4(const uint8_t* in, size_t count, uint8_t* out) {
  sinew_byte_stream_split_encode_4(in, count, out);
}
#cgo noescape sinew_go_split_8
#cgo nocallback sinew_go_split_8
static inline void sinew_go_split_8(const uint8_t* in, size_t count, uint8_t* out) {
  sinew_byte_stream_split_encode_8(in, count, out);
}
#cgo noescape sinew_go_join_4
#cgo nocallback sinew_go_join_4
static inline void sinew_go_join_4(const uint8_t* in, size_t count, uint8_t* out) {
  sinew_codec_result result = sinew_byte_stream_split_decode_4(in, 4 * count, out, count);
  (void)result;
}
#cgo noescape sinew_go_join_8
#cgo nocallback sinew_go_join_8
static inline void sinew_go_join_8(const uint8_t* in, size_t count, uint8_t* out) {
  sinew_codec_result result = sinew_byte_stream_split_decode_8(in, 8 * count, out, count);
  (void)result;
}
*/
import "C"

import "github.com/sinew-simd/sinew/bindings/go/internal/column"

func codec(r C.sinew_codec_result) (read, written int, status int32) {
	return int(r.read), int(r.written), int32(r.status)
}

// BitpackEncode32 packs into out, which has room for all values; where status is not StatusOK, fault
// is the first value that does not fit the width.
func BitpackEncode32(in *uint32, count, width int, out *byte, size int) (fault int, status int32) {
	raceRead(in, count)
	raceWrite(out, size)
	r := C.sinew_go_bitpack_encode_u32((*C.uint32_t)(in), C.size_t(count), C.size_t(width), (*C.uint8_t)(out))
	return int(r.count), int32(r.status)
}

// BitpackEncode64 is BitpackEncode32 for values of 64 bits.
func BitpackEncode64(in *uint64, count, width int, out *byte, size int) (fault int, status int32) {
	raceRead(in, count)
	raceWrite(out, size)
	r := C.sinew_go_bitpack_encode_u64((*C.uint64_t)(in), C.size_t(count), C.size_t(width), (*C.uint8_t)(out))
	return int(r.count), int32(r.status)
}

// BitpackDecode32 unpacks count values; the bytes of in hold them.
func BitpackDecode32(in *byte, size, width int, out *uint32, count int) {
	raceRead(in, size)
	raceWrite(out, count)
	C.sinew_go_bitpack_decode_u32((*C.uint8_t)(in), C.size_t(size), C.size_t(width), (*C.uint32_t)(out), C.size_t(count))
}

// BitpackDecode64 is BitpackDecode32 for values of 64 bits.
func BitpackDecode64(in *byte, size, width int, out *uint64, count int) {
	raceRead(in, size)
	raceWrite(out, count)
	C.sinew_go_bitpack_decode_u64((*C.uint8_t)(in), C.size_t(size), C.size_t(width), (*C.uint64_t)(out), C.size_t(count))
}

// BitpackWidth32 returns the least width of all values.
func BitpackWidth32(in *uint32, count int) int {
	raceRead(in, count)
	return int(C.sinew_go_bitpack_width_u32((*C.uint32_t)(in), C.size_t(count)))
}

// BitpackWidth64 is BitpackWidth32 for values of 64 bits.
func BitpackWidth64(in *uint64, count int) int {
	raceRead(in, count)
	return int(C.sinew_go_bitpack_width_u64((*C.uint64_t)(in), C.size_t(count)))
}

// RLEEncode writes runs; where status is not StatusOK, read is the first value at fault.
func RLEEncode(in *uint32, count, width int, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, count)
	raceWrite(out, capacity)
	return codec(C.sinew_go_rle_encode_u32((*C.uint32_t)(in), C.size_t(count), C.size_t(width), (*C.uint8_t)(out), C.size_t(capacity)))
}

// RLEDecode reads runs that hold count values; where status is not StatusOK, read is the first byte
// at fault.
func RLEDecode(in *byte, size, width int, out *uint32, count int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(out, count)
	return codec(C.sinew_go_rle_decode_u32((*C.uint8_t)(in), C.size_t(size), C.size_t(width), (*C.uint32_t)(out), C.size_t(count)))
}

// DeltaEncode32 writes a DELTA_BINARY_PACKED stream.
func DeltaEncode32(in *int32, count int, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, count)
	raceWrite(out, capacity)
	return codec(C.sinew_go_delta_encode_i32((*C.int32_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity)))
}

// DeltaEncode64 writes a DELTA_BINARY_PACKED stream.
func DeltaEncode64(in *int64, count int, out *byte, capacity int) (read, written int, status int32) {
	raceRead(in, count)
	raceWrite(out, capacity)
	return codec(C.sinew_go_delta_encode_i64((*C.int64_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity)))
}

// DeltaDecode32 reads a DELTA_BINARY_PACKED stream.
func DeltaDecode32(in *byte, size int, out *int32, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(out, capacity)
	return codec(C.sinew_go_delta_decode_i32((*C.uint8_t)(in), C.size_t(size), (*C.int32_t)(out), C.size_t(capacity)))
}

// DeltaDecode64 reads a DELTA_BINARY_PACKED stream.
func DeltaDecode64(in *byte, size int, out *int64, capacity int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(out, capacity)
	return codec(C.sinew_go_delta_decode_i64((*C.uint8_t)(in), C.size_t(size), (*C.int64_t)(out), C.size_t(capacity)))
}

func flag(on bool) C.int32_t {
	if on {
		return 1
	}
	return 0
}

// DeltaStringsEncode writes the valid rows of a column as DELTA_BYTE_ARRAY, or without prefixes as
// DELTA_LENGTH_BYTE_ARRAY.
func DeltaStringsEncode(prefixes bool, v *column.View, out *byte, capacity int) (read, written int, status int32) {
	raceColumn(v)
	raceWrite(out, capacity)
	return codec(C.sinew_go_strings_encode(flag(prefixes), C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), (*C.uint8_t)(out), C.size_t(capacity)))
}

// DeltaStringsDecode reads what DeltaStringsEncode writes.
func DeltaStringsDecode(prefixes bool, in *byte, size int, offsets *int64, capacity int, out *byte, limit int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(offsets, capacity+1)
	raceWrite(out, limit)
	return codec(C.sinew_go_strings_decode(flag(prefixes), (*C.uint8_t)(in), C.size_t(size), (*C.int64_t)(offsets), C.size_t(capacity), (*C.uint8_t)(out), C.size_t(limit)))
}

// DeltaStringsDecodedSize returns the bytes of the strings of a DELTA_BYTE_ARRAY, or its first fault.
func DeltaStringsDecodedSize(in *byte, size, capacity int) (count int, status int32) {
	raceRead(in, size)
	r := C.sinew_go_strings_decoded_size((*C.uint8_t)(in), C.size_t(size), C.size_t(capacity))
	return int(r.count), int32(r.status)
}

// ByteStreamSplit takes count values of width (4 or 8) bytes apart.
func ByteStreamSplit(width int, in *byte, count int, out *byte) {
	raceRead(in, width*count)
	raceWrite(out, width*count)
	if width == 4 {
		C.sinew_go_split_4((*C.uint8_t)(in), C.size_t(count), (*C.uint8_t)(out))
	} else {
		C.sinew_go_split_8((*C.uint8_t)(in), C.size_t(count), (*C.uint8_t)(out))
	}
}

// ByteStreamJoin puts count values of width (4 or 8) bytes together.
func ByteStreamJoin(width int, in *byte, count int, out *byte) {
	raceRead(in, width*count)
	raceWrite(out, width*count)
	if width == 4 {
		C.sinew_go_join_4((*C.uint8_t)(in), C.size_t(count), (*C.uint8_t)(out))
	} else {
		C.sinew_go_join_8((*C.uint8_t)(in), C.size_t(count), (*C.uint8_t)(out))
	}
}
