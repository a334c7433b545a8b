#ifndef SINEW_BENCH_ENCODING_TEXT_H_
#define SINEW_BENCH_ENCODING_TEXT_H_

#include <stddef.h>
#include <stdint.h>

#include <random>
#include <string>

namespace bench {

// What a text is made of.
struct Script {
  const char* name;
  // One of so many characters is not ASCII, and has so many bytes.
  unsigned one_in;
  unsigned bytes;
};

inline constexpr Script kScripts[] = {{"ASCII", 0, 1},
                                      {"Latin, 1 in 10 accented", 10, 2},
                                      {"Greek", 1, 2},
                                      {"Chinese", 1, 3},
                                      {"mixed scripts", 1, 0}};

// Well-formed text of exactly `size` bytes.
inline std::string TextOf(const Script& script, size_t size) {
  std::mt19937_64 random(7);
  std::string text;
  while (text.size() < size) {
    unsigned bytes = 1;
    if (script.one_in != 0 && random() % script.one_in == 0 && random() % 6 != 0) {
      bytes = script.bytes != 0 ? script.bytes : 1 + static_cast<unsigned>(random() % 4);
    }
    if (bytes > size - text.size()) bytes = 1;
    const auto tail = [&] { text += static_cast<char>(0x80 + random() % 0x40); };
    switch (bytes) {
      case 1:
        text += static_cast<char>(random() % 6 == 0 ? ' ' : 'a' + random() % 26);
        break;
      case 2:
        text += static_cast<char>(0xC3 + random() % 12);
        tail();
        break;
      case 3:
        text += static_cast<char>(0xE4 + random() % 5);
        tail();
        tail();
        break;
      default:
        text += "\xF0\x9F\x98";
        tail();
    }
  }
  return text;
}

}  // namespace bench

#endif  // SINEW_BENCH_ENCODING_TEXT_H_
