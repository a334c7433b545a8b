// Variance and standard deviation, of a population and of a sample, from the count of the values,
// their mean and the sum of the squares of their distances from it. This is stable where the values
// are far from 0 and close to one another, which the sum of their squares is not.
//
// Rows of a group are added one by one (B. P. Welford, Note on a method for calculating corrected
// sums of squares and products, 1962). A column is taken in blocks: the mean of a block first, then
// the distances from it and their squares, all added up in 32 partial sums as SUM does it. The
// distances say by how much the mean is off, which corrects both (the "corrected two-pass
// algorithm" of T. F. Chan, G. H. Golub and R. J. LeVeque, Algorithms for computing the sample
// variance, 1983). Blocks and states are merged by the formula of the same authors (Updating
// formulae and a pairwise algorithm for computing sample variances, 1979).

#include "aggregate/accumulators/fold.h"
#include "core/square_root.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/accumulators/variance.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/dispatch.h"
#include "core/scalar-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

constexpr size_t kLanes = 32;

// The sum of term(row) for every row; `count` is a multiple of 32.
// Compilers vectorise these loops, and the order of the additions does not depend on how.
template <typename Term>
HWY_INLINE double SumTerms(const double* rows, size_t count, const Term& term) {
  double lanes[kLanes] = {};
  for (size_t i = 0; i < count; i += kLanes) {
    for (size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += term(rows[i + lane]);
  }
  for (size_t half = kLanes / 2; half != 0; half /= 2) {
    for (size_t lane = 0; lane < half; ++lane) lanes[lane] += lanes[lane + half];
  }
  return lanes[0];
}

double SumRows(const double* rows, size_t count) {
  return SumTerms(rows, count, [](double row) HWY_ATTR { return row; });
}

double SumDistances(const double* rows, size_t count, double mean) {
  return SumTerms(rows, count, [mean](double row) HWY_ATTR { return row - mean; });
}

double SumSquares(const double* rows, size_t count, double mean) {
  return SumTerms(rows, count, [mean](double row) HWY_ATTR {
    const double distance = row - mean;
    return distance * distance;
  });
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {

HWY_EXPORT(SumRows);
HWY_EXPORT(SumDistances);
HWY_EXPORT(SumSquares);

struct Moments {
  using Value = double;
  uint64_t count = 0;
  double mean = 0;
  double squares = 0;  // of the distances from the mean

  void Add(double value) {
    ++count;
    const double distance = value - mean;
    mean += distance / static_cast<double>(count);
    squares += distance * (value - mean);
  }
  void Merge(const Moments& other) {
    if (other.count == 0) return;
    if (count == 0) {
      *this = other;
      return;
    }
    const double own = static_cast<double>(count);
    count += other.count;
    const double part = static_cast<double>(other.count) / static_cast<double>(count);
    const double distance = other.mean - mean;
    mean += distance * part;
    squares += other.squares + distance * distance * (own * part);
  }
  void Encode(sinew_type, ByteWriter* out) const {
    out->Put(count);
    EncodeDouble(mean, out);
    EncodeDouble(squares, out);
  }
  void Decode(sinew_type, ByteReader* in) {
    count = DecodeCount(in);
    const size_t begin = in->at();
    mean = DecodeFloat<double>(in);
    squares = DecodeFloat<double>(in);
    if (count == 0)
      CheckNothing((Load<uint64_t>(&mean) | Load<uint64_t>(&squares)) == 0, begin, in);
  }
};

constexpr size_t kBlockRows = 2048;

// Calls visit(i) for every row first + i that is null.
template <typename Visit>
void ForEachNull(const sinew_column& column, size_t first, size_t count, const Visit& visit) {
  if (column.validity == nullptr) return;
  for (size_t i = 0; i < count; i += 64) {
    const size_t rows = std::min<size_t>(count - i, 64);
    uint64_t nulls = LoadBits(column.validity, column.validity_offset + first + i, rows);
    for (nulls = ~nulls & LowBits(rows); nulls != 0; nulls &= nulls - 1) {
      visit(i + static_cast<size_t>(__builtin_ctzll(nulls)));
    }
  }
}

// What is null, and what a block lacks of a multiple of 32 rows, is 0 in the sum and the mean in
// the squares: it adds nothing.
size_t OfColumn(Parts, uint8_t* state, const sinew_column* columns) {
  const sinew_column& column = columns[0];
  double rows[kBlockRows];
  Moments all;
  for (size_t first = 0; first < column.count; first += kBlockRows) {
    const size_t count = std::min(kBlockRows, column.count - first);
    const size_t padded = (count + 31) / 32 * 32;
    WidenRows(column, first, count, rows);
    Moments block;
    block.count = count;
    ForEachNull(column, first, count, [&](size_t i) {
      rows[i] = 0;
      --block.count;
    });
    if (block.count == 0) continue;
    std::fill(rows + count, rows + padded, 0.0);
    block.mean = SINEW_DISPATCH(SumRows)(rows, padded) / static_cast<double>(block.count);
    ForEachNull(column, first, count, [&](size_t i) { rows[i] = block.mean; });
    std::fill(rows + count, rows + padded, block.mean);
    const double off = SINEW_DISPATCH(SumDistances)(rows, padded, block.mean);
    const double squares = SINEW_DISPATCH(SumSquares)(rows, padded, block.mean);
    const double correction = off / static_cast<double>(block.count);
    block.mean += correction;
    block.squares = squares - off * correction;
    // Rounding alone can have made it that.
    if (block.squares < 0) block.squares = 0;
    all.Merge(block);
  }
  Store(state, all);
  return all.count;
}

constexpr StateType kMoments = {
    Fold<Moments>::Size,  Fold<Moments>::Init,   Fold<Moments>::Update, OfColumn,
    Fold<Moments>::Merge, Fold<Moments>::Encode, Fold<Moments>::Decode};

template <bool kSample, bool kRoot>
void Finish(const States& states, uint8_t* out, uint8_t* valid) {
  WriteFolds<Moments, kSample ? 2 : 1>(states, out, valid, [](const Moments& state) {
    const double variance = state.squares / static_cast<double>(state.count - kSample);
    return Canonical(kRoot ? SquareRoot(variance) : variance);
  });
}

template <sinew_aggregate kFunction, bool kSample, bool kRoot>
const Accumulator* Find(sinew_type type) {
  return ForNumber(type, [](auto) {
    static constexpr Accumulator kFound = {kFunction, SINEW_TYPE_F64,         true,   &kMoments,
                                           0,         Finish<kSample, kRoot>, nullptr};
    return &kFound;
  });
}

const Register<SINEW_AGGREGATE_VARIANCE_POPULATION> kRegisterVariancePopulation(
    "variance_population", Find<SINEW_AGGREGATE_VARIANCE_POPULATION, false, false>);
const Register<SINEW_AGGREGATE_VARIANCE_SAMPLE> kRegisterVarianceSample(
    "variance_sample", Find<SINEW_AGGREGATE_VARIANCE_SAMPLE, true, false>);
const Register<SINEW_AGGREGATE_STDDEV_POPULATION> kRegisterStddevPopulation(
    "stddev_population", Find<SINEW_AGGREGATE_STDDEV_POPULATION, false, true>);
const Register<SINEW_AGGREGATE_STDDEV_SAMPLE> kRegisterStddevSample(
    "stddev_sample", Find<SINEW_AGGREGATE_STDDEV_SAMPLE, true, true>);

}  // namespace
}  // namespace sinew
#endif  // HWY_ONCE
