// DELTA_BYTE_ARRAY: for each string the number of bytes that it shares with the beginning of the
// string before, then the rests of all strings as DELTA_LENGTH_BYTE_ARRAY.
#if defined(SINEW_ENCODING_DELTA_BYTE_ARRAY_PREFIXES_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_ENCODING_DELTA_BYTE_ARRAY_PREFIXES_INL_H_
#undef SINEW_ENCODING_DELTA_BYTE_ARRAY_PREFIXES_INL_H_
#else
#define SINEW_ENCODING_DELTA_BYTE_ARRAY_PREFIXES_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "encoding/delta_byte_array/numbers-inl.h"
#include "encoding/delta_byte_array/rows.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

template <typename Offset>
sinew_codec_result EncodePrefixes(const sinew_column& column, size_t count, uint8_t* out,
                                  size_t capacity) {
  size_t size = 0;
  using Rows = NumberedRows<Offset>;
  Rows prefixes(column), suffixes(column);
  if (!EncodeNumbers(Rows::template Next<SharedPrefix>, &prefixes, count, out, capacity, &size) ||
      !EncodeNumbers(Rows::template Next<Suffix>, &suffixes, count, out, capacity, &size)) {
    return {0, size, SINEW_STATUS_OUTPUT_FULL};
  }
  ValidRows<Offset> rows(column);
  Bytes last = {nullptr, 0};
  for (size_t i = 0; i < count; ++i) {
    const Bytes row = rows.Next();
    const size_t shared = SharedPrefix(row, last);
    const size_t rest = row.size - shared;
    if (rest > capacity - size) return {rows.row() - 1, size, SINEW_STATUS_OUTPUT_FULL};
    if (rest != 0) memcpy(out + size, row.data + shared, rest);
    size += rest;
    last = row;
  }
  return {column.count, size, SINEW_STATUS_OK};
}

// The streams of a DELTA_BYTE_ARRAY: prefixes, suffixes, and where the bytes begin.
struct PrefixStreams {
  DeltaStream prefixes, suffixes;
  size_t data = 0;
  sinew_status status = SINEW_STATUS_OK;
  size_t fault = 0;

  PrefixStreams(const uint8_t* in, size_t size, size_t capacity)
      : prefixes(in, size), suffixes(in, size) {
    const DeltaStream first = prefixes;
    status = prefixes.Header<32>(capacity);
    fault = prefixes.at;
    if (status != SINEW_STATUS_OK) return;
    size_t second = 0;
    status = Skip(first, &second);
    fault = second;
    if (status != SINEW_STATUS_OK) return;

    suffixes.at = second;
    const DeltaStream next = suffixes;
    status = suffixes.Header<32>(prefixes.count);
    fault = suffixes.at;
    if (status == SINEW_STATUS_OUTPUT_FULL) {
      status = SINEW_STATUS_CORRUPT;
      fault = second;
    }
    if (status != SINEW_STATUS_OK) return;
    status = Skip(next, &data);
    fault = data;
    if (status == SINEW_STATUS_OK && suffixes.count != prefixes.count) {
      status = SINEW_STATUS_CORRUPT;
      fault = second;
    }
  }

  // Whether there are more strings.
  bool More() const { return status == SINEW_STATUS_OK && prefixes.left != 0; }

  // Calls visit(prefix, suffix) for each of the next strings, whose lengths are not negative and
  // whose prefix is not longer than the string before; it returns false, having set status and
  // fault, to stop.
  template <typename Visit>
  HWY_INLINE void Next(const Visit& visit) {
    HWY_ALIGN int32_t prefix[32];
    HWY_ALIGN int32_t suffix[32];
    size_t prefix_begin = 0, suffix_begin = 0;
    const size_t count = ReadPortion(&prefixes, prefix, &prefix_begin, &status);
    ReadPortion(&suffixes, suffix, &suffix_begin, &status);
    uint64_t before = last;
    for (size_t i = 0; i < count; ++i) {
      const bool bad_prefix = prefix[i] < 0 || static_cast<uint64_t>(prefix[i]) > before;
      if (bad_prefix || suffix[i] < 0) {
        status = SINEW_STATUS_CORRUPT;
        fault =
            bad_prefix ? NumberAt(prefixes, prefix_begin, i) : NumberAt(suffixes, suffix_begin, i);
        return;
      }
      before = static_cast<uint64_t>(prefix[i]) + static_cast<uint64_t>(suffix[i]);
      if (!visit(static_cast<size_t>(prefix[i]), static_cast<size_t>(suffix[i]))) return;
    }
    last = before;
  }

