//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_bitpack_encode_u32
#cgo nocallback sinew_go_bitpack_encode_u32
static inline sinew_codec_result sinew_go_bitpack_encode_u32(const uint32_t* in, size_t count, size_t width, uint8_t* out) {
  return sinew_bitpack_encode_u32(in, count, width, out);
}
#cgo noescape sinew_go_bitpack_decode_u32
#cgo nocallback sinew_go_bitpack_decode_u32
static inline sinew_codec_result sinew_go_bitpack_decode_u32(const uint8_t* in, size_t size, size_t width, uint32_t* out, size_t count) {
  return sinew_bitpack_decode_u32(in, size, width, out, count);
}
#cgo noescape sinew_go_bitpack_encode_u64
#cgo nocallback sinew_go_bitpack_encode_u64
static inline sinew_codec_result sinew_go_bitpack_encode_u64(const uint64_t* in, size_t count, size_t width, uint8_t* out) {
  return sinew_bitpack_encode_u64(in, count, width, out);
}
#cgo noescape sinew_go_bitpack_decode_u64
#cgo nocallback sinew_go_bitpack_decode_u64
static inline sinew_codec_result sinew_go_bitpack_decode_u64(const uint8_t* in, size_t size, size_t width, uint64_t* out, size_t count) {
  return sinew_bitpack_decode_u64(in, size, width, out, count);
}
#cgo noescape sinew_bitpack_width_u32
#cgo nocallback sinew_bitpack_width_u32
#cgo noescape sinew_bitpack_width_u64
#cgo nocallback sinew_bitpack_width_u64
*/
import "C"

// BitpackEncodeU32 packs values to out, of which size bytes are theirs. If status is not StatusOK, read
// is the index of the first value that does not fit the width.
func BitpackEncodeU32(in *uint32, count, width int, out *byte, size int) (read, written int, status int32) {
	raceRead(in, count)
	raceWrite(out, size)
	return codec(C.sinew_go_bitpack_encode_u32((*C.uint32_t)(in), C.size_t(count), C.size_t(width), (*C.uint8_t)(out)))
}

// BitpackDecodeU32 unpacks count values.
func BitpackDecodeU32(in *byte, size, width int, out *uint32, count int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(out, count)
	return codec(C.sinew_go_bitpack_decode_u32((*C.uint8_t)(in), C.size_t(size), C.size_t(width), (*C.uint32_t)(out), C.size_t(count)))
}

// BitpackWidthU32 returns the smallest width that every value fits.
func BitpackWidthU32(in *uint32, count int) int {
	raceRead(in, count)
	return int(C.sinew_bitpack_width_u32((*C.uint32_t)(in), C.size_t(count)))
}

// BitpackEncodeU64 packs values to out, of which size bytes are theirs. If status is not StatusOK, read
// is the index of the first value that does not fit the width.
func BitpackEncodeU64(in *uint64, count, width int, out *byte, size int) (read, written int, status int32) {
	raceRead(in, count)
	raceWrite(out, size)
	return codec(C.sinew_go_bitpack_encode_u64((*C.uint64_t)(in), C.size_t(count), C.size_t(width), (*C.uint8_t)(out)))
}

// BitpackDecodeU64 unpacks count values.
func BitpackDecodeU64(in *byte, size, width int, out *uint64, count int) (read, written int, status int32) {
	raceRead(in, size)
	raceWrite(out, count)
	return codec(C.sinew_go_bitpack_decode_u64((*C.uint8_t)(in), C.size_t(size), C.size_t(width), (*C.uint64_t)(out), C.size_t(count)))
}

// BitpackWidthU64 returns the smallest width that every value fits.
func BitpackWidthU64(in *uint64, count int) int {
	raceRead(in, count)
	return int(C.sinew_bitpack_width_u64((*C.uint64_t)(in), C.size_t(count)))
}
