#include "hash/fuzz_rows.h"
#include "hash/xxh3_ref.h"

// One-shot, in pieces, and columns, of 64 and of 128 bits, against xxHash.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const sinew_type type = kAllTypes[input.Below(kTypeCount)];
  const uint64_t seed = input.Rarely(2) ? static_cast<uint64_t>(input.Number()) : 0;
  if (input.Rarely(4)) {
    const std::vector<uint8_t> bytes = LongBytes(&input);
    sinew_xxh3_state state;
    sinew_xxh3_init(&state, seed);
    size_t added = 0;
    ForEachPiece(&input, bytes, [&](const uint8_t* piece, size_t piece_size) {
      sinew_xxh3_update(&state, piece, piece_size);
      added += piece_size;
    });
    Require(sinew_xxh3_64_digest(&state) == Xxh3Ref(bytes.data(), added, seed));
    Require(sinew_xxh3_128_digest(&state) == Xxh3Ref128(bytes.data(), added, seed));
    const Block block = BlockOf(bytes);
    Require(sinew_xxh3_64(block.get(), bytes.size(), seed) ==
            Xxh3Ref(bytes.data(), bytes.size(), seed));
    Require(sinew_xxh3_128(block.get(), bytes.size(), seed) ==
            Xxh3Ref128(bytes.data(), bytes.size(), seed));
    return 0;
  }
  const Column column = DecodeColumn(&input, type, input.Below(200));
  CheckRows<uint64_t>(
      column.view, seed,
      [](const sinew_column* view, uint64_t with, uint64_t* out) {
        return sinew_xxh3_64_many(view, with, out);
      },
      Xxh3Ref);
  CheckRows<sinew_hash128>(
      column.view, seed,
      [](const sinew_column* view, uint64_t with, sinew_hash128* out) {
        return sinew_xxh3_128_many(view, with, out);
      },
      Xxh3Ref128);
  return 0;
}
