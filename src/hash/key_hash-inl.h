#ifndef SINEW_HASH_KEY_HASH_INL_H_
#define SINEW_HASH_KEY_HASH_INL_H_

#include "core/bytes.h"
#include "core/keys.h"
#include "hash/xxh3-inl.h"

namespace sinew {

// What a string key is found by in a Directory: for one string what xxh3::HashRows and
// KeyHashOfXxh3 give for a column of them.
inline uint32_t KeyHash(Bytes key, uint64_t seed) {
  return KeyHashOfXxh3(key.size <= xxh3::kMaxShort ? xxh3::HashShort(key.data, key.size, seed)
                                                   : xxh3::HashLong(key.data, key.size, seed));
}

}  // namespace sinew

#endif  // SINEW_HASH_KEY_HASH_INL_H_
