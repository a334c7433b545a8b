// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_ENCODING_H_
#define SINEW_ENCODING_H_

// # Encodings
//
// Bytes as text, text as Unicode, integers and floating-point numbers in as few bits as they need,
// and dictionaries of columns. docs/formats has a page for each format.
//
// Chapters:
//
//   Base64
//   Hex
//   UTF-8
//   UTF-16
//   JSON strings
//   Bitmaps
//   Bit packing
//   Varints
//   Stream VByte
//   Zigzag
//   Differences
//   Frame of reference
//   Run lengths and bit packing
//   DELTA_BINARY_PACKED
//   DELTA_BYTE_ARRAY
//   BYTE_STREAM_SPLIT
//   ALP
//   Dictionaries

#include "sinew/base.h"

#ifdef __cplusplus
extern "C" {
#endif

// ## Base64
//
// Bytes as text in an alphabet of 64 characters (RFC 4648, sections 4 and 5): three bytes are a
// group of four digits. At the end of a text, one byte is a group of two digits and two bytes are
// one of three, which `=` pads to four. Decoders skip line feeds and carriage returns anywhere.
// docs/formats/base64.md has an example, and a table of what decoders refuse.

// A flag of the sinew_base64_* functions, which may be added up: the standard alphabet (RFC 4648,
// section 4), with padding.
#define SINEW_BASE64_STANDARD SINEW_VALUE(uint32_t, 0)

// A flag of the sinew_base64_* functions: the alphabet for URLs and file names (RFC 4648, section
// 5), which has - and _ in place of + and /.
#define SINEW_BASE64_URL SINEW_VALUE(uint32_t, 1)

// A flag of the sinew_base64_* functions: no padding is written, and none is accepted.
#define SINEW_BASE64_RAW SINEW_VALUE(uint32_t, 2)

// A flag of the sinew_base64_* functions that decode: a last digit whose unused bits are not 0 is
// refused (RFC 4648, section 3.5).
#define SINEW_BASE64_STRICT SINEW_VALUE(uint32_t, 4)

// Encodes `size` bytes as one line of text. `out` must have room for sinew_base64_encoded_size
// bytes. A message may be encoded in pieces, if each but the last is a multiple of three bytes
// long. `flags` is a sum of SINEW_BASE64_URL, SINEW_BASE64_RAW or neither.
//
// Returns `size` as `read` and the bytes written. SINEW_STATUS_INVALID_ARGUMENT, with nothing
// written: a pointer is null although `size` is not 0, or `flags` has another bit.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_base64_encode(const void* in, size_t size, void* out,
                                                 uint32_t flags) SINEW_NOEXCEPT;

// Decodes `size` bytes of text into `out`, which can hold `capacity` bytes;
// sinew_base64_decoded_bound of `size` is always enough. `out` may be `in`. `flags` is a sum of
// SINEW_BASE64_URL, SINEW_BASE64_RAW and SINEW_BASE64_STRICT. The texts that are accepted are those
// that Go's encoding/base64 accepts.
//
// Returns `size` as `read` and the bytes written. On failure `read` is an offset in `in`, and the
// first `written` bytes of `out` are those of the whole groups before it:
//
// - SINEW_STATUS_CORRUPT: the byte at `read` is not a digit, is padding in the wrong place, stands
//   where padding must, or follows the padding, which ends a text. With SINEW_BASE64_STRICT also:
//   the unused bits of the last digit of the group at `read` are not 0.
// - SINEW_STATUS_TRUNCATED: the text ends within the group that begins at `read`, or before its
//   padding is complete. With SINEW_BASE64_RAW, only a group of a single digit is unfinished.
// - SINEW_STATUS_OUTPUT_FULL: the group that begins at `read` has no room.
// - SINEW_STATUS_INVALID_ARGUMENT: a pointer is null although its size is not 0, or `flags` has
//   another bit. Nothing is written, and `read` is 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_base64_decode(const void* in, size_t size, void* out,
                                                 size_t capacity, uint32_t flags) SINEW_NOEXCEPT;

// Computes how many bytes sinew_base64_encode writes for `size` bytes: four for every three,
// rounded up to a multiple of four, or with SINEW_BASE64_RAW to the next byte.
//
// Returns `size` as `read` and that number as `written`. SINEW_STATUS_INVALID_ARGUMENT: `flags` has
// a bit that sinew_base64_encode refuses; both are 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_base64_encoded_size(size_t size, uint32_t flags) SINEW_NOEXCEPT;

// Returns the most bytes that `size` bytes of text decode to: three for every four, rounded down.
SINEW_API size_t sinew_base64_decoded_bound(size_t size) SINEW_NOEXCEPT;

// Encodes every row of a column of strings as sinew_base64_encode does. Row i becomes the bytes of
// `out` from out_offsets[i] to out_offsets[i + 1], so there are column->count + 1 offsets, and the
// first one is 0. A null row becomes an empty string; the validity of the column is that of the
// output, too. `out` can hold `capacity` bytes; sinew_base64_encoded_size_many says how many are
// written.
//
// Returns the number of rows as `read` and the bytes written. If it fails nothing is written.
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, the column is not of strings or is not laid out
// as sinew_column says, or `flags` has a bit that sinew_base64_encode refuses; `read` is the first
// row with bad offsets, or 0. SINEW_STATUS_OUTPUT_FULL: `capacity` is too small; `read` is 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_base64_encode_many(const sinew_column* column,
                                                      int64_t* out_offsets, void* out,
                                                      size_t capacity,
                                                      uint32_t flags) SINEW_NOEXCEPT;

// Decodes every row of a column of strings as sinew_base64_decode does; `out_offsets`, `out` and
// null rows are as for sinew_base64_encode_many. `capacity` must be at least
// sinew_base64_decoded_bound of the bytes from the first row to the last, null rows included,
// though less may be written.
//
// Returns the number of rows as `read` and the bytes written. SINEW_STATUS_CORRUPT and
// SINEW_STATUS_TRUNCATED: sinew_base64_decode refuses row `read`; the rows before it, their offsets
// and the first `written` bytes are right. SINEW_STATUS_INVALID_ARGUMENT and
// SINEW_STATUS_OUTPUT_FULL: as for sinew_base64_encode_many; nothing is written.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_base64_decode_many(const sinew_column* column,
                                                      int64_t* out_offsets, void* out,
                                                      size_t capacity,
                                                      uint32_t flags) SINEW_NOEXCEPT;

// Computes how many bytes sinew_base64_encode_many writes for a column of strings.
//
// Returns the number of rows as `read` and that number as `written`. SINEW_STATUS_INVALID_ARGUMENT:
// `column` or `flags` is one that sinew_base64_encode_many refuses; `read` is the first row with
// bad offsets, or 0, and `written` is 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_base64_encoded_size_many(const sinew_column* column,
                                                            uint32_t flags) SINEW_NOEXCEPT;

// ## Hex
//
// Bytes as pairs of hexadecimal digits (Base16, RFC 4648, section 8): the upper four bits of a byte
// are the first digit, the lower four the second. docs/formats/hex.md has an example.

// A flag of sinew_hex_encode: the digits above 9 are a to f.
#define SINEW_HEX_LOWER SINEW_VALUE(uint32_t, 0)

// A flag of sinew_hex_encode: the digits above 9 are A to F.
#define SINEW_HEX_UPPER SINEW_VALUE(uint32_t, 1)

