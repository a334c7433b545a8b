#include "sinew/sinew.h"

#include <string.h>

#include "encoding/varint_ref.h"
#include "fuzz/columns.h"

// Any bytes decode as the oracle says, and what comes out encodes as the oracle does, also where
// there is too little room.
namespace {

template <typename T, typename Decode, typename Encode, typename Size>
void Run(const Block& in, size_t size, size_t capacity, size_t room, const Decode& decode,
         const Encode& encode, const Size& encoded_size) {
  Block out(new uint8_t[capacity * sizeof(T)]);
  T* values = reinterpret_cast<T*>(out.get());
  const sinew_codec_result result = decode(in.get(), size, values, capacity);
  const VarintDecodedRef<T> expected = VarintDecodeRef<T>(in.get(), size, capacity);
  Require(result.status == expected.status && result.read == expected.read);
  Require(result.written == expected.values.size());
  Require(SameBytes(values, expected.values.data(), result.written * sizeof(T)));
  if (result.status == SINEW_STATUS_OK) {
    Require(sinew_varint_count(in.get(), size) == result.written);
  }

  const std::vector<uint8_t> bytes = VarintRef(expected.values);
  Require(encoded_size(values, result.written) == bytes.size());
  Block again(new uint8_t[room]);
  const sinew_codec_result encoded = encode(values, result.written, again.get(), room);
  const bool whole = bytes.size() <= room;
  Require(encoded.status == (whole ? SINEW_STATUS_OK : SINEW_STATUS_OUTPUT_FULL));
  Require(encoded.written <= room && SameBytes(again.get(), bytes.data(), encoded.written));
  if (whole) {
    Require(encoded.read == result.written && encoded.written == bytes.size());
  } else {
    // The value at `read` is the first that does not fit.
    Require(encoded_size(values, encoded.read) == encoded.written);
    Require(encoded_size(values, encoded.read + 1) > room);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const size_t capacity = input.Below(256) * (1 + input.Below(4));
  const size_t room = input.Below(256) * (1 + input.Below(8));
  std::vector<uint8_t> bytes;
  while (!input.empty()) bytes.push_back(input.Byte());
  const Block in = BlockOf(bytes);
  Run<uint32_t>(in, bytes.size(), capacity, room, sinew_varint_decode_u32, sinew_varint_encode_u32,
                sinew_varint_encoded_size_u32);
  Run<uint64_t>(in, bytes.size(), capacity, room, sinew_varint_decode_u64, sinew_varint_encode_u64,
                sinew_varint_encoded_size_u64);
  Run<int32_t>(in, bytes.size(), capacity, room, sinew_varint_decode_zigzag_i32,
               sinew_varint_encode_zigzag_i32, sinew_varint_encoded_size_zigzag_i32);
  Run<int64_t>(in, bytes.size(), capacity, room, sinew_varint_decode_zigzag_i64,
               sinew_varint_encode_zigzag_i64, sinew_varint_encoded_size_zigzag_i64);
  return 0;
}
