// XXH3 of the rows of a column. Values of a fixed width are hashed side by side, a row a lane. A
// batch of strings is sorted into classes of length first, as branches that nobody can predict are
// what hashing short strings costs; strings that are all of one length need no sorting.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/xxh3/rows.cc"
#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#include <string.h>

#include <algorithm>
#include <type_traits>

#include "core/abi.h"
#include "core/bits.h"
#include "core/bytes.h"
#include "core/column.h"
#include "core/dispatch.h"
#include "hash/rows-inl.h"
#include "hash/xxh3/xxh3.h"
#include "hash/xxh3/xxh3_128.h"

#ifndef SINEW_HASH_XXH3_ROWS_FORMULAS
#define SINEW_HASH_XXH3_ROWS_FORMULAS
namespace sinew {
namespace xxh3 {

// The functions of each class of length.
struct Formulas64 {
  using Hash = uint64_t;
  static constexpr auto k0 = &Hash0;
  static constexpr auto k1To3 = &Hash1To3;
  static constexpr auto k4To8 = &Hash4To8;
  static constexpr auto k9To16 = &Hash9To16;
  template <size_t kPairs>
  static constexpr auto k17To128 = &Hash17To128<kPairs>;
  static constexpr auto kShort = &HashShort;
  static constexpr auto kLong = &HashLong;
};

struct Formulas128 {
  using Hash = sinew_hash128;
  static constexpr auto k0 = &Hash128Of0;
  static constexpr auto k1To3 = &Hash128Of1To3;
  static constexpr auto k4To8 = &Hash128Of4To8;
  static constexpr auto k9To16 = &Hash128Of9To16;
  template <size_t kPairs>
  static constexpr auto k17To128 = &Hash128Of17To128<kPairs>;
  static constexpr auto kShort = &HashShort128;
  static constexpr auto kLong = &HashLong128;
};

}  // namespace xxh3
}  // namespace sinew
#endif  // SINEW_HASH_XXH3_ROWS_FORMULAS

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using D = RowTag;
using V = RowWords;

HWY_INLINE V Set(uint64_t word) { return hn::Set(D(), word); }

// The formulas of xxh3.h and xxh3_128.h, a row a lane.

HWY_INLINE V Avalanche(V x) {
  x = hn::Xor(x, hn::ShiftRight<37>(x));
  x = hn::Mul(x, Set(xxh3::kPrimeMx1));
  return hn::Xor(x, hn::ShiftRight<32>(x));
}

HWY_INLINE V AvalancheXxh64(V x) {
  x = hn::Xor(x, hn::ShiftRight<33>(x));
  x = hn::Mul(x, Set(xxh3::kPrime64_2));
  x = hn::Xor(x, hn::ShiftRight<29>(x));
  x = hn::Mul(x, Set(xxh3::kPrime64_3));
  return hn::Xor(x, hn::ShiftRight<32>(x));
}

// Low half times low half of each lane.
HWY_INLINE V MultiplyLow(V a, V b) {
#if HWY_TARGET == HWY_SCALAR
  return hn::Set(D(), (hn::GetLane(a) & 0xFFFFFFFF) * (hn::GetLane(b) & 0xFFFFFFFF));
#else
  const hn::Repartition<uint32_t, D> d32;
  return hn::MulEven(hn::BitCast(d32, a), hn::BitCast(d32, b));
#endif
}

// The 128-bit products.
HWY_INLINE void Multiply(V a, V b, V& low, V& high) {
  const V a_high = hn::ShiftRight<32>(a);
  const V b_high = hn::ShiftRight<32>(b);
  const V half = Set(0xFFFFFFFF);
  const V lows = MultiplyLow(a, b);
  const V cross = hn::Add(MultiplyLow(a_high, b), hn::ShiftRight<32>(lows));
  const V middle = hn::Add(MultiplyLow(a, b_high), hn::And(cross, half));
  high = hn::Add(hn::Add(MultiplyLow(a_high, b_high), hn::ShiftRight<32>(cross)),
                 hn::ShiftRight<32>(middle));
  low = hn::Or(hn::ShiftLeft<32>(middle), hn::And(lows, half));
}

