#include "hash/key_hash.h"

#include "hash/highwayhash.h"

namespace sinew {

uint32_t StrongStringHash(Bytes string, const uint64_t key[4]) {
  return static_cast<uint32_t>(HighwayHash64(string, key) >> 32);
}

}  // namespace sinew
