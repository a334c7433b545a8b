#include "sinew/sinew.h"

#include <string.h>

#include "encoding/bitmap_ref.h"
#include "fuzz/columns.h"

// Slices of any bits, each in a block that has not one byte more.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const size_t a_offset = input.Below(20), b_offset = input.Below(20), spare = input.Below(80);
  const size_t operation = input.Below(4);
  std::vector<uint8_t> bytes;
  while (!input.empty()) bytes.push_back(input.Byte());
  const size_t skipped = std::max(a_offset, b_offset);
  const size_t count = bytes.size() * 8 < skipped ? 0 : bytes.size() * 8 - skipped;

  const Block a = BlockOf(bytes);
  std::reverse(bytes.begin(), bytes.end());
  const Block b = BlockOf(bytes);
  const std::vector<bool> a_bits = BitsRef(a.get(), a_offset, count);
  const std::vector<bool> b_bits = BitsRef(b.get(), b_offset, count);

  std::vector<uint8_t> expected;
  Block out(new uint8_t[(count + 7) / 8]);
  switch (operation) {
    case 0:
      sinew_bitmap_and(a.get(), a_offset, b.get(), b_offset, count, out.get());
      expected = CombineRef(a_bits, b_bits, [](bool x, bool y) { return x && y; });
      break;
    case 1:
      sinew_bitmap_or(a.get(), a_offset, b.get(), b_offset, count, out.get());
      expected = CombineRef(a_bits, b_bits, [](bool x, bool y) { return x || y; });
      break;
    case 2:
      sinew_bitmap_xor(a.get(), a_offset, b.get(), b_offset, count, out.get());
      expected = CombineRef(a_bits, b_bits, [](bool x, bool y) { return x != y; });
      break;
    default:
      sinew_bitmap_and_not(a.get(), a_offset, b.get(), b_offset, count, out.get());
      expected = CombineRef(a_bits, b_bits, [](bool x, bool y) { return x && !y; });
  }
  Require(SameBytes(out.get(), expected.data(), expected.size()));

  sinew_bitmap_not(a.get(), a_offset, count, out.get());
  expected = CombineRef(a_bits, a_bits, [](bool x, bool) { return !x; });
  Require(SameBytes(out.get(), expected.data(), expected.size()));

  const std::vector<uint32_t> indices = IndicesRef<uint32_t>(a_bits);
  Require(sinew_bitmap_count(a.get(), a_offset, count) == indices.size());
  const size_t capacity = indices.size() / 2 + spare;
  Block places(new uint8_t[4 * capacity]);
  const sinew_codec_result result = sinew_bitmap_to_indices_u32(
      a.get(), a_offset, count, reinterpret_cast<uint32_t*>(places.get()), capacity);
  const size_t written = std::min(capacity, indices.size());
  Require(result.written == written);
  Require(result.status == (written < indices.size() ? SINEW_STATUS_OUTPUT_FULL : SINEW_STATUS_OK));
  Require(result.read == (written < indices.size() ? indices[written] : count));
  Require(SameBytes(places.get(), indices.data(), 4 * written));

  Block mask(new uint8_t[count]);
  sinew_bitmap_to_bytes(a.get(), a_offset, count, mask.get());
  for (size_t i = 0; i < count; ++i) Require(mask[i] == (a_bits[i] ? 1 : 0));
  sinew_bitmap_from_bytes(mask.get(), count, out.get());
  expected = BitmapRef(a_bits);
  Require(SameBytes(out.get(), expected.data(), expected.size()));
  return 0;
}
