#ifndef SINEW_ENCODING_ALP_H_
#define SINEW_ENCODING_ALP_H_

#include <stddef.h>
#include <stdint.h>

#include <algorithm>

#include "core/bytes.h"
#include "encoding/abi.h"
#include "encoding/bitpack.h"

namespace sinew {

// ALP (Afroozeh, Kuffo, Boncz, "ALP: Adaptive Lossless floating-Point Compression", SIGMOD 2024) in
// the layout of docs/formats/alp.md:
//
//   "ALP" | type | count u64 | group | group | ...
//   group:   left width | [code width | dictionary] | vector | vector | ... (100 of 1024 values)
//   decimal: exponent | factor | width | exceptions u16 | base | packed | positions | values
//   split:   0xFE | exceptions u16 | packed codes | packed right parts | positions | left parts
//   raw:     0xFF | values
constexpr size_t kAlpVector = 1024;
constexpr size_t kAlpGroup = 100 * kAlpVector;
constexpr size_t kAlpHeader = 12;
constexpr size_t kAlpTypeByte = 3;
constexpr size_t kAlpCountByte = 4;
constexpr uint8_t kAlpSplit = 0xFE;
constexpr uint8_t kAlpRaw = 0xFF;
constexpr size_t kAlpSplitHeader = 3;
constexpr size_t kAlpMaxLeft = 16;
constexpr size_t kAlpMaxCode = 3;
constexpr size_t kAlpDictionary = size_t{1} << kAlpMaxCode;
constexpr size_t kAlpMaxGroupHeader = 2 + 2 * kAlpDictionary;

// What differs between doubles and floats. T is the unsigned integer of a value's size.
template <typename T>
struct AlpTraits;

template <>
struct AlpTraits<uint64_t> {
  using Float = double;
  static constexpr uint8_t kType = 0x18;
  static constexpr size_t kMaxExponent = 18;
  // 2^52 + 2^51: doubles from 2^52 to 2^53 are the integers there, so that adding this number
  // rounds what is less than 2^51 to an integer, in the low bits of the sum.
  static constexpr uint64_t kMagic = 0x4338000000000000;
  static constexpr size_t kMantissa = 52;
  static constexpr double kTens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                     1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
  static constexpr double kTenths[] = {1e-0,  1e-1,  1e-2,  1e-3,  1e-4,  1e-5,  1e-6,
                                       1e-7,  1e-8,  1e-9,  1e-10, 1e-11, 1e-12, 1e-13,
                                       1e-14, 1e-15, 1e-16, 1e-17, 1e-18};
};

template <>
struct AlpTraits<uint32_t> {
  using Float = float;
  static constexpr uint8_t kType = 0x14;
  static constexpr size_t kMaxExponent = 10;
  static constexpr uint32_t kMagic = 0x4B400000;  // 2^23 + 2^22
  static constexpr size_t kMantissa = 23;
  static constexpr float kTens[] = {1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f,
                                    1e6f, 1e7f, 1e8f, 1e9f, 1e10f};
  static constexpr float kTenths[] = {1e-0f, 1e-1f, 1e-2f, 1e-3f, 1e-4f, 1e-5f,
                                      1e-6f, 1e-7f, 1e-8f, 1e-9f, 1e-10f};
};

template <typename T>
constexpr size_t kAlpBits = 8 * sizeof(T);
template <typename T>
constexpr size_t kAlpDecimalHeader = 5 + sizeof(T);

// Bytes that `count` values take at most; SIZE_MAX if that overflows. No vector is longer than a
// raw one.
template <typename T>
inline size_t AlpBound(size_t count) {
  const size_t vectors = count / kAlpVector + (count % kAlpVector != 0);
  const size_t groups = count / kAlpGroup + (count % kAlpGroup != 0);
  const size_t more = kAlpHeader + groups * kAlpMaxGroupHeader + vectors;
  return count > (SIZE_MAX - more) / sizeof(T) ? SIZE_MAX : more + count * sizeof(T);
}

// How a group's values are split: the left part, of `left` bits, is a code of `code` bits for an
// entry of the dictionary, or an exception; the right one stays as it is. There is no split if left
// is 0.
struct AlpSplit {
  size_t left = 0;
  size_t code = 0;
  // The bits that the samples take with it.
  uint64_t cost = UINT64_MAX;
  uint16_t dictionary[kAlpDictionary] = {};
};

constexpr size_t kAlpSampledVectors = 8;
constexpr size_t kAlpSamples = 32;  // of a vector
constexpr size_t kAlpGroupSamples = kAlpSampledVectors * kAlpSamples;

// The split that is best for `count` samples, at most kAlpGroupSamples, of values of `bits` bits.
AlpSplit ChooseAlpSplit(const uint64_t* samples, size_t count, size_t bits);

// Reads the header of a buffer of this type, or of any type if it is 0. `written` is the number of
// values that it claims.
inline sinew_codec_result ReadAlpHeader(const uint8_t* in, size_t size, uint8_t type) {
  static constexpr uint8_t kMark[kAlpTypeByte] = {'A', 'L', 'P'};
  for (size_t i = 0; i < std::min(size, kAlpTypeByte); ++i) {
    if (in[i] != kMark[i]) return {i, 0, SINEW_STATUS_CORRUPT};
  }
  if (size <= kAlpTypeByte) return {size, 0, SINEW_STATUS_TRUNCATED};
  const uint8_t found = in[kAlpTypeByte];
  const bool known = found == AlpTraits<uint64_t>::kType || found == AlpTraits<uint32_t>::kType;
  if (!known || (type != 0 && found != type)) return {kAlpTypeByte, 0, SINEW_STATUS_CORRUPT};
  if (size < kAlpHeader) return {size, 0, SINEW_STATUS_TRUNCATED};
  return {kAlpHeader, Load<uint64_t>(in + kAlpCountByte), SINEW_STATUS_OK};
}

// A buffer that is being read, vector by vector. What was parsed has been checked, and its bytes
// are there; but for positions and left parts of exceptions, which are checked when they are used.
template <typename T>
struct AlpStream {
  const uint8_t* in;
  size_t size;
  size_t at = 0;  // the next byte to read; if a status is not OK, the offset of the fault

