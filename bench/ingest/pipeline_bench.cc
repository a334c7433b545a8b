// Input to groups: text that does not fit the second cache, 64 KiB at a time.
#include <sinew/sinew.h>

#include <algorithm>
#include <bit>
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

#ifdef SINEW_BENCH_SIMDJSON
#include <simdjson.h>
#endif
#ifdef __SSE4_1__
#include <immintrin.h>
#endif

namespace {

std::mt19937_64 random_bits(1);
size_t Below(size_t bound) { return random_bits() % bound; }

constexpr size_t kInput = 8 << 20;
constexpr size_t kChunk = 64 << 10;

std::vector<std::string> Names(size_t count, size_t least, size_t most) {
  std::vector<std::string> names(count);
  for (std::string& name : names) {
    const size_t size = least + Below(most - least + 1);
    for (size_t i = 0; i < size; ++i) name += static_cast<char>('A' + Below(26));
  }
  return names;
}

std::string Flights() {
  bench::RandomFlights flights;
  std::string text;
  while (text.size() < kInput) text += flights.Next().AsJson() + '\n';
  return text;
}

// Lines of the One Billion Row Challenge: a station, and degrees with one digit behind the point.
std::string Stations(size_t count) {
  const std::vector<std::string> names = Names(count, 3, 14);
  std::string text;
  while (text.size() < kInput) {
    char line[64];
    snprintf(line, sizeof(line), "%s;%.1f\n", names[Below(count)].c_str(),
             (static_cast<double>(Below(1999)) - 999) / 10);
    text += line;
  }
  return text;
}

// What stands for a group, in any order of them. One computes in tenths, another in floats, so that
// they are rounded, to a unit in which no mean lies halfway between two.
uint64_t Mix(std::string_view name, double first, double second, double third = 0) {
  const auto in = [](double value) { return static_cast<uint64_t>(llround(12345.678 * value)); };
  return std::hash<std::string_view>()(name) * (in(first) + 31 * in(second) + 1009 * in(third));
}

struct Query {
  std::vector<sinew_field> fields;
  const char* where = nullptr;
  std::vector<sinew_pipeline_column> keys;
  std::vector<sinew_pipeline_aggregate> aggregates;
};

class Pipeline {
 public:
  Pipeline(const Query& query, bool csv) {
    sinew_decoder_options decoding = {};
    decoding.size = sizeof(decoding);
    decoding.fields = query.fields.data();
    decoding.field_count = query.fields.size();
    sinew_error error;
    sinew_csv_options format = {};
    format.size = sizeof(format);
    format.delimiter = ';';
    const sinew_status made = csv ? sinew_csv_create(&decoding, &format, &decoder_, &error)
                                  : sinew_ndjson_create(&decoding, nullptr, &decoder_, &error);
    if (made != SINEW_STATUS_OK) abort();
    sinew_pipeline_options options = {};
    options.size = sizeof(options);
    options.decoder = decoder_;
    options.where = query.where;
    options.keys = query.keys.data();
    options.key_count = query.keys.size();
    options.aggregates = query.aggregates.data();
    options.aggregate_count = query.aggregates.size();
    if (sinew_pipeline_create(&options, &pipeline_, &error) != SINEW_STATUS_OK) abort();
    const sinew_batch_options batch = {sizeof(batch), 0};
    if (sinew_batch_create(&batch, &batch_, &error) != SINEW_STATUS_OK) abort();
  }

