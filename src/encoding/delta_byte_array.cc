// Parquet's DELTA_LENGTH_BYTE_ARRAY and DELTA_BYTE_ARRAY (Encodings.md;
// docs/formats/delta-byte-array.md): strings as their lengths, in DELTA_BINARY_PACKED, and their
// bytes; of the second, bytes that a string shares with the front of the one before are left out,
// and counted in a stream of their own. Nothing is allocated: lengths pass through a buffer of one
// block or portion, and streams that stand behind one another are read side by side.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/delta_byte_array.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>

#include "core/column.h"
#include "core/dispatch.h"
#include "encoding/abi.h"
#include "encoding/delta_binary_packed-inl.h"

#ifndef SINEW_ENCODING_DELTA_BYTE_ARRAY_ROWS
#define SINEW_ENCODING_DELTA_BYTE_ARRAY_ROWS
namespace sinew {
namespace {

inline Bytes RowAt(const sinew_column& column, size_t row) {
  return HasNarrowOffsets(column.type) ? StringAt<int32_t>(column, row)
                                       : StringAt<int64_t>(column, row);
}

// The valid rows of a column, one after the other.
template <typename Offset>
class ValidRows {
 public:
  explicit ValidRows(const sinew_column& column) : column_(column) {}

  // There must be one.
  Bytes Next() {
    while (!IsValid(column_, row_)) ++row_;
    return StringAt<Offset>(column_, row_++);
  }

  size_t row() const { return row_; }

 private:
  const sinew_column& column_;
  size_t row_ = 0;
};

// How many bytes both begin with.
inline size_t SharedPrefix(const Bytes& a, const Bytes& b) {
  const size_t limit = std::min(a.size, b.size);
  size_t i = 0;
  for (; i + 8 <= limit; i += 8) {
    const uint64_t different = Load<uint64_t>(a.data + i) ^ Load<uint64_t>(b.data + i);
    if (different != 0) return i + static_cast<size_t>(__builtin_ctzll(different)) / 8;
  }
  while (i < limit && a.data[i] == b.data[i]) ++i;
  return i;
}

// Copies `size` bytes, in steps of 16 where `room` says that as many may be read and written behind
// them.
inline void CopyBytes(uint8_t* to, const uint8_t* from, size_t size, bool room) {
  if (!room) {
    if (size != 0) memcpy(to, from, size);
    return;
  }
  struct Step {
    uint64_t words[2];
  };
  for (size_t i = 0; i < size; i += sizeof(Step)) Store(to + i, Load<Step>(from + i));
}

}  // namespace
}  // namespace sinew
#endif  // SINEW_ENCODING_DELTA_BYTE_ARRAY_ROWS

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

// Encodes a number for each of `count` valid rows: number(row, the one before).
template <typename Offset, typename Number>
bool EncodeNumbers(const sinew_column& column, size_t count, uint8_t* out, size_t capacity,
                   size_t* size, const Number& number) {
  ValidRows<Offset> rows(column);
  Bytes last = {nullptr, 0};
  const auto load = [&](size_t, size_t part, uint32_t* to) {
    for (size_t i = 0; i < part; ++i) {
      const Bytes row = rows.Next();
      to[i] = static_cast<uint32_t>(number(row, last));
      last = row;
    }
    return static_cast<const uint32_t*>(to);
  };
  const size_t before = *size;
  return EncodeDeltas<uint32_t>(count, out, capacity, size, load) == count && *size != before;
}

// The lengths of all rows of a column without nulls.
template <typename Offset>
bool EncodeDenseLengths(const sinew_column& column, uint8_t* out, size_t capacity, size_t* size) {
  const uint8_t* offsets = static_cast<const uint8_t*>(column.offsets);
  const auto load = [offsets](size_t first, size_t part, uint32_t* to) HWY_ATTR {
    const uint8_t* from = offsets + first * sizeof(Offset);
    for (size_t i = 0; i < part; ++i) {
      to[i] = static_cast<uint32_t>(Load<Offset>(from + (i + 1) * sizeof(Offset)) -
                                    Load<Offset>(from + i * sizeof(Offset)));
    }
    return static_cast<const uint32_t*>(to);
  };
  return EncodeDeltas<uint32_t>(column.count, out, capacity, size, load) == column.count &&
         *size != 0;
}