  size_t count = 0;  // values of the buffer
  size_t done = 0;   // those before the current vector

  // Of the current group.
  size_t left = 0, code = 0;
  T dictionary[kAlpDictionary] = {};

  // Of the current vector. `packed` and what follows are offsets.
  size_t values = 0;
  uint8_t kind = 0;  // the exponent, kAlpSplit or kAlpRaw
  size_t factor = 0, width = 0, exceptions = 0;
  T base = 0;
  size_t packed = 0, rights = 0, positions = 0, patches = 0;

  AlpStream(const uint8_t* bytes, size_t bytes_size) : in(bytes), size(bytes_size) {}

  sinew_status Header(size_t capacity) {
    const sinew_codec_result header = ReadAlpHeader(in, size, AlpTraits<T>::kType);
    at = header.read;
    if (header.status != SINEW_STATUS_OK) return header.status;
    if (header.written > capacity) return Fault(kAlpCountByte, SINEW_STATUS_OUTPUT_FULL);
    count = header.written;
    return SINEW_STATUS_OK;
  }

  // Moves to the next vector, of which there must be one.
  sinew_status NextVector() {
    done += values;
    if (done % kAlpGroup == 0) {
      const sinew_status status = Group();
      if (status != SINEW_STATUS_OK) return status;
    }
    values = std::min(kAlpVector, count - done);
    if (at == size) return SINEW_STATUS_TRUNCATED;
    kind = in[at];
    if (kind == kAlpRaw) {
      packed = at + 1;
      exceptions = 0;
      return Skip(1, values * sizeof(T));
    }
    if (kind == kAlpSplit) return SplitVector();
    return DecimalVector();
  }

 private:
  sinew_status Fault(size_t where, sinew_status status) {
    at = where;
    return status;
  }

  // The vector's header and its data.
  sinew_status Skip(size_t header, size_t data) {
    if (size - at < header || size - at - header < data) return Fault(size, SINEW_STATUS_TRUNCATED);
    at += header + data;
    return SINEW_STATUS_OK;
  }

  sinew_status Group() {
    left = 0;
    if (at == size) return SINEW_STATUS_TRUNCATED;
    if (in[at] > kAlpMaxLeft) return SINEW_STATUS_CORRUPT;
    left = in[at++];
    if (left == 0) return SINEW_STATUS_OK;
    if (at == size) return SINEW_STATUS_TRUNCATED;
    if (in[at] > kAlpMaxCode) return SINEW_STATUS_CORRUPT;
    code = in[at++];
    for (size_t i = 0; i < size_t{1} << code; ++i) {
      if (size - at < 2) return Fault(size, SINEW_STATUS_TRUNCATED);
      const uint16_t entry = Load<uint16_t>(in + at);
      if (entry >> left != 0) return SINEW_STATUS_CORRUPT;
      dictionary[i] = static_cast<T>(T{entry} << (kAlpBits<T> - left));
      at += 2;
    }
    return SINEW_STATUS_OK;
  }

  sinew_status DecimalVector() {
    constexpr size_t kHeader = kAlpDecimalHeader<T>;
    const size_t there = size - at;
    const uint8_t* header = in + at;
    if (kind > AlpTraits<T>::kMaxExponent) return SINEW_STATUS_CORRUPT;
    if (there > 1 && header[1] > kind) return Fault(at + 1, SINEW_STATUS_CORRUPT);
    if (there > 2 && header[2] > AlpTraits<T>::kMantissa) {
      return Fault(at + 2, SINEW_STATUS_CORRUPT);
    }
    if (there >= 5 && Load<uint16_t>(header + 3) > values) {
      return Fault(at + 3, SINEW_STATUS_CORRUPT);
    }
    if (there < kHeader) return Fault(size, SINEW_STATUS_TRUNCATED);
    factor = header[1];
    width = header[2];
    exceptions = Load<uint16_t>(header + 3);
    base = Load<T>(header + 5);
    // From -2^51 to 2^51, of floats 2^22.
    if ((base + (T{1} << (AlpTraits<T>::kMantissa - 1))) >> AlpTraits<T>::kMantissa != 0) {
      return Fault(at + 5, SINEW_STATUS_CORRUPT);
    }
    packed = at + kHeader;
    positions = packed + PackedSize(values, width);
    patches = positions + 2 * exceptions;
    return Skip(kHeader, patches - packed + exceptions * sizeof(T));
  }

  sinew_status SplitVector() {
    if (left == 0) return SINEW_STATUS_CORRUPT;
    if (size - at < kAlpSplitHeader) return Fault(size, SINEW_STATUS_TRUNCATED);
    exceptions = Load<uint16_t>(in + at + 1);
    if (exceptions > values) return Fault(at + 1, SINEW_STATUS_CORRUPT);
    packed = at + kAlpSplitHeader;
    rights = packed + PackedSize(values, code);
    positions = rights + PackedSize(values, kAlpBits<T> - left);
    patches = positions + 2 * exceptions;
    return Skip(kAlpSplitHeader, patches - packed + 2 * exceptions);
  }
};

}  // namespace sinew

#endif  // SINEW_ENCODING_ALP_H_