HWY_INLINE V SwapBytes(V words) {
#if HWY_TARGET == HWY_SCALAR
  return hn::Set(D(), __builtin_bswap64(hn::GetLane(words)));
#else
  alignas(16) static constexpr uint8_t kSwapped[16] = {7,  6,  5,  4,  3,  2,  1, 0,
                                                       15, 14, 13, 12, 11, 10, 9, 8};
  const hn::Repartition<uint8_t, D> d8;
  return hn::BitCast(D(),
                     hn::TableLookupBytes(hn::BitCast(d8, words), hn::LoadDup128(d8, kSwapped)));
#endif
}

// What one or two bytes and their number are put together to, under a key.
template <size_t kWidth>
HWY_INLINE V Combine1Or2(V values, uint64_t key) {
  const V keyed = Set(key ^ (kWidth << 8));  // where no byte is put
  if constexpr (kWidth == 1) return hn::Xor(keyed, MultiplyLow(values, Set(0x1010001)));
  return hn::Xor3(keyed, hn::ShiftLeft<16>(values), hn::ShiftRight<8>(values));
}

// The same with its four bytes swapped and rotated by 13 bits.
template <size_t kWidth>
HWY_INLINE V Swapped1Or2(V values, uint64_t key) {
  const V keyed = Set(key ^ (kWidth << 29));
  if constexpr (kWidth == 1) return hn::Xor(keyed, MultiplyLow(values, Set(0x202020)));
  const V first = hn::And(hn::ShiftLeft<21>(values), Set(0xFF << 21));
  return hn::Xor3(keyed, first, MultiplyLow(hn::ShiftRight<8>(values), Set(0x2020)));
}

template <size_t kWidth>
HWY_INLINE V Hash4Or8(V values, uint64_t seed) {
  const V prime = Set(xxh3::kPrimeMx2);
  // Four bytes are both the first and the last ones.
  const V words =
      kWidth == 8 ? hn::RotateRight<32>(values) : hn::Or(values, hn::ShiftLeft<32>(values));
  V x = hn::Xor(Set(xxh3::KeyOf4To8(seed)), words);
  x = hn::Xor3(x, hn::RotateRight<64 - 49>(x), hn::RotateRight<64 - 24>(x));
  x = hn::Mul(x, prime);
  x = hn::Mul(hn::Xor(x, hn::Add(hn::ShiftRight<35>(x), Set(kWidth))), prime);
  return hn::Xor(x, hn::ShiftRight<28>(x));
}

template <size_t kWidth>
HWY_INLINE void HashVector(const uint8_t* in, uint64_t seed, uint64_t* out) {
  if constexpr (kWidth <= 2) {
    const V bytes = Combine1Or2<kWidth>(LoadValues<kWidth>(in), xxh3::kSecretHalves<0> + seed);
    StoreHashes(AvalancheXxh64(bytes), out);
  } else if constexpr (kWidth <= 8) {
    StoreHashes(Hash4Or8<kWidth>(LoadValues<kWidth>(in), seed), out);
  } else {
    V first, last, low, high;
    LoadPairs(in, first, last);
    first = hn::Xor(first, Set(xxh3::kSecretPair<24> + seed));
    last = hn::Xor(last, Set(xxh3::kSecretPair<40> - seed));
    Multiply(first, last, low, high);
    const V sum = hn::Add(hn::Add(SwapBytes(first), Set(kWidth)), last);
    StoreHashes(Avalanche(hn::Add(sum, hn::Xor(low, high))), out);
  }
}

