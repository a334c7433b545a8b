// What a pipeline refuses, and what it does without memory.
#include "sinew/ingest.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "core/memory.h"
#include "ingest/pipeline_ref.h"
#include "ingest/pipeline_run.h"

namespace {

const PipelineSettings kSettings = {
    .where = "delay > -40 or delay is null",
    .computed = {{"bucket(ts, '1m')", "minute"}},
    .keys = {{"origin", nullptr}, {"minute", nullptr}},
    .aggregates = {{SINEW_AGGREGATE_COUNT_ROWS, nullptr, nullptr, nullptr, nullptr, 0, 0, 0},
                   {SINEW_AGGREGATE_MAX, "gate", nullptr, nullptr, nullptr, 0, 0, 0},
                   {SINEW_AGGREGATE_COUNT, "destination", nullptr, nullptr, nullptr, 0, 0, 0}},
    .max_rows = 16};

std::vector<CellRow> Expected(const std::vector<Flight>& flights) {
  return GroupRef(
      flights, [](const Flight& f) { return !f.delay || *f.delay > -40; },
      [](const Flight& f) { return CellRow{f.origin, std::to_string(f.ts / 60 * 60)}; },
      {[](const std::vector<const Flight*>& group) { return std::to_string(group.size()); },
       [](const std::vector<const Flight*>& group) {
         const auto all =
             Reduce<int64_t>(group, [](const Flight& f) { return std::optional<int64_t>(f.gate); });
         return all.count == 0 ? Cell() : std::to_string(all.max);
       },
       [](const std::vector<const Flight*>& group) { return std::to_string(group.size()); }});
}

sinew_column Integers(const std::vector<int64_t>& values) {
  return {SINEW_TYPE_I64, values.size(), values.data(), values.size() * 8, nullptr, nullptr, 0, 0};
}

// A pipeline over columns, without a decoder.
struct ColumnPipeline {
  ColumnPipeline(const PipelineSettings& settings,
                 const std::vector<sinew_expression_column>& columns) {
    sinew_pipeline_options options = PipelineHandle::OptionsOf(settings);
    options.columns = columns.data();
    options.column_count = columns.size();
    status = sinew_pipeline_create(&options, &pipeline, &error);
    const sinew_batch_options batch_options = {sizeof(batch_options), 0};
    if (status == SINEW_STATUS_OK) status = sinew_batch_create(&batch_options, &batch, nullptr);
  }
  ~ColumnPipeline() {
    sinew_pipeline_destroy(pipeline);
    sinew_batch_destroy(batch);
  }
  std::vector<CellRow> Results(std::vector<sinew_pipeline_order> orders = {}) {
    const sinew_pipeline_results_options options = {sizeof(options), orders.data(), orders.size(),
                                                    0};
    std::vector<CellRow> rows;
    BOOST_REQUIRE(sinew_pipeline_results(pipeline, &options, batch, nullptr) == SINEW_STATUS_OK);
    AppendCells(batch, &rows);
    return rows;
  }

  sinew_pipeline* pipeline = nullptr;
  sinew_batch* batch = nullptr;
  sinew_error error = {};
  sinew_status status;
};

}  // namespace

// Whatever width the pipeline was created for: in filters, computed columns, keys and aggregates.
BOOST_AUTO_TEST_CASE(StringsMayHaveOffsetsOfEitherWidth) {
  const int32_t narrow[] = {0, 1, 3, 3, 4, 6};
  const int64_t wide[] = {0, 1, 3, 3, 4, 6};
  const std::vector<int64_t> numbers = {1, 2, 3, 4, 5};
  for (const sinew_type type : {SINEW_TYPE_STRING, SINEW_TYPE_LARGE_STRING}) {
    ColumnPipeline one(
        {.where = "s != 'c'",
         .computed = {{"if(s = 'a', 'x', s)", "t"}},
         .keys = {{"s", nullptr}, {"t", nullptr}},
         .aggregates = {{SINEW_AGGREGATE_COUNT, "s", nullptr, nullptr, nullptr, 0, 0, 0},
                        {SINEW_AGGREGATE_SUM, "n", nullptr, nullptr, nullptr, 0, 0, 0}}},
        {{"s", type}, {"n", SINEW_TYPE_I64}});
    BOOST_REQUIRE_MESSAGE(one.status == SINEW_STATUS_OK, one.error.message);
    sinew_column columns[] = {{SINEW_TYPE_STRING, 5, "aBbcBb", 6, narrow, nullptr, 0, 0},
                              Integers(numbers)};
    BOOST_TEST(sinew_pipeline_update(one.pipeline, columns, 2, 5, nullptr) == SINEW_STATUS_OK);
    columns[0].type = SINEW_TYPE_LARGE_STRING;
    columns[0].offsets = wide;
    BOOST_TEST(sinew_pipeline_update(one.pipeline, columns, 2, 5, nullptr) == SINEW_STATUS_OK);
    columns[0].type = SINEW_TYPE_LARGE_BINARY;
    BOOST_TEST(sinew_pipeline_update(one.pipeline, columns, 2, 5, &one.error) ==
               SINEW_STATUS_INVALID_ARGUMENT);
    const std::vector<CellRow> expected = {
        {"a", "x", "2", "2"}, {"Bb", "Bb", "4", "14"}, {"", "", "2", "6"}};
    BOOST_TEST(Difference(one.Results(), expected) == "");
  }
}

