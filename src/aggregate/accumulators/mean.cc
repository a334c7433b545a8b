#include "aggregate/accumulators/summary.h"

// MEAN is read from what COUNT and SUM keep.

namespace sinew {
namespace {

template <typename T>
double SumAsDouble(const uint8_t* sum) {
  if constexpr (std::is_same_v<T, double>) {
    return Load<double>(sum);
  } else {  // exact, and rounded once
    const Uint128 high = Uint128{Load<uint64_t>(sum + 8)} << 64;
    return static_cast<double>(static_cast<Int128>(high + static_cast<Uint128>(Load<T>(sum))));
  }
}

template <typename T>
void Finish(const States& states, uint8_t* out, uint8_t* valid) {
  WriteResultsOrNull(states, out, valid, [](const uint8_t* state) {
    const double count = static_cast<double>(Load<uint64_t>(state));
    return Canonical(SumAsDouble<T>(state + Summary<T>::kSumAt) / count);
  });
}

const Accumulator* FindMean(sinew_type type) {
  return ForNumber(type, [](auto number) {
    using Of = Summary<decltype(number)>;
    static constexpr Accumulator kMean = {
        SINEW_AGGREGATE_MEAN,     SINEW_TYPE_F64, true, &Of::kState, Of::kSum,
        Finish<decltype(number)>, nullptr};
    return &kMean;
  });
}

const Register<SINEW_AGGREGATE_MEAN> kRegisterMean("mean", FindMean);

}  // namespace
}  // namespace sinew