// Encodes `size` bytes as 2 * `size` digits, which `out` must have room for. The digits above 9 are
// a to f, or A to F with SINEW_HEX_UPPER in `flags`.
//
// Returns `size` as `read` and 2 * `size` as `written`. SINEW_STATUS_INVALID_ARGUMENT, with nothing
// written: a pointer is null although `size` is not 0, or `flags` has an unknown bit.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_hex_encode(const void* in, size_t size, void* out,
                                              uint32_t flags) SINEW_NOEXCEPT;

// Decodes `size` digits of either case into `out`, whose `capacity` must be at least `size` / 2
// bytes. `out` may be `in`.
//
// Returns `size` as `read` and `size` / 2 as `written`. On failure `read` is an offset in `in`, and
// the first `written` bytes of `out` are what the digits before it decode to:
//
// - SINEW_STATUS_CORRUPT: the byte at `read` is not a digit.
// - SINEW_STATUS_TRUNCATED: all bytes are digits, but the last one, at `read`, has no partner.
// - SINEW_STATUS_OUTPUT_FULL: `capacity` is too small. Nothing is written, and `read` is the first
//   digit that has no room, 2 * `capacity`.
// - SINEW_STATUS_INVALID_ARGUMENT: a pointer is null although its size is not 0. Nothing is
//   written, and `read` is 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_hex_decode(const void* in, size_t size, void* out,
                                              size_t capacity) SINEW_NOEXCEPT;

// ## UTF-8
//
// Unicode text in bytes (RFC 3629; the Unicode Standard, section 3.9). A character is a sequence of
// one to four bytes. Text is well-formed if it consists of sequences that the standard allows: none
// is longer than it has to be, and none stands for a surrogate or for more than U+10FFFF.

// Checks that `size` bytes are well-formed.
//
// Returns `size` and SINEW_STATUS_OK; otherwise the offset of the first byte that does not begin a
// well-formed sequence: all bytes before it are well-formed. SINEW_STATUS_TRUNCATED: the text ends
// within that sequence, and more bytes could complete it. SINEW_STATUS_CORRUPT: none could.
SINEW_MUST_USE
SINEW_API sinew_result sinew_utf8_validate(const void* in, size_t size) SINEW_NOEXCEPT;

// Returns the number of code points in `size` bytes. Each byte that is not part of a well-formed
// sequence counts as one, as in Go's utf8.RuneCount.
SINEW_API size_t sinew_utf8_count(const void* in, size_t size) SINEW_NOEXCEPT;

// Copies `size` bytes of text, and puts the `replacement_size` bytes of `replacement` in place of
// each run of bytes that are not part of a well-formed sequence, as Go's strings.ToValidUTF8 does.
// The usual replacement is U+FFFD, which is EF BF BD; with an empty one such runs are left out.
// `out` can hold `capacity` bytes; sinew_utf8_sanitized_size says how many are written.
//
// Returns `size` as `read` and the bytes written. SINEW_STATUS_OUTPUT_FULL: `out` is too small. The
// `written` bytes are what the text before offset `read` becomes.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_utf8_sanitize(const void* in, size_t size,
                                                 const void* replacement, size_t replacement_size,
                                                 void* out, size_t capacity) SINEW_NOEXCEPT;

// Returns how many bytes sinew_utf8_sanitize writes for this text and a replacement of
// `replacement_size` bytes.
SINEW_API size_t sinew_utf8_sanitized_size(const void* in, size_t size,
                                           size_t replacement_size) SINEW_NOEXCEPT;

// Writes a bitmap of the rows of a column of strings that are not null and well-formed, as the
// empty string is: the validity of the column without its ill-formed rows. `out` takes
// (column->count + 7) / 8 bytes; the unused bits of the last one become 0.
//
// Returns the number of rows. SINEW_STATUS_INVALID_ARGUMENT: `column` or `out` is null, or the
// column is not of strings or is not laid out as sinew_column says; nothing is written, and `count`
// is the first row with bad offsets, or 0.
SINEW_MUST_USE
SINEW_API sinew_result sinew_utf8_validate_many(const sinew_column* column,
                                                uint8_t* out) SINEW_NOEXCEPT;

// ## UTF-16
//
// Unicode text in units of 16 bits (the Unicode Standard, section 3.9), in the byte order of the
// machine, which is little-endian: the strings of Java, JavaScript and Windows. A character is one
// unit, or a pair of surrogates, a high and then a low one. A byte order mark is converted like any
// other character, and none is added.

// Converts `size` bytes of UTF-8 to UTF-16. `out` can hold `capacity` units; `size` units are
// always enough, sinew_utf8_to_utf16_size says how many are written.
//
// Returns `size` as `read` and the units written. On failure all text before offset `read` is
// converted, to `written` units. SINEW_STATUS_CORRUPT: the bytes from `read` on are not well-formed
// UTF-8. SINEW_STATUS_TRUNCATED: the text ends within the sequence at `read`.
// SINEW_STATUS_OUTPUT_FULL: the character at `read` has no room.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_utf8_to_utf16(const void* in, size_t size, uint16_t* out,
                                                 size_t capacity) SINEW_NOEXCEPT;

// Returns how many units sinew_utf8_to_utf16 writes for well-formed text. If the text is not
// well-formed, this may be more than the units written before the fault, but never less, and never
// more than 2 * `size`.
SINEW_API size_t sinew_utf8_to_utf16_size(const void* in, size_t size) SINEW_NOEXCEPT;

// Converts `count` units of UTF-16 to UTF-8. `out` can hold `capacity` bytes; 3 * `count` bytes are
// always enough, sinew_utf16_to_utf8_size says how many are written.
//
// Returns `count` as `read` and the bytes written. On failure all units before index `read` are
// converted, to `written` bytes. SINEW_STATUS_CORRUPT: the unit at `read` is a surrogate without
// its other half. SINEW_STATUS_TRUNCATED: it is a high surrogate, and the last unit.
// SINEW_STATUS_OUTPUT_FULL: the character at `read` has no room.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_utf16_to_utf8(const uint16_t* in, size_t count, void* out,
                                                 size_t capacity) SINEW_NOEXCEPT;

// Returns how many bytes sinew_utf16_to_utf8 writes for well-formed units. If they are not
// well-formed, this may be more than the bytes written before the fault, but never less, and never
// more than 3 * `count`.
SINEW_API size_t sinew_utf16_to_utf8_size(const uint16_t* in, size_t count) SINEW_NOEXCEPT;

// ## JSON strings
//
// The text between the quotes of a JSON string (RFC 8259, section 7), with its escapes such as \n,
// to and from UTF-8. The quotes are not part of it: the caller writes and removes them.

// A flag of sinew_json_escape: < > & are escaped as well, so that the text can be part of HTML.
#define SINEW_JSON_HTML SINEW_VALUE(uint32_t, 1)

// Escapes `size` bytes of text. \" \\ \b \f \n \r \t are written like this; other control
// characters as \u00XX; U+2028 and U+2029, which end a line in JavaScript, as \u2028 and \u2029;
// each byte that is not part of well-formed UTF-8 as \ufffd. With SINEW_JSON_HTML in `flags`, < > &
// are written as \u003c \u003e \u0026. The result is what Go's encoding/json writes, with
// EscapeHTML on or off. `out` can hold `capacity` bytes; 6 * `size` are always enough.
//
// Returns `size` as `read` and the bytes written. SINEW_STATUS_OUTPUT_FULL: the character at offset
// `read` has no room; everything before it is written, and another call may continue from there.
// SINEW_STATUS_INVALID_ARGUMENT: `flags` has an unknown bit; nothing is written.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_json_escape(const void* in, size_t size, void* out,
                                               size_t capacity, uint32_t flags) SINEW_NOEXCEPT;

