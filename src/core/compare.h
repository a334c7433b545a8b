#ifndef SINEW_CORE_COMPARE_H_
#define SINEW_CORE_COMPARE_H_

#include <stddef.h>
#include <stdint.h>

#include <algorithm>

#include "core/abi.h"
#include "core/bits.h"
#include "core/bytes.h"

namespace sinew {

// Between two values; those from kAlways on are of expressions alone.
enum class Relation : uint8_t {
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  // Whatever the value is, if it is not null.
  kAlways,
  kNever,
  // Strings.
  kStartsWith,
  kEndsWith,
  kContains,
};

template <typename A, typename B>
inline bool Holds(Relation relation, A a, B b) {
  switch (relation) {
    case Relation::kEqual:
      return a == b;
    case Relation::kNotEqual:
      return a != b;
    case Relation::kLess:
      return a < b;
    case Relation::kLessEqual:
      return a <= b;
    case Relation::kGreater:
      return a > b;
    default:
      return a >= b;
  }
}

// How a string begins: up to 8 bytes in a word, with zeros behind its end.
struct Head {
  uint64_t bytes;
  size_t size;  // of the whole string
};
inline constexpr size_t kHeadSize = sizeof(uint64_t);

// `readable` bytes are there, of the string and behind it.
inline Head HeadOf(Bytes string, size_t readable) {
  const size_t size = std::min(string.size, kHeadSize);
  uint64_t bytes = 0;
  if (readable >= kHeadSize) {
    bytes = Load<uint64_t>(string.data) & LowBits(8 * size);
  } else if (size != 0) {
    memcpy(&bytes, string.data, size);
  }
  return {bytes, string.size};
}

// The truth of a relation, one of the first six, for `count` rows of numbers or times, 64 to a word
// of `out`; behind the last row it is not defined. The constant is a value of the same type.
void CompareWithConstant(sinew_type type, Relation relation, const uint8_t* values, size_t count,
                         const void* constant, uint64_t* out);
// Of the values of two columns.
void CompareColumns(sinew_type type, Relation relation, const uint8_t* a, const uint8_t* b,
                    size_t count, uint64_t* out);

}  // namespace sinew

#endif  // SINEW_CORE_COMPARE_H_
