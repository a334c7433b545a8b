// Parquet's DELTA_LENGTH_BYTE_ARRAY and DELTA_BYTE_ARRAY (Encodings.md;
// docs/formats/delta-byte-array.md): strings as their lengths, in DELTA_BINARY_PACKED, and their
// bytes. The second does not store the bytes that a string shares with the beginning of the string
// before; their number goes to a stream of its own. Nothing is allocated: lengths pass through a
// buffer of one block or portion, and streams that follow one another are read side by side.
//
// lengths-inl.h and prefixes-inl.h have one format each, numbers-inl.h and rows.h what both need.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/delta_byte_array/delta_byte_array.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/column.h"
#include "core/dispatch.h"
#include "encoding/abi.h"
#include "encoding/delta_byte_array/lengths-inl.h"
#include "encoding/delta_byte_array/prefixes-inl.h"
#include "encoding/delta_byte_array/rows.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

sinew_codec_result EncodeLengths32(const sinew_column& column, size_t count, uint8_t* out,
                                   size_t capacity) {
  return EncodeLengths<int32_t>(column, count, out, capacity);
}
sinew_codec_result EncodeLengths64(const sinew_column& column, size_t count, uint8_t* out,
                                   size_t capacity) {
  return EncodeLengths<int64_t>(column, count, out, capacity);
}
sinew_codec_result EncodePrefixes32(const sinew_column& column, size_t count, uint8_t* out,
                                    size_t capacity) {
  return EncodePrefixes<int32_t>(column, count, out, capacity);
}
sinew_codec_result EncodePrefixes64(const sinew_column& column, size_t count, uint8_t* out,
                                    size_t capacity) {
  return EncodePrefixes<int64_t>(column, count, out, capacity);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(EncodeLengths32);
HWY_EXPORT(EncodeLengths64);
HWY_EXPORT(EncodePrefixes32);
HWY_EXPORT(EncodePrefixes64);
HWY_EXPORT(DecodeLengths);
HWY_EXPORT(DecodePrefixes);
HWY_EXPORT(SizeOfPrefixes);

// Checks the column, counts its valid rows, and refuses a row that is too long for the format.
sinew_codec_result CheckStrings(const sinew_column* column, size_t* valid) {
  sinew_error error;
  const sinew_status status = CheckColumn(column, "column", &error);
  if (status != SINEW_STATUS_OK) return {error.offset, 0, status};
  if (!IsString(column->type)) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  *valid = column->count;
  if (column->validity != nullptr) {
    *valid = 0;
    for (size_t row = 0; row < column->count; row += 64) {
      const size_t part = std::min<size_t>(column->count - row, 64);
      *valid += hwy::PopCount(LoadBits(column->validity, column->validity_offset + row, part));
    }
  }
  if (column->values_size <= INT32_MAX) return {0, 0, SINEW_STATUS_OK};
  for (size_t row = 0; row < column->count; ++row) {
    if (IsValid(*column, row) && StringRowAt(*column, row).size > INT32_MAX) {
      return {row, 0, SINEW_STATUS_OVERFLOW};
    }
  }
  return {0, 0, SINEW_STATUS_OK};
}

using EncodeCall = sinew_codec_result (*)(const sinew_column&, size_t, uint8_t*, size_t);

sinew_codec_result Encode(const sinew_column* column, void* out, size_t capacity,
                          EncodeCall encode32, EncodeCall encode64) {
  size_t valid;
  const sinew_codec_result checked = CheckStrings(column, &valid);
  if (checked.status != SINEW_STATUS_OK) return checked;
  const EncodeCall encode = HasNarrowOffsets(column->type) ? encode32 : encode64;
  return encode(*column, valid, static_cast<uint8_t*>(out), capacity);
}

// With so many streams of numbers. The bytes of all rows, nulls included, are the difference of two
// offsets.
sinew_codec_result BoundOf(const sinew_column* column, size_t streams) {
  sinew_error error;
  const sinew_status status = CheckColumn(column, "column", &error);
  if (status != SINEW_STATUS_OK) return {error.offset, 0, status};
  if (!IsString(column->type)) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  size_t bound = streams * DeltaBound<32>(column->count);
  if (column->count != 0) {
    const Bytes first = StringRowAt(*column, 0);
    const Bytes last = StringRowAt(*column, column->count - 1);
    bound += static_cast<size_t>(last.data + last.size - first.data);
  }
  return {column->count, bound, SINEW_STATUS_OK};
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER DELTA_BYTE_ARRAY
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
SINEW_API sinew_codec_result sinew_delta_length_byte_array_encode(const sinew_column* column,
                                                                  void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return Encode(column, out, capacity, SINEW_DISPATCH(EncodeLengths32),
                SINEW_DISPATCH(EncodeLengths64));
}

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
SINEW_API sinew_codec_result sinew_delta_length_byte_array_decode(const void* in, size_t size,
                                                                  int64_t* offsets,
                                                                  size_t string_capacity, void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(DecodeLengths)(AsBytes(in), size, offsets, string_capacity, AsBytes(out),
                                       capacity);
}

// Computes the most bytes that sinew_delta_length_byte_array_encode can write for a column:
// written, while read is the number of rows. O(1) but for the check of the offsets, which is O(n).
//
// - SINEW_STATUS_INVALID_ARGUMENT: as for the encoder; written is 0.
SINEW_API sinew_codec_result sinew_delta_length_byte_array_encoded_bound(const sinew_column* column)
    SINEW_NOEXCEPT {
  return sinew::BoundOf(column, 1);
}

// Encodes the rows of a string column as DELTA_BYTE_ARRAY, like
// sinew_delta_length_byte_array_encode: for each string the number of bytes that it shares with the
// beginning of the string before, as DELTA_BINARY_PACKED, then the rests of all strings as
// DELTA_LENGTH_BYTE_ARRAY. sinew_delta_byte_array_encoded_bound says how many bytes always suffice.
SINEW_API sinew_codec_result sinew_delta_byte_array_encode(const sinew_column* column, void* out,
                                                           size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return Encode(column, out, capacity, SINEW_DISPATCH(EncodePrefixes32),
                SINEW_DISPATCH(EncodePrefixes64));
}

// Decodes DELTA_BYTE_ARRAY to offsets and bytes, like sinew_delta_length_byte_array_decode. The
// strings may have far more bytes than the stream; sinew_delta_byte_array_decoded_size says how
// many.
//
// The statuses are those of sinew_delta_length_byte_array_decode, and in addition:
// - SINEW_STATUS_CORRUPT: the number of shared bytes is negative or above the length of the string
//   before, and read is the byte in which its difference begins; or the numbers of prefixes and of
//   rests differ, and read is the first byte of the lengths of the rests.
SINEW_API sinew_codec_result sinew_delta_byte_array_decode(const void* in, size_t size,
                                                           int64_t* offsets, size_t string_capacity,
                                                           void* out,
                                                           size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(DecodePrefixes)(AsBytes(in), size, offsets, string_capacity, AsBytes(out),
                                        capacity);
}

// Computes the most bytes that sinew_delta_byte_array_encode can write for a column, like
// sinew_delta_length_byte_array_encoded_bound.
SINEW_API sinew_codec_result sinew_delta_byte_array_encoded_bound(const sinew_column* column)
    SINEW_NOEXCEPT {
  return sinew::BoundOf(column, 2);
}

// Computes how many bytes the strings of a DELTA_BYTE_ARRAY stream have: written, while read is the
// number of bytes of the stream. The stream may claim `max_strings` strings at most. The input may
// be any bytes. O(size), however many strings a few bytes claim.
//
// - SINEW_STATUS_OVERFLOW: the number of bytes exceeds what size_t can hold; read is the first byte
//   of the string at which it does.
//
// The other statuses are those of the decoder. With any status but SINEW_STATUS_OK, written is 0.
SINEW_API sinew_codec_result sinew_delta_byte_array_decoded_size(
    const void* in, size_t size, size_t max_strings) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(SizeOfPrefixes)(AsBytes(in), size, max_strings);
}

#endif  // HWY_ONCE
