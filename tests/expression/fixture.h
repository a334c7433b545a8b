#ifndef SINEW_TESTS_EXPRESSION_FIXTURE_H_
#define SINEW_TESTS_EXPRESSION_FIXTURE_H_

#include "sinew/sinew.h"

#include <math.h>
#include <string.h>

#include <boost/test/unit_test.hpp>
#include <deque>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "expression/expression_ref.h"
#include "support/guard.h"
#include "support/random.h"

// A table with a column of every type, whose rows the oracle has too, and which lies between guard
// pages at any bit offset.

struct TypedColumn {
  sinew_type type;
  const char* name;
  ref::Type ref_type;
};

constexpr TypedColumn kColumns[] = {
    {SINEW_TYPE_I8, "i8", ref::Type::kI64},
    {SINEW_TYPE_I16, "i16", ref::Type::kI64},
    {SINEW_TYPE_I32, "i32", ref::Type::kI64},
    {SINEW_TYPE_I64, "i64", ref::Type::kI64},
    {SINEW_TYPE_U8, "u8", ref::Type::kI64},
    {SINEW_TYPE_U16, "u16", ref::Type::kI64},
    {SINEW_TYPE_U32, "u32", ref::Type::kI64},
    {SINEW_TYPE_U64, "u64", ref::Type::kU64},
    {SINEW_TYPE_F32, "f32", ref::Type::kF64},
    {SINEW_TYPE_F64, "f64", ref::Type::kF64},
    {SINEW_TYPE_BOOL, "flag", ref::Type::kBool},
    {SINEW_TYPE_DATE32, "day_of", ref::Type::kDate},
    {SINEW_TYPE_TIMESTAMP_S, "s", ref::Type::kS},
    {SINEW_TYPE_TIMESTAMP_MS, "ms", ref::Type::kMs},
    {SINEW_TYPE_TIMESTAMP_US, "us", ref::Type::kUs},
    {SINEW_TYPE_TIMESTAMP_NS, "ns", ref::Type::kNs},
    {SINEW_TYPE_STRING, "name", ref::Type::kString},
    {SINEW_TYPE_LARGE_STRING, "\"large name\"", ref::Type::kString},
    {SINEW_TYPE_BINARY, "bytes", ref::Type::kString},
    {SINEW_TYPE_LARGE_BINARY, "x.y_2", ref::Type::kString},
    {SINEW_TYPE_I64, "other", ref::Type::kI64},
    {SINEW_TYPE_F64, "ratio", ref::Type::kF64},
};
constexpr size_t kColumnCount = sizeof(kColumns) / sizeof(kColumns[0]);

// 1900 to 2100 in nanoseconds, often with a round number of a unit.
inline __int128 RandomTime(Random& random) {
  const __int128 seconds = static_cast<int64_t>(random.Below(6311433600)) - 2208988800;
  const __int128 nanoseconds = random.Below(2) ? 0 : random.Below(1000000000);
  const int64_t step = random.Below(3) == 0 ? 86400 : 1;
  return seconds / step * step * 1000000000 + (step == 1 ? nanoseconds : 0);
}

inline std::string RandomText(Random& random) {
  std::string text;
  for (size_t size = random.Below(random.Below(4) ? 4 : 20); size > 0; --size) {
    text += "abA'\xC3"[random.Below(5)];
  }
  return text;
}

inline int64_t RandomInteger(Random& random) {
  switch (random.Below(8)) {
    case 0:
      return INT64_MAX - static_cast<int64_t>(random.Below(3));
    case 1:
      return INT64_MIN + static_cast<int64_t>(random.Below(3));
    case 2:
      return static_cast<int64_t>(random()) >> random.Below(64);
    default:
      return static_cast<int64_t>(random.Below(20)) - 10;
  }
}

// In [-2^bits, 2^bits), and not 0.
inline int64_t RandomShort(int bits, Random& random) {
  const int64_t limit = int64_t{1} << bits;
  switch (random.Below(6)) {
    case 0:
      return limit - 1 - static_cast<int64_t>(random.Below(3));
    case 1:
      return -limit + static_cast<int64_t>(random.Below(3));
    case 2:
      return 1 + static_cast<int64_t>(random.Below(9));
    default: {
      const int64_t value = static_cast<int64_t>(random()) >> (63 - bits + random.Below(bits));
      return value == 0 ? -1 : value;
    }
  }
}

