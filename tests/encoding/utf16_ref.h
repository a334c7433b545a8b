#ifndef SINEW_TESTS_ENCODING_UTF16_REF_H_
#define SINEW_TESTS_ENCODING_UTF16_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <string_view>

#include "encoding/utf8_ref.h"
#include "support/text.h"

// UTF-16 by way of code points, as the Unicode Standard, section 3.9, defines it (D91, table 3-5).

inline std::u16string Utf16Of(uint32_t point) {
  if (point < 0x10000) return {static_cast<char16_t>(point)};
  return {static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10)),
          static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF))};
}

// The code point of a well-formed sequence.
inline uint32_t PointOfUtf8(std::string_view sequence) {
  const uint32_t masks[5] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  uint32_t point = static_cast<uint8_t>(sequence[0]) & masks[sequence.size()];
  for (const char byte : sequence.substr(1)) point = point << 6 | (byte & 0x3F);
  return point;
}

struct ConversionRef {
  size_t read = 0;  // up to the first fault
  std::u16string units;
  std::string bytes;
};

inline ConversionRef Utf8ToUtf16Ref(std::string_view text) {
  ConversionRef result;
  while (result.read < text.size()) {
    const size_t size = Utf8FirstRef(text.substr(result.read));
    if (size == 0) break;
    result.units += Utf16Of(PointOfUtf8(text.substr(result.read, size)));
    result.read += size;
  }
  return result;
}

inline ConversionRef Utf16ToUtf8Ref(std::u16string_view units) {
  ConversionRef result;
  while (result.read < units.size()) {
    const uint32_t first = units[result.read];
    const uint32_t second = result.read + 1 < units.size() ? units[result.read + 1] : 0;
    if (first < 0xD800 || first > 0xDFFF) {
      result.bytes += Utf8Of(first);
      result.read += 1;
    } else if (first <= 0xDBFF && 0xDC00 <= second && second <= 0xDFFF) {
      result.bytes += Utf8Of(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
      result.read += 2;
    } else {
      break;
    }
  }
  return result;
}

#endif  // SINEW_TESTS_ENCODING_UTF16_REF_H_
