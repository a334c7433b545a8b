#ifndef SINEW_TESTS_HASH_CRC64NVME_REF_H_
#define SINEW_TESTS_HASH_CRC64NVME_REF_H_

#include "hash/crc_ref.h"

// NVM Command Set Specification, 64b CRC: the generator is x^64 + 0xAD93D23594C93659.
struct Crc64NvmeRef {
  using Word = uint64_t;
  static constexpr Word kGenerator = 0x9A6C9329AC4BC9B5;
};

#endif  // SINEW_TESTS_HASH_CRC64NVME_REF_H_
