#include "expression/expression/types.h"

#include <bit>

namespace sinew {

Class ClassOf(sinew_type type) {
  switch (InfoOf(type).kind) {
    case TypeKind::kBool:
      return Class::kBool;
    case TypeKind::kInteger:
    case TypeKind::kFloat:
      return Class::kNumber;
    case TypeKind::kString:
      return Class::kString;
    case TypeKind::kTime:
      return Class::kTime;
    default:
      return Class::kNull;
  }
}

sinew_type Widened(sinew_type type) {
  switch (InfoOf(type).kind) {
    case TypeKind::kInteger:
      return type == SINEW_TYPE_U64 ? type : SINEW_TYPE_I64;
    case TypeKind::kFloat:
      return SINEW_TYPE_F64;
    case TypeKind::kString:
      return WithWideOffsets(type);
    default:
      return type;
  }
}

const char* NameOf(sinew_type type) {
  switch (type) {
    case SINEW_TYPE_BOOL:
      return "bool";
    case SINEW_TYPE_I64:
      return "i64";
    case SINEW_TYPE_U64:
      return "u64";
    case SINEW_TYPE_F64:
      return "f64";
    case SINEW_TYPE_DATE32:
      return "date";
    case SINEW_TYPE_TIMESTAMP_S:
      return "timestamp_s";
    case SINEW_TYPE_TIMESTAMP_MS:
      return "timestamp_ms";
    case SINEW_TYPE_TIMESTAMP_US:
      return "timestamp_us";
    case SINEW_TYPE_TIMESTAMP_NS:
      return "timestamp_ns";
    case SINEW_TYPE_LARGE_STRING:
      return "string";
    case SINEW_TYPE_LARGE_BINARY:
      return "binary";
    default:
      return "null";
  }
}

const char* NameOf(Class type_class) {
  switch (type_class) {
    case Class::kBool:
      return "a boolean";
    case Class::kNumber:
      return "a number";
    case Class::kString:
      return "a string";
    case Class::kTime:
      return "a date or timestamp";
    default:
      return "a value";
  }
}

Range RangeOf(sinew_type type) {
  switch (type) {
    case SINEW_TYPE_I8:
      return {INT8_MIN, INT8_MAX};
    case SINEW_TYPE_I16:
      return {INT16_MIN, INT16_MAX};
    case SINEW_TYPE_I32:
    case SINEW_TYPE_DATE32:
      return {INT32_MIN, INT32_MAX};
    case SINEW_TYPE_U8:
      return {0, UINT8_MAX};
    case SINEW_TYPE_U16:
      return {0, UINT16_MAX};
    case SINEW_TYPE_U32:
      return {0, UINT32_MAX};
    case SINEW_TYPE_U64:
      return {0, UINT64_MAX};
    default:
      return {INT64_MIN, INT64_MAX};
  }
}

float FloorToFloat(double value) {
  const float near = static_cast<float>(value);
  if (static_cast<double>(near) <= value) return near;
  const uint32_t bits = std::bit_cast<uint32_t>(near);
  if (near == 0) return std::bit_cast<float>(0x80000001u);
  return std::bit_cast<float>(near > 0 ? bits - 1 : bits + 1);
}

}  // namespace sinew
