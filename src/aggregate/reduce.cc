#include <bit>

#include "aggregate/accumulators/summary.h"
#include "core/bytes.h"
#include "core/column.h"
#include "core/float_environment.h"

namespace sinew {
namespace {

sinew_reduce_result Reduce(const sinew_column& column, const Accumulator& accumulator) {
  alignas(8) uint8_t state[kMaxStateSize];
  const size_t count = accumulator.state->of_column(accumulator.parts, state, column);
  const States states = {accumulator.parts, state, kMaxStateSize, 1};
  const sinew_type type = accumulator.ResultOf(column.type);
  uint8_t value[8];
  uint8_t is_valid;
  accumulator.finish(states, value, &is_valid);
  // What can overflow is null for no other reason.
  if (is_valid == 0 && accumulator.overflow_count != nullptr) {
    return {type, SINEW_STATUS_OVERFLOW, count, 0, 0, 0};
  }
  // Each member is written once: members that are written again wait for one another.
  const bool is_u64 = IsUnsigned(type);
  const bool is_i64 = !is_u64 && !IsFloat(type);
  const uint64_t bits = Load<uint64_t>(value);
  return {type,
          SINEW_STATUS_OK,
          count,
          is_i64 ? static_cast<int64_t>(bits) : 0,
          is_u64 ? bits : 0,
          is_i64 || is_u64 ? 0 : std::bit_cast<double>(bits)};
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Reductions
//
// One value for a whole column, such as its sum.

// Reduces a column to one value, which `spec` names.
// spec->column must be 0. sinew_aggregate says what the functions do, which types of column they
// take, and which type they return.
//
// A sum of floats, which become doubles before they are added, is the same on every machine, bit
// for bit, because the order of the additions is part of this contract: there are 32 partial sums
// that start at +0.0; row i is added to sum i mod 32 in order of i, null rows left out; then sums 0
// to 15 take sums 16 to 31 in turn, 0 to 7 take 8 to 15, and so on to 1. It may differ in the last
// bits from a sum in another order. Every addition rounds to nearest, ties to even. A sum of zeros
// only is +0.0. A mean divides this sum.
// docs/numbers.md says in which order variances are computed.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT, with 0 in the other members, for a null argument, a
// malformed column, a spec of a size or function that is not known, and a type that the function
// does not take; SINEW_STATUS_OVERFLOW, with `type` and `count` as they should be, if a sum of
// integers does not fit 64 bits.
SINEW_API sinew_reduce_result sinew_reduce(const sinew_column* column,
                                           const sinew_aggregate_spec* spec) SINEW_NOEXCEPT {
  const auto invalid = [] {
    sinew_reduce_result result = {};
    result.status = SINEW_STATUS_INVALID_ARGUMENT;
    return result;
  };
  if (sinew::CheckColumn(column, "column", nullptr) != SINEW_STATUS_OK) return invalid();
  if (spec == nullptr || spec->size != sizeof(*spec) || spec->column != 0) return invalid();
  const sinew::Accumulator* accumulator = sinew::FindAccumulator(spec->function, column->type);
  if (accumulator == nullptr) return invalid();
  // Integers need none, and short columns notice it.
  if (!sinew::IsFloat(accumulator->ResultOf(column->type))) {
    return sinew::Reduce(*column, *accumulator);
  }
  const sinew::FloatEnvironment floats;
  return sinew::Reduce(*column, *accumulator);
}
