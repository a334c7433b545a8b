#ifndef SINEW_HASH_HPP_
#define SINEW_HASH_HPP_

#include "sinew/base.hpp"
#include "sinew/hash.h"

namespace sinew {

// sinew_xxh3_64. Cannot fail.
inline std::uint64_t xxh3_64(std::span<const std::byte> in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh3_64(in.data(), in.size(), seed);
}
inline std::uint64_t xxh3_64(std::string_view in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh3_64(in.data(), in.size(), seed);
}

// sinew_xxh3_128. Cannot fail.
inline sinew_hash128 xxh3_128(std::span<const std::byte> in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh3_128(in.data(), in.size(), seed);
}
inline sinew_hash128 xxh3_128(std::string_view in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh3_128(in.data(), in.size(), seed);
}

// The XXH3 hash of an input that comes in pieces; a copy goes its own way.
class xxh3_hasher {
 public:
  explicit xxh3_hasher(std::uint64_t seed = 0) noexcept { reset(seed); }

  void reset(std::uint64_t seed = 0) noexcept { sinew_xxh3_init(&state_, seed); }
  void update(std::span<const std::byte> in) noexcept {
    sinew_xxh3_update(&state_, in.data(), in.size());
  }
  void update(std::string_view in) noexcept { sinew_xxh3_update(&state_, in.data(), in.size()); }

  std::uint64_t digest_64() const noexcept { return sinew_xxh3_64_digest(&state_); }
  sinew_hash128 digest_128() const noexcept { return sinew_xxh3_128_digest(&state_); }

 private:
  sinew_xxh3_state state_;
};

// sinew_xxh64. Cannot fail.
inline std::uint64_t xxh64(std::span<const std::byte> in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh64(in.data(), in.size(), seed);
}
inline std::uint64_t xxh64(std::string_view in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh64(in.data(), in.size(), seed);
}

// The XXH64 hash of an input that comes in pieces; a copy goes its own way.
class xxh64_hasher {
 public:
  explicit xxh64_hasher(std::uint64_t seed = 0) noexcept { reset(seed); }

  void reset(std::uint64_t seed = 0) noexcept { sinew_xxh64_init(&state_, seed); }
  void update(std::span<const std::byte> in) noexcept {
    sinew_xxh64_update(&state_, in.data(), in.size());
  }
  void update(std::string_view in) noexcept { sinew_xxh64_update(&state_, in.data(), in.size()); }

  std::uint64_t digest() const noexcept { return sinew_xxh64_digest(&state_); }

