#ifndef SINEW_HASH_JUMP_HASH_HPP_
#define SINEW_HASH_JUMP_HASH_HPP_

#include "sinew/base.hpp"
#include "sinew/hash.h"

namespace sinew {

// sinew_jump_hash. Throws if `buckets` is 0 or more than INT32_MAX.
inline std::uint32_t jump_hash(std::uint64_t key, std::uint32_t buckets) {
  const sinew_u32_result result = sinew_jump_hash(key, buckets);
  detail::check(result.status, 0, "sinew_jump_hash");
  return result.value;
}

// sinew_jump_hash_many: a bucket for each row, 0 for a null row, to `out`, which has as many
// elements.
inline void jump_hash_many(const sinew_column& keys, std::uint32_t buckets,
                           std::span<std::uint32_t> out) {
  detail::check_rows(out.size(), keys.count);
  detail::check(sinew_jump_hash_many(&keys, buckets, out.data()), "sinew_jump_hash_many");
}

}  // namespace sinew

#endif  // SINEW_HASH_JUMP_HASH_HPP_