inline double RandomReal(Random& random) {
  constexpr double kSpecial[] = {0.0,
                                 -0.0,
                                 1e300,
                                 -1e300,
                                 5e-324,
                                 9007199254740992.0,
                                 9223372036854775808.0,
                                 -9223372036854775808.0,
                                 std::numeric_limits<double>::infinity(),
                                 -std::numeric_limits<double>::infinity(),
                                 std::numeric_limits<double>::quiet_NaN()};
  const size_t which = random.Below(30);
  if (which < std::size(kSpecial)) return kSpecial[which];
  return static_cast<double>(static_cast<int64_t>(random.Below(80)) - 40) /
         (random.Below(2) ? 4 : 10);
}

template <typename T>
T RandomOf(Random& random) {
  if constexpr (std::is_floating_point_v<T>) {
    return static_cast<T>(RandomReal(random));
  } else {
    if (random.Below(8) == 0) return std::numeric_limits<T>::max();
    if (random.Below(8) == 0) return std::numeric_limits<T>::min();
    return static_cast<T>(RandomInteger(random));
  }
}

enum class Integers {
  kAny,
  // A column has so many bits, often all of them, and no zeros.
  kShort,
};

class Table {
 public:
  Table(size_t rows, unsigned null_percent, uint64_t seed, Integers integers = Integers::kAny)
      : row_count(rows), integers_(integers) {
    Random random(seed);
    for (const TypedColumn& column : kColumns) {
      columns.push_back({column.ref_type, column.name, {}});
      AddColumn(column, null_percent, random);
    }
  }

  const size_t row_count;
  std::deque<ref::Column> columns;  // the oracle's
  std::vector<sinew_column> views;

 private:
  uint8_t* Place(const void* bytes, size_t size, size_t gap = 0) {
    memories_.push_back(std::make_unique<GuardedMemory>(size + 8));
    uint8_t* const place = memories_.back()->Back(size, gap);
    if (size != 0) memcpy(place, bytes, size);
    return place;
  }
  // A bitmap whose bit `offset` is row 0; the bytes before that of row 0 do not exist.
  const uint8_t* PlaceBits(const std::vector<bool>& bits, size_t offset) {
    const size_t first = offset / 8;
    const size_t size = bits.empty() ? 0 : (offset + bits.size() + 7) / 8 - first;
    std::vector<uint8_t> bytes(size, 0xA5);
    for (size_t i = 0; i < bits.size(); ++i) {
      const size_t bit = offset % 8 + i;
      bytes[bit / 8] = static_cast<uint8_t>((bytes[bit / 8] & ~(1u << bit % 8)) |
                                            static_cast<unsigned>(bits[i]) << bit % 8);
    }
    return reinterpret_cast<const uint8_t*>(reinterpret_cast<uintptr_t>(Place(bytes.data(), size)) -
                                            first);
  }

  template <typename T>
  void AddFixed(sinew_column* view, std::vector<ref::Value>* rows, Random& random) {
    std::vector<T> values(row_count);
    constexpr int kBits[] = {4, 31, 51, 52, 53, 60, 62};
    const int bits = kBits[random.Below(std::size(kBits))];
    for (size_t i = 0; i < row_count; ++i) {
      values[i] = RandomOf<T>(random);
      const ref::Type type = columns.back().type;
      if (integers_ == Integers::kShort && std::is_same_v<T, int64_t>) {
        values[i] = static_cast<T>(RandomShort(bits, random));
      } else if (ref::IsTime(type) && random.Below(8) != 0) {
        values[i] = static_cast<T>(RandomTime(random) / ref::UnitOf(type));
      }
      // The C library's years are 32 bits.
      if (type == ref::Type::kS) values[i] = static_cast<T>(static_cast<int64_t>(values[i]) / 256);
      if constexpr (std::is_floating_point_v<T>) {
        (*rows)[i] = ref::OfReal(static_cast<double>(values[i]));
      } else {
        (*rows)[i] = ref::OfInteger(static_cast<int64_t>(values[i]));
      }
    }
    view->values_size = row_count * sizeof(T);
    view->values = Place(values.data(), view->values_size, random.Below(8));
  }

  template <typename Offset>
  void AddStrings(sinew_column* view, std::vector<ref::Value>* rows, Random& random) {
    std::string bytes = "?";
    std::vector<Offset> offsets = {1};
    for (size_t i = 0; i < row_count; ++i) {
      (*rows)[i] = ref::OfInteger(0);
      (*rows)[i].string = RandomText(random);
      bytes += (*rows)[i].string;
      offsets.push_back(static_cast<Offset>(bytes.size()));
    }
    view->values_size = bytes.size();
    view->values = Place(bytes.data(), bytes.size());
    view->offsets = Place(offsets.data(), offsets.size() * sizeof(Offset), random.Below(8));
  }

