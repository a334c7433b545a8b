#ifndef SINEW_AGGREGATE_GROUPBY_H_
#define SINEW_AGGREGATE_GROUPBY_H_

#include "aggregate/abi.h"
#include "core/key_table.h"

namespace sinew {

// For tests: whether everything in the object fits together, and its keys.
bool Invariants(const sinew_groupby& groupby);
const KeyTable& KeysOf(const sinew_groupby& groupby);

}  // namespace sinew

#endif  // SINEW_AGGREGATE_GROUPBY_H_
