#include <string.h>

#include <boost/test/unit_test.hpp>

#include "core/batch_fixture.h"
#include "core/bits.h"

using sinew::BatchField;

BOOST_AUTO_TEST_CASE(AppendsEveryTypeWithAndWithoutNulls) {
  for (const unsigned nulls : {0u, 1u, 50u, 100u}) {
    for (const size_t count : {0, 1, 7, 8, 9, 63, 64, 65, 129, 700}) {
      const FilledBatch filled(count, nulls, count + nulls);
      BOOST_TEST(sinew_batch_row_count(filled.batch.get()) == count);
      BOOST_TEST(sinew_batch_column_count(filled.batch.get()) == kBatchTypeCount);
      for (size_t i = 0; i < kBatchTypeCount; ++i) {
        const sinew_column column = sinew_batch_column(filled.batch.get(), i);
        BOOST_TEST(column.type == BatchType(i));
        BOOST_TEST(column.validity_offset == 0u);
        BOOST_TEST((RowsOf(column) == filled.rows[i]));
        BOOST_TEST(strcmp(sinew_batch_name(filled.batch.get(), i), sinew_type_name(BatchType(i))) ==
                   0);
        if (nulls == 0) BOOST_TEST(column.validity == nullptr);
      }
    }
  }
  BOOST_TEST(sinew_memory_stats().blocks == 0u);
}

BOOST_AUTO_TEST_CASE(RollbackForgetsWhatWasNotCommitted) {
  FilledBatch filled(70, 20, 1);
  const Snapshot before(filled.batch.get());
  Random random(2);
  for (size_t turn = 0; turn < 3; ++turn) {
    for (size_t row = 0; row < 100 * turn + 5; ++row) {
      for (size_t i = turn; i < kBatchTypeCount; ++i) {  // a row that was cut in the middle
        const BatchRow more = RandomRow(BatchType(i), 30, random);
        BOOST_REQUIRE_EQUAL(AppendRow(filled.batch.get(), i, BatchType(i), more), SINEW_STATUS_OK);
      }
    }
    BOOST_TEST((Snapshot(filled.batch.get()) == before));
    filled.batch->Rollback();
    BOOST_TEST((Snapshot(filled.batch.get()) == before));
  }
  for (size_t i = 0; i < kBatchTypeCount; ++i) {
    filled.rows[i].push_back(RandomRow(BatchType(i), 30, random));
    BOOST_REQUIRE_EQUAL(AppendRow(filled.batch.get(), i, BatchType(i), filled.rows[i].back()),
                        SINEW_STATUS_OK);
  }
  filled.batch->Commit();
  for (size_t i = 0; i < kBatchTypeCount; ++i) {
    BOOST_TEST((RowsOf(sinew_batch_column(filled.batch.get(), i)) == filled.rows[i]));
  }
}

BOOST_AUTO_TEST_CASE(PreparesWhatIsWritten) {
  const OwnedBatch batch = CreateBatch();
  const BatchField fields[] = {Field("key", SINEW_TYPE_LARGE_STRING, true, 6),
                               Field("", SINEW_TYPE_I64), Field("flag", SINEW_TYPE_BOOL, true)};
  BOOST_REQUIRE_EQUAL(batch->Prepare(fields, 3, 3), SINEW_STATUS_OK);
  const int64_t offsets[] = {0, 1, 1, 6};
  const int64_t numbers[] = {INT64_MIN, 0, 7};
  memcpy(batch->Values<int64_t>(0), offsets, sizeof(offsets));
  memcpy(batch->StringBytes(0), "abcdef", 6);
  *batch->Validity(0) = 0b101;
  memcpy(batch->Values<int64_t>(1), numbers, sizeof(numbers));
  *batch->Values<uint8_t>(2) = 0b010;
  *batch->Validity(2) = 0b110;
  BOOST_TEST(sinew_batch_row_count(batch.get()) == 3u);
  const std::vector<BatchRow> strings = {"a", std::nullopt, "bcdef"};
  BOOST_TEST((RowsOf(sinew_batch_column(batch.get(), 0)) == strings));
  BOOST_TEST(sinew_batch_column(batch.get(), 0).values_size == 6u);
  BOOST_TEST(memcmp(sinew_batch_column(batch.get(), 1).values, numbers, sizeof(numbers)) == 0);
  BOOST_TEST(sinew_batch_column(batch.get(), 1).validity == nullptr);
  const std::vector<BatchRow> flags = {std::nullopt, std::string("\1", 1), std::string("\0", 1)};
  BOOST_TEST((RowsOf(sinew_batch_column(batch.get(), 2)) == flags));
  BOOST_TEST(strcmp(sinew_batch_name(batch.get(), 1), "") == 0);
  BOOST_TEST(strcmp(sinew_batch_name(batch.get(), 2), "flag") == 0);
}

