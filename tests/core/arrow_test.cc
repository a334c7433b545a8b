#include <string.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "core/batch_fixture.h"

namespace {

// The formats that the specification of the C Data Interface gives for each of kAllTypes.
const char* const kFormats[kBatchTypeCount] = {
    "b",       "c",       "s",       "i",    "l", "C", "S", "I", "L",  "f",  "g",  "tdD", "tss:UTC",
    "tsm:UTC", "tsu:UTC", "tsn:UTC", "w:16", "u", "U", "z", "Z", "+l", "+L", "+l", "+L",  "+l"};

// An array of one column as the specification says; `elements` is of lists.
sinew_column ColumnOfArray(sinew_type type, const ArrowArray& array, const sinew_column* elements) {
  sinew_column column = {};
  column.type = type;
  column.count = static_cast<size_t>(array.length);
  column.validity = static_cast<const uint8_t*>(array.buffers[0]);
  column.values_size = SIZE_MAX;
  if (elements != nullptr) {
    column.offsets = array.buffers[1];
    column.values = elements;
    column.values_size = sizeof(*elements);
  } else if (IsStringType(type)) {
    column.offsets = array.buffers[1];
    column.values = array.buffers[2];
  } else {
    column.values = array.buffers[1];
  }
  return SkipRows(column, static_cast<size_t>(array.offset));
}

// Its rows.
std::vector<BatchRow> RowsOfArray(sinew_type type, const ArrowArray& array) {
  if (!IsListType(type)) return RowsOf(ColumnOfArray(type, array, nullptr));
  BOOST_REQUIRE_EQUAL(array.n_children, 1);
  const sinew_column elements = ColumnOfArray(ElementTypeOf(type), *array.children[0], nullptr);
  return RowsOf(ColumnOfArray(type, array, &elements));
}

struct Exported {
  ArrowSchema schema = {};
  ArrowArray array = {};

  explicit Exported(sinew_batch* batch) {
    sinew_error error = {};
    BOOST_REQUIRE_EQUAL(sinew_batch_export(batch, &schema, &array, &error), SINEW_STATUS_OK);
  }
  ~Exported() {
    if (schema.release != nullptr) schema.release(&schema);
    if (array.release != nullptr) array.release(&array);
  }
};

void RequireRows(const Exported& exported, const FilledBatch& filled) {
  for (size_t i = 0; i < kBatchTypeCount; ++i) {
    BOOST_TEST((RowsOfArray(BatchType(i), *exported.array.children[i]) == filled.rows[i]));
  }
}

// An array made by hand, whose releases are counted. It owns copies of what it is made of.
struct Foreign {
  ArrowSchema schema = {};
  ArrowArray array = {};
  int schema_releases = 0, array_releases = 0;

  std::vector<ArrowSchema> child_schemas;
  std::vector<ArrowSchema*> child_schema_pointers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> child_pointers;
  std::vector<std::vector<const void*>> buffers;
  const void* struct_buffers[1] = {nullptr};

  struct Child {
    const char* format;
    int64_t length, offset, null_count;
    std::vector<const void*> buffers;
  };

  static void ReleaseSchema(ArrowSchema* schema) {
    ++static_cast<Foreign*>(schema->private_data)->schema_releases;
    schema->release = nullptr;
  }
  static void ReleaseArray(ArrowArray* array) {
    ++static_cast<Foreign*>(array->private_data)->array_releases;
    array->release = nullptr;
  }
  static void ReleaseChildSchema(ArrowSchema* schema) { schema->release = nullptr; }
  static void ReleaseChild(ArrowArray* array) { array->release = nullptr; }

