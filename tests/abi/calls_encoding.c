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

CALLS(Alp) {
  static unsigned char packed[9 * kRows];
  static double same[kRows];
  static float floats[kRows], floats_again[kRows];
  for (int i = 0; i < kRows; ++i) floats[i] = (float)i / 4;
  sinew_codec_result done, count;
  size_t size;
  CALL(size = sinew_alp_encoded_bound_f64(kRows), size <= sizeof(packed));
  CALL(done = sinew_alp_encode_f64(doubles, kRows, packed, sizeof(packed)), done.read == kRows);
  CALL(count = sinew_alp_count(packed, done.written), count.written == kRows);
  CALL(done = sinew_alp_decode_f64(packed, done.written, same, kRows),
       done.written == kRows && memcmp(same, doubles, sizeof(doubles)) == 0);
  CALL(size = sinew_alp_encoded_bound_f32(kRows), size <= sizeof(packed));
  CALL(done = sinew_alp_encode_f32(floats, kRows, packed, sizeof(packed)), done.read == kRows);
  CALL(done = sinew_alp_decode_f32(packed, done.written, floats_again, kRows),
       done.written == kRows && memcmp(floats_again, floats, sizeof(floats)) == 0);
}

CALLS(Varint) {
  static uint8_t packed[10 * kRows];
  static uint32_t halves[kRows];
  static uint64_t words[kRows];
  static int32_t signed_halves[kRows];
  static int64_t signed_words[kRows];
  for (int i = 0; i < kRows; ++i) halves[i] = (uint32_t)i + 1;
  for (int i = 0; i < kRows; ++i) signed_halves[i] = i - 500;
  size_t size;
  sinew_codec_result done;
  CALL(size = sinew_varint_encoded_size_u32(halves, kRows), size == 1873);
  CALL(size = sinew_varint_encoded_size_u64(naturals, kRows), size == 1873);
  CALL(size = sinew_varint_encoded_size_zigzag_i32(signed_halves, kRows), size == 1872);
  CALL(size = sinew_varint_encoded_size_zigzag_i64(integers, kRows), size == 1872);
  CALL(done = sinew_varint_encode_u32(halves, kRows, packed, sizeof(packed)), done.written == 1873);
  CALL(size = sinew_varint_count(packed, 1873), size == kRows);
  CALL(done = sinew_varint_decode_u64(packed, 1873, words, kRows),
       done.written == kRows && memcmp(words, naturals, sizeof(words)) == 0);
  CALL(done = sinew_varint_encode_u64(naturals, kRows, packed, sizeof(packed)), done.read == kRows);
  CALL(done = sinew_varint_decode_u32(packed, 1873, halves, kRows - 1),
       done.status == SINEW_STATUS_OUTPUT_FULL && done.read == 1871 && halves[998] == 999);
  CALL(done = sinew_varint_encode_zigzag_i64(integers, kRows, packed, sizeof(packed)),
       done.read == kRows);
  CALL(done = sinew_varint_decode_zigzag_i32(packed, 1872, signed_halves, kRows),
       done.written == kRows && signed_halves[0] == -500);
  CALL(done = sinew_varint_encode_zigzag_i32(signed_halves, kRows, packed, 1000),
       done.status == SINEW_STATUS_OUTPUT_FULL && done.read == 564 && done.written == 1000);
  CALL(done = sinew_varint_decode_zigzag_i64(packed, 871, signed_words, kRows),
       done.status == SINEW_STATUS_TRUNCATED && done.read == 871);
}

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

