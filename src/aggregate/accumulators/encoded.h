#ifndef SINEW_AGGREGATE_ACCUMULATORS_ENCODED_H_
#define SINEW_AGGREGATE_ACCUMULATORS_ENCODED_H_

#include <bit>
#include <limits>

#include "aggregate/accumulators/summary.h"
#include "core/byte_stream.h"

// What the states of accumulators are made of in bytes: docs/formats/groupby.md.

namespace sinew {

// No object has seen so many rows; that a sum of counts does not wrap can then be relied on.
constexpr uint64_t kMostCounted = uint64_t{1} << 56;

inline uint64_t DecodeCount(ByteReader* in) {
  const size_t begin = in->at();
  const uint64_t count = in->Get<uint64_t>();
  if (count >= kMostCounted) in->FailAt(begin, "a count is 2^56 or more");
  return in->ok() ? count : 0;
}

// Of all NaNs there is one.
inline void EncodeDouble(double value, ByteWriter* out) { out->Put(Canonical(value)); }

template <typename T>
T DecodeFloat(ByteReader* in) {
  const size_t begin = in->at();
  const T value = in->Get<T>();
  using Bits = std::conditional_t<sizeof(T) == 8, uint64_t, uint32_t>;
  const Bits quiet = std::bit_cast<Bits>(std::numeric_limits<T>::quiet_NaN());
  if (value != value && std::bit_cast<Bits>(value) != quiet) {
    in->FailAt(begin, "a NaN is not the quiet one");
  }
  return value;
}

// A value of a column of the type, as its rows have it; a bool is a byte.
template <typename T>
void EncodeValue(sinew_type type, T value, ByteWriter* out) {
  ForStored<T>(type, [&](auto stored) {
    using Stored = decltype(stored);
    if constexpr (std::is_same_v<T, double>) {
      out->Put(static_cast<Stored>(Canonical(value)));
    } else if constexpr (std::is_same_v<Stored, bool>) {
      out->Put(static_cast<uint8_t>(value != 0));
    } else {
      out->Put(static_cast<Stored>(value));
    }
  });
}

template <typename T>
T DecodeValue(sinew_type type, ByteReader* in) {
  return ForStored<T>(type, [&](auto stored) {
    using Stored = decltype(stored);
    if constexpr (std::is_same_v<T, double>) {
      return static_cast<T>(DecodeFloat<Stored>(in));
    } else if constexpr (std::is_same_v<Stored, bool>) {
      const size_t begin = in->at();
      const uint8_t byte = in->Get<uint8_t>();
      if (byte > 1) in->FailAt(begin, "a boolean is neither 0 nor 1");
      return static_cast<T>(byte);
    } else {
      return static_cast<T>(in->Get<Stored>());
    }
  });
}

// What is kept besides a count of 0 is 0.
inline void CheckNothing(bool is_nothing, size_t begin, ByteReader* in) {
  if (!is_nothing) in->FailAt(begin, "a state of no values has some");
}

}  // namespace sinew

#endif  // SINEW_AGGREGATE_ACCUMULATORS_ENCODED_H_
