#include "sinew/sinew.h"

#include <string.h>

#include "encoding/delta_byte_array_ref.h"
#include "fuzz/columns.h"

// Any bytes decode as the oracle says; any column, good or bad, encodes to what decodes to its
// valid rows.
namespace {

void Decode(const Block& in, size_t size, size_t capacity, size_t limit, bool prefixes) {
  Block offsets_block(new uint8_t[8 * (capacity + 1)]);
  Block bytes(new uint8_t[limit]);
  int64_t* offsets = reinterpret_cast<int64_t*>(offsets_block.get());
  const auto decode =
      prefixes ? sinew_delta_byte_array_decode : sinew_delta_length_byte_array_decode;
  const sinew_codec_result result = decode(in.get(), size, offsets, capacity, bytes.get(), limit);
  const StringsDecodedRef expected = StringsDecodeRef(in.get(), size, capacity, limit, prefixes);
  Require(result.status == expected.status && result.read == expected.read);
  Require(result.written == expected.strings.size());
  for (size_t i = 0; i < result.written; ++i) {
    const std::string& string = expected.strings[i];
    Require(offsets[i + 1] - offsets[i] == static_cast<int64_t>(string.size()));
    Require(memcmp(bytes.get() + offsets[i], string.data(), string.size()) == 0);
  }
  if (!prefixes) return;
  const sinew_codec_result sized = sinew_delta_byte_array_decoded_size(in.get(), size, capacity);
  const StringsDecodedRef whole = StringsDecodeRef(in.get(), size, capacity, SIZE_MAX, true);
  size_t total = 0;
  for (const std::string& string : whole.strings) total += string.size();
  Require(sized.status == whole.status && sized.read == whole.read);
  Require(sized.written == (sized.status == SINEW_STATUS_OK ? total : 0));
  // However many strings it claims, it comes to an end.
  const sinew_codec_result any = sinew_delta_byte_array_decoded_size(in.get(), size, SIZE_MAX);
  Require(any.status != SINEW_STATUS_OUTPUT_FULL);
}

void Encode(Input* input, bool prefixes) {
  const sinew_type type = input->Rarely(2) ? SINEW_TYPE_STRING : SINEW_TYPE_LARGE_STRING;
  const Column column = DecodeColumn(input, type, input->Below(200));
  const sinew_column& view = column.view;
  const auto bound = prefixes ? sinew_delta_byte_array_encoded_bound(&view)
                              : sinew_delta_length_byte_array_encoded_bound(&view);
  const auto encode =
      prefixes ? sinew_delta_byte_array_encode : sinew_delta_length_byte_array_encode;
  if (bound.status != SINEW_STATUS_OK) {
    Require(encode(&view, nullptr, 0).status == bound.status);
    return;
  }
  Strings rows;
  for (size_t i = 0; i < view.count; ++i) {
    if (!IsValid(view, i)) continue;
    int64_t ends[2];
    for (size_t k = 0; k < 2; ++k) {
      int32_t narrow;
      const auto* offsets = static_cast<const uint8_t*>(view.offsets);
      memcpy(&narrow, offsets + (i + k) * 4, 4);
      ends[k] = narrow;
      if (!HasOffsets32(view.type)) memcpy(&ends[k], offsets + (i + k) * 8, 8);
    }
    const char* bytes = static_cast<const char*>(view.values);
    rows.emplace_back(bytes + ends[0], bytes + ends[1]);
  }
  const std::vector<uint8_t> expected =
      prefixes ? DeltaPrefixEncodeRef(rows) : DeltaLengthEncodeRef(rows);
  Require(expected.size() <= bound.written);
  Block out(new uint8_t[expected.size()]);
  const sinew_codec_result result = encode(&view, out.get(), expected.size());
  Require(result.status == SINEW_STATUS_OK && result.written == expected.size());
  Require(memcmp(out.get(), expected.data(), expected.size()) == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const bool prefixes = input.Rarely(2);
  if (input.Rarely(3)) {
    Encode(&input, prefixes);
    return 0;
  }
  const size_t capacity = input.Below(256);
  const size_t limit = input.Byte() * (1 + input.Below(20));
  std::vector<uint8_t> bytes;
  while (!input.empty()) bytes.push_back(input.Byte());
  Decode(BlockOf(bytes), bytes.size(), capacity, limit, prefixes);
  return 0;
}