  Foreign(const std::vector<Child>& of, int64_t length, int64_t offset) {
    for (const Child& child : of) buffers.push_back(child.buffers);
    for (size_t i = 0; i < of.size(); ++i) {
      child_schemas.push_back({of[i].format, "name", nullptr, ARROW_FLAG_NULLABLE, 0, nullptr,
                               nullptr, ReleaseChildSchema, this});
      children.push_back({of[i].length, of[i].null_count, of[i].offset,
                          static_cast<int64_t>(buffers[i].size()), 0, buffers[i].data(), nullptr,
                          nullptr, ReleaseChild, this});
    }
    for (size_t i = 0; i < of.size(); ++i) {
      child_schema_pointers.push_back(&child_schemas[i]);
      child_pointers.push_back(&children[i]);
    }
    const int64_t count = static_cast<int64_t>(of.size());
    schema = {"+s",    nullptr,       nullptr, 0, count, child_schema_pointers.data(),
              nullptr, ReleaseSchema, this};
    array = {length,       0,   offset, 1, count, struct_buffers, child_pointers.data(), nullptr,
             ReleaseArray, this};
  }
  Foreign(const Foreign&) = delete;
};

const int64_t kNumbers[] = {10, 11, 12, 13, 14, 15, 16, 17};
const int32_t kOffsets[] = {0, 1, 1, 3, 6, 6, 7, 9, 9};
const uint8_t kBits[] = {0b01101101, 0xFF};

std::vector<Foreign::Child> GoodChildren() {
  return {{"l", 8, 0, 0, {nullptr, kNumbers}},
          {"u", 6, 1, -1, {kBits, kOffsets, "abcdefghi"}},
          {"b", 7, 1, -1, {kBits, kBits}}};
}

}  // namespace

BOOST_AUTO_TEST_CASE(ExportsEveryType) {
  for (const size_t count : {0, 1, 8, 65, 300}) {
    FilledBatch filled(count, 20, count);
    const Exported exported(filled.batch.get());
    const ArrowSchema& schema = exported.schema;
    const ArrowArray& array = exported.array;
    BOOST_TEST(strcmp(schema.format, "+s") == 0);
    BOOST_TEST(schema.n_children == static_cast<int64_t>(kBatchTypeCount));
    BOOST_TEST(array.n_children == static_cast<int64_t>(kBatchTypeCount));
    BOOST_TEST(array.length == static_cast<int64_t>(count));
    BOOST_TEST(array.offset == 0);
    BOOST_TEST(array.null_count == 0);
    BOOST_TEST(array.n_buffers == 1);
    BOOST_TEST(array.buffers[0] == nullptr);
    BOOST_TEST(array.dictionary == nullptr);
    for (size_t i = 0; i < kBatchTypeCount; ++i) {
      BOOST_TEST(strcmp(schema.children[i]->format, kFormats[i]) == 0);
      BOOST_TEST(strcmp(schema.children[i]->name, sinew_type_name(BatchType(i))) == 0);
      BOOST_TEST(schema.children[i]->flags == ARROW_FLAG_NULLABLE);
      BOOST_TEST(schema.children[i]->metadata == nullptr);
      const ArrowArray& child = *array.children[i];
      const bool is_list = IsListType(BatchType(i));
      BOOST_TEST(schema.children[i]->n_children == (is_list ? 1 : 0));
      BOOST_TEST(child.n_children == (is_list ? 1 : 0));
      if (is_list) {
        const sinew_type type = ElementTypeOf(BatchType(i));
        const auto* found = std::find(kAllTypes, kAllTypes + kTypeCount, type);
        const ArrowSchema& element_schema = *schema.children[i]->children[0];
        BOOST_TEST(strcmp(element_schema.format, kFormats[found - kAllTypes]) == 0);
        BOOST_TEST(strcmp(element_schema.name, "item") == 0);
        const ArrowArray& elements = *child.children[0];
        BOOST_TEST(elements.n_buffers == (IsStringType(type) ? 3 : 2));
        const sinew_column view = sinew_batch_column(filled.batch.get(), i);
        const auto* of_view = static_cast<const sinew_column*>(view.values);
        BOOST_TEST(elements.length == static_cast<int64_t>(of_view->count));
        BOOST_TEST(
            (elements.buffers[1] == of_view->values || elements.buffers[1] == of_view->offsets));
      }
      BOOST_TEST(child.length == static_cast<int64_t>(count));
      const auto nulls = std::count(filled.rows[i].begin(), filled.rows[i].end(), std::nullopt);
      BOOST_TEST(child.null_count == nulls);
      BOOST_TEST(child.n_buffers == (IsStringType(BatchType(i)) ? 3 : 2));
      BOOST_TEST((child.buffers[0] == nullptr) == (nulls == 0));
      for (int64_t k = 1; k < child.n_buffers; ++k) {
        BOOST_TEST(reinterpret_cast<uintptr_t>(child.buffers[k]) % 64 == 0u);
      }
      // Not a copy.
      const sinew_column view = sinew_batch_column(filled.batch.get(), i);
      BOOST_TEST((child.buffers[1] == view.values || child.buffers[1] == view.offsets));
    }
    RequireRows(exported, filled);
  }
  BOOST_TEST(sinew_memory_stats().blocks == 0u);
}

