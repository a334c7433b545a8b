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

uint32_t Crc32Update(uint32_t crc, const uint8_t* in, size_t size) {
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

// Returns the CRC-32 of a message, as Ethernet (IEEE 802.3), gzip (RFC 1952, section 8), zip, PNG
// and zlib's crc32 use it: `crc` is that of all bytes before `in`, 0 at the start, so that a
// message can be passed in pieces of any size. The inversions that the standard asks for at both
// ends are inside: what is returned is final, and may be passed on. `in` may be null when `size`
// (in bytes) is 0. A CRC finds accidents: whoever chooses the bytes chooses the checksum too.
// Cannot fail; any thread may call.
SINEW_API uint32_t sinew_crc32(uint32_t crc, const void* in, size_t size) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(Crc32Update)(crc, static_cast<const uint8_t*>(in), size);
}

// Returns the CRC-32 of two messages one behind the other: `first` is that of the first one,
// `second` that of the second one, which is `second_size` bytes long (any 64-bit length, 0
// included; then `second` is 0). Parts of a message that were checksummed apart, in parallel or by
// others, become one without another look at the bytes. Takes a step for each 6 bits of second_size
// / 8. Cannot fail; any thread may call.
SINEW_API uint32_t sinew_crc32_combine(uint32_t first, uint32_t second,
                                       uint64_t second_size) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(Crc32Shift)(first, second_size) ^ second;
}
#endif  // HWY_ONCE
