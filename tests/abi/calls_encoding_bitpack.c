#include "calls.h"

CALLS(Bitpack) {
  static uint64_t packed[kRows + 1];
  static uint64_t words[kRows];
  static uint32_t halves[kRows];
  size_t size;
  sinew_codec_result packing, unpacking;
  CALL(size = sinew_bitpack_width_u64(naturals, kRows), size == 10);
  CALL(size = sinew_bitpack_encoded_size(kRows, 10), size == 1250);
  CALL(packing = sinew_bitpack_encode_u64(naturals, kRows, 10, packed),
       packing.status == SINEW_STATUS_OK && packing.written == 1250);
  CALL(unpacking = sinew_bitpack_decode_u64(packed, 1250, 10, words, kRows),
       unpacking.written == kRows && words[999] == 1000);
  CALL(unpacking = sinew_bitpack_decode_u32(packed, 1250, 10, halves, kRows),
       unpacking.read == 1250 && halves[999] == 1000);
  CALL(size = sinew_bitpack_width_u32(halves, kRows), size == 10);
  CALL(packing = sinew_bitpack_encode_u32(halves, kRows, 9, packed),
       packing.status == SINEW_STATUS_INVALID_ARGUMENT && packing.read == 511);
}
