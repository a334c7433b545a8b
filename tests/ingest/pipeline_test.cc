#include "sinew/ingest.h"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "core/memory.h"
#include "ingest/pipeline_ref.h"
#include "ingest/pipeline_run.h"
#include "support/guard.h"
#include "support/targets.h"

namespace {

// What a pipeline is told, and the same in plain C++.
struct Case {
  const char* name;
  PipelineSettings settings;
  FlightFilter where;
  FlightKey key;
  std::vector<FlightAggregate> aggregates;
};

using Group = std::vector<const Flight*>;

Cell CountRows(const Group& group) { return std::to_string(group.size()); }
Cell TextOf(const std::optional<int32_t>& number) {
  return number ? Cell(std::to_string(*number)) : std::nullopt;
}
Cell MeanOf(double sum, size_t count) {
  return count == 0 ? Cell() : FloatText(sum / static_cast<double>(count));
}
Group OverThree(const Group& group) {
  Group late;
  std::copy_if(group.begin(), group.end(), std::back_inserter(late),
               [](const Flight* flight) { return flight->delay && *flight->delay > 3; });
  return late;
}
auto DelayOf = [](const Flight& flight) { return flight.delay; };
auto DistanceOf = [](const Flight& flight) { return flight.distance; };

// Every kind of where, key and aggregate.
std::vector<Case> Cases() {
  const FlightFilter all = [](const Flight&) { return true; };
  const FlightKey origin = [](const Flight& flight) { return CellRow{flight.origin}; };
  const FlightKey none = [](const Flight&) { return CellRow{}; };
  const FlightAggregate delays[] = {
      [](const Group& group) { return std::to_string(Reduce<int64_t>(group, DelayOf).count); },
      [](const Group& group) { return std::to_string(Reduce<int64_t>(group, DelayOf).sum); },
      [](const Group& group) {
        const auto all = Reduce<int64_t>(group, DelayOf);
        return MeanOf(static_cast<double>(all.sum), all.count);
      },
  };
  const FlightAggregate longest = [](const Group& group) {
    const auto all = Reduce<double>(group, DistanceOf);
    return all.count == 0 ? Cell() : FloatText(all.max);
  };
  std::vector<Case> cases;
  cases.push_back({"count", {.keys = {{"origin", nullptr}}}, all, origin, {CountRows}});
  cases.push_back(
      {"sums, half of the rows",
       {.where = "delay > 0 and distance is not null",
        .keys = {{"origin", nullptr}},
        .aggregates = {{SINEW_AGGREGATE_COUNT_ROWS, nullptr, nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_COUNT, "delay", nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_SUM, "delay", nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_MEAN, "delay", nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_MAX, "distance", nullptr, nullptr, nullptr, 0, 0, 0}}},
       [](const Flight& flight) { return flight.delay > 0 && flight.distance; },
       origin,
       {CountRows, delays[0], delays[1], delays[2], longest}});
  cases.push_back(
      {"aggregates of some rows",
       {.where = "distance is not null",
        .keys = {{"origin", nullptr}},
        .aggregates = {{SINEW_AGGREGATE_COUNT_ROWS, nullptr, nullptr, "late", nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_SUM, "delay", nullptr, "delay > 3", nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_MAX, "distance", nullptr, "delay > 3", nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_COUNT, "delay", nullptr, nullptr, nullptr, 0, 0, 0}}},
       [](const Flight& flight) { return flight.distance.has_value(); },
       origin,
       {[](const Group& group) {
          return std::to_string(
              std::count_if(group.begin(), group.end(), [](auto flight) { return flight->late; }));
        },
        [sum = delays[1]](const Group& group) { return sum(OverThree(group)); },
        [longest](const Group& group) { return longest(OverThree(group)); }, delays[0]}});
  cases.push_back({"all rows pass",
                   {.where = "ts >= timestamp '2001-09-09'", .keys = {{"origin", nullptr}}},
                   all,
                   origin,
                   {CountRows}});
  cases.push_back({"no row passes",
                   {.where = "late and not late", .keys = {{"origin", nullptr}}},
                   [](const Flight&) { return false; },
                   origin,
                   {CountRows}});
  cases.push_back(
      {"no keys",
       {.where = "late",
        .aggregates = {{SINEW_AGGREGATE_COUNT_ROWS, nullptr, nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_SUM, "delay", nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_MEAN, "delay", nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_MAX, "distance", nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_MAX, "origin", nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_LAST, "destination", nullptr, "delay > 3", nullptr, 0, 0,
                        0},
                       {SINEW_AGGREGATE_ARG_MAX, "destination", nullptr, nullptr, "ts", 0, 0, 0}}},
       [](const Flight& flight) { return flight.late; },
       none,
       {CountRows, delays[1], delays[2], longest,
        [](const Group& group) {
          Cell greatest;
          for (const Flight* flight : group) {
            greatest = std::max(greatest, Cell(flight->origin));
          }
          return greatest;
        },
        [](const Group& group) {
          const Group some = OverThree(group);
          return some.empty() ? Cell() : Cell(some.back()->destination);
        }}});
  cases.push_back(
      {"no keys and no rows",
       {.where = "false",
        .aggregates = {{SINEW_AGGREGATE_COUNT_ROWS, nullptr, nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_MEAN, "delay", nullptr, nullptr, nullptr, 0, 0, 0}}},
       [](const Flight&) { return false; },
       none,
       {CountRows, delays[2]}});
  cases.push_back(
      {"several keys, computed ones among them",
       {.computed = {{"bucket(ts, '5m')", "five"}, {"gate * 2", "twice"}},
        .keys = {{"origin", "from"},
                 {"destination", nullptr},
                 {"five", nullptr},
                 {"twice + 1", nullptr},
                 {"late", nullptr}},
        .aggregates = {{SINEW_AGGREGATE_COUNT_ROWS, nullptr, nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_MIN, "ts", nullptr, nullptr, nullptr, 0, 0, 0}}},
       all,
       [](const Flight& flight) {
         return CellRow{flight.origin, flight.destination, std::to_string(flight.ts / 300 * 300),
                        flight.gate ? Cell(std::to_string(*flight.gate * 2 + 1)) : Cell(),
                        flight.late ? "true" : "false"};
       },
       {CountRows, [](const Group& group) {
          int64_t first = group[0]->ts;
          for (const Flight* flight : group) first = std::min(first, flight->ts);
          return std::to_string(first);
        }}});
  cases.push_back(
      {"values of other types",
       {.where = "gate is null or gate < 3",
        .keys = {{"gate", nullptr}},
        .aggregates = {{SINEW_AGGREGATE_SUM, "gate", nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_MAX, "late", nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_SUM, "delay > 20", nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_COUNT, "destination", nullptr, nullptr, nullptr, 0, 0, 0},
                       {SINEW_AGGREGATE_MAX, "cast(ts as date)", nullptr, nullptr, nullptr, 0, 0,
                        0}}},
       [](const Flight& flight) { return !flight.gate || *flight.gate < 3; },
       [](const Flight& flight) { return CellRow{TextOf(flight.gate)}; },
       {[](const Group& group) {
          return std::to_string(Reduce<int64_t>(group, [](const Flight& f) {
                                  return std::optional<int64_t>(f.gate);
                                }).sum);
        },
        [](const Group& group) {
          const auto late = [](const Flight* flight) { return flight->late; };
          return std::any_of(group.begin(), group.end(), late) ? "true" : "false";
        },
        [](const Group& group) {
          return std::to_string(Reduce<int64_t>(group, [](const Flight& f) {
                                  return f.delay ? std::optional<int64_t>(*f.delay > 20)
                                                 : std::nullopt;
                                }).sum);
        },
        CountRows,
        [](const Group& group) {
          return std::to_string(Reduce<int64_t>(group, [](const Flight& f) {
                                  return std::optional<int64_t>(f.ts / 86400);
                                }).max);
        }}});
  return cases;
}

std::vector<CellRow> Expected(const Case& one, const std::vector<Flight>& flights) {
  return GroupRef(flights, one.where, one.key, one.aggregates);
}

}  // namespace

