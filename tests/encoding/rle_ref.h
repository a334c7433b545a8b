#ifndef SINEW_TESTS_ENCODING_RLE_REF_H_
#define SINEW_TESTS_ENCODING_RLE_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <vector>

#include "encoding/bitpack_ref.h"
#include "encoding/delta_binary_packed_ref.h"

struct RleDecodedRef {
  std::vector<uint32_t> values;
  size_t read = 0;
  sinew_status status = SINEW_STATUS_OK;
};

// The grammar of Parquet's Encodings.md, "Run Length Encoding / Bit-Packing Hybrid", and what Arrow
// C++, DuckDB and Polars read beyond it.
inline RleDecodedRef RleDecodeRef(const uint8_t* in, size_t size, size_t width, size_t count) {
  ReaderRef reader(in, size);
  RleDecodedRef result;
  if (width == 0 && size == 0) result.values.resize(count);
  while (result.values.size() < count && reader.status == SINEW_STATUS_OK) {
    const size_t begin = reader.at;
    const size_t left = count - result.values.size();
    uint64_t header;
    if (!reader.Varint(&header)) break;
    const uint64_t length = header / 2;
    if (header % 2 == 1) {
      if (length == 0 || length >= (1u << 28)) reader.Fail(begin, SINEW_STATUS_CORRUPT);
      if (reader.status != SINEW_STATUS_OK) break;
      const size_t part = std::min<uint64_t>(8 * length, left);
      // Only the last group may be cut, behind the values.
      const uint64_t full = (length - 1) * width;
      const uint64_t there = std::min<uint64_t>(length * width, size - reader.at);
      const bool enough = there >= full && 8 * there >= part * width;
      const uint8_t* packed;
      if (!reader.Bytes(enough ? there : SIZE_MAX, &packed)) break;
      for (const uint32_t value : BitunpackRef<uint32_t>(packed, width, part)) {
        result.values.push_back(value);
      }
    } else {
      if (length == 0 || length > INT32_MAX) reader.Fail(begin, SINEW_STATUS_CORRUPT);
      const uint8_t* bytes;
      const size_t value_size = (width + 7) / 8;
      if (reader.status != SINEW_STATUS_OK || !reader.Bytes(value_size, &bytes)) break;
      uint64_t value = 0;
      for (size_t i = 0; i < value_size; ++i) value |= uint64_t{bytes[i]} << (8 * i);
      if (value >> width != 0) {
        reader.Fail(reader.at - 1, SINEW_STATUS_CORRUPT);
        break;
      }
      result.values.insert(result.values.end(), std::min<uint64_t>(length, left),
                           static_cast<uint32_t>(value));
    }
  }
  result.read = reader.at;
  result.status = reader.status;
  return result;
}

#endif  // SINEW_TESTS_ENCODING_RLE_REF_H_
