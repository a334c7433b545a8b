// XXH64 (Collet; https://github.com/Cyan4973/xxHash, doc/xxhash_spec.md), of one input in plain
// code (xxh64.h), whose multiplications vectors do not do faster, and of the rows of a column
// side by side, a row a lane: a short string is a chain of multiplications and of branches on its
// length, so that eight at once, in which lanes that are done wait for the others, win twice.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/xxh64.cc"
#include "hash/xxh64.h"

#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#include <string.h>

#include <algorithm>

#include "core/abi.h"
#include "core/bits.h"
#include "core/bytes.h"
#include "core/column.h"
#include "core/dispatch.h"
#include "hash/abi.h"
#include "hash/rows-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using D = RowTag;
using V = RowWords;

HWY_INLINE V Set(uint64_t word) { return hn::Set(D(), word); }

template <int kBits>
HWY_INLINE V RotateLeft(V x) {
  return hn::RotateRight<64 - kBits>(x);
}

// The steps of xxh64.h, a row a lane.

HWY_INLINE V Round(V lane, V word) {
  return hn::Mul(RotateLeft<31>(hn::Add(lane, hn::Mul(word, Set(xxh64::kPrime2)))),
                 Set(xxh64::kPrime1));
}

HWY_INLINE V AddWord(V hash, V word) {
  hash = RotateLeft<27>(hn::Xor(hash, Round(hn::Zero(D()), word)));
  return hn::Add(hn::Mul(hash, Set(xxh64::kPrime1)), Set(xxh64::kPrime4));
}

HWY_INLINE V AddHalfWord(V hash, V half_word) {
  hash = RotateLeft<23>(hn::Xor(hash, hn::Mul(half_word, Set(xxh64::kPrime1))));
  return hn::Add(hn::Mul(hash, Set(xxh64::kPrime2)), Set(xxh64::kPrime3));
}

HWY_INLINE V AddByte(V hash, V byte) {
  hash = RotateLeft<11>(hn::Xor(hash, hn::Mul(byte, Set(xxh64::kPrime5))));
  return hn::Mul(hash, Set(xxh64::kPrime1));
}

HWY_INLINE V Mix(V hash) {
  hash = hn::Mul(hn::Xor(hash, hn::ShiftRight<33>(hash)), Set(xxh64::kPrime2));
  hash = hn::Mul(hn::Xor(hash, hn::ShiftRight<29>(hash)), Set(xxh64::kPrime3));
  return hn::Xor(hash, hn::ShiftRight<32>(hash));
}

template <size_t kWidth>
HWY_INLINE void HashVector(const uint8_t* in, uint64_t seed, uint64_t* out) {
  const V byte = Set(0xFF);
  V hash = Set(seed + xxh64::kPrime5 + kWidth);
  if constexpr (kWidth == 16) {
    V low, high;
    LoadPairs(in, low, high);
    hash = AddWord(AddWord(hash, low), high);
  } else {
    const V values = LoadValues<kWidth>(in);
    if constexpr (kWidth == 8) hash = AddWord(hash, values);
    if constexpr (kWidth == 4) hash = AddHalfWord(hash, values);
    if constexpr (kWidth == 2) hash = AddByte(hash, hn::And(values, byte));
    if constexpr (kWidth == 2) hash = AddByte(hash, hn::ShiftRight<8>(values));
    if constexpr (kWidth == 1) hash = AddByte(hash, values);
  }
  StoreHashes(Mix(hash), out);
}

template <size_t kWidth>
HWY_NOINLINE void HashValues(const sinew_column& column, uint64_t seed, uint64_t* out) {
  const uint8_t* values = static_cast<const uint8_t*>(column.values);
  ForEachVector<kWidth>(
      values, column.count, out,
      [seed](const uint8_t* in, uint64_t* to) HWY_ATTR { HashVector<kWidth>(in, seed, to); },
      [seed](const uint8_t* in) HWY_ATTR { return xxh64::Hash(in, kWidth, seed); });
  SetNullRows(column, 0, column.count, uint64_t{0}, out);
}

