#ifndef SINEW_TESTS_HASH_SIDE_BY_SIDE_H_
#define SINEW_TESTS_HASH_SIDE_BY_SIDE_H_

#include "sinew/sinew.h"

#include <functional>
#include <vector>

#include "hash/columns.h"
#include "support/random.h"
#include "support/targets.h"

// Columns for the hashes whose rows go side by side (src/hash/side_by_side-inl.h): strings of many
// lengths in a group, some far longer than the others, at the end of their memory and before it.
// check(column, turn, key) is called on every target with each; key(i) gives the bytes of row i,
// and `turn` counts the calls.

struct Key {
  const uint8_t* data;
  size_t size;
};
using KeyAt = std::function<Key(size_t)>;

// Strings of up to max_size bytes, one in `rarely` of 40 times that.
template <typename Offset, typename Check>
void CheckStrings(size_t max_size, size_t rarely, const Check& check) {
  constexpr size_t kRows = 300;
  Random random(max_size);
  std::vector<Offset> offsets = {0};
  for (size_t row = 0; row < kRows; ++row) {
    size_t size = random.Below(max_size + 1);
    if (random.Below(rarely) == 0) size *= 40;
    offsets.push_back(offsets.back() + static_cast<Offset>(size));
  }
  const std::vector<uint8_t> bytes = RandomBytes(static_cast<size_t>(offsets.back()), 1);
  const std::vector<uint8_t> validity = RandomBytes(kRows / 8 + 1, 11);
  const sinew_type type = sizeof(Offset) == 4 ? SINEW_TYPE_STRING : SINEW_TYPE_LARGE_STRING;
  size_t turn = 0;
  ForEachTarget([&] {
    for (const size_t count : {0, 1, 2, 3, 4, 7, 8, 15, 16, 17, 31, 32, 64, 200}) {
      for (const size_t offset : {0, 1, 7, 64, 100}) {
        ++turn;
        const KeyAt key = [&](size_t row) {
          const size_t i = offset + row;
          return Key{bytes.data() + offsets[i], static_cast<size_t>(offsets[i + 1] - offsets[i])};
        };
        for (const uint8_t* bits : {static_cast<const uint8_t*>(nullptr), validity.data()}) {
          // The values end with the last row, and somewhere behind it.
          const size_t end = static_cast<size_t>(offsets[offset + count]);
          for (const size_t values_size : {end, bytes.size()}) {
            check(SkipRows({type, count, bytes.data(), values_size, offsets.data(), bits, 0, 0},
                           offset),
                  turn, key);
          }
        }
      }
    }
  });
}

template <typename Offset, typename Check>
void CheckAllStrings(const Check& check) {
  for (const size_t max_size : {0, 3, 8, 16, 40, 100, 700}) {
    CheckStrings<Offset>(max_size, 1000000, check);
  }
  CheckStrings<Offset>(10, 16, check);
  CheckStrings<Offset>(10, 3, check);
}

// Values of every type, which need not be aligned; and empty columns, which need not be anywhere.
template <typename Check>
void CheckAllFixedWidths(const Check& check) {
  constexpr size_t kRows = 300;
  const std::vector<uint8_t> bytes = RandomBytes(16 * kRows + 1, 4);
  const std::vector<uint8_t> validity = RandomBytes(kRows / 8 + 1, 12);
  const uint8_t* values = bytes.data() + 1;
  size_t turn = 0;
  for (const FixedType& fixed : kFixedTypes) {
    ForEachTarget([&] {
      for (const size_t count : {0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 63, 64, 65, 200}) {
        for (const size_t offset : {0, 3, 64}) {
          ++turn;
          const KeyAt key = [&](size_t row) {
            return Key{values + (offset + row) * fixed.width, fixed.width};
          };
          for (const uint8_t* bits : {static_cast<const uint8_t*>(nullptr), validity.data()}) {
            check(SkipRows({fixed.type, count, values, fixed.width * kRows, nullptr, bits, 0, 0},
                           offset),
                  turn, key);
          }
        }
      }
      check(SkipRows({fixed.type, 0, nullptr, 0, nullptr, nullptr, 0, 0}, 3), turn, {});
    });
  }
}

#endif  // SINEW_TESTS_HASH_SIDE_BY_SIDE_H_