 private:
  sinew_xxh64_state state_;
};

// sinew_crc32c of what follows the bytes whose checksum is `crc`. Cannot fail.
inline std::uint32_t crc32c(std::span<const std::byte> in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32c(crc, in.data(), in.size());
}
inline std::uint32_t crc32c(std::string_view in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32c(crc, in.data(), in.size());
}

// sinew_crc32c_combine: of a message, and another of `second_size` bytes behind it. Cannot fail.
inline std::uint32_t crc32c_combine(std::uint32_t first, std::uint32_t second,
                                    std::uint64_t second_size) noexcept {
  return sinew_crc32c_combine(first, second, second_size);
}

// sinew_crc32 of what follows the bytes whose checksum is `crc`. Cannot fail.
inline std::uint32_t crc32(std::span<const std::byte> in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32(crc, in.data(), in.size());
}
inline std::uint32_t crc32(std::string_view in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32(crc, in.data(), in.size());
}

// sinew_crc32_combine: of a message, and another of `second_size` bytes behind it. Cannot fail.
inline std::uint32_t crc32_combine(std::uint32_t first, std::uint32_t second,
                                   std::uint64_t second_size) noexcept {
  return sinew_crc32_combine(first, second, second_size);
}

// sinew_crc64nvme of what follows the bytes whose checksum is `crc`. Cannot fail.
inline std::uint64_t crc64nvme(std::span<const std::byte> in, std::uint64_t crc = 0) noexcept {
  return sinew_crc64nvme(crc, in.data(), in.size());
}
inline std::uint64_t crc64nvme(std::string_view in, std::uint64_t crc = 0) noexcept {
  return sinew_crc64nvme(crc, in.data(), in.size());
}

// sinew_crc64nvme_combine: of a message, and another of `second_size` bytes behind it. Cannot fail.
inline std::uint64_t crc64nvme_combine(std::uint64_t first, std::uint64_t second,
                                       std::uint64_t second_size) noexcept {
  return sinew_crc64nvme_combine(first, second, second_size);
}

// sinew_xxh3_64_many: one hash a row, 0 for null rows, into `out`, which has as many elements.
inline void xxh3_64_many(const sinew_column& rows, std::span<std::uint64_t> out,
                         std::uint64_t seed = 0) {
  if (out.size() != rows.count) detail::invalid(out.size(), "out: not as many elements as rows");
  const sinew_result result = sinew_xxh3_64_many(&rows, seed, out.data());
  detail::check(result.status, result.count, "sinew_xxh3_64_many");
}

// sinew_xxh3_128_many: one hash a row, zeros for null rows, into `out`, which has as many elements.
inline void xxh3_128_many(const sinew_column& rows, std::span<sinew_hash128> out,
                          std::uint64_t seed = 0) {
  if (out.size() != rows.count) detail::invalid(out.size(), "out: not as many elements as rows");
  const sinew_result result = sinew_xxh3_128_many(&rows, seed, out.data());
  detail::check(result.status, result.count, "sinew_xxh3_128_many");
}

// sinew_xxh64_many: one hash a row, 0 for null rows, into `out`, which has as many elements.
inline void xxh64_many(const sinew_column& rows, std::span<std::uint64_t> out,
                       std::uint64_t seed = 0) {
  if (out.size() != rows.count) detail::invalid(out.size(), "out: not as many elements as rows");
  const sinew_result result = sinew_xxh64_many(&rows, seed, out.data());
  detail::check(result.status, result.count, "sinew_xxh64_many");
}

// What the BLAKE3 functions return: SINEW_BLAKE3_HASH_SIZE bytes.
using blake3_hash = std::array<std::byte, SINEW_BLAKE3_HASH_SIZE>;

namespace detail {
inline std::uint8_t* octets(std::byte* bytes) noexcept {
  return reinterpret_cast<std::uint8_t*>(bytes);
}
}  // namespace detail

// sinew_blake3. Cannot fail.
inline blake3_hash blake3(std::span<const std::byte> in) noexcept {
  blake3_hash hash;
  sinew_blake3(in.data(), in.size(), detail::octets(hash.data()));
  return hash;
}
inline blake3_hash blake3(std::string_view in) noexcept {
  return blake3(std::as_bytes(std::span(in)));
}

// sinew_blake3_keyed. The type of the key leaves nothing to fail.
inline blake3_hash blake3_keyed(std::span<const std::byte, SINEW_BLAKE3_KEY_SIZE> key,
                                std::span<const std::byte> in) noexcept {
  blake3_hash hash;
  [[maybe_unused]] const sinew_status status =
      sinew_blake3_keyed(key.data(), key.size(), in.data(), in.size(), detail::octets(hash.data()));
  return hash;
}

// sinew_blake3_derive_key: fills `out`, which must not be empty.
inline void blake3_derive_key(std::string_view context, std::span<const std::byte> material,
                              std::span<std::byte> out) {
  detail::check(sinew_blake3_derive_key(context.data(), context.size(), material.data(),
                                        material.size(), detail::octets(out.data()), out.size()),
                0, "sinew_blake3_derive_key");
}

// The hash of an input that comes in pieces; a copy goes its own way.
class blake3_hasher {
 public:
  blake3_hasher() noexcept { sinew_blake3_init(&state_); }
  explicit blake3_hasher(std::span<const std::byte, SINEW_BLAKE3_KEY_SIZE> key) noexcept {
    [[maybe_unused]] const sinew_status status =
        sinew_blake3_init_keyed(&state_, key.data(), key.size());
  }
  static blake3_hasher derive_key(std::string_view context) noexcept {
    blake3_hasher hasher;
    sinew_blake3_init_derive_key(&hasher.state_, context.data(), context.size());
    return hasher;
  }

  void update(std::span<const std::byte> in) noexcept {
    sinew_blake3_update(&state_, in.data(), in.size());
  }
  void update(std::string_view in) noexcept { sinew_blake3_update(&state_, in.data(), in.size()); }

  blake3_hash digest() const noexcept {
    blake3_hash hash;
    sinew_blake3_digest(&state_, detail::octets(hash.data()));
    return hash;
  }

  // Fills `out`, which must not be empty, with the extended output from `seek` on.
  void output(std::span<std::byte> out, std::uint64_t seek = 0) const {
    const sinew_result result =
        sinew_blake3_output(&state_, seek, detail::octets(out.data()), out.size());
    detail::check(result.status, result.count, "sinew_blake3_output");
  }