  // Returns what stands for the results.
  uint64_t Run(std::string_view text) {
    if (sinew_decoder_reset(decoder_) != SINEW_STATUS_OK) abort();
    if (sinew_pipeline_reset(pipeline_) != SINEW_STATUS_OK) abort();
    for (size_t at = 0; at < text.size(); at += kChunk) {
      const std::string_view chunk = text.substr(at, kChunk);
      const uint32_t flags = at + chunk.size() == text.size() ? SINEW_DECODE_END : 0;
      const sinew_codec_result result =
          sinew_pipeline_write(pipeline_, chunk.data(), chunk.size(), decoder_, flags, nullptr);
      if (result.status != SINEW_STATUS_OK) abort();
    }
    if (sinew_pipeline_results(pipeline_, nullptr, batch_, nullptr) != SINEW_STATUS_OK) {
      abort();
    }
    const sinew_column names = sinew_batch_column(batch_, 0);
    const int64_t* const offsets = static_cast<const int64_t*>(names.offsets);
    uint64_t all = 0;
    for (size_t row = 0; row < names.count; ++row) {
      double values[3] = {};
      for (size_t i = 0; i + 1 < sinew_batch_column_count(batch_); ++i) {
        const sinew_column column = sinew_batch_column(batch_, i + 1);
        values[i] = column.type == SINEW_TYPE_F64
                        ? static_cast<const double*>(column.values)[row]
                        : static_cast<double>(static_cast<const int64_t*>(column.values)[row]);
      }
      const std::string_view name(static_cast<const char*>(names.values) + offsets[row],
                                  static_cast<size_t>(offsets[row + 1] - offsets[row]));
      all += Mix(name, values[0], values[1], values[2]);
    }
    return all;
  }

  void PrintStages() const {
    const sinew_pipeline_counts counts = sinew_pipeline_stats(pipeline_);
    if (counts.rows == 0) return;  // the row was filtered out
    const double rows = static_cast<double>(counts.rows);
    fprintf(
        stderr, "  ns a row: decode %.1f, filter %.1f, compute %.1f, group %.1f\n",
        static_cast<double>(counts.decode_ns) / rows, static_cast<double>(counts.filter_ns) / rows,
        static_cast<double>(counts.compute_ns) / rows, static_cast<double>(counts.group_ns) / rows);
  }

 private:
  sinew_decoder* decoder_;
  sinew_pipeline* pipeline_;
  sinew_batch* batch_;
};

struct Hash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
template <typename State>
using Groups = std::unordered_map<std::string, State, Hash, std::equal_to<>>;

template <typename State>
State& StateOf(Groups<State>& groups, std::string_view key) {
  const auto place = groups.find(key);
  return place != groups.end() ? place->second : groups[std::string(key)];
}

struct Delays {
  int64_t count = 0, sum = 0;
};

double Mean(double sum, int64_t count) { return sum / static_cast<double>(count); }

#ifdef SINEW_BENCH_SIMDJSON
// What a C++ program does with simdjson: each record's fields, in their order, to a map.
uint64_t OnDemand(simdjson::ondemand::parser& parser, const simdjson::padded_string& text,
                  int64_t least_distance) {
  using namespace simdjson;
  Groups<Delays> groups;
  ondemand::document_stream records;
  if (parser.iterate_many(text, 256 << 10).get(records)) abort();
  for (auto record : records) {
    int64_t delay, distance = INT64_MAX;
    std::string_view origin;
    if (record.find_field("delay").get_int64().get(delay)) abort();
    if (least_distance != 0 && record.find_field("distance").get_int64().get(distance)) abort();
    if (distance <= least_distance) continue;
    if (record.find_field("origin").get_string().get(origin)) abort();
    Delays& state = StateOf(groups, origin);
    ++state.count;
    state.sum += delay;
  }
  uint64_t all = 0;
  for (const auto& [name, state] : groups) {
    all += Mix(name, static_cast<double>(state.count),
               Mean(static_cast<double>(state.sum), state.count));
  }
  return all;
}
#endif

struct Degrees {
  double min = 1e9, max = -1e9, sum = 0;
  int64_t count = 0;
};

// Lines as plain C++ reads them.
uint64_t Plain(std::string_view text) {
  Groups<Degrees> groups;
  for (const char *at = text.data(), *end = at + text.size(); at != end;) {
    const char* const name_end = static_cast<const char*>(memchr(at, ';', size_t(end - at)));
    double value = 0;
    const char* const value_end = std::from_chars(name_end + 1, end, value).ptr;
    Degrees& state = StateOf(groups, {at, static_cast<size_t>(name_end - at)});
    state.min = std::min(state.min, value);
    state.max = std::max(state.max, value);
    state.sum += value;
    ++state.count;
    at = value_end + 1;
  }
  uint64_t all = 0;
  for (const auto& [name, state] : groups) {
    all += Mix(name, state.min, Mean(state.sum, state.count), state.max);
  }
  return all;
}

#ifdef __SSE4_1__
// How the fastest entries of the challenge in C++ are made: the name is compared with ';' sixteen
// bytes at a time and kept in a register, the degrees are computed in tenths without a branch, the
// table is made for this very purpose, and four parts of the text are read in turn, so that none
// waits for the memory of another. It takes nothing but such lines, with names of up to 16 bytes,
// and reads 32 bytes beyond the end.
class Tenths {
 public:
  Tenths(const std::string& text, size_t names)
      : text_(text + std::string(32, '\0')), slots_(std::bit_ceil(2 * names)) {}

