#ifndef SINEW_HASH_KEY_HASH_H_
#define SINEW_HASH_KEY_HASH_H_

#include "core/key_hash.h"

namespace sinew {

// The hashes of string keys: XXH3 while keys are as chance has them, HighwayHash, whose collisions
// nobody can choose without the key, from then on.
extern const StringHash kStringHash;

}  // namespace sinew

#endif  // SINEW_HASH_KEY_HASH_H_
