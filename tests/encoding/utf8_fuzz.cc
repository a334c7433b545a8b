// Validation, counting and replacement agree with the grammar of RFC 3629 on any bytes.
#include "sinew/sinew.h"

#include <string.h>

#include <string_view>
#include <vector>

#include "encoding/utf8_ref.h"
#include "fuzz/columns.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const sinew_result result = sinew_utf8_validate(data, size);
  const size_t prefix = Utf8PrefixRef(text);
  Require(result.count == prefix);
  const bool truncated = prefix < size && Utf8TruncatedRef(text.substr(prefix));
  Require(result.status == (prefix == size ? SINEW_STATUS_OK
                            : truncated    ? SINEW_STATUS_TRUNCATED
                                           : SINEW_STATUS_CORRUPT));
  Require(sinew_utf8_count(data, size) == Utf8CountRef(text));

  const std::string expected = Utf8SanitizeRef(text, "?!");
  Require(sinew_utf8_sanitized_size(data, size, 2) == expected.size());
  const size_t room = size % 3 == 0 && !expected.empty() ? expected.size() - 1 : expected.size();
  std::vector<uint8_t> out(room);
  const sinew_codec_result copy = sinew_utf8_sanitize(data, size, "?!", 2, out.data(), room);
  Require(copy.status == (room < expected.size() ? SINEW_STATUS_OUTPUT_FULL : SINEW_STATUS_OK));
  Require(copy.written <= room && SameBytes(out.data(), expected.data(), copy.written));
  return 0;
}
