#include "sinew/sinew.h"

#include <string.h>

#include <string>
#include <string_view>
#include <vector>

#include "encoding/base64_ref.h"
#include "fuzz/columns.h"

// Decodes what the oracle decodes, with the same faults, whatever the room; what was encoded comes
// back; and a column is what its rows are one by one.
namespace {

void CheckText(std::string_view text, uint32_t flags, size_t capacity) {
  const Base64Decoded expected = Base64DecodeRef(text, flags, capacity);
  const Block in(new uint8_t[text.size()]);
  if (!text.empty()) memcpy(in.get(), text.data(), text.size());
  const Block out(new uint8_t[capacity]);
  const sinew_codec_result result =
      sinew_base64_decode(in.get(), text.size(), out.get(), capacity, flags);
  Require(result.status == expected.status && result.read == expected.read);
  Require(result.written == expected.bytes.size());
  Require(memcmp(out.get(), expected.bytes.data(), result.written) == 0);
}

void CheckBytes(std::string_view bytes, uint32_t flags) {
  const std::string expected = Base64EncodeRef(bytes, flags);
  const size_t size = sinew_base64_encoded_size(bytes.size(), flags).written;
  Require(size == expected.size());
  const Block in(new uint8_t[bytes.size()]);
  if (!bytes.empty()) memcpy(in.get(), bytes.data(), bytes.size());
  const Block out(new uint8_t[size]);
  Require(sinew_base64_encode(in.get(), bytes.size(), out.get(), flags).written == size);
  Require(memcmp(out.get(), expected.data(), size) == 0);
}

void CheckColumn(Input* input, uint32_t flags) {
  const Column column = DecodeColumn(input, SINEW_TYPE_STRING, input->Below(40));
  const sinew_codec_result size = sinew_base64_encoded_size_many(&column.view, flags);
  const size_t rows = column.view.count;
  std::vector<int64_t> offsets(400, -1);
  if (size.status != SINEW_STATUS_OK) {
    const sinew_codec_result refused =
        sinew_base64_encode_many(&column.view, offsets.data(), nullptr, 0, flags);
    Require(refused.status == size.status && refused.read == size.read && offsets[0] == -1);
    return;
  }
  const Block text(new uint8_t[size.written]);
  const sinew_codec_result encoded =
      sinew_base64_encode_many(&column.view, offsets.data(), text.get(), size.written, flags);
  Require(encoded.status == SINEW_STATUS_OK && encoded.written == size.written);
  const sinew_column texts = {SINEW_TYPE_LARGE_STRING, rows,    text.get(), size.written,
                              offsets.data(),          nullptr, 0,          0};
  std::vector<int64_t> ends(400);
  const size_t capacity = sinew_base64_decoded_bound(size.written);
  const Block bytes(new uint8_t[capacity]);
  const sinew_codec_result decoded =
      sinew_base64_decode_many(&texts, ends.data(), bytes.get(), capacity, flags);
  Require(decoded.status == SINEW_STATUS_OK && decoded.read == rows);
  for (size_t row = 0; row < rows; ++row) {
    const std::string_view from(reinterpret_cast<const char*>(bytes.get()) + ends[row],
                                static_cast<size_t>(ends[row + 1] - ends[row]));
    const std::string_view to(reinterpret_cast<const char*>(text.get()) + offsets[row],
                              static_cast<size_t>(offsets[row + 1] - offsets[row]));
    Require(Base64EncodeRef(from, flags) == to);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const uint32_t flags = static_cast<uint32_t>(input.Below(8));
  const uint32_t encoder_flags = flags & (SINEW_BASE64_URL | SINEW_BASE64_RAW);
  switch (input.Below(4)) {
    case 0:
      CheckColumn(&input, encoder_flags);
      break;
    case 1: {
      // Mostly digits: what is random is soon at fault.
      std::string text;
      while (!input.empty()) {
        const uint8_t byte = input.Byte();
        text += byte < 248 ? Base64Alphabet(flags)[byte % 64] : "\n\r\n\n==*+"[byte - 248];
        if (byte % 64 == 63) text += std::string(60, 'A');
      }
      CheckText(text, flags, sinew_base64_decoded_bound(text.size()));
      CheckText(text, flags, text.size() / 2);
      break;
    }
    default: {
      const std::string_view bytes(reinterpret_cast<const char*>(data), size);
      CheckBytes(bytes, encoder_flags);
      CheckText(bytes, flags, sinew_base64_decoded_bound(size));
      CheckText(Base64EncodeRef(bytes, encoder_flags), flags, size);
    }
  }
  return 0;
}
