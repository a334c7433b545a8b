#ifndef SINEW_TESTS_ENCODING_HEX_REF_H_
#define SINEW_TESTS_ENCODING_HEX_REF_H_

#include "sinew/sinew.h"

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <string_view>

// The oracle of hex: RFC 4648, section 8, digit by digit.

inline std::string HexEncodeRef(std::string_view in, bool upper) {
  const std::string_view digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string out;
  for (const char c : in) {
    out += digits[static_cast<uint8_t>(c) / 16];
    out += digits[static_cast<uint8_t>(c) % 16];
  }
  return out;
}

struct HexDecoded {
  size_t read = 0;
  sinew_status status = SINEW_STATUS_OK;
  std::string bytes;
};

inline HexDecoded HexDecodeRef(std::string_view in) {
  HexDecoded decoded;
  unsigned upper = 0;
  for (; decoded.read < in.size(); ++decoded.read) {
    const char c = in[decoded.read];
    unsigned value = 0;
    if ('0' <= c && c <= '9') {
      value = static_cast<unsigned>(c - '0');
    } else if ('a' <= c && c <= 'f') {
      value = static_cast<unsigned>(c - 'a' + 10);
    } else if ('A' <= c && c <= 'F') {
      value = static_cast<unsigned>(c - 'A' + 10);
    } else {
      decoded.status = SINEW_STATUS_CORRUPT;
      return decoded;
    }
    if (decoded.read % 2 == 1) decoded.bytes += static_cast<char>(16 * upper + value);
    upper = value;
  }
  if (in.size() % 2 != 0) {
    decoded.status = SINEW_STATUS_TRUNCATED;
    decoded.read = in.size() - 1;
  }
  return decoded;
}

#endif  // SINEW_TESTS_ENCODING_HEX_REF_H_