  // Passes over the next strings that are known to equal the last one, and returns how many. There
  // can be far more of them than the input has bytes; all other strings take some of its bits.
  size_t SkipRepeats() {
    if (static_cast<uint32_t>(suffixes.last) != 0) return 0;
    const size_t repeats = std::min(prefixes.Repeats(), suffixes.Repeats());
    prefixes.left -= repeats;
    suffixes.left -= repeats;
    return repeats;
  }

  uint64_t last = 0;  // bytes of the string before
};

sinew_codec_result SizeOfPrefixes(const uint8_t* in, size_t size, size_t capacity) {
  PrefixStreams streams(in, size, capacity);
  if (streams.status != SINEW_STATUS_OK) return {streams.fault, 0, streams.status};
  size_t total = 0;
  size_t from = streams.data;
  while (streams.More()) {
    streams.Next([&](size_t prefix, size_t suffix) {
      if (suffix > size - from) {
        streams.status = SINEW_STATUS_TRUNCATED;
        streams.fault = size;
        return false;
      }
      from += suffix;
      if (__builtin_add_overflow(total, prefix + suffix, &total)) {
        streams.status = SINEW_STATUS_OVERFLOW;
        streams.fault = from - suffix;
        return false;
      }
      return true;
    });
    if (!streams.More()) break;
    size_t repeated;
    if (__builtin_mul_overflow(streams.SkipRepeats(), streams.last, &repeated) ||
        __builtin_add_overflow(total, repeated, &total)) {
      return {from, 0, SINEW_STATUS_OVERFLOW};
    }
  }
  if (streams.status != SINEW_STATUS_OK) return {streams.fault, 0, streams.status};
  return {from, total, SINEW_STATUS_OK};
}

sinew_codec_result DecodePrefixes(const uint8_t* in, size_t size, int64_t* offsets, size_t capacity,
                                  uint8_t* out, size_t bytes_capacity) {
  uint8_t* to = reinterpret_cast<uint8_t*>(offsets);
  Store(to, int64_t{0});
  PrefixStreams streams(in, size, capacity);
  if (streams.status != SINEW_STATUS_OK) return {streams.fault, 0, streams.status};
  size_t done = 0;
  size_t begin = 0, end = 0;  // of the string before
  size_t from = streams.data;
  const auto append = [&](size_t prefix, size_t suffix) {
    if (suffix > size - from) {
      streams.status = SINEW_STATUS_TRUNCATED;
      streams.fault = size;
      return false;
    }
    if (prefix > bytes_capacity - end || suffix > bytes_capacity - end - prefix) {
      streams.status = SINEW_STATUS_OUTPUT_FULL;
      streams.fault = from;
      return false;
    }
    // What lies behind a string is written over by the next one.
    const bool room = bytes_capacity - end - prefix - suffix >= 16;
    const size_t middle = end + prefix;
    CopyBytes(out + end, out + begin, prefix, room);
    CopyBytes(out + middle, in + from, suffix, room && size - from - suffix >= 16);
    from += suffix;
    begin = end;
    end = middle + suffix;
    ++done;
    Store(to + 8 * done, static_cast<int64_t>(end));
    return true;
  };
  while (streams.More()) streams.Next(append);
  const bool ok = streams.status == SINEW_STATUS_OK;
  return {ok ? from : streams.fault, done, streams.status};
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard
