#include "calls.h"

CALLS(Zigzag) {
  static uint32_t halves[kRows];
  static uint64_t words[kRows];
  static int32_t signed_halves[kRows];
  static int64_t signed_words[kRows];
  CALL(sinew_zigzag_encode_i64(integers, kRows, words), words[0] == 999);
  CALL(sinew_zigzag_decode_i64(words, kRows, signed_words),
       memcmp(signed_words, integers, sizeof(integers)) == 0);
  for (int i = 0; i < kRows; ++i) halves[i] = (uint32_t)i;
  CALL(sinew_zigzag_decode_i32(halves, kRows, signed_halves), signed_halves[999] == -500);
  CALL(sinew_zigzag_encode_i32(signed_halves, kRows, halves), halves[999] == 999);
}
