#ifndef SINEW_TESTS_ENCODING_BYTE_STREAM_SPLIT_REF_H_
#define SINEW_TESTS_ENCODING_BYTE_STREAM_SPLIT_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <vector>

// Parquet's Encodings.md: byte k of value i is byte i of stream k.
inline std::vector<uint8_t> ByteStreamSplitRef(const std::vector<uint8_t>& in, size_t width) {
  const size_t count = in.size() / width;
  std::vector<uint8_t> out(in.size());
  for (size_t i = 0; i < count; ++i) {
    for (size_t k = 0; k < width; ++k) out[k * count + i] = in[i * width + k];
  }
  return out;
}

#endif  // SINEW_TESTS_ENCODING_BYTE_STREAM_SPLIT_REF_H_
