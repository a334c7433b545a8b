// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_HASH_H_
#define SINEW_HASH_H_

#include "sinew/base.h"

#ifdef __cplusplus
extern "C" {
#endif

// A hash of 128 bits. The number is low + high * 2^64; in memory, low comes first.
typedef struct sinew_hash128 {
  uint64_t low;
  uint64_t high;
} sinew_hash128;

// Returns the XXH3 hash, 64 bits wide, of `size` bytes: the same number as xxHash's
// XXH3_64bits_withSeed and, with seed 0, its XXH3_64bits (https://xxhash.com). Not fit for
// cryptography. `in` may be null when `size` is 0. Cannot fail; any thread may call.
SINEW_API uint64_t sinew_xxh3_64(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT;

// Hashes every row of a column as sinew_xxh3_64 would: a string by its bytes, any other type by the
// eight bytes of its value as they lie in memory, so that -0.0 and 0.0, and NaNs of different bits,
// differ. The hash of a null row is 0. Writes column->count hashes to `out`, which must not overlap
// the column and may be null when there are no rows.
//
// Returns the number of rows and SINEW_STATUS_OK, or, with nothing written,
// SINEW_STATUS_INVALID_ARGUMENT and the first row at fault (0 where the fault is none of a row's):
// `column` or `out` is null, or the column is not as sinew_column says. Any thread may call.
SINEW_MUST_USE
SINEW_API sinew_result sinew_xxh3_64_many(const sinew_column* column, uint64_t seed,
                                          uint64_t* out) SINEW_NOEXCEPT;

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