  void reset() noexcept { sinew_blake3_reset(&state_); }

 private:
  sinew_blake3_state state_;
};

// sinew_blake3_many: one hash a row, zeros for null rows, into `out`, which has as many elements.
inline void blake3_many(const sinew_column& rows, std::span<blake3_hash> out) {
  if (out.size() != rows.count) detail::invalid(out.size(), "out: not as many elements as rows");
  const sinew_result result = sinew_blake3_many(&rows, reinterpret_cast<std::uint8_t*>(out.data()));
  detail::check(result.status, result.count, "sinew_blake3_many");
}

// sinew_murmur3_32. Cannot fail.
inline std::uint32_t murmur3_32(std::span<const std::byte> in, std::uint32_t seed = 0) noexcept {
  return sinew_murmur3_32(in.data(), in.size(), seed);
}
inline std::uint32_t murmur3_32(std::string_view in, std::uint32_t seed = 0) noexcept {
  return sinew_murmur3_32(in.data(), in.size(), seed);
}

// sinew_murmur3_128. Cannot fail.
inline sinew_hash128 murmur3_128(std::span<const std::byte> in, std::uint64_t seed = 0) noexcept {
  return sinew_murmur3_128(in.data(), in.size(), seed);
}
inline sinew_hash128 murmur3_128(std::string_view in, std::uint64_t seed = 0) noexcept {
  return sinew_murmur3_128(in.data(), in.size(), seed);
}

// sinew_murmur3_32_many: one hash a row, 0 for null rows, into `out`, which has as many elements.
inline void murmur3_32_many(const sinew_column& rows, std::span<std::uint32_t> out,
                            std::uint32_t seed = 0) {
  if (out.size() != rows.count) detail::invalid(out.size(), "out: not as many elements as rows");
  const sinew_result result = sinew_murmur3_32_many(&rows, seed, out.data());
  detail::check(result.status, result.count, "sinew_murmur3_32_many");
}

// sinew_murmur3_128_many, likewise.
inline void murmur3_128_many(const sinew_column& rows, std::span<sinew_hash128> out,
                             std::uint64_t seed = 0) {
  if (out.size() != rows.count) detail::invalid(out.size(), "out: not as many elements as rows");
  const sinew_result result = sinew_murmur3_128_many(&rows, seed, out.data());
  detail::check(result.status, result.count, "sinew_murmur3_128_many");
}

// sinew_kafka_murmur2. Cannot fail.
inline std::int32_t kafka_murmur2(std::span<const std::byte> key) noexcept {
  return sinew_kafka_murmur2(key.data(), key.size());
}
inline std::int32_t kafka_murmur2(std::string_view key) noexcept {
  return sinew_kafka_murmur2(key.data(), key.size());
}

// sinew_kafka_partition: -1 when `partitions` is not positive.
inline std::int32_t kafka_partition(std::span<const std::byte> key,
                                    std::int32_t partitions) noexcept {
  return sinew_kafka_partition(key.data(), key.size(), partitions);
}
inline std::int32_t kafka_partition(std::string_view key, std::int32_t partitions) noexcept {
  return sinew_kafka_partition(key.data(), key.size(), partitions);
}

// sinew_kafka_murmur2_many: one hash a row, 0 for null rows, into `out`, which has as many
// elements.
inline void kafka_murmur2_many(const sinew_column& keys, std::span<std::int32_t> out) {
  if (out.size() != keys.count) detail::invalid(out.size(), "out: not as many elements as rows");
  const sinew_result result = sinew_kafka_murmur2_many(&keys, out.data());
  detail::check(result.status, result.count, "sinew_kafka_murmur2_many");
}

// sinew_kafka_partition_many: one partition a row, -1 for null rows, into `out`, which has as many
// elements. Throws where `partitions` is not positive.
inline void kafka_partition_many(const sinew_column& keys, std::int32_t partitions,
                                 std::span<std::int32_t> out) {
  if (out.size() != keys.count) detail::invalid(out.size(), "out: not as many elements as rows");
  const sinew_result result = sinew_kafka_partition_many(&keys, partitions, out.data());
  detail::check(result.status, result.count, "sinew_kafka_partition_many");
}

// A key of HighwayHash; any other number of bytes does not compile.
using highwayhash_key = std::span<const std::byte, SINEW_HIGHWAYHASH_KEY_SIZE>;

// sinew_highwayhash_64. Cannot fail.
inline std::uint64_t highwayhash_64(std::span<const std::byte> in, highwayhash_key key) noexcept {
  return sinew_highwayhash_64(in.data(), in.size(), key.data());
}
inline std::uint64_t highwayhash_64(std::string_view in, highwayhash_key key) noexcept {
  return sinew_highwayhash_64(in.data(), in.size(), key.data());
}

// sinew_highwayhash_128. Cannot fail.
inline sinew_hash128 highwayhash_128(std::span<const std::byte> in, highwayhash_key key) noexcept {
  return sinew_highwayhash_128(in.data(), in.size(), key.data());
}
inline sinew_hash128 highwayhash_128(std::string_view in, highwayhash_key key) noexcept {
  return sinew_highwayhash_128(in.data(), in.size(), key.data());
}

// sinew_highwayhash_256. Cannot fail.
inline std::array<std::byte, 32> highwayhash_256(std::span<const std::byte> in,
                                                 highwayhash_key key) noexcept {
  std::array<std::byte, 32> hash;
  sinew_highwayhash_256(in.data(), in.size(), key.data(), hash.data());
  return hash;
}
inline std::array<std::byte, 32> highwayhash_256(std::string_view in,
                                                 highwayhash_key key) noexcept {
  return highwayhash_256(std::as_bytes(std::span(in)), key);
}

// A HighwayHash of bytes that come in pieces. Copies are clones.
class highwayhash {
 public:
  // Throws if the key has another length than SINEW_HIGHWAYHASH_KEY_SIZE.
  explicit highwayhash(std::span<const std::byte> key) {
    detail::check(sinew_highwayhash_init(&state_, key.data(), key.size()), 0,
                  "sinew_highwayhash_init");
  }