  uint64_t operator()() {
    constexpr size_t kParts = 4;
    const char* at[kParts];
    const char* end[kParts];
    const char* const first = text_.data();
    const size_t size = text_.size() - 32;
    for (size_t i = 0; i < kParts; ++i) {
      at[i] = i == 0 ? first : end[i - 1];
      end[i] =
          i + 1 == kParts
              ? first + size
              : static_cast<const char*>(memchr(first + (i + 1) * size / kParts, '\n', size)) + 1;
    }
    while (at[0] < end[0] && at[1] < end[1] && at[2] < end[2] && at[3] < end[3]) {
      for (size_t i = 0; i < kParts; ++i) at[i] = Line(at[i]);
    }
    for (size_t i = 0; i < kParts; ++i) {
      while (at[i] < end[i]) at[i] = Line(at[i]);
    }
    uint64_t all = 0;
    for (Slot& slot : slots_) {
      if (slot.count == 0) continue;
      all += Mix({slot.name, slot.size}, slot.min / 10.0,
                 Mean(static_cast<double>(slot.sum), slot.count) / 10, slot.max / 10.0);
      slot = Slot{};
    }
    return all;
  }

 private:
  struct Slot {
    __m128i key;
    const char* name;
    size_t size;
    int64_t sum;
    int32_t count;
    int16_t min, max;
  };

  const char* Line(const char* at) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i found = _mm_cmpeq_epi8(text, _mm_set1_epi8(';'));
    const size_t size = static_cast<size_t>(
        std::countr_zero(static_cast<uint32_t>(_mm_movemask_epi8(found)) | 0x10000u));
    const __m128i places = _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const __m128i key =
        _mm_and_si128(text, _mm_cmpgt_epi8(_mm_set1_epi8(static_cast<char>(size)), places));
    // The point, in the second to fourth byte, is where bit 4 is not set, and so is a sign. The
    // digits then have one place each, and a multiplication adds them up.
    int64_t number;
    memcpy(&number, at + size + 1, sizeof(number));
    const int point = std::countr_zero(static_cast<uint64_t>(~number & 0x10101000));
    const int64_t sign = static_cast<int64_t>(static_cast<uint64_t>(~number) << 59) >> 63;
    const uint64_t digits =
        static_cast<uint64_t>(number & ~(sign & 0xFF)) << (28 - point) & 0x0F000F0F00;
    const int64_t tenths = (static_cast<int64_t>(digits * 0x640A0001 >> 32 & 0x3FF) ^ sign) - sign;

