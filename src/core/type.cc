#include "core/type.h"

// SINEW_CHAPTER Columns

// Returns the name of a type as written in the header ("SINEW_TYPE_I64"), or "unknown type" for a
// number that is not a type. A type of lists has the name SINEW_TYPE_LIST or SINEW_TYPE_LARGE_LIST,
// whatever its elements. The string is static.
SINEW_API const char* sinew_type_name(sinew_type type) SINEW_NOEXCEPT {
  return sinew::IsType(type) ? sinew::InfoOf(type).name : "unknown type";
}

// Returns the bytes that a value of a type takes in sinew_column.values, or 0 if the type has no
// fixed width of whole bytes (booleans, strings and lists) or is unknown.
SINEW_API size_t sinew_type_width(sinew_type type) SINEW_NOEXCEPT {
  return sinew::ValueWidth(type);
}
