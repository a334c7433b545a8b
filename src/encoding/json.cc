// The text of a JSON string (RFC 8259, section 7) to and from UTF-8. Text is copied a vector at a
// time; the same pass finds the characters that are written in another way, which are handled one
// by one.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/json.cc"
#include "encoding/json.h"

#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <array>

#include "core/abi.h"
#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/scalar-inl.h"
#include "encoding/abi.h"
#include "encoding/hex.h"
#include "encoding/utf8.h"

#ifndef SINEW_ENCODING_JSON_SCALAR
#define SINEW_ENCODING_JSON_SCALAR
namespace sinew {
namespace {

// How a byte is written: up to six characters, the first one lowest, and their number in the
// highest byte. It is 0 for a byte that is copied.
constexpr uint64_t Characters(const char* text) {
  uint64_t characters = 0;
  uint64_t count = 0;
  for (; text[count] != 0; ++count) {
    characters |= uint64_t{static_cast<uint8_t>(text[count])} << (8 * count);
  }
  return characters | count << 56;
}

constexpr std::array<uint64_t, 128> kEscapes = [] {
  std::array<uint64_t, 128> escapes = {};
  const char digits[] = "0123456789abcdef";
  const auto by_number = [&](int byte) {
    const char text[] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15], 0};
    escapes[byte] = Characters(text);
  };
  for (int byte = 0; byte < 0x20; ++byte) by_number(byte);
  for (const char byte : {'<', '>', '&'}) by_number(byte);
  escapes['\b'] = Characters("\\b");
  escapes['\f'] = Characters("\\f");
  escapes['\n'] = Characters("\\n");
  escapes['\r'] = Characters("\\r");
  escapes['\t'] = Characters("\\t");
  escapes['"'] = Characters("\\\"");
  escapes['\\'] = Characters("\\\\");
  return escapes;
}();

constexpr bool IsHtml(uint8_t byte) { return byte == '<' || byte == '>' || byte == '&'; }

// U+2028 or U+2029, in three bytes.
inline bool IsSeparator(const uint8_t* in, size_t left) {
  return left >= 3 && in[0] == 0xE2 && in[1] == 0x80 && (in[2] & 0xFE) == 0xA8;
}

// Writes one sequence; false if there is no room for it.
inline bool EscapeOne(const uint8_t* in, size_t left, bool html, uint8_t* out, size_t capacity,
                      Progress& at) {
  const uint8_t byte = in[0];
  uint64_t escape = 0;
  size_t size = 1;
  if (byte < 0x80) {
    if (html || !IsHtml(byte)) escape = kEscapes[byte];
  } else if (IsSeparator(in, left)) {
    escape = Characters(in[2] == 0xA8 ? "\\u2028" : "\\u2029");
    size = 3;
  }
  const size_t count = escape == 0 ? 1 : static_cast<size_t>(escape >> 56);
  if (count > capacity - at.written) return false;
  if (escape == 0) escape = byte;
  for (size_t i = 0; i < count; ++i) {
    out[at.written + i] = static_cast<uint8_t>(escape >> (8 * i));
  }
  at.read += size;
  at.written += count;
  return true;
}

}  // namespace
}  // namespace sinew
#endif  // SINEW_ENCODING_JSON_SCALAR

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR

void Escape(const uint8_t* in, size_t size, bool html, uint8_t* out, size_t capacity,
            Progress& at) {
  while (at.read < size) {
    if (!EscapeOne(in + at.read, size - at.read, html, out, capacity, at)) return;
  }
}

void CopyPlain(const uint8_t* in, size_t size, uint8_t* out, size_t capacity, Progress& at) {
  for (; at.read < size && at.written < capacity; ++at.read, ++at.written) {
    const uint8_t byte = in[at.read];
    if (byte < 0x20 || byte == '"' || byte == '\\') return;
    out[at.written] = byte;
  }
}

#else

namespace hn = hwy::HWY_NAMESPACE;

template <class D>
HWY_INLINE uint64_t Bits(D d, hn::Mask<D> mask) {
  uint64_t bits = 0;
  hn::StoreMaskBits(d, mask, reinterpret_cast<uint8_t*>(&bits));
  return bits;
}

