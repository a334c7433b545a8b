#ifndef SINEW_TESTS_HASH_CRC32C_REF_H_
#define SINEW_TESTS_HASH_CRC32C_REF_H_

#include "hash/crc_ref.h"

// RFC 3720 section 12.1: the generator is 0x11EDC6F41.
struct Crc32cRef {
  using Word = uint32_t;
  static constexpr Word kGenerator = 0x82F63B78;
};

#endif  // SINEW_TESTS_HASH_CRC32C_REF_H_
