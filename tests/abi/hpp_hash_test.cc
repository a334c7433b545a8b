#include <array>

#include "hpp.h"

// xxHash's documentation and RFC 3720, appendix B.4.
BOOST_AUTO_TEST_CASE(Hashes) {
  BOOST_TEST(sinew::xxh3_64("") == 0x2D06800538D394C2u);
  BOOST_TEST(sinew::crc32c("") == 0u);
  const std::array<std::byte, 32> zeros = {};
  BOOST_TEST(sinew::crc32c(zeros) == 0x8A9136AAu);
  BOOST_TEST(sinew::crc32c("456789", sinew::crc32c("123")) == sinew::crc32c("123456789"));
  BOOST_TEST(sinew::crc32c("123456789") == 0xE3069283u);
  BOOST_TEST(sinew::crc32c_combine(sinew::crc32c("123"), sinew::crc32c("456789"), 6) ==
             0xE3069283u);
  BOOST_TEST(sinew::crc32(zeros) == 0x190A55ADu);
  BOOST_TEST(sinew::crc32("456789", sinew::crc32("123")) == 0xCBF43926u);
  BOOST_TEST(sinew::crc32_combine(sinew::crc32("123"), sinew::crc32("456789"), 6) == 0xCBF43926u);
  BOOST_TEST(sinew::crc64nvme(std::as_bytes(std::span("123456789", 9))) == 0xAE8B14860A799888u);
  BOOST_TEST(sinew::crc64nvme("456789", sinew::crc64nvme("123")) == 0xAE8B14860A799888u);
  BOOST_TEST(sinew::crc64nvme_combine(sinew::crc64nvme("123"), sinew::crc64nvme("456789"), 6) ==
             0xAE8B14860A799888u);
  BOOST_TEST(sinew::xxh3_64(std::as_bytes(std::span("seeded", 6)), 7) ==
             sinew::xxh3_64("seeded", 7));
}