// The batch, the schema, the array, a schema and a column that were moved out of them: released in
// every order, after which nothing is left.
BOOST_AUTO_TEST_CASE(ReleasesInEveryOrder) {
  std::vector<int> order = {0, 1, 2, 3, 4};
  do {
    FilledBatch filled(20, 30, 7);
    const std::vector<BatchRow> lists = filled.rows[kBatchTypeCount - 1];
    ArrowSchema schema;
    ArrowArray array;
    BOOST_REQUIRE_EQUAL(sinew_batch_export(filled.batch.get(), &schema, &array, nullptr),
                        SINEW_STATUS_OK);
    ArrowSchema moved_schema = *schema.children[kBatchTypeCount - 1];
    ArrowArray moved = *array.children[kBatchTypeCount - 1];
    schema.children[kBatchTypeCount - 1]->release = nullptr;
    array.children[kBatchTypeCount - 1]->release = nullptr;
    for (const int step : order) {
      if (moved.release != nullptr) {
        BOOST_TEST((RowsOfArray(BatchType(kBatchTypeCount - 1), moved) == lists));
      }
      if (moved_schema.release != nullptr) {
        BOOST_TEST(strcmp(moved_schema.name, "SINEW_TYPE_LIST") == 0);
        BOOST_TEST(strcmp(moved_schema.children[0]->format, "Z") == 0);
      }
      switch (step) {
        case 0:
          filled.batch.reset();
          break;
        case 1:
          schema.release(&schema);
          BOOST_TEST(schema.release == nullptr);
          break;
        case 2:
          array.release(&array);
          BOOST_TEST(array.release == nullptr);
          break;
        case 3:
          moved_schema.release(&moved_schema);
          BOOST_TEST(moved_schema.release == nullptr);
          break;
        default:
          moved.release(&moved);
          BOOST_TEST(moved.release == nullptr);
      }
    }
    BOOST_TEST(sinew_memory_stats().blocks == 0u);
    BOOST_TEST(sinew_memory_stats().current == 0u);
  } while (std::next_permutation(order.begin(), order.end()));
}

BOOST_AUTO_TEST_CASE(WhatIsExportedStaysAsItIs) {
  FilledBatch filled(50, 30, 9);
  const Exported first(filled.batch.get());
  const Exported again(filled.batch.get());
  BOOST_TEST(first.array.children[4]->buffers[1] == again.array.children[4]->buffers[1]);
  const std::vector<std::vector<BatchRow>> rows = filled.rows;

  // Appending copies what is shared.
  Random random(3);
  for (size_t i = 0; i < kBatchTypeCount; ++i) {
    filled.rows[i].push_back(RandomRow(BatchType(i), 50, random));
    BOOST_REQUIRE_EQUAL(AppendRow(filled.batch.get(), i, BatchType(i), filled.rows[i].back()),
                        SINEW_STATUS_OK);
  }
  filled.batch->Commit();
  for (size_t i = 0; i < kBatchTypeCount; ++i) {
    BOOST_TEST((RowsOf(sinew_batch_column(filled.batch.get(), i)) == filled.rows[i]));
    BOOST_TEST((RowsOfArray(BatchType(i), *first.array.children[i]) == rows[i]));
  }

  // So does filling it again; a buffer that comes back is written into.
  const sinew::BatchField field = Field("x", SINEW_TYPE_I64);
  BOOST_REQUIRE_EQUAL(filled.batch->Prepare(&field, 1, 5), SINEW_STATUS_OK);
  std::fill_n(filled.batch->Values<int64_t>(0), 5, 42);
  const void* before;
  {
    const Exported numbers(filled.batch.get());
    before = sinew_batch_column(filled.batch.get(), 0).values;
    BOOST_REQUIRE_EQUAL(filled.batch->Prepare(&field, 1, 5), SINEW_STATUS_OK);
    std::fill_n(filled.batch->Values<int64_t>(0), 5, 43);
    BOOST_TEST(before != sinew_batch_column(filled.batch.get(), 0).values);
    BOOST_TEST(static_cast<const int64_t*>(numbers.array.children[0]->buffers[1])[4] == 42);
  }
  before = sinew_batch_column(filled.batch.get(), 0).values;
  BOOST_REQUIRE_EQUAL(filled.batch->Append(0, int64_t{44}), SINEW_STATUS_OK);
  filled.batch->Commit();
  BOOST_TEST(before == sinew_batch_column(filled.batch.get(), 0).values);
  for (size_t i = 0; i < kBatchTypeCount; ++i) {
    BOOST_TEST((RowsOfArray(BatchType(i), *again.array.children[i]) == rows[i]));
  }
}

