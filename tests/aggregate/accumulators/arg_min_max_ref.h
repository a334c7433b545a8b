#ifndef SINEW_TESTS_AGGREGATE_ACCUMULATORS_ARG_MIN_MAX_REF_H_
#define SINEW_TESTS_AGGREGATE_ACCUMULATORS_ARG_MIN_MAX_REF_H_

#include "sinew/base.h"

#include <cmath>
#include <cstring>
#include <string>
#include <vector>

// Values of any type as their bytes, a boolean as one.

inline double RefNumber(sinew_type type, const std::string& bytes) {
  double number;
  float narrow;
  if (type == SINEW_TYPE_F64) {
    memcpy(&number, bytes.data(), sizeof(number));
    return number;
  }
  memcpy(&narrow, bytes.data(), sizeof(narrow));
  return narrow;
}
inline bool RefIsFloat(sinew_type type) { return type == SINEW_TYPE_F32 || type == SINEW_TYPE_F64; }

// An integer as one of 64 bits.
inline uint64_t RefWord(sinew_type type, const std::string& bytes) {
  uint64_t word = 0;
  memcpy(&word, bytes.data(), bytes.size());
  const size_t spare = 64 - 8 * bytes.size();
  if (type == SINEW_TYPE_BOOL || (type >= SINEW_TYPE_U8 && type <= SINEW_TYPE_U64)) return word;
  return static_cast<uint64_t>(static_cast<int64_t>(word << spare) >> spare);
}

// Whether a is less than b; no NaNs.
inline bool RefLess(sinew_type type, const std::string& a, const std::string& b) {
  if (RefIsFloat(type)) {
    const double x = RefNumber(type, a), y = RefNumber(type, b);
    return x == y ? std::signbit(x) && !std::signbit(y) : x < y;
  }
  if (type >= SINEW_TYPE_BYTES16) return a < b;
  if (type >= SINEW_TYPE_U8 && type <= SINEW_TYPE_U64) return RefWord(type, a) < RefWord(type, b);
  return static_cast<int64_t>(RefWord(type, a)) < static_cast<int64_t>(RefWord(type, b));
}

// The first row of the least, or the greatest, of some values: that of the first NaN, if there is
// one.
inline size_t RefArg(sinew_type type, const std::vector<std::string>& values, bool is_max) {
  size_t best = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    if (RefIsFloat(type) && std::isnan(RefNumber(type, values[i]))) return i;
    const bool is_beyond =
        is_max ? RefLess(type, values[best], values[i]) : RefLess(type, values[i], values[best]);
    if (is_beyond) best = i;
  }
  return best;
}

// A value as results have it: with the one NaN.
inline std::string RefResult(sinew_type type, const std::string& bytes) {
  if (!RefIsFloat(type) || !std::isnan(RefNumber(type, bytes))) return bytes;
  const uint64_t wide = 0x7FF8000000000000;
  const uint32_t narrow = 0x7FC00000;
  return type == SINEW_TYPE_F64 ? std::string(reinterpret_cast<const char*>(&wide), 8)
                                : std::string(reinterpret_cast<const char*>(&narrow), 4);
}

#endif  // SINEW_TESTS_AGGREGATE_ACCUMULATORS_ARG_MIN_MAX_REF_H_
