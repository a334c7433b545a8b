// JSON records to columns: a chunk of input that does not fit the second cache, decoded to batches.
#include <sinew/sinew.h>

#include <cstdio>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "ingest/flights.h"
#include "support/bench.h"

#ifdef SINEW_BENCH_SIMDJSON
#include <simdjson.h>
#endif

namespace {

std::mt19937_64 random_bits(1);
size_t Below(size_t bound) { return random_bits() % bound; }

constexpr size_t kInput = 8 << 20;

std::string Flights() {
  bench::RandomFlights flights;
  std::string text;
  while (text.size() < kInput) text += flights.Next().AsJson() + '\n';
  return text;
}

std::string Words(size_t count) {
  static const char* const words[] = {"the",
                                      "quick",
                                      "brown",
                                      "fox",
                                      "jumps",
                                      "over",
                                      "lazy",
                                      "dog",
                                      "caf\xC3\xA9",
                                      "\\\"so\\\"",
                                      "https:\\/\\/t.co\\/x"};
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    if (i != 0) text += ' ';
    text += words[Below(i % 9 == 8 ? 11 : 9)];
  }
  return text;
}

// Nested records of about 1 KiB, as those of a social network.
std::string Posts() {
  std::string text;
  while (text.size() < kInput) {
    const std::string id = std::to_string(500000000000000000 + Below(100000000000000000));
    text +=
        "{\"metadata\":{\"result_type\":\"recent\",\"iso_language_code\":\"en\"},\"created_at\":"
        "\"2014-08-31T00:29:" +
        std::to_string(10 + Below(50)) + "Z\",\"id\":" + id + ",\"id_str\":\"" + id +
        "\",\"text\":\"" + Words(12 + Below(10)) +
        "\",\"truncated\":false,\"in_reply_to_status_id\":null,\"user\":{\"id\":" +
        std::to_string(Below(3000000000)) + ",\"name\":\"" + Words(2) +
        "\",\"location\":\"\",\"description\":\"" + Words(20 + Below(20)) +
        "\",\"protected\":false,\"followers_count\":" + std::to_string(Below(100000)) +
        ",\"friends_count\":" + std::to_string(Below(2000)) +
        ",\"verified\":false,\"profile_background_color\":\"C0DEED\",\"default_profile\":true},"
        "\"geo\":null,\"coordinates\":null,\"retweet_count\":" +
        std::to_string(Below(500)) + ",\"favorite_count\":" + std::to_string(Below(50)) +
        ",\"entities\":{\"hashtags\":[";
    for (size_t i = Below(3); i > 0; --i) {
      text += "{\"text\":\"" + Words(1) + "\",\"indices\":[" + std::to_string(Below(70)) + "," +
              std::to_string(70 + Below(70)) + "]}" + (i > 1 ? "," : "");
    }
    text +=
        "],\"symbols\":[],\"urls\":[]},\"favorited\":false,\"retweeted\":false,\"lang\":\"ja\"}\n";
  }
  return text;
}

std::string Numbers() {
  std::string text;
  while (text.size() < kInput) {
    char line[256];
    const auto number = [] { return static_cast<double>(Below(1000000000)) / 1e4 - 5e4; };
    snprintf(line, sizeof(line),
             "{\"t\":%zu,\"x\":%.6f,\"y\":%.15g,\"z\":%.3e,\"v\":[%.2f,%.2f,%.2f],\"n\":%d}\n",
             1600000000000 + Below(1000000000), number(), number() / 7, number(), number(),
             number(), number(), static_cast<int>(Below(1000)) - 500);
    text += line;
  }
  return text;
}

struct Field {
  const char* path;
  sinew_type type;
};

class Decoder {
 public:
  explicit Decoder(const std::vector<Field>& fields, uint32_t flags = 0) {
    std::vector<sinew_field> all;
    for (const Field& field : fields) all.push_back({field.path, nullptr, field.type, 0});
    sinew_decoder_options options = {};
    options.size = sizeof(options);
    options.fields = all.data();
    options.field_count = all.size();
    const sinew_ndjson_options ndjson = {sizeof(ndjson), 0, flags};
    sinew_error error;
    if (sinew_ndjson_create(&options, &ndjson, &decoder_, &error) != SINEW_STATUS_OK) abort();
    const sinew_batch_options batch_options = {sizeof(batch_options), 0};
    if (sinew_batch_create(&batch_options, &batch_, &error) != SINEW_STATUS_OK) abort();
  }

