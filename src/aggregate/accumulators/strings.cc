// MIN, MAX, FIRST and LAST of strings, binary strings and values of 16 bytes. The state is the
// string, which is there if any value was, and behind a least or greatest one its first 8 bytes as
// a number: as a rule it differs from that of the next string, whose comparison then misses no
// cache. Bytes compare as unsigned numbers, and what is the beginning of another string is less.

#include "aggregate/accumulators/strings.h"

#include <algorithm>

#include "aggregate/accumulators/kept.h"
#include "core/column.h"

namespace sinew {
namespace {

// The first 8 bytes in the order of the strings, those that are missing as zeros.
uint64_t PrefixOf(Bytes string) {
  uint64_t word = 0;
  CopyShort(AsBytes(static_cast<void*>(&word)), {string.data, std::min(string.size, sizeof(word))});
  return __builtin_bswap64(word);
}

template <sinew_aggregate kFunction>
bool Replaces(Bytes next, Bytes kept) {
  if constexpr (kFunction == SINEW_AGGREGATE_MIN) return CompareBytes(next, kept) < 0;
  if constexpr (kFunction == SINEW_AGGREGATE_MAX) return CompareBytes(next, kept) > 0;
  return kFunction == SINEW_AGGREGATE_LAST;
}

template <sinew_aggregate kFunction>
struct StringState {
  static constexpr bool kHasPrefix =
      kFunction == SINEW_AGGREGATE_MIN || kFunction == SINEW_AGGREGATE_MAX;
  static constexpr size_t kPrefixAt = sizeof(KeptBytes);
  static constexpr size_t kSize = kPrefixAt + (kHasPrefix ? sizeof(uint64_t) : 0);

  static size_t Size(Parts) { return kSize; }
  static void Init(Parts, uint8_t* state) { Put(state, KeptBytes()); }

  static void Put(uint8_t* state, const KeptBytes& kept) {
    Store(state, kept);
    if (kHasPrefix) Store(state + kPrefixAt, PrefixOf(kept.bytes()));
  }

  static bool IsReplaced(const uint8_t* state, const KeptBytes& kept, Bytes next) {
    if constexpr (kHasPrefix) {
      const uint64_t own = Load<uint64_t>(state + kPrefixAt), other = PrefixOf(next);
      if (own != other) return kFunction == SINEW_AGGREGATE_MIN ? other < own : other > own;
    }
    return Replaces<kFunction>(next, kept.bytes());
  }

  static void Add(uint8_t* state, Bytes next, KeptMemory* memory) {
    KeptBytes kept = Load<KeptBytes>(state);
    if (kept.is_there() && !IsReplaced(state, kept, next)) return;
    if (!memory->MayChange(state, kSize, 1)) return;
    kept.Borrow(next);
    Put(state, kept);
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
    Put(state, kept);
  }

  static constexpr StateType kState = {Size,   Init,   nullptr, nullptr, nullptr,
                                       Encode, Decode, Update,  Merge};
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
