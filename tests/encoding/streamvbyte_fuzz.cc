#include "sinew/sinew.h"

#include <string.h>

#include "encoding/streamvbyte_ref.h"
#include "fuzz/columns.h"

// Whatever bytes decode is what the oracle says, and encodes to what the oracle makes of it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const bool is_0124 = input.Below(2) == 1;
  const uint32_t flags = is_0124 ? SINEW_STREAMVBYTE_0124 : SINEW_STREAMVBYTE_1234;
  const StreamVByteLengths& lengths = is_0124 ? kLengths0124 : kLengths1234;
  const bool is_delta = input.Below(2) == 1;
  const uint32_t start = is_delta ? static_cast<uint32_t>(input.Number()) : 0;
  const size_t count = input.Below(256) * (input.Rarely(2) ? 3 : 1);
  const size_t missing = input.Rarely(2) ? input.Byte() : 0;
  std::vector<uint8_t> bytes;
  while (!input.empty()) bytes.push_back(input.Byte());

  const Block in = BlockOf(bytes);
  Block out(new uint8_t[4 * count]);
  uint32_t* const values = reinterpret_cast<uint32_t*>(out.get());
  const sinew_codec_result result =
      is_delta ? sinew_streamvbyte_decode_delta(in.get(), bytes.size(), start, values, count, flags)
               : sinew_streamvbyte_decode(in.get(), bytes.size(), values, count, flags);
  StreamVByteDecoded expected = StreamVByteDecodeRef(in.get(), bytes.size(), count, lengths);
  const size_t least = (count + 3) / 4 + (is_0124 ? 0 : count);
  if (least > bytes.size()) expected = {{}, bytes.size()};
  const size_t whole = expected.values.size();
  Require(result.status == (whole < count ? SINEW_STATUS_TRUNCATED : SINEW_STATUS_OK));
  Require(result.read == expected.read);
  Require(result.written == whole);
  const std::vector<uint32_t> sums = is_delta ? SumsRef(expected.values, start) : expected.values;
  Require(SameBytes(values, sums.data(), 4 * whole));

  const std::vector<uint8_t> canonical = StreamVByteRef(expected.values, lengths);
  const sinew_codec_result encoded_size =
      is_delta ? sinew_streamvbyte_encoded_size_delta(values, whole, start, flags)
               : sinew_streamvbyte_encoded_size(values, whole, flags);
  Require(encoded_size.status == SINEW_STATUS_OK && encoded_size.written == canonical.size());
  const size_t capacity = canonical.size() - std::min(missing, canonical.size());
  Block again(new uint8_t[capacity]);
  const sinew_codec_result encoded =
      is_delta ? sinew_streamvbyte_encode_delta(values, whole, start, again.get(), capacity, flags)
               : sinew_streamvbyte_encode(values, whole, again.get(), capacity, flags);
  if (capacity < canonical.size()) {
    Require(encoded.status == SINEW_STATUS_OUTPUT_FULL && encoded.written == 0);
    return 0;
  }
  Require(encoded.status == SINEW_STATUS_OK && encoded.read == whole);
  Require(encoded.written == canonical.size());
  Require(SameBytes(again.get(), canonical.data(), canonical.size()));
  return 0;
}
