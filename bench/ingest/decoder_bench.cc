// A column of JSON records to columns, a batch a call: the values of what Kafka answers to a fetch.
#include <sinew/sinew.h>

#include <memory>
#include <string>
#include <vector>

#include "ingest/flights.h"
#include "support/bench.h"

#ifdef SINEW_BENCH_SIMDJSON
#include <simdjson.h>
#endif

namespace {

constexpr size_t kAllRows = 65536;

// Strings as Arrow has them, and as many bytes behind the last one as simdjson may read.
struct Records {
  std::string bytes;
  std::vector<int32_t> offsets = {0};

  size_t SizeOf(size_t row) const { return static_cast<size_t>(offsets[row + 1] - offsets[row]); }
};

Records Flights() {
  bench::RandomFlights flights;
  Records records;
  for (size_t i = 0; i < kAllRows; ++i) {
    records.bytes += flights.Next().AsJson();
    records.offsets.push_back(static_cast<int32_t>(records.bytes.size()));
  }
  records.bytes.append(64, ' ');
  return records;
}

// Both return the sum of the delays of the rows, so that they are compared.
class Decoder {
 public:
  Decoder() {
    const sinew_field fields[] = {{"delay", nullptr, SINEW_TYPE_I64, 0},
                                  {"origin", nullptr, SINEW_TYPE_STRING, 0}};
    sinew_decoder_options options = {};
    options.size = sizeof(options);
    options.fields = fields;
    options.field_count = 2;
    const sinew_ndjson_options ndjson = {sizeof(ndjson), 0, 0};
    sinew_error error;
    if (sinew_ndjson_create(&options, &ndjson, &decoder_, &error) != SINEW_STATUS_OK) abort();
    const sinew_batch_options batch_options = {sizeof(batch_options), 0};
    if (sinew_batch_create(&batch_options, &batch_, &error) != SINEW_STATUS_OK) abort();
  }

  uint64_t operator()(const Records& records, size_t first, size_t count) {
    sinew_column column = {};
    column.type = SINEW_TYPE_STRING;
    column.count = count;
    column.values = records.bytes.data();
    column.values_size = records.bytes.size();
    column.offsets = records.offsets.data() + first;
    if (sinew_decoder_decode_many(decoder_, &column, batch_, nullptr) != SINEW_STATUS_OK) abort();
    const int64_t* const delays = static_cast<const int64_t*>(sinew_batch_column(batch_, 0).values);
    uint64_t sum = 0;
    for (size_t i = 0; i < count; ++i) sum += static_cast<uint64_t>(delays[i]);
    return sum;
  }

 private:
  sinew_decoder* decoder_;
  sinew_batch* batch_;
};

#ifdef SINEW_BENCH_SIMDJSON
class OnDemand {
 public:
  uint64_t operator()(const Records& records, size_t first, size_t count) {
    delays_.clear();
    origins_.clear();
    uint64_t sum = 0;
    for (size_t row = first; row < first + count; ++row) {
      const size_t begin = static_cast<size_t>(records.offsets[row]);
      simdjson::ondemand::document record;
      int64_t delay;
      std::string_view origin;
      if (parser_
              .iterate(records.bytes.data() + begin, records.SizeOf(row),
                       records.bytes.size() - begin)
              .get(record) ||
          record.find_field("delay").get_int64().get(delay) ||
          record.find_field("origin").get_string().get(origin)) {
        return 0;
      }
      delays_.push_back(delay);
      origins_.append(origin);
      sum += static_cast<uint64_t>(delay);
    }
    return sum;
  }

 private:
  simdjson::ondemand::parser parser_;
  std::vector<int64_t> delays_;
  std::string origins_;
};
#endif

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("ingest/decoder", argc, argv);
  const Records records = Flights();
  for (const size_t count : {size_t{1}, size_t{16}, size_t{256}, size_t{4096}}) {
    // One batch after the other.
    const auto batches = [&records, count](auto decode) {
      return bench::Repeat([&records, count, decode, first = kAllRows]() mutable {
        first = (first + count) % kAllRows;
        return (*decode)(records, first, count);
      });
    };
    bench::Row row = {"rows of JSON, 2 of 5 fields, batch of " + std::to_string(count),
                      bench::NanosecondsPer("row"),
                      static_cast<double>(count),
                      batches(std::make_shared<Decoder>()),
                      {}};
#ifdef SINEW_BENCH_SIMDJSON
    const std::string version = std::to_string(simdjson::SIMDJSON_VERSION_MAJOR) + "." +
                                std::to_string(simdjson::SIMDJSON_VERSION_MINOR);
    row.peers.push_back({"simdjson On-Demand " + version, batches(std::make_shared<OnDemand>())});
#endif
    table.Run(row);
  }
  return table.ExitCode();
}