// Four consecutive words a row.
HWY_INLINE void LoadRowsOf4(const uint64_t* from, V& w0, V& w1, V& w2, V& w3) {
  const D d;
#if HWY_TARGET == HWY_SCALAR
  w0 = hn::Load(d, from);
  w1 = hn::Load(d, from + 1);
  w2 = hn::Load(d, from + 2);
  w3 = hn::Load(d, from + 3);
#else
  hn::LoadInterleaved4(d, from, w0, w1, w2, w3);
#endif
}

HWY_INLINE V MergeLane(V hash, V lane) {
  hash = hn::Mul(hn::Xor(hash, Round(hn::Zero(D()), lane)), Set(xxh64::kPrime1));
  return hn::Add(hash, Set(xxh64::kPrime4));
}

HWY_INLINE V HashStripe(const uint64_t* stripes, uint64_t seed) {
  V w0, w1, w2, w3;
  LoadRowsOf4(stripes, w0, w1, w2, w3);
  const V a = Round(Set(seed + xxh64::kPrime1 + xxh64::kPrime2), w0);
  const V b = Round(Set(seed + xxh64::kPrime2), w1);
  const V c = Round(Set(seed), w2);
  const V d = Round(Set(seed - xxh64::kPrime1), w3);
  const V hash = hn::Add(hn::Add(RotateLeft<1>(a), RotateLeft<7>(b)),
                         hn::Add(RotateLeft<12>(c), RotateLeft<18>(d)));
  return MergeLane(MergeLane(MergeLane(MergeLane(hash, a), b), c), d);
}

// Adds the last bytes of each row, sizes modulo 32 of them, which begin its four words.
HWY_INLINE V FinishRows(V hash, const uint64_t* words, V sizes) {
  V w0, w1, w2, w3;
  LoadRowsOf4(words, w0, w1, w2, w3);
  const auto has1 = hn::Ne(hn::And(sizes, Set(24)), hn::Zero(D()));
  const auto has2 = hn::TestBit(sizes, Set(16));
  const auto has3 = hn::Eq(hn::And(sizes, Set(24)), Set(24));
  hash = hn::IfThenElse(has1, AddWord(hash, w0), hash);
  hash = hn::IfThenElse(has2, AddWord(hash, w1), hash);
  hash = hn::IfThenElse(has3, AddWord(hash, w2), hash);
  // What is left of a row is in the word behind those.
  V rest = hn::IfThenElse(has3, w3, hn::IfThenElse(has2, w2, hn::IfThenElse(has1, w1, w0)));
  const auto has_half = hn::TestBit(sizes, Set(4));
  hash = hn::IfThenElse(has_half, AddHalfWord(hash, hn::And(rest, Set(0xFFFFFFFF))), hash);
  rest = hn::IfThenElse(has_half, hn::ShiftRight<32>(rest), rest);
  const V byte = Set(0xFF);
  const V bytes = hn::And(sizes, Set(3));
  hash = hn::IfThenElse(hn::Ne(bytes, hn::Zero(D())), AddByte(hash, hn::And(rest, byte)), hash);
  rest = hn::ShiftRight<8>(rest);
  hash = hn::IfThenElse(hn::TestBit(sizes, Set(2)), AddByte(hash, hn::And(rest, byte)), hash);
  rest = hn::ShiftRight<8>(rest);
  hash = hn::IfThenElse(hn::Eq(bytes, Set(3)), AddByte(hash, hn::And(rest, byte)), hash);
  return Mix(hash);
}

// The strings of a column from some row on.
struct Strings {
  const char* offsets;  // wide
  const uint8_t* values;
  size_t values_size;

  HWY_INLINE size_t Begin(size_t row) const {
    return static_cast<size_t>(OffsetAt<int64_t>(offsets, row));
  }

  HWY_INLINE uint64_t Hash(size_t row, uint64_t seed) const {
    return xxh64::Hash(values + Begin(row), Begin(row + 1) - Begin(row), seed);
  }

