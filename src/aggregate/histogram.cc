#include <algorithm>
#include <bit>
#include <cmath>

#include "aggregate/abi.h"
#include "core/column.h"
#include "core/dispatch.h"
#include "core/float_environment.h"
#include "core/widen.h"

// Counts values in three passes over a block that fits the cache of the first level: they are
// widened to doubles, their bins are found, and the bins of the rows that take part are counted. An
// increment waits for one of the same bin before it, so neighbours count in different tables.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/histogram.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/scalar-inl.h"
#include "core/vectors-inl.h"

#ifndef SINEW_AGGREGATE_HISTOGRAM_CC_
#define SINEW_AGGREGATE_HISTOGRAM_CC_

namespace sinew {
namespace {

constexpr size_t kBlockRows = 1024;
// Counters behind those of the bins: below them, above them, NaN.
constexpr size_t kBelow = 0, kAbove = 1, kNaN = 2, kOthers = 3;
constexpr size_t kMaxBins = size_t{1} << 24;
// Up to so many edges all are compared with, more are searched.
constexpr size_t kFewEdges = 16;

// Bins of any kind. Bin i is from edge i on, and what is at the last edge is in the last bin.
struct Bins {
  size_t count;
  double low, high;
  // Of one width: edge i is low + i * width, and a value about scale * (value - low).
  double width, scale;
  // Given.
  const uint8_t* edges;
  // Log-linear: the bits of a double without its lowest `shift` count the bins.
  size_t shift;
};

}  // namespace
}  // namespace sinew

#endif  // SINEW_AGGREGATE_HISTOGRAM_CC_

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Writes the bin of each value, or the counter behind the bins; `bin` is of values between the
// outer edges, as a double, and what it is of others does not matter.
template <class BinOf>
HWY_INLINE void FindBins(const Bins& bins, const uint8_t* values, uint32_t* out, const BinOf& bin) {
  const hn::ScalableTag<double> d;
  const hn::Rebind<int32_t, decltype(d)> d32;
  const auto low = hn::Set(d, bins.low), high = hn::Set(d, bins.high);
  const double count = static_cast<double>(bins.count);
  const auto last = hn::Set(d, count - 1);
  for (size_t i = 0; i < kBlockRows; i += hn::Lanes(d)) {
    const auto v = LoadUnaligned(d, values + i * sizeof(double));
    const auto below = hn::Lt(v, low), above = hn::Lt(high, v);
    const auto number = hn::Eq(v, v);
    auto at = hn::Min(bin(v), last);
    at = hn::IfThenElse(below, hn::Set(d, count + kBelow), at);
    at = hn::IfThenElse(above, hn::Set(d, count + kAbove), at);
    at = hn::IfThenElse(number, at, hn::Set(d, count + kNaN));
    StoreUnaligned(hn::DemoteTo(d32, at), d32, out + i);
  }
}

void FindEqual(const Bins& bins, const uint8_t* values, uint32_t* out) {
  const hn::ScalableTag<double> d;
  const auto low = hn::Set(d, bins.low), width = hn::Set(d, bins.width);
  const auto scale = hn::Set(d, bins.scale), one = hn::Set(d, 1.0);
  FindBins(bins, values, out, [&](auto v) HWY_ATTR {
    // Rounding may lead to a bin beside the right one, and no further.
    const auto near = hn::Floor(hn::Mul(hn::Sub(v, low), scale));
    const auto begin = hn::Add(low, hn::Mul(near, width));
    const auto next = hn::Add(near, one);
    const auto end = hn::Add(low, hn::Mul(next, width));
    const auto not_above = hn::IfThenElse(hn::Le(end, v), next, near);
    return hn::IfThenElse(hn::Lt(v, begin), hn::Sub(near, one), not_above);
  });
}

