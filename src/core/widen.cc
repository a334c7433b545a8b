#include "core/widen.h"

namespace sinew {

template <typename T>
void WidenRows(const sinew_column& column, size_t first, size_t count, T* wide) {
  const auto widen = [&](auto stored) {
    WidenStored<decltype(stored)>(column, first, count, wide);
  };
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
