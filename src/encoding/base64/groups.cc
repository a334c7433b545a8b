// The tables of base64, and the code that works group by group. It handles what vectors leave, and
// is the only place that knows the rules of padding and errors.

#include "encoding/base64/base64.h"

namespace sinew {
namespace base64 {
namespace {

constexpr Tables MakeTables(uint8_t digit62, uint8_t digit63) {
  Tables t = {};
  for (unsigned i = 0; i < 26; ++i) {
    t.digit[i] = static_cast<uint8_t>('A' + i);
    t.digit[26 + i] = static_cast<uint8_t>('a' + i);
  }
  for (unsigned i = 0; i < 10; ++i) t.digit[52 + i] = static_cast<uint8_t>('0' + i);
  t.digit[62] = digit62;
  t.digit[63] = digit63;

  for (uint8_t& value : t.value) value = kNoDigit;
  for (uint8_t i = 0; i < 64; ++i) t.value[t.digit[i]] = i;

  t.digit_shift[0] = 'a' - 26;
  for (unsigned i = 1; i <= 12; ++i)
    t.digit_shift[i] = static_cast<uint8_t>(t.digit[51 + i] - 51 - i);
  t.digit_shift[13] = 'A';

  // The table of bytes has 16 rows of 16: a bit for each row with digits, and one for all others.
  const uint8_t rows[] = {0x80, 0x80, 0x01, 0x02, 0x04, 0x08, 0x10, 0x20};
  for (unsigned high = 0; high < 16; ++high) {
    t.wrong_high[high] = high < 8 ? rows[high] : 0x80;
    for (unsigned low = 0; low < 16; ++low) {
      if (t.value[16 * high + low] == kNoDigit) t.wrong_low[low] |= t.wrong_high[high];
    }
  }
  t.lonely = digit63;
  for (unsigned i = 0; i < 64; ++i) {
    const unsigned row = t.digit[i] / 16 ^ (i == 63 ? 8 : 0);
    t.value_shift[row] = static_cast<uint8_t>(i - t.digit[i]);
  }
  return t;
}

}  // namespace

constexpr Tables kTables[2] = {MakeTables('+', '/'), MakeTables('-', '_')};

uint8_t* EncodeGroups(const Tables& t, const uint8_t* in, size_t size, uint32_t flags,
                      uint8_t* out) {
  for (; size >= 3; in += 3, size -= 3, out += 4) {
    const uint32_t group = uint32_t{in[0]} << 16 | uint32_t{in[1]} << 8 | in[2];
    out[0] = t.digit[group >> 18];
    out[1] = t.digit[group >> 12 & 63];
    out[2] = t.digit[group >> 6 & 63];
    out[3] = t.digit[group & 63];
  }
  if (size == 0) return out;
  const uint32_t group = uint32_t{in[0]} << 16 | (size == 2 ? uint32_t{in[1]} << 8 : 0);
  *out++ = t.digit[group >> 18];
  *out++ = t.digit[group >> 12 & 63];
  if (size == 2) *out++ = t.digit[group >> 6 & 63];
  if (IsPadded(flags)) {
    *out++ = '=';
    if (size == 1) *out++ = '=';
  }
  return out;
}

sinew_codec_result DecodeGroups(const Bytes& in, uint32_t flags, uint8_t* out, size_t capacity,
                                Progress done) {
  const Tables& t = TablesOf(flags);
  const uint8_t* const bytes = in.data;
  const size_t size = in.size;
  size_t at = done.read;
  size_t written = done.written;
  const auto skip_breaks = [&] {
    while (at < size && IsBreak(bytes[at])) ++at;
  };
  for (;;) {
    for (; size - at >= 4 && capacity - written >= 3; at += 4, written += 3) {
      const uint8_t a = t.value[bytes[at]], b = t.value[bytes[at + 1]];
      const uint8_t c = t.value[bytes[at + 2]], d = t.value[bytes[at + 3]];
      if (((a | b | c | d) & kNoDigit) != 0) break;
      out[written] = static_cast<uint8_t>(a << 2 | b >> 4);
      out[written + 1] = static_cast<uint8_t>(b << 4 | c >> 2);
      out[written + 2] = static_cast<uint8_t>(c << 6 | d);
    }
    skip_breaks();
    if (at == size) return {size, written, SINEW_STATUS_OK};
    const size_t first = at;
    uint32_t group = 0;
    uint8_t last = 0;  // the value of the last digit
    size_t digits = 0;
    bool ended = false;
    for (; digits < 4 && !ended; skip_breaks()) {
      if (at == size) {
        if (digits == 1 || IsPadded(flags)) return {first, written, SINEW_STATUS_TRUNCATED};
        break;
      }
      const uint8_t value = t.value[bytes[at++]];
      if (value != kNoDigit) {
        last = value;
        group |= uint32_t{value} << (18 - 6 * digits++);
        if (digits == 4) break;
        continue;
      }
      if (!IsPadded(flags) || bytes[at - 1] != '=' || digits < 2) {
        return {at - 1, written, SINEW_STATUS_CORRUPT};
      }
      if (digits == 2) {
        skip_breaks();
        if (at == size) return {first, written, SINEW_STATUS_TRUNCATED};
        if (bytes[at] != '=') return {at, written, SINEW_STATUS_CORRUPT};
        ++at;
      }
      ended = true;
    }
    const size_t count = digits * 3 / 4;
    if (IsStrict(flags) && digits < 4 && (last & (digits == 2 ? 15 : 3)) != 0) {
      return {first, written, SINEW_STATUS_CORRUPT};
    }
    if (capacity - written < count) return {first, written, SINEW_STATUS_OUTPUT_FULL};
    for (size_t i = 0; i < count; ++i) out[written++] = static_cast<uint8_t>(group >> (16 - 8 * i));
    if (ended && at < size) return {at, written, SINEW_STATUS_CORRUPT};
  }
}

}  // namespace base64
}  // namespace sinew
