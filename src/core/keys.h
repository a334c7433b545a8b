#ifndef SINEW_CORE_KEYS_H_
#define SINEW_CORE_KEYS_H_

#include "core/bytes.h"
#include "core/directory.h"

namespace sinew {

// Rows looked up at a time, and how many rows ahead their buckets are prefetched: enough to cover a
// miss of memory.
constexpr size_t kKeysPerBlock = 256;
constexpr size_t kKeysAhead = 32;

// A block of keys on its way to their numbers.
template <typename Key>
struct KeyBlock {
  Key keys[kKeysPerBlock];
  // Room for the prefetches that run ahead.
  uint32_t hashes[kKeysPerBlock + kKeysAhead];
  // The rows, in order, that are not settled: new keys and those outside their first bucket.
  uint32_t rest[kKeysPerBlock];
  size_t rest_count;
};

// Two rounds of multiply (the factors are 2^64 over the golden ratio and over the plastic number,
// odd) around a fold: the high half then depends on every bit of the key. Multiplications of 64
// bits keep it within what every SIMD target has.
inline uint32_t KeyHash(uint64_t key) {
  uint64_t hash = key * 0x9E3779B97F4A7C15u;
  hash ^= hash >> 32;
  return static_cast<uint32_t>((hash * 0xC13FA9A902A6328Fu) >> 32);
}

// The half of an XXH3-64 that string keys are found by; KeyHash of hash/key_hash-inl.h is of one
// string.
inline uint32_t KeyHashOfXxh3(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }

inline bool SameKey(const Directory::Bucket& bucket, size_t way, uint64_t key, uint32_t) {
  return bucket.keys[way] == key;
}

inline bool SameKey(const Directory::Bucket& bucket, size_t way, Bytes key, uint32_t hash) {
  if (Directory::HashOf(bucket.marks[way]) != hash) return false;
  const Bytes own = StringArena::Get(reinterpret_cast<StringArena::Ref>(bucket.keys[way]));
  return own.size == key.size && (key.size == 0 || memcmp(own.data, key.data, key.size) == 0);
}

// Settles the keys that are in the directory and in their first bucket, nearly all as a rule,
// without an unpredictable branch: writes their numbers, and lists the other rows in block->rest.
// Integer keys are hashed on the way; the hashes of strings are there already.
void FindKnown(const Directory& directory, size_t count, KeyBlock<uint64_t>* block,
               uint32_t* numbers);
void FindKnown(const Directory& directory, size_t count, KeyBlock<Bytes>* block, uint32_t* numbers);

}  // namespace sinew

#endif  // SINEW_CORE_KEYS_H_
