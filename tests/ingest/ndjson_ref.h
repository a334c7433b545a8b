#ifndef SINEW_TESTS_INGEST_NDJSON_REF_H_
#define SINEW_TESTS_INGEST_NDJSON_REF_H_

#include "sinew/ingest.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "encoding/utf8_ref.h"
#include "ingest/decoded.h"

// Decoding of JSON records by recursive descent, into a tree of all values in which the paths are
// looked up afterwards. What columns hold is written as decoded.h has it.

struct NdjsonField {
  std::string path;
  sinew_type type;
  uint32_t flags = 0;
};

struct NdjsonSettings {
  std::vector<NdjsonField> fields;
  uint32_t ndjson_flags = 0;
  size_t max_depth = 0;
  size_t max_record_size = 0;
  size_t max_rows = 0;
  uint32_t flags = 0;
  size_t max_value_size = 0;
};

struct NdjsonOutcome {
  std::vector<CellRow> rows;
  std::vector<sinew_reject> rejects;
  uint64_t records = 0, rejected_records = 0, rejected_values = 0;
  bool stopped = false;
};

namespace ndjson_ref {

struct Value {
  char kind = 0;  // { [ " s
  size_t begin = 0, end = 0;
  std::vector<std::optional<std::string>> names;  // of the members of an object
  std::vector<Value> elements;
};

inline bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
inline bool IsPunctuation(char c) { return c != 0 && strchr("{}[]:,\"\\", c) != nullptr; }

inline bool IsScalar(const std::string& text) {
  if (text == "true" || text == "false" || text == "null") return true;
  // The grammar of RFC 8259, section 6.
  size_t i = 0;
  const auto digits = [&] {
    const size_t from = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    return i - from;
  };
  if (i < text.size() && text[i] == '-') ++i;
  const size_t first = i;
  const size_t count = digits();
  if (count == 0 || (count > 1 && text[first] == '0')) return false;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (digits() == 0) return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == text.size();
}

inline int Hex(char c) {
  const std::string digits = "0123456789abcdef";
  const size_t at = digits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
  return at == std::string::npos || c == 0 ? -1 : static_cast<int>(at);
}

// What a string stands for. bad: the first escape that is none; half: the first surrogate without
// its other half. Both are text.size() if there is none.
struct Text {
  std::string out;
  size_t bad, half;
};

inline Text Unescape(std::string_view text) {
  Text result = {"", text.size(), text.size()};
  const auto unit_at = [&](size_t i) {  // of \uXXXX at i, or -1
    if (i + 6 > text.size() || text[i] != '\\' || text[i + 1] != 'u') return -1;
    int unit = 0;
    for (size_t k = 2; k < 6; ++k) {
      if (Hex(text[i + k]) < 0) return -1;
      unit = unit * 16 + Hex(text[i + k]);
    }
    return unit;
  };
  static const std::map<char, char> plain = {{'"', '"'},  {'\\', '\\'}, {'/', '/'},  {'b', '\b'},
                                             {'f', '\f'}, {'n', '\n'},  {'r', '\r'}, {'t', '\t'}};
  size_t i = 0;
  while (i < text.size()) {
    if (text[i] != '\\') {
      result.out += text[i++];
      continue;
    }
    const auto found = i + 1 < text.size() ? plain.find(text[i + 1]) : plain.end();
    if (found != plain.end()) {
      result.out += found->second;
      i += 2;
      continue;
    }
    const int unit = unit_at(i);
    if (unit < 0) {
      result.bad = i;
      return result;
    }
    uint32_t point = static_cast<uint32_t>(unit);
    const int second = unit_at(i + 6);
    if (unit >= 0xD800 && unit < 0xDC00 && second >= 0xDC00 && second < 0xE000) {
      point = 0x10000 + (point - 0xD800) * 0x400 + (static_cast<uint32_t>(second) - 0xDC00);
      i += 12;
    } else {
      if (unit >= 0xD800 && unit < 0xE000) result.half = std::min(result.half, i);
      i += 6;
    }
    const auto put = [&](uint32_t byte) { result.out += static_cast<char>(byte); };
    if (point < 0x80) {
      put(point);
    } else if (point < 0x800) {
      put(0xC0 + point / 64);
      put(0x80 + point % 64);
    } else if (point < 0x10000) {
      put(0xE0 + point / 4096);
      put(0x80 + point / 64 % 64);
      put(0x80 + point % 64);
    } else {
      put(0xF0 + point / 262144);
      put(0x80 + point / 4096 % 64);
      put(0x80 + point / 64 % 64);
      put(0x80 + point % 64);
    }
  }
  return result;
}

// The well-formed bytes that a text begins with.
inline size_t ValidPrefix(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    const size_t size = Utf8FirstRef(text.substr(at));
    if (size == 0) break;
    at += size;
  }
  return at;
}

