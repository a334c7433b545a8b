#include "aggregate/accumulators/accumulator.h"

namespace sinew {

// Filled before main by the constructors of Register, in no particular order.
constinit RegisteredFunction registered_functions[kMaxAggregateFunctions] = {};

namespace {

RegisteredFunction FindFunction(sinew_aggregate function) {
  const size_t index = static_cast<uint32_t>(function);
  return index < kMaxAggregateFunctions ? registered_functions[index] : RegisteredFunction();
}

}  // namespace

const Accumulator* FindAccumulator(sinew_aggregate function, sinew_type type) {
  const FindByType find = FindFunction(function).find;
  return find == nullptr ? nullptr : find(type);
}

bool IsKnownAggregate(sinew_aggregate function) { return FindFunction(function).find != nullptr; }

const char* NameOfAggregate(sinew_aggregate function) { return FindFunction(function).name; }

}  // namespace sinew
