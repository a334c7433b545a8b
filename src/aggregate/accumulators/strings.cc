// MIN, MAX, FIRST and LAST of strings, binary strings and values of 16 bytes. The state is the
// string alone, which is there if any value was. Bytes compare as unsigned numbers, and what is the
// beginning of another string is less.

#include "aggregate/accumulators/strings.h"

#include "aggregate/accumulators/kept.h"
#include "core/column.h"

namespace sinew {
namespace {

template <sinew_aggregate kFunction>
bool Replaces(Bytes next, Bytes kept) {
  if constexpr (kFunction == SINEW_AGGREGATE_MIN) return CompareBytes(next, kept) < 0;
  if constexpr (kFunction == SINEW_AGGREGATE_MAX) return CompareBytes(next, kept) > 0;
  return kFunction == SINEW_AGGREGATE_LAST;
}

template <sinew_aggregate kFunction>
struct StringState {
  static size_t Size(Parts) { return sizeof(KeptBytes); }
  static void Init(Parts, uint8_t* state) { Store(state, KeptBytes()); }

  static void Add(uint8_t* state, Bytes next, KeptMemory* memory) {
    KeptBytes* const kept = reinterpret_cast<KeptBytes*>(state);
    if (kept->is_there() && !Replaces<kFunction>(next, kept->bytes())) return;
    if (memory->MayChange(state, sizeof(KeptBytes), 1)) kept->Borrow(next);
  }

  static void Update(Parts, size_t offset, uint8_t* const* rows, size_t count,
                     const sinew_column* columns, size_t first, KeptMemory* memory) {
    ForEachBytes(columns[0], first, count,
                 [&](size_t i, Bytes next) { Add(rows[i] + offset, next, memory); });
  }

  static void Merge(Parts, size_t offset, uint8_t* const* into, const uint8_t* const* from,
                    size_t count, KeptMemory* memory) {
    for (size_t i = 0; i < count; ++i) {
      const KeptBytes other = Load<KeptBytes>(from[i] + offset);
      if (other.is_there()) Add(into[i] + offset, other.bytes(), memory);
    }
  }

  static size_t FindRow(const sinew_column* columns, size_t* count) {
    const sinew_column& column = columns[0];
    size_t found = column.count;
    Bytes kept = {nullptr, 0};
    *count = 0;
    ForEachBytes(column, 0, column.count, [&](size_t row, Bytes next) {
      if ((*count)++ != 0 && !Replaces<kFunction>(next, kept)) return;
      found = row;
      kept = next;
    });
    return found;
  }

  static void Encode(Parts, const sinew_type* types, const uint8_t* state, ByteWriter* out) {
    const KeptBytes kept = Load<KeptBytes>(state);
    out->Put(static_cast<uint8_t>(kept.is_there()));
    if (kept.is_there()) EncodeBytes(types[0], kept.bytes(), out);
  }

  static void Decode(Parts, const sinew_type* types, ByteReader* in, uint8_t* state) {
    KeptBytes kept;
    if (DecodeIsThere(in)) kept.Borrow(DecodeBytes(types[0], in));
    Store(state, kept);
  }

  static constexpr StateType kState = {Size,   Init,   nullptr, nullptr, nullptr,
                                       Encode, Decode, 1,       Update,  Merge};
  static constexpr Accumulator kFound = {kFunction, {},      true,    &kState,
                                         0,         nullptr, nullptr, FindRow};
};

}  // namespace

const Accumulator* FindOfStrings(sinew_aggregate function, sinew_type type) {
  if (!IsBytes(type)) return nullptr;
  switch (function) {
    case SINEW_AGGREGATE_MIN:
      return &StringState<SINEW_AGGREGATE_MIN>::kFound;
    case SINEW_AGGREGATE_MAX:
      return &StringState<SINEW_AGGREGATE_MAX>::kFound;
    case SINEW_AGGREGATE_FIRST:
      return &StringState<SINEW_AGGREGATE_FIRST>::kFound;
    case SINEW_AGGREGATE_LAST:
      return &StringState<SINEW_AGGREGATE_LAST>::kFound;
    default:
      return nullptr;
  }
}

}  // namespace sinew