// The digits of an integer without leading zeros, and its sign; nothing if it is none.
inline std::optional<std::string> Integer(const std::string& number) {
  const bool is_negative = number[0] == '-';
  const size_t e = std::min(number.find_first_of("eE"), number.size());
  std::string digits;
  long long exponent = 0;
  if (e < number.size()) {
    std::string text = number.substr(e + 1);
    const bool minus = text[0] == '-';
    if (text[0] == '-' || text[0] == '+') text.erase(0, 1);
    text.erase(0, std::min(text.find_first_not_of('0'), text.size()));
    exponent = text.size() > 9 ? 999999999 : atoll(text.c_str());
    if (minus) exponent = -exponent;
  }
  bool after_point = false;
  for (size_t i = is_negative; i < e; ++i) {
    if (number[i] == '.') {
      after_point = true;
    } else {
      digits += number[i];
      exponent -= after_point;
    }
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) return "0";
  while (exponent < 0) {
    if (digits.empty() || digits.back() != '0') return std::nullopt;
    digits.pop_back();
    ++exponent;
  }
  digits.append(static_cast<size_t>(std::min(exponent, 40ll)), '0');
  return is_negative ? "-" + digits : digits;
}

// Whether a <= b, for integers in decimal.
inline bool NotGreater(const std::string& a, const std::string& b) {
  if ((a[0] == '-') != (b[0] == '-')) return a[0] == '-';
  const auto less = [](const std::string& x, const std::string& y) {
    return x.size() != y.size() ? x.size() < y.size() : x < y;
  };
  return a[0] == '-' ? !less(a, b) : !less(b, a);
}

// Times and UUIDs that tests use, as everybody can look them up; other strings say none.
inline const std::map<std::string, long long>& Seconds() {
  static const std::map<std::string, long long> seconds = {
      {"1970-01-01T00:00:00Z", 0},
      {"2001-09-09 01:46:40", 1000000000},
      {"2009-02-13T23:31:30+00:00", 1234567890},
      {"2001-01-01", 978307200},
  };
  return seconds;
}

struct Range {
  const char *least, *most;
};

inline std::optional<Range> RangeOf(sinew_type type) {
  switch (type) {
    case SINEW_TYPE_I8:
      return Range{"-128", "127"};
    case SINEW_TYPE_I16:
      return Range{"-32768", "32767"};
    case SINEW_TYPE_I32:
      return Range{"-2147483648", "2147483647"};
    case SINEW_TYPE_I64:
    case SINEW_TYPE_TIMESTAMP_S:
    case SINEW_TYPE_TIMESTAMP_MS:
    case SINEW_TYPE_TIMESTAMP_US:
    case SINEW_TYPE_TIMESTAMP_NS:
      return Range{"-9223372036854775808", "9223372036854775807"};
    case SINEW_TYPE_U8:
      return Range{"0", "255"};
    case SINEW_TYPE_U16:
      return Range{"0", "65535"};
    case SINEW_TYPE_U32:
      return Range{"0", "4294967295"};
    case SINEW_TYPE_U64:
      return Range{"0", "18446744073709551615"};
    default:
      return std::nullopt;
  }
}

