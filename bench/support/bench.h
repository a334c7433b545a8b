#ifndef SINEW_BENCH_SUPPORT_BENCH_H_
#define SINEW_BENCH_SUPPORT_BENCH_H_

#include <sinew/base.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <functional>
#include <string>
#include <vector>

namespace bench {

// Numbers that look random, of the numbers from 0 on: the last step of SplitMix64.
inline uint64_t Mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

inline void Check(sinew_status status) {
  if (status != SINEW_STATUS_OK) abort();
}

// Does the same work `calls` times and returns a value that depends on all of it: it keeps the
// compiler from dropping the work, and shows whether two contenders agree.
using Work = std::function<uint64_t(size_t calls)>;

// The usual Work: `call` returns the value of one call. The loop is compiled around the call, so
// that the cost of std::function is paid once a measurement.
template <typename Call>
Work Repeat(Call call) {
  return [call](size_t calls) mutable {
    uint64_t all = 0;
    for (size_t i = 0; i < calls; ++i) all += call();
    return all;
  };
}

struct Peer {
  std::string name;
  Work work;
  // False for a yardstick, which moves the same bytes and computes something else.
  bool same_result = true;
};

// `amount` of a row in these units: bytes, items, and items again.
struct Unit {
  std::string name;
  double scale;
  bool is_time;
};
inline Unit GigabytesPerSecond() { return {"GB/s", 1e-9, false}; }
inline Unit MillionsPerSecond(const std::string& items) {
  return {"M" + items + "/s", 1e-6, false};
}
inline Unit NanosecondsPer(const std::string& item) { return {"ns/" + item, 1e9, true}; }

struct Row {
  std::string name;
  Unit unit;
  // What one call handles.
  double amount;
  Work sinew;
  std::vector<Peer> peers;
};

// memcpy of these bytes to a buffer of its own, and reading each of them once into a register.
std::vector<Peer> Yardsticks(const void* data, size_t size);

// The rows of one kernel. Contenders take turns (Sinew, peer, peer, Sinew, ...), so that a busy
// machine slows all of them alike; a row shows medians, and its ratios are medians of the ratios
// within a turn. A ratio above 1 says that Sinew is faster. One JSON object a row on stdout:
//
//   {"table":"hash/crc32c","row":"64 KiB","unit":"GB/s","sinew":78.1,
//    "peers":[{"name":"ISA-L 2.30","value":80.2,"ratio":0.97}]}
//
// and the same for people on stderr. Options: --filter=TEXT (rows whose name contains it) and
// --quick (shorter turns).
class Table {
 public:
  Table(std::string name, int argc, char** argv);

  // Checks that all contenders agree, then times them.
  void Run(const Row& row);

  // What main returns: 0 when every row could be run and agreed.
  int ExitCode() const { return failed_ ? 1 : 0; }

 private:
  std::string name_;
  std::string filter_;
  bool quick_ = false;
  bool failed_ = false;
};

}  // namespace bench

#endif  // SINEW_BENCH_SUPPORT_BENCH_H_
