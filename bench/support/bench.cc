#include "support/bench.h"

#include <sinew/base.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMinRounds = 5;
constexpr int kMaxRounds = 11;
// A row of slow contenders stops here, if it has its five rounds.
constexpr double kRowSeconds = 4;

volatile uint64_t sink;

double Seconds(const Work& work, size_t calls) {
  const Clock::time_point start = Clock::now();
  sink = work(calls);
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// How many calls make a turn of `target` seconds; also warms up caches and branch predictors.
size_t Calibrate(const Work& work, double target) {
  size_t calls = 1;
  double seconds = Seconds(work, calls);
  while (seconds < target) {
    const double factor = seconds <= 0 ? 10 : std::min(10.0, 1.1 * target / seconds);
    calls = static_cast<size_t>(static_cast<double>(calls) * factor) + 1;
    seconds = Seconds(work, calls);
  }
  return calls;
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double InUnit(const Row& row, double seconds) {
  return row.unit.is_time ? seconds * row.unit.scale / row.amount
                          : row.amount * row.unit.scale / seconds;
}

uint64_t ReadAll(const uint8_t* data, size_t size) {
  // Vectors wider than the machine's go through memory (GCC 12): 8 GB/s for 160.
#ifdef __AVX512F__
  constexpr size_t kBlockSize = 64;
#elif defined(__AVX__)
  constexpr size_t kBlockSize = 32;
#else
  constexpr size_t kBlockSize = 16;
#endif
  typedef uint64_t Block __attribute__((vector_size(kBlockSize), aligned(1)));
  Block all[8] = {};
  size_t i = 0;
  for (; i + sizeof(all) <= size; i += sizeof(all)) {
    const Block* blocks = reinterpret_cast<const Block*>(data + i);
    for (int k = 0; k < 8; ++k) all[k] |= blocks[k];
  }
  uint64_t result = 0;
  for (; i < size; ++i) result |= data[i];
  for (int k = 0; k < 8; ++k) {
    for (size_t lane = 0; lane < kBlockSize / 8; ++lane) result |= all[k][lane];
  }
  return result;
}

}  // namespace

std::vector<Peer> Yardsticks(const void* data, size_t size) {
  const auto copy = std::make_shared<std::vector<uint8_t>>(size + 1);
  const Work memcpy_work = Repeat([data, size, copy] {
    memcpy(copy->data(), data, size);
    __asm__ volatile("" : : "r"(copy->data()) : "memory");
    return uint64_t{0};
  });
  const Work read_work = Repeat([data, size] {
    const void* opaque = data;
    __asm__ volatile("" : "+r"(opaque) : : "memory");
    return ReadAll(static_cast<const uint8_t*>(opaque), size);
  });
  return {{"memcpy", memcpy_work, false}, {"read", read_work, false}};
}

Table::Table(std::string name, int argc, char** argv) : name_(std::move(name)) {
  // As bench/run tells malloc for the peers.
  sinew_memory_keep(SIZE_MAX);
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--quick") {
      quick_ = true;
    } else if (argument.rfind("--filter=", 0) == 0) {
      filter_ = argument.substr(strlen("--filter="));
    } else {
      fprintf(stderr, "usage: %s [--filter=TEXT] [--quick]\n", argv[0]);
      exit(2);
    }
  }
}

void Table::Run(const Row& row) {
  if (row.name.find(filter_) == std::string::npos) return;
  std::vector<Peer> contenders = {{"Sinew", row.sinew}};
  contenders.insert(contenders.end(), row.peers.begin(), row.peers.end());

  const uint64_t expected = row.sinew(1);
  for (const Peer& peer : row.peers) {
    if (!peer.same_result || peer.work(1) == expected) continue;
    fprintf(stderr, "%s: %s: %s does not agree with Sinew\n", name_.c_str(), row.name.c_str(),
            peer.name.c_str());
    failed_ = true;
    return;
  }

  const Clock::time_point start = Clock::now();
  std::vector<size_t> calls;
  for (const Peer& peer : contenders) calls.push_back(Calibrate(peer.work, quick_ ? 2e-3 : 1e-2));
  std::vector<std::vector<double>> times(contenders.size());  // of one call, by round
  for (int round = 0; round < kMaxRounds; ++round) {
    const double spent = std::chrono::duration<double>(Clock::now() - start).count();
    if (round >= kMinRounds && (quick_ || spent > kRowSeconds)) break;
    for (size_t i = 0; i < contenders.size(); ++i) {
      times[i].push_back(Seconds(contenders[i].work, calls[i]) / static_cast<double>(calls[i]));
    }
  }

  const double sinew = InUnit(row, Median(times[0]));
  printf("{\"table\":\"%s\",\"row\":\"%s\",\"unit\":\"%s\",\"sinew\":%.4g,\"peers\":[",
         name_.c_str(), row.name.c_str(), row.unit.name.c_str(), sinew);
  fprintf(stderr, "%-14s %-28s %8.4g %s", name_.c_str(), row.name.c_str(), sinew,
          row.unit.name.c_str());
  for (size_t i = 1; i < contenders.size(); ++i) {
    std::vector<double> ratios;
    for (size_t k = 0; k < times[i].size(); ++k) ratios.push_back(times[i][k] / times[0][k]);
    const double value = InUnit(row, Median(times[i]));
    const double ratio = Median(ratios);
    printf("%s{\"name\":\"%s\",\"value\":%.4g,\"ratio\":%.3f}", i == 1 ? "" : ",",
           contenders[i].name.c_str(), value, ratio);
    fprintf(stderr, "   %s %.4g (%.2fx)", contenders[i].name.c_str(), value, ratio);
  }
  printf("]}\n");
  fprintf(stderr, "\n");
  fflush(stdout);
}

}  // namespace bench
