#ifndef SINEW_CORE_TYPE_H_
#define SINEW_CORE_TYPE_H_

#include "core/abi.h"

// The one table of types: what else needs a type's width, name or kind asks here.

namespace sinew {

enum class TypeKind : uint8_t { kNone, kBool, kInteger, kFloat, kTime, kBytes, kString };

struct TypeInfo {
  const char* name;          // as in the header
  const char* arrow_format;  // of the Arrow C Data Interface
  TypeKind kind;
  uint8_t width;         // bytes of a value; 0 for bool and strings
  uint8_t offset_width;  // strings: bytes of an offset
};

struct TypeTable {
  static constexpr uint32_t kSize = 100;
  TypeInfo types[kSize] = {};

  constexpr void Fixed(sinew_type type, const char* name, const char* arrow_format, TypeKind kind,
                       uint8_t width) {
    types[type] = {name, arrow_format, kind, width, 0};
  }
  constexpr void String(sinew_type type, const char* name, const char* arrow_format,
                        uint8_t offset_width) {
    types[type] = {name, arrow_format, TypeKind::kString, 0, offset_width};
  }

  constexpr TypeTable() {
    using enum TypeKind;
    Fixed(SINEW_TYPE_BOOL, "SINEW_TYPE_BOOL", "b", kBool, 0);
    Fixed(SINEW_TYPE_I8, "SINEW_TYPE_I8", "c", kInteger, 1);
    Fixed(SINEW_TYPE_I16, "SINEW_TYPE_I16", "s", kInteger, 2);
    Fixed(SINEW_TYPE_I32, "SINEW_TYPE_I32", "i", kInteger, 4);
    Fixed(SINEW_TYPE_I64, "SINEW_TYPE_I64", "l", kInteger, 8);
    Fixed(SINEW_TYPE_U8, "SINEW_TYPE_U8", "C", kInteger, 1);
    Fixed(SINEW_TYPE_U16, "SINEW_TYPE_U16", "S", kInteger, 2);
    Fixed(SINEW_TYPE_U32, "SINEW_TYPE_U32", "I", kInteger, 4);
    Fixed(SINEW_TYPE_U64, "SINEW_TYPE_U64", "L", kInteger, 8);
    Fixed(SINEW_TYPE_F32, "SINEW_TYPE_F32", "f", kFloat, 4);
    Fixed(SINEW_TYPE_F64, "SINEW_TYPE_F64", "g", kFloat, 8);
    Fixed(SINEW_TYPE_DATE32, "SINEW_TYPE_DATE32", "tdD", kTime, 4);
    Fixed(SINEW_TYPE_TIMESTAMP_S, "SINEW_TYPE_TIMESTAMP_S", "tss:UTC", kTime, 8);
    Fixed(SINEW_TYPE_TIMESTAMP_MS, "SINEW_TYPE_TIMESTAMP_MS", "tsm:UTC", kTime, 8);
    Fixed(SINEW_TYPE_TIMESTAMP_US, "SINEW_TYPE_TIMESTAMP_US", "tsu:UTC", kTime, 8);
    Fixed(SINEW_TYPE_TIMESTAMP_NS, "SINEW_TYPE_TIMESTAMP_NS", "tsn:UTC", kTime, 8);
    Fixed(SINEW_TYPE_BYTES16, "SINEW_TYPE_BYTES16", "w:16", kBytes, 16);
    String(SINEW_TYPE_STRING, "SINEW_TYPE_STRING", "u", 4);
    String(SINEW_TYPE_LARGE_STRING, "SINEW_TYPE_LARGE_STRING", "U", 8);
    String(SINEW_TYPE_BINARY, "SINEW_TYPE_BINARY", "z", 4);
    String(SINEW_TYPE_LARGE_BINARY, "SINEW_TYPE_LARGE_BINARY", "Z", 8);
  }
};

inline constexpr TypeTable kTypeTable;

// Of a number that is no type: kind kNone, and no name.
inline const TypeInfo& InfoOf(sinew_type type) {
  const uint32_t number = static_cast<uint32_t>(type);
  return kTypeTable.types[number < TypeTable::kSize ? number : 0];
}

inline bool IsType(sinew_type type) { return InfoOf(type).kind != TypeKind::kNone; }
// A type whose values are kept as integers: integers, dates and timestamps.
inline bool IsInteger(sinew_type type) {
  return InfoOf(type).kind == TypeKind::kInteger || InfoOf(type).kind == TypeKind::kTime;
}
// A type with offsets.
inline bool IsString(sinew_type type) { return InfoOf(type).offset_width != 0; }
// A string type whose offsets have 32 bits.
inline bool HasNarrowOffsets(sinew_type type) { return InfoOf(type).offset_width == 4; }
// A string type whose offsets have 64 bits.
inline bool HasWideOffsets(sinew_type type) { return InfoOf(type).offset_width == 8; }
// Bytes of a value; 0 for bool, for strings and for what is no type.
inline size_t ValueWidth(sinew_type type) { return InfoOf(type).width; }

// The string type with offsets of 64 bits of the same kind; any other type itself.
inline sinew_type WithWideOffsets(sinew_type type) {
  if (!HasNarrowOffsets(type)) return type;
  return type == SINEW_TYPE_BINARY ? SINEW_TYPE_LARGE_BINARY : SINEW_TYPE_LARGE_STRING;
}

}  // namespace sinew

#endif  // SINEW_CORE_TYPE_H_
