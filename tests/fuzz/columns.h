#ifndef SINEW_TESTS_FUZZ_COLUMNS_H_
#define SINEW_TESTS_FUZZ_COLUMNS_H_

#include "sinew/sinew.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <memory>
#include <vector>

// Decodes fuzzed bytes into columns, good and bad: unknown types, null pointers, offsets that run
// backwards or past the data. Every array is a block of its own, which AddressSanitizer watches.

inline void Require(bool condition) {
  if (!condition) abort();
}

// memcmp takes no null pointer, which an empty vector has.
inline bool SameBytes(const void* a, const void* b, size_t size) {
  return size == 0 || memcmp(a, b, size) == 0;
}

class Input {
 public:
  Input(const uint8_t* data, size_t size) : data_(data), size_(size) {}

  bool empty() const { return size_ == 0; }

  // Zeros once the input is used up.
  uint8_t Byte() {
    if (size_ == 0) return 0;
    --size_;
    return *data_++;
  }

  size_t Below(size_t bound) { return Byte() % bound; }

  // True once in `n` times.
  bool Rarely(size_t n) { return Below(n) == n - 1; }

  // A number that is often small, sometimes near a limit of its type.
  int64_t Number() {
    switch (Below(8)) {
      case 0:
        return INT64_MAX - Byte();
      case 1:
        return INT64_MIN + Byte();
      default:
        return static_cast<int8_t>(Byte());
    }
  }

 private:
  const uint8_t* data_;
  size_t size_;
};

// A block of exactly `size` bytes.
using Block = std::unique_ptr<uint8_t[]>;

template <typename T>
Block BlockOf(const std::vector<T>& values) {
  Block block(new uint8_t[values.size() * sizeof(T)]);
  if (!values.empty()) memcpy(block.get(), values.data(), values.size() * sizeof(T));
  return block;
}

struct Column {
  sinew_column view = {};
  Block values, offsets, validity;
};

template <typename Offset>
Block Offsets(Input* input, size_t count, size_t bytes) {
  std::vector<Offset> offsets;
  size_t end = 0;
  for (size_t i = 0; i < count; ++i) {
    if (input->Rarely(64)) {
      offsets.push_back(static_cast<Offset>(input->Number()));
    } else {
      offsets.push_back(static_cast<Offset>(end));
      end = std::min(end + input->Below(input->Rarely(8) ? 120 : 20), bytes);
    }
  }
  return BlockOf(offsets);
}

inline size_t WidthOf(sinew_type type) { return sinew_type_width(type); }

inline bool HasOffsets32(sinew_type type) {
  return type == SINEW_TYPE_STRING || type == SINEW_TYPE_BINARY;
}
inline bool HasOffsets(sinew_type type) {
  return HasOffsets32(type) || type == SINEW_TYPE_LARGE_STRING || type == SINEW_TYPE_LARGE_BINARY;
}

constexpr sinew_type kAllTypes[] = {
    SINEW_TYPE_BOOL,         SINEW_TYPE_I8,           SINEW_TYPE_I16,
    SINEW_TYPE_I32,          SINEW_TYPE_I64,          SINEW_TYPE_U8,
    SINEW_TYPE_U16,          SINEW_TYPE_U32,          SINEW_TYPE_U64,
    SINEW_TYPE_F32,          SINEW_TYPE_F64,          SINEW_TYPE_DATE32,
    SINEW_TYPE_TIMESTAMP_S,  SINEW_TYPE_TIMESTAMP_MS, SINEW_TYPE_TIMESTAMP_US,
    SINEW_TYPE_TIMESTAMP_NS, SINEW_TYPE_BYTES16,      SINEW_TYPE_STRING,
    SINEW_TYPE_LARGE_STRING, SINEW_TYPE_BINARY,       SINEW_TYPE_LARGE_BINARY};
constexpr size_t kTypeCount = sizeof(kAllTypes) / sizeof(kAllTypes[0]);

inline bool IsValid(const sinew_column& column, size_t row) {
  const size_t bit = column.validity_offset + row;
  return column.validity == nullptr || (column.validity[bit / 8] >> bit % 8 & 1) != 0;
}

// A column of `count` rows; mostly of the given type, mostly whole.
inline Column DecodeColumn(Input* input, sinew_type type, size_t count) {
  Column column;
  sinew_column& view = column.view;
  view.type = input->Rarely(32) ? static_cast<sinew_type>(input->Below(128)) : type;
  view.count = input->Rarely(32) ? input->Below(40) : count;
  if (HasOffsets(view.type)) {
    std::vector<uint8_t> bytes(input->Below(200));
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(input->Below(3));
    view.values_size = bytes.size();
    column.values = BlockOf(bytes);
    column.offsets = HasOffsets32(view.type)
                         ? Offsets<int32_t>(input, view.count + 1, bytes.size())
                         : Offsets<int64_t>(input, view.count + 1, bytes.size());
  } else {
    const bool bits = view.type == SINEW_TYPE_BOOL;
    if (bits || input->Rarely(64)) view.values_offset = input->Below(20);
    const size_t size =
        bits ? (view.values_offset + view.count + 7) / 8 : view.count * WidthOf(view.type);
    std::vector<int64_t> values(input->Rarely(32) ? input->Below(40) : (size + 7) / 8);
    for (int64_t& value : values) value = input->Number();
    std::vector<uint8_t> bytes(std::min(values.size() * sizeof(int64_t), size));
    if (!bytes.empty()) memcpy(bytes.data(), values.data(), bytes.size());
    view.values_size = bytes.size();
    column.values = BlockOf(bytes);
  }
  if (input->Rarely(2)) {
    view.validity_offset = input->Below(20);
    std::vector<uint8_t> bits((view.validity_offset + view.count + 7) / 8);
    for (uint8_t& byte : bits) byte = input->Byte();
    column.validity = BlockOf(bits);
  }
  view.values = input->Rarely(64) ? nullptr : column.values.get();
  view.offsets = input->Rarely(64) ? nullptr : column.offsets.get();
  view.validity = column.validity.get();
  if (input->Rarely(128)) view.count = SIZE_MAX - input->Byte();
  return column;
}

#endif  // SINEW_TESTS_FUZZ_COLUMNS_H_