// A write that fails goes on where it was: in the end every row counts once.
BOOST_AUTO_TEST_CASE(EveryAllocationMayFail) {
  const std::vector<Flight> flights = RandomFlights(100, 1);
  const std::string text = JsonOf(flights);
  const std::vector<CellRow> expected = Expected(flights);
  for (int64_t countdown = 0, failures = 1; failures != 0; ++countdown) {
    failures = 0;
    sinew::FailAllocationsAfter(countdown);
    PipelineHandle failing(kSettings);
    sinew::FailAllocationsAfter(-1);
    failures += failing.status != SINEW_STATUS_OK;

    PipelineHandle handle(kSettings);
    sinew_codec_result done = {0, 0, SINEW_STATUS_OK};
    for (bool fails = true;;) {
      if (fails) sinew::FailAllocationsAfter(countdown);
      const sinew_codec_result part =
          sinew_pipeline_write(handle.pipeline, text.data() + done.read, text.size() - done.read,
                               handle.decoder, SINEW_DECODE_END, &handle.error);
      sinew::FailAllocationsAfter(-1);
      done = {done.read + part.read, done.written + part.written, part.status};
      BOOST_REQUIRE(sinew_pipeline_stats(handle.pipeline).kept_rows == done.written);
      if (part.status == SINEW_STATUS_OK) break;
      BOOST_REQUIRE(part.status == SINEW_STATUS_OUT_OF_MEMORY);
      ++failures;
      // What counts is the rows of whole batches.
      const size_t rows = sinew_pipeline_stats(handle.pipeline).rows;
      const auto end = flights.begin() + static_cast<ptrdiff_t>(rows);
      BOOST_REQUIRE(Difference(handle.Results(), Expected({flights.begin(), end})) == "");
      fails = false;
    }
    BOOST_REQUIRE(done.read == text.size());
    BOOST_REQUIRE(Difference(handle.Results(), expected) == "");

    sinew::FailAllocationsAfter(countdown);
    const std::vector<CellRow> sorted = handle.Results({{2, SINEW_PIPELINE_DESCENDING}}, 5);
    sinew::FailAllocationsAfter(-1);
    failures += handle.status != SINEW_STATUS_OK;

    PipelineHandle from(kSettings), into(kSettings);
    from.Write(text);
    sinew::FailAllocationsAfter(countdown);
    const sinew_status merged = sinew_pipeline_merge(into.pipeline, from.pipeline, nullptr);
    sinew::FailAllocationsAfter(-1);
    failures += merged != SINEW_STATUS_OK;
    const bool ok = merged == SINEW_STATUS_OK;
    BOOST_REQUIRE(Difference(into.Results(), ok ? expected : std::vector<CellRow>()) == "");
    BOOST_REQUIRE(sinew_pipeline_stats(into.pipeline).rows == (ok ? flights.size() : 0));
  }
  BOOST_TEST(sinew_memory_stats().blocks == 0u);
  BOOST_TEST(sinew_memory_stats().current == 0u);
}

// Whatever its limit is, a pipeline comes to the end, or says that it cannot and loses nothing: one
// without a limit takes its groups, and the rows that it has decoded, and goes on.
BOOST_AUTO_TEST_CASE(EveryLimit) {
  const std::vector<Flight> flights = RandomFlights(600, 4);
  const std::string text = JsonOf(flights);
  const std::vector<CellRow> expected = Expected(flights);
  std::string bytes;
  std::vector<int64_t> offsets = {0};
  for (const Flight& flight : flights) {
    bytes += JsonOf(flight);
    offsets.push_back(static_cast<int64_t>(bytes.size()));
  }
  PipelineSettings settings = kSettings;
  settings.max_rows = 0;
  for (const bool has_records : {false, true}) {
    size_t complete = 0, stuck = 0;
    for (size_t limit = 1000; limit < size_t{4} << 20; limit += limit / 30) {
      const auto write = [&](sinew_pipeline* pipeline, sinew_decoder* decoder, size_t done,
                             sinew_error* error) {
        if (!has_records) {
          return sinew_pipeline_write(pipeline, text.data() + done, text.size() - done, decoder,
                                      SINEW_DECODE_END, error);
        }
        const sinew_column rest = {SINEW_TYPE_LARGE_STRING,
                                   flights.size() - done,
                                   bytes.data(),
                                   bytes.size(),
                                   offsets.data() + done,
                                   nullptr,
                                   0,
                                   0};
        return sinew_pipeline_write_many(pipeline, &rest, nullptr, 0, decoder, error);
      };
      settings.memory_limit = limit;
      PipelineHandle handle(settings);
      if (handle.status == SINEW_STATUS_MEMORY_LIMIT) continue;
      BOOST_TEST_CONTEXT("limit " << limit << ", records " << has_records) {
        BOOST_REQUIRE_EQUAL(handle.status, SINEW_STATUS_OK);
        sinew_codec_result part = write(handle.pipeline, handle.decoder, 0, &handle.error);
        BOOST_REQUIRE_LE(sinew_pipeline_memory(handle.pipeline), limit);
        BOOST_REQUIRE_EQUAL(sinew_pipeline_stats(handle.pipeline).kept_rows, part.written);
        if (part.status == SINEW_STATUS_OK) {
          ++complete;
          BOOST_REQUIRE(Difference(handle.Results(), expected) == "");
          continue;
        }
        ++stuck;
        BOOST_REQUIRE_EQUAL(part.status, SINEW_STATUS_MEMORY_LIMIT);
        const size_t read = part.read;
        part = write(handle.pipeline, handle.decoder, read, &handle.error);
        BOOST_REQUIRE_EQUAL(part.status, SINEW_STATUS_MEMORY_LIMIT);
        BOOST_REQUIRE_EQUAL(part.read, 0u);
        PipelineSettings ample = kSettings;
        PipelineHandle whole(ample);
        BOOST_REQUIRE(sinew_pipeline_merge(whole.pipeline, handle.pipeline, nullptr) ==
                      SINEW_STATUS_OK);
        part = write(whole.pipeline, handle.decoder, read, nullptr);
        BOOST_REQUIRE_EQUAL(part.status, SINEW_STATUS_OK);
        BOOST_REQUIRE(Difference(whole.Results(), expected) == "");
        BOOST_REQUIRE_EQUAL(sinew_pipeline_stats(whole.pipeline).rows, flights.size());
      }
    }
    BOOST_TEST(complete > 10u);
    BOOST_TEST(stuck > 10u);
  }
}

