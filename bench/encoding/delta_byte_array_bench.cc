#include <sinew/sinew.h>
#include <stdio.h>
#include <string.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/bench.h"

namespace {

// Sorted paths, which share most of their front.
std::vector<std::string> Paths(size_t count) {
  const char* services[] = {"nginx", "postgres", "kafka", "consumer"};
  const char* logs[] = {"access", "error", "slow"};
  std::vector<std::string> all;
  uint64_t state = 1;
  for (size_t i = 0; i < count; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;  // Knuth's MMIX
    char path[64];
    snprintf(path, sizeof(path), "/var/log/%s/%s-%06u", services[state >> 62],
             logs[(state >> 40) % 3], static_cast<unsigned>((state >> 20) % 1000000));
    all.push_back(path);
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

// Against memcpy of the strings' bytes: there is no peer in C or C++ to be had as a library of its
// own; the Go rows have parquet-go.
int main(int argc, char** argv) {
  bench::Table table("encoding/delta_byte_array", argc, argv);
  for (const size_t count : {256, 16384}) {
    std::string bytes;
    std::vector<int64_t> offsets = {0};
    for (const std::string& path : Paths(count)) {
      bytes += path;
      offsets.push_back(static_cast<int64_t>(bytes.size()));
    }
    const sinew_column column = {
        SINEW_TYPE_LARGE_STRING, count, bytes.data(), bytes.size(), offsets.data(), nullptr, 0, 0};
    std::vector<uint8_t> stream(sinew_delta_byte_array_encoded_bound(&column).written);
    std::vector<int64_t> ends(count + 1);
    std::vector<char> text(bytes.size() + 16);
    const std::vector<bench::Peer> yardsticks = bench::Yardsticks(bytes.data(), bytes.size());
    const auto run = [&](const std::string& name, const bench::Work& work) {
      table.Run({name + ", " + std::to_string(count) + " strings",
                 bench::GigabytesPerSecond(),
                 static_cast<double>(bytes.size()),
                 work,
                 {yardsticks[0]}});
    };
    run("lengths, encode", bench::Repeat([&] {
          return sinew_delta_length_byte_array_encode(&column, stream.data(), stream.size())
              .written;
        }));
    run("lengths, decode", bench::Repeat([&] {
          return sinew_delta_length_byte_array_decode(stream.data(), stream.size(), ends.data(),
                                                      count, text.data(), text.size())
              .written;
        }));
    run("prefixes, encode", bench::Repeat([&] {
          return sinew_delta_byte_array_encode(&column, stream.data(), stream.size()).written;
        }));
    run("prefixes, decode", bench::Repeat([&] {
          return sinew_delta_byte_array_decode(stream.data(), stream.size(), ends.data(), count,
                                               text.data(), text.size())
              .written;
        }));
  }
  return table.ExitCode();
}
