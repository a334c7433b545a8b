#if defined(SINEW_ENCODING_ALP_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_ENCODING_ALP_INL_H_
#undef SINEW_ENCODING_ALP_INL_H_
#else
#define SINEW_ENCODING_ALP_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "core/targets.h"
#include "encoding/alp.h"
#include "encoding/bitpack-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Lanes of one value each. A vector of kAlpVector values and the samples of one are whole numbers
// of them.
template <typename T>
using AlpTag = hn::CappedTag<T, 16>;
template <typename T>
using AlpFloatTag = hn::RebindToFloat<AlpTag<T>>;

// A value v is the integer d = round(v * 10^exponent * 10^-factor) if d * 10^factor *
// 10^-exponent is v again, in that order and with roundings of this type.
struct AlpCombination {
  size_t exponent, factor;
};

// Values as integers. Sums with the magic number stand for the integers: they compare as those do,
// and minima of floats cost one instruction on every target.
template <typename T>
class Decimals {
 public:
  using D = AlpTag<T>;
  using DF = AlpFloatTag<T>;
  using V = hn::Vec<D>;
  using VF = hn::Vec<DF>;
  using Traits = AlpTraits<T>;

  explicit Decimals(AlpCombination with)
      : exponent_(Traits::kTens[with.exponent]),
        factor_(Traits::kTenths[with.factor]),
        factor_back_(Traits::kTens[with.factor]),
        exponent_back_(Traits::kTenths[with.exponent]) {}

  // The sums of the integers that are nearest; those of values that are far too large, infinite or
  // NaN mean nothing.
  HWY_INLINE VF Sum(VF values) const {
    const DF df;
    const auto scaled = hn::Mul(hn::Mul(values, hn::Set(df, exponent_)), hn::Set(df, factor_));
    return hn::Add(scaled, Magic());
  }

  HWY_INLINE VF Value(VF sum) const {
    const DF df;
    const auto integer = hn::Sub(sum, Magic());
    return hn::Mul(hn::Mul(integer, hn::Set(df, factor_back_)), hn::Set(df, exponent_back_));
  }

  // Whether the very bits of the values come back, from an integer in the range of the sums.
  HWY_INLINE hn::Mask<D> Exact(VF values, VF sum) const {
    const D d;
    const auto bits = hn::BitCast(d, sum);
    const auto exponent = hn::ShiftRight<Traits::kMantissa>(bits);
    const auto in_range = hn::Eq(exponent, hn::Set(d, Traits::kMagic >> Traits::kMantissa));
    return hn::And(in_range, hn::Eq(hn::BitCast(d, Value(sum)), hn::BitCast(d, values)));
  }

 private:
  HWY_INLINE VF Magic() const { return hn::BitCast(DF(), hn::Set(D(), Traits::kMagic)); }

  typename Traits::Float exponent_, factor_, factor_back_, exponent_back_;
};

// The ends of the range of sums, for minima and maxima to begin with.
template <typename T>
constexpr typename AlpTraits<T>::Float kLeastSum =
    static_cast<typename AlpTraits<T>::Float>(T{1} << AlpTraits<T>::kMantissa);
template <typename T>
constexpr typename AlpTraits<T>::Float kSumsEnd = 2 * kLeastSum<T>;

// Widens a range by the lanes of a mask.
template <typename T>
HWY_INLINE void Widen(hn::Vec<AlpFloatTag<T>> sum, hn::Mask<AlpTag<T>> lanes,
                      hn::Vec<AlpFloatTag<T>>& least, hn::Vec<AlpFloatTag<T>>& most) {
  const auto mask = hn::RebindMask(AlpFloatTag<T>(), lanes);
  least = hn::Min(least, hn::IfThenElse(mask, sum, least));
  most = hn::Max(most, hn::IfThenElse(mask, sum, most));
}

// The bits of the least and of the largest lane.
template <typename T>
HWY_INLINE T LeastBits(hn::Vec<AlpFloatTag<T>> sums) {
  const auto sum = hn::GetLane(hn::MinOfLanes(AlpFloatTag<T>(), sums));
  return Load<T>(&sum);
}
template <typename T>
HWY_INLINE T MostBits(hn::Vec<AlpFloatTag<T>> sums) {
  const auto sum = hn::GetLane(hn::MaxOfLanes(AlpFloatTag<T>(), sums));
  return Load<T>(&sum);
}