BOOST_AUTO_TEST_CASE(FillingAgainAllocatesNothing) {
  const OwnedBatch batch = CreateBatch();
  const BatchField wide[] = {Field("a", SINEW_TYPE_LARGE_STRING, true, 1000),
                             Field("b", SINEW_TYPE_BYTES16, true)};
  const BatchField narrow[] = {Field("x", SINEW_TYPE_STRING, false, 999),
                               Field("y", SINEW_TYPE_I8, true)};
  BOOST_REQUIRE_EQUAL(batch->Prepare(wide, 2, 100), SINEW_STATUS_OK);
  const size_t held = sinew_batch_memory(batch.get());
  sinew::FailAllocationsAfter(0);
  for (size_t turn = 0; turn < 10; ++turn) {
    BOOST_TEST(batch->Prepare(narrow, 2, 10 * turn) == SINEW_STATUS_OK);
    BOOST_TEST(batch->Prepare(wide, turn % 3, 100 - turn) == SINEW_STATUS_OK);
  }
  sinew::FailAllocationsAfter(-1);
  BOOST_TEST(sinew_batch_memory(batch.get()) == held);
}

// The n-th allocation fails, for every n, in each way to grow.
BOOST_AUTO_TEST_CASE(FailedAllocationsChangeNothing) {
  const BatchField fields[] = {
      Field("a name that is longer than before", SINEW_TYPE_STRING, true, 5000),
      Field("b", SINEW_TYPE_I64, true), Field("c", SINEW_TYPE_BOOL, true)};
  FilledBatch filled(10, 20, 5);
  const Snapshot before(filled.batch.get());
  const size_t held = sinew_batch_memory(filled.batch.get());
  int64_t failures = 0;
  for (;; ++failures) {
    sinew::FailAllocationsAfter(failures);
    const sinew_status status = filled.batch->Prepare(fields, 3, 5000);
    sinew::FailAllocationsAfter(-1);
    if (status == SINEW_STATUS_OK) break;
    BOOST_TEST(status == SINEW_STATUS_OUT_OF_MEMORY);
    BOOST_TEST((Snapshot(filled.batch.get()) == before));
    BOOST_TEST(sinew_batch_memory(filled.batch.get()) == held);
  }
  BOOST_TEST(failures > 4);

  // One column after the other, whose every allocation fails once.
  for (size_t i = 0; i < kBatchTypeCount; ++i) {
    const sinew_type type = BatchType(i);
    const OwnedBatch batch = CreateBatch();
    const BatchField field = Field("x", type);
    BOOST_REQUIRE_EQUAL(batch->Prepare(&field, 1, 0), SINEW_STATUS_OK);
    std::vector<BatchRow> rows;
    Random random(static_cast<uint64_t>(type));
    size_t failed = 0;
    while (rows.size() < 400) {
      const BatchRow row = RandomRow(type, rows.size() < 100 ? 0 : 20, random);
      for (int64_t after = 0;; ++after) {
        sinew::FailAllocationsAfter(after);
        const sinew_status status = AppendRow(batch.get(), 0, type, row);
        sinew::FailAllocationsAfter(-1);
        if (status == SINEW_STATUS_OK) break;
        BOOST_TEST(status == SINEW_STATUS_OUT_OF_MEMORY);
        if (IsListType(type)) batch->Rollback();  // what came before the element that failed
        ++failed;
      }
      rows.push_back(row);
      batch->Commit();
    }
    BOOST_TEST((RowsOf(sinew_batch_column(batch.get(), 0)) == rows));
    // The first block of memory holds 512 bits and 64 bytes.
    const bool is_small = type == SINEW_TYPE_BOOL || sinew_type_width(type) == 1;
    BOOST_TEST(failed >= (is_small ? 1u : 3u));
  }
  filled.batch.reset();
  BOOST_TEST(sinew_memory_stats().current == 0u);
}

