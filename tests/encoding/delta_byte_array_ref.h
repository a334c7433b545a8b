#ifndef SINEW_TESTS_ENCODING_DELTA_BYTE_ARRAY_REF_H_
#define SINEW_TESTS_ENCODING_DELTA_BYTE_ARRAY_REF_H_

#include <string>
#include <vector>

#include "encoding/delta_binary_packed_ref.h"

// DELTA_LENGTH_BYTE_ARRAY and DELTA_BYTE_ARRAY of Parquet's Encodings.md.

using Strings = std::vector<std::string>;

inline void AppendRef(std::vector<uint8_t>* out, const std::vector<uint8_t>& more) {
  out->insert(out->end(), more.begin(), more.end());
}

inline std::vector<uint8_t> DeltaLengthEncodeRef(const Strings& strings, size_t block_size = 128,
                                                 size_t miniblocks = 4) {
  std::vector<int32_t> lengths;
  for (const std::string& string : strings) lengths.push_back(static_cast<int32_t>(string.size()));
  std::vector<uint8_t> out = DeltaEncodeRef(lengths, block_size, miniblocks);
  for (const std::string& string : strings) out.insert(out.end(), string.begin(), string.end());
  return out;
}

inline std::vector<uint8_t> DeltaPrefixEncodeRef(const Strings& strings, size_t block_size = 128,
                                                 size_t miniblocks = 4,
                                                 size_t suffix_block_size = 128,
                                                 size_t suffix_miniblocks = 4) {
  std::vector<int32_t> prefixes;
  Strings suffixes;
  std::string last;
  for (const std::string& string : strings) {
    size_t shared = 0;
    while (shared < last.size() && shared < string.size() && last[shared] == string[shared]) {
      ++shared;
    }
    prefixes.push_back(static_cast<int32_t>(shared));
    suffixes.push_back(string.substr(shared));
    last = string;
  }
  std::vector<uint8_t> out = DeltaEncodeRef(prefixes, block_size, miniblocks);
  AppendRef(&out, DeltaLengthEncodeRef(suffixes, suffix_block_size, suffix_miniblocks));
  return out;
}

struct StringsDecodedRef {
  Strings strings;
  size_t read = 0;
  sinew_status status = SINEW_STATUS_OK;
};

// The byte in which the difference of value `index` begins; for value 0, the value itself.
inline size_t DeltaBeginRef(const uint8_t* in, size_t begin, size_t size, size_t index) {
  ReaderRef reader(in, size);
  reader.at = begin;
  uint64_t block, miniblocks, count, last;
  reader.Varint(&block);
  reader.Varint(&miniblocks);
  reader.Varint(&count);
  if (index == 0) return reader.at;
  reader.Zigzag(32, &last);
  for (size_t done = 1;;) {
    uint64_t least;
    const uint8_t* widths = nullptr;
    reader.Zigzag(32, &least);
    reader.Bytes(miniblocks, &widths);
    for (size_t k = 0; k < miniblocks; ++k) {
      const size_t values = block / miniblocks;
      // Sets of 32 are whole bytes, and counted from their begin.
      if (index < done + values) return reader.at + (index - done) * widths[k] / 8;
      const uint8_t* packed;
      reader.Bytes(values / 8 * widths[k], &packed);
      done += values;
    }
  }
}

// Decodes lengths, or with `prefixes` prefixes and suffixes.
inline StringsDecodedRef StringsDecodeRef(const uint8_t* in, size_t size, size_t capacity,
                                          size_t bytes_capacity, bool prefixes) {
  StringsDecodedRef result;
  const auto fail = [&](size_t at, sinew_status status) {
    result.read = at;
    result.status = status;
    return result;
  };
  std::vector<int32_t> shared;
  size_t at = 0;
  if (prefixes) {
    const auto stream = DeltaDecodeRef<int32_t>(in, size, capacity);
    if (stream.status != SINEW_STATUS_OK) return fail(stream.read, stream.status);
    shared = stream.values;
    at = stream.read;
  }
  const size_t begin = at;
  const auto lengths =
      DeltaDecodeRef<int32_t>(in + at, size - at, prefixes ? shared.size() : capacity);
  const bool too_many = lengths.status == SINEW_STATUS_OUTPUT_FULL;
  if (prefixes && too_many) return fail(at, SINEW_STATUS_CORRUPT);
  if (lengths.status != SINEW_STATUS_OK) return fail(at + lengths.read, lengths.status);
  if (prefixes && lengths.values.size() != shared.size()) return fail(at, SINEW_STATUS_CORRUPT);
  at += lengths.read;
  size_t total = 0;
  std::string last;
  for (size_t i = 0; i < lengths.values.size(); ++i) {
    const int64_t prefix = prefixes ? shared[i] : 0;
    const int64_t suffix = lengths.values[i];
    if (prefix < 0 || prefix > static_cast<int64_t>(last.size())) {
      return fail(DeltaBeginRef(in, 0, size, i), SINEW_STATUS_CORRUPT);
    }
    if (suffix < 0) return fail(DeltaBeginRef(in, begin, size, i), SINEW_STATUS_CORRUPT);
    if (static_cast<size_t>(suffix) > size - at) return fail(size, SINEW_STATUS_TRUNCATED);
    if (static_cast<size_t>(prefix + suffix) > bytes_capacity - total) {
      return fail(at, SINEW_STATUS_OUTPUT_FULL);
    }
    last = last.substr(0, static_cast<size_t>(prefix)) +
           std::string(reinterpret_cast<const char*>(in + at), static_cast<size_t>(suffix));
    result.strings.push_back(last);
    at += static_cast<size_t>(suffix);
    total += last.size();
  }
  result.read = at;
  return result;
}

#endif  // SINEW_TESTS_ENCODING_DELTA_BYTE_ARRAY_REF_H_