// The bytes that must be escaped in every JSON string.
template <class D>
HWY_INLINE hn::Mask<D> IsSpecial(D d, hn::Vec<D> text) {
  return hn::Or(hn::Or(hn::Eq(text, hn::Set(d, '"')), hn::Eq(text, hn::Set(d, '\\'))),
                hn::Lt(text, hn::Set(d, 0x20)));
}

// The bytes of the vector at `in` that have to be escaped; two more behind it are part of the text.
template <class D>
HWY_INLINE uint64_t Specials(D d, const uint8_t* in, hn::Vec<D> text, bool html) {
  hn::Mask<D> special = IsSpecial(d, text);
  if (html) {
    special = hn::Or(special, hn::Or(hn::Eq(hn::Or(text, hn::Set(d, 2)), hn::Set(d, '>')),
                                     hn::Eq(text, hn::Set(d, '&'))));
  }
  const hn::Mask<D> separator = hn::Eq(text, hn::Set(d, 0xE2));
  if (!hn::AllFalse(d, separator)) {
    const auto second = hn::Eq(hn::LoadU(d, in + 1), hn::Set(d, 0x80));
    const auto last = hn::Eq(hn::And(hn::LoadU(d, in + 2), hn::Set(d, 0xFE)), hn::Set(d, 0xA8));
    special = hn::Or(special, hn::And(separator, hn::And(second, last)));
  }
  return Bits(d, special);
}

// Escapes a vector at a time, while there is room for all that it may become. Each run of plain
// bytes is stored as a whole vector; what follows overwrites the bytes behind the run.
template <class D>
HWY_INLINE void EscapeVectors(D d, const uint8_t* in, size_t size, bool html, uint8_t* out,
                              size_t capacity, Progress& at) {
  const size_t lanes = hn::Lanes(d);
  // Not `at`: stores of bytes might change it, as far as the compiler knows.
  size_t read = at.read;
  size_t written = at.written;
  while (size - read >= lanes + 2 && capacity - written >= lanes) {
    const uint8_t* from = in + read;
    const hn::Vec<D> text = hn::LoadU(d, from);
    hn::StoreU(text, d, out + written);
    uint64_t specials = Specials(d, from, text, html);
    // Behind each of them a vector is read and written.
    const bool ends = size - read < 2 * lanes + 2 || capacity - written < 7 * lanes + 8;
    if (specials != 0 && ends) break;
    size_t done = 0;
    for (; specials != 0; specials &= specials - 1) {
      const size_t next = static_cast<size_t>(__builtin_ctzll(specials));
      written += next - done;
      uint64_t escape;
      if (from[next] < 0x80) {
        escape = kEscapes[from[next]];
        done = next + 1;
      } else {
        escape = Characters(from[next + 2] == 0xA8 ? "\\u2028" : "\\u2029");
        done = next + 3;
      }
      Store(out + written, escape);
      written += static_cast<size_t>(escape >> 56);
      hn::StoreU(hn::LoadU(d, from + done), d, out + written);
    }
    // A separator may reach behind the vector.
    written += done < lanes ? lanes - done : 0;
    read += done < lanes ? lanes : done;
  }
  at = {read, written};
}

// Escapes well-formed text as long as there is room.
void Escape(const uint8_t* in, size_t size, bool html, uint8_t* out, size_t capacity,
            Progress& at) {
  EscapeVectors(hn::CappedTag<uint8_t, 64>(), in, size, html, out, capacity, at);
  EscapeVectors(hn::CappedTag<uint8_t, 16>(), in, size, html, out, capacity, at);
  size_t read = at.read;
  size_t written = at.written;
  while (read < size) {
    const uint8_t byte = in[read];
    const bool plain = byte < 0x80 ? kEscapes[byte] == 0 : byte != 0xE2;
    if (plain && written < capacity) {
      out[written++] = byte;
      ++read;
      continue;
    }
    at = {read, written};
    if (!EscapeOne(in + read, size - read, html, out, capacity, at)) return;
    read = at.read;
    written = at.written;
  }
  at = {read, written};
}

