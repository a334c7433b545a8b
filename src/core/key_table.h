#ifndef SINEW_CORE_KEY_TABLE_H_
#define SINEW_CORE_KEY_TABLE_H_

#include "core/bits.h"
#include "core/bytes.h"
#include "core/directory.h"
#include "core/key_hash.h"
#include "core/keys.h"
#include "core/memory.h"
#include "core/store.h"

namespace sinew {

// Turns rows of keys into numbers: each different key gets the next number, in order of first
// appearance. GROUP BY numbers its groups so, a dictionary its values; neither hashes anything
// itself.
//
//   row of a KeySource
//     |  a block of 256 rows at a time
//     v
//   Directory   [ hash -> number ]               | keys_:  number -> key
//   segments of buckets, see there               |
//     bucket: | key 0..3 | mark 0..3 |           |   | 0 | 1 | 2 | 3 | ...  8 bytes each
//               |  ^         |                   |     |   |
//               |  |         number, hash        |     |   (the null key: nothing)
//               |  integer XOR seed              |     v
//               |                                |
//               `-- or: where the string is --------> strings_: | length, bytes | length, bytes | .
//
// Why numbers: whatever belongs to a key (states of aggregates, values of a dictionary) is then a
// dense array that never moves, needs to know nothing of keys, and comes out by streaming through
// it.
//
// Why keys twice, in the directory and by number: a lookup of an integer is settled by the one
// cache line of its bucket, and to forget keys, to merge tables, to give keys back and to hash them
// anew, they have to be found by number. A string is kept once, and both point at it.
//
// Why blocks: hashes of a block are computed side by side, buckets are prefetched 32 rows ahead,
// and the rows whose key is known and in its first two buckets, nearly all as a rule, are settled
// without a branch that could be mispredicted. Only the others are looked up one by one.
//
// All or nothing: FindOrAdd that fails forgets what it added. Numbers are in order of appearance,
// so that means all from a count on, and each can be found again by its key.
//
// Keys that somebody chose: seeds are random, so that who does not know the seed of this very table
// can hardly choose keys that meet in it. Who does know it can, for the hash is fast and not
// strong. The directory then notices far more steps than chance explains, at a few hundred such
// keys, and the table builds a second directory under a strong hash with a random key and goes on
// with that one (once: what is left to notice then is chance). If there is no memory for it the
// batch fails as any batch does that finds no memory. Numbers stay as they were, so nobody sees it
// from outside.
//
// So the steps from bucket to bucket, in total, are at most Directory::kFreeSteps a row and what
// one object may take before it notices, about Directory::kMaxExcess.
class KeySource;

class KeyTable {
 public:
  // What a null row gets.
  enum class NullKey {
    kNumber,  // null is a key, with a number like any other
    kNone,    // 0, which says nothing
  };

  struct Options {
    bool strings;  // else integers of up to 64 bits
    NullKey null_key;
    size_t max_count;        // of keys, at most 2^32 - 2
    uint64_t seed;           // 0: a random one
    StringHash string_hash;  // the strong one
  };

  // The memory must outlive the table.
  KeyTable(Memory& memory, const Options& options);
  KeyTable(const KeyTable&) = delete;
  KeyTable& operator=(const KeyTable&) = delete;

  // Once, before anything else: makes room for about `expected` keys, if there is memory for them.
  sinew_status Init(size_t expected) { return directory_.InitForHint(expected); }

  // Writes the number of each of `rows` rows to `numbers` (which may be unaligned), and calls
  // added(first, count) for new numbers, in order, which returns a status, too. On failure
  // everything is as it was, but what `numbers` points to is not defined: MEMORY_LIMIT,
  // OUT_OF_MEMORY, OVERFLOW for more than max_count keys, or what `added` returned.
  template <typename Added>
  sinew_status FindOrAdd(const KeySource& source, size_t rows, void* numbers, const Added& added) {
    const size_t before = count_;
    for (size_t first = 0; first < rows; first += kKeysPerBlock) {
      const size_t known = count_;
      sinew_status status = FindBlock(source, first, std::min(kKeysPerBlock, rows - first),
                                      static_cast<uint8_t*>(numbers) + first * sizeof(uint32_t));
      if (status == SINEW_STATUS_OK && count_ != known) status = added(known, count_ - known);
      if (status != SINEW_STATUS_OK) {
        Forget(before);
        return status;
      }
    }
    return SINEW_STATUS_OK;
  }
  sinew_status FindOrAdd(const KeySource& source, size_t rows, void* numbers) {
    return FindOrAdd(source, rows, numbers, [](size_t, size_t) { return SINEW_STATUS_OK; });
  }

  // Forgets the keys from number `count` on.
  void Forget(size_t count);

  // Forgets all keys and keeps the memory.
  void Clear();

  size_t count() const { return count_; }
  bool has_strings() const { return options_.strings; }
  bool has_null() const { return null_number_ != kNoNumber; }
  bool IsNull(size_t number) const { return number == null_number_; }

