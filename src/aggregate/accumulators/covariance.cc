// COVARIANCE of a population and of a sample, and CORRELATION, from the count of the rows, the
// means of both columns, the sums of the squares of the distances from them, and that of their
// products. Rows, of a column as of a group, are added one by one, and states are merged as those
// of variances are (variance.cc), which this is twice with a product besides.

#include "aggregate/accumulators/fold.h"
#include "core/square_root.h"

namespace sinew {
namespace {

struct CoMoments {
  uint64_t count = 0;
  double mean_a = 0, mean_b = 0;
  double squares_a = 0, squares_b = 0;  // of the distances from the means
  double products = 0;

  void Add(double a, double b) {
    ++count;
    const double rows = static_cast<double>(count);
    const double distance_a = a - mean_a, distance_b = b - mean_b;
    mean_a += distance_a / rows;
    mean_b += distance_b / rows;
    squares_a += distance_a * (a - mean_a);
    squares_b += distance_b * (b - mean_b);
    products += distance_a * (b - mean_b);
  }
  void Merge(const CoMoments& other) {
    if (other.count == 0) return;
    if (count == 0) {
      *this = other;
      return;
    }
    const double own = static_cast<double>(count);
    count += other.count;
    const double part = static_cast<double>(other.count) / static_cast<double>(count);
    const double distance_a = other.mean_a - mean_a, distance_b = other.mean_b - mean_b;
    mean_a += distance_a * part;
    mean_b += distance_b * part;
    squares_a += other.squares_a + distance_a * distance_a * (own * part);
    squares_b += other.squares_b + distance_b * distance_b * (own * part);
    products += other.products + distance_a * distance_b * (own * part);
  }
};

CoMoments* At(uint8_t* state) { return reinterpret_cast<CoMoments*>(state); }

// Calls visit(i, a, b) for every row first + i that is valid in the first column.
template <typename Visit>
void ForEach(const sinew_column* columns, size_t first, size_t count, const Visit& visit) {
  double a[kFoldRows], b[kFoldRows];
  for (size_t done = 0; done < count; done += kFoldRows) {
    const size_t block = std::min(kFoldRows, count - done);
    WidenRows(columns[0], first + done, block, a);
    WidenRows(columns[1], first + done, block, b);
    for (size_t i = 0; i < block; ++i) {
      if (IsValid(columns[0], first + done + i)) visit(done + i, a[i], b[i]);
    }
  }
}

size_t Size(Parts) { return sizeof(CoMoments); }
void Init(Parts, uint8_t* state) { Store(state, CoMoments()); }

void Update(Parts, size_t offset, uint8_t* const* rows, size_t count, const sinew_column* columns,
            size_t first) {
  ForEach(columns, first, count,
          [&](size_t i, double a, double b) { At(rows[i] + offset)->Add(a, b); });
}

size_t OfColumn(Parts, uint8_t* state, const sinew_column* columns) {
  CoMoments all;
  ForEach(columns, 0, columns[0].count, [&](size_t, double a, double b) { all.Add(a, b); });
  Store(state, all);
  return all.count;
}

void Merge(Parts, size_t offset, uint8_t* const* into, const uint8_t* const* from, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    At(into[i] + offset)->Merge(Load<CoMoments>(from[i] + offset));
  }
}

void Encode(Parts, const sinew_type*, const uint8_t* state, ByteWriter* out) {
  const CoMoments all = Load<CoMoments>(state);
  out->Put(all.count);
  for (const double value : {all.mean_a, all.mean_b, all.squares_a, all.squares_b, all.products}) {
    EncodeDouble(value, out);
  }
}

void Decode(Parts, const sinew_type*, ByteReader* in, uint8_t* state) {
  CoMoments all;
  all.count = DecodeCount(in);
  const size_t begin = in->at();
  uint64_t any = 0;
  for (double* const value :
       {&all.mean_a, &all.mean_b, &all.squares_a, &all.squares_b, &all.products}) {
    *value = DecodeFloat<double>(in);
    any |= std::bit_cast<uint64_t>(*value);
  }
  if (all.count == 0) CheckNothing(any == 0, begin, in);
  Store(state, all);
}

constexpr StateType kCoMoments = {Size, Init, Update, OfColumn, Merge, Encode, Decode};

template <bool kSample>
void FinishCovariance(const States& states, uint8_t* out, uint8_t* valid) {
  WriteFolds<CoMoments, kSample ? 2 : 1>(states, out, valid, [](const CoMoments& state) {
    return Canonical(state.products / static_cast<double>(state.count - kSample));
  });
}

// Rounding alone can carry it beyond 1. Squares can be too small for a double where products are
// not: these over 0 would be beyond 1, too.
void FinishCorrelation(const States& states, uint8_t* out, uint8_t* valid) {
  WriteFolds<CoMoments>(states, out, valid, [](const CoMoments& state) {
    const double spread = SquareRoot(state.squares_a) * SquareRoot(state.squares_b);
    if (spread == 0) return std::numeric_limits<double>::quiet_NaN();
    const double result = state.products / spread;
    return Canonical(result > 1 ? 1 : result < -1 ? -1 : result);
  });
}

template <sinew_aggregate kFunction>
const Accumulator* Find(sinew_type type, sinew_type second) {
  static constexpr Accumulator kFound = {
      kFunction,
      SINEW_TYPE_F64,
      true,
      &kCoMoments,
      0,
      kFunction == SINEW_AGGREGATE_CORRELATION
          ? FinishCorrelation
          : FinishCovariance<(kFunction == SINEW_AGGREGATE_COVARIANCE_SAMPLE)>,
      nullptr};
  const auto found = [](auto) { return &kFound; };
  return ForNumber(type, found) != nullptr ? ForNumber(second, found) : nullptr;
}

const Register<SINEW_AGGREGATE_COVARIANCE_POPULATION> kRegisterPopulation(
    "covariance_population", Find<SINEW_AGGREGATE_COVARIANCE_POPULATION>);
const Register<SINEW_AGGREGATE_COVARIANCE_SAMPLE> kRegisterSample(
    "covariance_sample", Find<SINEW_AGGREGATE_COVARIANCE_SAMPLE>);
const Register<SINEW_AGGREGATE_CORRELATION> kRegisterCorrelation("correlation",
                                                                 Find<SINEW_AGGREGATE_CORRELATION>);

}  // namespace
}  // namespace sinew
