#ifndef SINEW_HASH_HIGHWAYHASH_H_
#define SINEW_HASH_HIGHWAYHASH_H_

#include "core/bytes.h"

namespace sinew {

// sinew_highwayhash_64, for other kernels.
uint64_t HighwayHash64(Bytes in, const void* key);

}  // namespace sinew

#endif  // SINEW_HASH_HIGHWAYHASH_H_