CALLS(Dictionary) {
  static uint32_t indices[kRows];
  static int64_t ends[kRows + 1];
  static char text[sizeof(bytes)];
  sinew_dictionary_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.type = SINEW_TYPE_STRING;
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_dictionary *strings, *numbers;
  sinew_status status;
  CALL(status = sinew_dictionary_create(&options, &strings, &error), status == SINEW_STATUS_OK);
  options.type = SINEW_TYPE_U64;
  CALL(status = sinew_dictionary_create(&options, &numbers, &error), status == SINEW_STATUS_OK);
  if (strings == NULL || numbers == NULL) return;

  // Ten different strings, in turn.
  const sinew_column rows = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes), offsets, NULL, 0, 0};
  CALL(status = sinew_dictionary_encode(strings, &rows, indices, &error),
       status == SINEW_STATUS_OK && indices[0] == 0);
  size_t count;
  CALL(count = sinew_dictionary_count(strings), count == 10);
  CALL(count = sinew_dictionary_memory(strings), count > 0);
  sinew_result result;
  CALL(result = sinew_dictionary_strings_size(strings, 0, 10), result.count == 80);
  CALL(status = sinew_dictionary_strings(strings, 0, 10, ends, text, 80, &error),
       status == SINEW_STATUS_OK && memcmp(text, bytes, 80) == 0);
  static int64_t starts[11];
  static char entries[80];
  memcpy(starts, ends, sizeof(starts));
  memcpy(entries, text, sizeof(entries));
  const sinew_column values = {SINEW_TYPE_LARGE_STRING, 10, entries, 80, starts, NULL, 0, 0};
  const sinew_column encoded = {SINEW_TYPE_U32, kRows, indices, sizeof(indices), NULL, NULL, 0, 0};
  CALL(result = sinew_dictionary_decode_strings_size(&values, &encoded),
       result.count == sizeof(bytes));
  sinew_codec_result decoded;
  CALL(decoded = sinew_dictionary_decode_strings(&values, &encoded, ends, text, sizeof(text)),
       decoded.read == kRows && memcmp(text, bytes, sizeof(bytes)) == 0);

  static uint64_t copies[kRows];
  const sinew_column integer_rows = {SINEW_TYPE_U64, kRows, naturals, sizeof(naturals),
                                     NULL,           NULL,  0,        0};
  CALL(status = sinew_dictionary_encode(numbers, &integer_rows, indices, &error),
       status == SINEW_STATUS_OK && indices[kRows - 1] == kRows - 1);
  CALL(status = sinew_dictionary_values(numbers, 0, kRows, copies, &error),
       status == SINEW_STATUS_OK && memcmp(copies, naturals, sizeof(naturals)) == 0);
  CALL(result = sinew_dictionary_decode(&integer_rows, &encoded, copies),
       result.count == kRows && copies[7] == naturals[7]);
  CALL(status = sinew_dictionary_encode(numbers, NULL, indices, &error),
       status == SINEW_STATUS_INVALID_ARGUMENT && error.message[0] != 0);
  CALL(status = sinew_dictionary_reset(numbers), sinew_dictionary_count(numbers) == 0);
  CALL(sinew_dictionary_destroy(numbers), 1);
  CALL(sinew_dictionary_destroy(strings), 1);
  CALL(sinew_dictionary_destroy(NULL), 1);
}

CALLS(StreamVByte) {
  static uint32_t values[kRows], copies[kRows];
  static uint8_t packed[5 * kRows];
  for (uint32_t i = 0; i < kRows; ++i) values[i] = i * i;
  size_t bound;
  sinew_codec_result size, done;
  CALL(bound = sinew_streamvbyte_encoded_bound(kRows), bound <= sizeof(packed));
  CALL(size = sinew_streamvbyte_encoded_size(values, kRows, SINEW_STREAMVBYTE_1234),
       size.written < 3 * kRows);
  CALL(done = sinew_streamvbyte_encode(values, kRows, packed, size.written, SINEW_STREAMVBYTE_1234),
       done.written == size.written);
  CALL(done = sinew_streamvbyte_decode(packed, size.written, copies, kRows, SINEW_STREAMVBYTE_1234),
       done.read == size.written && memcmp(values, copies, sizeof(values)) == 0);
  memset(copies, 0, sizeof(copies));
  CALL(size = sinew_streamvbyte_encoded_size_delta(values, kRows, 0, SINEW_STREAMVBYTE_0124),
       size.written < 3 * kRows);
  CALL(done = sinew_streamvbyte_encode_delta(values, kRows, 0, packed, size.written,
                                             SINEW_STREAMVBYTE_0124),
       done.written == size.written);
  CALL(done = sinew_streamvbyte_decode_delta(packed, size.written, 0, copies, kRows,
                                             SINEW_STREAMVBYTE_0124),
       done.written == kRows && memcmp(values, copies, sizeof(values)) == 0);
}