BOOST_AUTO_TEST_CASE(Xxh) {
  BOOST_TEST(sinew::xxh3_128("").low == 0x6001C324468D497Fu);
  BOOST_TEST(sinew::xxh64("") == 0xEF46DB3751D8E999u);
  const auto bytes = std::as_bytes(std::span("seeded", 6));
  BOOST_TEST(sinew::xxh3_128(bytes, 7).high == sinew::xxh3_128("seeded", 7).high);
  BOOST_TEST(sinew::xxh64(bytes, 7) == sinew::xxh64("seeded", 7));

  sinew::xxh3_hasher xxh3(7);
  sinew::xxh64_hasher xxh64(7);
  xxh3.update("see");
  xxh64.update("see");
  sinew::xxh3_hasher xxh3_copy = xxh3;
  sinew::xxh64_hasher xxh64_copy = xxh64;
  xxh3.update(bytes.subspan(3));
  xxh64.update(bytes.subspan(3));
  BOOST_TEST(xxh3.digest_64() == sinew::xxh3_64("seeded", 7));
  BOOST_TEST(xxh3.digest_128().high == sinew::xxh3_128("seeded", 7).high);
  BOOST_TEST(xxh64.digest() == sinew::xxh64("seeded", 7));
  BOOST_TEST(xxh3_copy.digest_64() == sinew::xxh3_64("see", 7));
  BOOST_TEST(xxh64_copy.digest() == sinew::xxh64("see", 7));
  xxh3.reset();
  xxh64.reset();
  BOOST_TEST(xxh3.digest_64() == sinew::xxh3_64(""));
  BOOST_TEST(xxh64.digest() == sinew::xxh64(""));

  sinew::string_buffer names;
  names.push_back("ab");
  names.push_null();
  const auto rows = sinew::column<std::string_view>(names);
  std::vector<sinew_hash128> wide(2);
  std::vector<uint64_t> hashes(2);
  sinew::xxh3_128_many(rows, wide, 5);
  sinew::xxh64_many(rows, hashes, 5);
  BOOST_TEST(wide[0].high == sinew::xxh3_128("ab", 5).high);
  BOOST_TEST(wide[1].high == 0u);
  BOOST_TEST(hashes[0] == sinew::xxh64("ab", 5));
  BOOST_TEST(hashes[1] == 0u);
  RequireError([&] { sinew::xxh3_128_many(rows, std::span<sinew_hash128>()); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "out");
  RequireError([&] { sinew::xxh64_many(rows, std::span<uint64_t>()); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "out");
}

BOOST_AUTO_TEST_CASE(HashOfEachRow) {
  sinew::string_buffer names;
  names.push_back("ab");
  names.push_null();
  names.push_back("");
  std::vector<uint64_t> hashes(3);
  sinew::xxh3_64_many(sinew::column<std::string_view>(names), hashes, 5);
  BOOST_TEST(hashes[0] == sinew::xxh3_64("ab", 5));
  BOOST_TEST(hashes[1] == 0u);
  BOOST_TEST(hashes[2] == sinew::xxh3_64("", 5));
  RequireError([&] { sinew::xxh3_64_many(sinew::column(hashes), std::span<uint64_t>()); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "out");
}

// The first bytes of the published vector of an empty input.
BOOST_AUTO_TEST_CASE(Blake3) {
  BOOST_TEST((sinew::blake3("")[0] == std::byte{0xAF} && sinew::blake3("")[1] == std::byte{0x13}));
  const std::string text(5000, 'x');
  const auto in = std::as_bytes(std::span(text));
  const sinew::blake3_hash key = sinew::blake3("key");
  sinew::blake3_hasher plain, keyed(key), derived = sinew::blake3_hasher::derive_key("context");
  for (sinew::blake3_hasher* hasher : {&plain, &keyed, &derived}) {
    hasher->update("forgotten");
    hasher->reset();
    hasher->update(in.first(1000));
    hasher->update(std::string_view(text).substr(1000));
  }
  BOOST_TEST((plain.digest() == sinew::blake3(text)));
  BOOST_TEST((keyed.digest() == sinew::blake3_keyed(in, key)));
  sinew::blake3_hash from_context;
  sinew::blake3_derive_key(in, "context", from_context);
  BOOST_TEST((derived.digest() == from_context));
  const sinew::blake3_hasher copy = plain;
  plain.update("more");
  BOOST_TEST((copy.digest() == sinew::blake3(in)));
  std::array<std::byte, 100> whole, part;
  copy.output(whole);
  copy.output(std::span(part).first(50), 50);
  BOOST_TEST(std::equal(part.begin(), part.begin() + 50, whole.begin() + 50));
  RequireError([&] { copy.output({}); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "sinew_blake3_output");
  RequireError([&] { sinew::blake3_derive_key(in, "context", {}); }, SINEW_STATUS_INVALID_ARGUMENT,
               0, "sinew_blake3_derive_key");
}

BOOST_AUTO_TEST_CASE(Blake3OfEachRow) {
  sinew::string_buffer names;
  names.push_back("ab");
  names.push_null();
  std::vector<sinew::blake3_hash> hashes(2);
  sinew::blake3_many(sinew::column<std::string_view>(names), hashes);
  BOOST_TEST((hashes[0] == sinew::blake3("ab")));
  BOOST_TEST((hashes[1] == sinew::blake3_hash{}));
  RequireError(
      [&] {
        sinew::blake3_many(sinew::column<std::string_view>(names), std::span<sinew::blake3_hash>());
      },
      SINEW_STATUS_INVALID_ARGUMENT, 0, "out");
}

BOOST_AUTO_TEST_CASE(Murmur3) {
  BOOST_TEST(sinew::murmur3_32("", 1) == 0x514E28B7u);
  BOOST_TEST(sinew::murmur3_32(std::as_bytes(std::span("seeded", 6)), 7) ==
             sinew::murmur3_32("seeded", 7));
  const sinew_hash128 hash = sinew::murmur3_128("seeded", 7);
  BOOST_TEST(sinew::murmur3_128(std::as_bytes(std::span("seeded", 6)), 7).high == hash.high);
  sinew::string_buffer names;
  names.push_back("seeded");
  names.push_null();
  const auto rows = sinew::column<std::string_view>(names);
  std::vector<uint32_t> hashes(2);
  sinew::murmur3_32_many(rows, hashes, 7);
  BOOST_TEST(hashes[0] == sinew::murmur3_32("seeded", 7));
  BOOST_TEST(hashes[1] == 0u);
  std::vector<sinew_hash128> hashes128(2);
  sinew::murmur3_128_many(rows, hashes128, 7);
  BOOST_TEST(hashes128[0].low == hash.low);
  BOOST_TEST(hashes128[1].low == 0u);
  RequireError([&] { sinew::murmur3_32_many(rows, std::span<uint32_t>()); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "out");
  RequireError([&] { sinew::murmur3_128_many(rows, std::span<sinew_hash128>()); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "out");
}

// A case of Apache Kafka's UtilsTest.
BOOST_AUTO_TEST_CASE(Kafka) {
  const uint32_t hash = static_cast<uint32_t>(-790332482);
  BOOST_TEST(sinew::kafka_murmur2("foobar") == hash);
  const auto key = std::as_bytes(std::span("foobar", 6));
  BOOST_TEST(sinew::kafka_murmur2(key) == hash);
  const uint32_t partition = (hash & INT32_MAX) % 48;
  BOOST_TEST(sinew::kafka_partition(key, 48) == partition);
  BOOST_TEST(sinew::kafka_partition("foobar", 48) == partition);
  RequireError([&] { sinew::kafka_partition("foobar", 0); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "sinew_kafka_partition");
  sinew::string_buffer keys;
  keys.push_back("foobar");
  keys.push_null();
  const auto rows = sinew::column<std::string_view>(keys);
  std::vector<uint32_t> out(2);
  sinew::kafka_murmur2_many(rows, out);
  BOOST_TEST(out[0] == hash);
  BOOST_TEST(out[1] == 0u);
  std::vector<uint32_t> partitions(2);
  sinew::kafka_partition_many(rows, 48, partitions);
  BOOST_TEST(partitions[0] == partition);
  BOOST_TEST(partitions[1] == 0u);
  RequireError([&] { sinew::kafka_partition_many(rows, 0, partitions); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "sinew_kafka_partition_many");
  RequireError([&] { sinew::kafka_murmur2_many(rows, std::span<uint32_t>()); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "out");
}

// Google's own test: the key is the bytes 0 to 31, the input the bytes 0, 1 and 2.
BOOST_AUTO_TEST_CASE(HighwayHash) {
  std::array<std::byte, 32> key;
  for (size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::byte>(i);
  const std::string_view in("\0\1\2", 3);
  BOOST_TEST(sinew::highwayhash_64(in, key) == 0x5C6BEFAB8A463D80u);
  sinew::highwayhash hash(key);
  hash.update(in.substr(0, 1));
  const sinew::highwayhash clone = hash;
  hash.update(std::as_bytes(std::span(in.substr(1))));
  BOOST_TEST(hash.digest_64() == 0x5C6BEFAB8A463D80u);
  BOOST_TEST(hash.digest_128().high == sinew::highwayhash_128(in, key).high);
  BOOST_TEST((hash.digest_256() == sinew::highwayhash_256(in, key)));
  BOOST_TEST(clone.digest_64() == sinew::highwayhash_64(in.substr(0, 1), key));
  hash.reset();
  BOOST_TEST(hash.digest_64() == sinew::highwayhash_64("", key));
  static_assert(!std::is_constructible_v<sinew::highwayhash, std::array<std::byte, 31>&>);
}

BOOST_AUTO_TEST_CASE(BucketsOfHashes) {
  BOOST_TEST(sinew::jump_hash(2, 100001) == 80343u);  // Guava's test of the same hash
  const std::vector<uint64_t> hashes = {2201, 2, 4};
  std::vector<uint32_t> out(3);
  sinew::jump_hash_many(sinew::column(hashes), 100001, out);
  BOOST_TEST(out[1] == 80343u);
  RequireError([&] { sinew::jump_hash(2, 0); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "jump_hash");
  const std::vector<uint64_t> nodes = {0x1111, 0x2222, 0x3333, 0x4444, 0x5555};
  BOOST_TEST(sinew::rendezvous(4, nodes) == 4u);
  RequireError([&] { sinew::rendezvous(4, {}); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "rendezvous");
  sinew::rendezvous_many(sinew::column(hashes), nodes, out);
  BOOST_TEST(out[2] == 4u);
  std::vector<uint64_t> combined(3);
  sinew::hash_combine_many(hashes, hashes, combined);
  BOOST_TEST(combined[1] == sinew::hash_combine(2, 2));
  const std::span<uint32_t> none;
  RequireError([&] { sinew::jump_hash_many(sinew::column(hashes), 5, none); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "out");
  RequireError([&] { sinew::jump_hash_many(sinew::column(hashes), 0, out); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "jump_hash");
  RequireError([&] { sinew::rendezvous_many(sinew::column(hashes), nodes, none); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "out");
  RequireError([&] { sinew::rendezvous_many(sinew::column(hashes), {}, out); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "rendezvous");
  RequireError([&] { sinew::hash_combine_many(hashes, nodes, combined); },
               SINEW_STATUS_INVALID_ARGUMENT, 3, "out");
}
