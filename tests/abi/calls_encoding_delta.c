#include "calls.h"

CALLS(Delta) {
  static int32_t signed_halves[kRows];
  static int64_t signed_words[kRows];
  int32_t last_half;
  int64_t last_word;
  for (int i = 0; i < kRows; ++i) signed_halves[i] = i % 2 == 0 ? i / 2 : -(i / 2) - 1;
  CALL(last_word = sinew_delta_encode_i64(integers, kRows, 0, signed_words),
       last_word == 499 && signed_words[0] == -500 && signed_words[999] == 1);
  CALL(last_word = sinew_delta_decode_i64(signed_words, kRows, 0, signed_words),
       last_word == 499 && memcmp(signed_words, integers, sizeof(integers)) == 0);
  CALL(last_half = sinew_delta_encode_i32(signed_halves, kRows, 0, signed_halves),
       last_half == -500 && signed_halves[1] == -1);
  CALL(last_half = sinew_delta_decode_i32(signed_halves, kRows, 0, signed_halves),
       last_half == -500 && signed_halves[1] == -1);
}
