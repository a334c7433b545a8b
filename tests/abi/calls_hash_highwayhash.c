#include "calls.h"

CALLS(HighwayHash) {
  // Google's own test: the key is the bytes 0 to 31, the input the bytes 0, 1 and 2.
  uint8_t key[SINEW_HIGHWAYHASH_KEY_SIZE];
  for (size_t i = 0; i < sizeof(key); ++i) key[i] = (uint8_t)i;
  uint64_t hash;
  sinew_hash128 hash128, digest128;
  uint8_t hash256[32], digest256[32];
  CALL(hash = sinew_highwayhash_64("\0\1\2", 3, key), hash == 0x5C6BEFAB8A463D80u);
  CALL(hash128 = sinew_highwayhash_128(bytes, sizeof(bytes), key), hash128.low != hash128.high);
  CALL(sinew_highwayhash_256(bytes, sizeof(bytes), key, hash256), 1);
  sinew_highwayhash_state state;
  CALL(sinew_highwayhash_init(&state, key), 1);
  CALL(sinew_highwayhash_update(&state, bytes, 100), 1);
  CALL(sinew_highwayhash_reset(&state), 1);
  CALL(sinew_highwayhash_update(&state, bytes, 77), 1);
  CALL(sinew_highwayhash_update(&state, bytes + 77, sizeof(bytes) - 77), 1);
  CALL(hash = sinew_highwayhash_64_digest(&state),
       hash == sinew_highwayhash_64(bytes, sizeof(bytes), key));
  CALL(digest128 = sinew_highwayhash_128_digest(&state),
       digest128.low == hash128.low && digest128.high == hash128.high);
  CALL(sinew_highwayhash_256_digest(&state, digest256), memcmp(digest256, hash256, 32) == 0);
}