class Decoder {
 public:
  Decoder(std::string_view in, const NdjsonSettings& settings) : in_(in), settings_(settings) {}

  NdjsonOutcome Run() {
    for (const char c : {'\xEF', '\xBB', '\xBF'}) {
      if (at_ == in_.size() || in_[at_] != c) break;
      ++at_;
    }
    while (!outcome_.stopped && Next()) {
    }
    if (!outcome_.stopped && Is(SINEW_NDJSON_ARRAY) && between_ != 0 && between_ != 4) {
      fault_at_ = in_.size();
      Reject(fault_at_, SIZE_MAX, SINEW_REJECT_TRUNCATED);
      EndRejected();
    }
    return outcome_;
  }

  // One record that is all of the input.
  NdjsonOutcome RunRow() {
    lines_ = false;
    end_ = in_.size();
    begin_ = 0;
    SkipSpace();
    Record();
    return outcome_;
  }

 private:
  bool Is(uint32_t flag) const { return (settings_.ndjson_flags & flag) != 0; }

  // Skips to a record and decodes it; false at the end of the input.
  bool Next() {
    lines_ = !Is(SINEW_NDJSON_CONCATENATED) && !Is(SINEW_NDJSON_ARRAY);
    for (;; ++at_) {
      while (at_ < in_.size() && IsSpace(in_[at_])) ++at_;
      if (at_ == in_.size()) return false;
      if (!Is(SINEW_NDJSON_ARRAY)) break;
      // 0 before the array, 1 before the first element, 2 behind a comma, 3 behind an element,
      // 4 behind the array, 5 behind an element at fault
      const char c = in_[at_];
      if (between_ == 0 && c == '[') {
        between_ = 1;
      } else if ((between_ == 3 || between_ == 5) && c == ',') {
        between_ = 2;
      } else if ((between_ == 1 || between_ == 3 || between_ == 5) && c == ']') {
        between_ = 4;
      } else {
        break;
      }
    }
    end_ = in_.size();
    if (lines_) end_ = std::min(in_.find('\n', at_), in_.size());
    begin_ = at_;
    const bool may_begin =
        !Is(SINEW_NDJSON_ARRAY) || between_ == 1 || between_ == 2 || between_ == 5;
    const bool whole = Record(may_begin);
    if (between_ != 0 && between_ != 4) between_ = whole ? 3 : 5;
    return true;
  }

  // Decodes the record at at_; whether its structure is good.
  bool Record(bool may_begin = true) {
    reason_ = sinew_reject_reason{0};
    Value record;
    bool whole = false;
    if (at_ < in_.size() && (in_[at_] != '{' || !may_begin)) {
      Fault(at_, SINEW_REJECT_SYNTAX);
      structure_fault_ = at_;
    } else {
      whole = Parse(&record, 0);
    }
    if (whole && Is(SINEW_NDJSON_VALIDATE) && reason_ == 0) {
      const size_t valid = ValidPrefix(in_.substr(record.begin, at_ - record.begin));
      if (valid != at_ - record.begin) Fault(record.begin + valid, SINEW_REJECT_ENCODING);
    }
    if (whole && lines_) {
      SkipSpace();
      if (at_ < end_) whole = StructureFault(SINEW_REJECT_SYNTAX);
    }
    if (whole && !lines_ && begin_only_) {
      SkipSpace();
      if (at_ < end_) whole = StructureFault(SINEW_REJECT_SYNTAX);
    }
    if (!whole) at_ = std::min(in_.find('\n', structure_fault_), in_.size());
    if ((!whole || lines_) && at_ < in_.size()) ++at_;
    const size_t most =
        settings_.max_record_size == 0 ? size_t{16} << 20 : settings_.max_record_size;
    if (at_ - begin_ > most) {
      Reject(begin_, SIZE_MAX, SINEW_REJECT_SIZE);
      EndRejected();
      return false;
    }
    if (reason_ == 0) FindFields(record);
    if (reason_ != 0) {
      Reject(fault_at_, SIZE_MAX, reason_);
      EndRejected();
      return whole;
    }
    Row();
    return whole;
  }