template <size_t kWidth>
HWY_INLINE void HashVector(const uint8_t* in, uint64_t seed, sinew_hash128* out) {
  V low, high;
  if constexpr (kWidth <= 2) {
    const V values = LoadValues<kWidth>(in);
    low = AvalancheXxh64(Combine1Or2<kWidth>(values, xxh3::kSecretHalves<0> + seed));
    high = AvalancheXxh64(Swapped1Or2<kWidth>(values, xxh3::kSecretHalves<8> - seed));
  } else if constexpr (kWidth <= 8) {
    V words = LoadValues<kWidth>(in);
    if constexpr (kWidth == 4) words = hn::Or(words, hn::ShiftLeft<32>(words));
    words = hn::Xor(words, Set(xxh3::Key128Of4To8(seed)));
    Multiply(words, Set(xxh3::kPrime64_1 + (kWidth << 2)), low, high);
    high = hn::Add(high, hn::Add(low, low));
    low = hn::Xor(low, hn::ShiftRight<3>(high));
    low = hn::Mul(hn::Xor(low, hn::ShiftRight<35>(low)), Set(xxh3::kPrimeMx2));
    low = hn::Xor(low, hn::ShiftRight<28>(low));
    high = Avalanche(high);
  } else {
    V first, last, second;
    LoadPairs(in, first, last);
    Multiply(hn::Xor3(first, last, Set(xxh3::kSecretPair<32> - seed)), Set(xxh3::kPrime64_1), low,
             high);
    const V keyed = hn::Xor(last, Set(xxh3::kSecretPair<48> + seed));
    low = hn::Add(low, Set(uint64_t{kWidth - 1} << 54));
    high = hn::Add(high, hn::Add(keyed, MultiplyLow(keyed, Set(xxh3::kPrime32_2 - 1))));
    low = hn::Xor(low, SwapBytes(high));
    Multiply(low, Set(xxh3::kPrime64_2), low, second);
    high = Avalanche(hn::Add(second, hn::Mul(high, Set(xxh3::kPrime64_2))));
    low = Avalanche(low);
  }
  StorePairs(low, high, out);
}

template <size_t kWidth, typename Hash>
HWY_NOINLINE void HashValues(const sinew_column& column, size_t first, size_t count, uint64_t seed,
                             Hash* out) {
  const uint8_t* values = static_cast<const uint8_t*>(column.values);
  ForEachVector<kWidth>(
      values + kWidth * first, count, out,
      [seed](const uint8_t* in, Hash* to) HWY_ATTR { HashVector<kWidth>(in, seed, to); },
      [seed](const uint8_t* in) HWY_ATTR {
        if constexpr (std::is_same_v<Hash, uint64_t>) {
          return xxh3::HashShort(in, kWidth, seed);
        } else {
          return xxh3::HashShort128(in, kWidth, seed);
        }
      });
  SetNullRows(column, first, count, Hash{}, out);
}

template <typename F>
typename F::Hash HashAny(const uint8_t* in, size_t size, uint64_t seed) {
  return size <= xxh3::kMaxShort ? F::kShort(in, size, seed) : F::kLong(in, size, seed);
}

// Hashes a set of strings whose lengths are all of the class that kHash is for. Never inlined, so
// that each class has all registers to itself.
template <typename Offset, auto kHash, typename Hash>
HWY_NOINLINE void HashClass(const char* offsets, const uint8_t* values, uint64_t rows,
                            uint64_t seed, Hash* out) {
  const auto hash_row = [&](size_t row) HWY_ATTR {
    const Offset begin = OffsetAt<Offset>(offsets, row);
    const Offset end = OffsetAt<Offset>(offsets, row + 1);
    Store(out + row, kHash(values + begin, static_cast<size_t>(end - begin), seed));
  };
  if (rows == LowBits(kRows)) {  // as with strings of about one length
    for (size_t row = 0; row < kRows; ++row) hash_row(row);
  } else {
    ForEachRow(rows, hash_row);
  }
}

