#ifndef SINEW_TESTS_ENCODING_DELTA_BINARY_PACKED_REF_H_
#define SINEW_TESTS_ENCODING_DELTA_BINARY_PACKED_REF_H_

#include "sinew/sinew.h"

#include <stddef.h>
#include <stdint.h>

#include <algorithm>
#include <type_traits>
#include <vector>

#include "encoding/bitpack_ref.h"
#include "encoding/varint_ref.h"

// DELTA_BINARY_PACKED in the order of Parquet's Encodings.md. T is int32_t or int64_t.

inline void PutZigzagRef(int64_t value, std::vector<uint8_t>* out) {
  PutVarintRef(ZigzagRef(value), out);
}

template <typename T>
std::vector<uint8_t> DeltaEncodeRef(const std::vector<T>& values, size_t block_size = 128,
                                    size_t miniblocks = 4) {
  using U = std::make_unsigned_t<T>;
  std::vector<uint8_t> out;
  PutVarintRef(block_size, &out);
  PutVarintRef(miniblocks, &out);
  PutVarintRef(values.size(), &out);
  PutZigzagRef(values.empty() ? 0 : values[0], &out);
  for (size_t begin = 1; begin < values.size(); begin += block_size) {
    const size_t end = std::min(begin + block_size, values.size());
    std::vector<U> deltas;
    for (size_t i = begin; i < end; ++i) {
      deltas.push_back(static_cast<U>(values[i]) - static_cast<U>(values[i - 1]));
    }
    T least = static_cast<T>(deltas[0]);
    for (const U delta : deltas) least = std::min(least, static_cast<T>(delta));
    for (U& delta : deltas) delta -= static_cast<U>(least);
    PutZigzagRef(least, &out);
    const size_t widths = out.size();
    out.resize(widths + miniblocks);
    const size_t size = block_size / miniblocks;
    for (size_t k = 0; k * size < deltas.size(); ++k) {
      std::vector<U> part(size);
      for (size_t i = 0; i < size && k * size + i < deltas.size(); ++i) {
        part[i] = deltas[k * size + i];
      }
      size_t width = 0;
      for (const U delta : part) {
        while (width < 8 * sizeof(T) && delta >> width != 0) ++width;
      }
      out[widths + k] = static_cast<uint8_t>(width);
      const std::vector<uint8_t> packed = BitpackRef(part, width);
      out.insert(out.end(), packed.begin(), packed.end());
    }
  }
  return out;
}

template <typename T>
struct DeltaDecodedRef {
  std::vector<T> values;
  size_t read = 0;
  sinew_status status = SINEW_STATUS_OK;
};

// What is at `at` of the input, as long as all goes well; the first fault ends it.
class ReaderRef {
 public:
  ReaderRef(const uint8_t* in, size_t size) : in_(in), size_(size) {}

  size_t at = 0;
  sinew_status status = SINEW_STATUS_OK;

  bool Fail(size_t where, sinew_status why) {
    if (status == SINEW_STATUS_OK) at = where, status = why;
    return false;
  }

  bool Varint(uint64_t* value) {
    *value = 0;
    for (size_t i = 0;; ++i, ++at) {
      if (at == size_) return Fail(size_, SINEW_STATUS_TRUNCATED);
      const uint64_t bits = in_[at] % 128;
      const bool is_last = in_[at] < 128;
      if (i == 10 || (i == 9 && is_last && bits > 1)) return Fail(at, SINEW_STATUS_CORRUPT);
      *value += bits << (7 * i);
      if (is_last) break;
    }
    ++at;
    return true;
  }

  bool Zigzag(size_t bits, uint64_t* value) {
    const size_t begin = at;
    uint64_t number;
    if (!Varint(&number)) return false;
    if (bits == 32 && number >> 33 != 0) return Fail(begin, SINEW_STATUS_CORRUPT);
    *value = number % 2 == 0 ? number / 2 : ~(number / 2);
    return true;
  }

  bool Bytes(uint64_t count, const uint8_t** bytes) {
    if (count > size_ - at) return Fail(size_, SINEW_STATUS_TRUNCATED);
    *bytes = in_ + at;
    at += count;
    return true;
  }

 private:
  const uint8_t* in_;
  size_t size_;
};

template <typename T>
DeltaDecodedRef<T> DeltaDecodeRef(const uint8_t* in, size_t size, size_t capacity) {
  ReaderRef reader(in, size);
  DeltaDecodedRef<T> result;
  const auto header = [&](uint64_t* block, uint64_t* miniblocks, uint64_t* count, uint64_t* last) {
    size_t begin = reader.at;
    if (!reader.Varint(block)) return false;
    if (*block == 0 || *block % 128 != 0) return reader.Fail(begin, SINEW_STATUS_CORRUPT);
    begin = reader.at;
    if (!reader.Varint(miniblocks)) return false;
    if (*miniblocks == 0 || *block % *miniblocks != 0 || *block / *miniblocks % 32 != 0) {
      return reader.Fail(begin, SINEW_STATUS_CORRUPT);
    }
    begin = reader.at;
    if (!reader.Varint(count)) return false;
    if (*count > capacity) return reader.Fail(begin, SINEW_STATUS_OUTPUT_FULL);
    return reader.Zigzag(8 * sizeof(T), last);
  };
  const auto blocks = [&] {
    uint64_t block, miniblocks, count, last;
    if (!header(&block, &miniblocks, &count, &last)) return;
    if (count != 0) result.values.push_back(static_cast<T>(last));
    while (result.values.size() < count) {
      uint64_t least;
      const uint8_t* widths;
      if (!reader.Zigzag(8 * sizeof(T), &least) || !reader.Bytes(miniblocks, &widths)) return;
      for (size_t k = 0; k < miniblocks && result.values.size() < count; ++k) {
        const uint64_t width = widths[k];
        if (width > (sizeof(T) == 4 ? 33 : 64)) {
          reader.Fail(static_cast<size_t>(widths + k - in), SINEW_STATUS_CORRUPT);
          return;
        }
        const uint64_t groups = block / miniblocks / 8;
        const uint8_t* packed;
        const bool fits = width == 0 || groups <= size / width;
        if (!reader.Bytes(fits ? groups * width : SIZE_MAX, &packed)) return;
        const size_t part = std::min<uint64_t>(groups * 8, count - result.values.size());
        for (const uint64_t delta : BitunpackRef<uint64_t>(packed, width, part)) {
          last += least + delta;
          result.values.push_back(static_cast<T>(last));
        }
      }
    }
  };
  blocks();
  result.read = reader.at;
  result.status = reader.status;
  return result;
}

#endif  // SINEW_TESTS_ENCODING_DELTA_BINARY_PACKED_REF_H_
