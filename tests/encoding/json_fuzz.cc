// Any bytes are escaped and unescaped as the oracle does, with as much room as that takes and less.
#include "sinew/sinew.h"

#include <string.h>

#include <string_view>
#include <vector>

#include "encoding/json_ref.h"
#include "fuzz/columns.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const uint32_t flags = size % 2;
  const std::string escaped = JsonEscapeRef(text, flags != 0);
  std::vector<uint8_t> out(escaped.size());
  const sinew_codec_result result = sinew_json_escape(data, size, out.data(), out.size(), flags);
  Require(result.status == SINEW_STATUS_OK && result.written == out.size());
  Require(SameBytes(out.data(), escaped.data(), out.size()));

  const JsonUnescapeRef expected(text);
  const size_t room = expected.out.size() - (size % 5 == 4 && !expected.out.empty() ? 1 : 0);
  out.assign(room, 0);
  out.shrink_to_fit();
  const sinew_codec_result back = sinew_json_unescape(data, size, out.data(), room);
  Require(back.written <= room && SameBytes(out.data(), expected.out.data(), back.written));
  if (room < expected.out.size()) {
    Require(back.status == SINEW_STATUS_OUTPUT_FULL);
    return 0;
  }
  Require(back.written == room && back.read == expected.read);
  Require(back.status == (expected.corrupt     ? SINEW_STATUS_CORRUPT
                          : expected.truncated ? SINEW_STATUS_TRUNCATED
                                               : SINEW_STATUS_OK));
  return 0;
}