  void AddColumn(const TypedColumn& column, unsigned null_percent, Random& random) {
    sinew_column view = {};
    view.type = column.type;
    view.count = row_count;
    std::vector<ref::Value>& rows = columns.back().rows;
    rows.resize(row_count);
    switch (column.type) {
      case SINEW_TYPE_I8:
        AddFixed<int8_t>(&view, &rows, random);
        break;
      case SINEW_TYPE_I16:
        AddFixed<int16_t>(&view, &rows, random);
        break;
      case SINEW_TYPE_I32:
      case SINEW_TYPE_DATE32:
        AddFixed<int32_t>(&view, &rows, random);
        break;
      case SINEW_TYPE_U8:
        AddFixed<uint8_t>(&view, &rows, random);
        break;
      case SINEW_TYPE_U16:
        AddFixed<uint16_t>(&view, &rows, random);
        break;
      case SINEW_TYPE_U32:
        AddFixed<uint32_t>(&view, &rows, random);
        break;
      case SINEW_TYPE_U64:
        AddFixed<uint64_t>(&view, &rows, random);
        break;
      case SINEW_TYPE_F32:
        AddFixed<float>(&view, &rows, random);
        break;
      case SINEW_TYPE_F64:
        AddFixed<double>(&view, &rows, random);
        break;
      case SINEW_TYPE_BOOL: {
        std::vector<bool> bits(row_count);
        for (size_t i = 0; i < row_count; ++i) {
          bits[i] = random.Below(2);
          rows[i] = ref::OfInteger(bits[i]);
        }
        view.values_offset = random.Below(20);
        view.values = PlaceBits(bits, view.values_offset);
        view.values_size = (view.values_offset + row_count + 7) / 8;
        break;
      }
      case SINEW_TYPE_STRING:
      case SINEW_TYPE_BINARY:
        AddStrings<int32_t>(&view, &rows, random);
        break;
      case SINEW_TYPE_LARGE_STRING:
      case SINEW_TYPE_LARGE_BINARY:
        AddStrings<int64_t>(&view, &rows, random);
        break;
      default:
        AddFixed<int64_t>(&view, &rows, random);
    }
    if (null_percent != 0 && random.Below(4) != 0) {
      std::vector<bool> valid(row_count);
      for (size_t i = 0; i < row_count; ++i) {
        valid[i] = random.Below(100) >= null_percent;
        if (!valid[i]) rows[i] = ref::Null();
      }
      view.validity_offset = random.Below(70);
      view.validity = PlaceBits(valid, view.validity_offset);
    }
    views.push_back(view);
  }

  const Integers integers_;
  std::vector<std::unique_ptr<GuardedMemory>> memories_;
};

struct DestroyExpression {
  void operator()(sinew_expression* expression) const { sinew_expression_destroy(expression); }
};
using OwnedExpression = std::unique_ptr<sinew_expression, DestroyExpression>;

// The columns' names as options have them: without quotes.
inline std::vector<sinew_expression_column> OptionColumns() {
  static std::deque<std::string> names;
  static std::vector<sinew_expression_column> columns;
  if (columns.empty()) {
    for (const TypedColumn& column : kColumns) {
      std::string name = column.name;
      if (name[0] == '"') name = name.substr(1, name.size() - 2);
      names.push_back(name);
      columns.push_back({names.back().c_str(), column.type});
    }
  }
  return columns;
}

inline sinew_status Create(const std::string& text, OwnedExpression* out, sinew_error* error,
                           size_t memory_limit = 0) {
  std::vector<sinew_expression_column> columns = OptionColumns();
  // Offsets of strings may have another width than was said.
  for (sinew_expression_column& column : columns) {
    if (text.size() % 2 == 0) continue;
    if (column.type == SINEW_TYPE_STRING) {
      column.type = SINEW_TYPE_LARGE_STRING;
    } else if (column.type == SINEW_TYPE_LARGE_BINARY) {
      column.type = SINEW_TYPE_BINARY;
    }
  }
  sinew_expression_options options = {};
  options.size = sizeof(options);
  // Nothing behind the text is read.
  GuardedMemory memory(text.size());
  options.text = memcpy(memory.Back(text.size()), text.data(), text.size());
  options.text_size = text.size();
  options.columns = columns.data();
  options.column_count = columns.size();
  options.memory_limit = memory_limit;
  sinew_expression* expression = nullptr;
  const sinew_status status = sinew_expression_create(&options, &expression, error);
  BOOST_TEST((status == SINEW_STATUS_OK) == (expression != nullptr));
  out->reset(expression);
  return status;
}

