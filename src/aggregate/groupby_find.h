#ifndef SINEW_AGGREGATE_GROUPBY_FIND_H_
#define SINEW_AGGREGATE_GROUPBY_FIND_H_

#include "aggregate/groupby_directory.h"
#include "core/bytes.h"

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

inline uint32_t GroupByHash(Bytes key, uint64_t seed) {
  uint64_t hash = seed ^ key.size;
  size_t i = 0;
  for (; i + 8 <= key.size; i += 8) {
    const unsigned __int128 p =
        static_cast<unsigned __int128>(hash ^ Load<uint64_t>(key.data + i)) * 0x9E3779B97F4A7C15u;
    hash = static_cast<uint64_t>(p) ^ static_cast<uint64_t>(p >> 64);
  }
  uint64_t tail = 0;
  for (size_t b = 0; i + b < key.size; ++b) tail |= uint64_t{key.data[i + b]} << (8 * b);
  return GroupByHash(tail ^ hash);
}

inline bool SameKey(const Directory::Bucket& bucket, size_t way, uint64_t key, uint32_t) {
  return bucket.keys[way] == key;
}

inline bool SameKey(const Directory::Bucket& bucket, size_t way, Bytes key, uint32_t hash) {
  if (bucket.hashes[way] != hash) return false;
  const Bytes own = StringArena::Get(reinterpret_cast<StringArena::Ref>(bucket.keys[way]));
  return own.size == key.size && (key.size == 0 || memcmp(own.data, key.data, key.size) == 0);
}

// Settles the keys that are in the directory and in their first bucket, nearly all as a rule,
// without an unpredictable branch: writes their groups, and lists the other rows in block->rest.
// Fills block->hashes first. The seed of integer keys is in the keys already.
void FindKnown(const Directory& directory, uint64_t seed, size_t count, KeyBlock<uint64_t>* block,
               uint32_t* groups);
void FindKnown(const Directory& directory, uint64_t seed, size_t count, KeyBlock<Bytes>* block,
               uint32_t* groups);

}  // namespace sinew

#endif  // SINEW_AGGREGATE_GROUPBY_FIND_H_