template <typename Offset>
sinew_codec_result EncodeLengths(const sinew_column& column, size_t count, uint8_t* out,
                                 size_t capacity) {
  size_t size = 0;
  const auto length = [](const Bytes& row, const Bytes&) { return row.size; };
  const bool done = count == column.count && count != 0
                        ? EncodeDenseLengths<Offset>(column, out, capacity, &size)
                        : EncodeNumbers<Offset>(column, count, out, capacity, &size, length);
  if (!done) return {0, size, SINEW_STATUS_OUTPUT_FULL};
  if (count == 0) return {column.count, size, SINEW_STATUS_OK};
  if (count == column.count) {
    // Without nulls the bytes are in one piece.
    const Bytes first = RowAt(column, 0), last = RowAt(column, count - 1);
    const size_t bytes = static_cast<size_t>(last.data + last.size - first.data);
    if (bytes <= capacity - size) {
      if (bytes != 0) memcpy(out + size, first.data, bytes);
      return {column.count, size + bytes, SINEW_STATUS_OK};
    }
  }
  ValidRows<Offset> rows(column);
  for (size_t i = 0; i < count; ++i) {
    const Bytes row = rows.Next();
    if (row.size > capacity - size) return {rows.row() - 1, size, SINEW_STATUS_OUTPUT_FULL};
    if (row.size != 0) memcpy(out + size, row.data, row.size);
    size += row.size;
  }
  return {column.count, size, SINEW_STATUS_OK};
}

template <typename Offset>
sinew_codec_result EncodePrefixes(const sinew_column& column, size_t count, uint8_t* out,
                                  size_t capacity) {
  size_t size = 0;
  const auto suffix = [](const Bytes& row, const Bytes& last) {
    return row.size - SharedPrefix(row, last);
  };
  if (!EncodeNumbers<Offset>(column, count, out, capacity, &size, SharedPrefix) ||
      !EncodeNumbers<Offset>(column, count, out, capacity, &size, suffix)) {
    return {0, size, SINEW_STATUS_OUTPUT_FULL};
  }
  ValidRows<Offset> rows(column);
  Bytes last = {nullptr, 0};
  for (size_t i = 0; i < count; ++i) {
    const Bytes row = rows.Next();
    const size_t shared = SharedPrefix(row, last);
    const size_t rest = row.size - shared;
    if (rest > capacity - size) return {rows.row() - 1, size, SINEW_STATUS_OUTPUT_FULL};
    if (rest != 0) memcpy(out + size, row.data + shared, rest);
    size += rest;
    last = row;
  }
  return {column.count, size, SINEW_STATUS_OK};
}

// Moves a stream to its end without decoding it.
sinew_status Skip(DeltaStream stream, size_t* end) {
  sinew_status status = stream.Header<32>(SIZE_MAX);
  size_t left = stream.count == 0 ? 0 : stream.count - 1;
  while (status == SINEW_STATUS_OK && left != 0) {
    status = stream.NextMiniblock<32>();
    left -= std::min(left, stream.miniblock_values);
  }
  *end = stream.at;
  return status;
}

// Where number `index` begins of a portion that begins at `begin`.
HWY_INLINE size_t NumberAt(const DeltaStream& stream, size_t begin, size_t index) {
  return begin + index * stream.width / 8;
}

