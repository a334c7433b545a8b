// XXH3-64 (Collet; https://github.com/Cyan4973/xxHash, doc/xxhash_spec.md) of one input and of the
// rows of a column. Up to 240 bytes it is scalar arithmetic (xxh3-inl.h). Longer inputs are added
// up, 64 bytes at a time, in eight 64-bit lanes, which are scrambled after each kilobyte; a batch
// of integers is hashed side by side; a batch of strings is sorted into classes of length first, as
// branches that nobody can predict are what hashing short strings costs.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/xxh3.cc"
#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>

#include "core/abi.h"
#include "core/bits.h"
#include "core/bytes.h"
#include "core/column.h"
#include "core/dispatch.h"
#include "hash/rows-inl.h"
#include "hash/xxh3-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

constexpr size_t kLanes = 8;
constexpr size_t kStripe = 64;
constexpr size_t kStripes = (xxh3::kSecretSize - kStripe) / 8;  // in a block
constexpr size_t kBlock = kStripes * kStripe;

// All lanes in one vector or, where vectors are shorter, in several.
using D = hn::CappedTag<uint64_t, kLanes>;
using V = hn::Vec<D>;

HWY_INLINE V LoadWords(const uint8_t* from) {
#if HWY_TARGET == HWY_SCALAR  // whose LoadU wants alignment
  return hn::Set(D(), Load<uint64_t>(from));
#else
  return hn::LoadU(D(), reinterpret_cast<const uint64_t*>(from));
#endif
}

HWY_INLINE void StoreWords(V words, uint64_t* to) {
#if HWY_TARGET == HWY_SCALAR
  Store(to, hn::GetLane(words));
#else
  hn::StoreU(words, D(), to);
#endif
}

// Low half times high half of each lane.
HWY_INLINE V MultiplyHalves(V words) {
#if HWY_TARGET == HWY_SCALAR
  const uint64_t word = hn::GetLane(words);
  return hn::Set(D(), (word & 0xFFFFFFFF) * (word >> 32));
#else
  const hn::Repartition<uint32_t, D> d32;
  return hn::MulEven(hn::BitCast(d32, words), hn::Shuffle2301(hn::BitCast(d32, words)));
#endif
}

// The secret of long inputs: the seed is added to its even words and subtracted from the odd ones.
// Words<kByte>(word, lane) are those from byte kByte of a word on, for the lanes from `lane` on.
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3
// There are registers for what a block needs, so that seeded words never go through memory.
#undef SINEW_UNROLL_STRIPES
#define SINEW_UNROLL_STRIPES HWY_UNROLL(16)
class Secret {
 public:
  HWY_INLINE explicit Secret(uint64_t seed)
      : seeds_(hn::OddEven(hn::Set(D(), -seed), hn::Set(D(), seed))) {}

  template <int kByte = 0>
  HWY_INLINE V Words(size_t word, size_t lane) const {
    const V words = LoadWords(xxh3::kSecret + 8 * (word + lane));
    const V seeded = word % 2 == 0 ? hn::Add(words, seeds_) : hn::Sub(words, seeds_);
    if constexpr (kByte == 0) {
      return seeded;
    } else {
      return hn::Or(hn::ShiftRight<8 * kByte>(seeded),
                    hn::ShiftLeft<64 - 8 * kByte>(Words(word + 1, lane)));
    }
  }

 private:
  V seeds_;
};
#else
// Unrolled any further, the loop over a block would spill what it loads ahead.
#undef SINEW_UNROLL_STRIPES
#define SINEW_UNROLL_STRIPES HWY_UNROLL(4)
class Secret {
 public:
  HWY_INLINE explicit Secret(uint64_t seed) : secret_(xxh3::kSecret) {
    if (seed == 0) return;
    for (size_t i = 0; i < xxh3::kSecretSize; i += 16) {
      Store(seeded_ + i, xxh3::SecretWord(i) + seed);
      Store(seeded_ + i + 8, xxh3::SecretWord(i + 8) - seed);
    }
    secret_ = seeded_;
  }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;

  template <int kByte = 0>
  HWY_INLINE V Words(size_t word, size_t lane) const {
    return LoadWords(secret_ + 8 * (word + lane) + kByte);
  }

 private:
  alignas(64) uint8_t seeded_[xxh3::kSecretSize];
  const uint8_t* secret_;
};
#endif

