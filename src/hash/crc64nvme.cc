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

uint64_t Crc64NvmeUpdate(const uint8_t* in, size_t size, uint64_t crc) {
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

// SINEW_CHAPTER CRC-64/NVME
//
// The 64-bit guard of NVM Express (NVM Command Set Specification, "64b CRC") and the checksum that
// S3 calls CRC64NVME. Like every CRC it finds accidental damage alone: anyone can change a message
// and keep its CRC.

// Returns the CRC-64/NVME of `size` bytes. `crc` is the CRC-64/NVME of the bytes before them, 0 if
// there are none: a message can be passed in pieces of any size. The value is final: the inversions
// that the standard asks for before and after the message are done here.
SINEW_API uint64_t sinew_crc64nvme(const void* in, size_t size, uint64_t crc) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(Crc64NvmeUpdate)(static_cast<const uint8_t*>(in), size, crc);
}

// Returns the CRC-64/NVME of two messages joined, from the CRC-64/NVMEs `first` and `second` of
// each; the second message has `second_size` bytes. So the parts of a message can be checksummed by
// several threads or machines at once. Takes O(log second_size) time: the bytes are not needed.
SINEW_API uint64_t sinew_crc64nvme_combine(uint64_t first, uint64_t second,
                                           uint64_t second_size) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(Crc64NvmeShift)(first, second_size) ^ second;
}
#endif  // HWY_ONCE