// Records, and a key and a time beside each. Some are null or at fault.
struct Beside {
  Beside() {
    for (int64_t i = 0; i < static_cast<int64_t>(kRows); ++i) {
      const bool is_null = i % 7 == 3, is_bad = i % 11 == 5, has_key = i % 13 != 0;
      const std::string key = "k" + std::to_string(i % 5);
      if (!is_null) records += is_bad ? "{" : "{\"n\":" + std::to_string(i) + "}";
      record_ends.push_back(static_cast<int32_t>(records.size()));
      record_bits[i / 8] |= static_cast<uint8_t>(!is_null << i % 8);
      keys += key;
      key_ends.push_back(static_cast<int64_t>(keys.size()));
      key_bits[i / 8] |= static_cast<uint8_t>(has_key << i % 8);
      times.push_back(1000 * i);
      if (is_null || is_bad || i < 20 || i == 50) continue;
      const Cell shown = has_key ? Cell(key) : std::nullopt;
      auto group = std::find_if(groups.begin(), groups.end(),
                                [&](const Group& one) { return one.key == shown; });
      if (group == groups.end()) group = groups.insert(group, {shown, 0, 0, 0});
      ++group->count;
      group->sum += i;
      group->last = 1000 * i;
    }
  }

  // The rows from `first` on.
  sinew_codec_result Write(sinew_pipeline* pipeline, sinew_decoder* decoder, size_t first,
                           sinew_error* error = nullptr) const {
    const size_t count = kRows - first;
    const sinew_column values = {
        SINEW_TYPE_BINARY,          count,       records.data(), records.size(),
        record_ends.data() + first, record_bits, first,          0};
    const sinew_column beside[] = {
        {SINEW_TYPE_LARGE_STRING, count, keys.data(), keys.size(), key_ends.data() + first,
         key_bits, first, 0},
        {SINEW_TYPE_TIMESTAMP_MS, count, times.data() + first, 8 * count, nullptr, nullptr, 0, 0}};
    return sinew_pipeline_write_many(pipeline, &values, beside, 2, decoder, error);
  }
  std::vector<CellRow> Expected() const {
    std::vector<CellRow> rows;
    for (const Group& group : groups) {
      rows.push_back({group.key, std::to_string(group.count), std::to_string(group.sum),
                      std::to_string(group.last)});
    }
    return rows;
  }

  static constexpr size_t kRows = 200;
  struct Group {
    Cell key;
    int64_t count, sum, last;
  };
  std::vector<Group> groups;
  std::string records, keys;
  std::vector<int32_t> record_ends = {0};
  std::vector<int64_t> key_ends = {0}, times;
  uint8_t record_bits[kRows / 8 + 1] = {}, key_bits[kRows / 8 + 1] = {};
};

struct BesidePipeline : DecoderHandle {
  explicit BesidePipeline(size_t memory_limit = 0, size_t max_rows = 16, uint32_t flags = 0) {
    static const sinew_field field = {"n", nullptr, SINEW_TYPE_I64, 0};
    sinew_decoder_options decoding = {};
    decoding.size = sizeof(decoding);
    decoding.fields = &field;
    decoding.field_count = 1;
    decoding.max_rows = max_rows;
    decoding.flags = flags;
    status = sinew_ndjson_create(&decoding, nullptr, &decoder, &error);
    CreateBatch();
    if (status != SINEW_STATUS_OK) return;
    static const sinew_expression_column columns[] = {{"key", SINEW_TYPE_LARGE_STRING},
                                                      {"timestamp", SINEW_TYPE_TIMESTAMP_MS}};
    PipelineSettings settings;
    settings.where = "timestamp >= timestamp '1970-01-01 00:00:20' and n <> 50";
    settings.keys = {{"key", nullptr}};
    settings.aggregates = {
        {SINEW_AGGREGATE_COUNT_ROWS, nullptr, nullptr, nullptr, nullptr, 0, 0, 0},
        {SINEW_AGGREGATE_SUM, "n", nullptr, nullptr, nullptr, 0, 0, 0},
        {SINEW_AGGREGATE_MAX, "timestamp", nullptr, nullptr, nullptr, 0, 0, 0}};
    settings.memory_limit = memory_limit;
    sinew_pipeline_options options = PipelineHandle::OptionsOf(settings);
    options.decoder = decoder;
    options.columns = columns;
    options.column_count = 2;
    status = sinew_pipeline_create(&options, &pipeline, &error);
  }
  ~BesidePipeline() { sinew_pipeline_destroy(pipeline); }
  std::vector<CellRow> Results() {
    const sinew_pipeline_results_options options = {sizeof(options), nullptr, 0, 0};
    std::vector<CellRow> rows;
    BOOST_REQUIRE(sinew_pipeline_results(pipeline, &options, batch, &error) == SINEW_STATUS_OK);
    AppendCells(batch, &rows);
    return rows;
  }

  sinew_pipeline* pipeline = nullptr;
};

