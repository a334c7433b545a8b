#ifndef SINEW_TESTS_ENCODING_BASE64_REF_H_
#define SINEW_TESTS_ENCODING_BASE64_REF_H_

#include "sinew/sinew.h"

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <string_view>
#include <vector>

// The oracle of base64: RFC 4648 bit by bit, with errors in the order in which a reader meets them.

inline std::string_view Base64Alphabet(uint32_t flags) {
  return (flags & SINEW_BASE64_URL) != 0
             ? "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
             : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
}

inline std::string Base64EncodeRef(std::string_view in, uint32_t flags) {
  std::vector<bool> bits;
  for (const char c : in) {
    for (int bit = 7; bit >= 0; --bit) bits.push_back((static_cast<uint8_t>(c) >> bit & 1) != 0);
  }
  while (bits.size() % 6 != 0) bits.push_back(false);
  std::string out;
  for (size_t i = 0; i < bits.size(); i += 6) {
    size_t value = 0;
    for (size_t k = 0; k < 6; ++k) value = 2 * value + bits[i + k];
    out += Base64Alphabet(flags)[value];
  }
  if ((flags & SINEW_BASE64_RAW) == 0) {
    while (out.size() % 4 != 0) out += '=';
  }
  return out;
}

struct Base64Decoded {
  size_t read = 0;
  sinew_status status = SINEW_STATUS_OK;
  std::string bytes;
};

inline Base64Decoded Base64DecodeRef(std::string_view in, uint32_t flags,
                                     size_t capacity = SIZE_MAX) {
  const bool padded = (flags & SINEW_BASE64_RAW) == 0;
  std::vector<size_t> at;  // of what is no line break
  for (size_t i = 0; i < in.size(); ++i) {
    if (in[i] != '\n' && in[i] != '\r') at.push_back(i);
  }
  Base64Decoded decoded;
  const auto stop = [&](sinew_status status, size_t read) {
    decoded.read = read;
    decoded.status = status;
    return decoded;
  };
  size_t next = 0;
  const auto position = [&] { return next < at.size() ? at[next] : in.size(); };
  while (next < at.size()) {
    const size_t first = position();
    std::vector<size_t> values;
    bool ended = false;
    while (values.size() < 4 && !ended) {
      if (next == at.size()) {
        if (padded || values.size() == 1) {
          return stop(SINEW_STATUS_TRUNCATED, first);
        }
        break;
      }
      const size_t value = Base64Alphabet(flags).find(in[position()]);
      if (value != std::string_view::npos) {
        values.push_back(value);
        ++next;
        continue;
      }
      if (in[position()] != '=' || !padded || values.size() < 2) {
        return stop(SINEW_STATUS_CORRUPT, position());
      }
      ++next;
      if (values.size() == 2) {
        if (next == at.size()) return stop(SINEW_STATUS_TRUNCATED, first);
        if (in[position()] != '=') return stop(SINEW_STATUS_CORRUPT, position());
        ++next;
      }
      ended = true;
    }
    const size_t digits = values.size();
    const size_t unused = digits == 2 ? 4 : digits == 3 ? 2 : 0;
    if ((flags & SINEW_BASE64_STRICT) != 0 && values.back() % (size_t{1} << unused) != 0) {
      return stop(SINEW_STATUS_CORRUPT, first);
    }
    values.resize(4);
    const size_t group = ((values[0] * 64 + values[1]) * 64 + values[2]) * 64 + values[3];
    if (decoded.bytes.size() + digits - 1 > capacity) return stop(SINEW_STATUS_OUTPUT_FULL, first);
    for (size_t i = 0; i + 1 < digits; ++i) {
      decoded.bytes += static_cast<char>(group >> (16 - 8 * i) & 255);
    }
    if (ended && next != at.size()) return stop(SINEW_STATUS_CORRUPT, position());
  }
  return stop(SINEW_STATUS_OK, in.size());
}

#endif  // SINEW_TESTS_ENCODING_BASE64_REF_H_
