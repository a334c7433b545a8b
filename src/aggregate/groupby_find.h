#ifndef SINEW_AGGREGATE_GROUPBY_FIND_H_
#define SINEW_AGGREGATE_GROUPBY_FIND_H_

#include "aggregate/groupby_directory.h"
#include "core/bytes.h"
#include "hash/xxh3-inl.h"

namespace sinew {

// Rows looked up at a time, and how many rows ahead their buckets are prefetched: enough to cover a
// miss of memory.
constexpr size_t kGroupByBlock = 256;
constexpr size_t kGroupByAhead = 32;

// A block of keys on its way to group numbers.
template <typename Key>
struct KeyBlock {
  Key keys[kGroupByBlock];
  // Room for the prefetches that run ahead.
  uint32_t hashes[kGroupByBlock + kGroupByAhead];
  // The rows, in order, that are not settled: new keys and those outside their first bucket.
  uint32_t rest[kGroupByBlock];
  size_t rest_count;
};

// Two rounds of multiply (the factors are 2^64 over the golden ratio and over the plastic number,
// odd) around a fold: the high half then depends on every bit of the key. Multiplications of 64
// bits keep it within what every SIMD target has.
inline uint32_t GroupByHash(uint64_t key) {
  uint64_t hash = key * 0x9E3779B97F4A7C15u;
  hash ^= hash >> 32;
  return static_cast<uint32_t>((hash * 0xC13FA9A902A6328Fu) >> 32);
}

// The half of an XXH3-64 that a group of string keys is found by.
inline uint32_t GroupByHashOfXxh3(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }

inline uint32_t GroupByHash(Bytes key, uint64_t seed) {
  return GroupByHashOfXxh3(key.size <= xxh3::kMaxShort ? xxh3::HashShort(key.data, key.size, seed)
                                                       : xxh3::HashLong(key.data, key.size, seed));
}

inline bool SameKey(const Directory::Bucket& bucket, size_t way, uint64_t key, uint32_t) {
  return bucket.keys[way] == key;
}

inline bool SameKey(const Directory::Bucket& bucket, size_t way, Bytes key, uint32_t hash) {
  if (Directory::HashOf(bucket.marks[way]) != hash) return false;
  const Bytes own = StringArena::Get(reinterpret_cast<StringArena::Ref>(bucket.keys[way]));
  return own.size == key.size && (key.size == 0 || memcmp(own.data, key.data, key.size) == 0);
}

// Settles the keys that are in the directory and in their first bucket, nearly all as a rule,
// without an unpredictable branch: writes their groups, and lists the other rows in block->rest.
// Integer keys are hashed on the way; the hashes of strings are there already.
void FindKnown(const Directory& directory, size_t count, KeyBlock<uint64_t>* block,
               uint32_t* groups);
void FindKnown(const Directory& directory, size_t count, KeyBlock<Bytes>* block, uint32_t* groups);

}  // namespace sinew

#endif  // SINEW_AGGREGATE_GROUPBY_FIND_H_