void FindGiven(const Bins& bins, const uint8_t* values, uint32_t* out) {
  const hn::ScalableTag<double> d;
  if (bins.count <= kFewEdges) {
    return FindBins(bins, values, out, [&](auto v) HWY_ATTR {
      auto bin = hn::Zero(d);
      for (size_t i = 1; i < bins.count; ++i) {
        const auto edge = hn::Set(d, Load<double>(bins.edges + i * sizeof(double)));
        bin = hn::Add(bin, hn::IfThenElseZero(hn::Le(edge, v), hn::Set(d, 1.0)));
      }
      return bin;
    });
  }
  for (size_t i = 0; i < kBlockRows; ++i) {
    const double v = Load<double>(values + i * sizeof(double));
    if (!(v >= bins.low && v <= bins.high)) {
      const size_t other = v < bins.low ? kBelow : v > bins.high ? kAbove : kNaN;
      out[i] = static_cast<uint32_t>(bins.count + other);
      continue;
    }
    size_t bin = 0;
    for (size_t size = bins.count; size > 1;) {
      const size_t half = size / 2;
      bin += Load<double>(bins.edges + (bin + half) * sizeof(double)) <= v ? half : 0;
      size -= half;
    }
    out[i] = static_cast<uint32_t>(bin);
  }
}