BOOST_AUTO_TEST_CASE(GivesWhatAMapGives) {
  const std::vector<Flight> flights = RandomFlights(3000, 1);
  const std::string text = JsonOf(flights);
  for (const Case& one : Cases()) {
    BOOST_TEST_CONTEXT(one.name) {
      const std::vector<CellRow> expected = Expected(one, flights);
      size_t kept = 0;
      for (const Flight& flight : flights) kept += one.where(flight);
      ForEachTarget([&] {
        for (const size_t max_rows : {0, 1, 7, 100}) {
          PipelineSettings settings = one.settings;
          settings.max_rows = max_rows;
          PipelineHandle handle(settings);
          BOOST_REQUIRE_MESSAGE(handle.status == SINEW_STATUS_OK, handle.error.message);
          const sinew_codec_result result = handle.Write(text);
          BOOST_TEST(result.status == SINEW_STATUS_OK);
          BOOST_TEST(result.read == text.size());
          BOOST_TEST(result.written == kept);
          BOOST_TEST(Difference(handle.Results(), expected) == "");
          const sinew_pipeline_counts counts = sinew_pipeline_stats(handle.pipeline);
          BOOST_TEST(counts.bytes == text.size());
          BOOST_TEST(counts.records == flights.size());
          BOOST_TEST(counts.rows == flights.size());
          BOOST_TEST(counts.kept_rows == kept);
          BOOST_TEST(counts.rejected_records + counts.rejected_values + counts.faults == 0);
          BOOST_TEST(sinew_pipeline_count(handle.pipeline) == expected.size());
        }
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(CutAnywhere) {
  const std::vector<Flight> flights = RandomFlights(8, 2);
  const std::string text = JsonOf(flights);
  for (Case& one : Cases()) {
    BOOST_TEST_CONTEXT(one.name) {
      const std::vector<CellRow> expected = Expected(one, flights);
      one.settings.max_rows = 3;
      PipelineHandle handle(one.settings);
      const auto check = [&](const std::function<size_t()>& next) {
        BOOST_REQUIRE(handle.Write(text, next).status == SINEW_STATUS_OK);
        BOOST_REQUIRE(Difference(handle.Results(), expected) == "");
        BOOST_REQUIRE(sinew_pipeline_reset(handle.pipeline) == SINEW_STATUS_OK);
        BOOST_REQUIRE(sinew_decoder_reset(handle.decoder) == SINEW_STATUS_OK);
      };
      for (size_t cut = 0; cut <= text.size(); ++cut) {
        size_t next = cut;
        check([&] { return std::exchange(next, text.size()); });
      }
      check([] { return 1; });
    }
  }
}

// Results are named, and typed as documented.
BOOST_AUTO_TEST_CASE(NamesAndTypes) {
  PipelineHandle handle(
      {.computed = {{"if(late, 1, 0)", "is_late"}},
       .keys = {{"origin", nullptr}, {"hour(ts)", "hour"}, {"gate", nullptr}},
       .aggregates = {{SINEW_AGGREGATE_COUNT_ROWS, nullptr, nullptr, nullptr, nullptr, 0, 0, 0},
                      {SINEW_AGGREGATE_COUNT, "origin", nullptr, nullptr, nullptr, 0, 0, 0},
                      {SINEW_AGGREGATE_MEAN, "is_late", nullptr, nullptr, nullptr, 0, 0, 0},
                      {SINEW_AGGREGATE_SUM, "distance", "total", nullptr, nullptr, 0, 0, 0},
                      {SINEW_AGGREGATE_MAX, "ts", nullptr, nullptr, nullptr, 0, 0, 0},
                      {SINEW_AGGREGATE_MIN, "cast(ts as date)", nullptr, nullptr, nullptr, 0, 0, 0},
                      {SINEW_AGGREGATE_MIN, "gate", nullptr, nullptr, nullptr, 0, 0, 0}}});
  BOOST_REQUIRE_MESSAGE(handle.status == SINEW_STATUS_OK, handle.error.message);
  BOOST_REQUIRE(handle.Write(JsonOf(RandomFlights(5, 3))).status == SINEW_STATUS_OK);
  handle.Results();
  const std::pair<const char*, sinew_type> expected[] = {
      {"origin", SINEW_TYPE_LARGE_STRING},
      {"hour", SINEW_TYPE_I64},
      {"gate", SINEW_TYPE_I32},
      {"count", SINEW_TYPE_I64},
      {"count(origin)", SINEW_TYPE_I64},
      {"mean(is_late)", SINEW_TYPE_F64},
      {"total", SINEW_TYPE_F64},
      {"max(ts)", SINEW_TYPE_TIMESTAMP_S},
      {"min(cast(ts as date))", SINEW_TYPE_DATE32},
      {"min(gate)", SINEW_TYPE_I32}};
  BOOST_REQUIRE(sinew_batch_column_count(handle.batch) == std::size(expected));
  for (size_t i = 0; i < std::size(expected); ++i) {
    BOOST_TEST(sinew_batch_name(handle.batch, i) == std::string(expected[i].first));
    BOOST_TEST(sinew_batch_column(handle.batch, i).type == expected[i].second);
  }
}

// A column of strings, one record a row: rows that are null or rejected give none.
BOOST_AUTO_TEST_CASE(SingleRecords) {
  const std::vector<Flight> flights = RandomFlights(500, 4);
  std::vector<std::string> records;
  for (const Flight& flight : flights) records.push_back(JsonOf(flight));
  std::vector<Flight> counted;
  std::string bytes;
  std::vector<int32_t> offsets = {0};
  std::vector<uint8_t> validity(records.size() / 8 + 2, 0);
  for (size_t i = 0; i < records.size(); ++i) {
    const bool bad = i % 7 == 3, null = i % 11 == 5;
    bytes += bad ? "{\"origin\":" : records[i];
    offsets.push_back(static_cast<int32_t>(bytes.size()));
    if (!null) validity[(i + 3) / 8] |= static_cast<uint8_t>(1 << (i + 3) % 8);
    if (!bad && !null) counted.push_back(flights[i]);
  }
  const sinew_column column = {SINEW_TYPE_BINARY,
                               records.size(),
                               bytes.data(),
                               bytes.size(),
                               offsets.data(),
                               validity.data(),
                               3,
                               0};
  for (Case& one : Cases()) {
    BOOST_TEST_CONTEXT(one.name) {
      for (const size_t max_rows : {0, 1, 64}) {
        one.settings.max_rows = max_rows;
        PipelineHandle handle(one.settings);
        const sinew_codec_result result = sinew_pipeline_write_many(
            handle.pipeline, &column, nullptr, 0, handle.decoder, &handle.error);
        BOOST_TEST(result.status == SINEW_STATUS_OK);
        BOOST_TEST(result.read == records.size());
        BOOST_TEST(Difference(handle.Results(), Expected(one, counted)) == "");
        BOOST_TEST(sinew_pipeline_stats(handle.pipeline).rows == counted.size());
        BOOST_TEST(sinew_pipeline_stats(handle.pipeline).records == records.size());
      }
      // The first fault ends it, and what is before it counts.
      one.settings.max_rows = 2;
      one.settings.decoder_flags = SINEW_DECODER_STOP;
      PipelineHandle handle(one.settings);
      const sinew_codec_result result = sinew_pipeline_write_many(handle.pipeline, &column, nullptr,
                                                                  0, handle.decoder, &handle.error);
      BOOST_TEST(result.status == SINEW_STATUS_CORRUPT);
      BOOST_TEST(result.read == 3u);
      BOOST_TEST(handle.error.offset == 3u);
      BOOST_TEST(Difference(handle.Results(),
                            Expected(one, {flights.begin(), flights.begin() + 3})) == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(RejectsAndStop) {
  const std::vector<Flight> flights = RandomFlights(20, 5);
  const std::string good = JsonOf({flights.begin(), flights.begin() + 10});
  const std::string text =
      good + "{\"origin\":]}\n" + JsonOf({flights.begin() + 10, flights.end()});
  for (Case& one : Cases()) {
    BOOST_TEST_CONTEXT(one.name) {
      for (const size_t max_rows : {4, 10, 100}) {
        one.settings.max_rows = max_rows;
        one.settings.decoder_flags = 0;
        PipelineHandle handle(one.settings);
        BOOST_TEST(handle.Write(text).status == SINEW_STATUS_OK);
        BOOST_TEST(Difference(handle.Results(), Expected(one, flights)) == "");
        BOOST_TEST(sinew_pipeline_stats(handle.pipeline).rejected_records == 1u);
        BOOST_TEST(sinew_decoder_reject(handle.decoder, 0).record == 10u);

        one.settings.decoder_flags = SINEW_DECODER_STOP;
        PipelineHandle stopped(one.settings);
        BOOST_TEST(stopped.Write(text).status == SINEW_STATUS_CORRUPT);
        BOOST_TEST(stopped.error.offset == good.size() + 10);
        BOOST_TEST(std::string(stopped.error.message).find("record 10") == 0u);
        const std::vector<Flight> before(flights.begin(), flights.begin() + 10);
        BOOST_TEST(Difference(stopped.Results(), Expected(one, before)) == "");
        BOOST_TEST(stopped.Write(text).status == SINEW_STATUS_CORRUPT);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(FaultsOfExpressionsAreCounted) {
  PipelineHandle handle(
      {.where = "10 / gate is null or 10 / gate < 100",
       .computed = {{"100 / gate", "share"}},
       .keys = {{"share", nullptr}},
       .aggregates = {{SINEW_AGGREGATE_COUNT, "share", nullptr, nullptr, nullptr, 0, 0, 0}}});
  const std::vector<Flight> flights = RandomFlights(200, 6);
  size_t zeros = 0;
  for (const Flight& flight : flights) zeros += flight.gate == 0;
  BOOST_REQUIRE(handle.Write(JsonOf(flights)).status == SINEW_STATUS_OK);
  BOOST_TEST(sinew_pipeline_stats(handle.pipeline).faults == 3 * zeros);
}

BOOST_AUTO_TEST_CASE(MergeEqualsOneRun) {
  const std::vector<Flight> flights = RandomFlights(1000, 7);
  for (const Case& one : Cases()) {
    BOOST_TEST_CONTEXT(one.name) {
      for (const size_t cut : {0, 1, 300, 1000}) {
        PipelineHandle into(one.settings), from(one.settings);
        const auto at = flights.begin() + static_cast<ptrdiff_t>(cut);
        BOOST_REQUIRE(into.Write(JsonOf({flights.begin(), at})).status == SINEW_STATUS_OK);
        BOOST_REQUIRE(from.Write(JsonOf({at, flights.end()})).status == SINEW_STATUS_OK);
        BOOST_TEST(sinew_pipeline_merge(into.pipeline, from.pipeline, &into.error) ==
                   SINEW_STATUS_OK);
        BOOST_TEST(Difference(into.Results(), Expected(one, flights)) == "");
        BOOST_TEST(sinew_pipeline_stats(into.pipeline).rows == flights.size());
      }
    }
  }
}

std::string EncodedOf(PipelineHandle& handle, size_t part = 0, size_t part_count = 1) {
  const sinew_codec_result size =
      sinew_pipeline_encoded_size(handle.pipeline, part, part_count, nullptr);
  BOOST_REQUIRE(size.status == SINEW_STATUS_OK);
  std::string bytes(size.written, '\0');
  const sinew_codec_result written =
      sinew_pipeline_encode(handle.pipeline, part, part_count, bytes.data(), bytes.size(), nullptr);
  BOOST_REQUIRE(written.status == SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(written.written, size.written);
  BOOST_REQUIRE_EQUAL(written.read, size.read);
  return bytes;
}

// As three processes would do it.
BOOST_AUTO_TEST_CASE(BytesOfThreeMergedEqualOneRun) {
  const std::vector<Flight> flights = RandomFlights(900, 8);
  for (const Case& one : Cases()) {
    BOOST_TEST_CONTEXT(one.name) {
      std::vector<std::string> bytes, parts;
      for (ptrdiff_t at : {0, 300, 600}) {
        PipelineHandle process(one.settings);
        BOOST_REQUIRE(
            process.Write(JsonOf({flights.begin() + at, flights.begin() + at + 300})).status ==
            SINEW_STATUS_OK);
        bytes.push_back(EncodedOf(process));
        for (size_t part = 0; part < 2; ++part) parts.push_back(EncodedOf(process, part, 2));
      }
      const auto merged = [&](const std::vector<std::string>& all) {
        PipelineHandle into(one.settings);
        for (const std::string& in : all) {
          BOOST_REQUIRE(sinew_pipeline_merge_encoded(into.pipeline, in.data(), in.size(),
                                                     &into.error) == SINEW_STATUS_OK);
        }
        BOOST_TEST(sinew_pipeline_stats(into.pipeline).rows == 0u);
        return into.Results();
      };
      BOOST_TEST(Difference(merged(bytes), Expected(one, flights)) == "");
      std::vector<CellRow> sorted = merged(parts), expected = Expected(one, flights);
      std::ranges::sort(sorted);
      std::ranges::sort(expected);
      BOOST_TEST(Difference(sorted, expected) == "");
    }
  }
}

// Text, records and bytes of groups, between guard pages.
BOOST_AUTO_TEST_CASE(NoByteBeyondTheInput) {
  const std::vector<Flight> flights = RandomFlights(40, 12);
  std::string text = JsonOf(flights);
  text.pop_back();  // the last record ends with its brace
  GuardedMemory memory(1 << 16), offset_memory(4096), validity_memory(4096);
  const auto place = [](uint8_t* at, std::string_view bytes) {
    std::copy(bytes.begin(), bytes.end(), at);
    return std::string_view(reinterpret_cast<const char*>(at), bytes.size());
  };
  auto* const offsets =
      reinterpret_cast<int32_t*>(offset_memory.Back((flights.size() + 1) * sizeof(int32_t)));
  offsets[0] = 0;
  std::string records;
  for (size_t i = 0; i < flights.size(); ++i) {
    records += JsonOf(flights[i]);
    records.pop_back();
    offsets[i + 1] = static_cast<int32_t>(records.size());
  }
  uint8_t* const validity = validity_memory.Back((flights.size() + 7) / 8);
  std::fill_n(validity, (flights.size() + 7) / 8, uint8_t{0xFF});
  for (const Case& one : Cases()) {
    BOOST_TEST_CONTEXT(one.name) {
      const std::vector<CellRow> expected = Expected(one, flights);
      ForEachTarget([&] {
        PipelineHandle handle(one.settings);
        const auto check = [&] {
          BOOST_REQUIRE(Difference(handle.Results(), expected) == "");
          BOOST_REQUIRE(sinew_pipeline_reset(handle.pipeline) == SINEW_STATUS_OK);
          BOOST_REQUIRE(sinew_decoder_reset(handle.decoder) == SINEW_STATUS_OK);
        };
        for (uint8_t* at : {memory.Back(text.size()), memory.Front()}) {
          BOOST_REQUIRE(handle.Write(place(at, text)).status == SINEW_STATUS_OK);
          check();
        }
        for (size_t cut = 1; cut < text.size(); cut += 331) {
          for (const bool last : {false, true}) {
            const std::string_view piece =
                last ? std::string_view(text).substr(cut) : std::string_view(text).substr(0, cut);
            const std::string_view in = place(memory.Back(piece.size()), piece);
            BOOST_REQUIRE(sinew_pipeline_write(handle.pipeline, in.data(), in.size(),
                                               handle.decoder, last ? SINEW_DECODE_END : 0,
                                               &handle.error)
                              .status == SINEW_STATUS_OK);
          }
          check();
        }
        for (uint8_t* at : {memory.Back(records.size()), memory.Front()}) {
          place(at, records);
          const sinew_column column = {SINEW_TYPE_BINARY, flights.size(), at, records.size(),
                                       offsets,           validity,       0,  0};
          BOOST_REQUIRE(sinew_pipeline_write_many(handle.pipeline, &column, nullptr, 0,
                                                  handle.decoder, &handle.error)
                            .status == SINEW_STATUS_OK);
          check();
        }
        BOOST_REQUIRE(handle.Write(text).status == SINEW_STATUS_OK);
        const std::string bytes = EncodedOf(handle);
        for (const size_t size : {bytes.size(), bytes.size() - 1, bytes.size() / 2, size_t{1}}) {
          for (uint8_t* at : {memory.Back(size), memory.Front()}) {
            place(at, std::string_view(bytes).substr(0, size));
            PipelineHandle into(one.settings);
            const sinew_status status =
                sinew_pipeline_merge_encoded(into.pipeline, at, size, nullptr);
            BOOST_REQUIRE((status == SINEW_STATUS_OK) == (size == bytes.size()));
            if (size == bytes.size()) BOOST_TEST(Difference(into.Results(), expected) == "");
          }
        }
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(BytesThatAreRefused) {
  const PipelineSettings settings = {
      .keys = {{"origin", nullptr}},
      .aggregates = {{SINEW_AGGREGATE_SUM, "delay", nullptr, nullptr, nullptr, 0, 0, 0}}};
  PipelineHandle from(settings), into(settings);
  BOOST_REQUIRE(from.Write(JsonOf(RandomFlights(50, 9))).status == SINEW_STATUS_OK);
  const std::string bytes = EncodedOf(from);
  const auto merge = [&](sinew_pipeline* pipeline, const std::string& in) {
    return sinew_pipeline_merge_encoded(pipeline, in.data(), in.size(), &into.error);
  };
  BOOST_TEST(merge(into.pipeline, bytes.substr(0, bytes.size() - 1)) == SINEW_STATUS_TRUNCATED);
  std::string damaged = bytes;
  damaged[bytes.size() / 2] ^= 1;
  BOOST_TEST(merge(into.pipeline, damaged) == SINEW_STATUS_CORRUPT);
  PipelineSettings others = settings;
  others.keys.clear();
  PipelineHandle other(others);
  BOOST_TEST(merge(other.pipeline, bytes) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(merge(into.pipeline, EncodedOf(other)) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(into.error.message == std::string("in: its key types, value types or aggregates are "
                                               "not those of into"));
  BOOST_TEST(merge(nullptr, bytes) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_pipeline_merge_encoded(into.pipeline, nullptr, 1, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(into.Results().empty());
  BOOST_TEST(merge(into.pipeline, bytes) == SINEW_STATUS_OK);
  BOOST_TEST(Difference(into.Results(), from.Results()) == "");

  std::string out(bytes.size(), '\0');
  const auto encode = [&](sinew_pipeline* pipeline, size_t part, void* to, size_t capacity) {
    return sinew_pipeline_encode(pipeline, part, 1, to, capacity, &into.error).status;
  };
  BOOST_TEST(encode(from.pipeline, 0, out.data(), out.size() - 1) == SINEW_STATUS_OUTPUT_FULL);
  BOOST_TEST(into.error.message ==
             "capacity: " + std::to_string(bytes.size() - 1) + " bytes are too few");
  BOOST_TEST(encode(from.pipeline, 1, out.data(), out.size()) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(into.error.message == std::string("part: 1 is not below part_count 1"));
  BOOST_TEST(encode(from.pipeline, 0, nullptr, 1) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(encode(nullptr, 0, out.data(), out.size()) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_pipeline_encoded_size(from.pipeline, 0, 0, nullptr).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
}

BOOST_AUTO_TEST_CASE(OnlyPipelinesThatAreAlikeMerge) {
  const PipelineSettings base = {
      .where = "late",
      .computed = {{"delay + 1", "later"}},
      .keys = {{"origin", nullptr}},
      .aggregates = {{SINEW_AGGREGATE_SUM, "later", nullptr, nullptr, nullptr, 0, 0, 0}}};
  PipelineHandle into(base), like(base);
  BOOST_TEST(sinew_pipeline_merge(into.pipeline, like.pipeline, nullptr) == SINEW_STATUS_OK);
  std::vector<PipelineSettings> others(8, base);
  others[0].where = nullptr;
  others[1].where = "not late";
  others[2].computed[0].text = "delay + 2";
  others[3].keys[0].text = "destination";
  others[4].keys[0].name = "from";
  others[5].aggregates[0].function = SINEW_AGGREGATE_MIN;
  others[6].aggregates[0].text = "delay";
  others[7].keys.clear();
  for (const PipelineSettings& other : others) {
    PipelineHandle from(other);
    BOOST_REQUIRE_MESSAGE(from.status == SINEW_STATUS_OK, from.error.message);
    BOOST_TEST(sinew_pipeline_merge(into.pipeline, from.pipeline, &into.error) ==
               SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(std::string(into.error.message) ==
               "from: its columns or its options are not those of into");
  }
  BOOST_TEST(sinew_pipeline_merge(into.pipeline, into.pipeline, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
}

// Against a stable sort of the results as they are without an order.
BOOST_AUTO_TEST_CASE(SortedResults) {
  PipelineHandle handle(
      {.keys = {{"origin", nullptr}, {"gate", nullptr}, {"late", nullptr}},
       .aggregates = {{SINEW_AGGREGATE_COUNT_ROWS, nullptr, nullptr, nullptr, nullptr, 0, 0, 0},
                      {SINEW_AGGREGATE_MIN, "delay", nullptr, nullptr, nullptr, 0, 0, 0},
                      {SINEW_AGGREGATE_MEAN, "distance", nullptr, nullptr, nullptr, 0, 0, 0}}});
  BOOST_REQUIRE(handle.Write(JsonOf(RandomFlights(150, 8))).status == SINEW_STATUS_OK);
  const std::vector<CellRow> all = handle.Results();
  const auto less = [](size_t column, const Cell& a, const Cell& b, bool descending) {
    if (!a || !b) return a && !b;
    if (descending) return column == 0 || column == 2 ? *b < *a : std::stod(*b) < std::stod(*a);
    return column == 0 || column == 2 ? *a < *b : std::stod(*a) < std::stod(*b);
  };
  for (size_t first = 0; first < 6; ++first) {
    for (size_t second = 0; second < 6; ++second) {
      for (uint32_t flags = 0; flags < 4; ++flags) {
        const std::vector<sinew_pipeline_order> orders = {{first, flags & 1}, {second, flags / 2}};
        std::vector<CellRow> expected = all;
        std::stable_sort(expected.begin(), expected.end(), [&](const CellRow& a, const CellRow& b) {
          for (const sinew_pipeline_order& order : orders) {
            const size_t i = order.column;
            if (less(i, a[i], b[i], order.flags != 0)) return true;
            if (less(i, b[i], a[i], order.flags != 0)) return false;
          }
          return false;
        });
        BOOST_REQUIRE(Difference(handle.Results(orders), expected) == "");
        for (const size_t limit : {1, 2, 10, 1000}) {
          const size_t count = std::min(limit, all.size());
          const std::vector<CellRow> top(expected.begin(),
                                         expected.begin() + static_cast<ptrdiff_t>(count));
          BOOST_REQUIRE(Difference(handle.Results(orders, limit), top) == "");
        }
      }
    }
  }
  BOOST_TEST(Difference(handle.Results({}, 3), {all.begin(), all.begin() + 3}) == "");
}