sinew_codec_result DecodeLengths(const uint8_t* in, size_t size, int64_t* offsets, size_t capacity,
                                 uint8_t* out, size_t bytes_capacity) {
  uint8_t* to = reinterpret_cast<uint8_t*>(offsets);
  Store(to, int64_t{0});
  DeltaStream lengths(in, size);
  const DeltaStream whole = lengths;
  sinew_status status = lengths.Header<32>(capacity);
  if (status != SINEW_STATUS_OK) return {lengths.at, 0, status};
  size_t data = 0;
  status = Skip(whole, &data);
  if (status != SINEW_STATUS_OK) return {data, 0, status};
  const uint64_t limit = std::min(size - data, bytes_capacity);
  uint64_t end = 0;
  size_t done = 0;
  size_t fault = 0;
  while (status == SINEW_STATUS_OK && lengths.left != 0) {
    HWY_ALIGN int32_t part[32];
    size_t begin = 0;
    const size_t count = ReadPortion(&lengths, part, &begin, &status);
    int32_t signs = 0;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; ++i) {
      signs |= part[i];
      sum += static_cast<uint32_t>(part[i]);
    }
    const bool good = signs >= 0 && sum <= limit - end;
    for (size_t i = 0; i < count; ++i) {
      if (!good) {
        if (part[i] < 0) {
          status = SINEW_STATUS_CORRUPT;
          fault = NumberAt(lengths, begin, i);
          break;
        }
        const uint64_t next = end + static_cast<uint64_t>(part[i]);
        if (next > limit) {
          const bool truncated = next > size - data;
          status = truncated ? SINEW_STATUS_TRUNCATED : SINEW_STATUS_OUTPUT_FULL;
          fault = truncated ? size : data + end;
          break;
        }
      }
      end += static_cast<uint64_t>(part[i]);
      ++done;
      Store(to + 8 * done, static_cast<int64_t>(end));
    }
  }
  if (end != 0) memcpy(out, in + data, end);
  return {status == SINEW_STATUS_OK ? data + end : fault, done, status};
}

// The streams of a DELTA_BYTE_ARRAY: prefixes, suffixes, and where the bytes begin.
struct PrefixStreams {
  DeltaStream prefixes, suffixes;
  size_t data = 0;
  sinew_status status = SINEW_STATUS_OK;
  size_t fault = 0;

  PrefixStreams(const uint8_t* in, size_t size, size_t capacity)
      : prefixes(in, size), suffixes(in, size) {
    const DeltaStream first = prefixes;
    status = prefixes.Header<32>(capacity);
    fault = prefixes.at;
    if (status != SINEW_STATUS_OK) return;
    size_t second = 0;
    status = Skip(first, &second);
    fault = second;
    if (status != SINEW_STATUS_OK) return;

    suffixes.at = second;
    const DeltaStream next = suffixes;
    status = suffixes.Header<32>(prefixes.count);
    fault = suffixes.at;
    if (status == SINEW_STATUS_OUTPUT_FULL) {
      status = SINEW_STATUS_CORRUPT;
      fault = second;
    }
    if (status != SINEW_STATUS_OK) return;
    status = Skip(next, &data);
    fault = data;
    if (status == SINEW_STATUS_OK && suffixes.count != prefixes.count) {
      status = SINEW_STATUS_CORRUPT;
      fault = second;
    }
  }

  // Calls visit(prefix, suffix) for each string, whose lengths are not negative and whose prefix is
  // not longer than the string before; it returns false, having set status and fault, to stop.
  template <typename Visit>
  HWY_INLINE void ForEach(const Visit& visit) {
    uint64_t last = 0;
    while (status == SINEW_STATUS_OK && prefixes.left != 0) {
      HWY_ALIGN int32_t prefix[32];
      HWY_ALIGN int32_t suffix[32];
      size_t prefix_begin = 0, suffix_begin = 0;
      const size_t count = ReadPortion(&prefixes, prefix, &prefix_begin, &status);
      ReadPortion(&suffixes, suffix, &suffix_begin, &status);
      for (size_t i = 0; i < count; ++i) {
        const bool bad_prefix = prefix[i] < 0 || static_cast<uint64_t>(prefix[i]) > last;
        if (bad_prefix || suffix[i] < 0) {
          status = SINEW_STATUS_CORRUPT;
          fault = bad_prefix ? NumberAt(prefixes, prefix_begin, i)
                             : NumberAt(suffixes, suffix_begin, i);
          return;
        }
        last = static_cast<uint64_t>(prefix[i]) + static_cast<uint64_t>(suffix[i]);
        if (!visit(static_cast<size_t>(prefix[i]), static_cast<size_t>(suffix[i]))) return;
      }
    }
  }
};

