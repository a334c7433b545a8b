#include "sinew/sinew.h"

#include "hash/crc64nvme_ref.h"
#include "hash/crc_suite.h"

SINEW_CRC_SUITE(Crc64NvmeRef, sinew_crc64nvme, sinew_crc64nvme_combine)

BOOST_AUTO_TEST_CASE(StandardVectors) {
  // NVM Command Set Specification, the test cases of the 64b CRC: 4 KiB of one kind each.
  const auto block = [](int first, int step) {
    std::vector<uint8_t> bytes;
    for (int i = 0; i < 4096; ++i) bytes.push_back(static_cast<uint8_t>(first + i * step));
    return bytes;
  };
  ForEachTarget([&] {
    const auto crc = [](const std::vector<uint8_t>& bytes) {
      return sinew_crc64nvme(bytes.data(), bytes.size(), 0);
    };
    BOOST_TEST(crc(block(0, 0)) == 0x6482D367EB22B64Eu);
    BOOST_TEST(crc(block(0xFF, 0)) == 0xC0DDBA7302ECA3ACu);
    BOOST_TEST(crc(block(0, 1)) == 0x3E729F5F6750449Cu);
    BOOST_TEST(crc(block(0xFF, -1)) == 0x9A2DF64B8E9E517Eu);
    // The check value of the CRC catalogues.
    BOOST_TEST(sinew_crc64nvme("123456789", 9, 0) == 0xAE8B14860A799888u);
  });
}
