#ifndef SINEW_HASH_ABI_H_
#define SINEW_HASH_ABI_H_

#include "core/abi.h"

#ifndef SINEW_HASH_H_

// SINEW_FAMILY Hashes and checksums
//
// docs/choosing-a-hash.md says which of them is for what, and which ones an attacker can break.
//
// A function that ends in _many hashes every row of a column: a string by its bytes, a value of any
// other type by its bytes in memory. So -0.0 and 0.0 have different hashes, and so have equal
// integers of different widths. The hash of a null row is 0. It writes column->count hashes to
// `out`. It returns SINEW_STATUS_INVALID_ARGUMENT, and writes nothing, if `column` is null or not
// as sinew_column says, or `out` is null and there are rows.
//
// The state of a hash of an input that comes in pieces is memory of the caller, which the init
// function fills: there is nothing to free, and a copy of a state is a state of its own.

// A hash of 128 bits. The number is low + high * 2^64; in memory, low comes first.
SINEW_ABI struct sinew_hash128 {
  uint64_t low;
  uint64_t high;
};

// A number, if the status is SINEW_STATUS_OK; otherwise `value` is 0.
SINEW_ABI struct sinew_u32_result {
  uint32_t value;
  sinew_status status;
};

// SINEW_CHAPTER XXH3

// An XXH3 hash of an input that comes in pieces. Written by sinew_xxh3_init.
SINEW_ABI struct sinew_xxh3_state {
  // Opaque.
  uint64_t words[146];
};

// SINEW_CHAPTER XXH64

// An XXH64 hash of an input that comes in pieces. Written by sinew_xxh64_init.
SINEW_ABI struct sinew_xxh64_state {
  // Opaque.
  uint64_t words[9];
};

// SINEW_CHAPTER HighwayHash

// Bytes of a HighwayHash key.
SINEW_CONSTANT constexpr size_t SINEW_HIGHWAYHASH_KEY_SIZE = 32;

// A HighwayHash of an input that comes in pieces. Written by sinew_highwayhash_init. It holds the
// key: overwrite it if that is a secret.
SINEW_ABI struct sinew_highwayhash_state {
  // Opaque.
  uint64_t words[26];
};

// SINEW_CHAPTER BLAKE3

// Bytes of a BLAKE3 key.
SINEW_CONSTANT constexpr size_t SINEW_BLAKE3_KEY_SIZE = 32;

// Bytes of a BLAKE3 hash.
SINEW_CONSTANT constexpr size_t SINEW_BLAKE3_HASH_SIZE = 32;

// A BLAKE3 hash of an input that comes in pieces. Written by sinew_blake3_init,
// sinew_blake3_init_keyed and sinew_blake3_init_derive_key. It holds the key and up to 64 bytes of
// the input: overwrite it if those are secret.
SINEW_ABI struct sinew_blake3_state {
  // Opaque.
  uint64_t words[246];
};

#endif  // SINEW_HASH_H_

#endif  // SINEW_HASH_ABI_H_
