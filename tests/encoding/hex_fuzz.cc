#include "sinew/sinew.h"

#include <string.h>

#include <string>
#include <string_view>

#include "encoding/hex_ref.h"
#include "fuzz/columns.h"

// Decodes what the oracle decodes, with the same faults; what was encoded comes back.
namespace {

void CheckDigits(std::string_view digits) {
  const HexDecoded expected = HexDecodeRef(digits);
  const size_t capacity = digits.size() / 2;
  const Block in(new uint8_t[digits.size()]);
  if (!digits.empty()) memcpy(in.get(), digits.data(), digits.size());
  const Block out(new uint8_t[capacity]);
  const sinew_codec_result result = sinew_hex_decode(in.get(), digits.size(), out.get(), capacity);
  Require(result.status == expected.status && result.read == expected.read);
  Require(result.written == expected.bytes.size());
  Require(memcmp(out.get(), expected.bytes.data(), result.written) == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckDigits(bytes);
  const bool upper = size % 2 == 1;
  std::string digits = HexEncodeRef(bytes, upper);
  const Block out(new uint8_t[digits.size()]);
  const sinew_codec_result encoded =
      sinew_hex_encode(data, size, out.get(), upper ? SINEW_HEX_UPPER : SINEW_HEX_LOWER);
  Require(encoded.status == SINEW_STATUS_OK && encoded.written == digits.size());
  Require(memcmp(out.get(), digits.data(), digits.size()) == 0);
  CheckDigits(digits);
  if (size < 3) return 0;
  // A fault at a place that the input gives.
  digits[(data[0] | size_t{data[1]} << 8) % digits.size()] = static_cast<char>(data[2]);
  CheckDigits(digits);
  CheckDigits(std::string_view(digits).substr(1));
  return 0;
}
