#include "sinew/sinew.h"

#include <string.h>

#include "encoding/rle_ref.h"
#include "fuzz/columns.h"

// Any bytes decode as the oracle says, and what comes out survives a round trip.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const size_t width = input.Below(33);
  const size_t count = input.Below(256) * (1 + input.Below(3));
  std::vector<uint8_t> bytes;
  while (!input.empty()) bytes.push_back(input.Byte());
  const Block in = BlockOf(bytes);
  Block out(new uint8_t[4 * count]);
  uint32_t* values = reinterpret_cast<uint32_t*>(out.get());
  const sinew_codec_result result =
      sinew_rle_decode_u32(in.get(), bytes.size(), width, values, count);
  const RleDecodedRef expected = RleDecodeRef(in.get(), bytes.size(), width, count);
  Require(result.status == expected.status && result.read == expected.read);
  Require(result.written == expected.values.size());
  Require(result.written == 0 || memcmp(values, expected.values.data(), 4 * result.written) == 0);

  const size_t bound = sinew_rle_encoded_bound(result.written, width);
  Block again(new uint8_t[bound]);
  const sinew_codec_result encoded =
      sinew_rle_encode_u32(values, result.written, width, again.get(), bound);
  Require(encoded.status == SINEW_STATUS_OK && encoded.read == result.written);
  const RleDecodedRef same = RleDecodeRef(again.get(), encoded.written, width, result.written);
  Require(same.status == SINEW_STATUS_OK && same.read == encoded.written);
  Require(same.values == expected.values);
  return 0;
}