  void SkipSpace() {
    while (at_ < end_ && IsSpace(in_[at_])) ++at_;
  }
  void Fault(size_t at, sinew_reject_reason reason) {
    if (reason_ != 0) return;
    fault_at_ = at;
    reason_ = reason;
  }
  // At at_, which may be the end.
  bool StructureFault(sinew_reject_reason reason) {
    structure_fault_ = at_;
    Fault(at_, at_ == in_.size() ? SINEW_REJECT_TRUNCATED : reason);
    return false;
  }
  bool Expect(char c) {
    SkipSpace();
    if (at_ == end_ || in_[at_] != c) return StructureFault(SINEW_REJECT_SYNTAX);
    ++at_;
    return true;
  }
  bool Peek(char c) {
    SkipSpace();
    return at_ < end_ && in_[at_] == c;
  }

  bool Parse(Value* value, size_t depth) {
    SkipSpace();
    if (at_ == end_) return StructureFault(SINEW_REJECT_SYNTAX);
    value->begin = at_;
    const char c = in_[at_];
    value->kind = c;
    if (c == '{' || c == '[') {
      if (depth == (settings_.max_depth == 0 ? 64 : settings_.max_depth)) {
        return StructureFault(SINEW_REJECT_DEPTH);
      }
      ++at_;
      const bool whole = c == '{' ? ParseObject(value, depth) : ParseArray(value, depth);
      value->end = at_;
      return whole;
    }
    if (c == '"') return ParseString(value);
    value->kind = 's';
    while (at_ < end_ && !IsSpace(in_[at_]) && !IsPunctuation(in_[at_])) ++at_;
    value->end = at_;
    if (at_ == value->begin) return StructureFault(SINEW_REJECT_SYNTAX);
    if (Is(SINEW_NDJSON_VALIDATE) && at_ < in_.size() && !IsScalar(TextOf(*value))) {
      Fault(value->begin, SINEW_REJECT_SYNTAX);
    }
    return true;
  }
  std::string TextOf(const Value& value) const {
    return std::string(in_.substr(value.begin, value.end - value.begin));
  }

  bool ParseObject(Value* value, size_t depth) {
    if (Peek('}')) return Expect('}');
    for (;;) {
      Value name, member;
      SkipSpace();
      if (at_ == end_ || in_[at_] != '"') return StructureFault(SINEW_REJECT_SYNTAX);
      if (!ParseString(&name) || !Expect(':') || !Parse(&member, depth + 1)) return false;
      const Text text = Unescape(TextOf(name));
      std::optional<std::string> decoded = text.out;
      const size_t size = name.end - name.begin;
      if (text.bad != size || text.half != size) decoded = std::nullopt;
      value->names.push_back(decoded);
      value->elements.push_back(std::move(member));
      if (Peek('}')) return Expect('}');
      if (!Expect(',')) return false;
    }
  }
  bool ParseArray(Value* value, size_t depth) {
    if (Peek(']')) return Expect(']');
    for (;;) {
      value->elements.emplace_back();
      if (!Parse(&value->elements.back(), depth + 1)) return false;
      if (Peek(']')) return Expect(']');
      if (!Expect(',')) return false;
    }
  }
  bool ParseString(Value* value) {
    value->kind = '"';
    value->begin = ++at_;
    for (;; ++at_) {
      if (at_ == end_ || static_cast<uint8_t>(in_[at_]) < 0x20) {
        return StructureFault(SINEW_REJECT_SYNTAX);
      }
      if (in_[at_] == '"') break;
      if (in_[at_] != '\\') continue;
      if (Is(SINEW_NDJSON_VALIDATE)) CheckEscape();
      ++at_;
      if (at_ == end_ || static_cast<uint8_t>(in_[at_]) < 0x20) {
        return StructureFault(SINEW_REJECT_SYNTAX);
      }
    }
    value->end = at_++;
    return true;
  }
  void CheckEscape() {
    const std::string_view rest = in_.substr(at_);
    if (rest.size() < 2) return;
    if (strchr("\"\\/bfnrt", rest[1]) != nullptr && rest[1] != 0) return;
    if (rest[1] != 'u') return Fault(at_, SINEW_REJECT_SYNTAX);
    for (size_t i = 2; i < std::min<size_t>(6, rest.size()); ++i) {
      if (Hex(rest[i]) < 0) return Fault(at_, SINEW_REJECT_SYNTAX);
    }
  }

