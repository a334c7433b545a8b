#if defined(SINEW_HASH_SIDE_BY_SIDE_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_HASH_SIDE_BY_SIDE_INL_H_
#undef SINEW_HASH_SIDE_BY_SIDE_INL_H_
#else
#define SINEW_HASH_SIDE_BY_SIDE_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <type_traits>

#include "core/abi.h"
#include "core/bits.h"
#include "core/bytes.h"
#include "core/column.h"
#include "hash/rows-inl.h"

// Hashes that take their input word by word, such as the Murmur family, cannot go faster on one
// string than multiplications follow one another, but on many: a string a lane, 16 bytes of each at
// a time. Lanes whose string is over wait for the longest of their group.
HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

constexpr size_t kBlockBytes = 16;
constexpr size_t kMaxGroup = 16;

// The strings of up to kMaxGroup rows.
class Group {
 public:
  // Takes rows [row, row + count) of a checked column; those in the set `nulls`, counted from the
  // first, and lanes left over become empty strings. Returns the rows that had better be hashed one
  // by one, which also become empty: those as long as all others together.
  HWY_INLINE uint64_t Take(const sinew_column& column, size_t row, size_t count, uint64_t nulls) {
    return HasWideOffsets(column.type) ? TakeRows<int64_t>(column, row, count, nulls)
                                       : TakeRows<int32_t>(column, row, count, nulls);
  }

  // Blocks of the longest of `count` strings.
  HWY_INLINE size_t Blocks(size_t first, size_t count) const {
    return count == kMaxGroup ? blocks_ : BlocksOf(Longest(first, count));
  }
  const uint8_t* const* at() const { return at_; }
  const uint32_t* sizes() const { return sizes_; }

 private:
  static constexpr size_t kMaxSpan = size_t{1} << 30;
  static constexpr size_t kMaxMoved = 512;

  template <typename Offset>
  HWY_NOINLINE uint64_t TakeRows(const sinew_column& column, size_t row, size_t count,
                                 uint64_t nulls) {
    const uint8_t* values = static_cast<const uint8_t*>(column.values);
    const char* offsets = static_cast<const char*>(column.offsets) + row * sizeof(Offset);
    const Offset first = OffsetAt<Offset>(offsets, 0);
    const size_t span = static_cast<size_t>(OffsetAt<Offset>(offsets, count) - first);
    if (HWY_UNLIKELY(span > kMaxSpan)) return TakeNone(LowBits(count) & ~nulls);
    if (HWY_LIKELY(count == kMaxGroup)) {
      for (size_t i = 0; i < kMaxGroup; ++i) TakeRow<Offset>(values, offsets, i);
    } else {
      std::fill_n(at_, kMaxGroup, values + first);
      std::fill_n(sizes_, kMaxGroup, 0);
      for (size_t i = 0; i < count; ++i) TakeRow<Offset>(values, offsets, i);
    }
    ForEachRow(nulls, [this](size_t null) HWY_ATTR { sizes_[null] = 0; });
    uint32_t longest = Longest(0, kMaxGroup);
    uint64_t alone = 0;
    if (HWY_UNLIKELY(span < 2 * size_t{longest})) alone = PutAside(span, &longest);
    blocks_ = BlocksOf(longest);
    const size_t reach = blocks_ * kBlockBytes;
    const size_t last = static_cast<size_t>(OffsetAt<Offset>(offsets, count - 1));
    if (HWY_UNLIKELY(column.values_size - last < reach)) {
      if (reach > kMaxMoved) return TakeNone(LowBits(count) & ~nulls);
      MoveFromEnd(values + column.values_size, std::min(reach, column.values_size), reach);
    }
    return alone;
  }

  static size_t BlocksOf(uint32_t size) { return (size + kBlockBytes - 1) / kBlockBytes; }

  HWY_INLINE uint32_t Longest(size_t first, size_t count) const {
    uint32_t longest = 0;
    for (size_t i = first; i < first + count; ++i) longest = std::max(longest, sizes_[i]);
    return longest;
  }

  uint64_t TakeNone(uint64_t rows) {
    std::fill_n(sizes_, kMaxGroup, 0);
    blocks_ = 0;
    return rows;
  }

