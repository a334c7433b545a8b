#ifndef SINEW_TESTS_ENCODING_JSON_REF_H_
#define SINEW_TESTS_ENCODING_JSON_REF_H_

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <string>
#include <string_view>

#include "encoding/utf16_ref.h"
#include "encoding/utf8_ref.h"

// The strings of RFC 8259, section 7, character by character.

inline std::string JsonEscapeOneRef(std::string_view sequence, bool html) {
  switch (sequence[0]) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
  }
  const uint32_t point = PointOfUtf8(sequence);
  const bool is_html = point == '<' || point == '>' || point == '&';
  if (point < 0x20 || (html && is_html) || point == 0x2028 || point == 0x2029) {
    char text[7];
    snprintf(text, sizeof(text), "\\u%04x", static_cast<unsigned>(point));
    return text;
  }
  return std::string(sequence);
}

inline std::string JsonEscapeRef(std::string_view text, bool html) {
  std::string out;
  while (!text.empty()) {
    const size_t size = Utf8FirstRef(text);
    out += size == 0 ? "\\ufffd" : JsonEscapeOneRef(text.substr(0, size), html);
    text.remove_prefix(size == 0 ? 1 : size);
  }
  return out;
}

struct JsonUnescapeRef {
  std::string out;
  size_t read = 0;
  bool corrupt = false;
  bool truncated = false;

  explicit JsonUnescapeRef(std::string_view text) {
    while (read < text.size() && !corrupt && !truncated) Next(text.substr(read));
  }

 private:
  void Next(std::string_view text) {
    const uint8_t first = static_cast<uint8_t>(text[0]);
    if (first != '\\') {
      const size_t size = Utf8FirstRef(text);
      truncated = size == 0 && Utf8TruncatedRef(text);
      corrupt = (size == 0 && !truncated) || first < 0x20 || first == '"';
      if (!corrupt && !truncated) {
        out += text.substr(0, size);
        read += size;
      }
      return;
    }
    const std::string_view names = "\"\\/bfnrt";
    const std::string_view values = "\"\\/\b\f\n\r\t";
    const size_t name = text.size() > 1 ? names.find(text[1]) : std::string_view::npos;
    if (name != std::string_view::npos) {
      out += values[name];
      read += 2;
      return;
    }
    // By pattern: x is a hexadecimal digit, c one of c to f, n one that no surrogate has.
    if (Matches(text, "\\uxxxx", 0)) {
      const uint32_t unit = Unit(text);
      if (unit < 0xD800 || unit > 0xDFFF) {
        out += Utf8Of(unit);
        read += 6;
        return;
      }
      if (unit < 0xDC00 && Matches(text, "\\uxxxx\\udcxx", 0)) {
        out += Utf8Of(0x10000 + ((unit - 0xD800) << 10) + (Unit(text.substr(6)) - 0xDC00));
        read += 12;
        return;
      }
      truncated = unit < 0xDC00 && Matches(text, "\\uxxxx\\udcxx", text.size());
      corrupt = !truncated;
      return;
    }
    truncated = Matches(text, "\\uxxxx", text.size());
    corrupt = !truncated;
  }

  static bool IsDigit(char c, char least) {
    const int digit = ('0' <= c && c <= '9')   ? c - '0'
                      : ('a' <= c && c <= 'f') ? c - 'a' + 10
                      : ('A' <= c && c <= 'F') ? c - 'A' + 10
                                               : -1;
    return digit >= (least == 'c' ? 12 : least == 'd' ? 13 : 0) && (least != 'd' || digit == 13);
  }

  // `size` 0: the whole pattern; else as much of it as the text has.
  static bool Matches(std::string_view text, std::string_view pattern, size_t size) {
    if (size == 0) size = pattern.size();
    if (size > pattern.size() || text.size() < size) return false;
    for (size_t i = 0; i < size; ++i) {
      const bool is_digit = i % 6 > 1;
      if (is_digit ? !IsDigit(text[i], pattern[i]) : text[i] != pattern[i]) return false;
    }
    return true;
  }

  static uint32_t Unit(std::string_view text) {
    return static_cast<uint32_t>(std::stoul(std::string(text.substr(2, 4)), nullptr, 16));
  }
};

#endif  // SINEW_TESTS_ENCODING_JSON_REF_H_
