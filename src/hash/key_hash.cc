#include "hash/key_hash.h"

#include <algorithm>

#include "core/column.h"
#include "core/keys.h"
#include "hash/highwayhash.h"
#include "hash/xxh3/xxh3.h"

namespace sinew {
namespace {

uint32_t HighHalf(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }

uint32_t HashString(Bytes string, const KeySeed& seed) {
  if (seed.strong) return HighHalf(HighwayHash64(string, seed.key));
  return HighHalf(string.size <= xxh3::kMaxShort
                      ? xxh3::HashShort(string.data, string.size, seed.seed)
                      : xxh3::HashLong(string.data, string.size, seed.seed));
}

void HashColumn(const sinew_column& column, size_t first, size_t count, const KeySeed& seed,
                uint32_t* hashes) {
  if (seed.strong) {
    for (size_t i = 0; i < count; ++i) {
      hashes[i] = HashString(HasNarrowOffsets(column.type) ? StringAt<int32_t>(column, first + i)
                                                           : StringAt<int64_t>(column, first + i),
                             seed);
    }
    return;
  }
  uint64_t whole[kKeysPerBlock];
  for (size_t done = 0; done < count; done += kKeysPerBlock) {
    const size_t block = std::min(kKeysPerBlock, count - done);
    xxh3::HashRows(column, first + done, block, seed.seed, whole);
    for (size_t i = 0; i < block; ++i) hashes[done + i] = HighHalf(whole[i]);
  }
}

}  // namespace

const StringHash kStringHash = {HashColumn, HashString};

}  // namespace sinew
