#ifndef SINEW_ENCODING_UTF16_HPP_
#define SINEW_ENCODING_UTF16_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_utf8_to_utf16 and sinew_utf16_to_utf8. They throw if the text is not well-formed, with the
// offset of the fault.
inline std::u16string utf8_to_utf16(std::string_view text) {
  std::u16string out(sinew_utf8_to_utf16_size(text.data(), text.size()), u'\0');
  const sinew_codec_result result = sinew_utf8_to_utf16(
      text.data(), text.size(), reinterpret_cast<std::uint16_t*>(out.data()), out.size());
  detail::check(result, "sinew_utf8_to_utf16");
  return out;
}
inline std::string utf16_to_utf8(std::u16string_view text) {
  const auto* units = reinterpret_cast<const std::uint16_t*>(text.data());
  std::string out(sinew_utf16_to_utf8_size(units, text.size()), '\0');
  const sinew_codec_result result = sinew_utf16_to_utf8(units, text.size(), out.data(), out.size());
  detail::check(result, "sinew_utf16_to_utf8");
  return out;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_UTF16_HPP_
