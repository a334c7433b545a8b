#include "sinew/sinew.h"

#include "core/key_table.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "core/key_attack.h"
#include "core/random.h"
#include "hash/key_hash.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/sanitizers.h"
#include "support/targets.h"

using sinew::Bytes;
using sinew::Directory;
using sinew::KeyBlock;
using sinew::KeySeed;
using sinew::KeyTable;
using sinew::Memory;

namespace {

template <typename Key>
using Rows = std::vector<std::optional<Key>>;

// Keys from a vector, where nothing is null.
template <typename Key>
class VectorKeys final : public sinew::KeySource {
 public:
  explicit VectorKeys(const Rows<Key>& rows) : rows_(rows) {}

  void Load(size_t first, size_t count, KeyBlock<uint64_t>* block) const override {
    if constexpr (!std::is_same_v<Key, std::string>) {
      for (size_t i = 0; i < count; ++i) block->keys[i] = rows_[first + i].value_or(77);
      SetNulls(first, count, block);
    }
  }
  void Load(size_t first, size_t count, KeyBlock<Bytes>* block) const override {
    if constexpr (std::is_same_v<Key, std::string>) {
      static const std::string under_null = "under a null";
      for (size_t i = 0; i < count; ++i) {
        const std::string& key = rows_[first + i] ? *rows_[first + i] : under_null;
        block->keys[i] = {reinterpret_cast<const uint8_t*>(key.data()), key.size()};
      }
      block->padded = 0;
      SetNulls(first, count, block);
    }
  }

 private:
  template <typename Block>
  void SetNulls(size_t first, size_t count, Block* block) const {
    block->has_nulls = false;
    std::fill(std::begin(block->nulls), std::end(block->nulls), 0);
    for (size_t i = 0; i < count; ++i) {
      if (rows_[first + i]) continue;
      block->has_nulls = true;
      block->nulls[i / 64] |= uint64_t{1} << i % 64;
    }
  }

  const Rows<Key>& rows_;
};

template <typename Key>
KeyTable::Options OptionsFor(uint64_t seed = 0,
                             KeyTable::NullKey null_key = KeyTable::NullKey::kNumber) {
  return {.strings = std::is_same_v<Key, std::string>,
          .null_key = null_key,
          .max_count = UINT32_MAX - 1,
          .seed = seed,
          .string_hash = sinew::StrongStringHash};
}

// A table and, beside it, what it should hold.
template <typename Key>
class Checked {
 public:
  explicit Checked(const KeyTable::Options& options, size_t limit = 0)
      : memory_(limit), table(memory_, options), null_key_(options.null_key) {
    BOOST_REQUIRE_EQUAL(table.Init(0), SINEW_STATUS_OK);
  }

  // Numbers a batch; on failure requires that nothing has changed.
  sinew_status Add(const Rows<Key>& rows) {
    std::vector<uint32_t> numbers(rows.size());
    const sinew_status status = table.FindOrAdd(VectorKeys<Key>(rows), rows.size(), numbers.data());
    if (status == SINEW_STATUS_OK) {
      for (size_t i = 0; i < rows.size(); ++i) {
        BOOST_REQUIRE_EQUAL(numbers[i], NumberOf(rows[i]));
      }
    }
    RequireEqual();
    return status;
  }

  // A batch at a time, with nothing but the numbers looked at.
  void AddAll(const std::vector<Key>& keys, size_t batch) {
    for (size_t first = 0; first < keys.size(); first += batch) {
      const size_t last = std::min(first + batch, keys.size());
      const Rows<Key> rows(keys.begin() + static_cast<ptrdiff_t>(first),
                           keys.begin() + static_cast<ptrdiff_t>(last));
      std::vector<uint32_t> numbers(rows.size());
      BOOST_REQUIRE_EQUAL(table.FindOrAdd(VectorKeys<Key>(rows), rows.size(), numbers.data()),
                          SINEW_STATUS_OK);
      for (size_t i = 0; i < rows.size(); ++i) {
        BOOST_REQUIRE_EQUAL(numbers[i], NumberOf(rows[i]));
      }
    }
    RequireEqual();
  }

  void Forget(size_t count) {
    table.Forget(count);
    for (size_t i = count; i < keys_.size(); ++i) numbers_.erase(keys_[i]);
    keys_.resize(std::min(keys_.size(), count));
    RequireEqual();
  }

  void Clear() {
    table.Clear();
    keys_.clear();
    numbers_.clear();
    RequireEqual();
  }