  HWY_NOINLINE uint64_t PutAside(size_t span, uint32_t* longest) {
    uint64_t alone = 0;
    while (*longest != 0 && span < 2 * size_t{*longest}) {
      const size_t row =
          static_cast<size_t>(std::find(sizes_, sizes_ + kMaxGroup, *longest) - sizes_);
      alone |= uint64_t{1} << row;
      span -= *longest;
      sizes_[row] = 0;
      *longest = Longest(0, kMaxGroup);
    }
    return alone;
  }

  template <typename Offset>
  HWY_INLINE void TakeRow(const uint8_t* values, const char* offsets, size_t i) {
    const Offset begin = OffsetAt<Offset>(offsets, i);
    at_[i] = values + begin;
    sizes_[i] = static_cast<uint32_t>(OffsetAt<Offset>(offsets, i + 1) - begin);
  }

  // Whole blocks are read of all strings, so those that begin less than `reach` bytes before the
  // end of the values are read from a copy of the last `size` with room behind it.
  HWY_NOINLINE void MoveFromEnd(const uint8_t* end, size_t size, size_t reach) {
    const uint8_t* from = end - size;
    memcpy(moved_, from, size);
    memset(moved_ + size, 0, reach);
    for (const uint8_t*& at : at_) {
      if (at >= from) at = moved_ + (at - from);
    }
  }

  alignas(64) const uint8_t* at_[kMaxGroup];
  alignas(64) uint32_t sizes_[kMaxGroup];
  size_t blocks_;
  uint8_t moved_[2 * kMaxMoved];
};

#if HWY_TARGET != HWY_SCALAR

using D32 = hn::CappedTag<uint32_t, kMaxGroup>;
using V32 = hn::Vec<D32>;

#if HWY_HAVE_SCALABLE

// Words 0 to 3 of the blocks at at[lane] + offset, a string a lane.
HWY_INLINE void LoadBlocks(const uint8_t* const* at, size_t offset, V32& w0, V32& w1, V32& w2,
                           V32& w3) {
  const D32 d;
  HWY_ALIGN uint32_t words[4][kMaxGroup];
  for (size_t lane = 0; lane < hn::Lanes(d); ++lane) {
    for (size_t i = 0; i < 4; ++i) words[i][lane] = Load<uint32_t>(at[lane] + offset + 4 * i);
  }
  w0 = hn::Load(d, words[0]);
  w1 = hn::Load(d, words[1]);
  w2 = hn::Load(d, words[2]);
  w3 = hn::Load(d, words[3]);
}

// The same as two words of 64 bits.
HWY_INLINE void LoadBlocks(const uint8_t* const* at, size_t offset, RowWords& w0, RowWords& w1) {
  const RowTag d;
  HWY_ALIGN uint64_t words[2][kMaxGroup];
  for (size_t lane = 0; lane < hn::Lanes(d); ++lane) {
    for (size_t i = 0; i < 2; ++i) words[i][lane] = Load<uint64_t>(at[lane] + offset + 8 * i);
  }
  w0 = hn::Load(d, words[0]);
  w1 = hn::Load(d, words[1]);
}

#else

// The 16 bytes at at[0], at[4], ... in the parts of a vector.
template <class D>
HWY_INLINE hn::Vec<D> LoadParts(D d, const uint8_t* const* at, size_t offset) {
  constexpr size_t kWords = kBlockBytes / sizeof(hn::TFromD<D>);
  if constexpr (hn::MaxLanes(D()) == kWords) {
    return hn::LoadU(d, reinterpret_cast<const hn::TFromD<D>*>(at[0] + offset));
  } else {
    const hn::Half<D> half;
    const auto lower = LoadParts(half, at, offset);
    return hn::Combine(d, LoadParts(half, at + hn::MaxLanes(half), offset), lower);
  }
}

HWY_INLINE void LoadBlocks(const uint8_t* const* at, size_t offset, V32& w0, V32& w1, V32& w2,
                           V32& w3) {
  const D32 d;
  const hn::RepartitionToWide<D32> d64;
  const V32 r0 = LoadParts(d, at, offset);
  const V32 r1 = LoadParts(d, at + 1, offset);
  const V32 r2 = LoadParts(d, at + 2, offset);
  const V32 r3 = LoadParts(d, at + 3, offset);
  const auto low01 = hn::BitCast(d64, hn::InterleaveLower(d, r0, r1));
  const auto low23 = hn::BitCast(d64, hn::InterleaveLower(d, r2, r3));
  const auto high01 = hn::BitCast(d64, hn::InterleaveUpper(d, r0, r1));
  const auto high23 = hn::BitCast(d64, hn::InterleaveUpper(d, r2, r3));
  w0 = hn::BitCast(d, hn::InterleaveLower(d64, low01, low23));
  w1 = hn::BitCast(d, hn::InterleaveUpper(d64, low01, low23));
  w2 = hn::BitCast(d, hn::InterleaveLower(d64, high01, high23));
  w3 = hn::BitCast(d, hn::InterleaveUpper(d64, high01, high23));
}