  static std::vector<std::string> Names(const std::string& path) {
    std::vector<std::string> names;
    const bool is_pointer = path[0] == '/';
    for (size_t i = is_pointer ? 1 : 0;;) {
      const size_t end = std::min(path.find(is_pointer ? '/' : '.', i), path.size());
      std::string name = path.substr(i, end - i);
      for (size_t k = 0; is_pointer && k < name.size(); ++k) {
        if (name[k] == '~') name.replace(k, 2, name[k + 1] == '0' ? "~" : "/");
      }
      names.push_back(name);
      if (end == path.size()) return names;
      i = end + 1;
    }
  }
  static const Value* Find(const Value& value, const std::string& name) {
    if (value.kind == '{') {
      for (size_t i = value.names.size(); i-- > 0;) {
        if (value.names[i] == name) return &value.elements[i];
      }
    } else if (value.kind == '[') {
      for (size_t i = 0; i < value.elements.size(); ++i) {
        if (name == std::to_string(i)) return &value.elements[i];
      }
    }
    return nullptr;
  }

  // Where a scalar or string is no JSON.
  size_t FirstBad(const Value& value) const {
    if (value.kind == 's' && !IsScalar(TextOf(value))) return value.begin;
    if (value.kind != '"') return SIZE_MAX;
    const size_t bad = Unescape(TextOf(value)).bad;
    return bad == value.end - value.begin ? SIZE_MAX : value.begin + bad;
  }

  void FindFields(const Value& record) {
    found_.clear();
    size_t first = SIZE_MAX;
    for (const NdjsonField& field : settings_.fields) {
      const Value* value = &record;
      for (const std::string& name : Names(field.path)) {
        if (value != nullptr) value = Find(*value, name);
      }
      found_.push_back(value == nullptr ? std::nullopt : std::optional<Value>(*value));
      if (value == nullptr) continue;
      first = std::min(first, FirstBad(*value));
      if (value->kind == '[' && field.type >= SINEW_TYPE_LIST) {
        for (const Value& element : value->elements) first = std::min(first, FirstBad(element));
      }
    }
    if (first != SIZE_MAX) Fault(first, SINEW_REJECT_SYNTAX);
  }

  void Row() {
    CellRow row;
    uint64_t faults = 0;
    for (size_t i = 0; i < settings_.fields.size(); ++i) {
      row.emplace_back();
      if (!found_[i]) continue;
      sinew_reject_reason reason = SINEW_REJECT_TYPE;
      size_t at = found_[i]->kind == '"' ? found_[i]->begin - 1 : found_[i]->begin;
      row.back() = ValueCell(*found_[i], settings_.fields[i], &reason, &at);
      if (reason == 0) continue;
      row.back() = std::nullopt;
      Reject(at, i, reason);
      if (settings_.flags != 0) return EndRejected();
      ++faults;
    }
    outcome_.rejected_values += faults;
    outcome_.rows.push_back(row);
    ++outcome_.records;
  }

