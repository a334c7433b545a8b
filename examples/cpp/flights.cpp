// Reads flights as JSON records, plain or compressed, from a file, and prints the airports with the
// most flights that a condition chooses, with mean and greatest delay, as CSV:
//
//   flights FILE [CONDITION]     flights ../data/flights-20k.ndjson.gz 'distance > 1000'
//
// The condition is written as docs/expressions.md has it; `hour(date)` is the hour of departure.
// The numbers of rows and of bad records go to standard error. Exit status: 0, or 2 if there is no
// result.
//
//   c++ -std=c++20 flights.cpp $(pkg-config --cflags --libs sinew) -o flights

#include <cstdio>
#include <fstream>
#include <iostream>
#include <sinew/sinew.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

const sinew::field kFields[] = {{"date", SINEW_TYPE_TIMESTAMP_S},
                                {"delay", SINEW_TYPE_I64},
                                {"distance", SINEW_TYPE_I64},
                                {"origin", SINEW_TYPE_STRING},
                                {"destination", SINEW_TYPE_STRING}};

// Every piece of the file goes through the stream into the pipeline; no record becomes an object.
void Read(std::istream& file, sinew::decoder& decoder, sinew::pipeline& groups) {
  sinew::stream stream;
  std::vector<char> in(64 << 10), out(256 << 10);
  for (bool end = false; !end;) {
    file.read(in.data(), static_cast<std::streamsize>(in.size()));
    if (file.bad()) throw std::runtime_error("reading failed");
    end = file.eof();
    std::string_view rest(in.data(), static_cast<size_t>(file.gcount()));
    for (bool more = true; more;) {
      const sinew::stream_decoded step = stream.decode(rest, out, end);
      rest.remove_prefix(step.read);
      more = step.full;
      groups.write({out.data(), step.written}, decoder, end && !more);
    }
  }
}

void Print(const sinew::batch& results) {
  const auto airports = results.get<std::string_view>(0);
  const auto counts = results.get<int64_t>(1);
  const auto means = results.get<double>(2);
  const auto worst = results.get<int64_t>(3);
  printf("origin,flights,mean_delay,worst_delay\n");
  for (size_t i = 0; i < results.size(); ++i) {
    printf("%.*s,%lld,%.2f,%lld\n", static_cast<int>(airports[i].size()), airports[i].data(),
           static_cast<long long>(counts[i]), means[i], static_cast<long long>(worst[i]));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::cerr << "usage: flights FILE [CONDITION]\n";
    return 2;
  }
  try {
    std::ifstream file(argv[1], std::ios::binary);
    if (!file) throw std::runtime_error(std::string(argv[1]) + ": cannot be opened");
    sinew::ndjson_decoder decoder(kFields);
    sinew::pipeline groups(decoder, {.where = argc == 3 ? argv[2] : "",
                                     .keys = {{"origin"}},
                                     .aggregates = {{SINEW_AGGREGATE_COUNT_ROWS},
                                                    {SINEW_AGGREGATE_MEAN, "delay"},
                                                    {SINEW_AGGREGATE_MAX, "delay"}}});
    Read(file, decoder, groups);
    const sinew_pipeline_order most_flights[] = {{1, SINEW_PIPELINE_DESCENDING}};
    Print(groups.results(most_flights, 5));
    const sinew_pipeline_counts counts = groups.counts();
    std::cerr << counts.kept_rows << " of " << counts.rows << " flights, "
              << counts.rejected_records << " bad records\n";
  } catch (const std::exception& failure) {  // sinew::error among them
    std::cerr << failure.what() << '\n';
    return 2;
  }
}