sinew_result SizeOfPrefixes(const uint8_t* in, size_t size, size_t capacity) {
  PrefixStreams streams(in, size, capacity);
  if (streams.status != SINEW_STATUS_OK) return {streams.fault, streams.status};
  size_t total = 0;
  size_t from = streams.data;
  streams.ForEach([&](size_t prefix, size_t suffix) {
    if (suffix > size - from) {
      streams.status = SINEW_STATUS_TRUNCATED;
      streams.fault = size;
      return false;
    }
    from += suffix;
    if (__builtin_add_overflow(total, prefix + suffix, &total)) {
      streams.status = SINEW_STATUS_OVERFLOW;
      streams.fault = from - suffix;
      return false;
    }
    return true;
  });
  if (streams.status != SINEW_STATUS_OK) return {streams.fault, streams.status};
  return {total, SINEW_STATUS_OK};
}

sinew_codec_result DecodePrefixes(const uint8_t* in, size_t size, int64_t* offsets, size_t capacity,
                                  uint8_t* out, size_t bytes_capacity) {
  uint8_t* to = reinterpret_cast<uint8_t*>(offsets);
  Store(to, int64_t{0});
  PrefixStreams streams(in, size, capacity);
  if (streams.status != SINEW_STATUS_OK) return {streams.fault, 0, streams.status};
  size_t done = 0;
  size_t begin = 0, end = 0;  // of the string before
  size_t from = streams.data;
  streams.ForEach([&](size_t prefix, size_t suffix) {
    if (suffix > size - from) {
      streams.status = SINEW_STATUS_TRUNCATED;
      streams.fault = size;
      return false;
    }
    if (prefix > bytes_capacity - end || suffix > bytes_capacity - end - prefix) {
      streams.status = SINEW_STATUS_OUTPUT_FULL;
      streams.fault = from;
      return false;
    }
    // What lies behind a string is written over by the next one.
    const bool room = bytes_capacity - end - prefix - suffix >= 16;
    const size_t middle = end + prefix;
    CopyBytes(out + end, out + begin, prefix, room);
    CopyBytes(out + middle, in + from, suffix, room && size - from - suffix >= 16);
    from += suffix;
    begin = end;
    end = middle + suffix;
    ++done;
    Store(to + 8 * done, static_cast<int64_t>(end));
    return true;
  });
  const bool ok = streams.status == SINEW_STATUS_OK;
  return {ok ? from : streams.fault, done, streams.status};
}

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
    if (IsValid(*column, row) && RowAt(*column, row).size > INT32_MAX) {
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

// The bytes of all rows, nulls included: the difference of two offsets.
sinew_result BoundOf(const sinew_column* column, size_t streams) {
  sinew_error error;
  const sinew_status status = CheckColumn(column, "column", &error);
  if (status != SINEW_STATUS_OK) return {error.offset, status};
  if (!IsString(column->type)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  size_t bound = streams * DeltaBound<32>(column->count);
  if (column->count != 0) {
    const Bytes first = RowAt(*column, 0), last = RowAt(*column, column->count - 1);
    bound += static_cast<size_t>(last.data + last.size - first.data);
  }
  return {bound, SINEW_STATUS_OK};
}

}  // namespace
}  // namespace sinew

// Returns how many bytes sinew_delta_length_byte_array_encode writes at most for a column. The
// errors are those of the encoder. Any thread may call.
SINEW_API sinew_result sinew_delta_length_byte_array_bound(const sinew_column* column)
    SINEW_NOEXCEPT {
  return sinew::BoundOf(column, 1);
}

// Encodes the rows of a string column as Parquet's DELTA_LENGTH_BYTE_ARRAY (Encodings.md): the
// lengths as DELTA_BINARY_PACKED, then the bytes of all strings. Null rows are left out, as Parquet
// has it, where definition levels tell of them. `read` of the result is the number of rows,
// `written` the size in bytes. `out` must not overlap the column. Any thread may call.
//
// SINEW_STATUS_OUTPUT_FULL: `capacity` bytes are too few; sinew_delta_length_byte_array_bound
// says what suffices. `read` is the row whose bytes did not fit, 0 if lengths did not.
// SINEW_STATUS_OVERFLOW: a row has more than 2^31 - 1 bytes; read is the row. Nothing is written.
// SINEW_STATUS_INVALID_ARGUMENT: the column is bad, or not one of strings; read is the first bad
// row. Nothing is written.
SINEW_API sinew_codec_result sinew_delta_length_byte_array_encode(const sinew_column* column,
                                                                  void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return Encode(column, out, capacity, SINEW_DISPATCH(EncodeLengths32),
                SINEW_DISPATCH(EncodeLengths64));
}