  Cell ListCell(const Value& value, const NdjsonField& field, sinew_reject_reason* reason,
                size_t* at) {
    if (value.kind == 's' && TextOf(value) == "null") {
      *reason = sinew_reject_reason{0};
      return std::nullopt;
    }
    *reason = SINEW_REJECT_TYPE;
    if (value.kind != '[') return std::nullopt;
    const NdjsonField one = {field.path, static_cast<sinew_type>(field.type % SINEW_TYPE_LIST),
                             field.flags};
    std::string list;
    for (const Value& element : value.elements) {
      *at = element.kind == '"' ? element.begin - 1 : element.begin;
      *reason = SINEW_REJECT_TYPE;
      const Cell cell = ValueCell(element, one, reason, at);
      if (*reason != 0) return std::nullopt;
      list += ',' + cell.value_or("null");
    }
    *reason = sinew_reject_reason{0};
    return '[' + list.substr(list.empty() ? 0 : 1) + ']';
  }

  // A string that may be too long.
  Cell SizedCell(const std::string& text, sinew_reject_reason* reason) const {
    const bool fits = settings_.max_value_size == 0 || text.size() <= settings_.max_value_size;
    *reason = fits ? sinew_reject_reason{0} : SINEW_REJECT_VALUE_SIZE;
    return fits ? Cell(text) : std::nullopt;
  }

  // The text of a value.
  Cell RawCell(const Value& value, sinew_reject_reason* reason, size_t* at) {
    *reason = sinew_reject_reason{0};
    if (value.kind == 's' && TextOf(value) == "null") return std::nullopt;
    const size_t quote = value.kind == '"';
    *at = value.begin - quote;
    const std::string text(in_.substr(*at, value.end + quote - *at));
    const size_t valid = ValidPrefix(text);
    if (valid == text.size()) return SizedCell(text, reason);
    *reason = SINEW_REJECT_ENCODING;
    *at += valid;
    return std::nullopt;
  }

  Cell ValueCell(const Value& value, const NdjsonField& field, sinew_reject_reason* reason,
                 size_t* at) {
    if ((field.flags & SINEW_FIELD_RAW) != 0) return RawCell(value, reason, at);
    if (field.type >= SINEW_TYPE_LIST) return ListCell(value, field, reason, at);
    const std::string text = TextOf(value);
    const sinew_type type = field.type;
    const auto fine = [&](const std::string& cell) {
      *reason = sinew_reject_reason{0};
      return Cell(cell);
    };
    const bool is_string = type == SINEW_TYPE_STRING || type == SINEW_TYPE_LARGE_STRING ||
                           type == SINEW_TYPE_BINARY || type == SINEW_TYPE_LARGE_BINARY;
    const bool is_time = type >= SINEW_TYPE_TIMESTAMP_S && type <= SINEW_TYPE_TIMESTAMP_NS;
    const int unit = is_time ? static_cast<int>(type - SINEW_TYPE_TIMESTAMP_S) : 0;
    if (value.kind == '"') {
      if (!is_string && !is_time && type != SINEW_TYPE_DATE32) return std::nullopt;
      if (!is_string && text.size() > 255) return std::nullopt;
      const Text unescaped = Unescape(text);
      const size_t valid = ValidPrefix(text);
      if (valid != text.size() || unescaped.half != text.size()) {
        *reason = SINEW_REJECT_ENCODING;
        *at = value.begin + std::min(valid, unescaped.half);
        return std::nullopt;
      }
      if (is_string) return SizedCell(unescaped.out, reason);
      const std::string& said = unescaped.out;
      const auto time = Seconds().find(said);
      if (time == Seconds().end()) {
        const size_t digits = said.empty() || said[0] != '-' ? 0 : 1;
        const bool is_integer = said.size() > digits &&
                                said.find_first_not_of("0123456789", digits) == std::string::npos;
        if (!is_time || !is_integer) return std::nullopt;
        return Number(said, field, reason);
      }
      if (type == SINEW_TYPE_DATE32) {
        if (said.size() != 10) return std::nullopt;
        return fine(std::to_string(time->second / 86400));
      }
      return fine(std::to_string(time->second) +
                  (time->second == 0 ? "" : std::string(3 * unit, '0')));
    }
    if (value.kind != 's') return std::nullopt;
    if (text == "null") {
      *reason = sinew_reject_reason{0};
      return std::nullopt;
    }
    if (text == "true" || text == "false") {
      return type == SINEW_TYPE_BOOL ? fine(text) : std::nullopt;
    }
    if (type == SINEW_TYPE_F64 || type == SINEW_TYPE_F32) {
      const double number =
          type == SINEW_TYPE_F64 ? strtod(text.c_str(), nullptr) : strtof(text.c_str(), nullptr);
      if (!isinf(number)) return fine(FloatText(number));
      *reason = SINEW_REJECT_RANGE;
      return std::nullopt;
    }
    return Number(text, field, reason);
  }