// Writes the UTF-8 that `size` bytes of the text of a JSON string stand for. `out` can hold
// `capacity` bytes; `size` are always enough.
//
// Returns `size` as `read` and the bytes written. On failure everything before offset `read` is
// written. SINEW_STATUS_CORRUPT: at `read` there is a quote or a control character that is not
// escaped, an escape that JSON does not have, one half of a surrogate pair, or a byte that does not
// begin well-formed UTF-8. SINEW_STATUS_TRUNCATED: the text ends within the escape, the surrogate
// pair or the sequence at `read`. SINEW_STATUS_OUTPUT_FULL: the character at `read` has no room.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_json_unescape(const void* in, size_t size, void* out,
                                                 size_t capacity) SINEW_NOEXCEPT;

// ## Bitmaps
//
// One bit a row, as in Arrow's validity bitmaps and columns of booleans: bit i is bit i % 8 of byte
// i / 8, counted from the lowest. An input is a slice of a bitmap, the `count` bits from bit
// `offset` on; only the bytes that hold them are read. An output starts at bit 0 and takes (count +
// 7) / 8 bytes; the unused bits of its last byte are set to 0. docs/formats/bitmap.md has an
// example.

// Returns how many bits of a slice are set.
SINEW_API size_t sinew_bitmap_count(const uint8_t* bits, size_t offset,
                                    size_t count) SINEW_NOEXCEPT;

// Writes a bitmap of the bits that are set in both slices: bit i of `out` is set if bit a_offset +
// i of `a` and bit b_offset + i of `b` are. Of two validity bitmaps this makes the rows that are
// valid in both columns. `out` may be `a` or `b`.
SINEW_API void sinew_bitmap_and(const uint8_t* a, size_t a_offset, const uint8_t* b,
                                size_t b_offset, size_t count, uint8_t* out) SINEW_NOEXCEPT;

// Writes a bitmap of the bits that are set in at least one of two slices. `out` may be `a` or `b`.
SINEW_API void sinew_bitmap_or(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset,
                               size_t count, uint8_t* out) SINEW_NOEXCEPT;

// Writes a bitmap of the bits that are set in exactly one of two slices. `out` may be `a` or `b`.
SINEW_API void sinew_bitmap_xor(const uint8_t* a, size_t a_offset, const uint8_t* b,
                                size_t b_offset, size_t count, uint8_t* out) SINEW_NOEXCEPT;

// Writes a bitmap of the bits that are set in the slice of `a` and not in the slice of `b`. `out`
// may be `a` or `b`.
SINEW_API void sinew_bitmap_and_not(const uint8_t* a, size_t a_offset, const uint8_t* b,
                                    size_t b_offset, size_t count, uint8_t* out) SINEW_NOEXCEPT;

// Writes a bitmap of the bits that are not set in a slice. `out` may be `bits`.
SINEW_API void sinew_bitmap_not(const uint8_t* bits, size_t offset, size_t count,
                                uint8_t* out) SINEW_NOEXCEPT;

// Makes a bitmap of `count` bytes, such as an array of bool in C or Go: bit i of `out` is set if
// byte i is not 0.
SINEW_API void sinew_bitmap_from_bytes(const void* in, size_t count, uint8_t* out) SINEW_NOEXCEPT;

// Writes a byte for each bit of a slice, 1 if it is set and 0 if not: `count` bytes.
SINEW_API void sinew_bitmap_to_bytes(const uint8_t* bits, size_t offset, size_t count,
                                     void* out) SINEW_NOEXCEPT;

// Writes the indices of the bits of a slice that are set, in rising order; index 0 is bit `offset`.
// `out` can hold `capacity` indices, all of which may be overwritten. `count` indices are always
// enough, sinew_bitmap_count says how many there are.
//
// Returns `count` as `read` and the number of indices as `written`. SINEW_STATUS_OUTPUT_FULL:
// `capacity` indices are written, and `read` is the index of the next bit that is set.
// SINEW_STATUS_INVALID_ARGUMENT: `count` is more than 2^32, which 32 bits cannot index; nothing is
// written, and `read` is 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bitmap_to_indices_u32(const uint8_t* bits, size_t offset,
                                                         size_t count, uint32_t* out,
                                                         size_t capacity) SINEW_NOEXCEPT;

// Writes the indices of the bits of a slice that are set, as sinew_bitmap_to_indices_u32 does, for
// any `count`.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bitmap_to_indices_u64(const uint8_t* bits, size_t offset,
                                                         size_t count, uint64_t* out,
                                                         size_t capacity) SINEW_NOEXCEPT;

// ## Bit packing
//
// Unsigned integers of one width, 0 to 64 bits, without space between them: the layout of the
// bit-packed runs of Parquet (docs/formats/bitpack.md).

// Packs `count` values of `width` bits each, 0 to 32, without space between them: value i goes to
// bits i * width to (i + 1) * width - 1 of `out`, the lowest bit of a byte being its first. Unused
// bits of the last byte are 0. Writes sinew_bitpack_encoded_size(count, width) bytes.
//
// - SINEW_STATUS_OK: read is count, and written the number of bytes.
// - SINEW_STATUS_INVALID_ARGUMENT: a value does not fit the width; read is the index of the first
//   such value, written is 0, and the bytes of `out` have no meaning. Or `width` is above 32; read
//   and written are 0, and nothing is written.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bitpack_encode_u32(const uint32_t* in, size_t count,
                                                      size_t width, void* out) SINEW_NOEXCEPT;

// Like sinew_bitpack_encode_u32, for 64-bit values and a width of 0 to 64.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bitpack_encode_u64(const uint64_t* in, size_t count,
                                                      size_t width, void* out) SINEW_NOEXCEPT;

// Unpacks `count` values of `width` bits each, 0 to 32, as sinew_bitpack_encode_u32 packs them, and
// fills `out` with them. The input may be any bytes. Bytes after the values, and unused bits of the
// last byte, are ignored.
//
// - SINEW_STATUS_OK: read is sinew_bitpack_encoded_size(count, width), and written is count.
// - SINEW_STATUS_TRUNCATED: `size` bytes are too few; read is size, and written the number of
//   values that are complete, which are in `out`.
// - SINEW_STATUS_INVALID_ARGUMENT: `width` is above 32, or `count` is more than memory can hold;
//   read and written are 0, and nothing is written.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bitpack_decode_u32(const void* in, size_t size, size_t width,
                                                      uint32_t* out, size_t count) SINEW_NOEXCEPT;

// Like sinew_bitpack_decode_u32, for 64-bit values and a width of 0 to 64.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bitpack_decode_u64(const void* in, size_t size, size_t width,
                                                      uint64_t* out, size_t count) SINEW_NOEXCEPT;

// Returns the smallest width, 0 to 32, that every one of `count` values fits: 0 if all are 0 or
// there are none. O(n).
SINEW_API size_t sinew_bitpack_width_u32(const uint32_t* in, size_t count) SINEW_NOEXCEPT;