// Decodes a DELTA_LENGTH_BYTE_ARRAY stream to the offsets and bytes of an Arrow column of large
// strings: string i is the bytes from offsets[i] to offsets[i + 1], offsets[0] being 0. `offsets`
// has room for `capacity` + 1 numbers, `bytes` for `limit` bytes; `size` bytes suffice.
// sinew_delta_binary_packed_count says how many strings a stream claims. `read` of the result is
// the size of the stream in bytes, `written` the number of strings. The input may be any bytes;
// input and outputs must not overlap and need no alignment; `bytes` may be null when its size is 0.
// Any thread may call.
//
// With a status other than OK, `read` is the offset of the first fault, and `written` counts the
// strings before it, whose offsets and bytes are right:
//
// SINEW_STATUS_TRUNCATED: the input ends early; read is size.
// SINEW_STATUS_CORRUPT: a fault of the lengths as in sinew_delta_binary_packed_decode_i32; a
// negative length, at the byte in which its difference begins.
// SINEW_STATUS_OUTPUT_FULL: more strings than `capacity`, read being the offset of their number; or
// more bytes than `limit`, read being where the bytes of the string begin that did not
// fit.
SINEW_API sinew_codec_result sinew_delta_length_byte_array_decode(const void* in, size_t size,
                                                                  int64_t* offsets, size_t capacity,
                                                                  void* bytes,
                                                                  size_t limit) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(DecodeLengths)(static_cast<const uint8_t*>(in), size, offsets, capacity,
                                       static_cast<uint8_t*>(bytes), limit);
}

// Returns how many bytes sinew_delta_byte_array_encode writes at most for a column. The errors are
// those of the encoder. Any thread may call.
SINEW_API sinew_result sinew_delta_byte_array_bound(const sinew_column* column) SINEW_NOEXCEPT {
  return sinew::BoundOf(column, 2);
}

// Encodes the rows of a string column as Parquet's DELTA_BYTE_ARRAY (Encodings.md, "incremental
// encoding"): for each string the number of bytes that it shares with the front of the one before,
// as DELTA_BINARY_PACKED, then the rests of all strings as DELTA_LENGTH_BYTE_ARRAY. Sorted columns
// become short. The rules and errors are those of sinew_delta_length_byte_array_encode, the bound
// is sinew_delta_byte_array_bound.
SINEW_API sinew_codec_result sinew_delta_byte_array_encode(const sinew_column* column, void* out,
                                                           size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return Encode(column, out, capacity, SINEW_DISPATCH(EncodePrefixes32),
                SINEW_DISPATCH(EncodePrefixes64));
}

// Returns how many bytes the strings of a DELTA_BYTE_ARRAY stream have when decoded, which may be
// far more than the stream; the input may be any bytes. It must hold `capacity` strings at most.
// Statuses and their offsets are those of the decoder; SINEW_STATUS_OVERFLOW says that the number
// does not fit. Any thread may call.
SINEW_API sinew_result sinew_delta_byte_array_decoded_size(const void* in, size_t size,
                                                           size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(SizeOfPrefixes)(static_cast<const uint8_t*>(in), size, capacity);
}

// Decodes a DELTA_BYTE_ARRAY stream to offsets and bytes, as sinew_delta_length_byte_array_decode
// does; sinew_delta_byte_array_decoded_size says how many bytes there are. Beside that function's
// errors:
//
// SINEW_STATUS_CORRUPT: a prefix that is negative or longer than the string before, at the byte in
// which its difference begins; a number of suffixes that is not that of the prefixes, at the first
// byte of the suffixes' lengths.
SINEW_API sinew_codec_result sinew_delta_byte_array_decode(const void* in, size_t size,
                                                           int64_t* offsets, size_t capacity,
                                                           void* bytes,
                                                           size_t limit) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(DecodePrefixes)(static_cast<const uint8_t*>(in), size, offsets, capacity,
                                        static_cast<uint8_t*>(bytes), limit);
}

#endif  // HWY_ONCE