HWY_INLINE void LoadBlocks(const uint8_t* const* at, size_t offset, RowWords& w0, RowWords& w1) {
  const RowTag d;
  const RowWords r0 = LoadParts(d, at, offset);
  const RowWords r1 = LoadParts(d, at + 1, offset);
  w0 = hn::InterleaveLower(d, r0, r1);
  w1 = hn::InterleaveUpper(d, r0, r1);
}

#endif  // HWY_HAVE_SCALABLE

// The first `size` % 4 bytes of the tails.
HWY_INLINE V32 KeepTail(V32 tail, V32 sizes) {
  const D32 d;
  const V32 bits = hn::ShiftLeft<3>(hn::And(sizes, hn::Set(d, 3)));
  const V32 one = hn::Set(d, 1);
  return hn::And(tail, hn::Sub(hn::Shl(one, bits), one));
}

#endif  // HWY_TARGET != HWY_SCALAR

// Writes for each row of a checked column what `output` makes of its hash. A Hash has
//
//   uint32_t One(const uint8_t* in, size_t size)   the hash of one string
//   V32 Begin(V32 sizes), Add(V32 h, V32 word)     a string a lane: the state before the first
//   V32 End(V32 h, V32 tail, V32 sizes)            word, after one more, and the hash
//
// where `tail` has the bytes behind the last whole word, and any others behind those. An Output has
// Of(uint32_t), Of(V32), and `null`, which is written for a null row.
template <class Hash, class Output>
class Rows32 {
 public:
  HWY_INLINE Rows32(const sinew_column& column, const Hash& hash, const Output& output)
      : column_(column), hash_(hash), output_(output) {}

  HWY_INLINE void Run(uint32_t* out) const {
    switch (ValueWidth(column_.type)) {
      case 1:
        return Values<1>(out);
      case 2:
        return Values<2>(out);
      case 4:
        return Values<4>(out);
      case 8:
        return Values<8>(out);
      case 16:
        return Values<16>(out);
      default:
        return Strings(out);
    }
  }

 private:
  HWY_INLINE void One(const uint8_t* in, size_t size, uint32_t* out) const {
    Store(out, output_.Of(hash_.One(in, size)));
  }

#if HWY_TARGET == HWY_SCALAR

  template <size_t kWidth>
  void Values(uint32_t* out) const {
    const uint8_t* values = static_cast<const uint8_t*>(column_.values);
    for (size_t row = 0; row < column_.count; ++row) {
      if (IsValid(column_, row)) {
        One(values + row * kWidth, kWidth, out + row);
      } else {
        Store(out + row, output_.null);
      }
    }
  }

  void Strings(uint32_t* out) const {
    for (size_t row = 0; row < column_.count; ++row) {
      if (IsValid(column_, row)) {
        const Bytes string = BytesAt(column_, row);
        One(string.data, string.size, out + row);
      } else {
        Store(out + row, output_.null);
      }
    }
  }

#else

  HWY_INLINE void StoreAll(V32 h, uint32_t* out) const { hn::StoreU(output_.Of(h), D32(), out); }

  HWY_INLINE void StoreFirst(V32 h, size_t count, uint32_t* out) const {
    HWY_ALIGN uint32_t hashes[kMaxGroup];
    hn::Store(output_.Of(h), D32(), hashes);
    memcpy(out, hashes, count * sizeof(uint32_t));
  }

