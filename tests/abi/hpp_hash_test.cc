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
