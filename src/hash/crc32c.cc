// CRC-32C (Castagnoli; RFC 3720 section 12.1), reflected: crc-inl.h has the method.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/crc32c.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/abi.h"
#include "core/dispatch.h"
#include "hash/crc-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

using Crc32c = crc_kernel::Crc<crc::Castagnoli>;

uint32_t Crc32cUpdate(const uint8_t* in, size_t size, uint32_t crc) {
  return ~Crc32c::Update(~crc, in, size);
}

uint32_t Crc32cShift(uint32_t crc, uint64_t size) { return Crc32c::Shift(crc, size); }

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {
HWY_EXPORT(Crc32cUpdate);
HWY_EXPORT(Crc32cShift);
}  // namespace
}  // namespace sinew

// SINEW_CHAPTER CRC-32C
//
// The checksum of iSCSI (RFC 3720, section 12.1), SCTP, ext4 and Kafka, after Castagnoli. Like
// every CRC it finds accidental damage alone: anyone can change a message and keep its CRC.

// Returns the CRC-32C of `size` bytes. `crc` is the CRC-32C of the bytes before them, 0 if there
// are none: a message can be passed in pieces of any size. The value is final: the inversions that
// the standard asks for before and after the message are done here.
SINEW_API uint32_t sinew_crc32c(const void* in, size_t size, uint32_t crc) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(Crc32cUpdate)(static_cast<const uint8_t*>(in), size, crc);
}

// Returns the CRC-32C of two messages joined, from the CRC-32Cs `first` and `second` of each; the
// second message has `second_size` bytes. So the parts of a message can be checksummed by several
// threads or machines at once. Takes O(log second_size) time: the bytes are not needed.
SINEW_API uint32_t sinew_crc32c_combine(uint32_t first, uint32_t second,
                                        uint64_t second_size) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(Crc32cShift)(first, second_size) ^ second;
}
#endif  // HWY_ONCE
