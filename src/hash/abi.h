#ifndef SINEW_HASH_ABI_H_
#define SINEW_HASH_ABI_H_

#include "core/abi.h"

#ifndef SINEW_HASH_H_

// SINEW_FAMILY Hashes
//
// Hashes of byte strings, checksums, and the choice of a bucket by a hash. Each hash comes in one
// call, as a state for inputs that arrive in pieces, and for every row of a column. The page
// docs/choosing-a-hash.md says which one is for what.

// A hash of 128 bits. The number is low + high * 2^64; in memory, low comes first.
SINEW_ABI struct sinew_hash128 {
  uint64_t low;
  uint64_t high;
};

// SINEW_CHAPTER hash/highwayhash

// Bytes of a HighwayHash key.
SINEW_CONSTANT constexpr size_t SINEW_HIGHWAYHASH_KEY_SIZE = 32;

// A HighwayHash in progress, in memory of the caller: written by sinew_highwayhash_init, copied to
// clone it, dropped without a call. It holds the key. One thread at a time.
SINEW_ABI struct sinew_highwayhash_state {
  // Opaque.
  uint64_t words[26];
};

// SINEW_CHAPTER XXH3

// An XXH3 hash of an input that comes in pieces, between sinew_xxh3_init and a digest. Its contents
// are the library's own business; the memory is the caller's, anywhere, with nothing to free. A
// copy is a state of its own: what is added to one does not touch the other. One thread at a time.
SINEW_ABI struct sinew_xxh3_state {
  // Opaque.
  uint64_t words[146];
};

// SINEW_CHAPTER hash/xxh64

// The same for XXH64, with sinew_xxh64_init.
SINEW_ABI struct sinew_xxh64_state {
  // Opaque.
  uint64_t words[9];
};

// SINEW_CHAPTER hash/blake3

// Bytes of a BLAKE3 key.
SINEW_CONSTANT constexpr size_t SINEW_BLAKE3_KEY_SIZE = 32;

// Bytes of the usual BLAKE3 hash.
SINEW_CONSTANT constexpr size_t SINEW_BLAKE3_HASH_SIZE = 32;

// A BLAKE3 hash of an input that comes in pieces, in memory of the caller: written by
// sinew_blake3_init and its keyed forms, copied to clone it, dropped without a call. It holds the
// key and, of the input, up to 64 bytes as they are: overwrite it where these are secrets. One
// thread at a time.
SINEW_ABI struct sinew_blake3_state {
  // Opaque.
  uint64_t words[246];
};

#endif  // SINEW_HASH_H_

#endif  // SINEW_HASH_ABI_H_