  void RequireEqual() const {
    BOOST_REQUIRE(table.Invariants());
    BOOST_REQUIRE_EQUAL(table.count(), keys_.size());
    for (size_t i = 0; i < keys_.size(); ++i) {
      BOOST_REQUIRE_EQUAL(table.IsNull(i), !keys_[i].has_value());
      if (!keys_[i]) continue;
      if constexpr (std::is_same_v<Key, std::string>) {
        const Bytes string = table.StringAt(i);
        BOOST_REQUIRE(
            string.size == keys_[i]->size() &&
            (string.size == 0 || memcmp(string.data, keys_[i]->data(), string.size) == 0));
      } else {
        BOOST_REQUIRE_EQUAL(table.IntegerAt(i), *keys_[i]);
      }
    }
  }

 private:
  uint32_t NumberOf(const std::optional<Key>& key) {
    if (!key && null_key_ == KeyTable::NullKey::kNone) return 0;
    const auto [place, is_new] = numbers_.emplace(key, static_cast<uint32_t>(keys_.size()));
    if (is_new) keys_.push_back(key);
    return place->second;
  }

  Memory memory_;

 public:
  KeyTable table;

 private:
  const KeyTable::NullKey null_key_;
  std::map<std::optional<Key>, uint32_t> numbers_;
  std::vector<std::optional<Key>> keys_;
};

template <typename Key>
Key KeyOf(uint64_t n) {
  if constexpr (std::is_same_v<Key, std::string>) {
    return std::string(n % 40, 'x') + std::to_string(n);
  } else {
    return n * 0x9E3779B97F4A7C15u >> n % 60;
  }
}

template <typename Key>
Rows<Key> RandomRows(size_t count, size_t distinct, bool nulls, Random& random) {
  Rows<Key> rows(count);
  for (auto& row : rows) {
    if (!nulls || random.Below(7) != 0) row = KeyOf<Key>(random.Below(distinct));
  }
  return rows;
}

template <typename Test>
void ForBothKinds(const Test& test) {
  test(uint64_t{});
  test(std::string());
}

template <typename Key>
std::vector<Key> AttackKeys(Attack attack, size_t count, uint64_t seed) {
  if constexpr (std::is_same_v<Key, std::string>) {
    return AttackStrings(attack, count, seed);
  } else {
    return AttackIntegers(attack, count, seed);
  }
}

Bytes BytesOf(const std::string& string) {
  return {reinterpret_cast<const uint8_t*>(string.data()), string.size()};
}

// What a table may take before it notices: what may be in excess, what a block may take then, and
// the one walk that is beyond.
constexpr uint64_t kStepsUnnoticed = 5000;

}  // namespace

// The vectors of the authors, for SipHash-2-4 and 8 bytes (https://github.com/veorq/SipHash).
BOOST_AUTO_TEST_CASE(SipHashEqualsThePublishedVector) {
  const uint64_t key[2] = {0x0706050403020100u, 0x0F0E0D0C0B0A0908u};
  BOOST_TEST((sinew::SipHash<2, 4>(key, 0x0706050403020100u)) == 0x93F5F5799A932462u);
}

BOOST_AUTO_TEST_CASE(EqualsAMapOnEveryTarget) {
  ForEachTarget([] {
    ForBothKinds([](auto kind) {
      using Key = decltype(kind);
      for (const auto null_key : {KeyTable::NullKey::kNumber, KeyTable::NullKey::kNone}) {
        Random random(7);
        Checked<Key> checked(OptionsFor<Key>(3, null_key));
        for (const size_t count : {0u, 1u, 2u, 255u, 256u, 257u, 700u}) {
          for (const size_t distinct : {1u, 50u, 5000u}) {
            BOOST_REQUIRE_EQUAL(
                checked.Add(RandomRows<Key>(count, distinct, count % 2 == 1, random)),
                SINEW_STATUS_OK);
          }
        }
      }
    });
  });
}

BOOST_AUTO_TEST_CASE(ForgettingGoesBackToAnyCount) {
  ForBothKinds([](auto kind) {
    using Key = decltype(kind);
    Random random(17);
    Checked<Key> checked(OptionsFor<Key>());
    for (size_t step = 0; step < 200; ++step) {
      BOOST_REQUIRE_EQUAL(checked.Add(RandomRows<Key>(100, 3000, true, random)), SINEW_STATUS_OK);
      if (random.Below(3) == 0) checked.Forget(random.Below(checked.table.count() + 1));
      if (random.Below(40) == 0) checked.Clear();
    }
  });
}