// Copies vectors up to the first byte that must be escaped; returns whether there is one.
template <class D>
HWY_INLINE bool CopyVectors(D d, const uint8_t* in, size_t size, uint8_t* out, size_t capacity,
                            Progress& at) {
  const size_t lanes = hn::Lanes(d);
  size_t read = at.read;
  size_t written = at.written;
  uint64_t specials = 0;
  for (; size - read >= lanes && capacity - written >= lanes; read += lanes, written += lanes) {
    const hn::Vec<D> text = hn::LoadU(d, in + read);
    hn::StoreU(text, d, out + written);
    specials = Bits(d, IsSpecial(d, text));
    if (specials != 0) break;
  }
  const size_t plain = specials == 0 ? 0 : static_cast<size_t>(__builtin_ctzll(specials));
  at = {read + plain, written + plain};
  return specials != 0;
}

// Copies text up to the first byte that must be escaped, or as long as there is room.
void CopyPlain(const uint8_t* in, size_t size, uint8_t* out, size_t capacity, Progress& at) {
  if (CopyVectors(hn::CappedTag<uint8_t, 64>(), in, size, out, capacity, at)) return;
  if (CopyVectors(hn::CappedTag<uint8_t, 16>(), in, size, out, capacity, at)) return;
  for (; at.read < size && at.written < capacity; ++at.read, ++at.written) {
    const uint8_t byte = in[at.read];
    if (byte < 0x20 || byte == '"' || byte == '\\') return;
    out[at.written] = byte;
  }
}

#endif  // HWY_TARGET == HWY_SCALAR

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(Escape);
HWY_EXPORT(CopyPlain);

// So much text stays in the first-level cache from when it is checked until it is escaped.
constexpr size_t kPiece = 16 << 10;

// An escape sequence, or a pair of them, for one character.
struct Character {
  size_t size;  // of the sequence; 0 if it is not one
  uint32_t point;
  bool truncated;  // size is 0 only because the text ends within it
};

constexpr Character kNone = {0, 0, false};
constexpr Character kCutOff = {0, 0, true};

// The code unit of \uXXXX.
Character UnitAt(const uint8_t* in, size_t left) {
  uint32_t unit = 0;
  for (size_t i = 0; i < 6; ++i) {
    if (i == left) return kCutOff;
    if (i < 2) {
      if (in[i] != (i == 0 ? '\\' : 'u')) return kNone;
      continue;
    }
    const uint32_t digit = HexValue(in[i]);
    if (digit == kNoHexDigit) return kNone;
    unit = unit << 4 | digit;
  }
  return {6, unit, false};
}

