#include "aggregate/accumulators/accumulator.h"

namespace sinew {

// Filled before main by the constructors of Register, in no particular order.
constinit RegisteredFunction registered_functions[kMaxAggregateFunctions] = {};

namespace {

const RegisteredFunction& FindFunction(sinew_aggregate function) {
  static constexpr RegisteredFunction kNone = {};
  const size_t index = static_cast<uint32_t>(function);
  return index < kMaxAggregateFunctions ? registered_functions[index] : kNone;
}

}  // namespace

const Accumulator* FindAccumulator(sinew_aggregate function, sinew_type type, sinew_type second) {
  const RegisteredFunction& found = FindFunction(function);
  if (second != sinew_type{}) {
    return found.find_pair == nullptr ? nullptr : found.find_pair(type, second);
  }
  return found.find == nullptr ? nullptr : found.find(type);
}

bool TakesTwoColumns(sinew_aggregate function) {
  return FindFunction(function).find_pair != nullptr;
}

bool IsKnownAggregate(sinew_aggregate function) { return NameOfAggregate(function) != nullptr; }

const char* NameOfAggregate(sinew_aggregate function) { return FindFunction(function).name; }

}  // namespace sinew