  void reset() noexcept { sinew_highwayhash_reset(&state_); }
  void update(std::span<const std::byte> in) noexcept {
    sinew_highwayhash_update(&state_, in.data(), in.size());
  }
  void update(std::string_view in) noexcept { update(std::as_bytes(std::span(in))); }

  std::uint64_t digest_64() const noexcept { return sinew_highwayhash_64_digest(&state_); }
  sinew_hash128 digest_128() const noexcept { return sinew_highwayhash_128_digest(&state_); }
  std::array<std::byte, 32> digest_256() const noexcept {
    std::array<std::byte, 32> hash;
    sinew_highwayhash_256_digest(&state_, hash.data());
    return hash;
  }

 private:
  sinew_highwayhash_state state_;
};

// sinew_jump_hash. Cannot fail.
inline std::int32_t jump_hash(std::uint64_t key, std::int32_t buckets) noexcept {
  return sinew_jump_hash(key, buckets);
}

// sinew_jump_hash_many: one bucket a row, -1 for null rows, into `out`, which has as many elements.
inline void jump_hash_many(const sinew_column& hashes, std::int32_t buckets,
                           std::span<std::int32_t> out) {
  if (out.size() != hashes.count) detail::invalid(out.size(), "out: not as many elements as rows");
  const sinew_result result = sinew_jump_hash_many(&hashes, buckets, out.data());
  detail::check(result.status, result.count, "sinew_jump_hash_many");
}

// sinew_rendezvous. Cannot fail.
inline std::int32_t rendezvous(std::uint64_t hash, std::span<const std::uint64_t> nodes) noexcept {
  return sinew_rendezvous(hash, nodes.data(), nodes.size());
}

// sinew_rendezvous_many: one node a row, -1 for null rows, into `out`, which has as many elements.
inline void rendezvous_many(const sinew_column& hashes, std::span<const std::uint64_t> nodes,
                            std::span<std::int32_t> out) {
  if (out.size() != hashes.count) detail::invalid(out.size(), "out: not as many elements as rows");
  const sinew_result result =
      sinew_rendezvous_many(&hashes, nodes.data(), nodes.size(), out.data());
  detail::check(result.status, result.count, "sinew_rendezvous_many");
}

// sinew_hash_combine. Cannot fail.
inline std::uint64_t hash_combine(std::uint64_t first, std::uint64_t second) noexcept {
  return sinew_hash_combine(first, second);
}

// sinew_hash_combine_many of three spans of one length.
inline void hash_combine_many(std::span<const std::uint64_t> first,
                              std::span<const std::uint64_t> second, std::span<std::uint64_t> out) {
  if (first.size() != second.size() || out.size() != first.size()) {
    detail::invalid(out.size(), "out: not as many elements as first and second");
  }
  sinew_hash_combine_many(first.data(), second.data(), out.size(), out.data());
}

}  // namespace sinew

#endif  // SINEW_HASH_HPP_
