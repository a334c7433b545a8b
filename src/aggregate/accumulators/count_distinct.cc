// COUNT_DISTINCT: the different values that are not null, of a column of any type. As keys of a
// GROUP BY are, all NaNs are one value, and -0.0 and 0.0 are. Of groups the sets of their values
// are kept (value_sets.h), and of a whole column one key table is; of values of up to 16 bits a bit
// for each that there can be.

#include <algorithm>
#include <bit>

#include "aggregate/accumulators/encoded.h"
#include "aggregate/accumulators/strings.h"
#include "aggregate/accumulators/value_sets.h"
#include "core/column.h"

namespace sinew {
namespace {

size_t CountFew(const sinew_column& column) {
  uint64_t seen[1024] = {};
  for (size_t first = 0; first < column.count; first += kKeysPerBlock) {
    const size_t count = std::min(kKeysPerBlock, column.count - first);
    uint64_t words[kKeysPerBlock];
    LoadKeyWords(column, first, count, words);
    for (size_t i = 0; i < count; ++i) {
      seen[words[i] / 64] |= uint64_t{IsValid(column, first + i)} << words[i] % 64;
    }
  }
  size_t distinct = 0;
  for (const uint64_t bits : seen) distinct += static_cast<size_t>(std::popcount(bits));
  return distinct;
}

sinew_status CountValues(const sinew_column& column, size_t* distinct) {
  sinew_status status = CheckKeyLengths(column, "column", nullptr);
  if (status != SINEW_STATUS_OK) return status;
  Memory memory(0);
  KeyTable values(memory, ValueTableOptions(IsBytes(column.type), 0));
  status = values.Init(0);
  for (size_t first = 0; first < column.count && status == SINEW_STATUS_OK;
       first += kKeysPerBlock) {
    static constexpr uint32_t kNoGroups[kKeysPerBlock] = {};
    uint32_t numbers[kKeysPerBlock];
    ValueBlock block;
    block.Load(column, first, std::min(kKeysPerBlock, column.count - first), kNoGroups);
    status = values.FindOrAdd(ValueBlockKeys(block), block.count, numbers);
  }
  *distinct = values.count();
  return status;
}

// Fails as a table of values does.
sinew_status CountColumnDistinct(const sinew_column& column, uint8_t* state) {
  size_t distinct;
  sinew_status status = SINEW_STATUS_OK;
  if (!IsBytes(column.type) && ValueWidth(column.type) <= sizeof(uint16_t)) {
    distinct = CountFew(column);
  } else {
    status = CountValues(column, &distinct);
  }
  Store(state, ValueSet{distinct, 0, 0});
  return status;
}

void Finish(const States& states, uint8_t* out, uint8_t* valid) {
  WriteResults(states, out, valid, Load<int64_t>);
}

void Decode(Parts, const sinew_type* types, ByteReader* in, uint8_t* state) {
  const uint64_t count = DecodeCount(in);
  Store(state, EncodedValueSet{count, in->GetBytes(0).data});
  for (uint64_t i = 0; i < count && in->ok(); ++i) ReadSetValue(types[0], in);
}

const Accumulator* Find(sinew_type type) {
  static constexpr StateType kState = {
      .size = [](Parts) { return sizeof(ValueSet); },
      .init = [](Parts, uint8_t* state) { Store(state, ValueSet{0, 0, 0}); },
      .update = nullptr,
      .of_column = nullptr,
      .merge = nullptr,
      .encode = nullptr,
      .decode = Decode,
      .is_set = true,
      .count_column = CountColumnDistinct};
  static constexpr Accumulator kFound = {
      SINEW_AGGREGATE_COUNT_DISTINCT, SINEW_TYPE_I64, true, &kState, 0, Finish, nullptr};
  return IsScalar(type) ? &kFound : nullptr;
}

const Register<SINEW_AGGREGATE_COUNT_DISTINCT> kRegister("count_distinct", Find);

}  // namespace
}  // namespace sinew
