#include <sinew/sinew.h>
#ifdef BENCH_SIMDUTF
#include <simdutf.h>
#endif

#include <string>
#include <vector>

#include "encoding/text.h"
#include "support/bench.h"

int main(int argc, char** argv) {
  bench::Table table("encoding/utf8", argc, argv);

  for (const bench::Script& script : bench::kScripts) {
    for (const size_t size : {16, 64, 256, 1024, 4096, 65536, 1 << 20}) {
      const std::string text = bench::TextOf(script, size);
      const bool is_short = size < 1024;
      bench::Row row = {
          "validate, " + std::string(script.name) + ", " +
              (is_short ? std::to_string(size) + " B" : std::to_string(size / 1024) + " KiB"),
          is_short ? bench::NanosecondsPer("call") : bench::GigabytesPerSecond(),
          is_short ? 1 : static_cast<double>(size),
          {},
          {}};
      row.sinew = bench::Repeat([&text] {
        return uint64_t{sinew_utf8_validate(text.data(), text.size()).status == SINEW_STATUS_OK};
      });
#ifdef BENCH_SIMDUTF
      row.peers = {
          {"simdutf " SIMDUTF_VERSION, bench::Repeat([&text] {
             return uint64_t{simdutf::validate_utf8(text.data(), text.size())};
           })},
          {"simdutf " SIMDUTF_VERSION " with position", bench::Repeat([&text] {
             return uint64_t{simdutf::validate_utf8_with_errors(text.data(), text.size()).error ==
                             simdutf::error_code::SUCCESS};
           })}};
#endif
      for (bench::Peer& peer : bench::Yardsticks(text.data(), size)) row.peers.push_back(peer);
      table.Run(row);
    }
  }

  const bench::Script& mixed = bench::kScripts[4];
  const std::string text = bench::TextOf(mixed, 65536);
  bench::Row count = {"count, mixed scripts, 64 KiB", bench::GigabytesPerSecond(), 65536, {}, {}};
  count.sinew = bench::Repeat([&text] { return sinew_utf8_count(text.data(), text.size()); });
#ifdef BENCH_SIMDUTF
  // Its count takes for granted that the text is well-formed.
  count.peers = {{"simdutf " SIMDUTF_VERSION " after validation", bench::Repeat([&text] {
                    const bool valid = simdutf::validate_utf8(text.data(), text.size());
                    return valid ? simdutf::count_utf8(text.data(), text.size()) : 0;
                  })},
                 {"simdutf " SIMDUTF_VERSION ", unchecked", bench::Repeat([&text] {
                    return simdutf::count_utf8(text.data(), text.size());
                  })}};
#endif
  table.Run(count);

  // A column of short strings, one call for all against one for each.
  std::vector<int64_t> offsets = {0};
  while (static_cast<size_t>(offsets.back()) + 24 < text.size()) {
    int64_t end = offsets.back() + 8 + static_cast<int64_t>(offsets.size() % 16);
    while ((text[static_cast<size_t>(end)] & 0xC0) == 0x80) ++end;
    offsets.push_back(end);
  }
  const size_t rows = offsets.size() - 1;
  const sinew_column column = {SINEW_TYPE_LARGE_STRING, rows,    text.data(), text.size(),
                               offsets.data(),          nullptr, 0,           0};
  std::vector<uint8_t> bits((rows + 7) / 8);
  bench::Row many = {"column of strings, 8-24 B, mixed scripts",
                     bench::NanosecondsPer("row"),
                     static_cast<double>(rows),
                     {},
                     {}};
  many.sinew = bench::Repeat([&] {
    static_cast<void>(sinew_utf8_validate_many(&column, bits.data()));
    return uint64_t{bits[0]} + bits[rows / 8 - 1];
  });
#ifdef BENCH_SIMDUTF
  many.peers = {{"simdutf " SIMDUTF_VERSION ", string by string", bench::Repeat([&] {
                   for (size_t i = 0; i < rows; ++i) {
                     const uint8_t bit = static_cast<uint8_t>(1 << i % 8);
                     const bool valid =
                         simdutf::validate_utf8(text.data() + offsets[i],
                                                static_cast<size_t>(offsets[i + 1] - offsets[i]));
                     if (i % 8 == 0) bits[i / 8] = 0;
                     if (valid) bits[i / 8] = static_cast<uint8_t>(bits[i / 8] | bit);
                   }
                   return uint64_t{bits[0]} + bits[rows / 8 - 1];
                 })}};
#endif
  table.Run(many);
  return table.ExitCode();
}
