// Parquet's hybrid of run lengths and bit packing (Encodings.md; docs/formats/rle.md), which holds
// levels, dictionary indices and booleans. Runs are found eight values at a time; filling, packing
// and unpacking are vector code.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/rle.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>

#include "core/dispatch.h"
#include "core/varint.h"
#include "encoding/abi.h"
#include "encoding/bitpack-inl.h"

#ifndef SINEW_ENCODING_RLE_CONSTANTS
#define SINEW_ENCODING_RLE_CONSTANTS
namespace sinew {
namespace {

// The longest run that the specification allows: readers may count in signed 32 bits.
constexpr size_t kMaxRun = INT32_MAX;
constexpr size_t kMaxGroups = kMaxRun / 8;

// The shortest run that is worth ending packed values for: eight values, or more if eight packed
// values are shorter than the run's header, its value and the next header.
inline size_t MinRun(size_t width) {
  const size_t value_size = (width + 7) / 8;
  return width == 0 ? 1 : std::max<size_t>(8, 8 * (2 + value_size) / width / 8 * 8 + 8);
}

}  // namespace
}  // namespace sinew
#endif  // SINEW_ENCODING_RLE_CONSTANTS

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

HWY_INLINE uint32_t ValueAt(const uint8_t* in, size_t i) { return Load<uint32_t>(in + 4 * i); }

void Fill(uint8_t* out, uint32_t value, size_t count) {
  size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
  const hn::ScalableTag<uint32_t> d;
  const auto values = hn::Set(d, value);
  uint32_t* to = reinterpret_cast<uint32_t*>(out);
  const size_t lanes = hn::Lanes(d);
  for (; i + lanes <= count; i += lanes) hn::StoreU(values, d, to + i);
  if (i < count && count >= lanes) {
    hn::StoreU(values, d, to + count - lanes);
    return;
  }
#endif
  for (; i < count; ++i) Store(out + 4 * i, value);
}

// How many of the `count` (at least 1) values from the first one on equal it.
HWY_INLINE size_t RunLength(const uint8_t* in, size_t count) {
  const uint32_t value = ValueAt(in, 0);
  size_t i = 1;
#if HWY_TARGET != HWY_SCALAR
  const hn::ScalableTag<uint32_t> d;
  const auto values = hn::Set(d, value);
  const auto* from = reinterpret_cast<const uint32_t*>(in);
  const size_t lanes = hn::Lanes(d);
  for (; i + lanes <= count; i += lanes) {
    if (!hn::AllTrue(d, hn::Eq(hn::LoadU(d, from + i), values))) break;
  }
#endif
  while (i < count && ValueAt(in, i) == value) ++i;
  return i;
}

class RleWriter {
 public:
  RleWriter(size_t width, uint8_t* out, size_t capacity)
      : width_(width), out_(out), capacity_(capacity) {}

  size_t size() const { return size_; }

  // False if there is no room.
  bool Run(uint32_t value, size_t count) {
    const size_t value_size = (width_ + 7) / 8;
    if (!Header(count << 1, value_size)) return false;
    memcpy(out_ + size_, &value, value_size);
    size_ += value_size;
    return true;
  }

  bool Packed(const uint8_t* in, size_t count) {
    const size_t groups = (count + 7) / 8;
    const size_t bytes = groups * width_;
    if (!Header(groups << 1 | 1, bytes)) return false;
    const size_t filled = PackedSize(count, width_);
    Pack<uint32_t>(in, count, width_, out_ + size_);
    memset(out_ + size_ + filled, 0, bytes - filled);
    size_ += bytes;
    return true;
  }

 private:
  // Writes the header of a run, if there is room for it and the run's `bytes`.
  bool Header(uint64_t header, size_t bytes) {
    uint8_t buffer[kMaxVarintBytes<uint64_t>];
    const size_t length = static_cast<size_t>(WriteVarint(header, buffer) - buffer);
    if (length > capacity_ - size_ || bytes > capacity_ - size_ - length) return false;
    memcpy(out_ + size_, buffer, length);
    size_ += length;
    return true;
  }

  const size_t width_;
  uint8_t* const out_;
  const size_t capacity_;
  size_t size_ = 0;
};