inline OwnedExpression Compile(const std::string& text) {
  OwnedExpression expression;
  sinew_error error = {};
  const sinew_status status = Create(text, &expression, &error);
  BOOST_REQUIRE_MESSAGE(status == SINEW_STATUS_OK, text << ": " << error.message);
  return expression;
}

// Where a bitmap is true, or a column's rows as text.
inline std::string Filter(sinew_expression* expression, const Table& table, size_t* faults) {
  const size_t size = (table.row_count + 7) / 8;
  GuardedMemory memory(size);
  uint8_t* const bitmap = memory.Back(size);
  memset(bitmap, 0xFF, size);
  const sinew_expression_result result = sinew_expression_filter(
      expression, table.views.data(), table.views.size(), table.row_count, bitmap);
  BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
  std::string rows;
  size_t count = 0;
  for (size_t i = 0; i < 8 * size; ++i) {
    const bool is_true = bitmap[i / 8] >> i % 8 & 1;
    if (i < table.row_count) {
      rows += is_true ? '1' : '0';
    } else {
      BOOST_TEST(!is_true);
    }
    count += is_true;
  }
  BOOST_TEST(count == result.count);
  *faults = result.faults;
  return rows;
}

inline std::string ShowReal(double real) {
  char text[40];
  snprintf(text, sizeof(text), "%a", real);
  return isnan(real) ? "nan" : text;
}

// Row by row; nulls are "null".
inline std::vector<std::string> Evaluate(sinew_expression* expression, const Table& table) {
  const sinew_batch_options options = {sizeof(options), 0};
  sinew_batch* batch;
  BOOST_REQUIRE_EQUAL(sinew_batch_create(&options, &batch, nullptr), SINEW_STATUS_OK);
  sinew_error error = {};
  const sinew_status status = sinew_expression_evaluate(
      expression, table.views.data(), table.views.size(), table.row_count, batch, &error);
  BOOST_REQUIRE_MESSAGE(status == SINEW_STATUS_OK, error.message);
  const sinew_column column = sinew_batch_column(batch, 0);
  BOOST_REQUIRE_EQUAL(column.type, sinew_expression_type(expression));
  BOOST_REQUIRE_EQUAL(column.count, table.row_count);
  BOOST_TEST(strcmp(sinew_batch_name(batch, 0), "value") == 0);
  std::vector<std::string> rows;
  const uint8_t* values = static_cast<const uint8_t*>(column.values);
  bool has_nulls = false;
  for (size_t i = 0; i < column.count; ++i) {
    if (column.validity != nullptr && (column.validity[i / 8] >> i % 8 & 1) == 0) {
      has_nulls = true;
      rows.push_back("null");
      continue;
    }
    const auto load = [&](auto value) {
      memcpy(&value, values + i * sizeof(value), sizeof(value));
      return value;
    };
    switch (column.type) {
      case SINEW_TYPE_BOOL:
        rows.push_back(values[i / 8] >> i % 8 & 1 ? "1" : "0");
        break;
      case SINEW_TYPE_F64:
        rows.push_back(ShowReal(load(double{})));
        break;
      case SINEW_TYPE_DATE32:
        rows.push_back(std::to_string(load(int32_t{})));
        break;
      case SINEW_TYPE_LARGE_STRING:
      case SINEW_TYPE_LARGE_BINARY: {
        int64_t offsets[2];
        memcpy(offsets, static_cast<const uint8_t*>(column.offsets) + 8 * i, sizeof(offsets));
        rows.emplace_back(reinterpret_cast<const char*>(values) + offsets[0],
                          static_cast<size_t>(offsets[1] - offsets[0]));
        break;
      }
      default:
        rows.push_back(std::to_string(load(int64_t{})));
    }
  }
  BOOST_TEST(has_nulls == (column.validity != nullptr));
  sinew_batch_destroy(batch);
  return rows;
}

inline std::vector<std::string> Rows(const std::string& text, const Table& table) {
  return Evaluate(Compile(text).get(), table);
}

inline std::string Show(const ref::Value& value, ref::Type type) {
  if (value.null) return "null";
  if (type == ref::Type::kF64) return ShowReal(value.real);
  return type == ref::Type::kString ? value.string : std::to_string(value.integer);
}

#endif  // SINEW_TESTS_EXPRESSION_FIXTURE_H_