BOOST_AUTO_TEST_CASE(KeepsToItsLimit) {
  const OwnedBatch batch = CreateBatch(64 << 10);
  const BatchField field = Field("x", SINEW_TYPE_LARGE_STRING);
  BOOST_REQUIRE_EQUAL(batch->Prepare(&field, 1, 0), SINEW_STATUS_OK);
  size_t rows = 0;
  sinew_status status;
  while ((status = batch->Append(0, BytesOf("some bytes"))) == SINEW_STATUS_OK) ++rows;
  BOOST_TEST(status == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(rows > 1000u);
  BOOST_TEST(sinew_batch_memory(batch.get()) <= size_t{64 << 10});
  batch->Commit();
  const Snapshot before(batch.get());
  BOOST_TEST(batch->Prepare(&field, 1, 1 << 20) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST((Snapshot(batch.get()) == before));
  BOOST_TEST(batch->Prepare(&field, 1, 10) == SINEW_STATUS_OK);
}

BOOST_AUTO_TEST_CASE(RefusesWhatCannotBe) {
  const OwnedBatch batch = CreateBatch();
  const BatchField narrow = Field("x", SINEW_TYPE_STRING, false, size_t{INT32_MAX} + 1);
  BOOST_TEST(batch->Prepare(&narrow, 1, 1) == SINEW_STATUS_OVERFLOW);
  const BatchField wide = Field("x", SINEW_TYPE_LARGE_STRING, false, SIZE_MAX);
  BOOST_TEST(batch->Prepare(&wide, 1, 1) == SINEW_STATUS_OUT_OF_MEMORY);
  const BatchField number = Field("x", SINEW_TYPE_BYTES16);
  for (const size_t rows : {SIZE_MAX, SIZE_MAX / 16, SIZE_MAX / 32}) {
    BOOST_TEST(batch->Prepare(&number, 1, rows) == SINEW_STATUS_OUT_OF_MEMORY);
  }
  BOOST_TEST(sinew_batch_column_count(batch.get()) == 0u);

  const BatchField strings = Field("x", SINEW_TYPE_BINARY);
  BOOST_REQUIRE_EQUAL(batch->Prepare(&strings, 1, 0), SINEW_STATUS_OK);
  BOOST_TEST(batch->Append(0, BytesOf("abc")) == SINEW_STATUS_OK);
  // Refused before the bytes, which are not there, are looked at.
  const sinew::Bytes huge = {BytesOf("abc").data, size_t{INT32_MAX} - 2};
  BOOST_TEST(batch->Append(0, huge) == SINEW_STATUS_OVERFLOW);
  batch->Commit();
  BOOST_TEST((RowsOf(sinew_batch_column(batch.get(), 0)) == std::vector<BatchRow>{"abc"}));
}

BOOST_AUTO_TEST_CASE(ReservesForListsThatAreWrittenAtOnce) {
  const OwnedBatch batch = CreateBatch();
  const BatchField fields[] = {Field("id", SINEW_TYPE_I64),
                               Field("tags", ListType(SINEW_TYPE_LIST, SINEW_TYPE_I32))};
  for (size_t turn = 0; turn < 2; ++turn) {
    BOOST_REQUIRE_EQUAL(batch->Prepare(fields, 2, 0), SINEW_STATUS_OK);
    const size_t elements = batch->Elements(1);
    BOOST_TEST(batch->Elements(0) == 0u);
    BOOST_REQUIRE_EQUAL(batch->Reserve(0, 2, 0), SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(batch->Reserve(1, 2, 3), SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(batch->Reserve(elements, 3, 0), SINEW_STATUS_OK);
    for (int32_t i = 0; i < 3; ++i) batch->Values<int32_t>(elements)[i] = i;
    batch->Values<int32_t>(1)[1] = 1;
    batch->Values<int32_t>(1)[2] = 3;
    batch->Advance(0, 2, 0, false);
    batch->Advance(1, 2, 3, false);
    batch->Advance(elements, 3, 0, false);
    batch->Commit();
    const auto number = [](int32_t value) {
      return std::string(reinterpret_cast<const char*>(&value), sizeof(value));
    };
    const std::vector<BatchRow> rows = {ListRow({number(0)}), ListRow({number(1), number(2)})};
    BOOST_TEST((RowsOf(sinew_batch_column(batch.get(), 1)) == rows));
    BOOST_TEST(sinew_batch_column(batch.get(), 1).validity == nullptr);
  }
  BOOST_TEST(batch->Reserve(1, 1, size_t{INT32_MAX} - 2) == SINEW_STATUS_OVERFLOW);

  // Room for nothing.
  const OwnedBatch empty = CreateBatch();
  BOOST_REQUIRE_EQUAL(empty->Prepare(fields, 2, 0), SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(empty->Reserve(empty->Elements(1), 0, 0), SINEW_STATUS_OK);
  BOOST_TEST(empty->column(empty->Elements(1)).owners[sinew::BatchColumn::kValidity] != nullptr);
}

BOOST_AUTO_TEST_CASE(ChecksArguments) {
  sinew_batch* batch = reinterpret_cast<sinew_batch*>(1);
  sinew_error error = {};
  sinew_batch_options options = {};
  const auto refused = [&](sinew_status status, const char* words) {
    BOOST_TEST(status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(status == error.status);
    BOOST_TEST(strstr(error.message, words) != nullptr, error.message);
  };
  refused(sinew_batch_create(&options, &batch, &error), "options.size: 0");
  BOOST_TEST(batch == nullptr);
  refused(sinew_batch_create(nullptr, &batch, &error), "options is null");
  refused(sinew_batch_create(&options, nullptr, &error), "out is null");
  options.size = sizeof(options);
  options.memory_limit = 1;
  BOOST_TEST(sinew_batch_create(&options, &batch, &error) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(batch == nullptr);
  options.memory_limit = 0;
  sinew::FailAllocationsAfter(0);
  BOOST_TEST(sinew_batch_create(&options, &batch, &error) == SINEW_STATUS_OUT_OF_MEMORY);
  sinew::FailAllocationsAfter(-1);

  sinew_batch_destroy(nullptr);
  BOOST_TEST(sinew_batch_row_count(nullptr) == 0u);
  BOOST_TEST(sinew_batch_column_count(nullptr) == 0u);
  BOOST_TEST(sinew_batch_memory(nullptr) == 0u);
  BOOST_TEST(sinew_batch_column(nullptr, 0).count == 0u);
  const OwnedBatch empty = CreateBatch();
  BOOST_TEST(sinew_batch_memory(empty.get()) != 0u);
  BOOST_TEST(static_cast<int>(sinew_batch_column(empty.get(), 0).type) == 0);
  BOOST_TEST(strcmp(sinew_batch_name(empty.get(), 0), "") == 0);
}

BOOST_AUTO_TEST_CASE(ReservesForRowsThatAreWrittenAtOnce) {
  const OwnedBatch batch = CreateBatch();
  const BatchField fields[] = {Field("text", SINEW_TYPE_STRING), Field("number", SINEW_TYPE_I64)};
  for (const bool has_nulls : {false, true, false}) {
    BOOST_REQUIRE_EQUAL(batch->Prepare(fields, 2, 0), SINEW_STATUS_OK);
    std::vector<BatchRow> texts;
    size_t rows = 0, bytes = 0;
    for (const size_t more : {1, 6, 2, 70, 300}) {
      BOOST_REQUIRE_EQUAL(batch->Reserve(0, more + 3, 9 * more), SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(batch->Reserve(1, more + 3, 0), SINEW_STATUS_OK);
      for (size_t row = rows; row < rows + more + 3; ++row) {
        BOOST_REQUIRE(sinew::BitAt(batch->Validity(0), row) ||
                      (has_nulls && row < rows && row % 7 == 3));
      }
      for (size_t row = rows; row < rows + more; ++row) {
        const std::string text(row % 10, 'x');
        memcpy(batch->StringBytes(0) + bytes, text.data(), text.size());
        bytes += text.size();
        batch->Values<int32_t>(0)[row + 1] = static_cast<int32_t>(bytes);
        batch->Values<int64_t>(1)[row] = static_cast<int64_t>(row);
        const bool is_null = has_nulls && row % 7 == 3;
        if (is_null) batch->Validity(0)[row / 8] &= static_cast<uint8_t>(~(1u << row % 8));
        texts.push_back(is_null ? BatchRow() : BatchRow(text));
      }
      rows += more;
      batch->Advance(0, more, bytes, true);
      batch->Advance(1, more, 0, true);
    }
    batch->Advance(0, 0, bytes, has_nulls);
    batch->Advance(1, 0, 0, false);
    BOOST_TEST(sinew_batch_row_count(batch.get()) == 0u);
    batch->Commit();
    BOOST_TEST(sinew_batch_row_count(batch.get()) == rows);
    BOOST_TEST((RowsOf(sinew_batch_column(batch.get(), 0)) == texts));
    BOOST_TEST((sinew_batch_column(batch.get(), 0).validity != nullptr) == has_nulls);
    BOOST_TEST(sinew_batch_column(batch.get(), 1).validity == nullptr);
    BOOST_TEST(static_cast<const int64_t*>(sinew_batch_column(batch.get(), 1).values)[rows - 1] ==
               static_cast<int64_t>(rows - 1));
  }
  BOOST_TEST(batch->Reserve(0, 1, size_t{INT32_MAX} + 1) == SINEW_STATUS_OVERFLOW);
}
