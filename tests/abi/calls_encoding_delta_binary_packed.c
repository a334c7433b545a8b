#include "calls.h"

CALLS(DeltaBinaryPacked) {
  static uint8_t packed[24 * kRows];
  static int32_t numbers[kRows];
  static int64_t words[kRows];
  size_t size;
  sinew_codec_result done;
  CALL(size = sinew_delta_binary_packed_encoded_bound_i64(kRows), size <= sizeof(packed));
  CALL(done = sinew_delta_binary_packed_encode_i64(integers, kRows, packed, sizeof(packed)),
       done.read == kRows);
  CALL(done = sinew_delta_binary_packed_count(packed, done.written), done.written == kRows);
  CALL(done = sinew_delta_binary_packed_decode_i64(packed, sizeof(packed), words, kRows),
       done.written == kRows && memcmp(words, integers, sizeof(integers)) == 0);
  CALL(done = sinew_delta_binary_packed_decode_i32(packed, sizeof(packed), numbers, kRows),
       done.written == kRows && numbers[999] == 499);
  CALL(size = sinew_delta_binary_packed_encoded_bound_i32(kRows), size <= sizeof(packed));
  CALL(done = sinew_delta_binary_packed_encode_i32(numbers, kRows, packed, sizeof(packed)),
       done.read == kRows);
}