  // Copies `size` bytes, at most a stripe, to four words; more where that is quicker.
  HWY_INLINE void CopyStripe(size_t begin, size_t size, uint64_t* to) const {
    if (__builtin_expect(values_size - begin >= xxh64::kStripe, 1)) {
      memcpy(to, values + begin, xxh64::kStripe);
    } else if (size != 0) {  // of empty strings there may be no memory at all
      memcpy(to, values + begin, size);
    }
  }
};

// Hashes a set of strings which have kStripes (0 or 1) whole stripes. They are lined up in memory,
// where vectors are loaded from with a row a lane.
template <size_t kStripes>
HWY_NOINLINE void HashLinedUp(const Strings& strings, uint64_t rows, uint64_t seed, uint64_t* out) {
  HWY_ALIGN uint64_t stripes[4 * kRows * kStripes + 1];
  HWY_ALIGN uint64_t words[4 * kRows];
  HWY_ALIGN uint64_t sizes[kRows];
  HWY_ALIGN uint64_t hashes[kRows];
  const D d;
  size_t count = 0;
  ForEachRow(rows, [&](size_t row) HWY_ATTR {
    size_t begin = strings.Begin(row);
    const size_t size = strings.Begin(row + 1) - begin;
    if constexpr (kStripes != 0) {
      memcpy(stripes + 4 * count, strings.values + begin, xxh64::kStripe);
      begin += xxh64::kStripe;
    }
    strings.CopyStripe(begin, size % xxh64::kStripe, words + 4 * count);
    sizes[count++] = size;
  });
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    const V size = hn::Load(d, sizes + i);
    const V start = kStripes == 0 ? Set(seed + xxh64::kPrime5) : HashStripe(stripes + 4 * i, seed);
    hn::Store(FinishRows(hn::Add(start, size), words + 4 * i, size), d, hashes + i);
  }
  const uint64_t* hash = hashes;
  ForEachRow(rows, [&](size_t row) HWY_ATTR { Store(out + row, *hash++); });
}

// Where strings are longer than this on average, or fewer than a vector is good for, one after the
// other is as fast; fewer than kMinEqual of one length are, too, whose branches cost nothing.
constexpr size_t kMaxLinedUp = 64;
constexpr size_t kMinLinedUp = 4;
constexpr size_t kMinEqual = 16;

void HashStrings(const sinew_column& column, uint64_t seed, uint64_t* out) {
  HWY_ALIGN int64_t widened[kRows + 1];
  for (size_t first = 0, rows; first < column.count; first += rows, out += rows) {
    rows = std::min(column.count - first, kRows);
    const Strings strings = {WideOffsets(column, first, rows, widened),
                             static_cast<const uint8_t*>(column.values), column.values_size};
    const uint64_t nulls = NullRows(column, first, rows);
    uint64_t left = LowBits(rows) & ~nulls;
    if (rows >= kMinLinedUp && strings.Begin(rows) - strings.Begin(0) <= kMaxLinedUp * rows &&
        (rows >= kMinEqual || !SameLength<int64_t>(strings.offsets, rows))) {
      HWY_ALIGN uint8_t sizes[kRows] = {};
      for (size_t row = 0; row < rows; ++row) {
        const size_t size = strings.Begin(row + 1) - strings.Begin(row);
        sizes[row] = static_cast<uint8_t>(std::min(size, 2 * xxh64::kStripe));
      }
      const uint64_t none = RowsBelow(sizes, xxh64::kStripe);
      const uint64_t one = RowsBelow(sizes, 2 * xxh64::kStripe) & ~none;
      if ((left & none) != 0) HashLinedUp<0>(strings, left & none, seed, out);
      if ((left & one) != 0) HashLinedUp<1>(strings, left & one, seed, out);
      left &= ~(none | one);
    }
    ForEachRow(left, [&](size_t row) HWY_ATTR { Store(out + row, strings.Hash(row, seed)); });
    ForEachRow(nulls, [&](size_t row) HWY_ATTR { Store(out + row, uint64_t{0}); });
  }
}

