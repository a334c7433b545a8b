#include "sinew/sinew.h"

#include <string.h>

#include <algorithm>
#include <vector>

#include "fuzz/columns.h"
#include "hash/highwayhash_ref.h"

// However an input is cut into pieces, its hashes are those of the specification.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  uint8_t key[SINEW_HIGHWAYHASH_KEY_SIZE];
  for (uint8_t& byte : key) byte = input.Byte();
  sinew_highwayhash_state state;
  sinew_highwayhash_init(&state, key);
  std::vector<uint8_t> all;
  while (!input.empty()) {
    const size_t piece = input.Below(100);
    const Block block(new uint8_t[piece]);
    for (size_t i = 0; i < piece; ++i) block[i] = input.Byte();
    sinew_highwayhash_update(&state, block.get(), piece);
    all.insert(all.end(), block.get(), block.get() + piece);
    if (input.Rarely(16)) {
      sinew_highwayhash_reset(&state);
      all.clear();
    }
  }
  const Block whole = BlockOf(all);
  HighwayHashRef ref(key);
  ref.Append(all.data(), all.size());
  HighwayHashRef ref128 = ref;
  HighwayHashRef ref256 = ref;
  const uint64_t hash64 = ref.Finalize64();
  const auto hash128 = ref128.Finalize128();
  const auto hash256 = ref256.Finalize256();
  Require(sinew_highwayhash_64(whole.get(), all.size(), key) == hash64);
  Require(sinew_highwayhash_64_digest(&state) == hash64);
  for (const sinew_hash128& hash : {sinew_highwayhash_128(whole.get(), all.size(), key),
                                    sinew_highwayhash_128_digest(&state)}) {
    Require(hash.low == hash128[0] && hash.high == hash128[1]);
  }
  uint8_t out[32];
  sinew_highwayhash_256(whole.get(), all.size(), key, out);
  Require(memcmp(out, hash256.data(), sizeof(out)) == 0);
  sinew_highwayhash_256_digest(&state, out);
  Require(memcmp(out, hash256.data(), sizeof(out)) == 0);
  return 0;
}