  // The key of a number, for the null key 0 or a string without bytes.
  uint64_t IntegerAt(size_t number) const {
    return IsNull(number) ? 0 : StoredAt(number) ^ seed_.seed;
  }
  Bytes StringAt(size_t number) const {
    return IsNull(number) ? Bytes{nullptr, 0} : StringArena::Get(RefAt(number));
  }

  // Writes the low `width` bytes (1, 2, 4 or 8) of each of the integers [first, first + count).
  void CopyIntegers(size_t first, size_t count, size_t width, void* out) const;

  // The bytes of the strings [first, first + count), all together.
  size_t StringsSize(size_t first, size_t count) const;
  // Writes these strings one behind the other to `out`, and count + 1 offsets from 0 (which may be
  // unaligned).
  void CopyStrings(size_t first, size_t count, int64_t* offsets, void* out) const;

  // More keys than the cache is likely to hold: worth prefetching what belongs to them.
  bool IsLarge() const { return directory_.IsLarge(); }

  // Whether everything in memory fits together: the directory, the keys by number, the strings and
  // the counts. It takes as long as there are keys. For tests.
  bool Invariants() const;

  // For tests: what lookups took beyond one bucket each, and whether keys are hashed strongly.
  uint64_t steps() const { return directory_.steps(); }
  bool is_strong() const { return seed_.strong; }

 private:
  static constexpr uint32_t kNoNumber = UINT32_MAX;

  sinew_status FindBlock(const KeySource& source, size_t first, size_t count, uint8_t* numbers);
  template <typename Key>
  sinew_status FindBlockOf(const KeySource& source, size_t first, size_t count, uint32_t* numbers);
  template <typename Key>
  sinew_status FindOrAddKey(Key key, uint32_t hash, uint32_t* number, uint64_t* steps);
  sinew_status AddNull();
  sinew_status MakeRoom();
  sinew_status ChangeToStrongHash();

  uint64_t StoredAt(size_t number) const { return Load<uint64_t>(keys_.At(number)); }
  StringArena::Ref RefAt(size_t number) const {
    return reinterpret_cast<StringArena::Ref>(StoredAt(number));
  }
  uint32_t HashAt(size_t number, const KeySeed& seed) const {
    return options_.strings ? KeyHash(StringAt(number), seed, options_.string_hash)
                            : KeyHash(StoredAt(number), seed);
  }

  sinew_status Own(uint64_t key, uint64_t* stored) {
    *stored = key;
    return SINEW_STATUS_OK;
  }
  sinew_status Own(Bytes key, uint64_t* stored) {
    StringArena::Ref ref;
    const sinew_status status = strings_.Add(key, &ref);
    if (status == SINEW_STATUS_OK) *stored = reinterpret_cast<uint64_t>(ref);
    return status;
  }

  Memory& memory_;
  const Options options_;
  KeySeed seed_;
  Directory directory_;
  RowStore keys_;
  StringArena strings_;
  size_t count_ = 0;
  uint32_t null_number_ = kNoNumber;
};

// Where the keys of a batch come from. A source fills in a block of rows at a time, by the function
// for the kind of keys that it has: keys, which rows are null, and of strings whether they are
// padded. One of a kind of keys that it does not have is never asked of it.
class KeySource {
 public:
  virtual void Load(size_t first, size_t count, KeyBlock<uint64_t>* block) const = 0;
  virtual void Load(size_t first, size_t count, KeyBlock<Bytes>* block) const = 0;

 protected:
  ~KeySource() = default;
};

// The rows of a checked column of values of at most 8 bytes as words: integers without their sign,
// booleans as 0 and 1, and floats as their bits, -0.0 as 0.0 and every NaN as the quiet one.
void LoadKeyWords(const sinew_column& column, size_t first, size_t count, uint64_t* words);

// The rows of a checked column: what LoadKeyWords takes, or strings.
class ColumnKeys final : public KeySource {
 public:
  explicit ColumnKeys(const sinew_column& column) : column_(column) {}
  void Load(size_t first, size_t count, KeyBlock<uint64_t>* block) const override;
  void Load(size_t first, size_t count, KeyBlock<Bytes>* block) const override;

 private:
  const sinew_column& column_;
};

// The keys of a table by number, for a merge: all, or those of `numbers`.
class TableKeys final : public KeySource {
 public:
  explicit TableKeys(const KeyTable& table, const uint32_t* numbers = nullptr)
      : table_(table), numbers_(numbers) {}
  void Load(size_t first, size_t count, KeyBlock<uint64_t>* block) const override;
  void Load(size_t first, size_t count, KeyBlock<Bytes>* block) const override;

 private:
  size_t NumberOf(size_t row) const { return numbers_ == nullptr ? row : numbers_[row]; }

  const KeyTable& table_;
  const uint32_t* const numbers_;
};

// OK, or the error for the first string of a checked column that is longer than a table can keep.
sinew_status CheckKeyLengths(const sinew_column& column, const char* name, sinew_error* error);

}  // namespace sinew

#endif  // SINEW_CORE_KEY_TABLE_H_
