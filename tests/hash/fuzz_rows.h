#ifndef SINEW_TESTS_HASH_FUZZ_ROWS_H_
#define SINEW_TESTS_HASH_FUZZ_ROWS_H_

#include "fuzz/columns.h"
#include "fuzz/rows.h"

// Checks a function that hashes the rows of a column: the hashes are those of the rows one by one,
// with Hash{} for null rows; of a column that is refused none is written.
template <typename Hash, typename Many, typename One>
void CheckRows(const sinew_column& column, uint64_t seed, const Many& many, const One& one) {
  const auto same = [](const Hash& a, const Hash& b) { return memcmp(&a, &b, sizeof(Hash)) == 0; };
  Hash untouched;
  memset(&untouched, 0x55, sizeof(Hash));
  std::vector<Hash> hashes(300, untouched);
  const sinew_result result = many(&column, seed, hashes.data());
  size_t written = 0;
  if (result.status == SINEW_STATUS_OK) {
    Require(result.count == column.count);
    written = result.count;
  }
  for (size_t row = 0; row < written; ++row) {
    std::vector<uint8_t> bytes;
    const bool valid = BytesOfRow(column, row, &bytes);
    Require(same(hashes[row], valid ? one(bytes.data(), bytes.size(), seed) : Hash{}));
  }
  for (size_t row = written; row < hashes.size(); ++row) Require(same(hashes[row], untouched));
}

// Calls update(bytes, size) with pieces of an input, which the fuzzer cuts.
template <typename Update>
void ForEachPiece(Input* input, const std::vector<uint8_t>& bytes, const Update& update) {
  for (size_t at = 0; at < bytes.size();) {
    const size_t size =
        std::min(input->Below(200) * (input->Rarely(4) ? 16 : 1), bytes.size() - at);
    const Block piece =
        BlockOf(std::vector<uint8_t>(bytes.begin() + static_cast<ptrdiff_t>(at),
                                     bytes.begin() + static_cast<ptrdiff_t>(at + size)));
    update(piece.get(), size);
    at += size;
    if (size == 0 && input->empty()) break;
  }
}

// Bytes for ForEachPiece to cut: as many as the fuzzer says, made from a few of its own.
inline std::vector<uint8_t> LongBytes(Input* input) {
  std::vector<uint8_t> bytes(input->Below(256) * (input->Rarely(2) ? 20 : 1));
  uint64_t state = input->Byte() | 1;
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>((state *= 0x9E3779B97F4A7C15) >> 56);
  return bytes;
}

#endif  // SINEW_TESTS_HASH_FUZZ_ROWS_H_