  // An integer as a column of integers or times has it.
  static Cell Number(const std::string& text, const NdjsonField& field,
                     sinew_reject_reason* reason) {
    const bool is_time =
        field.type >= SINEW_TYPE_TIMESTAMP_S && field.type <= SINEW_TYPE_TIMESTAMP_NS;
    const int unit = is_time ? static_cast<int>(field.type - SINEW_TYPE_TIMESTAMP_S) : 0;
    const std::optional<Range> range = RangeOf(field.type);
    if (!range) return std::nullopt;
    std::optional<std::string> integer = Integer(text);
    if (!integer) return std::nullopt;
    *reason = SINEW_REJECT_RANGE;
    if (is_time && field.flags != 0) {
      if (!NotGreater(*integer, range->most) || !NotGreater(range->least, *integer)) {
        return std::nullopt;
      }
      // A unit is a thousand of the next; division is towards the past.
      const int from = static_cast<int>(field.flags - SINEW_FIELD_EPOCH_S);
      if (from <= unit) {
        if (*integer != "0") integer->append(static_cast<size_t>(3 * (unit - from)), '0');
      } else {
        long long divisor = 1;
        for (int i = unit; i < from; ++i) divisor *= 1000;
        const long long time = atoll(integer->c_str());
        const long long rest = ((time % divisor) + divisor) % divisor;
        integer = std::to_string(time / divisor - (time < 0 && rest != 0));
      }
    }
    if (!NotGreater(*integer, range->most) || !NotGreater(range->least, *integer)) {
      return std::nullopt;
    }
    *reason = sinew_reject_reason{0};
    return integer;
  }

  void Reject(size_t at, size_t field, sinew_reject_reason reason) {
    outcome_.rejects.push_back({outcome_.records, at, field, reason});
    outcome_.stopped = (settings_.flags & SINEW_DECODER_STOP) != 0;
  }
  void EndRejected() {
    ++outcome_.records;
    ++outcome_.rejected_records;
  }

  const std::string_view in_;
  const NdjsonSettings& settings_;
  NdjsonOutcome outcome_;
  size_t at_ = 0, begin_ = 0;
  size_t end_ = 0;  // of the line
  bool lines_ = true;
  int between_ = 0;
  sinew_reject_reason reason_ = {};
  size_t fault_at_ = 0, structure_fault_ = 0;
  std::vector<std::optional<Value>> found_;

 public:
  bool begin_only_ = false;  // RunRow
};

}  // namespace ndjson_ref

inline NdjsonOutcome NdjsonRef(std::string_view in, const NdjsonSettings& settings) {
  return ndjson_ref::Decoder(in, settings).Run();
}
inline NdjsonOutcome NdjsonRowRef(std::string_view in, const NdjsonSettings& settings) {
  ndjson_ref::Decoder decoder(in, settings);
  decoder.begin_only_ = true;
  return decoder.RunRow();
}

#endif  // SINEW_TESTS_INGEST_NDJSON_REF_H_