// Hashes a set of strings but those in `done`, one class of length after another: a branch on each
// length would be a misprediction for every other string.
template <typename Offset, typename F>
HWY_INLINE void HashByClass(const char* offsets, const uint8_t* values, size_t rows, uint64_t done,
                            uint64_t seed, typename F::Hash* out) {
  using Hash = typename F::Hash;
  constexpr Offset kMax = xxh3::kMaxShort + 1;
  HWY_ALIGN uint8_t sizes[kRows];
  if (rows < kRows) memset(sizes, 0, sizeof(sizes));
  for (size_t row = 0; row < rows; ++row) {
    const Offset size = OffsetAt<Offset>(offsets, row + 1) - OffsetAt<Offset>(offsets, row);
    sizes[row] = static_cast<uint8_t>(std::min(size, kMax));
  }
  const auto hash_class = [&](uint64_t below, const auto& hash) HWY_ATTR {
    const uint64_t of_class = below & ~done;
    if (of_class != 0) hash(offsets, values, of_class, seed, out);
    done |= below;
  };
  hash_class(RowsBelow(sizes, 1), HashClass<Offset, F::k0, Hash>);
  hash_class(RowsBelow(sizes, 4), HashClass<Offset, F::k1To3, Hash>);
  hash_class(RowsBelow(sizes, 9), HashClass<Offset, F::k4To8, Hash>);
  hash_class(RowsBelow(sizes, 17), HashClass<Offset, F::k9To16, Hash>);
  hash_class(RowsBelow(sizes, 33), HashClass<Offset, F::template k17To128<1>, Hash>);
  hash_class(RowsBelow(sizes, 65), HashClass<Offset, F::template k17To128<2>, Hash>);
  hash_class(RowsBelow(sizes, 97), HashClass<Offset, F::template k17To128<3>, Hash>);
  hash_class(RowsBelow(sizes, 129), HashClass<Offset, F::template k17To128<4>, Hash>);
  hash_class(~uint64_t{0}, HashClass<Offset, HashAny<F>, Hash>);
}

// Hashes strings of one length that lie end to end.
template <auto kHash, typename Hash>
HWY_NOINLINE void HashEqual(const uint8_t* in, size_t size, size_t rows, uint64_t seed, Hash* out) {
  for (size_t row = 0; row < rows; ++row, in += size) Store(out + row, kHash(in, size, seed));
}

template <typename F>
HWY_INLINE void HashEqualRows(const uint8_t* in, size_t size, size_t rows, uint64_t seed,
                              typename F::Hash* out) {
  using Hash = typename F::Hash;
  const auto hash = size == 0     ? HashEqual<F::k0, Hash>
                    : size <= 3   ? HashEqual<F::k1To3, Hash>
                    : size <= 8   ? HashEqual<F::k4To8, Hash>
                    : size <= 16  ? HashEqual<F::k9To16, Hash>
                    : size <= 32  ? HashEqual<F::template k17To128<1>, Hash>
                    : size <= 64  ? HashEqual<F::template k17To128<2>, Hash>
                    : size <= 96  ? HashEqual<F::template k17To128<3>, Hash>
                    : size <= 128 ? HashEqual<F::template k17To128<4>, Hash>
                                  : HashEqual<HashAny<F>, Hash>;
  hash(in, size, rows, seed, out);
}

// Beyond this many bytes a string the branches are cheap next to leaving the straight way through
// memory: at 50 to 300 bytes a string, by class took 2.5 times as long as in order. Fewer strings
// than kMinByClass have too few mispredictions to save.
constexpr size_t kMaxByClass = 64;
constexpr size_t kMinByClass = 8;

