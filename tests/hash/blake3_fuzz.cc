#include "sinew/sinew.h"

#include <string.h>

#include <vector>

#include "fuzz/columns.h"
#include "fuzz/rows.h"
#include "hash/blake3_ref.h"

// The hashes of a column are those of its rows one by one, and of a column that is refused none is
// written; any split of an input has its hash and output.
namespace {

constexpr size_t kHash = SINEW_BLAKE3_HASH_SIZE;

std::vector<uint8_t> HashOfRow(const sinew_column& column, size_t row) {
  std::vector<uint8_t> bytes;
  if (!BytesOfRow(column, row, &bytes)) return std::vector<uint8_t>(kHash);
  return Blake3Ref().Hash(bytes.data(), bytes.size(), 0, kHash);
}

void FuzzColumn(Input* input) {
  const sinew_type type = kAllTypes[input->Below(kTypeCount)];
  const Column column = DecodeColumn(input, type, input->Below(100));
  std::vector<uint8_t> hashes(300 * kHash, 0x55);
  const sinew_result result = sinew_blake3_many(&column.view, hashes.data());
  size_t written = 0;
  if (result.status == SINEW_STATUS_OK) {
    Require(result.count == column.view.count);
    written = result.count;
  }
  for (size_t row = 0; row < written; ++row) {
    const std::vector<uint8_t> expected = HashOfRow(column.view, row);
    Require(memcmp(hashes.data() + row * kHash, expected.data(), kHash) == 0);
  }
  for (size_t i = written * kHash; i < hashes.size(); ++i) Require(hashes[i] == 0x55);
}

void FuzzSplits(Input* input) {
  // Up to 33 chunks, but rarely.
  const size_t most = input->Rarely(32) ? 34 : 4;
  std::vector<uint8_t> bytes(input->Below(most) * 1024 + input->Below(9) * 128 + input->Below(3));
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * 7 % 251);
  sinew_blake3_state state;
  sinew_blake3_init(&state);
  for (size_t at = 0; at < bytes.size();) {
    size_t piece = input->Below(256) + 1;
    if (input->Rarely(2)) piece *= input->Below(256);
    if (input->empty()) piece = bytes.size();
    piece = std::min(piece, bytes.size() - at);
    const Block copy =
        BlockOf(std::vector<uint8_t>(bytes.begin() + static_cast<ptrdiff_t>(at),
                                     bytes.begin() + static_cast<ptrdiff_t>(at + piece)));
    sinew_blake3_update(&state, copy.get(), piece);
    at += piece;
  }
  const uint64_t seek = static_cast<uint64_t>(input->Number());
  std::vector<uint8_t> out(input->Below(256));
  const sinew_status status = sinew_blake3_output(&state, seek, out.data(), out.size());
  const bool refused = out.empty() || out.size() > UINT64_MAX - seek;
  Require((status != SINEW_STATUS_OK) == refused);
  if (!refused) Require(out == Blake3Ref().Hash(bytes.data(), bytes.size(), seek, out.size()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  if (input.Rarely(2)) {
    FuzzSplits(&input);
  } else {
    FuzzColumn(&input);
  }
  return 0;
}
