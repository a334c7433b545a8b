#include "calls.h"

CALLS(Bitmap) {
  enum { kBits = 8000 };
  static uint8_t bits[kBits / 8], mask[kBits];
  static uint32_t places[kBits];
  static uint64_t wide[kBits];
  size_t size;
  sinew_codec_result done;
  CALL(sinew_bitmap_from_bytes(bytes, kBits, bits), bits[0] == 0xFF);
  CALL(sinew_bitmap_and(bits, 3, bits, 4, kBits - 4, bits), bits[0] == 0xFF);
  CALL(sinew_bitmap_or(bits, 3, bits, 4, kBits - 8, bits), bits[0] == 0xFF);
  CALL(sinew_bitmap_xor(bits, 3, bits, 4, kBits - 16, bits), bits[0] == 0);
  CALL(sinew_bitmap_not(bits, 0, kBits - 16, bits), bits[0] == 0xFF);
  CALL(sinew_bitmap_and_not(bits, 5, bits, 0, kBits - 24, bits), bits[0] == 0);
  CALL(sinew_bitmap_not(bits, 0, 7000, bits), bits[0] == 0xFF);
  CALL(size = sinew_bitmap_count(bits, 5, 6900), size == 6900);
  CALL(sinew_bitmap_to_bytes(bits, 5, 6900, mask), mask[6899] == 1);
  CALL(done = sinew_bitmap_to_indices_u32(bits, 5, 6900, places, kBits),
       done.written == 6900 && places[6899] == 6899);
  CALL(done = sinew_bitmap_to_indices_u64(bits, 5, 6900, wide, kBits),
       done.written == 6900 && wide[6899] == 6899);
}