BOOST_AUTO_TEST_CASE(ColumnsBesideRecords) {
  const Beside input;
  const std::vector<CellRow> expected = input.Expected();
  BOOST_REQUIRE(expected.size() == 6u);
  for (const size_t max_rows : {0, 1, 3, 16}) {
    BesidePipeline handle(0, max_rows);
    BOOST_REQUIRE_EQUAL(handle.status, SINEW_STATUS_OK);
    const sinew_codec_result result = input.Write(handle.pipeline, handle.decoder, 0);
    BOOST_TEST(result.status == SINEW_STATUS_OK);
    BOOST_TEST(result.read == Beside::kRows);
    BOOST_TEST(Difference(handle.Results(), expected) == "");
    BOOST_TEST(sinew_pipeline_stats(handle.pipeline).records == Beside::kRows);
  }
  // The first fault ends it, and what is before it counts.
  BesidePipeline stopping(0, 0, SINEW_DECODER_STOP);
  sinew_error error = {};
  sinew_codec_result result = input.Write(stopping.pipeline, stopping.decoder, 0, &error);
  BOOST_TEST(result.status == SINEW_STATUS_CORRUPT);
  BOOST_TEST(result.read == 5u);
  BOOST_TEST(error.offset == 5u);
  BOOST_TEST(sinew_pipeline_stats(stopping.pipeline).rows == 4u);

  // A limit of memory loses nothing, and rows that wait are merged with what came beside them.
  size_t complete = 0, stuck = 0;
  for (size_t limit = 1000; limit < size_t{1} << 20; limit += limit / 20) {
    BesidePipeline limited(limit);
    if (limited.status == SINEW_STATUS_MEMORY_LIMIT) continue;
    const sinew_codec_result part = input.Write(limited.pipeline, limited.decoder, 0);
    BOOST_REQUIRE_LE(sinew_pipeline_memory(limited.pipeline), limit);
    ++(part.status == SINEW_STATUS_OK ? complete : stuck);
    BesidePipeline whole;
    BOOST_REQUIRE(sinew_pipeline_merge(whole.pipeline, limited.pipeline, nullptr) ==
                  SINEW_STATUS_OK);
    BOOST_REQUIRE(input.Write(whole.pipeline, limited.decoder, part.read).status ==
                  SINEW_STATUS_OK);
    BOOST_REQUIRE(Difference(whole.Results(), expected) == "");
  }
  BOOST_TEST(complete > 10u);
  BOOST_TEST(stuck > 3u);
  for (int64_t countdown = 0;; ++countdown) {
    BesidePipeline failing;
    sinew::FailAllocationsAfter(countdown);
    sinew_codec_result part = input.Write(failing.pipeline, failing.decoder, 0);
    sinew::FailAllocationsAfter(-1);
    const bool is_done = part.status == SINEW_STATUS_OK;
    if (!is_done) part = input.Write(failing.pipeline, failing.decoder, part.read);
    BOOST_REQUIRE_EQUAL(part.status, SINEW_STATUS_OK);
    BOOST_REQUIRE(Difference(failing.Results(), expected) == "");
    if (is_done) break;
  }

  BesidePipeline handle;
  const auto refuses = [&](sinew_codec_result refused, const std::string& message) {
    BOOST_TEST(refused.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(handle.error.message == message);
  };
  refuses(sinew_pipeline_write(handle.pipeline, "{}", 2, handle.decoder, 0, &handle.error),
          "pipeline: it has columns beside the records, which sinew_pipeline_write_many takes");
  const std::vector<int64_t> numbers(3);
  const sinew_column integers = Integers(numbers);
  const int32_t offsets[] = {0, 1, 2, 3};
  const sinew_column records = {SINEW_TYPE_BINARY, 3, "{{{", 3, offsets, nullptr, 0, 0};
  const auto write = [&](const sinew_column* columns, size_t count) {
    return sinew_pipeline_write_many(handle.pipeline, &records, columns, count, handle.decoder,
                                     &handle.error);
  };
  refuses(write(nullptr, 0), "column_count: 0, but the pipeline was created for 2");
  refuses(write(nullptr, 2), "columns is null");
  const sinew_column wrong[] = {integers, integers};
  BOOST_TEST(write(wrong, 2).status == SINEW_STATUS_INVALID_ARGUMENT);
}

// Rows that wait in `from` are merged with its groups, or neither is.
BOOST_AUTO_TEST_CASE(MergeTakesRowsThatWait) {
  const std::vector<Flight> flights = RandomFlights(60, 5);
  const std::vector<Flight> first(flights.begin(), flights.begin() + 20);
  const std::vector<Flight> second(flights.begin() + 20, flights.end());
  const std::string text = JsonOf(second);
  size_t waited = 0;
  for (int64_t countdown = 0;; ++countdown) {
    PipelineHandle from(kSettings);
    sinew::FailAllocationsAfter(countdown);
    const sinew_codec_result part = from.Write(text);
    sinew::FailAllocationsAfter(-1);
    if (part.status == SINEW_STATUS_OK) break;
    const sinew_pipeline_counts seen = sinew_pipeline_stats(from.pipeline);
    const size_t decoded = sinew_decoder_stats(from.decoder).rows;
    if (decoded == seen.rows) continue;
    ++waited;
    const auto rows_of = [&](size_t rows) {
      std::vector<Flight> all = first;
      all.insert(all.end(), second.begin(), second.begin() + static_cast<ptrdiff_t>(rows));
      return Expected(all);
    };
    PipelineHandle into(kSettings);
    BOOST_REQUIRE(into.Write(JsonOf(first)).status == SINEW_STATUS_OK);
    BOOST_REQUIRE(sinew_decoder_reset(into.decoder) == SINEW_STATUS_OK);
    for (int64_t fails = 0;; ++fails) {
      sinew::FailAllocationsAfter(fails);
      const sinew_status status = sinew_pipeline_merge(into.pipeline, from.pipeline, nullptr);
      sinew::FailAllocationsAfter(-1);
      if (status == SINEW_STATUS_OK) break;
      BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
      BOOST_REQUIRE(Difference(into.Results(), Expected(first)) == "");
      BOOST_REQUIRE_EQUAL(sinew_pipeline_stats(into.pipeline).rows, first.size());
    }
    BOOST_REQUIRE(Difference(into.Results(), rows_of(decoded)) == "");
    BOOST_REQUIRE_EQUAL(sinew_pipeline_stats(into.pipeline).rows, first.size() + decoded);
    // They wait where they did, and whoever takes the rest of the input goes on.
    BOOST_REQUIRE_EQUAL(sinew_pipeline_stats(from.pipeline).rows, seen.rows);
    const sinew_codec_result rest =
        sinew_pipeline_write(into.pipeline, text.data() + part.read, text.size() - part.read,
                             from.decoder, SINEW_DECODE_END, nullptr);
    BOOST_REQUIRE_EQUAL(rest.status, SINEW_STATUS_OK);
    BOOST_REQUIRE(Difference(into.Results(), Expected(flights)) == "");
    // Bytes are made of all that was decoded.
    sinew::FailAllocationsAfter(0);
    const sinew_codec_result size = sinew_pipeline_encoded_size(from.pipeline, 0, 1, &from.error);
    sinew::FailAllocationsAfter(-1);
    if (size.status != SINEW_STATUS_OK) {
      BOOST_REQUIRE_EQUAL(size.status, SINEW_STATUS_OUT_OF_MEMORY);
      BOOST_REQUIRE(sinew_pipeline_encode(from.pipeline, 0, 1, nullptr, 0, &from.error).status ==
                    SINEW_STATUS_OUTPUT_FULL);
    }
    BOOST_REQUIRE_EQUAL(sinew_pipeline_stats(from.pipeline).rows, decoded);
  }
  BOOST_TEST(waited > 3u);
}

BOOST_AUTO_TEST_CASE(UpdateIsAllOrNothing) {
  std::vector<int64_t> keys, values;
  for (int64_t i = 0; i < 5000; ++i) {
    keys.push_back(i % 1000);
    values.push_back(i);
  }
  const sinew_column columns[] = {Integers(keys), Integers(values)};
  const PipelineSettings settings = {
      .where = "v % 2 = 0",
      .keys = {{"k + 1", nullptr}},
      .aggregates = {{SINEW_AGGREGATE_SUM, "v", nullptr, nullptr, nullptr, 0, 0, 0}}};
  for (int64_t countdown = 0;; ++countdown) {
    ColumnPipeline one(settings, {{"k", SINEW_TYPE_I64}, {"v", SINEW_TYPE_I64}});
    sinew::FailAllocationsAfter(countdown);
    const sinew_status status = sinew_pipeline_update(one.pipeline, columns, 2, 5000, &one.error);
    sinew::FailAllocationsAfter(-1);
    if (status == SINEW_STATUS_OK) break;
    BOOST_REQUIRE(status == SINEW_STATUS_OUT_OF_MEMORY);
    BOOST_REQUIRE(one.Results().empty());
    BOOST_REQUIRE(sinew_pipeline_stats(one.pipeline).rows == 0u);
    BOOST_REQUIRE(sinew_pipeline_update(one.pipeline, columns, 2, 5000, nullptr) ==
                  SINEW_STATUS_OK);
    const std::vector<CellRow> rows = one.Results();
    BOOST_REQUIRE(rows.size() == 500u);
    BOOST_REQUIRE(rows[1] == (CellRow{"3", std::to_string(2 + 1002 + 2002 + 3002 + 4002)}));
  }
}

BOOST_AUTO_TEST_CASE(OneLimitForAllParts) {
  const std::vector<Flight> flights = RandomFlights(20000, 2);
  const std::string text = JsonOf(flights);
  PipelineSettings settings = kSettings;
  settings.keys = {{"ts", nullptr}, {"origin", nullptr}, {"gate", nullptr}};
  settings.memory_limit = size_t{1} << 20;
  PipelineHandle handle(settings);
  const sinew_codec_result result = handle.Write(text);
  BOOST_REQUIRE(result.status == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(handle.error.message ==
             std::string("the memory limit of 1048576 bytes does not allow what is needed"));
  BOOST_TEST(sinew_pipeline_memory(handle.pipeline) <= settings.memory_limit);
  BOOST_TEST(sinew_pipeline_stats(handle.pipeline).rows % 16 == 0u);
  BOOST_TEST(result.written == sinew_pipeline_stats(handle.pipeline).kept_rows);
  BOOST_TEST(!handle.Results().empty());
  // The rest of it fits once the groups are gone.
  BOOST_TEST(sinew_pipeline_reset(handle.pipeline) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_pipeline_count(handle.pipeline) == 0u);
  BOOST_TEST(sinew_pipeline_stats(handle.pipeline).rows == 0u);
  const size_t rest = text.find("{\"origin\"", text.size() - 50000);
  BOOST_TEST(sinew_decoder_reset(handle.decoder) == SINEW_STATUS_OK);
  BOOST_TEST(handle.Write(std::string_view(text).substr(rest)).status == SINEW_STATUS_OK);
}

BOOST_AUTO_TEST_CASE(ResetKeepsMemory) {
  const std::string text = JsonOf(RandomFlights(2000, 3));
  for (const bool has_keys : {false, true}) {
    PipelineSettings settings = kSettings;
    if (!has_keys) settings.keys.clear();
    PipelineHandle handle(settings);
    BOOST_REQUIRE(handle.Write(text).status == SINEW_STATUS_OK);
    const std::vector<CellRow> expected = handle.Results();
    const size_t held = sinew_pipeline_memory(handle.pipeline);
    BOOST_TEST(sinew_pipeline_reset(handle.pipeline) == SINEW_STATUS_OK);
    BOOST_TEST(sinew_decoder_reset(handle.decoder) == SINEW_STATUS_OK);
    BOOST_TEST(sinew_pipeline_count(handle.pipeline) == (has_keys ? 0u : 1u));
    sinew::FailAllocationsAfter(0);
    BOOST_TEST(handle.Write(text).status == SINEW_STATUS_OK);
    sinew::FailAllocationsAfter(-1);
    BOOST_TEST(Difference(handle.Results(), expected) == "");
    BOOST_TEST(sinew_pipeline_memory(handle.pipeline) == held);
  }
}

// Behind all numbers NaNs, then nulls, in either direction; -0.0 equals 0.0.
BOOST_AUTO_TEST_CASE(OrderOfFloats) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double inf = std::numeric_limits<double>::infinity();
  const std::vector<double> values = {1, nan, -inf, 0, 99, 2.5, inf, -1, nan, 99};
  std::vector<int64_t> keys;
  for (size_t i = 0; i < values.size(); ++i) keys.push_back(static_cast<int64_t>(i));
  const uint8_t validity[] = {0xEF, 0x01};  // not rows 4 and 9
  const sinew_column columns[] = {
      Integers(keys),
      {SINEW_TYPE_F64, values.size(), values.data(), values.size() * 8, nullptr, validity, 0, 0}};
  ColumnPipeline one(
      {.keys = {{"k", nullptr}},
       .aggregates = {{SINEW_AGGREGATE_SUM, "v", nullptr, nullptr, nullptr, 0, 0, 0},
                      {SINEW_AGGREGATE_MIN, "v", nullptr, nullptr, nullptr, 0, 0, 0}}},
      {{"k", SINEW_TYPE_I64}, {"v", SINEW_TYPE_F64}});
  BOOST_REQUIRE(sinew_pipeline_update(one.pipeline, columns, 2, values.size(), nullptr) ==
                SINEW_STATUS_OK);
  const auto order = [&](uint32_t flags) {
    std::string keys_in_order;
    for (const CellRow& row : one.Results({{2, flags}})) keys_in_order += *row[0];
    return keys_in_order;
  };
  BOOST_TEST(order(0) == "2730561849");
  BOOST_TEST(order(SINEW_PIPELINE_DESCENDING) == "6503721849");
}

// A field of lists may be there; nothing takes it, and what asks for it is told by name.
BOOST_AUTO_TEST_CASE(ListsAreNoKeysAndNoValues) {
  const sinew_field fields[] = {
      {"tags", nullptr, static_cast<sinew_type>(SINEW_TYPE_LIST + SINEW_TYPE_STRING), 0},
      {"n", nullptr, SINEW_TYPE_I64, 0}};
  sinew_decoder_options decoding = {};
  decoding.size = sizeof(decoding);
  decoding.fields = fields;
  decoding.field_count = 2;
  sinew_decoder* decoder;
  BOOST_REQUIRE(sinew_ndjson_create(&decoding, nullptr, &decoder, nullptr) == SINEW_STATUS_OK);
  sinew_error error;
  sinew_pipeline* pipeline;
  const auto create = [&](const PipelineSettings& settings) {
    sinew_pipeline_options options = PipelineHandle::OptionsOf(settings);
    options.decoder = decoder;
    return sinew_pipeline_create(&options, &pipeline, &error);
  };
  const auto message = [&](const PipelineSettings& settings) {
    BOOST_TEST(create(settings) == SINEW_STATUS_INVALID_ARGUMENT);
    return std::string(error.message);
  };
  BOOST_TEST(message({.keys = {{"n", nullptr}, {"tags", nullptr}}}) ==
             "keys[1]: column tags is of lists, which cannot be keys");
  BOOST_TEST(message({.aggregates = {{SINEW_AGGREGATE_COUNT, "tags", nullptr, nullptr, nullptr, 0,
                                      0, 0}}}) ==
             "aggregates[0]: column tags is of lists, which aggregates do not take");
  BOOST_TEST(message({.where = "n > 1 and tags is null"}) ==
             "where: at byte 10: column tags has type SINEW_TYPE_LIST, which expressions do not "
             "take");

  BOOST_REQUIRE(create({.where = "n > 1",
                        .aggregates = {{SINEW_AGGREGATE_SUM, "n", nullptr, nullptr, nullptr, 0, 0,
                                        0}}}) == SINEW_STATUS_OK);
  const char text[] = "{\"n\":1,\"tags\":[\"a\"]}\n{\"n\":2,\"tags\":[\"b\",\"c\"]}\n{\"n\":3}\n";
  BOOST_TEST(sinew_pipeline_write(pipeline, text, strlen(text), decoder, SINEW_DECODE_END, nullptr)
                 .status == SINEW_STATUS_OK);
  // The same rows as columns.
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_batch* batch;
  BOOST_REQUIRE(sinew_batch_create(&batch_options, &batch, nullptr) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_decoder_reset(decoder) == SINEW_STATUS_OK);
  BOOST_TEST(
      sinew_decoder_decode(decoder, text, strlen(text), batch, SINEW_DECODE_END, nullptr).status ==
      SINEW_STATUS_OK);
  const sinew_column columns[] = {sinew_batch_column(batch, 0), sinew_batch_column(batch, 1)};
  BOOST_TEST(sinew_pipeline_update(pipeline, columns, 2, 3, nullptr) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_pipeline_results(pipeline, nullptr, batch, nullptr) == SINEW_STATUS_OK);
  BOOST_TEST(CellOf(sinew_batch_column(batch, 0), 0).value() == "10");
  sinew_batch_destroy(batch);
  sinew_pipeline_destroy(pipeline);
  sinew_decoder_destroy(decoder);
}

BOOST_AUTO_TEST_CASE(ErrorsNameThePlace) {
  const auto message = [](const PipelineSettings& settings, size_t offset) {
    PipelineHandle handle(settings);
    BOOST_TEST(handle.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(handle.pipeline == nullptr);
    BOOST_TEST(handle.error.offset == offset);
    return std::string(handle.error.message);
  };
  const std::vector<sinew_pipeline_column> origin = {{"origin", nullptr}};
  BOOST_TEST(message({.where = "delay > 5 and dist > 3"}, 14) ==
             "where: at byte 14: there is no column dist");
  BOOST_TEST(message({.where = "delay + 1"}, 0) ==
             "where: its type is SINEW_TYPE_I64 and not SINEW_TYPE_BOOL");
  BOOST_TEST(
      message({.computed = {{"delay", "x"}, {"x + origin", "y"}}}, 4).find("computed[1]: ") == 0u);
  BOOST_TEST(message({.computed = {{"delay * 2", "late"}}}, 0) ==
             "computed[0].name: there is a column late already");
  BOOST_TEST(message({.computed = {{nullptr, "x"}}}, 0) == "computed[0].text is null");
  BOOST_TEST(message({.keys = {{"origin", nullptr}, {"destiny", nullptr}}}, 0) ==
             "keys[1]: at byte 0: there is no column destiny");
  BOOST_TEST(message({.keys = {{"origin", nullptr}, {nullptr, "x"}}}, 1) == "keys[1].text is null");
  BOOST_TEST(message({.keys = std::vector<sinew_pipeline_column>(9, {"origin", nullptr})}, 0) ==
             "options.key_count: 9 is not within 0 and 8");
  const auto aggregate = [&](sinew_aggregate function, const char* text, size_t offset = 1) {
    return message(
        {.keys = origin,
         .aggregates = {{SINEW_AGGREGATE_COUNT_ROWS, nullptr, nullptr, nullptr, nullptr, 0, 0, 0},
                        {function, text, nullptr, nullptr, nullptr, 0, 0, 0}}},
        offset);
  };
  BOOST_TEST(aggregate(SINEW_AGGREGATE_SUM, "origin") ==
             "aggregates[1]: sum takes no column of type SINEW_TYPE_STRING");
  BOOST_TEST(aggregate(SINEW_AGGREGATE_MEAN, "ts") ==
             "aggregates[1]: mean takes no column of type SINEW_TYPE_TIMESTAMP_S");
  BOOST_TEST(aggregate(SINEW_AGGREGATE_SUM, nullptr) == "aggregates[1].text is null");
  BOOST_TEST(aggregate(SINEW_AGGREGATE_COUNT_ROWS, "delay") ==
             "aggregates[1].text: rows are counted without");
  BOOST_TEST(aggregate(static_cast<sinew_aggregate>(77), "delay") ==
             "aggregates[1].function: 77 is unknown");
  BOOST_TEST(aggregate(SINEW_AGGREGATE_SUM, "delay +", 7).find("aggregates[1]: at byte 7") == 0u);
  const auto filter = [&](const char* where, size_t offset) {
    return message(
        {.aggregates = {{SINEW_AGGREGATE_SUM, "delay", nullptr, where, nullptr, 0, 0, 0}}}, offset);
  };
  BOOST_TEST(filter("gate", 0) ==
             "aggregates[0].where: its type is SINEW_TYPE_I32 and not SINEW_TYPE_BOOL");
  const auto pair = [&](const char* text, const char* second, sinew_aggregate function) {
    return message({.aggregates = {{function, text, nullptr, nullptr, second, 0, 0, 0}}}, 0);
  };
  const auto quantile = [&](sinew_aggregate function, double fraction) {
    return message({.aggregates = {{function, "delay", nullptr, nullptr, nullptr, fraction, 0, 0}}},
                   0);
  };
  BOOST_TEST(quantile(SINEW_AGGREGATE_QUANTILE_DISCRETE, 1.5) ==
             "aggregates[0].fraction: 1.5 is not within 0 and 1");
  BOOST_TEST(quantile(SINEW_AGGREGATE_SUM, 0.5) ==
             "aggregates[0].fraction: 0.5, but the function is no quantile");
  const auto of_registers = [&](sinew_aggregate function, uint32_t lg_k) {
    return message({.aggregates = {{function, "delay", nullptr, nullptr, nullptr, 0, lg_k, 0}}}, 0);
  };
  BOOST_TEST(of_registers(SINEW_AGGREGATE_APPROX_COUNT_DISTINCT, 3) ==
             "aggregates[0].lg_k: 3 is not within 4 and 21");
  BOOST_TEST(of_registers(SINEW_AGGREGATE_SUM, 12) ==
             "aggregates[0].lg_k: 12, but the function has no registers");
  const auto of_accuracy = [&](sinew_aggregate function, double accuracy) {
    return message({.aggregates = {{function, "delay", nullptr, nullptr, nullptr, 0, 0, accuracy}}},
                   0);
  };
  BOOST_TEST(of_accuracy(SINEW_AGGREGATE_APPROX_QUANTILE, 1) ==
             "aggregates[0].relative_accuracy: 1 is not within 1e-6 and 1");
  BOOST_TEST(of_accuracy(SINEW_AGGREGATE_SUM, 0.5) ==
             "aggregates[0].relative_accuracy: 0.5, but the function has none");
  BOOST_TEST(pair("delay", nullptr, SINEW_AGGREGATE_ARG_MIN) == "aggregates[0].second is null");
  BOOST_TEST(pair("delay", "gate", SINEW_AGGREGATE_MIN) ==
             "aggregates[0].second: min is of one column");
  BOOST_TEST(pair("delay", "none", SINEW_AGGREGATE_ARG_MIN) ==
             "aggregates[0].second: at byte 0: there is no column none");
  BOOST_TEST(pair("delay", "origin", SINEW_AGGREGATE_CORRELATION) ==
             "aggregates[0]: correlation takes no column of type SINEW_TYPE_I64 and one of type "
             "SINEW_TYPE_STRING");
  BOOST_TEST(filter("late and no", 9) == "aggregates[0].where: at byte 9: there is no column no");
  BOOST_TEST(message({.aggregates = {}}, 0) == "options.aggregate_count: 0 is not within 1 and 64");
  std::vector<std::string> texts;
  for (int i = 0; i < 17; ++i) texts.push_back("delay + " + std::to_string(i));
  PipelineSettings many = {.aggregates = {}};
  for (const std::string& text : texts) {
    many.aggregates.push_back(
        {SINEW_AGGREGATE_SUM, text.c_str(), nullptr, nullptr, nullptr, 0, 0, 0});
  }
  BOOST_TEST(message(many, 16) == "aggregates[16]: there are aggregates of more than 16 columns");
}

BOOST_AUTO_TEST_CASE(OptionsThatAreRefused) {
  sinew_error error;
  sinew_pipeline* pipeline;
  const PipelineSettings settings = {.keys = {{"k", nullptr}}};
  const sinew_expression_column column = {"k", SINEW_TYPE_I64};
  const auto refuses = [&](const auto& change, const char* message) {
    sinew_pipeline_options options = PipelineHandle::OptionsOf(settings);
    options.columns = &column;
    options.column_count = 1;
    change(options);
    BOOST_TEST(sinew_pipeline_create(&options, &pipeline, &error) == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(pipeline == nullptr);
    BOOST_TEST(error.message == std::string(message));
  };
  PipelineHandle other(PipelineSettings{});
  refuses([](auto& o) { o.size = 8; },
          "options.size: 8 is not the size of a known sinew_pipeline_options");
  refuses([](auto& o) { o.columns = nullptr; }, "options.columns is null");
  refuses([](auto& o) { o.column_count = 0; }, "options.column_count: 0 is not within 1 and 4096");
  static const sinew_expression_column list = {
      "k", static_cast<sinew_type>(SINEW_TYPE_LIST + SINEW_TYPE_I64)};
  refuses(
      [&](auto& o) {
        o.decoder = other.decoder;
        o.columns = &list;
        o.column_count = 1;
      },
      "columns[0].type: no lists come beside records");
  refuses([](auto& o) { o.keys = nullptr; }, "options.keys is null");
  refuses([](auto& o) { o.aggregates = nullptr; }, "options.aggregates is null");
  static const sinew_expression_column no_name = {nullptr, SINEW_TYPE_I64};
  static const sinew_expression_column no_type = {"k", static_cast<sinew_type>(7)};
  refuses([](auto& o) { o.columns = &no_name; }, "columns[0].name is null");
  refuses([](auto& o) { o.columns = &no_type; }, "columns[0].type: type 7 is unknown");
  BOOST_TEST(sinew_pipeline_create(nullptr, &pipeline, nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_pipeline_create(nullptr, nullptr, nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
}

BOOST_AUTO_TEST_CASE(CallsThatAreRefused) {
  ColumnPipeline one({.keys = {{"k", nullptr}}}, {{"k", SINEW_TYPE_I64}, {"s", SINEW_TYPE_STRING}});
  BOOST_REQUIRE(one.status == SINEW_STATUS_OK);
  const std::vector<int64_t> keys = {1, 2, 3};
  const int32_t offsets[] = {0, 1, 2, 2}, backwards[] = {0, 2, 1, 2};
  sinew_column columns[] = {Integers(keys),
                            {SINEW_TYPE_STRING, 3, "ab", 2, offsets, nullptr, 0, 0}};
  const auto update = [&](size_t column_count, size_t rows) {
    const sinew_status status =
        sinew_pipeline_update(one.pipeline, columns, column_count, rows, &one.error);
    return status == SINEW_STATUS_OK ? std::string() : std::string(one.error.message);
  };
  BOOST_TEST(update(2, 3) == "");
  BOOST_TEST(update(1, 3) == "column_count: 1, but the pipeline was created for 2");
  BOOST_TEST(update(2, 2) == "columns[0]: it has 3 rows and not 2");
  columns[1].offsets = backwards;
  BOOST_TEST(update(2, 3) != "");
  columns[1].offsets = offsets;
  columns[0].type = SINEW_TYPE_U64;
  BOOST_TEST(update(2, 3) == "columns[0]: its type is SINEW_TYPE_U64 and not SINEW_TYPE_I64");
  BOOST_TEST(sinew_pipeline_stats(one.pipeline).rows == 3u);
  BOOST_TEST(sinew_pipeline_update(one.pipeline, nullptr, 2, 3, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_pipeline_update(nullptr, columns, 2, 3, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);

  // A decoder of other fields.
  PipelineHandle handle(PipelineSettings{});
  const auto write = [&](sinew_pipeline* pipeline, const char* in, sinew_decoder* decoder,
                         uint32_t flags) {
    return sinew_pipeline_write(pipeline, in, 1, decoder, flags, &one.error).status;
  };
  BOOST_TEST(write(one.pipeline, " ", handle.decoder, 0) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(one.error.message ==
             std::string("decoder: it has 7 fields, but the pipeline was created for 2"));
  BOOST_TEST(write(nullptr, " ", handle.decoder, 0) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(write(handle.pipeline, nullptr, handle.decoder, 0) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(write(handle.pipeline, " ", nullptr, 0) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(write(handle.pipeline, " ", handle.decoder, 2) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(write(handle.pipeline, " ", handle.decoder, 1) == SINEW_STATUS_OK);

  const auto results = [&](sinew_pipeline_order order, size_t count) {
    const sinew_pipeline_results_options options = {sizeof(options), &order, count, 0};
    return sinew_pipeline_results(one.pipeline, &options, one.batch, &one.error);
  };
  BOOST_TEST(results({1, 0}, 1) == SINEW_STATUS_OK);
  BOOST_TEST(results({2, 0}, 1) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(results({0, 2}, 1) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(results({0, 0}, 9) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_pipeline_results(one.pipeline, nullptr, nullptr, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_pipeline_results(nullptr, nullptr, one.batch, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_pipeline_results(one.pipeline, nullptr, one.batch, nullptr) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_pipeline_reset(nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_pipeline_merge(nullptr, one.pipeline, nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_pipeline_merge(one.pipeline, nullptr, nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_pipeline_count(nullptr) + sinew_pipeline_memory(nullptr) +
                 sinew_pipeline_overflow_count(nullptr) ==
             0u);
  BOOST_TEST(sinew_pipeline_stats(nullptr).rows == 0u);
  sinew_pipeline_destroy(nullptr);
}

BOOST_AUTO_TEST_CASE(SumsThatOverflow) {
  ColumnPipeline one(
      {.keys = {{"k", nullptr}},
       .aggregates = {{SINEW_AGGREGATE_SUM, "v", nullptr, nullptr, nullptr, 0, 0, 0}}},
      {{"k", SINEW_TYPE_I64}, {"v", SINEW_TYPE_I64}});
  const std::vector<int64_t> keys = {1, 2, 1}, values = {INT64_MAX, 5, 1};
  const sinew_column columns[] = {Integers(keys), Integers(values)};
  BOOST_REQUIRE(sinew_pipeline_update(one.pipeline, columns, 2, 3, nullptr) == SINEW_STATUS_OK);
  BOOST_TEST((one.Results() == std::vector<CellRow>{{"1", std::nullopt}, {"2", "5"}}));
  BOOST_TEST(sinew_pipeline_overflow_count(one.pipeline) == 1u);
}
