// MurmurHash3 (Appleby; https://github.com/aappleby/smhasher), x86-32 and x64-128, of one input and
// of the rows of a column. One input goes as fast as its multiplications follow one another; of a
// column 16 rows of 32 bits, or 8 of 128, are hashed side by side.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/murmur3.cc"
#include "hash/murmur3.h"

#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>

#include "core/abi.h"
#include "core/column.h"
#include "core/dispatch.h"
#include "hash/rows-inl.h"
#include "hash/side_by_side-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

struct Murmur3 {
  HWY_INLINE uint32_t One(const uint8_t* in, size_t size) const {
    return murmur3::Hash32(in, size, seed);
  }

#if HWY_TARGET != HWY_SCALAR
  HWY_INLINE V32 Begin(V32) const { return hn::Set(D32(), seed); }

  HWY_INLINE V32 Mix(V32 word) const {
    const D32 d;
    word = hn::Mul(word, hn::Set(d, murmur3::kFactor32_1));
    return hn::Mul(hn::RotateRight<32 - 15>(word), hn::Set(d, murmur3::kFactor32_2));
  }

  HWY_INLINE V32 Add(V32 h, V32 word) const {
    h = hn::RotateRight<32 - 13>(hn::Xor(h, Mix(word)));
    return hn::Add(hn::Add(h, hn::ShiftLeft<2>(h)), hn::Set(D32(), murmur3::kAdd32));
  }

  HWY_INLINE V32 End(V32 h, V32 tail, V32 sizes) const {
    const D32 d;
    h = hn::Xor(hn::Xor(h, Mix(KeepTail(tail, sizes))), sizes);
    h = hn::Mul(hn::Xor(h, hn::ShiftRight<16>(h)), hn::Set(d, murmur3::kEnd32_1));
    h = hn::Mul(hn::Xor(h, hn::ShiftRight<13>(h)), hn::Set(d, murmur3::kEnd32_2));
    return hn::Xor(h, hn::ShiftRight<16>(h));
  }
#endif

  uint32_t seed;
};

struct Hashes {
  HWY_INLINE uint32_t Of(uint32_t hash) const { return hash; }
#if HWY_TARGET != HWY_SCALAR
  HWY_INLINE V32 Of(V32 hashes) const { return hashes; }
#endif

  uint32_t null = 0;
};

void HashRows32(const sinew_column& column, uint32_t seed, uint32_t* out) {
  const Murmur3 hash = {seed};
  const Hashes output;
  Rows32<Murmur3, Hashes>(column, hash, output).Run(out);
}

// x64-128, a row a lane.

HWY_INLINE RowWords Times(RowWords words, uint64_t factor) {
  return hn::Mul(words, hn::Set(RowTag(), factor));
}

HWY_INLINE RowWords TimesFiveAnd(RowWords h, uint64_t add) {
  return hn::Add(hn::Add(h, hn::ShiftLeft<2>(h)), hn::Set(RowTag(), add));
}

HWY_INLINE RowWords MixFirst(RowWords k1) {
  return Times(hn::RotateRight<64 - 31>(Times(k1, murmur3::kFactor64_1)), murmur3::kFactor64_2);
}

HWY_INLINE RowWords MixSecond(RowWords k2) {
  return Times(hn::RotateRight<64 - 33>(Times(k2, murmur3::kFactor64_2)), murmur3::kFactor64_1);
}

// Takes a block.
HWY_INLINE void Add(RowWords k1, RowWords k2, RowWords& h1, RowWords& h2) {
  h1 = hn::Add(hn::RotateRight<64 - 27>(hn::Xor(h1, MixFirst(k1))), h2);
  h1 = TimesFiveAnd(h1, murmur3::kAdd64_1);
  h2 = hn::Add(hn::RotateRight<64 - 31>(hn::Xor(h2, MixSecond(k2))), h1);
  h2 = TimesFiveAnd(h2, murmur3::kAdd64_2);
}

HWY_INLINE RowWords EndWord(RowWords h) {
  h = Times(hn::Xor(h, hn::ShiftRight<33>(h)), murmur3::kEnd64_1);
  h = Times(hn::Xor(h, hn::ShiftRight<33>(h)), murmur3::kEnd64_2);
  return hn::Xor(h, hn::ShiftRight<33>(h));
}

