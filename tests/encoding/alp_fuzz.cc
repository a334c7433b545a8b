#include "sinew/sinew.h"

#include <string.h>

#include "encoding/alp_ref.h"
#include "fuzz/columns.h"

// Any bytes decode as the oracle says, behind a good header, too; and any values come back.
namespace {

template <typename F, typename Decode>
void Read(const std::vector<uint8_t>& bytes, size_t capacity, const Decode& decode) {
  const Block in = BlockOf(bytes);
  Block out(new uint8_t[capacity * sizeof(F)]);
  const sinew_codec_result result =
      decode(in.get(), bytes.size(), reinterpret_cast<F*>(out.get()), capacity);
  const AlpDecodedRef<F> expected = AlpDecodeRef<F>(in.get(), bytes.size(), capacity);
  Require(result.status == expected.status && result.read == expected.read);
  Require(result.written == expected.values.size());
  Require(SameBytes(out.get(), expected.values.data(), result.written * sizeof(F)));
}

template <typename F, typename Encode>
void Write(const std::vector<uint8_t>& bytes, size_t places, size_t bound, const Encode& encode) {
  // Bits of values, or small decimals.
  std::vector<F> values;
  for (size_t i = 0; i + sizeof(F) <= bytes.size(); i += sizeof(F)) {
    F value;
    memcpy(&value, bytes.data() + i, sizeof(F));
    if (places < 8) value = static_cast<F>(bytes[i]) / AlpRef<F>::Ten(places);
    values.push_back(value);
  }
  const Block in = BlockOf(values);
  Block out(new uint8_t[bound]);
  const sinew_codec_result result =
      encode(reinterpret_cast<const F*>(in.get()), values.size(), out.get(), bound);
  Require(result.status == SINEW_STATUS_OK && result.read == values.size());
  const AlpDecodedRef<F> decoded = AlpDecodeRef<F>(out.get(), result.written, values.size());
  Require(decoded.status == SINEW_STATUS_OK && decoded.read == result.written);
  Require(decoded.values.size() == values.size());
  Require(SameBytes(decoded.values.data(), values.data(), values.size() * sizeof(F)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const size_t capacity = input.Below(256) * (1 + input.Below(9));
  const size_t count = input.Below(256) * (1 + input.Below(9));
  const size_t places = input.Below(16);
  const bool header = !input.Rarely(16);
  std::vector<uint8_t> rest;
  while (!input.empty()) rest.push_back(input.Byte());
  for (const uint8_t type : {uint8_t{0x18}, uint8_t{0x14}}) {
    std::vector<uint8_t> bytes;
    if (header) {
      bytes = {'A', 'L', 'P', type};
      PutRef(&bytes, uint64_t{count});
    }
    bytes.insert(bytes.end(), rest.begin(), rest.end());
    Read<double>(bytes, capacity, sinew_alp_decode_f64);
    Read<float>(bytes, capacity, sinew_alp_decode_f32);
  }
  Write<double>(rest, places, sinew_alp_encoded_bound_f64(rest.size() / 8), sinew_alp_encode_f64);
  Write<float>(rest, places, sinew_alp_encoded_bound_f32(rest.size() / 4), sinew_alp_encode_f32);
  return 0;
}
