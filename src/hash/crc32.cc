// CRC-32 (IEEE 802.3; RFC 1952 section 8), reflected: crc-inl.h has the method.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/crc32.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/abi.h"
#include "core/dispatch.h"
#include "hash/crc-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

using Crc32 = crc_kernel::Crc<crc::Ieee>;

uint32_t Crc32Update(const uint8_t* in, size_t size, uint32_t crc) {
  return ~Crc32::Update(~crc, in, size);
}

uint32_t Crc32Shift(uint32_t crc, uint64_t size) { return Crc32::Shift(crc, size); }

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {
HWY_EXPORT(Crc32Update);
HWY_EXPORT(Crc32Shift);
}  // namespace
}  // namespace sinew

// SINEW_CHAPTER CRC-32
//
// The checksum of Ethernet (IEEE 802.3), gzip (RFC 1952, section 8), zip and PNG: the same number
// as zlib's crc32. Like every CRC it finds accidental damage alone: anyone can change a message and
// keep its CRC.

// Returns the CRC-32 of `size` bytes. `crc` is the CRC-32 of the bytes before them, 0 if there are
// none: a message can be passed in pieces of any size. The value is final: the inversions that the
// standard asks for before and after the message are done here.
SINEW_API uint32_t sinew_crc32(const void* in, size_t size, uint32_t crc) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(Crc32Update)(static_cast<const uint8_t*>(in), size, crc);
}

// Returns the CRC-32 of two messages joined, from the CRC-32s `first` and `second` of each; the
// second message has `second_size` bytes. So the parts of a message can be checksummed by several
// threads or machines at once. Takes O(log second_size) time: the bytes are not needed.
SINEW_API uint32_t sinew_crc32_combine(uint32_t first, uint32_t second,
                                       uint64_t second_size) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(Crc32Shift)(first, second_size) ^ second;
}
#endif  // HWY_ONCE
