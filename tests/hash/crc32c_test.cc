#include "sinew/sinew.h"

#include "hash/crc32c_ref.h"
#include "hash/crc_suite.h"

SINEW_CRC_SUITE(Crc32cRef, sinew_crc32c, sinew_crc32c_combine)

namespace {

std::vector<uint8_t> Ramp(int first, int step) {
  std::vector<uint8_t> bytes;
  for (int i = 0; i < 32; ++i) bytes.push_back(static_cast<uint8_t>(first + i * step));
  return bytes;
}

}  // namespace

BOOST_AUTO_TEST_CASE(StandardVectors) {
  ForEachTarget([] {
    // RFC 3720, appendix B.4 (which prints the bytes in the order they are sent).
    const auto crc = [](const std::vector<uint8_t>& bytes) {
      return sinew_crc32c(bytes.data(), bytes.size(), 0);
    };
    BOOST_TEST(crc(Ramp(0, 0)) == 0x8A9136AAu);
    BOOST_TEST(crc(Ramp(0xFF, 0)) == 0x62A8AB43u);
    BOOST_TEST(crc(Ramp(0, 1)) == 0x46DD794Eu);
    BOOST_TEST(crc(Ramp(31, -1)) == 0x113FDB5Cu);
    BOOST_TEST(crc({0x01, 0xC0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,    0, 0, 0, 0,     //
                    0x14, 0,    0, 0, 0, 0, 4, 0, 0, 0, 0, 0x14, 0, 0, 0, 0x18,  //
                    0x28, 0,    0, 0, 0, 0, 0, 0, 2, 0, 0, 0,    0, 0, 0, 0}) == 0xD9963A56u);
    // The check value of the CRC catalogues.
    BOOST_TEST(sinew_crc32c("123456789", 9, 0) == 0xE3069283u);
  });
}
