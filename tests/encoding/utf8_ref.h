#ifndef SINEW_TESTS_ENCODING_UTF8_REF_H_
#define SINEW_TESTS_ENCODING_UTF8_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <string_view>

// The grammar of RFC 3629, section 4, line by line: the least and the greatest value of each byte.
struct Utf8Line {
  size_t size;
  int bytes[4][2];
};
inline constexpr Utf8Line kUtf8Lines[] = {
    {1, {{0x00, 0x7F}}},
    {2, {{0xC2, 0xDF}, {0x80, 0xBF}}},
    {3, {{0xE0, 0xE0}, {0xA0, 0xBF}, {0x80, 0xBF}}},
    {3, {{0xE1, 0xEC}, {0x80, 0xBF}, {0x80, 0xBF}}},
    {3, {{0xED, 0xED}, {0x80, 0x9F}, {0x80, 0xBF}}},
    {3, {{0xEE, 0xEF}, {0x80, 0xBF}, {0x80, 0xBF}}},
    {4, {{0xF0, 0xF0}, {0x90, 0xBF}, {0x80, 0xBF}, {0x80, 0xBF}}},
    {4, {{0xF1, 0xF3}, {0x80, 0xBF}, {0x80, 0xBF}, {0x80, 0xBF}}},
    {4, {{0xF4, 0xF4}, {0x80, 0x8F}, {0x80, 0xBF}, {0x80, 0xBF}}},
};

// How many of the first bytes of a text are as a line of the grammar says.
inline size_t Utf8Matching(std::string_view text, const Utf8Line& line) {
  size_t i = 0;
  while (i < line.size && i < text.size()) {
    const int byte = static_cast<uint8_t>(text[i]);
    if (byte < line.bytes[i][0] || byte > line.bytes[i][1]) break;
    ++i;
  }
  return i;
}

// The size of the sequence that a text begins with, 0 if it begins with none.
inline size_t Utf8FirstRef(std::string_view text) {
  for (const Utf8Line& line : kUtf8Lines) {
    if (Utf8Matching(text, line) == line.size) return line.size;
  }
  return 0;
}

// Whether a text that begins with no sequence might if it went on.
inline bool Utf8TruncatedRef(std::string_view text) {
  for (const Utf8Line& line : kUtf8Lines) {
    if (text.size() < line.size && Utf8Matching(text, line) == text.size()) return true;
  }
  return false;
}

inline size_t Utf8PrefixRef(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    const size_t size = Utf8FirstRef(text.substr(at));
    if (size == 0) break;
    at += size;
  }
  return at;
}

inline size_t Utf8CountRef(std::string_view text) {
  size_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) {
    const size_t size = Utf8FirstRef(text.substr(at));
    at += size == 0 ? 1 : size;
  }
  return count;
}

inline std::string Utf8SanitizeRef(std::string_view text, std::string_view replacement) {
  std::string out;
  bool in_run = false;
  for (size_t at = 0; at < text.size();) {
    const size_t size = Utf8FirstRef(text.substr(at));
    if (size == 0) {
      if (!in_run) out += replacement;
      in_run = true;
      ++at;
    } else {
      out += text.substr(at, size);
      in_run = false;
      at += size;
    }
  }
  return out;
}

#endif  // SINEW_TESTS_ENCODING_UTF8_REF_H_