// Like sinew_bitpack_width_u32, for 64-bit values: 0 to 64.
SINEW_API size_t sinew_bitpack_width_u64(const uint64_t* in, size_t count) SINEW_NOEXCEPT;

// Returns how many bytes `count` values of `width` bits take when packed: count * width bits,
// rounded up to a byte.
SINEW_API size_t sinew_bitpack_encoded_size(size_t count, size_t width) SINEW_NOEXCEPT;

// ## Varints
//
// Integers in as few bytes as they need, as Protocol Buffers and Kafka write them: LEB128. All
// calls work on whole arrays.

// Writes `count` values as varints (unsigned LEB128), one after the other: seven bits of a value to
// a byte, the lowest first, with the highest bit set in all bytes of a value but its last. Each
// value takes as few bytes as it can, 1 to 5. These are the bytes of a packed field of type uint32
// in Protocol Buffers (https://protobuf.dev/programming-guides/encoding/) and of Kafka's unsigned
// varints. `out` has room for `capacity` bytes: 5 * count always suffice, and
// sinew_varint_encoded_size_u32 says exactly how many are needed.
//
// - SINEW_STATUS_OK: read is count, and written the number of bytes.
// - SINEW_STATUS_OUTPUT_FULL: `capacity` is too small; read is the index of the first value that
//   does not fit. The values before it are written.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_encode_u32(const uint32_t* in, size_t count, void* out,
                                                     size_t capacity) SINEW_NOEXCEPT;

// Like sinew_varint_encode_u32, for 64-bit values, which take 1 to 10 bytes: type uint64 of
// Protocol Buffers. Its types int64, int32 and enum are written the same way after sign extension
// to 64 bits, so a negative number takes 10 bytes.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_encode_u64(const uint64_t* in, size_t count, void* out,
                                                     size_t capacity) SINEW_NOEXCEPT;

// Like sinew_varint_encode_u32, for signed values in zigzag (0, -1, 1, -2, ... become 0, 1, 2, 3,
// ...), so that negative numbers near 0 are short, too: type sint32 of Protocol Buffers, and
// Kafka's varint.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_encode_zigzag_i32(const int32_t* in, size_t count,
                                                            void* out,
                                                            size_t capacity) SINEW_NOEXCEPT;

// Like sinew_varint_encode_zigzag_i32, for 64-bit values, which take 1 to 10 bytes: type sint64 of
// Protocol Buffers, and Kafka's varlong.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_encode_zigzag_i64(const int64_t* in, size_t count,
                                                            void* out,
                                                            size_t capacity) SINEW_NOEXCEPT;

// Reads the varints of sinew_varint_encode_u32 until the input ends, and writes their values to
// `out`, which has room for `capacity` of them; sinew_varint_count says how many there are. The
// input may be any bytes. A value may take more bytes than it needs, up to 5.
//
// - SINEW_STATUS_OK: read is size, and written the number of values.
//
// With any other status, read is the offset of the first fault, and the values before it are
// written:
// - SINEW_STATUS_TRUNCATED: the input ends within a value; read is size. The value begins behind
//   the last byte that is below 0x80.
// - SINEW_STATUS_CORRUPT: a value does not fit 32 bits; read is the offset of its fifth byte if
//   that is the last and above 15, otherwise of its sixth byte. If the writer extended signs to 64
//   bits, as for int32 of Protocol Buffers, use sinew_varint_decode_u64.
// - SINEW_STATUS_OUTPUT_FULL: the input goes on after `capacity` values; read is where the next
//   value begins. So a capacity of n reads the first n values of a longer input.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_decode_u32(const void* in, size_t size, uint32_t* out,
                                                     size_t capacity) SINEW_NOEXCEPT;

// Like sinew_varint_decode_u32, for the values of sinew_varint_encode_u64, of up to 10 bytes.
//
// - SINEW_STATUS_CORRUPT: a value does not fit 64 bits; read is the offset of its tenth byte if
//   that is the last and above 1, otherwise of its eleventh byte.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_decode_u64(const void* in, size_t size, uint64_t* out,
                                                     size_t capacity) SINEW_NOEXCEPT;

// Like sinew_varint_decode_u32, for the values of sinew_varint_encode_zigzag_i32.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_decode_zigzag_i32(const void* in, size_t size,
                                                            int32_t* out,
                                                            size_t capacity) SINEW_NOEXCEPT;

// Like sinew_varint_decode_u64, for the values of sinew_varint_encode_zigzag_i64.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_decode_zigzag_i64(const void* in, size_t size,
                                                            int64_t* out,
                                                            size_t capacity) SINEW_NOEXCEPT;

// Returns how many bytes sinew_varint_encode_u32 writes for these values. O(n).
SINEW_API size_t sinew_varint_encoded_size_u32(const uint32_t* in, size_t count) SINEW_NOEXCEPT;

// Returns how many bytes sinew_varint_encode_u64 writes for these values.
SINEW_API size_t sinew_varint_encoded_size_u64(const uint64_t* in, size_t count) SINEW_NOEXCEPT;

// Returns how many bytes sinew_varint_encode_zigzag_i32 writes for these values.
SINEW_API size_t sinew_varint_encoded_size_zigzag_i32(const int32_t* in,
                                                      size_t count) SINEW_NOEXCEPT;

// Returns how many bytes sinew_varint_encode_zigzag_i64 writes for these values.
SINEW_API size_t sinew_varint_encoded_size_zigzag_i64(const int64_t* in,
                                                      size_t count) SINEW_NOEXCEPT;

// Returns how many varints, of either width, end within `size` bytes: the number of bytes below
// 0x80. If the bytes decode without a fault, this is the number of their values. O(n).
SINEW_API size_t sinew_varint_count(const void* in, size_t size) SINEW_NOEXCEPT;

// ## Stream VByte
//
// 32-bit integers in as few bytes as they need, with all lengths before all bytes, which is fast to
// decode (Lemire, Kurz, Rupp, "Stream VByte: Faster Byte-Oriented Integer Compression", 2018). The
// layout is in docs/formats/streamvbyte.md.

// A flag of the sinew_streamvbyte_* functions: 1, 2, 3 or 4 bytes are stored of a value.
#define SINEW_STREAMVBYTE_1234 SINEW_VALUE(uint32_t, 0)

// A flag of the sinew_streamvbyte_* functions: 0, 1, 2 or 4 bytes are stored of a value.
#define SINEW_STREAMVBYTE_0124 SINEW_VALUE(uint32_t, 1)

// Encodes `count` values in Stream VByte, the format of libstreamvbyte: first (count + 3) / 4
// control bytes with two bits for each value, from the lowest bits up, then the low bytes of each
// value. The two bits say how many bytes of the value are stored: 1, 2, 3 or 4 with
// SINEW_STREAMVBYTE_1234, and 0, 1, 2 or 4 with SINEW_STREAMVBYTE_0124, which is better if many
// values are 0. Neither the flags nor the count are stored. sinew_streamvbyte_encoded_bound(count)
// bytes always suffice.
//
// - SINEW_STATUS_OK: read is count, and written the number of bytes.
// - SINEW_STATUS_OUTPUT_FULL: `capacity` is too small; read is the index of the first value whose
//   bytes do not fit, 0 if the control bytes do not fit. written is 0, and `out` holds nothing of
//   use.
// - SINEW_STATUS_INVALID_ARGUMENT: unknown flags; read and written are 0, and nothing is written.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_streamvbyte_encode(const uint32_t* in, size_t count, void* out,
                                                      size_t capacity,
                                                      uint32_t flags) SINEW_NOEXCEPT;

