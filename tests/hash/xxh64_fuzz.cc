#include "hash/fuzz_rows.h"
#include "hash/xxh64_ref.h"

// One-shot, in pieces, and columns, against xxHash.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const sinew_type type = kAllTypes[input.Below(kTypeCount)];
  const uint64_t seed = input.Rarely(2) ? static_cast<uint64_t>(input.Number()) : 0;
  if (input.Rarely(4)) {
    const std::vector<uint8_t> bytes = LongBytes(&input);
    sinew_xxh64_state state;
    sinew_xxh64_init(&state, seed);
    size_t added = 0;
    ForEachPiece(&input, bytes, [&](const uint8_t* piece, size_t piece_size) {
      sinew_xxh64_update(&state, piece, piece_size);
      added += piece_size;
    });
    Require(sinew_xxh64_digest(&state) == Xxh64Ref(bytes.data(), added, seed));
    const Block block = BlockOf(bytes);
    Require(sinew_xxh64(block.get(), bytes.size(), seed) ==
            Xxh64Ref(bytes.data(), bytes.size(), seed));
    return 0;
  }
  const Column column = DecodeColumn(&input, type, input.Below(200));
  CheckRows<uint64_t>(
      column.view, seed,
      [](const sinew_column* view, uint64_t with, uint64_t* out) {
        return sinew_xxh64_many(view, with, out);
      },
      Xxh64Ref);
  return 0;
}