// Bits that `count` samples take with a combination; at least `limit` if that is more. Samples
// are filled up to kAlpSamples.
template <typename T>
HWY_INLINE uint64_t SampleCost(const T* samples, size_t count, AlpCombination with,
                               uint64_t limit) {
  const AlpTag<T> d;
  const AlpFloatTag<T> df;
  const Decimals<T> decimals(with);
  auto least = hn::Set(df, kSumsEnd<T>), most = hn::Set(df, kLeastSum<T>);
  size_t exact = 0;
  uint64_t exceptions = 0;
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    const auto values = hn::BitCast(df, hn::Load(d, samples + i));
    const auto sum = decimals.Sum(values);
    auto mask = decimals.Exact(values, sum);
    if (count - i < hn::Lanes(d)) mask = hn::And(mask, hn::FirstN(d, count - i));
    Widen<T>(sum, mask, least, most);
    exact += hn::CountTrue(d, mask);
    exceptions = (std::min(count, i + hn::Lanes(d)) - exact) * (kAlpBits<T> + 16);
    if (exceptions >= limit) return exceptions;
  }
  if (exact == 0) return limit;
  return exceptions + count * WidthOf(MostBits<T>(most) - LeastBits<T>(least));
}

// What a vector of up to kAlpVector values becomes before it is packed.
template <typename T>
struct AlpWork {
  alignas(64) T values[kAlpVector];  // of a vector that is not whole, filled up
  alignas(64) T packed[kAlpVector + kMaxPackStep];
  alignas(64) T rights[kAlpVector + kMaxPackStep];
  uint16_t positions[kAlpVector];
  size_t exceptions;
};

// Appends the positions of lanes.
template <typename T>
HWY_INLINE void AddExceptions(hn::Mask<AlpTag<T>> lanes, size_t first, AlpWork<T>* work) {
  uint8_t bytes[8] = {};
  hn::StoreMaskBits(AlpTag<T>(), lanes, bytes);
  for (uint64_t bits = Load<uint64_t>(bytes); bits != 0; bits &= bits - 1) {
    work->positions[work->exceptions++] =
        static_cast<uint16_t>(first + static_cast<size_t>(__builtin_ctzll(bits)));
  }
}

// The values of a vector, filled up to whole lanes.
template <typename T>
HWY_INLINE const T* WholeLanes(const uint8_t* in, size_t count, AlpWork<T>* work) {
  if (count == kAlpVector) return reinterpret_cast<const T*>(in);
  memcpy(work->values, in, count * sizeof(T));
  std::fill(work->values + count, work->values + kAlpVector, T{0});
  return work->values;
}

// Turns values into integers less the least of them, which becomes *base; returns their width.
template <typename T>
HWY_INLINE size_t ToIntegers(const uint8_t* in, size_t count, AlpCombination with, AlpWork<T>* work,
                             T* base) {
  const AlpTag<T> d;
  const AlpFloatTag<T> df;
  const Decimals<T> decimals(with);
  auto least = hn::Set(df, kSumsEnd<T>), most = hn::Set(df, kLeastSum<T>);
  work->exceptions = 0;
  const T* values = WholeLanes(in, count, work);
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    const auto value = hn::BitCast(df, hn::LoadU(d, values + i));
    const auto sum = decimals.Sum(value);
    auto exact = decimals.Exact(value, sum);
    auto inexact = hn::Not(exact);
    if (HWY_UNLIKELY(count - i < hn::Lanes(d))) {
      const auto there = hn::FirstN(d, count - i);
      exact = hn::And(exact, there);
      inexact = hn::And(inexact, there);
    }
    Widen<T>(sum, exact, least, most);
    hn::Store(hn::BitCast(d, sum), d, work->packed + i);
    if (HWY_UNLIKELY(!hn::AllFalse(d, inexact))) AddExceptions<T>(inexact, i, work);
  }
  if (work->exceptions == count) {
    *base = 0;
    memset(work->packed, 0, count * sizeof(T));
    return 0;
  }
  const T first = LeastBits<T>(least);
  for (size_t k = 0; k < work->exceptions; ++k) work->packed[work->positions[k]] = first;
  const auto first_v = hn::Set(d, first);
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    hn::Store(hn::Sub(hn::Load(d, work->packed + i), first_v), d, work->packed + i);
  }
  *base = first - AlpTraits<T>::kMagic;
  return WidthOf(MostBits<T>(most) - first);
}