template <typename Offset, typename F>
void HashStrings(const sinew_column& column, size_t first, size_t count, uint64_t seed,
                 typename F::Hash* out) {
  const uint8_t* values = static_cast<const uint8_t*>(column.values);
  const char* offsets = static_cast<const char*>(column.offsets) + first * sizeof(Offset);
  for (size_t rows; count != 0; first += rows, count -= rows, out += rows) {
    rows = std::min(count, kRows);
    const uint64_t nulls = NullRows(column, first, rows);
    const Offset begin = OffsetAt<Offset>(offsets, 0);
    const Offset end = OffsetAt<Offset>(offsets, rows);
    const size_t size = static_cast<size_t>(OffsetAt<Offset>(offsets, 1) - begin);
    const size_t bytes = static_cast<size_t>(end - begin);
    if (nulls == 0 && bytes == size * rows && SameLength<Offset>(offsets, rows)) {
      HashEqualRows<F>(values + begin, size, rows, seed, out);
    } else if (rows < kMinByClass || bytes > kMaxByClass * rows) {
      HashClass<Offset, HashAny<F>>(offsets, values, LowBits(rows) & ~nulls, seed, out);
    } else {
      // As many bytes as these rows have, for the next ones: the classes jump about in them, which
      // hides from the processor where they go.
      const uint8_t* next = values + end;
      const size_t left = column.values_size - static_cast<size_t>(end);
      const size_t ahead = count == rows ? 0 : std::min(bytes, left);
      for (size_t i = 0; i < ahead; i += 64) hwy::Prefetch(next + i);
      HashByClass<Offset, F>(offsets, values, rows, nulls | ~LowBits(rows), seed, out);
    }
    ForEachRow(nulls, [&](size_t row) HWY_ATTR { Store(out + row, typename F::Hash{}); });
    offsets += rows * sizeof(Offset);
  }
}

template <typename F>
HWY_INLINE void HashColumn(const sinew_column& column, size_t first, size_t count, uint64_t seed,
                           typename F::Hash* out) {
  if (HasNarrowOffsets(column.type)) {
    return HashStrings<int32_t, F>(column, first, count, seed, out);
  }
  if (HasWideOffsets(column.type)) {
    return HashStrings<int64_t, F>(column, first, count, seed, out);
  }
  switch (ValueWidth(column.type)) {
    case 1:
      return HashValues<1>(column, first, count, seed, out);
    case 2:
      return HashValues<2>(column, first, count, seed, out);
    case 4:
      return HashValues<4>(column, first, count, seed, out);
    case 8:
      return HashValues<8>(column, first, count, seed, out);
    default:
      return HashValues<16>(column, first, count, seed, out);
  }
}

void HashRows(const sinew_column& column, size_t first, size_t count, uint64_t seed,
              uint64_t* out) {
  HashColumn<xxh3::Formulas64>(column, first, count, seed, out);
}

void HashRows128(const sinew_column& column, uint64_t seed, sinew_hash128* out) {
  HashColumn<xxh3::Formulas128>(column, 0, column.count, seed, out);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace xxh3 {
namespace {
HWY_EXPORT(HashRows);
HWY_EXPORT(HashRows128);
}  // namespace

void HashRows(const sinew_column& column, size_t first, size_t count, uint64_t seed,
              uint64_t* out) {
  if (count != 0) SINEW_DISPATCH(HashRows)(column, first, count, seed, out);
}

namespace {

void HashRows128(const sinew_column& column, uint64_t seed, sinew_hash128* out) {
  if (column.count != 0) SINEW_DISPATCH(HashRows128)(column, seed, out);
}

}  // namespace
}  // namespace xxh3
}  // namespace sinew

// Writes the 64-bit hash of every row to `out`.
SINEW_API sinew_result sinew_xxh3_64_many(const sinew_column* column, uint64_t seed,
                                          uint64_t* out) SINEW_NOEXCEPT {
  const sinew_result checked = sinew::CheckColumnAndOut(column, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  sinew::xxh3::HashRows(*column, 0, column->count, seed, out);
  return {column->count, SINEW_STATUS_OK};
}

// Writes the 128-bit hash of every row to `out`; both words are 0 for a null row.
SINEW_API sinew_result sinew_xxh3_128_many(const sinew_column* column, uint64_t seed,
                                           sinew_hash128* out) SINEW_NOEXCEPT {
  const sinew_result checked = sinew::CheckColumnAndOut(column, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  sinew::xxh3::HashRows128(*column, seed, out);
  return {column->count, SINEW_STATUS_OK};
}

#endif  // HWY_ONCE
