//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_bitmap_and
#cgo nocallback sinew_go_bitmap_and
static inline void sinew_go_bitmap_and(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset, size_t count, uint8_t* out) {
  sinew_bitmap_and(a, a_offset, b, b_offset, count, out);
}
#cgo noescape sinew_go_bitmap_or
#cgo nocallback sinew_go_bitmap_or
static inline void sinew_go_bitmap_or(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset, size_t count, uint8_t* out) {
  sinew_bitmap_or(a, a_offset, b, b_offset, count, out);
}
#cgo noescape sinew_go_bitmap_xor
#cgo nocallback sinew_go_bitmap_xor
static inline void sinew_go_bitmap_xor(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset, size_t count, uint8_t* out) {
  sinew_bitmap_xor(a, a_offset, b, b_offset, count, out);
}
#cgo noescape sinew_go_bitmap_and_not
#cgo nocallback sinew_go_bitmap_and_not
static inline void sinew_go_bitmap_and_not(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset, size_t count, uint8_t* out) {
  sinew_bitmap_and_not(a, a_offset, b, b_offset, count, out);
}
#cgo noescape sinew_go_bitmap_not
#cgo nocallback sinew_go_bitmap_not
static inline void sinew_go_bitmap_not(const uint8_t* bits, size_t offset, size_t count, uint8_t* out) {
  sinew_bitmap_not(bits, offset, count, out);
}
#cgo noescape sinew_go_bitmap_count
#cgo nocallback sinew_go_bitmap_count
static inline size_t sinew_go_bitmap_count(const uint8_t* bits, size_t offset, size_t count) {
  return sinew_bitmap_count(bits, offset, count);
}
#cgo noescape sinew_go_bitmap_from_bytes
#cgo nocallback sinew_go_bitmap_from_bytes
static inline void sinew_go_bitmap_from_bytes(const uint8_t* in, size_t count, uint8_t* out) {
  sinew_bitmap_from_bytes(in, count, out);
}
#cgo noescape sinew_go_bitmap_to_bytes
#cgo nocallback sinew_go_bitmap_to_bytes
static inline void sinew_go_bitmap_to_bytes(const uint8_t* bits, size_t offset, size_t count, uint8_t* out) {
  sinew_bitmap_to_bytes(bits, offset, count, out);
}
#cgo noescape sinew_go_bitmap_to_indices_u32
#cgo nocallback sinew_go_bitmap_to_indices_u32
static inline size_t sinew_go_bitmap_to_indices_u32(const uint8_t* bits, size_t offset, size_t count, uint32_t* out, size_t capacity) {
  return sinew_bitmap_to_indices_u32(bits, offset, count, out, capacity).written;
}
#cgo noescape sinew_go_bitmap_to_indices_u64
#cgo nocallback sinew_go_bitmap_to_indices_u64
static inline size_t sinew_go_bitmap_to_indices_u64(const uint8_t* bits, size_t offset, size_t count, uint64_t* out, size_t capacity) {
  return sinew_bitmap_to_indices_u64(bits, offset, count, out, capacity).written;
}
*/
import "C"

// raceBitmaps notes what an operation reads and writes. Offsets are below 8.
func raceBitmaps(a *byte, aOffset int, b *byte, bOffset, count int, out *byte) {
	raceRead(a, (aOffset+count+7)/8)
	raceRead(b, (bOffset+count+7)/8)
	raceWrite(out, (count+7)/8)
}

// BitmapAnd writes the bits that are set in both.
func BitmapAnd(a *byte, aOffset int, b *byte, bOffset, count int, out *byte) {
	raceBitmaps(a, aOffset, b, bOffset, count, out)
	C.sinew_go_bitmap_and((*C.uint8_t)(a), C.size_t(aOffset), (*C.uint8_t)(b), C.size_t(bOffset), C.size_t(count), (*C.uint8_t)(out))
}

// BitmapOr writes the bits that are set in one or both.
func BitmapOr(a *byte, aOffset int, b *byte, bOffset, count int, out *byte) {
	raceBitmaps(a, aOffset, b, bOffset, count, out)
	C.sinew_go_bitmap_or((*C.uint8_t)(a), C.size_t(aOffset), (*C.uint8_t)(b), C.size_t(bOffset), C.size_t(count), (*C.uint8_t)(out))
}

// BitmapXor writes the bits that are set in exactly one.
func BitmapXor(a *byte, aOffset int, b *byte, bOffset, count int, out *byte) {
	raceBitmaps(a, aOffset, b, bOffset, count, out)
	C.sinew_go_bitmap_xor((*C.uint8_t)(a), C.size_t(aOffset), (*C.uint8_t)(b), C.size_t(bOffset), C.size_t(count), (*C.uint8_t)(out))
}

// BitmapAndNot writes the bits that are set in a and not in b.
func BitmapAndNot(a *byte, aOffset int, b *byte, bOffset, count int, out *byte) {
	raceBitmaps(a, aOffset, b, bOffset, count, out)
	C.sinew_go_bitmap_and_not((*C.uint8_t)(a), C.size_t(aOffset), (*C.uint8_t)(b), C.size_t(bOffset), C.size_t(count), (*C.uint8_t)(out))
}

// BitmapNot writes the opposite of each bit.
func BitmapNot(bits *byte, offset, count int, out *byte) {
	raceRead(bits, (offset+count+7)/8)
	raceWrite(out, (count+7)/8)
	C.sinew_go_bitmap_not((*C.uint8_t)(bits), C.size_t(offset), C.size_t(count), (*C.uint8_t)(out))
}

// BitmapCount returns how many bits are set.
func BitmapCount(bits *byte, offset, count int) int {
	raceRead(bits, (offset+count+7)/8)
	return int(C.sinew_go_bitmap_count((*C.uint8_t)(bits), C.size_t(offset), C.size_t(count)))
}

// BitmapFromBytes sets the bits of the bytes that are not 0.
func BitmapFromBytes(in *byte, count int, out *byte) {
	raceRead(in, count)
	raceWrite(out, (count+7)/8)
	C.sinew_go_bitmap_from_bytes((*C.uint8_t)(in), C.size_t(count), (*C.uint8_t)(out))
}

// BitmapToBytes writes 1 for a bit that is set, else 0.
func BitmapToBytes(bits *byte, offset, count int, out *byte) {
	raceRead(bits, (offset+count+7)/8)
	raceWrite(out, count)
	C.sinew_go_bitmap_to_bytes((*C.uint8_t)(bits), C.size_t(offset), C.size_t(count), (*C.uint8_t)(out))
}

// BitmapToIndices32 writes the indices of the bits that are set, for which there must be room.
func BitmapToIndices32(bits *byte, offset, count int, out *uint32, capacity int) int {
	raceRead(bits, (offset+count+7)/8)
	raceWrite(out, capacity)
	return int(C.sinew_go_bitmap_to_indices_u32((*C.uint8_t)(bits), C.size_t(offset), C.size_t(count), (*C.uint32_t)(out), C.size_t(capacity)))
}

// BitmapToIndices64 writes the indices of the bits that are set, for which there must be room.
func BitmapToIndices64(bits *byte, offset, count int, out *uint64, capacity int) int {
	raceRead(bits, (offset+count+7)/8)
	raceWrite(out, capacity)
	return int(C.sinew_go_bitmap_to_indices_u64((*C.uint8_t)(bits), C.size_t(offset), C.size_t(count), (*C.uint64_t)(out), C.size_t(capacity)))
}
