#include "calls.h"

CALLS(Parquet) {
  static uint8_t packed[24 * kRows];
  static uint32_t halves[kRows];
  static int32_t numbers[kRows];
  static int64_t words[kRows + 1];
  static double reals[kRows];
  static char text[sizeof(bytes)];
  size_t size;
  sinew_codec_result done, count;
  CALL(size = sinew_rle_encoded_bound(kRows, 10), size >= 1250 && size <= sizeof(packed));
  CALL(done = sinew_rle_encode_u32(halves, kRows, 10, packed, sizeof(packed)), done.written == 4);
  CALL(done = sinew_rle_decode_u32(packed, 4, 10, halves, kRows), done.written == kRows);

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

  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  CALL(done = sinew_delta_length_byte_array_encoded_bound(&strings),
       done.written <= sizeof(packed));
  CALL(done = sinew_delta_length_byte_array_encode(&strings, packed, sizeof(packed)),
       done.read == kRows);
  CALL(done = sinew_delta_length_byte_array_decode(packed, done.written, words, kRows, text,
                                                   sizeof(text)),
       done.written == kRows && memcmp(text, bytes, sizeof(bytes)) == 0);
  CALL(done = sinew_delta_byte_array_encoded_bound(&strings), done.written <= sizeof(packed));
  CALL(done = sinew_delta_byte_array_encode(&strings, packed, sizeof(packed)), done.read == kRows);
  CALL(count = sinew_delta_byte_array_decoded_size(packed, done.written, kRows),
       count.written == sizeof(bytes));
  CALL(done = sinew_delta_byte_array_decode(packed, done.written, words, kRows, text, sizeof(text)),
       done.written == kRows && memcmp(text, bytes, sizeof(bytes)) == 0);

  CALL(done = sinew_byte_stream_split_encode(doubles, kRows, 8, packed),
       packed[kRows * 8 - 1] == 0x40);
  CALL(done = sinew_byte_stream_split_decode(packed, sizeof(doubles), 8, reals, kRows),
       memcmp(reals, doubles, sizeof(doubles)) == 0);
  CALL(done = sinew_byte_stream_split_encode(numbers, kRows, 4, packed), packed[0] == 0x0C);
  CALL(done = sinew_byte_stream_split_decode(packed, sizeof(numbers), 4, halves, kRows),
       memcmp(halves, numbers, sizeof(numbers)) == 0);
}
