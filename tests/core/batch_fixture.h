#ifndef SINEW_TESTS_CORE_BATCH_FIXTURE_H_
#define SINEW_TESTS_CORE_BATCH_FIXTURE_H_

#include "sinew/base.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/batch.h"
#include "support/column.h"
#include "support/random.h"

struct DestroyBatch {
  void operator()(sinew_batch* batch) const { sinew_batch_destroy(batch); }
};
using OwnedBatch = std::unique_ptr<sinew_batch, DestroyBatch>;

inline OwnedBatch CreateBatch(size_t memory_limit = 0) {
  sinew_batch_options options = {};
  options.size = sizeof(options);
  options.memory_limit = memory_limit;
  sinew_batch* batch;
  BOOST_REQUIRE_EQUAL(sinew_batch_create(&options, &batch, nullptr), SINEW_STATUS_OK);
  return OwnedBatch(batch);
}

inline sinew::Bytes BytesOf(const std::string& string) {
  return {reinterpret_cast<const uint8_t*>(string.data()), string.size()};
}

inline sinew::BatchField Field(const char* name, sinew_type type, bool has_validity = false,
                               size_t bytes = 0) {
  return {{reinterpret_cast<const uint8_t*>(name), strlen(name)}, type, has_validity, bytes};
}

constexpr sinew_type kAllTypes[] = {
    SINEW_TYPE_BOOL,         SINEW_TYPE_I8,           SINEW_TYPE_I16,
    SINEW_TYPE_I32,          SINEW_TYPE_I64,          SINEW_TYPE_U8,
    SINEW_TYPE_U16,          SINEW_TYPE_U32,          SINEW_TYPE_U64,
    SINEW_TYPE_F32,          SINEW_TYPE_F64,          SINEW_TYPE_DATE32,
    SINEW_TYPE_TIMESTAMP_S,  SINEW_TYPE_TIMESTAMP_MS, SINEW_TYPE_TIMESTAMP_US,
    SINEW_TYPE_TIMESTAMP_NS, SINEW_TYPE_BYTES16,      SINEW_TYPE_STRING,
    SINEW_TYPE_LARGE_STRING, SINEW_TYPE_BINARY,       SINEW_TYPE_LARGE_BINARY};
constexpr size_t kTypeCount = sizeof(kAllTypes) / sizeof(kAllTypes[0]);

constexpr sinew_type ListType(int list, sinew_type elements) {
  return static_cast<sinew_type>(list + elements);
}
constexpr sinew_type kListTypes[] = {ListType(SINEW_TYPE_LIST, SINEW_TYPE_I64),
                                     ListType(SINEW_TYPE_LARGE_LIST, SINEW_TYPE_BOOL),
                                     ListType(SINEW_TYPE_LIST, SINEW_TYPE_BYTES16),
                                     ListType(SINEW_TYPE_LARGE_LIST, SINEW_TYPE_STRING),
                                     ListType(SINEW_TYPE_LIST, SINEW_TYPE_LARGE_BINARY)};
constexpr size_t kBatchTypeCount = kTypeCount + sizeof(kListTypes) / sizeof(kListTypes[0]);

// All types that a batch is tested with.
constexpr sinew_type BatchType(size_t i) {
  return i < kTypeCount ? kAllTypes[i] : kListTypes[i - kTypeCount];
}

// A row as bytes; of a bool one byte, 0 or 1; of a list as ListRow writes it.
using BatchRow = std::optional<std::string>;

inline bool IsStringType(sinew_type type) {
  return type >= SINEW_TYPE_STRING && type < SINEW_TYPE_LIST;
}
inline bool IsListType(sinew_type type) { return type >= SINEW_TYPE_LIST; }
inline sinew_type ElementTypeOf(sinew_type list) {
  return static_cast<sinew_type>(list % SINEW_TYPE_LIST);
}

// A list as a row, and back.
inline std::string ListRow(const std::vector<BatchRow>& elements) {
  std::string row;
  for (const BatchRow& element : elements) {
    if (!element) {
      row += '-';
      continue;
    }
    row += '+' + std::to_string(element->size()) + ':' + *element;
  }
  return row;
}

inline std::vector<BatchRow> ElementsOfRow(const std::string& row) {
  std::vector<BatchRow> elements;
  for (size_t at = 0; at < row.size();) {
    if (row[at++] == '-') {
      elements.push_back(std::nullopt);
      continue;
    }
    const size_t colon = row.find(':', at);
    const size_t size = std::stoul(row.substr(at, colon - at));
    elements.push_back(row.substr(colon + 1, size));
    at = colon + 1 + size;
  }
  return elements;
}

// Random rows of a type, of which about `nulls` in a hundred are null.
inline BatchRow RandomRow(sinew_type type, unsigned nulls, Random& random) {
  if (random.Below(100) < nulls) return std::nullopt;
  if (type == SINEW_TYPE_BOOL) return std::string(1, static_cast<char>(random.Below(2)));
  if (IsListType(type)) {
    std::vector<BatchRow> elements(random.Below(4));
    for (BatchRow& element : elements) element = RandomRow(ElementTypeOf(type), nulls, random);
    return ListRow(elements);
  }
  const size_t size =
      IsStringType(type) ? random.Below(random.Below(10) == 0 ? 300 : 9) : sinew_type_width(type);
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random.Below(256));
  return bytes;
}

template <typename T>
sinew_status AppendAs(sinew_batch* batch, size_t column, const std::string& bytes) {
  T value;
  memcpy(&value, bytes.data(), sizeof(value));
  return batch->Append(column, value);
}

