#include "calls.h"

CALLS(Integers) {
  static uint32_t halves[kRows];
  static uint64_t words[kRows];
  static int32_t signed_halves[kRows];
  static int64_t signed_words[kRows];
  int32_t last_half;
  int64_t last_word;
  sinew_frame_i64 frame;
  sinew_frame_u64 unsigned_frame;
  CALL(sinew_zigzag_encode_i64(integers, kRows, words), words[0] == 999);
  CALL(sinew_zigzag_decode_i64(words, kRows, signed_words),
       memcmp(signed_words, integers, sizeof(integers)) == 0);
  for (int i = 0; i < kRows; ++i) halves[i] = (uint32_t)i;
  CALL(sinew_zigzag_decode_i32(halves, kRows, signed_halves), signed_halves[999] == -500);
  CALL(sinew_zigzag_encode_i32(signed_halves, kRows, halves), halves[999] == 999);

  CALL(last_word = sinew_delta_encode_i64(integers, kRows, 0, signed_words),
       last_word == 499 && signed_words[0] == -500 && signed_words[999] == 1);
  CALL(last_word = sinew_delta_decode_i64(signed_words, kRows, 0, signed_words),
       last_word == 499 && memcmp(signed_words, integers, sizeof(integers)) == 0);
  CALL(last_half = sinew_delta_encode_i32(signed_halves, kRows, 0, signed_halves),
       last_half == -500 && signed_halves[1] == -1);
  CALL(last_half = sinew_delta_decode_i32(signed_halves, kRows, 0, signed_halves),
       last_half == -500 && signed_halves[1] == -1);

  CALL(frame = sinew_frame_of_reference_measure_i64(integers, kRows),
       frame.base == -500 && frame.width == 10);
  CALL(sinew_frame_of_reference_encode_i64(integers, kRows, -500, words), words[999] == 999);
  CALL(sinew_frame_of_reference_decode_i64(words, kRows, -500, signed_words),
       memcmp(signed_words, integers, sizeof(integers)) == 0);
  CALL(frame = sinew_frame_of_reference_measure_i32(signed_halves, kRows),
       frame.base == -500 && frame.width == 10);
  CALL(sinew_frame_of_reference_encode_i32(signed_halves, kRows, -500, halves), halves[999] == 0);
  CALL(sinew_frame_of_reference_decode_i32(halves, kRows, -500, signed_halves),
       signed_halves[999] == -500);
  CALL(unsigned_frame = sinew_frame_of_reference_measure_u64(naturals, kRows),
       unsigned_frame.base == 1 && unsigned_frame.width == 10);
  CALL(sinew_frame_of_reference_encode_u64(naturals, kRows, 1, words), words[999] == 999);
  CALL(sinew_frame_of_reference_decode_u64(words, kRows, 1, words), words[999] == 1000);
  CALL(sinew_frame_of_reference_encode_u32(halves, kRows, 1, halves), halves[999] == 0xFFFFFFFF);
  CALL(sinew_frame_of_reference_decode_u32(halves, kRows, 1, halves), halves[999] == 0);
  CALL(unsigned_frame = sinew_frame_of_reference_measure_u32(halves, kRows),
       unsigned_frame.base == 0 && unsigned_frame.width == 10);
}
