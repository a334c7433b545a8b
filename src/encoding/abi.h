#ifndef SINEW_ENCODING_ABI_H_
#define SINEW_ENCODING_ABI_H_

#include "core/abi.h"

#ifndef SINEW_ENCODING_H_

// SINEW_FAMILY Encodings
//
// Bytes as text, text as Unicode, integers and floating-point numbers in as few bits as they need,
// and dictionaries of columns. docs/formats has a page for each format.

// SINEW_CHAPTER Base64

// A flag of the sinew_base64_* functions, which may be added up: the standard alphabet (RFC 4648,
// section 4), with padding.
SINEW_CONSTANT constexpr uint32_t SINEW_BASE64_STANDARD = 0;
// A flag of the sinew_base64_* functions: the alphabet for URLs and file names (RFC 4648, section
// 5), which has - and _ in place of + and /.
SINEW_CONSTANT constexpr uint32_t SINEW_BASE64_URL = 1;
// A flag of the sinew_base64_* functions: no padding is written, and none is accepted.
SINEW_CONSTANT constexpr uint32_t SINEW_BASE64_RAW = 2;
// A flag of the sinew_base64_* functions that decode: a last digit whose unused bits are not 0 is
// refused (RFC 4648, section 3.5).
SINEW_CONSTANT constexpr uint32_t SINEW_BASE64_STRICT = 4;

// SINEW_CHAPTER Hex

// A flag of sinew_hex_encode: the digits above 9 are a to f.
SINEW_CONSTANT constexpr uint32_t SINEW_HEX_LOWER = 0;

// A flag of sinew_hex_encode: the digits above 9 are A to F.
SINEW_CONSTANT constexpr uint32_t SINEW_HEX_UPPER = 1;

// SINEW_CHAPTER JSON strings

// A flag of sinew_json_escape: < > & are escaped as well, so that the text can be part of HTML.
SINEW_CONSTANT constexpr uint32_t SINEW_JSON_HTML = 1;

// SINEW_CHAPTER Stream VByte

// A flag of the sinew_streamvbyte_* functions: 1, 2, 3 or 4 bytes are stored of a value.
SINEW_CONSTANT constexpr uint32_t SINEW_STREAMVBYTE_1234 = 0;

// A flag of the sinew_streamvbyte_* functions: 0, 1, 2 or 4 bytes are stored of a value.
SINEW_CONSTANT constexpr uint32_t SINEW_STREAMVBYTE_0124 = 1;

// SINEW_CHAPTER Frame of reference

// The frame of signed values.
SINEW_ABI struct sinew_frame_i64 {
  // The least of the values.
  int64_t base;
  // How many bits the greatest distance from it takes.
  size_t width;
};

// The frame of unsigned values.
SINEW_ABI struct sinew_frame_u64 {
  // The least of the values.
  uint64_t base;
  // How many bits the greatest distance from it takes.
  size_t width;
};

// SINEW_CHAPTER Dictionaries

// What sinew_dictionary_create creates. Set `size` to sizeof(struct sinew_dictionary_options), and
// what is not needed to 0.
SINEW_ABI struct sinew_dictionary_options {
  // sizeof(struct sinew_dictionary_options): lets later versions add members.
  size_t size;
  // Type of the values: an integer type, SINEW_TYPE_DATE32, a timestamp or a string type.
  sinew_type type;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
  // How many values to make room for at once, or 0 if that is unknown. More can be added in any
  // case; beyond 2^24, or what memory_limit allows, room is made only as they come.
  size_t expected_values;
  // Seeds the hash of the values. If it is 0, which is best, each object takes a random number.
  // Results never depend on it. Chosen values cannot make a call slow, even if whoever chose them
  // knows the seed: an object that meets such values changes once to a strong hash under a random
  // key.
  uint64_t seed;
};

// A dictionary that grows: the distinct values of the columns that it has encoded, in the order in
// which they first appeared.
SINEW_ABI struct sinew_dictionary;

#endif  // SINEW_ENCODING_H_

#endif  // SINEW_ENCODING_ABI_H_
