// Groups the lines of a CSV file by one column and prints count, sum, least, greatest and mean
// value of another, as CSV, groups in order of first appearance:
//
//   group_by FILE KEY VALUE      (FILE - is standard input; KEY and VALUE are names in line 1)
//
// An empty value is left out. A bad line is reported with its number and skipped. Exit status: 0,
// 1 if lines were bad, 2 if there is no result.
//
//   c++ -std=c++20 group_by.cpp $(pkg-config --cflags --libs sinew) -o group_by

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <sinew/sinew.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace {

// A line that cannot be used; what() says why.
class BadLine : public std::runtime_error {
  using runtime_error::runtime_error;
};

// Cuts a line into fields as RFC 4180 says, except that a quoted field ends on its line.
void Split(std::string_view line, std::vector<std::string>& fields) {
  fields.clear();
  if (line.ends_with('\r')) line.remove_suffix(1);
  for (size_t i = 0;; ++i) {
    std::string& field = fields.emplace_back();
    if (i < line.size() && line[i] == '"') {
      for (++i;; ++i) {
        if (i >= line.size()) throw BadLine("a quote is not closed");
        if (line[i] == '"' && (i + 1 == line.size() || line[i + 1] != '"')) break;
        if (line[i] == '"') ++i;
        field += line[i];
      }
      ++i;
    } else {
      const size_t end = std::min(line.find(',', i), line.size());
      field = line.substr(i, end - i);
      i = end;
    }
    if (i >= line.size()) return;
    if (line[i] != ',') throw BadLine("text behind a closed quote");
  }
}

std::optional<double> ParseValue(const std::string& field) {
  if (field.empty()) return std::nullopt;
  double value;
  const char* end = field.data() + field.size();
  const auto [stop, error] = std::from_chars(field.data(), end, value);
  if (error != std::errc() || stop != end) throw BadLine("\"" + field + "\" is no number");
  return value;
}

std::string Print(std::optional<double> value) {
  if (!value) return "";
  char text[32];
  return std::string(text, std::to_chars(text, std::end(text), *value).ptr);
}

std::string Quote(std::string_view key) {
  if (key.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(key);
  std::string quoted = "\"";
  for (const char c : key) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

// The GROUP BY, fed in batches: rows gather in columns until there are enough for a call.
class Statistics {
 public:
  void Add(std::string_view key, std::optional<double> value) {
    const size_t row = values_.size();
    keys_.push_back(key);
    values_.push_back(value.value_or(0));
    if (row % 8 == 0) validity_.push_back(0);
    if (value) validity_.back() = static_cast<uint8_t>(validity_.back() | 1 << row % 8);
    if (values_.size() == kBatchRows) Flush();
  }

  void Write(std::ostream& out) {
    Flush();
    const sinew::batch results = groups_.results();
    const auto keys = results.get<std::string_view>(0);
    const auto counts = results.get(count_);
    const auto sums = results.get(sum_);
    const auto mins = results.get(min_);
    const auto maxs = results.get(max_);
    const auto means = results.get(mean_);
    for (size_t i = 0; i < results.size(); ++i) {
      out << Quote(keys[i]) << ',' << counts[i] << ',' << Print(sums.at(i)) << ','
          << Print(mins.at(i)) << ',' << Print(maxs.at(i)) << ',' << Print(means.at(i)) << '\n';
    }
  }

 private:
  static constexpr size_t kBatchRows = 4096;

  void Flush() {
    groups_.update(keys_, {sinew::column(values_, validity_)});
    keys_.clear();
    values_.clear();
    validity_.clear();
  }

  using Options = sinew::group_by_options<std::string_view>;

  Options options_;
  const Options::values<double> value_ = options_.add_values<double>();
  const Options::aggregate<int64_t> count_ = options_.count(value_);
  const Options::aggregate<double> sum_ = options_.sum(value_);
  const Options::aggregate<double> min_ = options_.min(value_);
  const Options::aggregate<double> max_ = options_.max(value_);
  const Options::aggregate<double> mean_ = options_.mean(value_);
  sinew::group_by<std::string_view> groups_{options_};

  sinew::string_buffer keys_;
  std::vector<double> values_;
  std::vector<uint8_t> validity_;
};

size_t PlaceOf(const std::string& name, const std::vector<std::string>& names) {
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return i;
  }
  throw std::runtime_error("there is no column \"" + name + "\"");
}

// Returns the number of bad lines.
size_t Run(std::istream& in, const std::string& path, const std::string& key,
           const std::string& value, std::ostream& out) {
  std::string line;
  std::vector<std::string> fields;
  if (!std::getline(in, line))
    throw std::runtime_error("the first line, with the names, is missing");
  Split(line, fields);
  const size_t columns = fields.size();
  const size_t key_place = PlaceOf(key, fields);
  const size_t value_place = PlaceOf(value, fields);

  Statistics statistics;
  size_t bad_lines = 0;
  for (size_t number = 2; std::getline(in, line); ++number) {
    try {
      Split(line, fields);
      if (fields.size() != columns) {
        throw BadLine(std::to_string(fields.size()) + " fields instead of " +
                      std::to_string(columns));
      }
      statistics.Add(fields[key_place], ParseValue(fields[value_place]));
    } catch (const BadLine& bad) {
      ++bad_lines;
      std::cerr << path << ':' << number << ": " << bad.what() << '\n';
    }
  }
  if (in.bad()) throw std::system_error(errno, std::generic_category(), "reading failed");
  out << Quote(key) << ",count,sum,min,max,mean\n";
  statistics.Write(out);
  return bad_lines;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: group_by FILE KEY VALUE\n";
    return 2;
  }
  std::ios::sync_with_stdio(false);
  const std::string path = argv[1];
  try {
    std::ifstream file;
    if (path != "-") {
      file.open(path);
      if (!file) throw std::system_error(errno, std::generic_category(), "cannot be opened");
    }
    const size_t bad_lines = Run(path == "-" ? std::cin : file, path, argv[2], argv[3], std::cout);
    if (!std::cout.flush()) throw std::runtime_error("standard output: writing failed");
    if (bad_lines != 0) std::cerr << path << ": lines left out: " << bad_lines << '\n';
    return bad_lines == 0 ? 0 : 1;
  } catch (const std::exception& failure) {  // sinew::error among them
    std::cerr << path << ": " << failure.what() << '\n';
    return 2;
  }
}