// Takes what follows the last block, with zeros behind it.
HWY_INLINE void End(RowWords k1, RowWords k2, RowWords sizes, RowWords h1, RowWords h2,
                    sinew_hash128* out) {
  h1 = hn::Xor(hn::Xor(h1, MixFirst(k1)), sizes);
  h2 = hn::Xor(hn::Xor(h2, MixSecond(k2)), sizes);
  h1 = hn::Add(h1, h2);
  h2 = hn::Add(h2, h1);
  h1 = EndWord(h1);
  h2 = EndWord(h2);
  h1 = hn::Add(h1, h2);
  StorePairs(h1, hn::Add(h2, h1), out);
}

template <size_t kWidth>
void HashValues128(const sinew_column& column, uint64_t seed, sinew_hash128* out) {
  const uint8_t* values = static_cast<const uint8_t*>(column.values);
  ForEachVector<kWidth>(
      values, column.count, out,
      [seed](const uint8_t* from, sinew_hash128* to) HWY_ATTR {
        const RowTag d;
        const RowWords zero = hn::Zero(d);
        const RowWords sizes = hn::Set(d, uint64_t{kWidth});
        RowWords h1 = hn::Set(d, seed);
        RowWords h2 = h1;
        if constexpr (kWidth == 16) {
          RowWords k1, k2;
          LoadPairs(from, k1, k2);
          Add(k1, k2, h1, h2);
          End(zero, zero, sizes, h1, h2, to);
        } else {
          End(LoadValues<kWidth>(from), zero, sizes, h1, h2, to);
        }
      },
      [seed](const uint8_t* from) HWY_ATTR { return murmur3::Hash128(from, kWidth, seed); });
}

#if HWY_TARGET == HWY_SCALAR

void HashStrings128(const sinew_column& column, uint64_t seed, sinew_hash128* out) {
  for (size_t row = 0; row < column.count; ++row) {
    const Bytes string = BytesAt(column, row);
    Store(out + row, murmur3::Hash128(string.data, string.size, seed));
  }
}

#else

// The first `bytes` bytes of words; as many as there are where it is 8 or more.
HWY_INLINE RowWords KeepBytes(RowWords words, hn::Vec<hn::RebindToSigned<RowTag> > bytes) {
  const RowTag d;
  const hn::RebindToSigned<RowTag> di;
  const RowWords one = hn::Set(d, 1);
  // Without a bound, a shift by 64 or by less than nothing.
  const RowWords bits = hn::BitCast(d, hn::ShiftLeft<3>(hn::And(bytes, hn::Set(di, 7))));
  const RowWords some = hn::And(words, hn::Sub(hn::Shl(one, bits), one));
  const auto all = hn::RebindMask(d, hn::Gt(bytes, hn::Set(di, 7)));
  const auto any = hn::RebindMask(d, hn::Gt(bytes, hn::Zero(di)));
  return hn::IfThenElse(all, words, hn::IfThenElseZero(any, some));
}

// The strings of a group from `lane` on.
HWY_INLINE void HashGroup128(const Group& group, size_t lane, uint64_t seed, sinew_hash128* out) {
  const RowTag d;
  const hn::RebindToSigned<RowTag> di;
  const uint8_t* const* at = group.at() + lane;
  const size_t blocks = group.Blocks(lane, hn::Lanes(d));
  const RowWords sizes =
      hn::PromoteTo(d, hn::LoadU(hn::Rebind<uint32_t, RowTag>(), group.sizes() + lane));
  const auto whole = hn::BitCast(di, hn::ShiftRight<4>(sizes));
  RowWords h1 = hn::Set(d, seed);
  RowWords h2 = h1;
  RowWords tail1 = hn::Zero(d);
  RowWords tail2 = tail1;
  for (size_t block = 0; block < blocks; ++block) {
    RowWords k1, k2;
    LoadBlocks(at, block * kBlockBytes, k1, k2);
    const auto index = hn::Set(di, static_cast<int64_t>(block));
    const auto last = hn::RebindMask(d, hn::Eq(whole, index));
    tail1 = hn::IfThenElse(last, k1, tail1);
    tail2 = hn::IfThenElse(last, k2, tail2);
    RowWords next1 = h1, next2 = h2;
    Add(k1, k2, next1, next2);
    const auto goes_on = hn::RebindMask(d, hn::Gt(whole, index));
    h1 = hn::IfThenElse(goes_on, next1, h1);
    h2 = hn::IfThenElse(goes_on, next2, h2);
  }
  const auto tail = hn::BitCast(di, hn::And(sizes, hn::Set(d, kBlockBytes - 1)));
  End(KeepBytes(tail1, tail), KeepBytes(tail2, hn::Sub(tail, hn::Set(di, 8))), sizes, h1, h2, out);
}

