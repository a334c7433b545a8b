#ifndef SINEW_TESTS_ENCODING_DICTIONARY_FIXTURE_H_
#define SINEW_TESTS_ENCODING_DICTIONARY_FIXTURE_H_

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "core/batch_fixture.h"
#include "encoding/dictionary.h"
#include "encoding/dictionary_ref.h"
#include "support/column.h"
#include "support/guard.h"
#include "support/random.h"

struct Destroy {
  void operator()(sinew_dictionary* dictionary) const { sinew_dictionary_destroy(dictionary); }
};
using Dictionary = std::unique_ptr<sinew_dictionary, Destroy>;

inline sinew_dictionary_options OptionsFor(sinew_type type) {
  sinew_dictionary_options options = {};
  options.size = sizeof(options);
  options.type = type;
  return options;
}

inline Dictionary Create(const sinew_dictionary_options& options) {
  sinew_dictionary* dictionary;
  sinew_error error = {};
  BOOST_REQUIRE_EQUAL(sinew_dictionary_create(&options, &dictionary, &error), SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(error.message[0], '\0');
  return Dictionary(dictionary);
}

template <typename Value>
using Rows = std::vector<std::optional<Value>>;

// A column of the rows behind `offset` rows of something else, in memory that ends with it.
class Columns {
 public:
  template <typename Value>
  Columns(sinew_type type, const Rows<Value>& rows, size_t offset = 0, bool with_nulls = true) {
    const size_t end = offset + rows.size();
    if constexpr (std::is_same_v<Value, std::string>) {
      std::string bytes;
      std::vector<int64_t> ends(offset + 1);
      for (const std::optional<std::string>& row : rows) {
        bytes += row.value_or("bytes under a null");
        ends.push_back(static_cast<int64_t>(bytes.size()));
      }
      values_.assign(bytes.begin(), bytes.end());
      if (type == SINEW_TYPE_STRING) {
        const std::vector<int32_t> narrow(ends.begin(), ends.end());
        Append(&offsets_, narrow.data(), narrow.size() * sizeof(int32_t));
      } else {
        Append(&offsets_, ends.data(), ends.size() * sizeof(int64_t));
      }
    } else {
      std::vector<Value> values(offset, Value{77});
      for (const std::optional<Value>& row : rows) values.push_back(row.value_or(Value{99}));
      Append(&values_, values.data(), values.size() * sizeof(Value));
    }
    validity_.assign((end + 7) / 8, 0xA5);
    for (size_t i = 0; i < rows.size(); ++i) {
      const uint8_t bit = static_cast<uint8_t>(1 << (offset + i) % 8);
      uint8_t& byte = validity_[(offset + i) / 8];
      byte = static_cast<uint8_t>(rows[i] ? byte | bit : byte & ~bit);
    }
    view = SkipRows({type, rows.size(), values_.data(), values_.size(),
                     offsets_.empty() ? nullptr : offsets_.data(),
                     with_nulls ? validity_.data() : nullptr, 0, 0},
                    offset);
  }
  Columns(const Columns&) = delete;
  Columns& operator=(const Columns&) = delete;

  sinew_column view;

 private:
  static void Append(std::vector<uint8_t>* to, const void* from, size_t size) {
    const uint8_t* bytes = static_cast<const uint8_t*>(from);
    to->insert(to->end(), bytes, bytes + size);
  }

  std::vector<uint8_t> values_, offsets_, validity_;
};

inline std::vector<uint32_t> Encode(const Dictionary& dictionary, const sinew_column& column) {
  std::vector<uint32_t> indices(column.count, 0xA5A5A5A5u);
  sinew_error error = {};
  BOOST_REQUIRE_EQUAL(sinew_dictionary_encode(dictionary.get(), &column, indices.data(), &error),
                      SINEW_STATUS_OK);
  BOOST_REQUIRE(sinew::Invariants(*dictionary));
  return indices;
}

template <typename Value>
std::vector<Value> ValuesOf(const Dictionary& dictionary, size_t first, size_t count) {
  const OwnedBatch batch = CreateBatch();
  BOOST_REQUIRE_EQUAL(sinew_dictionary_values(dictionary.get(), first, count, batch.get(), nullptr),
                      SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(sinew_batch_column_count(batch.get()), 1u);
  std::vector<Value> values;
  for (const BatchRow& row : RowsOf(sinew_batch_column(batch.get(), 0))) {
    if constexpr (std::is_same_v<Value, std::string>) {
      values.push_back(row.value());
    } else {
      Value value;
      memcpy(&value, row.value().data(), sizeof(value));
      values.push_back(value);
    }
  }
  return values;
}

template <typename Value>
std::vector<Value> ValuesOf(const Dictionary& dictionary) {
  return ValuesOf<Value>(dictionary, 0, sinew_dictionary_count(dictionary.get()));
}

// The n-th of the values that tests draw from.
template <typename Value>
Value ValueOf(uint64_t n) {
  if constexpr (std::is_same_v<Value, std::string>) {
    // Empty, short, and on both sides of every length where the hash changes its way.
    return n == 0 ? "" : std::to_string(n) + std::string(n % 300, static_cast<char>(n));
  } else {
    return static_cast<Value>(n * 0x9E3779B97F4A7C15u >> (64 - 8 * sizeof(Value)));
  }
}

template <typename Value>
Rows<Value> RandomRows(size_t count, size_t distinct, bool nulls, Random& random) {
  Rows<Value> rows;
  for (size_t i = 0; i < count; ++i) {
    const bool null = nulls && random.Below(5) == 0;
    rows.push_back(null ? std::nullopt : std::optional(ValueOf<Value>(random.Below(distinct))));
  }
  return rows;
}

// Calls test(Value{}, type) for every type that a dictionary can have.
template <typename Test>
void ForEachType(const Test& test) {
  test(int8_t{}, SINEW_TYPE_I8);
  test(uint8_t{}, SINEW_TYPE_U8);
  test(int16_t{}, SINEW_TYPE_I16);
  test(uint16_t{}, SINEW_TYPE_U16);
  test(int32_t{}, SINEW_TYPE_I32);
  test(uint32_t{}, SINEW_TYPE_U32);
  test(int64_t{}, SINEW_TYPE_I64);
  test(uint64_t{}, SINEW_TYPE_U64);
  test(std::string(), SINEW_TYPE_STRING);
  test(std::string(), SINEW_TYPE_LARGE_STRING);
}

#endif  // SINEW_TESTS_ENCODING_DICTIONARY_FIXTURE_H_
