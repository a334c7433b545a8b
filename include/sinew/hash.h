// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_HASH_H_
#define SINEW_HASH_H_

#include "sinew/base.h"

#ifdef __cplusplus
extern "C" {
#endif

// Returns the CRC-32C (Castagnoli) of a message, as iSCSI (RFC 3720, section 12.1), SCTP, ext4 and
// Kafka use it: `crc` is that of all bytes before `in`, 0 at the start, so that a message can be
// passed in pieces of any size. The inversions that the standard asks for at both ends are inside:
// what is returned is final, and may be passed on. `in` may be null when `size` (in bytes) is 0.
// Cannot fail; any thread may call.
SINEW_API uint32_t sinew_crc32c(uint32_t crc, const void* in, size_t size) SINEW_NOEXCEPT;

#ifdef __cplusplus
}  // extern "C"
#endif

#endif  // SINEW_HASH_H_