  // Of every batch the last row is read: the rest is in memory all the same.
  uint64_t Run(const std::string& text) {
    if (sinew_decoder_reset(decoder_) != SINEW_STATUS_OK) abort();
    size_t at = 0;
    uint64_t rows = 0;
    for (;;) {
      const sinew_codec_result result = sinew_decoder_decode(
          decoder_, text.data() + at, text.size() - at, batch_, SINEW_DECODE_END, nullptr);
      at += result.read;
      rows += result.written;
      if (result.status != SINEW_STATUS_OUTPUT_FULL) break;
    }
    return rows;
  }

 private:
  sinew_decoder* decoder_;
  sinew_batch* batch_;
};

#ifdef SINEW_BENCH_SIMDJSON
// Columns as a C++ program keeps them.
struct Column {
  std::vector<int64_t> integers;
  std::vector<double> floats;
  std::vector<int32_t> offsets;
  std::vector<char> bytes;
};

class OnDemand {
 public:
  OnDemand(const std::string& text, std::vector<Field> fields)
      : text_(text), fields_(std::move(fields)), columns_(fields_.size()) {}

  uint64_t operator()() {
    using namespace simdjson;
    uint64_t rows = 0;
    ondemand::document_stream records;
    if (parser_.iterate_many(text_, 256 << 10).get(records)) return 0;
    for (auto record : records) {
      if (rows++ % 4096 == 0) Clear();
      for (size_t i = 0; i < fields_.size(); ++i) {
        Column& column = columns_[i];
        ondemand::value value;
        const char* const path = fields_[i].path;
        const auto error = path[0] == '/' ? record.at_pointer(path).get(value)
                                          : record.find_field(path).get(value);
        if (error) return 0;
        switch (fields_[i].type) {
          case SINEW_TYPE_I64: {
            int64_t number;
            if (value.get_int64().get(number)) return 0;
            column.integers.push_back(number);
            break;
          }
          case SINEW_TYPE_F64: {
            double number;
            if (value.get_double().get(number)) return 0;
            column.floats.push_back(number);
            break;
          }
          default: {
            std::string_view string;
            if (value.get_string().get(string)) return 0;
            column.bytes.insert(column.bytes.end(), string.begin(), string.end());
            column.offsets.push_back(static_cast<int32_t>(column.bytes.size()));
          }
        }
      }
    }
    return rows;
  }

 private:
  void Clear() {
    for (Column& column : columns_) {
      column.integers.clear();
      column.floats.clear();
      column.offsets.clear();
      column.bytes.clear();
    }
  }

  simdjson::padded_string text_;
  std::vector<Field> fields_;
  std::vector<Column> columns_;
  simdjson::ondemand::parser parser_;
};
#endif

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("ingest/ndjson", argc, argv);
  const auto run = [&](const std::string& name, const std::string& text,
                       const std::vector<Field>& fields, uint32_t flags = 0) {
    Decoder decoder(fields, flags);
    bench::Row row = {name, bench::GigabytesPerSecond(), static_cast<double>(text.size()), {}, {}};
    row.sinew = bench::Repeat([&] { return decoder.Run(text); });
#ifdef SINEW_BENCH_SIMDJSON
    OnDemand peer(text, fields);
    const std::string version = std::to_string(simdjson::SIMDJSON_VERSION_MAJOR) + "." +
                                std::to_string(simdjson::SIMDJSON_VERSION_MINOR);
    row.peers.push_back({"simdjson On-Demand " + version, bench::Repeat([&] { return peer(); })});
#endif
    for (bench::Peer& yardstick : bench::Yardsticks(text.data(), text.size())) {
      row.peers.push_back(yardstick);
    }
    table.Run(row);
  };
  const std::vector<Field> two = {{"delay", SINEW_TYPE_I64}, {"origin", SINEW_TYPE_STRING}};
  const std::string flights = Flights();
  run("flights, 2 of 5 fields", flights, two);
  run("flights, all 5 fields", flights,
      {{"date", SINEW_TYPE_STRING},
       {"delay", SINEW_TYPE_I64},
       {"distance", SINEW_TYPE_I64},
       {"origin", SINEW_TYPE_STRING},
       {"destination", SINEW_TYPE_STRING}});
  run("flights, 2 of 5 fields, all validated", flights, two, SINEW_NDJSON_VALIDATE);
  const std::string posts = Posts();
  run("nested, 1 KiB a record, 4 fields", posts,
      {{"id", SINEW_TYPE_I64},
       {"text", SINEW_TYPE_STRING},
       {"/user/followers_count", SINEW_TYPE_I64},
       {"retweet_count", SINEW_TYPE_I64}});
  const std::string numbers = Numbers();
  run("numbers, 5 fields", numbers,
      {{"t", SINEW_TYPE_I64},
       {"x", SINEW_TYPE_F64},
       {"y", SINEW_TYPE_F64},
       {"z", SINEW_TYPE_F64},
       {"n", SINEW_TYPE_I64}});
  return table.ExitCode();
}