void HashStrings128(const sinew_column& column, uint64_t seed, sinew_hash128* out) {
  const size_t lanes = hn::Lanes(RowTag());
  Group group;
  size_t rows;
  for (size_t first = 0; first < column.count; first += rows, out += rows) {
    rows = std::min(column.count - first, kMaxGroup);
    const uint64_t nulls = NullRows(column, first, rows);
    const uint64_t alone = group.Take(column, first, rows, nulls);
    for (size_t row = 0; row < rows; row += lanes) {
      const bool whole = HWY_LIKELY(rows - row >= lanes);
      sinew_hash128 hashes[kMaxGroup];
      HashGroup128(group, row, seed, whole ? out + row : hashes);
      if (!whole) memcpy(out + row, hashes, (rows - row) * sizeof(sinew_hash128));
    }
    ForEachRow(alone, [&](size_t at) HWY_ATTR {
      const Bytes string = BytesAt(column, first + at);
      Store(out + at, murmur3::Hash128(string.data, string.size, seed));
    });
  }
}

#endif  // HWY_TARGET == HWY_SCALAR

void HashRows128(const sinew_column& column, uint64_t seed, sinew_hash128* out) {
  switch (ValueWidth(column.type)) {
    case 1:
      HashValues128<1>(column, seed, out);
      break;
    case 2:
      HashValues128<2>(column, seed, out);
      break;
    case 4:
      HashValues128<4>(column, seed, out);
      break;
    case 8:
      HashValues128<8>(column, seed, out);
      break;
    case 16:
      HashValues128<16>(column, seed, out);
      break;
    default:
      HashStrings128(column, seed, out);
  }
  SetNullRows(column, 0, column.count, sinew_hash128{0, 0}, out);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(HashRows32);
HWY_EXPORT(HashRows128);
}  // namespace
}  // namespace sinew

// SINEW_CHAPTER MurmurHash3
//
// Appleby's MurmurHash3 (https://github.com/aappleby/smhasher), for systems and formats that ask
// for it. The usual seed is 0. It is not for keys from strangers: inputs that have the same hash
// under every seed are easy to make.

// Returns MurmurHash3_x86_32 of `size` bytes. The size counts modulo 2^32.
SINEW_API uint32_t sinew_murmur3_32(const void* in, size_t size, uint32_t seed) SINEW_NOEXCEPT {
  return sinew::murmur3::Hash32(static_cast<const uint8_t*>(in), size, seed);
}

// Returns MurmurHash3_x64_128 of `size` bytes: `low` is the first half of the original's output,
// and by itself what is often called the 64-bit form. Both halves start with `seed`; the original's
// seed has 32 bits.
SINEW_API sinew_hash128 sinew_murmur3_128(const void* in, size_t size,
                                          uint64_t seed) SINEW_NOEXCEPT {
  return sinew::murmur3::Hash128(static_cast<const uint8_t*>(in), size, seed);
}

// Writes the 32-bit hash of every row to `out`.
SINEW_API sinew_result sinew_murmur3_32_many(const sinew_column* column, uint32_t seed,
                                             uint32_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  const sinew_result checked = sinew::CheckColumnAndOut(column, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  if (column->count != 0) SINEW_DISPATCH(HashRows32)(*column, seed, out);
  return {column->count, SINEW_STATUS_OK};
}

// Writes the 128-bit hash of every row to `out`; both halves are 0 for a null row.
SINEW_API sinew_result sinew_murmur3_128_many(const sinew_column* column, uint64_t seed,
                                              sinew_hash128* out) SINEW_NOEXCEPT {
  using namespace sinew;
  const sinew_result checked = sinew::CheckColumnAndOut(column, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  if (column->count != 0) SINEW_DISPATCH(HashRows128)(*column, seed, out);
  return {column->count, SINEW_STATUS_OK};
}

#endif  // HWY_ONCE
