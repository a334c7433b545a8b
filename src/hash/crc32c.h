#ifndef SINEW_HASH_CRC32C_H_
#define SINEW_HASH_CRC32C_H_

#include "core/abi.h"

// The entry of the kernel, for other kernels: its comment is in the header that users see.
extern "C" uint32_t sinew_crc32c(const void* in, size_t size, uint32_t crc) SINEW_NOEXCEPT;

#endif  // SINEW_HASH_CRC32C_H_
