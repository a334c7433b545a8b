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
  BOOST_TEST((keyed.digest() == sinew::blake3_keyed(key, in)));
  sinew::blake3_hash from_context;
  sinew::blake3_derive_key("context", in, from_context);
  BOOST_TEST((derived.digest() == from_context));
  const sinew::blake3_hasher copy = plain;
  plain.update("more");
  BOOST_TEST((copy.digest() == sinew::blake3(in)));
  std::array<std::byte, 100> whole, part;
  copy.output(whole);
  copy.output(std::span(part).first(50), 50);
  BOOST_TEST(std::equal(part.begin(), part.begin() + 50, whole.begin() + 50));
  RequireError([&] { copy.output({}); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "sinew_blake3_output");
  RequireError([&] { sinew::blake3_derive_key("context", in, {}); }, SINEW_STATUS_INVALID_ARGUMENT,
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
