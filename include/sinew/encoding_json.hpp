#ifndef SINEW_ENCODING_JSON_HPP_
#define SINEW_ENCODING_JSON_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_json_escape: the text between the quotes of a JSON string. Bytes that are not well-formed
// UTF-8 become \ufffd. `flags` is 0 or SINEW_JSON_HTML.
inline std::string json_escape(std::string_view text, std::uint32_t flags = 0) {
  std::string out(text.size() + text.size() / 8 + 16, '\0');
  std::size_t written = 0;
  for (;;) {
    const sinew_codec_result result = sinew_json_escape(
        text.data(), text.size(), out.data() + written, out.size() - written, flags);
    written += result.written;
    if (result.status != SINEW_STATUS_OUTPUT_FULL) {
      detail::check(result, "sinew_json_escape");
      out.resize(written);
      return out;
    }
    text.remove_prefix(result.read);
    out.resize(2 * out.size());
  }
}

// sinew_json_unescape: what the text between the quotes of a JSON string stands for. Throws with
// the offset of the fault.
inline std::string json_unescape(std::string_view text) {
  std::string out(text.size(), '\0');
  const sinew_codec_result result =
      sinew_json_unescape(text.data(), text.size(), out.data(), out.size());
  detail::check(result, "sinew_json_unescape");
  out.resize(result.written);
  return out;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_JSON_HPP_