BOOST_AUTO_TEST_CASE(ImportsWhatWasExported) {
  for (const unsigned nulls : {0u, 30u, 100u}) {
    for (const size_t count : {0, 1, 9, 64, 200}) {
      FilledBatch filled(count, nulls, count);
      const Snapshot before(filled.batch.get());
      const OwnedBatch batch = CreateBatch();
      const size_t empty = sinew_batch_memory(batch.get());
      {
        Exported exported(filled.batch.get());
        const void* values = exported.array.children[4]->buffers[1];
        sinew_error error = {};
        BOOST_REQUIRE_EQUAL(
            sinew_batch_import(batch.get(), &exported.schema, &exported.array, &error),
            SINEW_STATUS_OK);
        BOOST_TEST(exported.schema.release == nullptr);
        BOOST_TEST(exported.array.release == nullptr);
        BOOST_TEST(sinew_batch_column(batch.get(), 4).values == values);
      }
      filled.batch.reset();
      BOOST_TEST((Snapshot(batch.get()) == before));
      BOOST_TEST(sinew_batch_memory(batch.get()) < empty + 8192);

      // Once more, out of the batch that it was imported into, which then goes on without it.
      const OwnedBatch last = CreateBatch();
      Exported second(batch.get());
      BOOST_REQUIRE_EQUAL(sinew_batch_import(last.get(), &second.schema, &second.array, nullptr),
                          SINEW_STATUS_OK);
      const sinew::BatchField field = Field("x", SINEW_TYPE_I64);
      BOOST_REQUIRE_EQUAL(batch->Prepare(&field, 1, 0), SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(batch->Append(0, int64_t{1}), SINEW_STATUS_OK);
      BOOST_TEST((Snapshot(last.get()) == before));
    }
  }
  BOOST_TEST(sinew_memory_stats().blocks == 0u);
}

// A batch may even take back its own array.
BOOST_AUTO_TEST_CASE(ImportsIntoTheBatchItCameFrom) {
  FilledBatch filled(30, 30, 3);
  const Snapshot before(filled.batch.get());
  Exported exported(filled.batch.get());
  BOOST_REQUIRE_EQUAL(
      sinew_batch_import(filled.batch.get(), &exported.schema, &exported.array, nullptr),
      SINEW_STATUS_OK);
  BOOST_TEST((Snapshot(filled.batch.get()) == before));
}

BOOST_AUTO_TEST_CASE(ImportsSlicesOfSlices) {
  const OwnedBatch batch = CreateBatch();
  Foreign foreign(GoodChildren(), 4, 2);
  foreign.array.null_count = -1;
  BOOST_REQUIRE_EQUAL(sinew_batch_import(batch.get(), &foreign.schema, &foreign.array, nullptr),
                      SINEW_STATUS_OK);
  BOOST_TEST(foreign.schema.release == nullptr);
  BOOST_TEST(foreign.array.release == nullptr);
  BOOST_TEST(foreign.schema_releases == 1);
  BOOST_TEST(foreign.array_releases == 0);
  BOOST_TEST(sinew_batch_row_count(batch.get()) == 4u);
  const sinew_column numbers = sinew_batch_column(batch.get(), 0);
  BOOST_TEST(numbers.values == kNumbers + 2);
  BOOST_TEST(numbers.values_size == 32u);
  // Rows 3 to 6 of the strings, of which row 4 is null.
  const std::vector<BatchRow> strings = {"def", std::nullopt, "g", "hi"};
  BOOST_TEST((RowsOf(sinew_batch_column(batch.get(), 1)) == strings));
  const std::string yes(1, '\1');
  const std::vector<BatchRow> bits = {yes, std::nullopt, yes, yes};
  BOOST_TEST((RowsOf(sinew_batch_column(batch.get(), 2)) == bits));
  {
    // Exported again with its offset.
    const Exported exported(batch.get());
    BOOST_TEST(exported.array.children[1]->offset == 3);
    BOOST_TEST(exported.array.children[1]->buffers[0] == static_cast<const void*>(kBits));
    BOOST_TEST(exported.array.children[1]->null_count == 1);
    BOOST_TEST((RowsOfArray(SINEW_TYPE_STRING, *exported.array.children[1]) == strings));
    const sinew::BatchField field = Field("x", SINEW_TYPE_I64);
    BOOST_REQUIRE_EQUAL(batch->Prepare(&field, 1, 0), SINEW_STATUS_OK);
    BOOST_TEST(foreign.array_releases == 0);
  }
  BOOST_TEST(foreign.array_releases == 1);
}

// The second to fifth of five lists of strings, which are the second to eighth of eight.
struct ForeignLists {
  int32_t narrow[6] = {0, 1, 3, 6, 6, 7};
  int64_t wide[6] = {0, 1, 3, 6, 6, 7};
  Foreign elements{{{"u", 7, 1, -1, {kBits, kOffsets, "abcdefghi"}}}, 7, 0};
  Foreign lists;

  explicit ForeignLists(bool is_wide)
      : lists({{is_wide ? "+L" : "+l", 4, 1, 0, {nullptr, Offsets(is_wide)}},
               {"l", 8, 0, 0, {nullptr, kNumbers}}},
              4, 0) {
    lists.child_schemas[0].n_children = lists.children[0].n_children = 1;
    lists.child_schemas[0].children = elements.child_schema_pointers.data();
    lists.children[0].children = elements.child_pointers.data();
  }
  const void* Offsets(bool is_wide) const {
    return is_wide ? static_cast<const void*>(wide) : narrow;
  }
};

BOOST_AUTO_TEST_CASE(ImportsListsOfSlices) {
  const OwnedBatch batch = CreateBatch();
  for (const bool is_wide : {false, true}) {
    ForeignLists foreign(is_wide);
    BOOST_REQUIRE_EQUAL(
        sinew_batch_import(batch.get(), &foreign.lists.schema, &foreign.lists.array, nullptr),
        SINEW_STATUS_OK);
    const sinew_column column = sinew_batch_column(batch.get(), 0);
    const sinew_type type =
        ListType(is_wide ? SINEW_TYPE_LARGE_LIST : SINEW_TYPE_LIST, SINEW_TYPE_STRING);
    BOOST_TEST(column.type == type);
    const std::vector<BatchRow> rows = {ListRow({"bc", "def"}), ListRow({std::nullopt, "g", "hi"}),
                                        ListRow({}), ListRow({std::nullopt})};
    BOOST_TEST((RowsOf(column) == rows));
    BOOST_TEST(sinew_batch_column(batch.get(), 1).values == kNumbers);
    {
      const Exported exported(batch.get());
      BOOST_TEST(exported.array.children[0]->offset == 1);
      BOOST_TEST(exported.array.children[0]->children[0]->offset == 1);
      BOOST_TEST((RowsOfArray(type, *exported.array.children[0]) == rows));
    }
    const sinew::BatchField none[1] = {};
    BOOST_REQUIRE_EQUAL(batch->Prepare(none, 0, 0), SINEW_STATUS_OK);
    BOOST_TEST(foreign.lists.array_releases == 1);
  }
}

BOOST_AUTO_TEST_CASE(RefusesListsAllOrNothing) {
  const OwnedBatch batch = CreateBatch();
  const auto refused = [&](auto change, const char* words) {
    ForeignLists foreign(false);
    change(foreign);
    sinew_error error = {};
    BOOST_TEST(sinew_batch_import(batch.get(), &foreign.lists.schema, &foreign.lists.array,
                                  &error) == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(strstr(error.message, words) != nullptr, error.message);
    BOOST_TEST(foreign.lists.array_releases + foreign.lists.schema_releases == 0);
  };
  using F = ForeignLists&;
  refused([](F f) { f.narrow[3] = 2; }, "column 0: the offsets of row 1 run backwards");
  refused([](F f) { f.narrow[1] = -1; }, "column 0: the offsets of row 0 run backwards");
  refused([](F f) { f.narrow[5] = 8; }, "column 0: row 3 ends at element 8, but their number is 7");
  refused([](F f) { f.lists.children[0].n_children = 2; }, "column 0: it is of lists, and has not");
  refused([](F f) { f.lists.child_schemas[0].n_children = 0; },
          "column 0: it is of lists, and has");
  refused([](F f) { f.lists.children[0].children = nullptr; }, "column 0: it is of lists, and has");
  refused([](F f) { f.lists.children[0].n_buffers = 3; }, "column 0: it has another number");
  refused([](F f) { f.elements.child_schemas[0].format = "+l"; },
          "column 0: its elements: the format \"+l\" is not supported");
  refused([](F f) { f.elements.child_pointers[0] = nullptr; },
          "column 0: its elements: its schema");
  refused([](F f) { f.elements.children[0].length = -1; }, "column 0: its elements: length");
  refused([](F f) { f.elements.buffers[0][1] = nullptr; },
          "column 0: its elements: a buffer is null");
}

BOOST_AUTO_TEST_CASE(ImportsASingleArray) {
  const OwnedBatch batch = CreateBatch();
  for (const char* name : {"numbers", static_cast<const char*>(nullptr)}) {
    Foreign foreign(GoodChildren(), 4, 2);
    ArrowSchema schema = foreign.schema;
    ArrowArray array = foreign.array;
    schema.format = "l";
    schema.name = name;
    schema.n_children = array.n_children = 0;
    array.n_buffers = 2;
    array.buffers = foreign.buffers[0].data();
    BOOST_REQUIRE_EQUAL(sinew_batch_import(batch.get(), &schema, &array, nullptr), SINEW_STATUS_OK);
    BOOST_TEST(sinew_batch_column_count(batch.get()) == 1u);
    BOOST_TEST(std::string(sinew_batch_name(batch.get(), 0)) == (name == nullptr ? "" : name));
    BOOST_TEST(sinew_batch_column(batch.get(), 0).values == kNumbers + 2);
    const sinew::BatchField none[1] = {};
    BOOST_REQUIRE_EQUAL(batch->Prepare(none, 0, 0), SINEW_STATUS_OK);
    BOOST_TEST(foreign.array_releases == 1);
  }
}

BOOST_AUTO_TEST_CASE(TakesEveryFormatAndTimeZone) {
  const OwnedBatch batch = CreateBatch();
  const int64_t offsets[] = {0, 0, 0};
  for (size_t i = 0; i < kTypeCount; ++i) {
    std::vector<std::string> formats = {kFormats[i]};
    if (formats[0].rfind("ts", 0) == 0) {
      formats.push_back(formats[0].substr(0, 4));
      formats.push_back(formats[0].substr(0, 4) + "Europe/Paris");
    }
    for (const std::string& format : formats) {
      std::vector<const void*> buffers = {nullptr, offsets};
      if (IsStringType(BatchType(i))) buffers.push_back(nullptr);
      Foreign foreign({{format.c_str(), 1, 0, 0, buffers}}, 1, 0);
      BOOST_REQUIRE_EQUAL(sinew_batch_import(batch.get(), &foreign.schema, &foreign.array, nullptr),
                          SINEW_STATUS_OK);
      BOOST_TEST(sinew_batch_column(batch.get(), 0).type == BatchType(i));
      const sinew::BatchField none[1] = {};
      BOOST_REQUIRE_EQUAL(batch->Prepare(none, 0, 0), SINEW_STATUS_OK);
    }
  }
}

BOOST_AUTO_TEST_CASE(RefusesAllOrNothing) {
  FilledBatch filled(10, 20, 1);
  const Snapshot before(filled.batch.get());
  const int32_t backwards[] = {0, 1, 1, 3, 2, 6, 7, 9, 9};
  const int32_t negative[] = {0, 1, 1, -3, 6, 6, 7, 9, 9};
  const auto refused = [&](auto change, const char* words) {
    Foreign foreign(GoodChildren(), 4, 2);
    change(foreign);
    const auto schema_release = foreign.schema.release;
    const auto array_release = foreign.array.release;
    sinew_error error = {};
    const sinew_status status =
        sinew_batch_import(filled.batch.get(), &foreign.schema, &foreign.array, &error);
    BOOST_TEST_CONTEXT(words) {
      BOOST_TEST(status == SINEW_STATUS_INVALID_ARGUMENT);
      BOOST_TEST(error.status == status);
      BOOST_TEST(strstr(error.message, words) != nullptr, error.message);
      BOOST_TEST((foreign.schema.release == schema_release));
      BOOST_TEST((foreign.array.release == array_release));
      BOOST_TEST(foreign.schema_releases + foreign.array_releases == 0);
      BOOST_TEST((Snapshot(filled.batch.get()) == before));
    }
  };
  using F = Foreign&;
  refused([](F f) { f.schema.release = nullptr; }, "schema: it was released");
  refused([](F f) { f.array.release = nullptr; }, "array: it was released");
  refused([](F f) { f.schema.format = nullptr; }, "schema: its format is null");
  refused([](F f) { f.schema.format = "+m"; }, "\"+m\" is not supported");
  refused([](F f) { f.schema.format = "+l"; }, "column 0: it is of lists, and has not one child");
  refused([](F f) { f.child_schemas[0].format = "+L"; },
          "column 0: it is of lists, and has not one child");
  refused([](F f) { f.array.length = -1; }, "array: length or offset is negative");
  refused([](F f) { f.array.offset = -1; }, "array: length or offset is negative");
  refused([](F f) { f.array.length = INT64_MAX; }, "array: length or offset");
  refused([](F f) { f.array.offset = INT64_MAX; }, "array: length or offset");
  refused([](F f) { f.array.length = 5; }, "column 1: it has fewer rows");
  refused([](F f) { f.array.offset = 3; }, "column 1: it has fewer rows");
  refused([](F f) { f.array.n_children = 2; }, "n_children");
  refused([](F f) { f.array.n_children = f.schema.n_children = -1; }, "n_children");
  refused([](F f) { f.array.n_children = f.schema.n_children = INT64_MAX; }, "n_children");
  refused([](F f) { f.array.children = nullptr; }, "children is null");
  refused([](F f) { f.schema.children = nullptr; }, "children is null");
  refused([](F f) { f.array.n_buffers = 2; }, "array: it has another number of buffers");
  refused([](F f) { f.array.buffers = nullptr; }, "array: it has another number of buffers");
  refused([](F f) { f.array.null_count = 1; }, "array: it has nulls, but no validity");
  refused([](F f) { f.array.null_count = 5; }, "array: null_count");
  refused(
      [](F f) {
        f.array.null_count = -1;
        f.struct_buffers[0] = kBits;
      },
      "null as a whole");
  refused([](F f) { f.child_pointers[1] = nullptr; }, "column 1: its schema or its array is null");
  refused([](F f) { f.child_schema_pointers[2] = nullptr; }, "column 2: its schema");
  refused([](F f) { f.children[0].release = nullptr; }, "column 0: its schema or its array was");
  refused([](F f) { f.child_schemas[0].release = nullptr; },
          "column 0: its schema or its array was");
  refused([](F f) { f.child_schemas[0].format = nullptr; }, "column 0: its format is null");
  for (const char* format :
       {"", "n", "e", "tdm", "w:15", "d:38,10", "+s", "+w:2", "vu", "l:", "tDs"}) {
    refused([format](F f) { f.child_schemas[0].format = format; }, "is not supported");
  }
  refused([](F f) { f.child_schemas[0].dictionary = &f.child_schemas[1]; }, "dictionary-encoded");
  refused([](F f) { f.children[0].dictionary = &f.children[1]; }, "dictionary-encoded");
  refused([](F f) { f.children[0].length = -1; }, "column 0: length or offset");
  refused([](F f) { f.children[0].offset = -7; }, "column 0: length or offset");
  refused([](F f) { f.children[0].offset = INT64_MAX; }, "column 0: length or offset");
  refused([](F f) { f.children[0].null_count = -2; }, "column 0: null_count");
  refused([](F f) { f.children[0].null_count = 9; }, "column 0: null_count");
  refused([](F f) { f.children[0].null_count = 1; }, "column 0: it has nulls, but no validity");
  refused([](F f) { f.children[0].n_buffers = 3; }, "column 0: it has another number of buffers");
  refused([](F f) { f.children[1].n_buffers = 2; }, "column 1: it has another number of buffers");
  refused([](F f) { f.children[0].buffers = nullptr; }, "column 0: it has another number");
  refused([](F f) { f.buffers[0][1] = nullptr; }, "column 0: a buffer is null");
  refused([](F f) { f.buffers[1][1] = nullptr; }, "column 1: a buffer is null");
  refused([](F f) { f.buffers[1][2] = nullptr; }, "column 1: values is null");
  refused([&](F f) { f.buffers[1][1] = backwards; },
          "column 1: the offsets of row 0 run backwards");
  refused([&](F f) { f.buffers[1][1] = negative; }, "column 1: ");

  sinew_error error = {};
  Foreign foreign(GoodChildren(), 4, 2);
  sinew_batch* batch = filled.batch.get();
  BOOST_TEST(sinew_batch_import(nullptr, &foreign.schema, &foreign.array, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_batch_import(batch, nullptr, &foreign.array, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_batch_import(batch, &foreign.schema, nullptr, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_batch_export(nullptr, &foreign.schema, &foreign.array, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_batch_export(batch, &foreign.schema, nullptr, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(foreign.schema_releases + foreign.array_releases == 0);
}

BOOST_AUTO_TEST_CASE(FailedAllocationsChangeNothing) {
  FilledBatch filled(10, 20, 1);
  const Snapshot before(filled.batch.get());
  const size_t held = sinew_batch_memory(filled.batch.get());
  size_t failures = 0;
  for (int64_t after = 0;; ++after, ++failures) {
    Foreign foreign(GoodChildren(), 4, 2);
    sinew::FailAllocationsAfter(after);
    sinew_error error = {};
    const sinew_status status =
        sinew_batch_import(filled.batch.get(), &foreign.schema, &foreign.array, &error);
    sinew::FailAllocationsAfter(-1);
    BOOST_TEST(error.status == status);
    if (status == SINEW_STATUS_OK) {
      const sinew::BatchField field = Field("x", SINEW_TYPE_I64);
      BOOST_REQUIRE_EQUAL(filled.batch->Prepare(&field, 1, 0), SINEW_STATUS_OK);
      BOOST_TEST(foreign.array_releases == 1);
      break;
    }
    BOOST_TEST(status == SINEW_STATUS_OUT_OF_MEMORY);
    BOOST_TEST(foreign.array.release != nullptr);
    BOOST_TEST(foreign.schema_releases + foreign.array_releases == 0);
    BOOST_TEST((Snapshot(filled.batch.get()) == before));
    BOOST_TEST(sinew_batch_memory(filled.batch.get()) == held);
  }
  BOOST_TEST(failures >= 2u);

  FilledBatch exporting(10, 20, 1);
  for (const int64_t after : {0, 1}) {
    ArrowSchema schema = {};
    ArrowArray array = {};
    sinew::FailAllocationsAfter(after);
    BOOST_TEST(sinew_batch_export(exporting.batch.get(), &schema, &array, nullptr) ==
               SINEW_STATUS_OUT_OF_MEMORY);
    sinew::FailAllocationsAfter(-1);
    BOOST_TEST(schema.release == nullptr);
    BOOST_TEST(array.release == nullptr);
  }
  exporting.batch.reset();
  filled.batch.reset();
  BOOST_TEST(sinew_memory_stats().current == 0u);
}

BOOST_AUTO_TEST_CASE(ExportsTheArrayAlone) {
  FilledBatch filled(10, 20, 1);
  ArrowArray array;
  BOOST_REQUIRE_EQUAL(sinew_batch_export(filled.batch.get(), nullptr, &array, nullptr),
                      SINEW_STATUS_OK);
  BOOST_TEST(array.length == 10);
  array.release(&array);

  // A batch without columns has no rows.
  const OwnedBatch empty = CreateBatch();
  Exported exported(empty.get());
  BOOST_TEST(exported.array.n_children == 0);
  BOOST_REQUIRE_EQUAL(
      sinew_batch_import(filled.batch.get(), &exported.schema, &exported.array, nullptr),
      SINEW_STATUS_OK);
  BOOST_TEST(sinew_batch_column_count(filled.batch.get()) == 0u);
}