// Decodes the first `count` values of what sinew_streamvbyte_encode wrote with the same flags, and
// fills `out` with them. The input may be any bytes. What follows the values is ignored.
//
// - SINEW_STATUS_OK: read is the number of bytes that the values took, and written is count.
// - SINEW_STATUS_TRUNCATED: `size` bytes are too few; read is size, and written the number of
//   values that are complete, which are in `out`. If `size` bytes could not hold `count` values
//   whatever they say, nothing is decoded.
// - SINEW_STATUS_INVALID_ARGUMENT: unknown flags; read and written are 0, and nothing is written.
//
// No other fault is possible, because any bytes are a valid encoding of some values.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_streamvbyte_decode(const void* in, size_t size, uint32_t* out,
                                                      size_t count, uint32_t flags) SINEW_NOEXCEPT;

// Encodes like sinew_streamvbyte_encode, but the difference between each value and the value before
// it, modulo 2^32, `start` before the first: few bytes if values grow slowly, as sorted ones do.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_streamvbyte_encode_delta(const uint32_t* in, size_t count,
                                                            uint32_t start, void* out,
                                                            size_t capacity,
                                                            uint32_t flags) SINEW_NOEXCEPT;

// Decodes like sinew_streamvbyte_decode what sinew_streamvbyte_encode_delta wrote with the same
// flags and `start`.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_streamvbyte_decode_delta(const void* in, size_t size,
                                                            uint32_t start, uint32_t* out,
                                                            size_t count,
                                                            uint32_t flags) SINEW_NOEXCEPT;

// Returns the most bytes that `count` values can take, with any flags: 4 bytes each, and a control
// byte for every four values or part of four.
SINEW_API size_t sinew_streamvbyte_encoded_bound(size_t count) SINEW_NOEXCEPT;

// Computes how many bytes sinew_streamvbyte_encode writes for these values: written, while read is
// count. O(n).
//
// - SINEW_STATUS_INVALID_ARGUMENT: unknown flags; read and written are 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_streamvbyte_encoded_size(const uint32_t* in, size_t count,
                                                            uint32_t flags) SINEW_NOEXCEPT;

// Computes, like sinew_streamvbyte_encoded_size, how many bytes sinew_streamvbyte_encode_delta
// writes.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_streamvbyte_encoded_size_delta(const uint32_t* in, size_t count,
                                                                  uint32_t start,
                                                                  uint32_t flags) SINEW_NOEXCEPT;

// ## Zigzag
//
// Signed integers as unsigned ones, numbers near 0 as small ones. It comes before an encoding that
// stores small numbers in few bytes.

// Maps `count` signed values to unsigned ones, so that numbers near 0, of either sign, become small
// numbers: 0, -1, 1, -2, ... become 0, 1, 2, 3, ... This is the mapping of sint32 in Protocol
// Buffers: n becomes 2 n if it is not negative, else -2 n - 1. Every value has a counterpart, so
// nothing can fail. `out` takes `count` values and may be the memory of `in`.
SINEW_API void sinew_zigzag_encode_i32(const int32_t* in, size_t count,
                                       uint32_t* out) SINEW_NOEXCEPT;

// Like sinew_zigzag_encode_i32, for 64-bit values: the mapping of sint64.
SINEW_API void sinew_zigzag_encode_i64(const int64_t* in, size_t count,
                                       uint64_t* out) SINEW_NOEXCEPT;

// Maps 0, 1, 2, 3, ... back to 0, -1, 1, -2, ...: the inverse of sinew_zigzag_encode_i32. `out`
// takes `count` values and may be the memory of `in`.
SINEW_API void sinew_zigzag_decode_i32(const uint32_t* in, size_t count,
                                       int32_t* out) SINEW_NOEXCEPT;

// Like sinew_zigzag_decode_i32, for 64-bit values.
SINEW_API void sinew_zigzag_decode_i64(const uint64_t* in, size_t count,
                                       int64_t* out) SINEW_NOEXCEPT;

// ## Differences
//
// Integers as the differences of neighbours, which are small if the values change little from one
// to the next. Decoding adds them up again.

// Writes the difference between each of `count` values and the value before it to `out`: out[0] =
// in[0] - start and out[i] = in[i] - in[i - 1]. Differences that do not fit wrap around, and
// sinew_delta_decode_i32 still restores the values. `out` takes `count` values and may be the
// memory of `in`.
//
// Returns the last value, or `start` if there is none. If the values come in parts, pass it as the
// `start` of the next part. Unsigned values may be passed as signed ones with the same bits.
SINEW_API int32_t sinew_delta_encode_i32(const int32_t* in, size_t count, int32_t start,
                                         int32_t* out) SINEW_NOEXCEPT;

// Like sinew_delta_encode_i32, for 64-bit values.
SINEW_API int64_t sinew_delta_encode_i64(const int64_t* in, size_t count, int64_t start,
                                         int64_t* out) SINEW_NOEXCEPT;

// Writes the prefix sums of `count` differences, the inverse of sinew_delta_encode_i32: out[0] =
// start + in[0] and out[i] = out[i - 1] + in[i]. Sums that do not fit wrap around. `out` takes
// `count` values and may be the memory of `in`.
//
// Returns the last sum, or `start` if there is none: the `start` of the next part.
SINEW_API int32_t sinew_delta_decode_i32(const int32_t* in, size_t count, int32_t start,
                                         int32_t* out) SINEW_NOEXCEPT;

// Like sinew_delta_decode_i32, for 64-bit values.
SINEW_API int64_t sinew_delta_decode_i64(const int64_t* in, size_t count, int64_t start,
                                         int64_t* out) SINEW_NOEXCEPT;

// ## Frame of reference
//
// Integers as their distances from the least of them, which need few bits if the values are close
// to each other. sinew_frame_of_reference_measure_* finds the least value and the number of bits,
// and sinew_bitpack_encode_* can pack the distances.

// The frame of signed values.
typedef struct sinew_frame_i64 {
  // The least of the values.
  int64_t base;
  // How many bits the greatest distance from it takes.
  size_t width;
} sinew_frame_i64;

// Returns the least of `count` values, the base, and how many bits the greatest distance from it
// takes, the width, 0 to 32. Both are 0 if there are no values. O(n).
SINEW_API sinew_frame_i64 sinew_frame_of_reference_measure_i32(const int32_t* in,
                                                               size_t count) SINEW_NOEXCEPT;

// Like sinew_frame_of_reference_measure_i32, for 64-bit values: the width is 0 to 64.
SINEW_API sinew_frame_i64 sinew_frame_of_reference_measure_i64(const int64_t* in,
                                                               size_t count) SINEW_NOEXCEPT;

// The frame of unsigned values.
typedef struct sinew_frame_u64 {
  // The least of the values.
  uint64_t base;
  // How many bits the greatest distance from it takes.
  size_t width;
} sinew_frame_u64;

// Like sinew_frame_of_reference_measure_i32, for unsigned values.
SINEW_API sinew_frame_u64 sinew_frame_of_reference_measure_u32(const uint32_t* in,
                                                               size_t count) SINEW_NOEXCEPT;

