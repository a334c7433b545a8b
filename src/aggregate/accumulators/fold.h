#ifndef SINEW_AGGREGATE_ACCUMULATORS_FOLD_H_
#define SINEW_AGGREGATE_ACCUMULATORS_FOLD_H_

#include <algorithm>

#include "aggregate/accumulators/encoded.h"
#include "aggregate/accumulators/summary.h"
#include "core/bits.h"
#include "core/column.h"

namespace sinew {

// Rows whose values are widened at a time.
constexpr size_t kFoldRows = 256;

// The StateType of an aggregate that goes value by value. S is the state, which can be copied:
//
//   struct S {
//     using Value = ...;            int64_t, uint64_t or double: what values are widened to
//     uint64_t count;               of values, the first member
//     S();                          no rows
//     void Add(Value value);
//     void Merge(const S& other);   adds rows that came behind its own
//     void Encode(sinew_type type, ByteWriter* out) const;
//     void Decode(sinew_type type, ByteReader* in);
//   };
template <class S>
struct Fold {
  static size_t Size(Parts) { return sizeof(S); }
  static void Init(Parts, uint8_t* state) { Store(state, S()); }

  // Calls visit(i, value) for every row first + i that is not null.
  template <typename Visit>
  static void ForEach(const sinew_column& column, size_t first, size_t count, const Visit& visit) {
    typename S::Value wide[kFoldRows];
    for (size_t done = 0; done < count; done += kFoldRows) {
      const size_t block = std::min(kFoldRows, count - done);
      WidenRows(column, first + done, block, wide);
      if (column.validity == nullptr) {
        for (size_t i = 0; i < block; ++i) visit(done + i, wide[i]);
        continue;
      }
      for (size_t i = 0; i < block; i += 64) {
        const size_t rows = std::min<size_t>(block - i, 64);
        const size_t bit = column.validity_offset + first + done + i;
        for (uint64_t valid = LoadBits(column.validity, bit, rows); valid != 0;
             valid &= valid - 1) {
          const size_t row = i + static_cast<size_t>(__builtin_ctzll(valid));
          visit(done + row, wide[row]);
        }
      }
    }
  }

  static void Update(Parts, size_t offset, uint8_t* const* rows, size_t count,
                     const sinew_column* columns, size_t first) {
    ForEach(columns[0], first, count,
            [&](size_t i, typename S::Value value) { At(rows[i] + offset)->Add(value); });
  }

  static size_t OfColumn(Parts, uint8_t* state, const sinew_column* columns) {
    S all;
    ForEach(columns[0], 0, columns[0].count,
            [&](size_t, typename S::Value value) { all.Add(value); });
    Store(state, all);
    return all.count;
  }

  static void Merge(Parts, size_t offset, uint8_t* const* into, const uint8_t* const* from,
                    size_t count) {
    for (size_t i = 0; i < count; ++i) {
      At(into[i] + offset)->Merge(*reinterpret_cast<const S*>(from[i] + offset));
    }
  }

  static void Encode(Parts, const sinew_type* types, const uint8_t* state, ByteWriter* out) {
    reinterpret_cast<const S*>(state)->Encode(types[0], out);
  }

  static void Decode(Parts, const sinew_type* types, ByteReader* in, uint8_t* state) {
    S decoded;
    decoded.Decode(types[0], in);
    Store(state, decoded);
  }

  static S* At(uint8_t* state) { return reinterpret_cast<S*>(state); }

  static constexpr StateType kState = {Size, Init, Update, OfColumn, Merge, Encode, Decode};
  static_assert(sizeof(S) % 8 == 0 && alignof(S) == 8 && sizeof(S) <= kMaxStateSize);
};

// Encode and Decode of a count and a value, which is `none` as long as there are no values.
template <typename T>
void EncodeCounted(sinew_type type, uint64_t count, T value, ByteWriter* out) {
  out->Put(count);
  EncodeValue<T>(type, count == 0 ? T{0} : value, out);
}
template <typename T>
void DecodeCounted(sinew_type type, T none, uint64_t* count, T* value, ByteReader* in) {
  *count = DecodeCount(in);
  const size_t begin = in->at();
  *value = DecodeValue<T>(type, in);
  if (*count != 0) return;
  CheckNothing(Load<uint64_t>(value) == 0, begin, in);
  *value = none;
}

// For `finish`: writes result(S), of 8 bytes, of each state with at least kLeast values, and null
// for the others.
template <class S, uint64_t kLeast = 1, typename Result>
void WriteFolds(const States& states, uint8_t* out, uint8_t* valid, const Result& result) {
  for (size_t i = 0; i < states.count; ++i) {
    const S& state = *reinterpret_cast<const S*>(states.At(i));
    const bool is_valid = state.count >= kLeast;
    if (is_valid) {
      Store(out + i * 8, result(state));
    } else {
      Store(out + i * 8, uint64_t{0});
    }
    if (valid != nullptr) valid[i] = is_valid;
  }
}

}  // namespace sinew

#endif  // SINEW_AGGREGATE_ACCUMULATORS_FOLD_H_
