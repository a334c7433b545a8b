#include "sinew/sinew.h"

#include <string.h>

#include "encoding/bitpack_ref.h"
#include "fuzz/columns.h"

// Whatever bytes decode is what the oracle says, and encodes to the same bytes again.
namespace {

template <typename T, typename Decode, typename Encode>
void Run(const Block& in, size_t size, size_t width, size_t count, const Decode& decode,
         const Encode& encode) {
  Block out(new uint8_t[count * sizeof(T)]);
  T* values = reinterpret_cast<T*>(out.get());
  const sinew_codec_result result = decode(in.get(), size, width, values, count);
  if (width > 8 * sizeof(T)) {
    Require(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    return;
  }
  const size_t whole = width == 0 ? count : std::min(count, size * 8 / width);
  Require(result.written == whole);
  Require(result.status == (whole < count ? SINEW_STATUS_TRUNCATED : SINEW_STATUS_OK));
  const std::vector<T> expected = BitunpackRef<T>(in.get(), width, whole);
  Require(whole == 0 || memcmp(values, expected.data(), whole * sizeof(T)) == 0);
  const size_t packed = sinew_bitpack_encoded_size(whole, width);
  Require(result.read == (whole < count ? size : packed));

  Block again(new uint8_t[packed]);
  Require(encode(values, whole, width, again.get()).written == packed);
  const std::vector<uint8_t> bytes = BitpackRef(expected, width);
  Require(packed == 0 || memcmp(again.get(), bytes.data(), packed) == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const size_t width = input.Below(66);
  const size_t count = input.Below(256) * (input.Rarely(2) ? 4 : 1);
  std::vector<uint8_t> bytes;
  while (!input.empty()) bytes.push_back(input.Byte());
  const Block in = BlockOf(bytes);
  Run<uint32_t>(in, bytes.size(), width, count, sinew_bitpack_decode_u32, sinew_bitpack_encode_u32);
  Run<uint64_t>(in, bytes.size(), width, count, sinew_bitpack_decode_u64, sinew_bitpack_encode_u64);
  return 0;
}