sinew_codec_result RleEncode(const uint8_t* in, size_t count, size_t width, uint8_t* out,
                             size_t capacity) {
  if (OrOfAll<uint32_t>(in, count) > LowBits(width)) {
    size_t fault = 0;
    while (ValueAt(in, fault) <= LowBits(width)) ++fault;
    return {fault, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  RleWriter writer(width, out, capacity);
  const size_t min_run = MinRun(width);
  // Values [packed, i) wait to be packed, whole groups of eight.
  size_t packed = 0;
  const auto flush = [&](size_t end) HWY_ATTR {
    while (packed < end) {
      const size_t part = std::min(end - packed, 8 * kMaxGroups);
      if (!writer.Packed(in + 4 * packed, part)) return false;
      packed += part;
    }
    return true;
  };
  const auto full = [&] {
    return sinew_codec_result{packed, writer.size(), SINEW_STATUS_OUTPUT_FULL};
  };
  for (size_t i = 0; i < count;) {
    const size_t left = count - i;
    const bool may_run = left < 8 || ValueAt(in, i) == ValueAt(in, i + 7);
    size_t run = may_run ? RunLength(in + 4 * i, std::min(left, kMaxRun)) : 1;
    const bool ends_alone = run == left && packed == i;
    if (run < min_run && !ends_alone) {
      i += std::min<size_t>(left, 8);
      continue;
    }
    if (!flush(i) || !writer.Run(ValueAt(in, i), run)) return full();
    i += run;
    packed = i;
  }
  if (!flush(count)) return full();
  return {count, writer.size(), SINEW_STATUS_OK};
}

sinew_codec_result RleDecode(const uint8_t* in, size_t size, size_t width, uint8_t* out,
                             size_t count) {
  const size_t value_size = (width + 7) / 8;
  size_t at = 0, done = 0;
  if (width == 0 && size == 0) {
    // Some writers write nothing at all where all values are 0.
    Fill(out, 0, count);
    return {0, count, SINEW_STATUS_OK};
  }
  while (done < count) {
    const size_t begin = at;
    const size_t left = count - done;
    uint64_t header = 0;
    const sinew_status status = ReadVarint(in, size, &at, &header);
    if (status != SINEW_STATUS_OK) return {at, done, status};
    const uint64_t length = header >> 1;
    const bool is_packed = header & 1;
    if (length == 0 || length > (is_packed ? kMaxGroups : kMaxRun)) {
      return {begin, done, SINEW_STATUS_CORRUPT};
    }
    const size_t part = std::min<uint64_t>(is_packed ? 8 * length : length, left);
    const size_t bytes = is_packed ? length * width : value_size;
    // Of the last group some writers leave out the bytes that no value needs.
    const size_t needed =
        is_packed ? std::max((length - 1) * width, PackedSize(part, width)) : value_size;
    if (needed > size - at) return {size, done, SINEW_STATUS_TRUNCATED};
    if (is_packed) {
      Unpack<uint32_t>(in + at, size - at, width, out + 4 * done, part);
    } else {
      uint32_t value = 0;
      memcpy(&value, in + at, value_size);
      if (value > LowBits(width)) return {at + value_size - 1, done, SINEW_STATUS_CORRUPT};
      Fill(out + 4 * done, value, part);
    }
    at += std::min(bytes, size - at);
    done += part;
  }
  return {at, done, SINEW_STATUS_OK};
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(RleEncode);
HWY_EXPORT(RleDecode);
}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Run lengths and bit packing
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
SINEW_API sinew_codec_result sinew_rle_encode_u32(const uint32_t* in, size_t count, size_t width,
                                                  void* out, size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  if (width > 32) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  return SINEW_DISPATCH(RleEncode)(reinterpret_cast<const uint8_t*>(in), count, width,
                                   static_cast<uint8_t*>(out), capacity);
}

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
SINEW_API sinew_codec_result sinew_rle_decode_u32(const void* in, size_t size, size_t width,
                                                  uint32_t* out, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  if (width > 32) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  return SINEW_DISPATCH(RleDecode)(static_cast<const uint8_t*>(in), size, width,
                                   reinterpret_cast<uint8_t*>(out), count);
}

// Returns the most bytes that sinew_rle_encode_u32 can write for `count` values of `width` bits.
SINEW_API size_t sinew_rle_encoded_bound(size_t count, size_t width) SINEW_NOEXCEPT {
  size_t value, bound;
  if (__builtin_add_overflow(width, 1, &value) ||
      __builtin_mul_overflow(count / 8 + 1, value, &bound)) {
    return SIZE_MAX;
  }
  return bound;
}

#endif  // HWY_ONCE
