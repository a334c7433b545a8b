#ifndef SINEW_HASH_RENDEZVOUS_HPP_
#define SINEW_HASH_RENDEZVOUS_HPP_

#include "sinew/base.hpp"
#include "sinew/hash.h"

namespace sinew {

// sinew_rendezvous. Throws if there are no nodes.
inline std::uint32_t rendezvous(std::uint64_t key, std::span<const std::uint64_t> nodes) {
  const sinew_u32_result result = sinew_rendezvous(key, nodes.data(), nodes.size());
  detail::check(result.status, 0, "sinew_rendezvous");
  return result.value;
}

// sinew_rendezvous_many: a node for each row, 0 for a null row, to `out`, which has as many
// elements.
inline void rendezvous_many(const sinew_column& keys, std::span<const std::uint64_t> nodes,
                            std::span<std::uint32_t> out) {
  detail::check_rows(out.size(), keys.count);
  detail::check(sinew_rendezvous_many(&keys, nodes.data(), nodes.size(), out.data()),
                "sinew_rendezvous_many");
}

}  // namespace sinew

#endif  // SINEW_HASH_RENDEZVOUS_HPP_
