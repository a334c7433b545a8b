#include "sinew/sinew.h"

#include <string.h>

#include "encoding/delta_binary_packed_ref.h"
#include "fuzz/columns.h"

// Any bytes decode as the oracle says, and what comes out encodes as the oracle does.
namespace {

template <typename T, typename Decode, typename Encode>
void Run(const Block& in, size_t size, size_t capacity, const Decode& decode, const Encode& encode,
         size_t bound) {
  Block out(new uint8_t[capacity * sizeof(T)]);
  T* values = reinterpret_cast<T*>(out.get());
  const sinew_codec_result result = decode(in.get(), size, values, capacity);
  const DeltaDecodedRef<T> expected = DeltaDecodeRef<T>(in.get(), size, capacity);
  Require(result.status == expected.status && result.read == expected.read);
  Require(result.written == expected.values.size());
  Require(result.written == 0 ||
          memcmp(values, expected.values.data(), result.written * sizeof(T)) == 0);
  Block again(new uint8_t[bound]);
  const sinew_codec_result encoded = encode(values, result.written, again.get(), bound);
  const std::vector<uint8_t> bytes = DeltaEncodeRef(expected.values);
  Require(encoded.status == SINEW_STATUS_OK && encoded.written == bytes.size());
  Require(memcmp(again.get(), bytes.data(), bytes.size()) == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const size_t capacity = input.Below(256) * (1 + input.Below(3));
  std::vector<uint8_t> bytes;
  while (!input.empty()) bytes.push_back(input.Byte());
  const Block in = BlockOf(bytes);
  Run<int32_t>(in, bytes.size(), capacity, sinew_delta_binary_packed_decode_i32,
               sinew_delta_binary_packed_encode_i32,
               sinew_delta_binary_packed_encoded_bound_i32(capacity));
  Run<int64_t>(in, bytes.size(), capacity, sinew_delta_binary_packed_decode_i64,
               sinew_delta_binary_packed_encode_i64,
               sinew_delta_binary_packed_encoded_bound_i64(capacity));
  return 0;
}
