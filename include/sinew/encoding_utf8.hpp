#ifndef SINEW_ENCODING_UTF8_HPP_
#define SINEW_ENCODING_UTF8_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_utf8_validate: whether a text is well-formed UTF-8.
inline bool utf8_valid(std::string_view text) noexcept {
  return sinew_utf8_validate(text.data(), text.size()).status == SINEW_STATUS_OK;
}

// The longest prefix of a text that is well-formed UTF-8.
inline std::string_view utf8_valid_prefix(std::string_view text) noexcept {
  return text.substr(0, sinew_utf8_validate(text.data(), text.size()).count);
}

// sinew_utf8_count: the number of code points; each byte that is not part of one counts as one.
inline std::size_t utf8_count(std::string_view text) noexcept {
  return sinew_utf8_count(text.data(), text.size());
}

// sinew_utf8_sanitize: a copy with `replacement`, U+FFFD unless given, in place of each run of
// bytes that are not well-formed.
inline std::string utf8_sanitize(std::string_view text,
                                 std::string_view replacement = "\xEF\xBF\xBD") {
  std::string out(sinew_utf8_sanitized_size(text.data(), text.size(), replacement.size()), '\0');
  const sinew_codec_result result = sinew_utf8_sanitize(
      text.data(), text.size(), replacement.data(), replacement.size(), out.data(), out.size());
  detail::check(result, "sinew_utf8_sanitize");
  return out;
}

// sinew_utf8_validate_many: a bit for each row, 1 if it is well-formed and not null, into `out`,
// which must have exactly a byte for every eight rows. Throws with the row at fault.
inline void utf8_validate_many(const sinew_column& rows, std::span<std::uint8_t> out) {
  if (out.size() != (rows.count + 7) / 8) {
    detail::invalid(out.size(), "out: not a bit for each row");
  }
  detail::check(sinew_utf8_validate_many(&rows, out.data()), "sinew_utf8_validate_many");
}

}  // namespace sinew

#endif  // SINEW_ENCODING_UTF8_HPP_