// Splits values into codes, in work->packed, and right parts.
template <typename T>
HWY_INLINE void ToParts(const uint8_t* in, size_t count, const AlpSplit& split, AlpWork<T>* work) {
  const AlpTag<T> d;
  const size_t right = kAlpBits<T> - split.left;
  const auto right_mask = hn::Set(d, static_cast<T>(LowBits(right)));
  const size_t last = (size_t{1} << split.code) - 1;
  T entries[kAlpDictionary];
  for (size_t i = 0; i <= last; ++i) entries[i] = static_cast<T>(T{split.dictionary[i]} << right);
  work->exceptions = 0;
  const T* values = WholeLanes(in, count, work);
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    const auto value = hn::LoadU(d, values + i);
    const auto left = hn::AndNot(right_mask, value);
    // From the last entry to the first, which wins.
    auto known = hn::Eq(left, hn::Set(d, entries[last]));
    auto code = hn::Set(d, static_cast<T>(last));
    for (size_t entry = last; entry-- > 0;) {
      const auto same = hn::Eq(left, hn::Set(d, entries[entry]));
      code = hn::IfThenElse(same, hn::Set(d, static_cast<T>(entry)), code);
      known = hn::Or(known, same);
    }
    code = hn::IfThenElseZero(known, code);
    hn::Store(code, d, work->packed + i);
    hn::Store(hn::And(value, right_mask), d, work->rights + i);
    auto unknown = hn::Not(known);
    if (HWY_UNLIKELY(count - i < hn::Lanes(d))) {
      unknown = hn::And(unknown, hn::FirstN(d, count - i));
    }
    if (HWY_UNLIKELY(!hn::AllFalse(d, unknown))) AddExceptions<T>(unknown, i, work);
  }
}

// Integers of `width` bits, at `in` with `size` bytes that may be read, to values: `base` is added,
// the powers of ten are multiplied.
template <typename T>
HWY_INLINE void FromIntegers(const uint8_t* in, size_t size, size_t width, T base,
                             AlpCombination with, uint8_t* out, size_t count) {
  const AlpTag<T> d;
  const AlpFloatTag<T> df;
  const Decimals<T> decimals(with);
  const auto base_v = hn::Set(d, static_cast<T>(base + AlpTraits<T>::kMagic));
  T* to = reinterpret_cast<T*>(out);
  const auto value = [&](hn::Vec<decltype(d)> integers) HWY_ATTR {
    return hn::BitCast(d, decimals.Value(hn::BitCast(df, hn::Add(integers, base_v))));
  };
#if SINEW_UNPACK == SINEW_UNPACK_VBMI
  if (width != 0) {
    const hn::Repartition<uint8_t, decltype(d)> d8;
    const Unpacker<T> unpacker(width);
    const size_t lanes = hn::Lanes(d);
    const size_t step = lanes * width / 8;
    const auto unpack = [&](auto straddles) HWY_ATTR {
      size_t i = 0;
      for (; count - i >= lanes && size >= 64; i += lanes, in += step, size -= step) {
        const auto integers =
            unpacker.template Values<decltype(straddles)::value>(hn::LoadU(d8, in));
        hn::StoreU(value(integers), d, to + i);
      }
      for (; i < count; i += lanes, in += step, size -= std::min(size, step)) {
        const auto integers = unpacker.template Values<decltype(straddles)::value>(
            LoadPart(d8, in, std::min<size_t>(size, 64)));
        if (count - i >= lanes) {
          hn::StoreU(value(integers), d, to + i);
        } else {
          hn::BlendedStore(value(integers), hn::FirstN(d, count - i), d, to + i);
        }
      }
    };
    if (Straddles<T>(width)) {
      unpack(std::true_type());
    } else {
      unpack(std::false_type());
    }
    return;
  }
#endif
  Unpack<T>(in, size, width, out, count);
  size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
    hn::StoreU(value(hn::LoadU(d, to + i)), d, to + i);
  }
  if (i == count) return;
  HWY_ALIGN T last[16] = {};
  memcpy(last, to + i, (count - i) * sizeof(T));
  hn::Store(value(hn::Load(d, last)), d, last);
  memcpy(to + i, last, (count - i) * sizeof(T));
}

// Puts the left parts of a dictionary, in place, before the right ones, which are in `out`.
template <typename T>
HWY_INLINE void FromParts(const T* codes, const T* dictionary, uint8_t* out, size_t count) {
  size_t i = 0;
#if SINEW_HAS_AVX3
  const AlpTag<T> d;
  T* to = reinterpret_cast<T*>(out);
  // The codes of values of 32 bits stay in the lower half of the lanes.
  alignas(64) T entries[16] = {};
  std::copy(dictionary, dictionary + kAlpDictionary, entries);
  const auto table = hn::Load(d, entries);
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
    const auto left = hn::TableLookupLanes(table, hn::IndicesFromVec(d, hn::Load(d, codes + i)));
    hn::StoreU(hn::Or(left, hn::LoadU(d, to + i)), d, to + i);
  }
#endif
  for (; i < count; ++i) {
    uint8_t* at = out + i * sizeof(T);
    Store(at, static_cast<T>(Load<T>(at) | dictionary[codes[i]]));
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard
