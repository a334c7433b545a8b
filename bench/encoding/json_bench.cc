#include <sinew/sinew.h>

#include <string>

#include "encoding/text.h"
#include "support/bench.h"

namespace {

// What services that write JSON by hand have: a loop over the bytes that copies what needs no
// escape. It does not look at whether the text is UTF-8.
size_t EscapeByByte(const std::string& text, char* out) {
  const char digits[] = "0123456789abcdef";
  char* to = out;
  for (const char byte : text) {
    const unsigned char value = static_cast<unsigned char>(byte);
    if (value >= 0x20 && byte != '"' && byte != '\\') {
      *to++ = byte;
      continue;
    }
    *to++ = '\\';
    switch (byte) {
      case '\n':
        *to++ = 'n';
        break;
      case '"':
      case '\\':
        *to++ = byte;
        break;
      default:
        for (const char digit : {'u', '0', '0', digits[value >> 4], digits[value & 15]}) {
          *to++ = digit;
        }
    }
  }
  return static_cast<size_t>(to - out);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/json", argc, argv);
  for (const unsigned every : {0u, 50u, 8u}) {
    for (const size_t size : {64, 1024, 65536}) {
      std::string text = bench::TextOf(bench::kScripts[1], size);
      size_t specials = 0;
      for (size_t i = every; every != 0 && i < size; i += every) {
        if (static_cast<unsigned char>(text[i]) < 0x80) text[i] = "\"\n\\"[specials++ % 3];
      }
      const std::string name =
          (size < 1024 ? std::to_string(size) + " B" : std::to_string(size / 1024) + " KiB") +
          (every == 0 ? ", nothing to escape"
                      : ", an escape in " + std::to_string(every) + " bytes");
      const double bytes = static_cast<double>(size);
      std::string escaped(2 * size, '\0');
      std::string back(size, '\0');
      const size_t length =
          sinew_json_escape(text.data(), size, escaped.data(), escaped.size(), 0).written;

      bench::Row escape = {"escape, " + name, bench::GigabytesPerSecond(), bytes, {}, {}};
      escape.sinew = bench::Repeat([&] {
        return sinew_json_escape(text.data(), size, escaped.data(), escaped.size(), 0).written;
      });
      escape.peers = {{"C++ loop, unchecked",
                       bench::Repeat([&] { return EscapeByByte(text, escaped.data()); })}};
      for (bench::Peer& peer : bench::Yardsticks(text.data(), size)) escape.peers.push_back(peer);
      table.Run(escape);

      bench::Row unescape = {"unescape, " + name, bench::GigabytesPerSecond(), bytes, {}, {}};
      unescape.sinew = bench::Repeat([&] {
        return sinew_json_unescape(escaped.data(), length, back.data(), back.size()).written;
      });
      unescape.peers = bench::Yardsticks(escaped.data(), length);
      table.Run(unescape);
    }
  }
  return table.ExitCode();
}