// Like sinew_frame_of_reference_measure_i64, for unsigned values.
SINEW_API sinew_frame_u64 sinew_frame_of_reference_measure_u64(const uint64_t* in,
                                                               size_t count) SINEW_NOEXCEPT;

// Writes the distances in[i] - base of `count` values to `out`, which may be the memory of `in`.
// With the base that sinew_frame_of_reference_measure_i32 returns, the distances fit its width, and
// sinew_bitpack_encode_u32 packs them. With another base they wrap around.
SINEW_API void sinew_frame_of_reference_encode_i32(const int32_t* in, size_t count, int32_t base,
                                                   uint32_t* out) SINEW_NOEXCEPT;

// Like sinew_frame_of_reference_encode_i32, for 64-bit values.
SINEW_API void sinew_frame_of_reference_encode_i64(const int64_t* in, size_t count, int64_t base,
                                                   uint64_t* out) SINEW_NOEXCEPT;

// Like sinew_frame_of_reference_encode_i32, for unsigned values.
SINEW_API void sinew_frame_of_reference_encode_u32(const uint32_t* in, size_t count, uint32_t base,
                                                   uint32_t* out) SINEW_NOEXCEPT;

// Like sinew_frame_of_reference_encode_i64, for unsigned values.
SINEW_API void sinew_frame_of_reference_encode_u64(const uint64_t* in, size_t count, uint64_t base,
                                                   uint64_t* out) SINEW_NOEXCEPT;

// Writes the values base + in[i] of `count` distances to `out`, which may be the memory of `in`:
// the inverse of sinew_frame_of_reference_encode_i32 with the same base, whatever that is. Sums
// that do not fit wrap around.
SINEW_API void sinew_frame_of_reference_decode_i32(const uint32_t* in, size_t count, int32_t base,
                                                   int32_t* out) SINEW_NOEXCEPT;

// Like sinew_frame_of_reference_decode_i32, for 64-bit values.
SINEW_API void sinew_frame_of_reference_decode_i64(const uint64_t* in, size_t count, int64_t base,
                                                   int64_t* out) SINEW_NOEXCEPT;

// Like sinew_frame_of_reference_decode_i32, for unsigned values.
SINEW_API void sinew_frame_of_reference_decode_u32(const uint32_t* in, size_t count, uint32_t base,
                                                   uint32_t* out) SINEW_NOEXCEPT;

// Like sinew_frame_of_reference_decode_i64, for unsigned values.
SINEW_API void sinew_frame_of_reference_decode_u64(const uint64_t* in, size_t count, uint64_t base,
                                                   uint64_t* out) SINEW_NOEXCEPT;

// ## Run lengths and bit packing
//
// The hybrid of run lengths and bit packing that Parquet uses for definition and repetition levels,
// dictionary indices and booleans (docs/formats/rle.md).

// Encodes `count` values of `width` bits each, 0 to 32, as runs: eight or more equal values in a
// row become a length and a value, other values are packed. Width and count are not stored. Neither
// are the numbers that Parquet writes before such a stream, which are up to the caller: four bytes
// with the size of the stream before levels in data pages of version 1, one byte with the width
// before dictionary indices. sinew_rle_encoded_bound(count, width) bytes always suffice.
//
// - SINEW_STATUS_OK: read is count, and written the number of bytes.
// - SINEW_STATUS_OUTPUT_FULL: `capacity` is too small; read is the index of the first value of the
//   run that does not fit, and written the number of bytes of the runs before it.
// - SINEW_STATUS_INVALID_ARGUMENT: a value does not fit the width, and read is the index of the
//   first such value; or `width` is above 32, and read is 0. written is 0, and nothing is written.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_rle_encode_u32(const uint32_t* in, size_t count, size_t width,
                                                  void* out, size_t capacity) SINEW_NOEXCEPT;

// Decodes `count` values of `width` bits each, 0 to 32, from a stream of sinew_rle_encode_u32 or of
// any other writer, and fills `out` with them. The input may be any bytes. Decoding ends with the
// run that holds the last value: more values of that run are ignored, and so are bytes after it.
// What other writers leave out is not missed: the bytes of the last group of a packed run that no
// value needs, if the input ends there; and all of the runs of width 0, if the input is empty.
//
// - SINEW_STATUS_OK: read is the number of bytes of the runs, and written is count.
//
// With any other status, read is the offset of the first fault, and written the number of values of
// the runs before it, which are in `out`:
// - SINEW_STATUS_TRUNCATED: the input ends before there are `count` values; read is size.
// - SINEW_STATUS_CORRUPT: a run has no values or more than 2^31 - 1, and read is its first byte; or
//   the value of a run has more than `width` bits, and read is its highest byte; or the header of a
//   run is a varint of more than 64 bits, and read is as for sinew_varint_decode_u64.
// - SINEW_STATUS_INVALID_ARGUMENT: `width` is above 32; read is 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_rle_decode_u32(const void* in, size_t size, size_t width,
                                                  uint32_t* out, size_t count) SINEW_NOEXCEPT;

// Returns the most bytes that sinew_rle_encode_u32 can write for `count` values of `width` bits.
SINEW_API size_t sinew_rle_encoded_bound(size_t count, size_t width) SINEW_NOEXCEPT;

// ## DELTA_BINARY_PACKED
//
// The encoding of Parquet for integers that change little from one to the next: differences, packed
// in blocks with a width of their own (docs/formats/delta-binary-packed.md).

// Encodes `count` values, in blocks of 128 values with four miniblocks each, as other writers do.
// Differences wrap around at 32 bits, so any values can be encoded.
// sinew_delta_binary_packed_encoded_bound_i32(count) bytes always suffice.
//
// - SINEW_STATUS_OK: read is count, and written the number of bytes.
// - SINEW_STATUS_OUTPUT_FULL: `capacity` is too small; read is the index of the first value of the
//   block that does not fit. The written bytes before it claim `count` values, so they are no
//   stream.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_binary_packed_encode_i32(const int32_t* in, size_t count,
                                                                  void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT;

// Like sinew_delta_binary_packed_encode_i32, for 64-bit values.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_binary_packed_encode_i64(const int64_t* in, size_t count,
                                                                  void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT;

// Decodes a stream of 32-bit values to `out`, which has room for `capacity` values. Blocks and
// miniblocks may have any size that the format allows. The input may be any bytes. Bytes after the
// stream are ignored, and so are the widths of miniblocks after the last value, as the format asks.
// Numbers of 33 bits are taken modulo 2^32: some writers, DuckDB among them, take differences of
// 32-bit values in 64 bits, or the values as unsigned ones.
//
// - SINEW_STATUS_OK: read is the number of bytes of the stream, and written the number of its
//   values.
//
// With any other status, read is the offset of the first fault, and written the number of values of
// the miniblocks before it, which are in `out`:
// - SINEW_STATUS_TRUNCATED: the input ends early; read is size.
// - SINEW_STATUS_CORRUPT: the block size is not a positive multiple of 128, the number of
//   miniblocks does not divide it into multiples of 32, or the first value or the least difference
//   of a block has more than 33 bits, and read is the first byte of that number; or the width of a
//   miniblock is above 33, and read is its byte; or a number has more than 64 bits, and read is as
//   for sinew_varint_decode_u64.
// - SINEW_STATUS_OUTPUT_FULL: the stream claims more than `capacity` values; read is the first byte
//   of that number, and nothing is written.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_binary_packed_decode_i32(const void* in, size_t size,
                                                                  int32_t* out,
                                                                  size_t capacity) SINEW_NOEXCEPT;

