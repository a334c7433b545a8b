#ifndef SINEW_TESTS_AGGREGATE_KEY_COLUMN_H_
#define SINEW_TESTS_AGGREGATE_KEY_COLUMN_H_

#include <deque>

#include "aggregate/groupby_fixture.h"

// Columns of any type from the bytes of their values.

using Types = std::vector<sinew_type>;
using KeyRows = std::vector<KeyRow>;

inline bool HasWideOffsets(sinew_type type) {
  return type == SINEW_TYPE_LARGE_STRING || type == SINEW_TYPE_LARGE_BINARY;
}

// A column of these keys in memory that ends at a guard page, behind `skip` rows that must not
// count. A null row has bytes, too, which must not count either.
class KeyColumn {
 public:
  KeyColumn(sinew_type type, const KeyRows& rows, size_t column, size_t skip) {
    const size_t total = rows.size() + skip;
    std::string values;
    std::vector<int64_t> ends = {0};
    std::vector<uint8_t> bits((total + 7) / 8), valid((total + 7) / 8);
    bool all_valid = true;
    const size_t width = sinew_type_width(type);
    for (size_t i = 0; i < total; ++i) {
      const Key key = i < skip ? std::nullopt : rows[i - skip][column];
      const std::string bytes = key.value_or(
          IsStringType(type) ? "under a null" : std::string(std::max(width, size_t{1}), '\x5A'));
      if (type == SINEW_TYPE_BOOL) {
        bits[i / 8] |= static_cast<uint8_t>((bytes[0] & 1) << i % 8);
      } else {
        values += bytes;
      }
      ends.push_back(static_cast<int64_t>(values.size()));
      valid[i / 8] |= static_cast<uint8_t>(key.has_value() << i % 8);
      all_valid &= i < skip || key.has_value();
    }
    if (type == SINEW_TYPE_BOOL) values.assign(bits.begin(), bits.end());
    view.type = type;
    view.count = rows.size();
    view.values = Keep(values.data(), values.size());
    view.values_size = values.size();
    if (IsStringType(type)) {
      const std::vector<int32_t> narrow(ends.begin(), ends.end());
      view.offsets = HasWideOffsets(type) ? Keep(ends.data(), 8 * ends.size())
                                          : Keep(narrow.data(), 4 * narrow.size());
    }
    view.validity = all_valid ? nullptr : Keep(valid.data(), valid.size());
    view = SkipRows(view, skip);
  }

  sinew_column view = {};

 private:
  uint8_t* Keep(const void* bytes, size_t size) {
    uint8_t* to = memory_.emplace_back(size + 1).Back(size);
    if (size != 0) memcpy(to, bytes, size);
    return to;
  }

  std::deque<GuardedMemory> memory_;
};

// One of about `different` keys of a type: numbers at both ends of their range, floats of every
// kind, and strings of every length up to 300 with bytes of 0 and 0x80 among them.
inline Key RandomKey(sinew_type type, size_t different, unsigned nulls, Random& random) {
  if (random.Below(100) < nulls) return std::nullopt;
  Random of_key(random.Below(different));
  if (type == SINEW_TYPE_BOOL) return std::string(1, static_cast<char>(of_key.Below(2)));
  if (type == SINEW_TYPE_F32 || type == SINEW_TYPE_F64) {
    const double numbers[] = {0.0, -0.0, std::numeric_limits<double>::infinity(),
                              1.5, -1.5, 1e-310};
    const uint64_t kind = of_key.Below(9);
    if (type == SINEW_TYPE_F64) {
      uint64_t bits = kind < 6 ? std::bit_cast<uint64_t>(numbers[kind]) : of_key();
      if (kind == 7) bits |= 0x7FF0000000000000u;  // NaN, of either sign
      return std::string(reinterpret_cast<const char*>(&bits), 8);
    }
    uint32_t bits = kind < 5 ? std::bit_cast<uint32_t>(static_cast<float>(numbers[kind]))
                             : static_cast<uint32_t>(of_key());
    if (kind == 5) bits &= 0x807FFFFF;  // subnormal
    if (kind == 7) bits |= 0x7F800000;
    return std::string(reinterpret_cast<const char*>(&bits), 4);
  }
  const size_t size =
      !IsStringType(type) ? sinew_type_width(type) : of_key.Below(of_key.Below(4) == 0 ? 301 : 20);
  std::string bytes(size, '\0');
  const char some[] = {0, 1, -1, -128, 127};
  for (char& byte : bytes) {
    byte = of_key.Below(2) == 0 ? some[of_key.Below(5)] : static_cast<char>(of_key());
  }
  return bytes;
}

#endif  // SINEW_TESTS_AGGREGATE_KEY_COLUMN_H_