// A stripe goes to the sums twice: lane i as half times half, under the key, to sum i, and as it is
// to that of its neighbour. Neighbours change places once for all stripes, in Sum.
HWY_INLINE void AddStripe(const uint8_t* in, size_t lane, V key, V& products, V& words) {
  V stripe = LoadWords(in + 8 * lane);
#if HWY_COMPILER_GCC_ACTUAL && HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR
  // Keeps GCC from loading it twice: 10 to 30% where loads cross cache lines.
  __asm__("" : "+v"(stripe.raw));
#endif
  products = hn::Add(products, MultiplyHalves(hn::Xor(stripe, key)));
  words = hn::Add(words, HWY_TARGET == HWY_SCALAR ? LoadWords(in + 8 * (lane ^ 1)) : stripe);
}

HWY_INLINE V Sum(V products, V words) {
#if HWY_TARGET == HWY_SCALAR
  return hn::Add(products, words);
#else
  return hn::Add(products, hn::Shuffle01(words));
#endif
}

// Adds whole blocks to the sums, which the additions within a block do not wait for, and scrambles
// them after each.
HWY_INLINE V AddBlocks(V sum, const uint8_t* in, size_t count, size_t lane, const Secret& secret) {
  const D d;
  for (; count != 0; --count, in += kBlock) {
    V products = hn::Zero(d);
    V words = hn::Zero(d);
    SINEW_UNROLL_STRIPES
    for (size_t i = 0; i < kStripes; ++i) {
      AddStripe(in + i * kStripe, lane, secret.Words(i, lane), products, words);
    }
    sum = hn::Add(sum, Sum(products, words));
    sum = hn::Xor3(sum, hn::ShiftRight<47>(sum), secret.Words(kStripes, lane));
    sum = hn::Mul(sum, hn::Set(d, xxh3::kPrime32_1));
  }
  return sum;
}

// Adds `count` stripes and the 64 bytes at `last`, the end of the input.
HWY_INLINE V AddTail(V sum, const uint8_t* in, size_t count, const uint8_t* last, size_t lane,
                     const Secret& secret) {
  const D d;
  V products = hn::Zero(d);
  V words = hn::Zero(d);
  for (size_t i = 0; i < count; ++i) {
    AddStripe(in + i * kStripe, lane, secret.Words(i, lane), products, words);
  }
  AddStripe(last, lane, secret.Words<1>(kStripes - 1, lane), products, words);
  return hn::Add(sum, Sum(products, words));
}

// Where several vectors make up the lanes, each goes through so many blocks, which stay in the
// first-level cache, before the next one does.
constexpr size_t kBlocksAtOnce = 8;

uint64_t HashLong(const uint8_t* in, size_t size, uint64_t seed) {
  using namespace xxh3;
  const D d;
  const Secret secret(seed);
  alignas(64) uint64_t sums[kLanes] = {kPrime32_3, kPrime64_1, kPrime64_2, kPrime64_3,
                                       kPrime64_4, kPrime32_2, kPrime64_5, kPrime32_1};
  const uint8_t* last = in + size - kStripe;
  // The last block is not scrambled, be it whole or not.
  size_t blocks = (size - 1) / kBlock;
  const size_t stripes = (size - 1) % kBlock / kStripe;

  for (; hn::Lanes(d) < kLanes && blocks > kBlocksAtOnce; blocks -= kBlocksAtOnce) {
    for (size_t lane = 0; lane < kLanes; lane += hn::Lanes(d)) {
      const V sum = AddBlocks(hn::Load(d, sums + lane), in, kBlocksAtOnce, lane, secret);
      hn::Store(sum, d, sums + lane);
    }
    in += kBlocksAtOnce * kBlock;
  }
  for (size_t lane = 0; lane < kLanes; lane += hn::Lanes(d)) {
    V sum = AddBlocks(hn::Load(d, sums + lane), in, blocks, lane, secret);
    sum = AddTail(sum, in + blocks * kBlock, stripes, last, lane, secret);
    hn::Store(hn::Xor(sum, secret.Words<3>(1, lane)), d, sums + lane);
  }
  uint64_t hash = size * kPrime64_1;
  for (size_t i = 0; i < kLanes; i += 2) hash += MultiplyFold(sums[i], sums[i + 1]);
  return Avalanche(hash);
}