// Like sinew_delta_binary_packed_decode_i32, for 64-bit values, where widths go up to 64.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_binary_packed_decode_i64(const void* in, size_t size,
                                                                  int64_t* out,
                                                                  size_t capacity) SINEW_NOEXCEPT;

// Returns the most bytes that sinew_delta_binary_packed_encode_i32 can write for `count` values.
SINEW_API size_t sinew_delta_binary_packed_encoded_bound_i32(size_t count) SINEW_NOEXCEPT;

// Returns the most bytes that sinew_delta_binary_packed_encode_i64 can write for `count` values.
SINEW_API size_t sinew_delta_binary_packed_encoded_bound_i64(size_t count) SINEW_NOEXCEPT;

// Reads how many values the header of a stream, of 32-bit or 64-bit values, claims: written, while
// read is the number of bytes of the header. The claim may be more than the bytes of the stream, or
// any memory, can hold. The other statuses are those of sinew_delta_binary_packed_decode_i64, with
// a written of 0. O(1).
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_binary_packed_count(const void* in,
                                                             size_t size) SINEW_NOEXCEPT;

// ## DELTA_BYTE_ARRAY
//
// The two encodings of Parquet for strings (docs/formats/delta-byte-array.md).
// DELTA_LENGTH_BYTE_ARRAY stores the lengths of all strings as DELTA_BINARY_PACKED, then their
// bytes. DELTA_BYTE_ARRAY also leaves out the bytes that a string shares with the beginning of the
// string before, so that sorted columns become short.

// Encodes the rows of a string column as DELTA_LENGTH_BYTE_ARRAY. Null rows are left out, because
// Parquet stores them in definition levels. sinew_delta_length_byte_array_encoded_bound says how
// many bytes always suffice.
//
// - SINEW_STATUS_OK: read is the number of rows, and written the number of bytes.
// - SINEW_STATUS_OUTPUT_FULL: `capacity` is too small; read is the index of the row whose bytes do
//   not fit, 0 if the lengths do not fit. The written bytes are no stream.
// - SINEW_STATUS_OVERFLOW: a row has more than 2^31 - 1 bytes; read is its index. written is 0, and
//   nothing is written.
// - SINEW_STATUS_INVALID_ARGUMENT: the column is invalid, and read is the index of the first row at
//   fault, or it is not a column of strings, and read is 0. written is 0, and nothing is written.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_length_byte_array_encode(const sinew_column* column,
                                                                  void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT;

// Decodes DELTA_LENGTH_BYTE_ARRAY to the offsets and bytes of a column of type
// SINEW_TYPE_LARGE_STRING: string i is the bytes offsets[i] to offsets[i + 1] of `out`, and
// offsets[0] is 0. `offsets` has room for `string_capacity` strings, which are string_capacity + 1
// numbers; sinew_delta_binary_packed_count says how many strings a stream claims. `out` has room
// for `capacity` bytes, for which `size` always suffices. The input may be any bytes. Bytes after
// the stream are ignored.
//
// - SINEW_STATUS_OK: read is the number of bytes of the stream, and written the number of strings.
//
// With any other status, read is the offset of the first fault, and written the number of strings
// before it, whose offsets and bytes are written:
// - SINEW_STATUS_TRUNCATED: the input ends early; read is size.
// - SINEW_STATUS_CORRUPT: a fault of the lengths as for sinew_delta_binary_packed_decode_i32; or a
//   length is negative, and read is the byte in which its difference begins.
// - SINEW_STATUS_OUTPUT_FULL: the stream claims more than `string_capacity` strings, and read is
//   the first byte of that number; or the strings have more than `capacity` bytes, and read is the
//   first byte of the string that does not fit.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_length_byte_array_decode(const void* in, size_t size,
                                                                  int64_t* offsets,
                                                                  size_t string_capacity, void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT;

// Computes the most bytes that sinew_delta_length_byte_array_encode can write for a column:
// written, while read is the number of rows. O(1) but for the check of the offsets, which is O(n).
//
// - SINEW_STATUS_INVALID_ARGUMENT: as for the encoder; written is 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_length_byte_array_encoded_bound(const sinew_column* column)
    SINEW_NOEXCEPT;

// Encodes the rows of a string column as DELTA_BYTE_ARRAY, like
// sinew_delta_length_byte_array_encode: for each string the number of bytes that it shares with the
// beginning of the string before, as DELTA_BINARY_PACKED, then the rests of all strings as
// DELTA_LENGTH_BYTE_ARRAY. sinew_delta_byte_array_encoded_bound says how many bytes always suffice.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_byte_array_encode(const sinew_column* column, void* out,
                                                           size_t capacity) SINEW_NOEXCEPT;

// Decodes DELTA_BYTE_ARRAY to offsets and bytes, like sinew_delta_length_byte_array_decode. The
// strings may have far more bytes than the stream; sinew_delta_byte_array_decoded_size says how
// many.
//
// The statuses are those of sinew_delta_length_byte_array_decode, and in addition:
// - SINEW_STATUS_CORRUPT: the number of shared bytes is negative or above the length of the string
//   before, and read is the byte in which its difference begins; or the numbers of prefixes and of
//   rests differ, and read is the first byte of the lengths of the rests.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_byte_array_decode(const void* in, size_t size,
                                                           int64_t* offsets, size_t string_capacity,
                                                           void* out,
                                                           size_t capacity) SINEW_NOEXCEPT;

// Computes the most bytes that sinew_delta_byte_array_encode can write for a column, like
// sinew_delta_length_byte_array_encoded_bound.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_byte_array_encoded_bound(const sinew_column* column)
    SINEW_NOEXCEPT;

// Computes how many bytes the strings of a DELTA_BYTE_ARRAY stream have: written, while read is the
// number of bytes of the stream. The stream may claim `max_strings` strings at most. The input may
// be any bytes. O(size), however many strings a few bytes claim.
//
// - SINEW_STATUS_OVERFLOW: the number of bytes exceeds what size_t can hold; read is the first byte
//   of the string at which it does.
//
// The other statuses are those of the decoder. With any status but SINEW_STATUS_OK, written is 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_byte_array_decoded_size(
    const void* in, size_t size, size_t max_strings) SINEW_NOEXCEPT;

// ## BYTE_STREAM_SPLIT
//
// The rearrangement of Parquet that makes floats easier to compress: the first bytes of all values
// together, then the second bytes, and so on (docs/formats/byte-stream-split.md).

// Encodes `count` values of `width` bytes each, 4 (float, int32_t, ...) or 8 (double, int64_t,
// ...): first byte 0 of every value, then byte 1 of every value, and so on. Writes count * width
// bytes.
//
// - SINEW_STATUS_OK: read is count, and written the number of bytes.
// - SINEW_STATUS_INVALID_ARGUMENT: `width` is neither 4 nor 8; read and written are 0, and nothing
//   is written.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_byte_stream_split_encode(const void* in, size_t count,
                                                            size_t width,
                                                            void* out) SINEW_NOEXCEPT;

