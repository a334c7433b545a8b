#include "hpp.h"

// docs/formats/delta-byte-array.md.
BOOST_AUTO_TEST_CASE(DeltaByteArray) {
  sinew::string_buffer words;
  for (const char* word : {"axis", "axle", "babble", "babyhood"}) words.push_back(word);
  const sinew::column<std::string_view> column = words;
  std::vector<std::byte> bytes(200), text(22);
  std::vector<int64_t> offsets(5);
  BOOST_TEST(sinew::delta_length_byte_array_encode(column, bytes) == 40u);
  BOOST_TEST(sinew::delta_length_byte_array_decode(bytes, offsets, text).read == 40u);
  BOOST_TEST(offsets[4] == 22);
  BOOST_TEST(sinew::delta_byte_array_encode(column, bytes) == 61u);
  BOOST_TEST(sinew::delta_byte_array_decoded_size(bytes, 4) == 22u);
  BOOST_TEST(sinew::delta_byte_array_decode(bytes, offsets, text).written == 4u);
  BOOST_TEST((std::string_view(reinterpret_cast<const char*>(text.data()), 22) ==
              "axisaxlebabblebabyhood"));
  RequireError([&] { sinew::delta_byte_array_decode(bytes, {}, text); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "offsets");
}
