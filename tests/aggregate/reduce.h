#ifndef SINEW_TESTS_AGGREGATE_REDUCE_H_
#define SINEW_TESTS_AGGREGATE_REDUCE_H_

#include "sinew/sinew.h"

#include <string.h>

#include <vector>

// What the tests of reductions share: one call for every function and type.

template <typename T>
constexpr sinew_type kTypeOfTest = SINEW_TYPE_F64;
template <>
inline constexpr sinew_type kTypeOfTest<int64_t> = SINEW_TYPE_I64;
template <>
inline constexpr sinew_type kTypeOfTest<uint64_t> = SINEW_TYPE_U64;

// `count` values at `in`; row i is valid if bit `bit` + i is set, or if there is no bitmap.
template <typename T>
sinew_column ColumnOf(const T* in, size_t count, const uint8_t* validity = nullptr,
                      size_t bit = 0) {
  return {kTypeOfTest<T>, count, in, count * sizeof(T), nullptr, validity, bit, 0};
}

inline sinew_reduce_result Reduce(sinew_aggregate function, const sinew_column& column) {
  const sinew_aggregate_spec spec = {sizeof(spec), function, 0, 0, 0, 0, 0, 0, 0};
  return sinew_reduce(&column, &spec);
}

template <typename T>
sinew_reduce_result Reduce(sinew_aggregate function, const std::vector<T>& rows) {
  return Reduce(function, ColumnOf(rows.data(), rows.size()));
}

template <typename T>
uint64_t BitsOf(T value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof(bits));
  return bits;
}

template <typename T>
T FromBits(uint64_t bits) {
  T value;
  memcpy(&value, &bits, sizeof(value));
  return value;
}

// The bits of the member that has the value; the two others must be 0.
inline uint64_t ValueBits(const sinew_reduce_result& result) {
  return BitsOf(result.i64) | result.u64 | BitsOf(result.f64);
}

constexpr uint64_t kNaN = 0x7FF8000000000000;

#endif  // SINEW_TESTS_AGGREGATE_REDUCE_H_
