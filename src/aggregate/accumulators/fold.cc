#include "aggregate/accumulators/fold.h"

namespace sinew {
namespace {

template <typename Stored, typename T>
void WidenAs(const sinew_column& column, size_t first, size_t count, T* wide) {
  const uint8_t* const values = static_cast<const uint8_t*>(column.values);
  for (size_t i = 0; i < count; ++i) {
    if constexpr (std::is_same_v<Stored, bool>) {
      wide[i] = BitAt(values, column.values_offset + first + i);
    } else {
      wide[i] = static_cast<T>(Load<Stored>(values + (first + i) * sizeof(Stored)));
    }
  }
}

}  // namespace

template <typename T>
void WidenRows(const sinew_column& column, size_t first, size_t count, T* wide) {
  const auto widen = [&](auto stored) { WidenAs<decltype(stored)>(column, first, count, wide); };
  // A double takes them all, an integer those of its own kind.
  const bool is_double = std::is_same_v<T, double>;
  if (is_double && IsFloat(column.type)) {
    if constexpr (is_double) ForStored<double>(column.type, widen);
  } else if (std::is_same_v<T, uint64_t> || (is_double && IsUnsigned(column.type))) {
    ForStored<uint64_t>(column.type, widen);
  } else {
    ForStored<int64_t>(column.type, widen);
  }
}

template void WidenRows(const sinew_column&, size_t, size_t, int64_t*);
template void WidenRows(const sinew_column&, size_t, size_t, uint64_t*);
template void WidenRows(const sinew_column&, size_t, size_t, double*);

}  // namespace sinew
