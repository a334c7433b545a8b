// Delimited text to columns, and to groups: input that does not fit the second cache.
#include <sinew/sinew.h>

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/flights.h"
#include "support/bench.h"

namespace {

constexpr size_t kInput = 8 << 20;

std::mt19937_64 random_bits(1);
size_t Below(size_t bound) { return random_bits() % bound; }

void Check(bool fine) {
  if (!fine) abort();
}

std::string Flights() {
  bench::RandomFlights flights;
  std::string text = "date,delay,distance,origin,destination\n";
  while (text.size() < kInput) {
    const bench::Flight flight = flights.Next();
    text += flight.date + ',' + std::to_string(flight.delay) + ',' +
            std::to_string(flight.distance) + ',' + flight.origin + ',' + flight.destination + '\n';
  }
  return text;
}

// Stations and temperatures as in the One Billion Row Challenge.
std::string Stations(size_t count) {
  std::vector<std::string> names;
  for (size_t i = 0; i < count; ++i) {
    std::string name;
    for (size_t k = 4 + Below(9); k > 0; --k) name += static_cast<char>('a' + Below(26));
    if (i % 8 == 0) name += "\xC3\xBC";
    names.push_back(name + std::to_string(i % 10));
  }
  std::string text;
  while (text.size() < kInput) {
    char line[64];
    snprintf(line, sizeof(line), "%s;%.1f\n", names[Below(count)].c_str(),
             (static_cast<double>(Below(1000)) - 400) / 10);
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
  Decoder(std::vector<Field> fields, const sinew_csv_options& csv) {
    std::vector<sinew_field> all;
    for (const Field& field : fields) all.push_back({field.path, nullptr, field.type, 0});
    sinew_decoder_options options = {};
    options.size = sizeof(options);
    options.fields = all.data();
    options.field_count = all.size();
    Check(sinew_csv_create(&options, &csv, &decoder_, nullptr) == SINEW_STATUS_OK);
    const sinew_batch_options batch = {sizeof(batch), 0};
    Check(sinew_batch_create(&batch, &batch_, nullptr) == SINEW_STATUS_OK);
  }
  ~Decoder() {
    sinew_decoder_destroy(decoder_);
    sinew_batch_destroy(batch_);
  }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  // Calls use(batch) for each batch of the input, and returns the number of rows.
  template <typename Use>
  uint64_t Run(std::string_view text, const Use& use) {
    Check(sinew_decoder_reset(decoder_) == SINEW_STATUS_OK);
    uint64_t rows = 0;
    for (;;) {
      const sinew_codec_result result = sinew_decoder_decode(decoder_, text.data(), text.size(),
                                                             batch_, SINEW_DECODE_END, nullptr);
      rows += result.written;
      if (result.written != 0) use(batch_);
      text.remove_prefix(result.read);
      if (result.status != SINEW_STATUS_OUTPUT_FULL) {
        Check(result.status == SINEW_STATUS_OK && text.empty());
        return rows;
      }
    }
  }

 private:
  sinew_decoder* decoder_ = nullptr;
  sinew_batch* batch_ = nullptr;
};

// Minimum, mean and maximum of the second column by the first one; returns the number of groups.
uint64_t GroupBy(Decoder& decoder, std::string_view text) {
  const sinew_type key = SINEW_TYPE_STRING, value = SINEW_TYPE_F64;
  const sinew_aggregate_spec aggregates[] = {
      {sizeof(*aggregates), SINEW_AGGREGATE_MIN, 0, 0, 0, 0, 0, 0, 0},
      {sizeof(*aggregates), SINEW_AGGREGATE_MEAN, 0, 0, 0, 0, 0, 0, 0},
      {sizeof(*aggregates), SINEW_AGGREGATE_MAX, 0, 0, 0, 0, 0, 0, 0}};
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = &key;
  options.key_count = 1;
  options.value_types = &value;
  options.value_count = 1;
  options.aggregates = aggregates;
  options.aggregate_count = 3;
  sinew_groupby* groups;
  Check(sinew_groupby_create(&options, &groups, nullptr) == SINEW_STATUS_OK);
  decoder.Run(text, [&](const sinew_batch* batch) {
    const sinew_column keys = sinew_batch_column(batch, 0), values = sinew_batch_column(batch, 1);
    Check(sinew_groupby_update(groups, &keys, 1, &values, 1, nullptr) == SINEW_STATUS_OK);
  });
  const uint64_t count = sinew_groupby_count(groups);
  sinew_groupby_destroy(groups);
  return count;
}

// What one writes by hand for lines that are known to have no quotes.
template <typename Use>
uint64_t ByHand(std::string_view text, char delimiter, const Use& use) {
  uint64_t rows = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  std::string_view fields[5];
  while (at != end) {
    const char* const line = static_cast<const char*>(memchr(at, '\n', end - at));
    size_t count = 0;
    while (at < line) {
      const void* found = memchr(at, delimiter, line - at);
      const char* const stop = found == nullptr ? line : static_cast<const char*>(found);
      fields[count++] = {at, static_cast<size_t>(stop - at)};
      at = stop + 1;
    }
    at = line + 1;
    ++rows;
    use(fields);
  }
  return rows;
}

template <typename T>
T ValueOf(std::string_view text) {
  T value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("ingest/csv", argc, argv);
  const auto nothing = [](const sinew_batch*) {};
  sinew_csv_options named = {};
  named.size = sizeof(named);
  named.flags = SINEW_CSV_HEADER;
  sinew_csv_options lines = {};
  lines.size = sizeof(lines);
  lines.flags = SINEW_CSV_NO_QUOTES;
  lines.delimiter = ';';

  const std::string flights = Flights();
  const double size = static_cast<double>(flights.size());
  Decoder two({{"origin", SINEW_TYPE_STRING}, {"delay", SINEW_TYPE_I32}}, named);
  bench::Row row = {"flights, 2 of 5 columns", bench::GigabytesPerSecond(), size, {}, {}};
  row.sinew = bench::Repeat([&] { return two.Run(flights, nothing); });
  const std::string_view body = std::string_view(flights).substr(flights.find('\n') + 1);
  std::string names;
  std::vector<int32_t> delays, ends;
  row.peers = {{"C++ loop, no quotes", bench::Repeat([&] {
                  names.clear();
                  delays.clear();
                  ends.clear();
                  return ByHand(body, ',', [&](const std::string_view* fields) {
                    delays.push_back(ValueOf<int32_t>(fields[1]));
                    names += fields[3];
                    ends.push_back(static_cast<int32_t>(names.size()));
                  });
                })}};
  for (bench::Peer& peer : bench::Yardsticks(flights.data(), flights.size())) {
    row.peers.push_back(peer);
  }
  table.Run(row);

  Decoder all({{"date", SINEW_TYPE_TIMESTAMP_S},
               {"delay", SINEW_TYPE_I32},
               {"distance", SINEW_TYPE_I32},
               {"origin", SINEW_TYPE_STRING},
               {"destination", SINEW_TYPE_STRING}},
              named);
  row = {"flights, all columns", bench::GigabytesPerSecond(), size, {}, {}};
  row.sinew = bench::Repeat([&] { return all.Run(flights, nothing); });
  row.peers = bench::Yardsticks(flights.data(), flights.size());
  table.Run(row);

  for (const size_t count : {413, 10000}) {
    const std::string text = Stations(count);
    const std::string name = std::to_string(count) + " names";
    Decoder decoder({{"0", SINEW_TYPE_STRING}, {"1", SINEW_TYPE_F64}}, lines);
    const double rows = static_cast<double>(decoder.Run(text, nothing));
    row = {"name;value, " + name, bench::MillionsPerSecond(" rows"), rows, {}, {}};
    row.sinew = bench::Repeat([&] { return decoder.Run(text, nothing); });
    row.peers = bench::Yardsticks(text.data(), text.size());
    table.Run(row);

    struct State {
      double min = INFINITY, sum = 0, max = -INFINITY;
      uint64_t count = 0;
    };
    row = {"name;value, GROUP BY of " + name, bench::MillionsPerSecond(" rows"), rows, {}, {}};
    row.sinew = bench::Repeat([&] { return GroupBy(decoder, text); });
    row.peers = {{"C++ loop and std::unordered_map", bench::Repeat([&] {
                    std::unordered_map<std::string_view, State> groups;
                    ByHand(text, ';', [&](const std::string_view* fields) {
                      const double value = ValueOf<double>(fields[1]);
                      State& state = groups[fields[0]];
                      state.min = std::min(state.min, value);
                      state.max = std::max(state.max, value);
                      state.sum += value;
                      ++state.count;
                    });
                    return static_cast<uint64_t>(groups.size());
                  })}};
    table.Run(row);
  }
  return table.ExitCode();
}
