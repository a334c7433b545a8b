#ifndef SINEW_CORE_KEYS_H_
#define SINEW_CORE_KEYS_H_

#include "core/bytes.h"
#include "core/directory.h"
#include "core/key_hash.h"

namespace sinew {

// Rows looked up at a time, and how many rows ahead their buckets are prefetched: enough to cover a
// miss of memory.
constexpr size_t kKeysPerBlock = 256;
constexpr size_t kKeysAhead = 32;

// A block of keys on its way to their numbers. A source of keys fills in the rows.
template <typename Key>
struct KeyBlock {
  Key keys[kKeysPerBlock];
  // Room for the prefetches that run ahead.
  uint32_t hashes[kKeysPerBlock + kKeysAhead];
  // The rows, in order, that are not settled: new keys and those outside their first two buckets.
  uint32_t rest[kKeysPerBlock];
  size_t rest_count;
  // Looks at second buckets that settled a row.
  size_t steps;
  // A bit for each row: it is null, and its key and hash say nothing.
  uint64_t nulls[kKeysPerBlock / 64];
  bool has_nulls;
  // Of strings: the rows, from the first on, at which kShortString bytes may be read, whatever
  // their sizes.
  size_t padded;

  // Sets `padded` for `count` strings that lie in the order of their rows and may be read up to
  // `end`.
  void CountPadded(const uint8_t* end, size_t count) {
    padded = count;
    while (padded != 0 && static_cast<size_t>(end - keys[padded - 1].data) < kShortString) --padded;
  }
  bool IsNull(size_t row) const { return has_nulls && (nulls[row / 64] >> row % 64 & 1) != 0; }
};

inline bool SameKey(const Directory::Bucket& bucket, size_t way, uint64_t key, uint32_t) {
  return bucket.keys[way] == key;
}

inline bool SameKey(const Directory::Bucket& bucket, size_t way, Bytes key, uint32_t hash) {
  if (Directory::HashOf(bucket.marks[way]) != hash) return false;
  const Bytes own = StringArena::Get(reinterpret_cast<StringArena::Ref>(bucket.keys[way]));
  return SameBytes(own, key);
}

// Settles the keys that are in the directory and in their first two buckets, nearly all as a rule,
// without an unpredictable branch: hashes them, writes their numbers, and lists the other rows in
// block->rest. Integer keys get the seed over them. The strong hashes of strings are there already.
void FindKnown(const Directory& directory, const KeySeed& seed, size_t count,
               KeyBlock<uint64_t>* block, uint32_t* numbers);
void FindKnown(const Directory& directory, const KeySeed& seed, size_t count,
               KeyBlock<Bytes>* block, uint32_t* numbers);

}  // namespace sinew

#endif  // SINEW_CORE_KEYS_H_
