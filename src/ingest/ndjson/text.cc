#include "ingest/ndjson/text.h"

#include <string.h>

#include "encoding/hex.h"
#include "encoding/json.h"
#include "encoding/utf8.h"

namespace sinew {
namespace {

constexpr uint32_t kNoUnit = 0x10000;

// The code unit of four hex digits; kNoUnit if they are none.
uint32_t UnitAt(const uint8_t* in, size_t left) {
  if (left < 4) return kNoUnit;
  uint32_t unit = 0;
  for (size_t i = 0; i < 4; ++i) {
    const uint32_t digit = HexValue(in[i]);
    if (digit == kNoHexDigit) return kNoUnit;
    unit = unit << 4 | digit;
  }
  return unit;
}

constexpr bool IsHigh(uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool IsLow(uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

const uint8_t* FindBackslash(const uint8_t* from, const uint8_t* end) {
  const size_t size = static_cast<size_t>(end - from);
  const void* found = size == 0 ? nullptr : memchr(from, '\\', size);
  return found == nullptr ? end : static_cast<const uint8_t*>(found);
}

// One past the digits at `at`; `at` if there are none.
const uint8_t* SkipDigits(const uint8_t* at, const uint8_t* end) {
  while (at != end && *at >= '0' && *at <= '9') ++at;
  return at;
}

bool IsNumber(const uint8_t* at, const uint8_t* end) {
  if (at != end && *at == '-') ++at;
  const uint8_t* digits = SkipDigits(at, end);
  if (digits == at || (*at == '0' && digits - at > 1)) return false;
  at = digits;
  if (at != end && *at == '.') {
    digits = SkipDigits(++at, end);
    if (digits == at) return false;
    at = digits;
  }
  if (at != end && (*at | 0x20) == 'e') {
    ++at;
    if (at != end && (*at == '+' || *at == '-')) ++at;
    digits = SkipDigits(at, end);
    if (digits == at) return false;
    at = digits;
  }
  return at == end;
}

// One past the quote that ends the string that begins at `at`.
const uint8_t* JsonStringEnd(const uint8_t* at, const uint8_t* end) {
  for (++at; at < end && *at != '"'; ++at) at += *at == '\\';
  return at < end ? at + 1 : end;
}

}  // namespace

JsonEscape JsonEscapeAt(const uint8_t* in, size_t left) {
  if (left < 2) return {};
  if (in[1] != 'u') {
    const uint8_t byte = ShortJsonEscape(in[1]);
    if (byte == 0) return {};
    return {2, byte, false};
  }
  const uint32_t unit = UnitAt(in + 2, left - 2);
  if (unit == kNoUnit) return {};
  if (!IsHigh(unit)) return {6, unit, IsLow(unit)};
  if (left >= 8 && in[6] == '\\' && in[7] == 'u') {
    const uint32_t second = UnitAt(in + 8, left - 8);
    if (IsLow(second)) return {12, ((unit - 0xD7C0) << 10) + (second & 0x3FF), false};
  }
  return {6, unit, true};
}

bool IsCutOffJsonEscape(const uint8_t* in, size_t left) {
  if (left < 2) return true;
  if (in[1] != 'u' || left >= 6) return false;
  for (size_t i = 2; i < left; ++i) {
    if (HexValue(in[i]) == kNoHexDigit) return false;
  }
  return true;
}

size_t FindBadEscape(Bytes text) {
  const uint8_t* const end = text.data + text.size;
  const uint8_t* at = text.data;
  for (;;) {
    at = FindBackslash(at, end);
    if (at == end) return text.size;
    const JsonEscape escape = JsonEscapeAt(at, static_cast<size_t>(end - at));
    if (escape.size == 0) return static_cast<size_t>(at - text.data);
    at += escape.size;
  }
}

sinew_reject_reason UnescapeJson(Bytes text, uint8_t* out, size_t* written, size_t* fault) {
  const uint8_t* const end = text.data + text.size;
  *fault = ValidUtf8Prefix(text.data, text.size);
  const bool is_valid = *fault == text.size;
  const uint8_t* at = text.data;
  size_t done = 0;
  for (;;) {
    const uint8_t* const next = FindBackslash(at, end);
    const size_t plain = static_cast<size_t>(next - at);
    if (plain != 0) memcpy(out + done, at, plain);
    done += plain;
    if (next == end) break;
    const JsonEscape escape = JsonEscapeAt(next, static_cast<size_t>(end - next));
    if (escape.is_half) {
      const size_t half = static_cast<size_t>(next - text.data);
      if (half < *fault) *fault = half;
      return SINEW_REJECT_ENCODING;
    }
    WriteUtf8(escape.point, out, done + 4, done);
    at = next + escape.size;
  }
  *written = done;
  return is_valid ? sinew_reject_reason{0} : SINEW_REJECT_ENCODING;
}

const uint8_t* JsonValueEnd(const uint8_t* at, const uint8_t* end) {
  size_t depth = 0;
  while (at < end) {
    switch (*at) {
      case '"':
        at = JsonStringEnd(at, end);
        break;
      case '{':
      case '[':
        ++depth;
        ++at;
        continue;
      case '}':
      case ']':
        --depth;
        ++at;
        break;
      default:
        if (depth != 0) {
          ++at;
          continue;
        }
        at += JsonScalarAt(at, end).size;
    }
    if (depth == 0) return at;
  }
  return end;
}

bool JsonElements::Next() {
  while (at_ < end_ && (kJsonBytes.is_space[*at_] || *at_ == ',')) ++at_;
  if (at_ >= end_ || *at_ == ']') return false;
  const uint8_t* const begin = at_;
  at_ = JsonValueEnd(begin, end_);
  text_ = {begin, static_cast<size_t>(at_ - begin)};
  return true;
}

bool IsJsonScalar(Bytes text) {
  const auto is = [&](const char* word, size_t size) {
    return text.size == size && memcmp(text.data, word, size) == 0;
  };
  switch (text.data[0]) {
    case 't':
      return is("true", 4);
    case 'f':
      return is("false", 5);
    case 'n':
      return is("null", 4);
    default:
      return IsNumber(text.data, text.data + text.size);
  }
}

}  // namespace sinew
