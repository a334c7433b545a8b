#include <sinew/sinew.h>

#include <algorithm>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "encoding/integers.h"
#include "support/bench.h"

namespace {

using bench::Repeat;

// Buffers at cache lines, as Arrow recommends.
template <typename T>
struct Aligned {
  using value_type = T;
  Aligned() = default;
  template <typename U>
  Aligned(const Aligned<U>&) {}
  T* allocate(size_t count) {
    return static_cast<T*>(operator new(count * sizeof(T), std::align_val_t{64}));
  }
  void deallocate(T* at, size_t) { operator delete(at, std::align_val_t{64}); }
  bool operator==(const Aligned&) const { return true; }
};
template <typename T>
using Buffer = std::vector<T, Aligned<T>>;

// The loops that one writes by hand, over whole words if they are aligned.
void AndWords(const uint64_t* a, const uint64_t* b, size_t words, uint64_t* out) {
  for (size_t i = 0; i < words; ++i) out[i] = a[i] & b[i];
}

// `shift` is 1 to 7.
void AndShifted(const uint64_t* a, size_t shift, const uint64_t* b, size_t words, uint64_t* out) {
  for (size_t i = 0; i < words; ++i) out[i] = (a[i] >> shift | a[i + 1] << (64 - shift)) & b[i];
}

uint64_t CountWords(const uint64_t* bits, size_t words) {
  uint64_t ones = 0;
  for (size_t i = 0; i < words; ++i) ones += static_cast<uint64_t>(__builtin_popcountll(bits[i]));
  return ones;
}

void ToBytes(const uint64_t* bits, size_t words, uint8_t* out) {
  for (size_t i = 0; i < words; ++i) {
    for (size_t k = 0; k < 64; ++k) out[i * 64 + k] = bits[i] >> k & 1;
  }
}

void FromBytes(const uint8_t* in, size_t words, uint64_t* out) {
  for (size_t i = 0; i < words; ++i) {
    uint64_t word = 0;
    for (size_t k = 0; k < 64; ++k) word |= uint64_t{in[i * 64 + k] != 0} << k;
    out[i] = word;
  }
}

size_t ToIndices(const uint64_t* bits, size_t words, uint32_t* out) {
  size_t written = 0;
  for (size_t i = 0; i < words; ++i) {
    for (uint64_t word = bits[i]; word != 0; word &= word - 1) {
      out[written++] = static_cast<uint32_t>(i * 64 + static_cast<size_t>(__builtin_ctzll(word)));
    }
  }
  return written;
}

void Rows(bench::Table& table, size_t count, const std::string& name) {
  const size_t words = count / 64;
  Buffer<uint64_t> a(words + 1), b(words + 1), out(words + 1);
  Generator random;
  for (size_t i = 0; i <= words; ++i) {
    a[i] = random() ^ random() >> 32;
    b[i] = random() ^ random() >> 32;
  }
  const auto bytes = [](const Buffer<uint64_t>& of) {
    return reinterpret_cast<const uint8_t*>(of.data());
  };
  uint8_t* const to = reinterpret_cast<uint8_t*>(out.data());
  const auto sample = [&] { return out[0] + out[words / 3] + out[words - 1]; };
  const auto memcpy_of = [&](const void* data, size_t size) {
    return bench::Yardsticks(data, size)[0];
  };
  const bench::Unit unit = bench::MillionsPerSecond("bits");
  const double amount = static_cast<double>(count);

  table.Run({"and, " + name,
             unit,
             amount,
             Repeat([&] {
               sinew_bitmap_and(bytes(a), 0, bytes(b), 0, count, to);
               return sample();
             }),
             {{"loop over words", Repeat([&] {
                 AndWords(a.data(), b.data(), words, out.data());
                 return sample();
               })},
              memcpy_of(a.data(), count / 8)}});
  table.Run({"and from bit 3, " + name,
             unit,
             amount,
             Repeat([&] {
               sinew_bitmap_and(bytes(a), 3, bytes(b), 0, count, to);
               return sample();
             }),
             {{"loop over words", Repeat([&] {
                 AndShifted(a.data(), 3, b.data(), words, out.data());
                 return sample();
               })},
              memcpy_of(a.data(), count / 8)}});
  table.Run({"count, " + name,
             unit,
             amount,
             Repeat([&] { return uint64_t{sinew_bitmap_count(bytes(a), 0, count)}; }),
             {{"loop over words", Repeat([&] { return CountWords(a.data(), words); })},
              bench::Yardsticks(a.data(), count / 8)[1]}});

  Buffer<uint8_t> mask(count);
  const auto mask_sample = [&] { return uint64_t{mask[0]} + mask[count / 3] + mask[count - 1]; };
  table.Run({"to bytes, " + name,
             unit,
             amount,
             Repeat([&] {
               sinew_bitmap_to_bytes(bytes(a), 0, count, mask.data());
               return mask_sample();
             }),
             {{"loop over bits", Repeat([&] {
                 ToBytes(a.data(), words, mask.data());
                 return mask_sample();
               })},
              memcpy_of(mask.data(), count)}});
  table.Run({"from bytes, " + name,
             unit,
             amount,
             Repeat([&] {
               sinew_bitmap_from_bytes(mask.data(), count, to);
               return sample();
             }),
             {{"loop over bytes", Repeat([&] {
                 FromBytes(mask.data(), words, out.data());
                 return sample();
               })},
              memcpy_of(mask.data(), count)}});

  for (const unsigned percent : {1u, 25u, 50u, 100u}) {
    Buffer<uint32_t> indices(count + 64);
    std::fill(b.begin(), b.end(), 0);
    for (size_t i = 0; i < count; ++i) {
      if ((random() >> 33) % 100 < percent) b[i / 64] |= uint64_t{1} << i % 64;
    }
    const auto ends = [&](size_t written) {
      return written + indices[0] + indices[written / 2] + indices[written - 1];
    };
    table.Run(
        {"to indices, " + std::to_string(percent) + "% set, " + name,
         unit,
         amount,
         Repeat([&] {
           return uint64_t{ends(
               sinew_bitmap_to_indices_u32(bytes(b), 0, count, indices.data(), count).written)};
         }),
         {{"loop over ones",
           Repeat([&] { return uint64_t{ends(ToIndices(b.data(), words, indices.data()))}; })}}});
  }
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/bitmap", argc, argv);
  Rows(table, 4096, "4,096 bits");
  Rows(table, size_t{1} << 20, "1,048,576 bits");
  Rows(table, size_t{1} << 27, "134,217,728 bits");
  return table.ExitCode();
}