// The first null of all, in a batch that fails, is forgotten and gets a number later.
BOOST_AUTO_TEST_CASE(AFailedBatchForgetsANewNull) {
  ForBothKinds([](auto kind) {
    using Key = decltype(kind);
    KeyTable::Options options = OptionsFor<Key>();
    options.max_count = 4;
    Checked<Key> checked(options);
    Rows<Key> rows = {KeyOf<Key>(1), KeyOf<Key>(2)};
    BOOST_TEST(checked.Add(rows) == SINEW_STATUS_OK);
    rows = {std::nullopt, KeyOf<Key>(3), KeyOf<Key>(4)};
    BOOST_TEST(checked.Add(rows) == SINEW_STATUS_OVERFLOW);
    BOOST_TEST(!checked.table.has_null());
    rows = {KeyOf<Key>(3), std::nullopt, KeyOf<Key>(2), std::nullopt};
    BOOST_TEST(checked.Add(rows) == SINEW_STATUS_OK);
    rows = {KeyOf<Key>(5)};
    BOOST_TEST(checked.Add(rows) == SINEW_STATUS_OVERFLOW);
    rows = {std::nullopt};
    BOOST_TEST(checked.Add(rows) == SINEW_STATUS_OK);
  });
}

BOOST_AUTO_TEST_CASE(WhatGrowsWithTheTableMayFail) {
  Memory memory(0);
  KeyTable table(memory, OptionsFor<uint64_t>());
  BOOST_REQUIRE_EQUAL(table.Init(0), SINEW_STATUS_OK);
  Rows<uint64_t> rows(1000);
  for (size_t i = 0; i < rows.size(); ++i) rows[i] = i;
  std::vector<uint32_t> numbers(rows.size());
  size_t seen = 0;
  const auto refuse_late = [&](size_t first, size_t count) {
    BOOST_TEST(first == seen);
    seen += count;
    return seen > 600 ? SINEW_STATUS_MEMORY_LIMIT : SINEW_STATUS_OK;
  };
  BOOST_TEST(table.FindOrAdd(VectorKeys<uint64_t>(rows), rows.size(), numbers.data(),
                             refuse_late) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(table.count() == 0u);
  BOOST_TEST(table.Invariants());
}

BOOST_AUTO_TEST_CASE(TheAttackIsOne) {
  for (size_t i = 0; i < 100; ++i) {
    const uint64_t target = AttackHash(Attack::kOneHash, i);
    KeySeed seed;
    seed.seed = InnerSeed(5);
    BOOST_REQUIRE_EQUAL(sinew::KeyHash(IntegerWithHash(target, 5) ^ seed.seed, seed), target >> 32);
    const std::string string = StringWithHash(target, 5);
    BOOST_REQUIRE_EQUAL(sinew::FastStringHash(InnerSeed(5))(BytesOf(string)), target >> 32);
  }
}

constexpr size_t kChosenKeys = 60000;
// Sanitizers take ten times as long for each.
constexpr uint64_t kOrdinaryKeys = SINEW_TEST_SANITIZED ? 30000 : 300000;

// Who knows the seed chooses keys: a row takes at most five looks at buckets on average.
BOOST_AUTO_TEST_CASE(ChosenKeysCostAConstantNumberOfSteps) {
  ForBothKinds([](auto kind) {
    using Key = decltype(kind);
    for (const Attack attack : kAttacks) {
      for (const size_t batch : {size_t{1}, size_t{300}, kChosenKeys}) {
        for (const size_t before : {size_t{0}, kChosenKeys}) {
          if (batch == 1 && before != 0) continue;
          if (SINEW_TEST_SANITIZED && (batch != 300 || before == 0)) continue;
          Checked<Key> checked(OptionsFor<Key>(5));
          std::vector<Key> keys;
          for (size_t i = 0; i < before; ++i) keys.push_back(KeyOf<Key>(i + 1));
          checked.AddAll(keys, 5000);
          BOOST_TEST(!checked.table.is_strong());
          checked.AddAll(AttackKeys<Key>(attack, kChosenKeys, 5), batch);
          BOOST_TEST(checked.table.is_strong());
          BOOST_TEST(checked.table.steps() <=
                     (before + kChosenKeys) * Directory::kFreeSteps + kStepsUnnoticed);
        }
      }
    }
  });
}

// Few keys, so that the way is short, and then the last one over and over.
BOOST_AUTO_TEST_CASE(LookingUpChosenKeysCostsAConstantNumberOfSteps) {
  ForBothKinds([](auto kind) {
    using Key = decltype(kind);
    for (const size_t chosen : {60u, 100u, 200u}) {
      Checked<Key> checked(OptionsFor<Key>(5));
      const std::vector<Key> keys = AttackKeys<Key>(Attack::kOneHash, chosen, 5);
      checked.AddAll(keys, chosen);
      checked.AddAll(std::vector<Key>(100000, keys.back()), 1000);
      BOOST_TEST(checked.table.is_strong());
      BOOST_TEST(checked.table.steps() <= 100000 * Directory::kFreeSteps + kStepsUnnoticed);
    }
  });
}

BOOST_AUTO_TEST_CASE(WhoDoesNotKnowTheSeedChoosesNothing) {
  ForBothKinds([](auto kind) {
    using Key = decltype(kind);
    for (const Attack attack : kAttacks) {
      Checked<Key> checked(OptionsFor<Key>());
      checked.AddAll(AttackKeys<Key>(attack, kChosenKeys, 5), 1000);
      BOOST_TEST(!checked.table.is_strong());
      BOOST_TEST(checked.table.steps() < kChosenKeys);
    }
  });
}

BOOST_AUTO_TEST_CASE(RandomBytesDiffer) {
  uint64_t words[2] = {};
  sinew::RandomBytes(words, sizeof(words));
  BOOST_TEST(words[0] != words[1]);
  BOOST_TEST(words[0] != 0u);
}

// As FastStringHash says, by long multiplication.
uint32_t StringHashRef(const std::string& string, uint64_t seed) {
  uint64_t secret = (seed ^ 0xD6E8FEB86659FD93u) * 0x9E3779B97F4A7C15u;
  secret = (secret ^ secret >> 32) * 0xA0761D6478BD642Fu;
  const auto word_at = [&](size_t at) {
    uint64_t word = 0;
    for (size_t i = 0; i < 8 && at + i < string.size(); ++i) {
      word |= uint64_t{static_cast<uint8_t>(string[at + i])} << 8 * i;
    }
    return word;
  };
  uint64_t hash = seed ^ 0xE7037ED1A0B428DBu;
  const auto add = [&](size_t at) {
    const uint64_t a = word_at(at) ^ hash;
    const uint64_t b = word_at(at + 8) ^ secret;
    const uint64_t half = 0xFFFFFFFF;
    const uint64_t low = (a & half) * (b & half);
    const uint64_t middle = (a >> 32) * (b & half) + (low >> 32);
    const uint64_t other = (a & half) * (b >> 32) + (middle & half);
    hash = (a * b) ^ ((a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32));
  };
  size_t at = 0;
  for (; at + 16 < string.size(); at += 16) add(at);
  add(string.size() < 16 ? 0 : string.size() - 16);
  return static_cast<uint32_t>(((hash ^ string.size()) * 0x9E3779B97F4A7C15u) >> 32);
}

// At the end of memory, and with other bytes behind.
BOOST_AUTO_TEST_CASE(StringsAreHashedAsSaid) {
  GuardedMemory guarded(256);
  Random random(3);
  for (size_t size = 0; size <= 200; ++size) {
    std::string string(size, '\0');
    for (char& byte : string) byte = static_cast<char>(random());
    uint8_t* const at_end = guarded.Back(size);
    std::copy(string.begin(), string.end(), at_end);
    const uint64_t seed = random();
    BOOST_REQUIRE_EQUAL(sinew::FastStringHash(seed)({at_end, size}), StringHashRef(string, seed));
    if (size > sinew::kShortString) continue;
    const std::string padded = string + std::string(16, 'x');
    BOOST_REQUIRE(sinew::LoadShort(at_end, size) == sinew::LoadPadded(BytesOf(padded).data, size));
  }
}

// Strings of every length around what is read at a time, up to the last byte of memory: known ones
// and new ones, and those that differ in one byte or in their length alone.
BOOST_AUTO_TEST_CASE(StringsOfAColumnAreNotReadBeyondItsEnd) {
  ForEachTarget([] {
    GuardedMemory guarded(1 << 16);
    for (const size_t longest : {0u, 3u, 8u, 15u, 16u, 17u, 33u, 70u}) {
      std::vector<std::string> strings;
      for (size_t i = 0; i < 700; ++i) {
        std::string string(i % (longest + 1), static_cast<char>(i % 3));
        if (!string.empty()) string[i / 3 % string.size()] = static_cast<char>(i % 5);
        strings.push_back(string);
      }
      for (const size_t rows : {1u, 255u, 256u, 300u, 700u}) {
        std::string bytes;
        std::vector<int64_t> offsets = {0};
        std::map<std::string, uint32_t> expected;
        for (size_t i = 0; i < rows; ++i) {
          bytes += strings[i];
          offsets.push_back(static_cast<int64_t>(bytes.size()));
          expected.emplace(strings[i], static_cast<uint32_t>(expected.size()));
        }
        uint8_t* const at_end = guarded.Back(bytes.size());
        std::copy(bytes.begin(), bytes.end(), at_end);
        const sinew_column column = {SINEW_TYPE_LARGE_BINARY, rows,    at_end, bytes.size(),
                                     offsets.data(),          nullptr, 0,      0};
        Memory memory(0);
        KeyTable table(memory, OptionsFor<std::string>(5));
        BOOST_REQUIRE_EQUAL(table.Init(0), SINEW_STATUS_OK);
        std::vector<uint32_t> numbers(rows);
        for (int round = 0; round < 2; ++round) {
          BOOST_REQUIRE_EQUAL(table.FindOrAdd(sinew::ColumnKeys(column), rows, numbers.data()),
                              SINEW_STATUS_OK);
          for (size_t i = 0; i < rows; ++i) {
            BOOST_REQUIRE_EQUAL(numbers[i], expected[strings[i]]);
          }
        }
        BOOST_REQUIRE(table.Invariants());
      }
    }
  });
}

// Keys as they come in real columns, under a seed that is 0 as far as the hash goes, and tables
// small and large: nothing is noticed. The seeds are fixed, for under one in a hundred others
// multiples of 2^40 look like an attack; then the table is built again, and goes on.
BOOST_AUTO_TEST_CASE(OrdinaryKeysAreNotTakenForAnAttack) {
  const auto check = [](const char* name, size_t limit, const auto& key_of) {
    for (const uint64_t seed : {InnerSeed(0), uint64_t{1}, uint64_t{2}}) {
      if (seed == 2 && limit != 0) continue;
      Memory memory(limit);
      KeyTable table(memory, OptionsFor<uint64_t>(seed));
      BOOST_REQUIRE_EQUAL(table.Init(0), SINEW_STATUS_OK);
      size_t rows_done = 0;
      for (uint64_t first = 0; first < kOrdinaryKeys; first += 1000) {
        Rows<uint64_t> rows;
        for (uint64_t i = first; i < first + 1000; ++i) rows.push_back(key_of(i));
        uint32_t numbers[1000];
        if (table.FindOrAdd(VectorKeys<uint64_t>(rows), rows.size(), numbers) != SINEW_STATUS_OK) {
          BOOST_REQUIRE(limit != 0);
          break;
        }
        rows_done += rows.size();
      }
      BOOST_TEST(!table.is_strong(), name << " under a limit of " << limit);
      BOOST_TEST(table.steps() <= rows_done, name);
      BOOST_REQUIRE(table.Invariants());
    }
  };
  for (const size_t limit : {size_t{0}, size_t{64} << 10, size_t{1} << 20, size_t{8} << 20}) {
    check("numbers", limit, [](uint64_t i) { return i; });
    check("negative numbers", limit, [](uint64_t i) { return ~i; });
    check("times in nanoseconds", limit,
          [](uint64_t i) { return 1700000000000000000u + i * 1000000000; });
    check("random numbers", limit, [](uint64_t i) { return Random(i)(); });
    check("doubles", limit, [](uint64_t i) { return std::bit_cast<uint64_t>(i * 0.25); });
    check("pairs of 32 bits", limit, [](uint64_t i) { return (i % 500) << 32 | i / 500; });
    for (const int shift : {8, 16, 24, 32, 40, 45}) {
      check("multiples of a power of two", limit, [&](uint64_t i) { return i << shift; });
    }
  }
}

BOOST_AUTO_TEST_CASE(OrdinaryStringsAreNotTakenForAnAttack) {
  const auto check = [](const char* name, const auto& key_of) {
    for (const uint64_t seed : {InnerSeed(0), uint64_t{1}, uint64_t{2}}) {
      Memory memory(0);
      KeyTable table(memory, OptionsFor<std::string>(seed));
      BOOST_REQUIRE_EQUAL(table.Init(0), SINEW_STATUS_OK);
      size_t rows_done = 0;
      for (uint64_t first = 0; first < kOrdinaryKeys / 5; first += 1000) {
        Rows<std::string> rows;
        for (uint64_t i = first; i < first + 1000; ++i) rows.push_back(key_of(i));
        uint32_t numbers[1000];
        BOOST_REQUIRE_EQUAL(table.FindOrAdd(VectorKeys<std::string>(rows), rows.size(), numbers),
                            SINEW_STATUS_OK);
        rows_done += rows.size();
      }
      BOOST_TEST(!table.is_strong(), name);
      BOOST_TEST(table.steps() <= rows_done, name);
    }
  };
  const auto number = [](uint64_t i) { return std::to_string(i); };
  const auto word = [](uint64_t i) { return std::string(reinterpret_cast<char*>(&i), sizeof(i)); };
  check("numbers", number);
  check("numbers of 12 digits", [&](uint64_t i) { return number(i + 100000000000); });
  check("numbers and zeros", [&](uint64_t i) { return number(i) + std::string(16, '\0'); });
  check("zeros", [](uint64_t i) { return std::string(i % 5000, '\0'); });
  check("prefixes", [&](uint64_t i) { return "customer-000000000000-" + number(i); });
  check("suffixes", [&](uint64_t i) { return number(i) + "@example.com"; });
  check("words", word);
  check("words behind zeros", [&](uint64_t i) { return std::string(8, '\0') + word(i); });
  check("pairs of words", [&](uint64_t i) { return word(i) + word(i); });
  check("pairs that differ", [&](uint64_t i) { return word(i % 250) + word(i / 250); });
}

// One batch of everything: with each allocation failing in turn the table is as it was, and the
// next try does the whole, in a table that changes its hash on the way and in one that need not.
BOOST_AUTO_TEST_CASE(EveryFailedAllocationChangesNothing) {
  ForBothKinds([](auto kind) {
    using Key = decltype(kind);
    for (const bool attacked : {false, true}) {
      Random random(27);
      const Rows<Key> known = RandomRows<Key>(500, 400, true, random);
      Rows<Key> more = RandomRows<Key>(3000, 3000, true, random);
      const std::vector<Key> chosen = AttackKeys<Key>(Attack::kOneHash, attacked ? 2000 : 0, 5);
      more.insert(more.end(), chosen.begin(), chosen.end());
      size_t failures = 0;
      for (int64_t countdown = 0;; ++countdown) {
        Checked<Key> checked(OptionsFor<Key>(5));
        BOOST_REQUIRE_EQUAL(checked.Add(known), SINEW_STATUS_OK);
        sinew::FailAllocationsAfter(countdown);
        const sinew_status status = checked.Add(more);
        sinew::FailAllocationsAfter(-1);
        if (status == SINEW_STATUS_OK) {
          BOOST_TEST(checked.table.is_strong() == attacked);
          break;
        }
        ++failures;
        BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
        BOOST_REQUIRE_EQUAL(checked.Add(more), SINEW_STATUS_OK);
        BOOST_TEST(checked.table.is_strong() == attacked);
      }
      BOOST_TEST(failures >= (attacked ? 8u : 4u));
    }
  });
}

// Chosen keys under limits: whether there is memory for another hash or not, a failed batch leaves
// the table as it was, and once it is cleared it goes on.
BOOST_AUTO_TEST_CASE(ChosenKeysUnderALimit) {
  ForBothKinds([](auto kind) {
    using Key = decltype(kind);
    for (const size_t limit : {64u << 10, 200u << 10, 1u << 20}) {
      for (const Attack attack : kAttacks) {
        Checked<Key> checked(OptionsFor<Key>(5), limit);
        const std::vector<Key> chosen = AttackKeys<Key>(attack, 30000, 5);
        bool refused = false;
        size_t rows_tried = 0;
        for (size_t first = 0; first < chosen.size() && !refused; first += 500) {
          const auto begin = chosen.begin() + static_cast<ptrdiff_t>(first);
          refused = checked.Add(Rows<Key>(begin, begin + 500)) != SINEW_STATUS_OK;
          rows_tried += 500;
        }
        BOOST_TEST(refused);
        BOOST_TEST(checked.table.steps() <= rows_tried * Directory::kFreeSteps + kStepsUnnoticed);
        checked.Clear();
        Random random(1);
        BOOST_TEST(checked.Add(RandomRows<Key>(300, 300, true, random)) == SINEW_STATUS_OK);
      }
    }
  });
}