// Of positive doubles the order is that of their bits.
void FindLogLinear(const Bins& bins, const uint8_t* values, uint32_t* out) {
  const uint64_t low = std::bit_cast<uint64_t>(bins.low);
  const uint64_t range = std::bit_cast<uint64_t>(bins.high) - low;
  const uint64_t last = bins.count - 1;
  for (size_t i = 0; i < kBlockRows; ++i) {
    const uint8_t* const at = values + i * sizeof(double);
    const uint64_t above_low = Load<uint64_t>(at) - low;
    if (__builtin_expect(above_low <= range, 1)) {
      out[i] = static_cast<uint32_t>(std::min(above_low >> bins.shift, last));
    } else {
      const double v = Load<double>(at);
      const size_t other = v < bins.low ? kBelow : v > bins.high ? kAbove : kNaN;
      out[i] = static_cast<uint32_t>(bins.count + other);
    }
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {

HWY_EXPORT(FindEqual);
HWY_EXPORT(FindGiven);
HWY_EXPORT(FindLogLinear);

using Find = void (*)(const Bins& bins, const uint8_t* values, uint32_t* out);

void Increment(uint8_t* counts, size_t bin) {
  uint8_t* const at = counts + bin * sizeof(uint64_t);
  Store(at, Load<uint64_t>(at) + 1);
}

// Of 64 rows those of a word.
void CountBins(uint64_t word, const uint32_t* bins, uint8_t* counts) {
  if (word == ~uint64_t{0}) {
    for (size_t i = 0; i < 64; ++i) Increment(counts, bins[i]);
    return;
  }
  for (; word != 0; word &= word - 1) Increment(counts, bins[__builtin_ctzll(word)]);
}

// Which rows of a column take part.
struct Rows {
  const sinew_column& column;
  const uint8_t* bitmap;
  size_t offset;

  uint64_t Word(size_t row, size_t count) const {
    uint64_t word = LowBits(count);
    if (column.validity != nullptr) {
      word &= LoadBits(column.validity, column.validity_offset + row, count);
    }
    if (bitmap != nullptr) word &= LoadBits(bitmap, offset + row, count);
    return word;
  }
};

// Tables of counters for neighbours, added up at the end.
class Tables {
 public:
  // Whether they are worth being cleared and added up.
  static bool Fit(size_t counters, size_t rows) {
    return counters <= kCounters && rows >= 8 * counters;
  }

  explicit Tables(size_t counters) : counters_(counters) {
    for (auto& table : tables_) std::fill_n(table, counters, 0);
  }
  void Add(const uint32_t* bins) {
    for (size_t i = 0; i < 64; i += kTables) {
      for (size_t k = 0; k < kTables; ++k) ++tables_[k][bins[i + k]];
    }
  }
  void AddTo(uint8_t* counts) const {
    for (size_t i = 0; i < counters_; ++i) {
      uint64_t sum = Load<uint64_t>(counts + i * sizeof(sum));
      for (const auto& table : tables_) sum += table[i];
      Store(counts + i * sizeof(sum), sum);
    }
  }

 private:
  static constexpr size_t kTables = 4, kCounters = 1024;
  const size_t counters_;
  uint32_t tables_[kTables][kCounters];
};

// At most 2^32 rows, which a table can count.
void CountRows(const Rows& rows, const Bins& bins, Find find, size_t first, size_t count,
               uint8_t* counts) {
  const size_t counters = bins.count + kOthers;
  const bool by_tables = Tables::Fit(counters, count);
  Tables tables(by_tables ? counters : 0);
  double values[kBlockRows];
  uint32_t found[kBlockRows];
  std::fill_n(values, kBlockRows, 0.0);
  for (size_t row = first; row < first + count; row += kBlockRows) {
    const size_t in_block = std::min(kBlockRows, first + count - row);
    const uint8_t* from = reinterpret_cast<const uint8_t*>(values);
    if (rows.column.type == SINEW_TYPE_F64 && in_block == kBlockRows) {
      from = AsBytes(rows.column.values) + row * sizeof(double);
    } else {
      WidenRows(rows.column, row, in_block, values);
    }
    find(bins, from, found);
    for (size_t i = 0; i < in_block; i += 64) {
      const uint64_t word = rows.Word(row + i, std::min<size_t>(in_block - i, 64));
      if (by_tables && word == ~uint64_t{0}) {
        tables.Add(found + i);
      } else {
        CountBins(word, found + i, counts);
      }
    }
  }
  if (by_tables) tables.AddTo(counts);
}

sinew_status Count(const sinew_column* in, const uint8_t* bitmap, size_t bitmap_offset,
                   const Bins& bins, Find find, uint64_t* counts) {
  const sinew_status status = CheckColumn(in, "column", nullptr);
  if (status != SINEW_STATUS_OK) return status;
  size_t end;
  if (!IsNumber(in->type) || counts == nullptr ||
      __builtin_add_overflow(bitmap_offset, in->count, &end)) {
    return SINEW_STATUS_INVALID_ARGUMENT;
  }
  constexpr size_t kMostRows = size_t{1} << 31;
  const Rows rows = {*in, bitmap, bitmap_offset};
  for (size_t row = 0; row < in->count; row += kMostRows) {
    CountRows(rows, bins, find, row, std::min(kMostRows, in->count - row),
              reinterpret_cast<uint8_t*>(counts));
  }
  return SINEW_STATUS_OK;
}

// Whether a double has no bits below the first `bits` of its fraction, and is positive and normal.
bool IsEdge(double value, uint32_t bits) {
  return std::isnormal(value) && value > 0 &&
         (std::bit_cast<uint64_t>(value) & LowBits(52 - bits)) == 0;
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Histograms
//
// How many values of a column of numbers are in each bin. A bin is from an edge to the next: a
// value at an edge belongs to the bin that begins there, and one at the last edge to the last bin,
// as in NumPy. `counts` has bin_count + 3 counters: one for each bin, then one for what is below
// the first edge, one for what is above the last, and one for NaN. Nulls are not counted, and
// neither is a row for which bit bitmap_offset + its number of `bitmap`, which may be null, is 0.
// Integers are rounded to doubles first, if they are beyond 2^53. The counters are added to, so
// they are zeros at first; and the sum of two histograms of the same bins is that of all rows.

// Counts values in bins between edges that are given, bin_count + 1 of them in ascending order.
// Infinite edges are taken: with -infinity and infinity as the outer ones nothing is outside.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for another null pointer, a malformed
// column or one that is not of numbers, edges of which one is NaN or not above the one before it,
// and a bin_count of 0 or above 2^24.
SINEW_API sinew_status sinew_histogram(const sinew_column* in, const uint8_t* bitmap,
                                       size_t bitmap_offset, const double* edges, uint64_t* counts,
                                       size_t bin_count) SINEW_NOEXCEPT {
  using namespace sinew;
  if (edges == nullptr || bin_count == 0 || bin_count > kMaxBins) {
    return SINEW_STATUS_INVALID_ARGUMENT;
  }
  const FloatEnvironment environment;
  const uint8_t* from = AsBytes(edges);
  const auto edge = [from](size_t i) { return Load<double>(from + i * sizeof(double)); };
  for (size_t i = 0; i < bin_count; ++i) {
    if (!(edge(i) < edge(i + 1))) return SINEW_STATUS_INVALID_ARGUMENT;
  }
  const Bins bins = {bin_count, edge(0), edge(bin_count), 0, 0, from, 0};
  return Count(in, bitmap, bitmap_offset, bins, SINEW_DISPATCH(FindGiven), counts);
}

// Counts values in bins of one width: edge i is low + i * w, computed in doubles, with a width w of
// (high - low) / bin_count, and the last one is `high`.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for another null pointer, a malformed
// column or one that is not of numbers, `low` not below `high`, a width that is infinite, subnormal
// or less than 2^-48 times the size of either, and a bin_count of 0 or above 2^24.
SINEW_API sinew_status sinew_histogram_linear(const sinew_column* in, const uint8_t* bitmap,
                                              size_t bitmap_offset, double low, double high,
                                              uint64_t* counts, size_t bin_count) SINEW_NOEXCEPT {
  using namespace sinew;
  if (bin_count == 0 || bin_count > kMaxBins) return SINEW_STATUS_INVALID_ARGUMENT;
  const FloatEnvironment environment;
  low = std::bit_cast<double>(environment.Pin(std::bit_cast<uint64_t>(low)));
  const double width = (high - low) / static_cast<double>(bin_count);
  const double scale = 1 / width;
  if (!(low < high) || !std::isfinite(width) || !std::isfinite(scale) ||
      width < std::max(std::fabs(low), std::fabs(high)) * 0x1p-48) {
    return SINEW_STATUS_INVALID_ARGUMENT;
  }
  const Bins bins = {bin_count, low, high, width, scale, nullptr, 0};
  return Count(in, bitmap, bitmap_offset, bins, SINEW_DISPATCH(FindEqual), counts);
}

// Returns in `count` how many bins sinew_histogram_log_linear has.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT, with a count of 0, for what it refuses.
SINEW_API sinew_result sinew_histogram_log_linear_count(double low, double high,
                                                        uint32_t bits) SINEW_NOEXCEPT {
  using namespace sinew;
  if (bits > 20 || !IsEdge(low, bits) || !IsEdge(high, bits)) {
    return {0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const uint64_t first = std::bit_cast<uint64_t>(low), last = std::bit_cast<uint64_t>(high);
  const uint64_t count = last <= first ? 0 : (last - first) >> (52 - bits);
  if (count == 0 || count > kMaxBins) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  return {static_cast<size_t>(count), SINEW_STATUS_OK};
}

// Counts values in bins that grow with the values, so that each is known to a part of itself: from
// a power of two to the next there are 2^bits bins of one width, which is 2^-bits of the power (the
// buckets of HdrHistogram). With 5 bits a bin is at most 3.2% wide, and 1 to 2^40 takes 1280 of
// them. `low` and `high` are edges of bins, as powers of two are; the number of bins between them,
// and so `bin_count`, is that of sinew_histogram_log_linear_count.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for another null pointer, a malformed
// column or one that is not of numbers, `low` or `high` that is not a positive normal number and an
// edge, `low` not below `high`, bits above 20, more than 2^24 bins, and a bin_count that is not
// their number.
SINEW_API sinew_status sinew_histogram_log_linear(const sinew_column* in, const uint8_t* bitmap,
                                                  size_t bitmap_offset, double low, double high,
                                                  uint32_t bits, uint64_t* counts,
                                                  size_t bin_count) SINEW_NOEXCEPT {
  using namespace sinew;
  const sinew_result bins_of = sinew_histogram_log_linear_count(low, high, bits);
  if (bins_of.status != SINEW_STATUS_OK || bins_of.count != bin_count) {
    return SINEW_STATUS_INVALID_ARGUMENT;
  }
  const FloatEnvironment environment;
  const Bins bins = {bin_count, low, high, 0, 0, nullptr, 52 - bits};
  return Count(in, bitmap, bitmap_offset, bins, SINEW_DISPATCH(FindLogLinear), counts);
}
#endif  // HWY_ONCE
