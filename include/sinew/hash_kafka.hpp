#ifndef SINEW_HASH_KAFKA_HPP_
#define SINEW_HASH_KAFKA_HPP_

#include "sinew/base.hpp"
#include "sinew/hash.h"

namespace sinew {

// sinew_kafka_murmur2. Cannot fail.
inline std::uint32_t kafka_murmur2(std::span<const std::byte> key) noexcept {
  return sinew_kafka_murmur2(key.data(), key.size());
}
inline std::uint32_t kafka_murmur2(std::string_view key) noexcept {
  return sinew_kafka_murmur2(key.data(), key.size());
}

// sinew_kafka_partition. Throws if `partitions` is 0 or more than INT32_MAX.
inline std::uint32_t kafka_partition(std::span<const std::byte> key, std::uint32_t partitions) {
  const sinew_u32_result result = sinew_kafka_partition(key.data(), key.size(), partitions);
  detail::check(result.status, 0, "sinew_kafka_partition");
  return result.value;
}
inline std::uint32_t kafka_partition(std::string_view key, std::uint32_t partitions) {
  return kafka_partition(std::as_bytes(std::span(key)), partitions);
}

// sinew_kafka_murmur2_many: a hash for each row, 0 for a null row, to `out`, which has as many
// elements.
inline void kafka_murmur2_many(const sinew_column& keys, std::span<std::uint32_t> out) {
  detail::check_rows(out.size(), keys.count);
  detail::check(sinew_kafka_murmur2_many(&keys, out.data()), "sinew_kafka_murmur2_many");
}

// sinew_kafka_partition_many: a partition for each row, 0 for a null row, to `out`, which has as
// many elements.
inline void kafka_partition_many(const sinew_column& keys, std::uint32_t partitions,
                                 std::span<std::uint32_t> out) {
  detail::check_rows(out.size(), keys.count);
  detail::check(sinew_kafka_partition_many(&keys, partitions, out.data()),
                "sinew_kafka_partition_many");
}

}  // namespace sinew

#endif  // SINEW_HASH_KAFKA_HPP_
