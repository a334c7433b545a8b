#include "hpp.h"

// docs/formats/bitmap.md.
BOOST_AUTO_TEST_CASE(Bitmap) {
  const std::array<std::byte, 11> flags = {std::byte{1}, std::byte{0}, std::byte{1}, std::byte{1},
                                           std::byte{0}, std::byte{0}, std::byte{0}, std::byte{0},
                                           std::byte{1}, std::byte{1}, std::byte{0}};
  std::vector<uint8_t> bits(2), out(1);
  sinew::bitmap_from_bytes(flags, bits);
  BOOST_TEST((bits == std::vector<uint8_t>{0x0D, 0x03}));
  const sinew::bitmap_slice slice(bits, 2, 8), first(bits, 0, 8);
  BOOST_TEST(sinew::bitmap_count(slice) == 4u);
  sinew::bitmap_and(slice, first, out);
  BOOST_TEST(out[0] == 0x01);
  sinew::bitmap_or(slice, first, out);
  BOOST_TEST(out[0] == 0xCF);
  sinew::bitmap_xor(slice, first, out);
  BOOST_TEST(out[0] == 0xCE);
  sinew::bitmap_and_not(slice, first, out);
  BOOST_TEST(out[0] == 0xC2);
  sinew::bitmap_not(slice, out);
  BOOST_TEST(out[0] == 0x3C);

  std::vector<std::byte> mask(8);
  sinew::bitmap_to_bytes(slice, mask);
  BOOST_TEST((mask[1] == std::byte{1}));
  BOOST_TEST((mask[2] == std::byte{0}));
  std::vector<uint32_t> indices(4);
  BOOST_TEST(sinew::bitmap_to_indices(slice, indices) == 4u);
  BOOST_TEST((indices == std::vector<uint32_t>{0, 1, 6, 7}));
  std::vector<uint64_t> wide(4);
  BOOST_TEST(sinew::bitmap_to_indices(slice, wide) == 4u);
  BOOST_TEST(wide[3] == 7u);

  RequireError([&] { sinew::bitmap_slice(bits, 9, 8); }, SINEW_STATUS_INVALID_ARGUMENT, 2, "bits");
  RequireError([&] { sinew::bitmap_slice(bits, 1, SIZE_MAX); }, SINEW_STATUS_INVALID_ARGUMENT, 2,
               "bits");
  RequireError([&] { sinew::bitmap_and(slice, sinew::bitmap_slice(bits, 0, 9), out); },
               SINEW_STATUS_INVALID_ARGUMENT, 9, "b");
  RequireError([&] { sinew::bitmap_not(sinew::bitmap_slice(bits, 0, 9), out); },
               SINEW_STATUS_INVALID_ARGUMENT, 1, "out");
  RequireError([&] { sinew::bitmap_to_indices(slice, std::span(indices).first(3)); },
               SINEW_STATUS_OUTPUT_FULL, 7, "sinew_bitmap_to_indices_u32");
}