Character EscapeAt(const uint8_t* in, size_t left) {
  if (left < 2) return kCutOff;
  if (in[1] != 'u') {
    const uint8_t byte = ShortJsonEscape(in[1]);
    if (byte == 0) return kNone;
    return {2, byte, false};
  }
  const Character first = UnitAt(in, left);
  if (first.size == 0 || (first.point & 0xF800) != 0xD800) return first;
  if (first.point >= 0xDC00) return kNone;  // the second half without the first
  const Character second = UnitAt(in + 6, left - 6);
  // Cut off, it may have begun as no low surrogate does: those are DC00 to DFFF.
  const bool other = left > 8 && ((in[8] | 0x20) != 'd' ||
                                  (left > 9 && ((in[9] | 0x20) < 'c' || (in[9] | 0x20) > 'f')));
  if (second.size == 0) return other ? kNone : second;
  if ((second.point & 0xFC00) != 0xDC00) return kNone;
  return {12, ((first.point - 0xD7C0) << 10) + (second.point & 0x3FF), false};
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER JSON strings
//
// The text between the quotes of a JSON string (RFC 8259, section 7), with its escapes such as \n,
// to and from UTF-8. The quotes are not part of it: the caller writes and removes them.

// Escapes `size` bytes of text. \" \\ \b \f \n \r \t are written like this; other control
// characters as \u00XX; U+2028 and U+2029, which end a line in JavaScript, as \u2028 and \u2029;
// each byte that is not part of well-formed UTF-8 as \ufffd. With SINEW_JSON_HTML in `flags`, < > &
// are written as \u003c \u003e \u0026. The result is what Go's encoding/json writes, with
// EscapeHTML on or off. `out` can hold `capacity` bytes; 6 * `size` are always enough.
//
// Returns `size` as `read` and the bytes written. SINEW_STATUS_OUTPUT_FULL: the character at offset
// `read` has no room; everything before it is written, and another call may continue from there.
// SINEW_STATUS_INVALID_ARGUMENT: `flags` has an unknown bit; nothing is written.
SINEW_API sinew_codec_result sinew_json_escape(const void* in, size_t size, void* out,
                                               size_t capacity, uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  if ((flags & ~SINEW_JSON_HTML) != 0) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  const uint8_t* text = AsBytes(in);
  uint8_t* to = AsBytes(out);
  Progress at = {0, 0};
  // Faults are often close together: up to here the text is taken step by step.
  size_t crowd = 0;
  while (at.read < size) {
    size_t length;
    if (at.read < crowd) {
      length = FirstSequence(text + at.read, size - at.read).size;
    } else {
      length = ValidUtf8Prefix(text + at.read, std::min(size - at.read, kPiece));
    }
    if (length == 0) {
      constexpr char kReplacement[] = "\\ufffd";
      if (capacity - at.written < 6) break;
      memcpy(to + at.written, kReplacement, 6);
      at.written += 6;
      crowd = ++at.read + 64;
      continue;
    }
    const size_t end = at.read + length;
    SINEW_DISPATCH(Escape)(text, end, flags == SINEW_JSON_HTML, to, capacity, at);
    if (at.read == end) continue;
    // What was copied may have ended within a sequence.
    for (; IsContinuation(text[at.read]); --at.read) --at.written;
    break;
  }
  return {at.read, at.written, at.read == size ? SINEW_STATUS_OK : SINEW_STATUS_OUTPUT_FULL};
}

// Writes the UTF-8 that `size` bytes of the text of a JSON string stand for. `out` can hold
// `capacity` bytes; `size` are always enough.
//
// Returns `size` as `read` and the bytes written. On failure everything before offset `read` is
// written. SINEW_STATUS_CORRUPT: at `read` there is a quote or a control character that is not
// escaped, an escape that JSON does not have, one half of a surrogate pair, or a byte that does not
// begin well-formed UTF-8. SINEW_STATUS_TRUNCATED: the text ends within the escape, the surrogate
// pair or the sequence at `read`. SINEW_STATUS_OUTPUT_FULL: the character at `read` has no room.
SINEW_API sinew_codec_result sinew_json_unescape(const void* in, size_t size, void* out,
                                                 size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  const uint8_t* text = AsBytes(in);
  uint8_t* to = AsBytes(out);
  Progress at = {0, 0};
  size_t valid = 0;  // up to here it is well-formed UTF-8
  while (at.read < size) {
    if (at.read == valid) {
      valid += ValidUtf8Prefix(text + valid, std::min(size - valid, kPiece));
      if (at.read == valid) {
        const bool truncated = FirstSequence(text + valid, size - valid).truncated;
        return {at.read, at.written, truncated ? SINEW_STATUS_TRUNCATED : SINEW_STATUS_CORRUPT};
      }
    }
    SINEW_DISPATCH(CopyPlain)(text, valid, to, capacity, at);
    if (at.read == valid) continue;
    if (text[at.read] != '\\') {
      const uint8_t byte = text[at.read];
      if (byte == '"' || byte < 0x20) return {at.read, at.written, SINEW_STATUS_CORRUPT};
      // No room; what was copied may have ended within a sequence.
      for (; IsContinuation(text[at.read]); --at.read) --at.written;
      return {at.read, at.written, SINEW_STATUS_OUTPUT_FULL};
    }
    const Character character = EscapeAt(text + at.read, size - at.read);
    if (character.size == 0) {
      const sinew_status status =
          character.truncated ? SINEW_STATUS_TRUNCATED : SINEW_STATUS_CORRUPT;
      return {at.read, at.written, status};
    }
    if (!WriteUtf8(character.point, to, capacity, at.written)) {
      return {at.read, at.written, SINEW_STATUS_OUTPUT_FULL};
    }
    at.read += character.size;
    valid = std::max(valid, at.read);
  }
  return {at.read, at.written, SINEW_STATUS_OK};
}

#endif  // HWY_ONCE