inline sinew_status AppendRow(sinew_batch* batch, size_t column, sinew_type type,
                              const BatchRow& row) {
  if (!row) return batch->AppendNull(column);
  if (IsListType(type)) {
    for (const BatchRow& element : ElementsOfRow(*row)) {
      const sinew_status status =
          AppendRow(batch, batch->Elements(column), ElementTypeOf(type), element);
      if (status != SINEW_STATUS_OK) return status;
    }
    return batch->AppendList(column);
  }
  if (IsStringType(type)) return batch->Append(column, BytesOf(*row));
  switch (type) {
    case SINEW_TYPE_BOOL:
      return batch->Append(column, row->front() != 0);
    case SINEW_TYPE_I8:
      return AppendAs<int8_t>(batch, column, *row);
    case SINEW_TYPE_I16:
      return AppendAs<int16_t>(batch, column, *row);
    case SINEW_TYPE_I32:
    case SINEW_TYPE_DATE32:
      return AppendAs<int32_t>(batch, column, *row);
    case SINEW_TYPE_U8:
      return AppendAs<uint8_t>(batch, column, *row);
    case SINEW_TYPE_U16:
      return AppendAs<uint16_t>(batch, column, *row);
    case SINEW_TYPE_U32:
      return AppendAs<uint32_t>(batch, column, *row);
    case SINEW_TYPE_U64:
      return AppendAs<uint64_t>(batch, column, *row);
    case SINEW_TYPE_F32:
      return AppendAs<float>(batch, column, *row);
    case SINEW_TYPE_F64:
      return AppendAs<double>(batch, column, *row);
    case SINEW_TYPE_BYTES16:
      return AppendAs<sinew::Bytes16>(batch, column, *row);
    default:
      return AppendAs<int64_t>(batch, column, *row);
  }
}

// The rows of a column, read as its contract says.
inline std::vector<BatchRow> RowsOf(const sinew_column& column) {
  std::vector<BatchRow> rows, elements;
  if (IsListType(column.type)) {
    BOOST_REQUIRE_EQUAL(column.values_size, sizeof(sinew_column));
    const sinew_column& all = *static_cast<const sinew_column*>(column.values);
    BOOST_REQUIRE(all.type == ElementTypeOf(column.type));
    elements = RowsOf(all);
  }
  for (size_t i = 0; i < column.count; ++i) {
    if (!IsValidRow(column, i)) {
      rows.push_back(std::nullopt);
      continue;
    }
    const char* values = static_cast<const char*>(column.values);
    if (column.type == SINEW_TYPE_BOOL) {
      const size_t bit = column.values_offset + i;
      rows.push_back(std::string(1, static_cast<char>(values[bit / 8] >> bit % 8 & 1)));
    } else if (IsStringType(column.type) || IsListType(column.type)) {
      int64_t ends[2];
      for (size_t k = 0; k < 2; ++k) {
        int32_t narrow;
        const char* offsets = static_cast<const char*>(column.offsets);
        memcpy(&narrow, offsets + 4 * (i + k), 4);
        ends[k] = narrow;
        if (column.type == SINEW_TYPE_LARGE_STRING || column.type == SINEW_TYPE_LARGE_BINARY ||
            column.type >= SINEW_TYPE_LARGE_LIST) {
          memcpy(&ends[k], offsets + 8 * (i + k), 8);
        }
      }
      BOOST_REQUIRE(ends[0] >= 0 && ends[0] <= ends[1]);
      if (IsListType(column.type)) {
        BOOST_REQUIRE(static_cast<size_t>(ends[1]) <= elements.size());
        rows.push_back(ListRow({elements.begin() + ends[0], elements.begin() + ends[1]}));
        continue;
      }
      BOOST_REQUIRE(static_cast<size_t>(ends[1]) <= column.values_size);
      rows.push_back(std::string(values + ends[0], values + ends[1]));
    } else {
      const size_t width = sinew_type_width(column.type);
      BOOST_REQUIRE(column.values_size >= column.count * width);
      rows.push_back(std::string(values + i * width, width));
    }
  }
  return rows;
}

// All that a batch says about itself.
struct Snapshot {
  std::vector<std::string> names;
  std::vector<sinew_type> types;
  std::vector<std::vector<BatchRow>> rows;

  explicit Snapshot(const sinew_batch* batch) {
    for (size_t i = 0; i < sinew_batch_column_count(batch); ++i) {
      const sinew_column column = sinew_batch_column(batch, i);
      BOOST_REQUIRE_EQUAL(column.count, sinew_batch_row_count(batch));
      names.push_back(sinew_batch_name(batch, i));
      types.push_back(column.type);
      rows.push_back(RowsOf(column));
    }
  }
  bool operator==(const Snapshot&) const = default;
};

// A batch with a column of every type and random rows, and what is in it.
struct FilledBatch {
  OwnedBatch batch = CreateBatch();
  std::vector<std::vector<BatchRow>> rows{kBatchTypeCount};

  FilledBatch(size_t count, unsigned nulls, uint64_t seed) {
    Random random(seed);
    std::vector<sinew::BatchField> fields;
    for (size_t i = 0; i < kBatchTypeCount; ++i) {
      fields.push_back(Field(sinew_type_name(BatchType(i)), BatchType(i)));
    }
    BOOST_REQUIRE_EQUAL(batch->Prepare(fields.data(), fields.size(), 0), SINEW_STATUS_OK);
    for (size_t row = 0; row < count; ++row) {
      for (size_t i = 0; i < kBatchTypeCount; ++i) {
        rows[i].push_back(RandomRow(BatchType(i), nulls, random));
        BOOST_REQUIRE_EQUAL(AppendRow(batch.get(), i, BatchType(i), rows[i].back()),
                            SINEW_STATUS_OK);
      }
    }
    batch->Commit();
  }
};

#endif  // SINEW_TESTS_CORE_BATCH_FIXTURE_H_
