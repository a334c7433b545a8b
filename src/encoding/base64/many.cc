// Base64 of columns of strings, row by row.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/base64/many.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>

#include "core/column.h"
#include "core/dispatch.h"
#include "encoding/abi.h"
#include "encoding/base64/base64-inl.h"
#include "encoding/base64/base64.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

template <typename Offset>
sinew_codec_result EncodeStrings(const sinew_column& column, uint32_t flags, int64_t* out_offsets,
                                 uint8_t* out) {
  const Encoder encoder(base64::TablesOf(flags));
  size_t written = 0;
  Store(out_offsets, int64_t{0});
  for (size_t row = 0; row < column.count; ++row) {
    if (IsValid(column, row)) {
      const Bytes in = StringAt<Offset>(column, row);
      written += EncodeAll(encoder, in.data, in.size, flags, out + written);
    }
    Store(out_offsets + row + 1, static_cast<int64_t>(written));
  }
  return {column.count, written, SINEW_STATUS_OK};
}

sinew_codec_result EncodeRows(const sinew_column& column, uint32_t flags, int64_t* out_offsets,
                              uint8_t* out) {
  return HasNarrowOffsets(column.type) ? EncodeStrings<int32_t>(column, flags, out_offsets, out)
                                       : EncodeStrings<int64_t>(column, flags, out_offsets, out);
}

template <typename Offset>
sinew_codec_result DecodeStrings(const sinew_column& column, uint32_t flags, int64_t* out_offsets,
                                 uint8_t* out, size_t capacity) {
  const Decoder decoder(base64::TablesOf(flags));
  size_t written = 0;
  Store(out_offsets, int64_t{0});
  for (size_t row = 0; row < column.count; ++row) {
    if (IsValid(column, row)) {
      const sinew_codec_result result = DecodeAll(decoder, StringAt<Offset>(column, row), flags,
                                                  out + written, capacity - written);
      if (result.status != SINEW_STATUS_OK) return {row, written, result.status};
      written += result.written;
    }
    Store(out_offsets + row + 1, static_cast<int64_t>(written));
  }
  return {column.count, written, SINEW_STATUS_OK};
}

sinew_codec_result DecodeRows(const sinew_column& column, uint32_t flags, int64_t* out_offsets,
                              uint8_t* out, size_t capacity) {
  return HasNarrowOffsets(column.type)
             ? DecodeStrings<int32_t>(column, flags, out_offsets, out, capacity)
             : DecodeStrings<int64_t>(column, flags, out_offsets, out, capacity);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace base64 {
namespace {
HWY_EXPORT(EncodeRows);
HWY_EXPORT(DecodeRows);

// The result of a call that must be refused because of the column or the flags, else OK.
sinew_codec_result CheckStrings(const sinew_column* column, uint32_t flags, uint32_t known) {
  sinew_error error;
  const sinew_status status = CheckColumn(column, "column", &error);
  if (status != SINEW_STATUS_OK) return {error.offset, 0, status};
  if (!IsString(column->type) || (flags & ~known) != 0) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  return {0, 0, SINEW_STATUS_OK};
}

// The bytes from the first row of a checked column to the last, null rows included.
template <typename Offset>
size_t BytesOfRows(const sinew_column& column) {
  const Bytes first = StringAt<Offset>(column, 0);
  const Bytes last = StringAt<Offset>(column, column.count - 1);
  return static_cast<size_t>(last.data + last.size - first.data);
}

template <typename Offset>
size_t EncodedSizeOfRows(const sinew_column& column, uint32_t flags) {
  size_t size = 0;
  for (size_t row = 0; row < column.count; ++row) {
    if (IsValid(column, row)) size += EncodedSize(StringAt<Offset>(column, row).size, flags);
  }
  return size;
}

sinew_codec_result EncodedSizeMany(const sinew_column* column, uint32_t flags) {
  const sinew_codec_result checked = CheckStrings(column, flags, kEncodeFlags);
  if (checked.status != SINEW_STATUS_OK) return checked;
  const size_t size = HasNarrowOffsets(column->type) ? EncodedSizeOfRows<int32_t>(*column, flags)
                                                     : EncodedSizeOfRows<int64_t>(*column, flags);
  return {column->count, size, SINEW_STATUS_OK};
}

}  // namespace
}  // namespace base64
}  // namespace sinew

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
SINEW_API sinew_codec_result sinew_base64_encode_many(const sinew_column* column,
                                                      int64_t* out_offsets, void* out,
                                                      size_t capacity,
                                                      uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  using namespace sinew::base64;
  const sinew_codec_result needed = EncodedSizeMany(column, flags);
  if (needed.status != SINEW_STATUS_OK) return needed;
  if (out_offsets == nullptr || (out == nullptr && capacity != 0)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  if (needed.written > std::min<size_t>(capacity, PTRDIFF_MAX)) {
    return {0, 0, SINEW_STATUS_OUTPUT_FULL};
  }
  return SINEW_DISPATCH(EncodeRows)(*column, flags, out_offsets, AsBytes(out));
}

// Decodes every row of a column of strings as sinew_base64_decode does; `out_offsets`, `out` and
// null rows are as for sinew_base64_encode_many. `capacity` must be at least
// sinew_base64_decoded_bound of the bytes from the first row to the last, null rows included,
// though less may be written.
//
// Returns the number of rows as `read` and the bytes written. SINEW_STATUS_CORRUPT and
// SINEW_STATUS_TRUNCATED: sinew_base64_decode refuses row `read`; the rows before it, their offsets
// and the first `written` bytes are right. SINEW_STATUS_INVALID_ARGUMENT and
// SINEW_STATUS_OUTPUT_FULL: as for sinew_base64_encode_many; nothing is written.
SINEW_API sinew_codec_result sinew_base64_decode_many(const sinew_column* column,
                                                      int64_t* out_offsets, void* out,
                                                      size_t capacity,
                                                      uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  using namespace sinew::base64;
  const sinew_codec_result checked = CheckStrings(column, flags, kDecodeFlags);
  if (checked.status != SINEW_STATUS_OK) return checked;
  if (out_offsets == nullptr || (out == nullptr && capacity != 0)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  if (column->count != 0) {
    const size_t size = HasNarrowOffsets(column->type) ? BytesOfRows<int32_t>(*column)
                                                       : BytesOfRows<int64_t>(*column);
    if (DecodedBound(size) > capacity) return {0, 0, SINEW_STATUS_OUTPUT_FULL};
  }
  return SINEW_DISPATCH(DecodeRows)(*column, flags, out_offsets, AsBytes(out), capacity);
}

// Computes how many bytes sinew_base64_encode_many writes for a column of strings.
//
// Returns the number of rows as `read` and that number as `written`. SINEW_STATUS_INVALID_ARGUMENT:
// `column` or `flags` is one that sinew_base64_encode_many refuses; `read` is the first row with
// bad offsets, or 0, and `written` is 0.
SINEW_API sinew_codec_result sinew_base64_encoded_size_many(const sinew_column* column,
                                                            uint32_t flags) SINEW_NOEXCEPT {
  return sinew::base64::EncodedSizeMany(column, flags);
}

#endif  // HWY_ONCE
