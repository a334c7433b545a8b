// Any bytes, taken for UTF-8 and for UTF-16, convert as the oracle does, with as much room as that
// takes and with less.
#include "sinew/sinew.h"

#include <string.h>

#include <string_view>
#include <vector>

#include "encoding/utf16_ref.h"
#include "fuzz/columns.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const ConversionRef to16 = Utf8ToUtf16Ref(text);
  size_t room = to16.units.size() - (size % 4 == 3 && !to16.units.empty() ? 1 : 0);
  std::vector<uint16_t> units(room);
  const sinew_codec_result first = sinew_utf8_to_utf16(data, size, units.data(), room);
  Require(first.written <= room && SameBytes(units.data(), to16.units.data(), 2 * first.written));
  Require((first.status == SINEW_STATUS_OK) == (first.read == size));
  if (room == to16.units.size()) {
    Require(first.read == to16.read && first.written == room);
  } else {
    Require(first.status == SINEW_STATUS_OUTPUT_FULL);
  }

  // Exact memory, so that a byte read beyond it is seen.
  std::vector<uint16_t> in(size / 2);
  if (!in.empty()) memcpy(in.data(), data, 2 * in.size());
  const ConversionRef to8 =
      Utf16ToUtf8Ref({reinterpret_cast<const char16_t*>(in.data()), in.size()});
  room = to8.bytes.size() - (size % 4 == 3 && !to8.bytes.empty() ? 1 : 0);
  std::vector<uint8_t> bytes(room);
  const sinew_codec_result second = sinew_utf16_to_utf8(in.data(), in.size(), bytes.data(), room);
  Require(second.written <= room && SameBytes(bytes.data(), to8.bytes.data(), second.written));
  Require((second.status == SINEW_STATUS_OK) == (second.read == in.size()));
  if (room == to8.bytes.size()) Require(second.read == to8.read && second.written == room);
  return 0;
}
