#ifndef SINEW_EXPRESSION_EXPRESSION_TYPES_H_
#define SINEW_EXPRESSION_EXPRESSION_TYPES_H_

#include <stdint.h>

#include "core/type.h"
#include "expression/expression/program.h"

// The types of the language.

namespace sinew {

using Wide = __int128;

enum class Class : uint8_t { kNull, kBool, kNumber, kString, kTime };

Class ClassOf(sinew_type type);

// The type that an expression gives a column's values.
sinew_type Widened(sinew_type type);

// As a text writes the type, and as an error says what was expected.
const char* NameOf(sinew_type type);
const char* NameOf(Class type_class);

// The integers that a type can have; units of time are i64.
struct Range {
  Wide min, max;
};
Range RangeOf(sinew_type type);

// The largest integer that is not above `value`.
inline Wide Floor(double value) {
  const Wide integer = static_cast<Wide>(value);
  return static_cast<double>(integer) > value ? integer - 1 : integer;
}

// Beyond, a double does not tell integers apart.
inline bool IsExact(double value) { return value > -0x1p53 && value < 0x1p53; }

// The largest float that is not above `value`; infinities included.
float FloorToFloat(double value);

}  // namespace sinew

#endif  // SINEW_EXPRESSION_EXPRESSION_TYPES_H_
