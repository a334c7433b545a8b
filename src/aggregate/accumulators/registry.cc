#include "aggregate/accumulators/accumulator.h"

namespace sinew {

// Filled before main by the constructors of Register, in no particular order.
constinit FindByType registered_accumulators[kMaxAggregateFunctions] = {};

namespace {

FindByType FindFunction(sinew_aggregate function) {
  const size_t index = static_cast<uint32_t>(function);
  return index < kMaxAggregateFunctions ? registered_accumulators[index] : nullptr;
}

}  // namespace

const Accumulator* FindAccumulator(sinew_aggregate function, sinew_type type) {
  const FindByType find = FindFunction(function);
  return find == nullptr ? nullptr : find(type);
}

bool IsKnownAggregate(sinew_aggregate function) { return FindFunction(function) != nullptr; }

}  // namespace sinew
