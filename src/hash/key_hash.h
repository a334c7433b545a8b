#ifndef SINEW_HASH_KEY_HASH_H_
#define SINEW_HASH_KEY_HASH_H_

#include "core/key_hash.h"

namespace sinew {

// The strong hash of string keys: HighwayHash, whose collisions nobody can choose without the key.
uint32_t StrongStringHash(Bytes string, const uint64_t key[4]);

}  // namespace sinew

#endif  // SINEW_HASH_KEY_HASH_H_
