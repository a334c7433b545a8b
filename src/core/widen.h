#ifndef SINEW_CORE_WIDEN_H_
#define SINEW_CORE_WIDEN_H_

#include <hwy/base.h>

#include <type_traits>

#include "core/abi.h"
#include "core/bits.h"
#include "core/bytes.h"

// The values of columns as the widest type of their kind: integers as 64 bits, floats as doubles,
// booleans as 0 and 1, dates and timestamps as the signed integers that they are.

namespace sinew {

// By comparisons: short columns would notice the table of types.
inline bool IsUnsigned(sinew_type type) { return type >= SINEW_TYPE_U8 && type <= SINEW_TYPE_U64; }
inline bool IsFloat(sinew_type type) { return type == SINEW_TYPE_F32 || type == SINEW_TYPE_F64; }

// Whether a column of a type of integers or floats keeps its values as T, of 8 bytes.
template <typename T>
bool ValuesAre(sinew_type type) {
  return type == (std::is_same_v<T, double>     ? SINEW_TYPE_F64
                  : std::is_same_v<T, uint64_t> ? SINEW_TYPE_U64
                                                : SINEW_TYPE_I64);
}

// Calls visit(Stored{}) with what a column whose values widen to T keeps them as; bits are visited
// as bool.
template <typename T, typename Visit>
auto ForStored(sinew_type type, const Visit& visit) {
  if (__builtin_expect(ValuesAre<T>(type), 1)) return visit(T{});
  if constexpr (std::is_same_v<T, double>) {
    return type == SINEW_TYPE_F32 ? visit(float{}) : visit(double{});
  } else if constexpr (std::is_same_v<T, uint64_t>) {
    switch (type) {
      case SINEW_TYPE_U8:
        return visit(uint8_t{});
      case SINEW_TYPE_U16:
        return visit(uint16_t{});
      case SINEW_TYPE_U32:
        return visit(uint32_t{});
      default:
        return visit(uint64_t{});
    }
  } else {
    switch (type) {
      case SINEW_TYPE_BOOL:
        return visit(bool{});
      case SINEW_TYPE_I8:
        return visit(int8_t{});
      case SINEW_TYPE_I16:
        return visit(int16_t{});
      case SINEW_TYPE_I32:
      case SINEW_TYPE_DATE32:
        return visit(int32_t{});
      default:
        return visit(int64_t{});
    }
  }
}

// Writes rows [first, first + count) of a column that keeps them as Stored, as what they are
// widened to. Part of its caller, so that each target has it in its own vectors.
template <typename Stored, typename T>
HWY_INLINE void WidenStored(const sinew_column& column, size_t first, size_t count, T* wide) {
  const uint8_t* const values = static_cast<const uint8_t*>(column.values);
  for (size_t i = 0; i < count; ++i) {
    if constexpr (std::is_same_v<Stored, bool>) {
      wide[i] = BitAt(values, column.values_offset + first + i);
    } else {
      wide[i] = static_cast<T>(Load<Stored>(values + (first + i) * sizeof(Stored)));
    }
  }
}

// Writes rows [first, first + count) of a column of numbers, widened; of a double integers are
// rounded to the nearest. What it writes for a null row is not defined.
template <typename T>
void WidenRows(const sinew_column& column, size_t first, size_t count, T* wide);
extern template void WidenRows(const sinew_column&, size_t, size_t, int64_t*);
extern template void WidenRows(const sinew_column&, size_t, size_t, uint64_t*);
extern template void WidenRows(const sinew_column&, size_t, size_t, double*);

}  // namespace sinew

#endif  // SINEW_CORE_WIDEN_H_
