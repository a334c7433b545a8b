#include "core/abi.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/count.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/bits-inl.h"
#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

size_t CountValid(const uint8_t* validity, size_t offset, size_t count) {
  return CountBits(validity, offset, count);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(CountValid);

size_t Count(const uint8_t* validity, size_t offset, size_t count) {
  return SINEW_DISPATCH(CountValid)(validity, offset, count);
}

}  // namespace
}  // namespace sinew

// Returns how many rows of a slice are valid: the number of set bits among bits
// [offset, offset + count) of `validity`, least significant bit of each byte first. A null pointer
// says that every row is valid. Reads only the bytes that hold those bits; any thread may call.
//
// SINEW_STATUS_INVALID_ARGUMENT: offset + count overflows; count is 0.
SINEW_API sinew_result sinew_count(const uint8_t* validity, size_t offset,
                                   size_t count) SINEW_NOEXCEPT {
  size_t end;
  if (__builtin_add_overflow(offset, count, &end)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  if (validity == nullptr) return {count, SINEW_STATUS_OK};
  return {sinew::Count(validity, offset, count), SINEW_STATUS_OK};
}

#endif  // HWY_ONCE