// The formula of Hash4To8 for eight bytes, a row a lane.
HWY_INLINE V HashWords(V words, V key) {
  const D d;
  const V prime = hn::Set(d, xxh3::kPrimeMx2);
  V x = hn::Xor(key, hn::RotateRight<32>(words));
  x = hn::Xor3(x, hn::RotateRight<64 - 49>(x), hn::RotateRight<64 - 24>(x));
  x = hn::Mul(x, prime);
  x = hn::Mul(hn::Xor(x, hn::Add(hn::ShiftRight<35>(x), hn::Set(d, 8))), prime);
  return hn::Xor(x, hn::ShiftRight<28>(x));
}

void HashWordRows(const uint8_t* values, size_t count, uint64_t seed, uint64_t* out) {
  const D d;
  const V key = hn::Set(d, xxh3::KeyOf4To8(seed));
  size_t row = 0;
  for (; row + hn::Lanes(d) <= count; row += hn::Lanes(d)) {
    StoreWords(HashWords(LoadWords(values + 8 * row), key), out + row);
  }
  for (; row < count; ++row) {
    Store(out + row, xxh3::HashWord(Load<uint64_t>(values + 8 * row), seed));
  }
}

uint64_t HashAny(const uint8_t* in, size_t size, uint64_t seed) {
  return size <= xxh3::kMaxShort ? xxh3::HashShort(in, size, seed) : HashLong(in, size, seed);
}

// Hashes a set of strings whose lengths are all of the class that kHash is for. Never inlined, so
// that each class has all registers to itself.
template <typename Offset, auto kHash>
HWY_NOINLINE void HashClass(const char* offsets, const uint8_t* values, uint64_t rows,
                            uint64_t seed, uint64_t* out) {
  const auto hash_row = [&](size_t row) HWY_ATTR {
    const Offset begin = OffsetAt<Offset>(offsets, row);
    const Offset end = OffsetAt<Offset>(offsets, row + 1);
    Store(out + row, kHash(values + begin, static_cast<size_t>(end - begin), seed));
  };
  if (rows == LowBits(kRows)) {  // as with strings of fixed length
    for (size_t row = 0; row < kRows; ++row) hash_row(row);
  } else {
    ForEachRow(rows, hash_row);
  }
}

// Hashes kRows strings but the nulls, one class of length after another: a branch on each length
// would be a misprediction for every other string.
template <typename Offset>
HWY_INLINE void HashByClass(const char* offsets, const uint8_t* values, uint64_t nulls,
                            uint64_t seed, uint64_t* out) {
  using namespace xxh3;
  HWY_ALIGN uint8_t sizes[kRows];
  for (size_t row = 0; row < kRows; ++row) {
    const Offset size = OffsetAt<Offset>(offsets, row + 1) - OffsetAt<Offset>(offsets, row);
    sizes[row] = static_cast<uint8_t>(std::min<Offset>(size, kMaxShort + 1));
  }
  uint64_t done = nulls;
  const auto hash_class = [&](uint64_t below, const auto& hash) HWY_ATTR {
    const uint64_t rows = below & ~done;
    if (rows != 0) hash(offsets, values, rows, seed, out);
    done |= below;
  };
  hash_class(RowsBelow(sizes, 1), HashClass<Offset, Hash0>);
  hash_class(RowsBelow(sizes, 4), HashClass<Offset, Hash1To3>);
  hash_class(RowsBelow(sizes, 9), HashClass<Offset, Hash4To8>);
  hash_class(RowsBelow(sizes, 17), HashClass<Offset, Hash9To16>);
  hash_class(RowsBelow(sizes, 33), HashClass<Offset, Hash17To128<1>>);
  hash_class(RowsBelow(sizes, 65), HashClass<Offset, Hash17To128<2>>);
  hash_class(RowsBelow(sizes, 97), HashClass<Offset, Hash17To128<3>>);
  hash_class(RowsBelow(sizes, 129), HashClass<Offset, Hash17To128<4>>);
  hash_class(~uint64_t{0}, HashClass<Offset, HashAny>);
}

// Beyond this many bytes in kRows strings the branches are cheap next to leaving the straight way
// through memory: at 50 to 300 bytes a string, by class took 2.5 times as long as in order.
constexpr size_t kMaxByClass = 64 * kRows;

template <typename Offset>
void HashStringRows(const sinew_column& column, size_t first, size_t count, uint64_t seed,
                    uint64_t* out) {
  const uint8_t* values = static_cast<const uint8_t*>(column.values);
  const char* offsets =
      static_cast<const char*>(column.offsets) + (column.offset + first) * sizeof(Offset);
  for (size_t rows; count != 0; first += rows, count -= rows, out += rows) {
    rows = std::min(count, kRows);
    const uint64_t nulls = NullRows(column, first, rows);
    const Offset begin = OffsetAt<Offset>(offsets, 0);
    const Offset end = OffsetAt<Offset>(offsets, rows);
    if (rows < kRows || static_cast<size_t>(end - begin) > kMaxByClass) {
      HashClass<Offset, HashAny>(offsets, values, LowBits(rows) & ~nulls, seed, out);
    } else {
      // As many bytes as these rows have, for the next ones: the classes jump about in them, which
      // hides from the processor where they go.
      const uint8_t* next = values + end;
      const size_t left = column.values_size - static_cast<size_t>(end);
      const size_t size = std::min(static_cast<size_t>(end - begin), left);
      for (size_t i = 0; i < size; i += 64) hwy::Prefetch(next + i);
      HashByClass<Offset>(offsets, values, nulls, seed, out);
    }
    ForEachRow(nulls, [&](size_t row) { Store(out + row, uint64_t{0}); });
    offsets += rows * sizeof(Offset);
  }
}

void HashRows(const sinew_column& column, size_t first, size_t count, uint64_t seed,
              uint64_t* out) {
  if (column.type == SINEW_TYPE_STRING) {
    return HashStringRows<int32_t>(column, first, count, seed, out);
  }
  if (column.type == SINEW_TYPE_LARGE_STRING) {
    return HashStringRows<int64_t>(column, first, count, seed, out);
  }
  const uint8_t* values = static_cast<const uint8_t*>(column.values);
  HashWordRows(values + 8 * (column.offset + first), count, seed, out);
  if (column.validity == nullptr) return;
  for (size_t row = 0; row < count; row += kRows) {
    ForEachRow(NullRows(column, first + row, std::min(count - row, kRows)),
               [&](size_t null) { Store(out + row + null, uint64_t{0}); });
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace xxh3 {
namespace {
HWY_EXPORT(HashLong);
HWY_EXPORT(HashRows);
}  // namespace

uint64_t HashLong(const uint8_t* in, size_t size, uint64_t seed) {
  return SINEW_DISPATCH(HashLong)(in, size, seed);
}

void HashRows(const sinew_column& column, size_t first, size_t count, uint64_t seed,
              uint64_t* out) {
  if (count != 0) SINEW_DISPATCH(HashRows)(column, first, count, seed, out);
}

}  // namespace xxh3
}  // namespace sinew

// Returns the XXH3 hash, 64 bits wide, of `size` bytes: the same number as xxHash's
// XXH3_64bits_withSeed and, with seed 0, its XXH3_64bits (https://xxhash.com). Not fit for
// cryptography. `in` may be null when `size` is 0. Cannot fail; any thread may call.
SINEW_API uint64_t sinew_xxh3_64(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT {
  using namespace sinew::xxh3;
  const uint8_t* bytes = static_cast<const uint8_t*>(in);
  // The shortest first: they have the least time for comparisons.
  if (size <= 32) return Hash0To32(bytes, size, seed);
  return size <= kMaxShort ? Hash33To240(bytes, size, seed) : HashLong(bytes, size, seed);
}

// Hashes every row of a column as sinew_xxh3_64 would: a string by its bytes, any other type by the
// eight bytes of its value as they lie in memory, so that -0.0 and 0.0, and NaNs of different bits,
// differ. The hash of a null row is 0. Writes column->count hashes to `out`, which must not overlap
// the column and may be null when there are no rows.
//
// Returns the number of rows and SINEW_STATUS_OK, or, with nothing written,
// SINEW_STATUS_INVALID_ARGUMENT and the first row at fault (0 where the fault is none of a row's):
// `column` or `out` is null, or the column is not as sinew_column says. Any thread may call.
SINEW_API sinew_result sinew_xxh3_64_many(const sinew_column* column, uint64_t seed,
                                          uint64_t* out) SINEW_NOEXCEPT {
  const sinew_result checked = sinew::CheckColumnAndOut(column, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  sinew::xxh3::HashRows(*column, 0, column->count, seed, out);
  return {column->count, SINEW_STATUS_OK};
}

#endif  // HWY_ONCE
