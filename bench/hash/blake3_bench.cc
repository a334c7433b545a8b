#include <sinew/sinew.h>
#include <string.h>

#include <string>
#include <vector>

#include "hash/rows.h"
#include "support/bench.h"

// The official implementation has no Debian package: it is the peer of the Rust and of the Go rows.
// Here one message after the other is measured against many at once.
namespace {

uint64_t First(const uint8_t* hash) {
  uint64_t word;
  memcpy(&word, hash, sizeof(word));
  return word;
}

uint64_t OneShot(const uint8_t* in, size_t size) {
  uint8_t hash[SINEW_BLAKE3_HASH_SIZE];
  sinew_blake3(in, size, hash);
  return First(hash);
}

uint64_t Streamed(const uint8_t* in, size_t size, size_t piece) {
  sinew_blake3_state state;
  sinew_blake3_init(&state);
  for (size_t at = 0; at < size; at += piece) {
    sinew_blake3_update(&state, in + at, size - at < piece ? size - at : piece);
  }
  uint8_t hash[SINEW_BLAKE3_HASH_SIZE];
  sinew_blake3_digest(&state, hash);
  return First(hash);
}

std::string Name(size_t size) {
  if (size < 1024) return std::to_string(size) + " B";
  if (size < size_t{1} << 20) return std::to_string(size >> 10) + " KiB";
  return std::to_string(size >> 20) + " MiB";
}

void Inputs(bench::Table& table) {
  std::vector<uint8_t> bytes(size_t{16} << 20);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * i >> 7);
  const uint8_t* in = bytes.data();
  for (const size_t size : {8, 64, 128, 512, 1024, 2048, 4096, 8192, 16384, 65536, 262144, 1 << 20,
                            4 << 20, 16 << 20}) {
    const bool is_short = size < 1024;
    bench::Row row = {Name(size),
                      is_short ? bench::NanosecondsPer("call") : bench::GigabytesPerSecond(),
                      is_short ? 1.0 : static_cast<double>(size),
                      {},
                      {}};
    row.sinew = bench::Repeat([in, size] { return OneShot(in, size); });
    for (const size_t piece : {size_t{4096}, size_t{32768}}) {
      if (size < 16 * piece) continue;
      row.peers.push_back({"Sinew in pieces of " + Name(piece),
                           bench::Repeat([in, size, piece] { return Streamed(in, size, piece); })});
    }
    if (size >= 4096) {
      for (bench::Peer& peer : bench::Yardsticks(in, size)) row.peers.push_back(peer);
    }
    table.Run(row);
  }
  // Extended output of a short input.
  sinew_blake3_state state;
  sinew_blake3_init(&state);
  sinew_blake3_update(&state, in, 64);
  for (const size_t size : {64, 1024, 65536}) {
    std::vector<uint8_t> out(size);
    bench::Row row = {"output of " + Name(size),
                      bench::GigabytesPerSecond(),
                      static_cast<double>(size),
                      bench::Repeat([&] {
                        const sinew_status status =
                            sinew_blake3_output(&state, 0, out.data(), out.size());
                        return First(out.data()) + static_cast<uint64_t>(status);
                      }),
                      {}};
    table.Run(row);
  }
}

// Batches of `count` messages, one after the other, of 16 k in all.
template <typename Size>
void Messages(bench::Table& table, const std::string& name, const Size& size_of) {
  constexpr size_t kRows = size_t{1} << 14;
  const bench::RandomStrings<> messages(kRows, size_of);
  std::vector<uint8_t> out(SINEW_BLAKE3_HASH_SIZE * kRows);
  for (const size_t count : {size_t{16}, size_t{256}, size_t{4096}, kRows}) {
    const auto batches = [&, count](const auto& hash) {
      return bench::Batches(count, kRows, [&, count, hash](size_t first) {
        const size_t hashed = hash(first);
        return hashed + First(out.data()) +
               First(out.data() + SINEW_BLAKE3_HASH_SIZE * (count - 1));
      });
    };
    bench::Row row = {name + ", " + std::to_string(count) + " messages",
                      bench::NanosecondsPer("message"),
                      static_cast<double>(count),
                      {},
                      {}};
    row.sinew = batches([&, count](size_t first) {
      const sinew_column column = messages.Column(first, count);
      return sinew_blake3_many(&column, out.data()).count;
    });
    row.peers = {{"sinew_blake3 in a loop", batches([&, count](size_t first) {
                    for (size_t i = 0; i < count; ++i) {
                      const int32_t begin = messages.offsets[first + i];
                      sinew_blake3(messages.bytes.data() + begin,
                                   static_cast<size_t>(messages.offsets[first + i + 1] - begin),
                                   out.data() + SINEW_BLAKE3_HASH_SIZE * i);
                    }
                    return count;
                  })}};
    table.Run(row);
  }
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/blake3", argc, argv);
  Inputs(table);
  Messages(table, "64 B each", [](auto&) { return 64; });
  Messages(table, "8-40 B", [](auto& random) { return 8 + random() % 33; });
  Messages(table, "1-1000 B", [](auto& random) { return 1 + random() % 1000; });
  return table.ExitCode();
}