    const uint64_t hash = (static_cast<uint64_t>(_mm_cvtsi128_si64(key)) ^
                           std::rotl(static_cast<uint64_t>(_mm_extract_epi64(key, 1)), 23)) *
                          0x9E3779B97F4A7C15u;
    size_t place = hash >> 32 & (slots_.size() - 1);
    for (;;) {
      Slot& slot = slots_[place];
      const __m128i difference = _mm_xor_si128(slot.key, key);
      if (_mm_testz_si128(difference, difference)) {
        slot.sum += tenths;
        ++slot.count;
        slot.min = std::min(slot.min, static_cast<int16_t>(tenths));
        slot.max = std::max(slot.max, static_cast<int16_t>(tenths));
        break;
      }
      if (slot.count == 0) {
        slot = Slot{key, at, size, 0, 0, INT16_MAX, INT16_MIN};
      } else {
        place = (place + 1) & (slots_.size() - 1);
      }
    }
    return at + size + 1 + point / 8 + 3;
  }

  const std::string text_;
  std::vector<Slot> slots_;
};
#endif

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("ingest/pipeline", argc, argv);
  const auto run = [&](const std::string& name, const std::string& text, const Query& query,
                       bool csv, const std::vector<bench::Peer>& peers) {
    Pipeline pipeline(query, csv);
    const size_t rows = static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
    bench::Row row = {name, bench::MillionsPerSecond("rows"), static_cast<double>(rows), {}, peers};
    row.sinew = bench::Repeat([&] { return pipeline.Run(text); });
    for (bench::Peer& yardstick : bench::Yardsticks(text.data(), text.size())) {
      row.peers.push_back(yardstick);
    }
    table.Run(row);
    pipeline.PrintStages();
  };

  const std::string flights = Flights();
  Query by_origin = {
      .fields = {{"delay", nullptr, SINEW_TYPE_I64, 0}, {"origin", nullptr, SINEW_TYPE_STRING, 0}},
      .keys = {{"origin", nullptr}},
      .aggregates = {{SINEW_AGGREGATE_COUNT_ROWS, nullptr, nullptr, nullptr, nullptr, 0, 0, 0},
                     {SINEW_AGGREGATE_MEAN, "delay", nullptr, nullptr, nullptr, 0, 0, 0}}};
  const auto on_demand = [&](int64_t least_distance) {
    std::vector<bench::Peer> peers;
#ifdef SINEW_BENCH_SIMDJSON
    static const simdjson::padded_string padded(flights);
    static simdjson::ondemand::parser parser;
    const std::string version = std::to_string(simdjson::SIMDJSON_VERSION_MAJOR) + "." +
                                std::to_string(simdjson::SIMDJSON_VERSION_MINOR);
    peers.push_back({"simdjson On-Demand " + version + " + unordered_map",
                     bench::Repeat([=] { return OnDemand(parser, padded, least_distance); })});
#else
    static_cast<void>(least_distance);
#endif
    return peers;
  };
  run("flights, mean delay by origin", flights, by_origin, false, on_demand(0));
  by_origin.fields.push_back({"distance", nullptr, SINEW_TYPE_I64, 0});
  by_origin.where = "distance > 1000";
  run("flights, mean delay by origin where distance > 1000", flights, by_origin, false,
      on_demand(1000));

  const Query by_station = {
      .fields = {{"0", "name", SINEW_TYPE_STRING, 0}, {"1", "degrees", SINEW_TYPE_F64, 0}},
      .keys = {{"name", nullptr}},
      .aggregates = {{SINEW_AGGREGATE_MIN, "degrees", nullptr, nullptr, nullptr, 0, 0, 0},
                     {SINEW_AGGREGATE_MEAN, "degrees", nullptr, nullptr, nullptr, 0, 0, 0},
                     {SINEW_AGGREGATE_MAX, "degrees", nullptr, nullptr, nullptr, 0, 0, 0}}};
  for (const size_t count : {413, 10000}) {
    const std::string lines = Stations(count);
    std::vector<bench::Peer> peers = {
        {"from_chars + unordered_map", bench::Repeat([&] { return Plain(lines); })}};
#ifdef __SSE4_1__
    Tenths tenths(lines, count);
    peers.push_back({"C++ written for these lines", bench::Repeat([&] { return tenths(); })});
#endif
    run("name;degrees, " + std::to_string(count) + " names", lines, by_station, true, peers);
  }
  return table.ExitCode();
}
