// What both formats need: a number for each string, as DELTA_BINARY_PACKED, written and read.
#if defined(SINEW_ENCODING_DELTA_BYTE_ARRAY_NUMBERS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_ENCODING_DELTA_BYTE_ARRAY_NUMBERS_INL_H_
#undef SINEW_ENCODING_DELTA_BYTE_ARRAY_NUMBERS_INL_H_
#else
#define SINEW_ENCODING_DELTA_BYTE_ARRAY_NUMBERS_INL_H_
#endif

#include <hwy/highway.h>

#include "encoding/delta_binary_packed-inl.h"
#include "encoding/delta_byte_array/rows.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

// Encodes a number for each of `count` valid rows of `rows`. One for all kinds of numbers: beside
// those of a block the call is nothing.
HWY_NOINLINE bool EncodeNumbers(NextNumbers* next, void* rows, size_t count, uint8_t* out,
                                size_t capacity, size_t* size) {
  const auto load = [=](size_t, size_t part, uint32_t* to) {
    next(rows, part, to);
    return static_cast<const uint32_t*>(to);
  };
  const size_t before = *size;
  return EncodeDeltas<uint32_t>(count, out, capacity, size, load) == count && *size != before;
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

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard
