// CRC-64/NVME (NVM Express NVM Command Set Specification, section 5.2.1.3.4), reflected: crc-inl.h
// has the method.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/crc64nvme.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/abi.h"
#include "core/dispatch.h"
#include "hash/crc-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

using Crc64Nvme = crc_kernel::Crc<crc::Nvme>;

uint64_t Crc64NvmeUpdate(uint64_t crc, const uint8_t* in, size_t size) {
  return ~Crc64Nvme::Update(~crc, in, size);
}

uint64_t Crc64NvmeShift(uint64_t crc, uint64_t size) { return Crc64Nvme::Shift(crc, size); }

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {
HWY_EXPORT(Crc64NvmeUpdate);
HWY_EXPORT(Crc64NvmeShift);
}  // namespace
}  // namespace sinew

// Returns the CRC-64/NVME of a message, as the 64-bit guard of NVM Express (NVM Command Set
// Specification, "64b CRC") and the CRC64NVME checksum of S3 use it: `crc` is that of all bytes
// before `in`, 0 at the start, so that a message can be passed in pieces of any size. The
// inversions that the standard asks for at both ends are inside: what is returned is final, and may
// be passed on. `in` may be null when `size` (in bytes) is 0. A CRC finds accidents: whoever
// chooses the bytes chooses the checksum too. Cannot fail; any thread may call.
SINEW_API uint64_t sinew_crc64nvme(uint64_t crc, const void* in, size_t size) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(Crc64NvmeUpdate)(crc, static_cast<const uint8_t*>(in), size);
}

// Returns the CRC-64/NVME of two messages one behind the other: `first` is that of the first one,
// `second` that of the second one, which is `second_size` bytes long (any 64-bit length, 0
// included; then `second` is 0). Parts of a message that were checksummed apart, in parallel or by
// others, become one without another look at the bytes. Takes a step for each 6 bits of second_size
// / 8. Cannot fail; any thread may call.
SINEW_API uint64_t sinew_crc64nvme_combine(uint64_t first, uint64_t second,
                                           uint64_t second_size) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(Crc64NvmeShift)(first, second_size) ^ second;
}
#endif  // HWY_ONCE
