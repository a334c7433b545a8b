#include "calls.h"

CALLS(FrameOfReference) {
  static uint32_t halves[kRows];
  static uint64_t words[kRows];
  static int32_t signed_halves[kRows];
  static int64_t signed_words[kRows];
  sinew_frame_i64 frame;
  sinew_frame_u64 unsigned_frame;
  for (int i = 0; i < kRows; ++i) signed_halves[i] = i % 2 == 0 ? i / 2 : -(i / 2) - 1;
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
