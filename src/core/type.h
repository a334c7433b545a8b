#ifndef SINEW_CORE_TYPE_H_
#define SINEW_CORE_TYPE_H_

#include "core/abi.h"

// The one table of types: what else needs a type's width, name or kind asks here.

namespace sinew {

enum class TypeKind : uint8_t { kNone, kBool, kInteger, kFloat, kTime, kBytes, kString, kList };

struct TypeInfo {
  const char* name;          // as in the header
  const char* arrow_format;  // of the Arrow C Data Interface
  TypeKind kind;
  uint8_t width;         // bytes of a value; 0 for bool, strings and lists
  uint8_t offset_width;  // strings and lists: bytes of an offset
};

struct TypeTable {
  static constexpr uint32_t kSize = 102;
  // Of lists, whatever their elements; their numbers are beyond those of all other types.
  static constexpr uint32_t kListIndex = 100, kLargeListIndex = 101;
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
    types[kListIndex] = {"SINEW_TYPE_LIST", "+l", TypeKind::kList, 0, 4};
    types[kLargeListIndex] = {"SINEW_TYPE_LARGE_LIST", "+L", TypeKind::kList, 0, 8};
  }

  // Where the table has a type; 0 if it is none.
  constexpr uint32_t IndexOf(uint32_t number) const {
    if (number < kListIndex) return number;
    const uint32_t elements = number % SINEW_TYPE_LIST, list = number - elements;
    if (elements >= kListIndex || types[elements].kind == TypeKind::kNone) return 0;
    if (list == SINEW_TYPE_LIST) return kListIndex;
    return list == SINEW_TYPE_LARGE_LIST ? kLargeListIndex : 0;
  }
};

inline constexpr TypeTable kTypeTable;

// Of a number that is no type: kind kNone, and no name. Of a list: what holds for all lists.
inline const TypeInfo& InfoOf(sinew_type type) {
  return kTypeTable.types[kTypeTable.IndexOf(static_cast<uint32_t>(type))];
}

inline bool IsType(sinew_type type) { return InfoOf(type).kind != TypeKind::kNone; }
inline bool IsList(sinew_type type) { return InfoOf(type).kind == TypeKind::kList; }
// A type of which columns can be keys and values; lists are none.
inline bool IsScalar(sinew_type type) { return IsType(type) && !IsList(type); }
// The type of the elements of a type of lists, and back.
inline sinew_type ElementType(sinew_type list) {
  return static_cast<sinew_type>(list % SINEW_TYPE_LIST);
}
inline sinew_type ListOf(sinew_type elements, bool wide) {
  return static_cast<sinew_type>(elements + (wide ? SINEW_TYPE_LARGE_LIST : SINEW_TYPE_LIST));
}
// Of lists the type of their elements; any other type itself.
inline sinew_type ValueType(sinew_type type) { return IsList(type) ? ElementType(type) : type; }
inline bool IsNumber(sinew_type type) {
  return InfoOf(type).kind == TypeKind::kInteger || InfoOf(type).kind == TypeKind::kFloat;
}
// A type whose values are kept as integers: integers, dates and timestamps.
inline bool IsInteger(sinew_type type) {
  return InfoOf(type).kind == TypeKind::kInteger || InfoOf(type).kind == TypeKind::kTime;
}
inline bool IsString(sinew_type type) { return InfoOf(type).kind == TypeKind::kString; }
// Whether values are bytes that are neither numbers nor times: strings, and 16 bytes.
inline bool IsBytes(sinew_type type) { return IsString(type) || type == SINEW_TYPE_BYTES16; }
// Whether a column of one type may be given for one of the other: any strings may for others.
inline bool AreAlike(sinew_type a, sinew_type b) { return a == b || (IsString(a) && IsString(b)); }
// A type of strings or lists whose offsets have 32 bits.
inline bool HasNarrowOffsets(sinew_type type) { return InfoOf(type).offset_width == 4; }
// A type of strings or lists whose offsets have 64 bits.
inline bool HasWideOffsets(sinew_type type) { return InfoOf(type).offset_width == 8; }
// Bytes of a value; 0 for bool, for strings, for lists and for what is no type.
inline size_t ValueWidth(sinew_type type) { return InfoOf(type).width; }

// The string type with offsets of 64 bits of the same kind; any other type itself.
inline sinew_type WithWideOffsets(sinew_type type) {
  if (!IsString(type) || HasWideOffsets(type)) return type;
  return type == SINEW_TYPE_BINARY ? SINEW_TYPE_LARGE_BINARY : SINEW_TYPE_LARGE_STRING;
}

}  // namespace sinew

#endif  // SINEW_CORE_TYPE_H_