// Decodes the `size` bytes that sinew_byte_stream_split_encode wrote with the same width to `out`,
// which has room for `capacity` values. All of the input is one stream, so its size must be exact.
//
// - SINEW_STATUS_OK: read is size, and written the number of values, size / width.
// - SINEW_STATUS_TRUNCATED: `size` is not a multiple of the width; read is size.
// - SINEW_STATUS_OUTPUT_FULL: there are more than `capacity` values; read is capacity * width.
// - SINEW_STATUS_INVALID_ARGUMENT: `width` is neither 4 nor 8; read is 0.
//
// With any status but OK, written is 0, and nothing is written.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_byte_stream_split_decode(const void* in, size_t size,
                                                            size_t width, void* out,
                                                            size_t capacity) SINEW_NOEXCEPT;

// ## ALP
//
// Lossless compression of floats (Afroozeh, Kuffo, Boncz, "ALP: Adaptive Lossless floating-Point
// Compression", SIGMOD 2024), in a layout of this library (docs/formats/alp.md). Numbers with few
// decimal places, such as prices and measurements, become integers with as many bits as their range
// needs.

// Compresses `count` doubles. Every bit pattern is restored when they are decompressed: NaN with
// its payload, -0, infinities and subnormal numbers, too. Values that are not decimals of few
// places take a few bits less than 64, and no value takes more than 8 bytes.
// sinew_alp_encoded_bound_f64(count) bytes always suffice.
//
// - SINEW_STATUS_OK: read is count, and written the number of bytes.
// - SINEW_STATUS_OUTPUT_FULL: `capacity` is too small; read is the index of the first value of the
//   vector of 1024 values that does not fit. The written bytes before it claim `count` values, so
//   they are no buffer to decode.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_alp_encode_f64(const double* in, size_t count, void* out,
                                                  size_t capacity) SINEW_NOEXCEPT;

// Like sinew_alp_encode_f64, for floats, none of which takes more than 4 bytes.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_alp_encode_f32(const float* in, size_t count, void* out,
                                                  size_t capacity) SINEW_NOEXCEPT;

// Decompresses doubles to `out`, which has room for `capacity` values. The input may be any bytes.
// Bytes after the compressed values are ignored.
//
// - SINEW_STATUS_OK: read is the number of bytes of the compressed values, and written the number
//   of values.
//
// With any other status, read is the offset of the first fault, and written the number of values of
// the vectors of 1024 values before it, which are in `out`:
// - SINEW_STATUS_TRUNCATED: the input ends early; read is size.
// - SINEW_STATUS_CORRUPT: the input does not begin as compressed doubles do, and read is the first
//   byte that differs; or a number in a header is out of its range, the position of an exception
//   does not ascend or is not in the vector, or the left part of an exception is too wide, and read
//   is the first byte of that number.
// - SINEW_STATUS_OUTPUT_FULL: the header claims more than `capacity` values; read is the first byte
//   of that number, and nothing is written.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_alp_decode_f64(const void* in, size_t size, double* out,
                                                  size_t capacity) SINEW_NOEXCEPT;

// Like sinew_alp_decode_f64, for floats.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_alp_decode_f32(const void* in, size_t size, float* out,
                                                  size_t capacity) SINEW_NOEXCEPT;

// Returns the most bytes that sinew_alp_encode_f64 can write for `count` values: a little more than
// 8 * count.
SINEW_API size_t sinew_alp_encoded_bound_f64(size_t count) SINEW_NOEXCEPT;

// Returns the most bytes that sinew_alp_encode_f32 can write for `count` values: a little more than
// 4 * count.
SINEW_API size_t sinew_alp_encoded_bound_f32(size_t count) SINEW_NOEXCEPT;

// Reads how many values the header of compressed doubles or floats claims: written, while read is
// the number of bytes of the header. The claim may be more than the bytes, or any memory, can hold.
// The other statuses are those of the decoders, with a written of 0. O(1).
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_alp_count(const void* in, size_t size) SINEW_NOEXCEPT;

// ## Dictionaries
//
// Columns as indices into their distinct values (Arrow's dictionary encoding): strings that repeat
// become numbers of 32 bits. A dictionary encodes batch after batch. docs/formats/dictionary.md
// has an example.

// What sinew_dictionary_create creates. Set `size` to sizeof(struct sinew_dictionary_options), and
// what is not needed to 0.
typedef struct sinew_dictionary_options {
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
} sinew_dictionary_options;

// A dictionary that grows: the distinct values of the columns that it has encoded, in the order in
// which they first appeared.
typedef struct sinew_dictionary sinew_dictionary;

// Creates an empty dictionary and writes it to *out, or null if it fails. Free it with
// sinew_dictionary_destroy. It keeps all its memory until then.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, the options have a size that no
// version of sinew_dictionary_options has, or their type is not one of those that they list. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_dictionary_create(const sinew_dictionary_options* options,
                                               sinew_dictionary** out,
                                               sinew_error* error) SINEW_NOEXCEPT;

// Frees a dictionary and all its memory, on any thread.
SINEW_API void sinew_dictionary_destroy(sinew_dictionary* dictionary) SINEW_NOEXCEPT;

// Encodes a column: writes the index of the value of each row to `out`, column->count of them.
// Values that are new are added, and get the next indices in the order of the rows. So the batches
// of a longer column can be encoded one after the other, with the same indices as in one call.
// Indices are less than 2^31: they may be read as int32_t as well. The index of a null row is 0;
// the validity of the column says which rows are null. Strings are compared byte by byte, and an
// empty one is a value like any other; a dictionary of strings takes columns with offsets of 32 or
// of 64 bits.
//
// If the call fails, the dictionary is as it was, and what is written to `out` is not defined.
// Takes O(rows) time; no row waits for a table to be built anew.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, the column is malformed or of another type than
// at creation, or a string is longer than 4 GiB - 1 byte; error->offset is the row.
// SINEW_STATUS_OVERFLOW: there would be more than 2^31 values. SINEW_STATUS_MEMORY_LIMIT, which the
// change to a strong hash (sinew_dictionary_options.seed) may be, too: it needs room to find all
// values a second time. Also SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_dictionary_encode(sinew_dictionary* dictionary,
                                               const sinew_column* column, uint32_t* out,
                                               sinew_error* error) SINEW_NOEXCEPT;

// Forgets all values and keeps the memory for new ones. SINEW_STATUS_INVALID_ARGUMENT: `dictionary`
// is null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_dictionary_reset(sinew_dictionary* dictionary) SINEW_NOEXCEPT;

// Returns the number of values, or 0 if `dictionary` is null.
SINEW_API size_t sinew_dictionary_count(const sinew_dictionary* dictionary) SINEW_NOEXCEPT;

// Returns how many bytes the object holds, which options.memory_limit limits, or 0 if `dictionary`
// is null.
SINEW_API size_t sinew_dictionary_memory(const sinew_dictionary* dictionary) SINEW_NOEXCEPT;

// Fills `batch` with the values that have the indices [first, first + count): one column, "value",
// without nulls. It has the type of options.type, except that strings have offsets of 64 bits. A
// batch that is filled again allocates nothing if it has had as many rows before. O(count).
//
// If the call fails, the batch is as it was. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or
// there are no such indices. SINEW_STATUS_MEMORY_LIMIT: the limit of the batch is too low. Also
// SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_dictionary_values(const sinew_dictionary* dictionary, size_t first,
                                               size_t count, sinew_batch* batch,
                                               sinew_error* error) SINEW_NOEXCEPT;

#ifdef __cplusplus
}  // extern "C"
#endif

#endif  // SINEW_ENCODING_H_
