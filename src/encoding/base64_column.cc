// Base64 of columns of strings, row by row.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/base64_column.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>

#include "core/column.h"
#include "core/dispatch.h"
#include "encoding/abi.h"
#include "encoding/base64-inl.h"
#include "encoding/base64.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

// Calls row(string) for each row of a column, and writes the offsets of what it returned the size
// of; a null row is an empty string.
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

// What is wrong with the arguments of a call on a column of strings.
sinew_result CheckStrings(const sinew_column* column, uint32_t flags, uint32_t known) {
  sinew_error error;
  const sinew_status status = CheckColumn(column, "column", &error);
  if (status != SINEW_STATUS_OK) return {error.offset, status};
  if (!IsString(column->type) || (flags & ~known) != 0) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  return {0, SINEW_STATUS_OK};
}

// Bytes from the first row of a checked column to the last, nulls included.
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

}  // namespace
}  // namespace base64
}  // namespace sinew

// Returns how many bytes sinew_base64_encode_column writes for a column of strings, or the first
// row at fault (0 where the fault is none of a row's) and SINEW_STATUS_INVALID_ARGUMENT, as it
// does. Any thread may call.
SINEW_API sinew_result sinew_base64_encoded_column_size(const sinew_column* column,
                                                        uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  using namespace sinew::base64;
  const sinew_result checked = CheckStrings(column, flags, kEncodeFlags);
  if (checked.status != SINEW_STATUS_OK) return checked;
  const size_t size = HasNarrowOffsets(column->type) ? EncodedSizeOfRows<int32_t>(*column, flags)
                                                     : EncodedSizeOfRows<int64_t>(*column, flags);
  return {size, SINEW_STATUS_OK};
}

// Encodes every row of a column of strings as sinew_base64_encode does: row i becomes the bytes of
// `out` from out_offsets[i] to out_offsets[i + 1], so that there are column->count + 1 offsets, the
// first of them 0. A null row becomes an empty string: the column's validity goes for the result,
// too. `capacity` is the number of bytes of `out`, which must not overlap the column and may be
// null when it has none; sinew_base64_encoded_column_size says how many are needed. Any thread may
// call.
//
// Returns the rows read and the bytes written, or, with nothing written, the first row at fault (0
// where the fault is none of a row's): SINEW_STATUS_INVALID_ARGUMENT, where a pointer is null, the
// column is not one of strings or not as sinew_column says, or a bit of `flags` is not known to
// encoders; SINEW_STATUS_OUTPUT_FULL, where the rows do not fit, and `read` is 0.
SINEW_API sinew_codec_result sinew_base64_encode_column(const sinew_column* column, uint32_t flags,
                                                        int64_t* out_offsets, void* out,
                                                        size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  using namespace sinew::base64;
  const sinew_result needed = sinew_base64_encoded_column_size(column, flags);
  if (needed.status != SINEW_STATUS_OK) return {needed.count, 0, needed.status};
  if (out_offsets == nullptr || (out == nullptr && capacity != 0)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  if (needed.count > std::min<size_t>(capacity, PTRDIFF_MAX)) {
    return {0, 0, SINEW_STATUS_OUTPUT_FULL};
  }
  return SINEW_DISPATCH(EncodeRows)(*column, flags, out_offsets, static_cast<uint8_t*>(out));
}

// Decodes every row of a column of strings as sinew_base64_decode does; out_offsets, `out` and
// nulls are as for sinew_base64_encode_column. `capacity` must be at least
// sinew_base64_decoded_size of all the rows' bytes together, from the first offset of the column to
// the last one. Any thread may call.
//
// Returns the rows read and the bytes written. SINEW_STATUS_CORRUPT and SINEW_STATUS_TRUNCATED:
// `read` is the row at fault, of which sinew_base64_decode says more; the rows before it, their
// offsets and the `written` bytes are right. SINEW_STATUS_INVALID_ARGUMENT and
// SINEW_STATUS_OUTPUT_FULL, before anything is written: as for sinew_base64_encode_column.
SINEW_API sinew_codec_result sinew_base64_decode_column(const sinew_column* column, uint32_t flags,
                                                        int64_t* out_offsets, void* out,
                                                        size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  using namespace sinew::base64;
  const sinew_result checked = CheckStrings(column, flags, kDecodeFlags);
  if (checked.status != SINEW_STATUS_OK) return {checked.count, 0, checked.status};
  if (out_offsets == nullptr || (out == nullptr && capacity != 0)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  if (column->count != 0) {
    const size_t size = HasNarrowOffsets(column->type) ? BytesOfRows<int32_t>(*column)
                                                       : BytesOfRows<int64_t>(*column);
    if (DecodedSize(size, flags) > capacity) return {0, 0, SINEW_STATUS_OUTPUT_FULL};
  }
  return SINEW_DISPATCH(DecodeRows)(*column, flags, out_offsets, static_cast<uint8_t*>(out),
                                    capacity);
}

#endif  // HWY_ONCE
