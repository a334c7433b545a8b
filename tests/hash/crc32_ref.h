#ifndef SINEW_TESTS_HASH_CRC32_REF_H_
#define SINEW_TESTS_HASH_CRC32_REF_H_

#include "hash/crc_ref.h"

// RFC 1952 section 8: the generator is 0x104C11DB7.
struct Crc32Ref {
  using Word = uint32_t;
  static constexpr Word kGenerator = 0xEDB88320;
};

#endif  // SINEW_TESTS_HASH_CRC32_REF_H_