  template <size_t kWidth>
  HWY_INLINE V32 HashValues(const uint8_t* values) const {
    const D32 d;
    const V32 sizes = hn::Set(d, uint32_t{kWidth});
    const uint32_t* words = reinterpret_cast<const uint32_t*>(values);
    V32 h = hash_.Begin(sizes);
    if constexpr (kWidth < 4) {
      using T = std::conditional_t<kWidth == 1, uint8_t, uint16_t>;
      const hn::Rebind<T, D32> narrow;
      const V32 tail = hn::PromoteTo(d, hn::LoadU(narrow, reinterpret_cast<const T*>(values)));
      return hash_.End(h, tail, sizes);
    } else if constexpr (kWidth == 4) {
      h = hash_.Add(h, hn::LoadU(d, words));
    } else if constexpr (kWidth == 8) {
      const V32 low = hn::LoadU(d, words);
      const V32 high = hn::LoadU(d, words + hn::Lanes(d));
      h = hash_.Add(h, hn::ConcatEven(d, high, low));
      h = hash_.Add(h, hn::ConcatOdd(d, high, low));
    } else {
      V32 w0, w1, w2, w3;
      hn::LoadInterleaved4(d, words, w0, w1, w2, w3);
      h = hash_.Add(hash_.Add(hash_.Add(hash_.Add(h, w0), w1), w2), w3);
    }
    return hash_.End(h, hn::Zero(d), sizes);
  }

  template <size_t kWidth>
  HWY_INLINE void Values(uint32_t* out) const {
    const uint8_t* values = static_cast<const uint8_t*>(column_.values);
    const size_t count = column_.count;
    const size_t lanes = hn::Lanes(D32());
    size_t row = 0;
    for (; row + lanes <= count; row += lanes) {
      StoreAll(HashValues<kWidth>(values + row * kWidth), out + row);
    }
    if (row != count) {
      uint8_t last[kMaxGroup * kWidth] = {};
      memcpy(last, values + row * kWidth, (count - row) * kWidth);
      StoreFirst(HashValues<kWidth>(last), count - row, out + row);
    }
    SetNullRows(column_, 0, count, output_.null, out);
  }

  HWY_INLINE void Strings(uint32_t* out) const {
    const size_t lanes = hn::Lanes(D32());
    Group group;
    size_t rows;
    for (size_t first = 0; first < column_.count; first += rows, out += rows) {
      rows = std::min(column_.count - first, kMaxGroup);
      const uint64_t nulls = NullRows(column_, first, rows);
      const uint64_t alone = group.Take(column_, first, rows, nulls);
      for (size_t row = 0; row < rows; row += lanes) {
        const V32 hashes = HashGroup(group, row);
        if (HWY_LIKELY(rows - row >= lanes)) {
          StoreAll(hashes, out + row);
        } else {
          StoreFirst(hashes, rows - row, out + row);
        }
      }
      ForEachRow(alone, [&](size_t at) HWY_ATTR {
        const Bytes string = BytesAt(column_, first + at);
        One(string.data, string.size, out + at);
      });
      ForEachRow(nulls, [&](size_t null) HWY_ATTR { Store(out + null, output_.null); });
    }
  }

  // The strings of a group from `lane` on.
  HWY_INLINE V32 HashGroup(const Group& group, size_t lane) const {
    const D32 d;
    const hn::RebindToSigned<D32> di;
    const uint8_t* const* at = group.at() + lane;
    const size_t blocks = group.Blocks(lane, hn::Lanes(d));
    const V32 sizes = hn::Load(d, group.sizes() + lane);
    const auto words = hn::BitCast(di, hn::ShiftRight<2>(sizes));
    V32 h = hash_.Begin(sizes);
    V32 tail = hn::Zero(d);
    for (size_t block = 0; block < blocks; ++block) {
      V32 w0, w1, w2, w3;
      LoadBlocks(at, block * kBlockBytes, w0, w1, w2, w3);
      const int32_t index = static_cast<int32_t>(4 * block);
      AddWord(w0, hn::Set(di, index), words, h, tail);
      AddWord(w1, hn::Set(di, index + 1), words, h, tail);
      AddWord(w2, hn::Set(di, index + 2), words, h, tail);
      AddWord(w3, hn::Set(di, index + 3), words, h, tail);
    }
    return hash_.End(h, tail, sizes);
  }

  using I32 = hn::Vec<hn::RebindToSigned<D32> >;

  // What lies behind the whole words of a string is its tail.
  HWY_INLINE void AddWord(V32 word, I32 index, I32 words, V32& h, V32& tail) const {
    const D32 d;
    tail = hn::IfThenElse(hn::RebindMask(d, hn::Eq(words, index)), word, tail);
    h = hn::IfThenElse(hn::RebindMask(d, hn::Gt(words, index)), hash_.Add(h, word), h);
  }

#endif  // HWY_TARGET == HWY_SCALAR

  const sinew_column& column_;
  const Hash& hash_;
  const Output& output_;
};

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // SINEW_HASH_SIDE_BY_SIDE_INL_H_