void HashRows64(const sinew_column& column, uint64_t seed, uint64_t* out) {
  if (IsString(column.type)) return HashStrings(column, seed, out);
  switch (ValueWidth(column.type)) {
    case 1:
      return HashValues<1>(column, seed, out);
    case 2:
      return HashValues<2>(column, seed, out);
    case 4:
      return HashValues<4>(column, seed, out);
    case 8:
      return HashValues<8>(column, seed, out);
    default:
      return HashValues<16>(column, seed, out);
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace xxh64 {
namespace {

HWY_EXPORT(HashRows64);

void HashRows(const sinew_column& column, uint64_t seed, uint64_t* out) {
  if (column.count != 0) SINEW_DISPATCH(HashRows64)(column, seed, out);
}

struct State {
  Lanes lanes;            // with all whole stripes in them
  uint64_t size;          // of the input so far
  uint8_t rest[kStripe];  // the bytes behind the last whole stripe
};
static_assert(sizeof(State) == sizeof(sinew_xxh64_state));

State& StateOf(sinew_xxh64_state* state) { return *reinterpret_cast<State*>(state); }

}  // namespace
}  // namespace xxh64
}  // namespace sinew

// SINEW_CHAPTER XXH64
//
// The 64-bit hash of xxHash before XXH3 (Collet, https://xxhash.com), the same number as its XXH64:
// for formats that ask for it. XXH3 is faster at every size.
//
// It is not cryptographic, and not for keys from strangers: inputs that have the same hash under
// every seed can be computed, so a secret seed does not protect a hash table.

// Returns the XXH64 hash of `size` bytes.
SINEW_API uint64_t sinew_xxh64(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT {
  return sinew::xxh64::Hash(static_cast<const uint8_t*>(in), size, seed);
}

// Starts a hash of an input that comes in pieces, or starts over.
SINEW_API void sinew_xxh64_init(sinew_xxh64_state* state, uint64_t seed) SINEW_NOEXCEPT {
  sinew::xxh64::State& start = sinew::xxh64::StateOf(state);
  start.lanes = sinew::xxh64::Lanes(seed);
  start.size = 0;
}

// Adds `size` bytes to the input. How the input is cut into pieces does not change its hash.
SINEW_API void sinew_xxh64_update(sinew_xxh64_state* state, const void* in,
                                  size_t size) SINEW_NOEXCEPT {
  using namespace sinew::xxh64;
  if (size == 0) return;
  State& so_far = StateOf(state);
  const uint8_t* bytes = static_cast<const uint8_t*>(in);
  const size_t buffered = so_far.size % kStripe;
  so_far.size += size;
  if (size < kStripe - buffered) {
    memcpy(so_far.rest + buffered, bytes, size);
    return;
  }
  if (buffered != 0) {
    memcpy(so_far.rest + buffered, bytes, kStripe - buffered);
    bytes += kStripe - buffered;
    size -= kStripe - buffered;
    so_far.lanes.Add(so_far.rest, kStripe);
  }
  bytes = so_far.lanes.Add(bytes, size);
  memcpy(so_far.rest, bytes, size % kStripe);
}

// Returns the hash of the input so far. More can be added after it.
SINEW_API uint64_t sinew_xxh64_digest(const sinew_xxh64_state* state) SINEW_NOEXCEPT {
  using namespace sinew::xxh64;
  const State& all = *reinterpret_cast<const State*>(state);
  // The third lane of an empty input is the seed.
  const uint64_t start = all.size < kStripe ? all.lanes.c + kPrime5 : all.lanes.Merge();
  return Finish(start + all.size, all.rest, all.size % kStripe);
}

// Writes the hash of every row to `out`.
SINEW_API sinew_result sinew_xxh64_many(const sinew_column* column, uint64_t seed,
                                        uint64_t* out) SINEW_NOEXCEPT {
  const sinew_result checked = sinew::CheckColumnAndOut(column, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  sinew::xxh64::HashRows(*column, seed, out);
  return {column->count, SINEW_STATUS_OK};
}

#endif  // HWY_ONCE
