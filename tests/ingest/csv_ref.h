#ifndef SINEW_TESTS_INGEST_CSV_REF_H_
#define SINEW_TESTS_INGEST_CSV_REF_H_

#include "sinew/ingest.h"

#include <stdint.h>
#include <string.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "encoding/utf8_ref.h"
#include "ingest/decoded.h"

// CSV read character by character, as RFC 4180 and the comment of sinew_csv_create say: all of the
// input at once, a record at a time, a field at a time.

struct CsvSettings {
  std::vector<std::string> paths;
  std::vector<sinew_type> types;
  size_t max_rows = 0;
  size_t max_record_size = 0;
  size_t max_value_size = 0;
  size_t max_rejects = 100000;
  uint32_t decoder_flags = 0;
  char delimiter = 0;
  char quote = 0;
  uint32_t flags = 0;
  std::optional<std::string> null_text;
  size_t max_columns = 0;
};

struct CsvOutcome {
  std::vector<CellRow> rows;
  std::vector<sinew_reject> rejects;
  sinew_decoder_counts counts = {};
  sinew_status status = SINEW_STATUS_OK;
};

class CsvRef {
 public:
  CsvRef(std::string_view text, const CsvSettings& settings)
      : text_(text),
        settings_(settings),
        delimiter_(settings.delimiter == 0 ? ',' : settings.delimiter),
        quote_(settings.quote == 0 ? '"' : settings.quote) {}

  CsvOutcome Run() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (outcome_.status == SINEW_STATUS_OK) {
      const std::string_view rest = text_.substr(at_);
      if (rest.empty()) break;
      if (rest[0] == '\n') {
        ++at_;
      } else if (rest.starts_with("\r\n") || rest == "\r") {
        at_ += rest.size() == 1 ? 1 : 2;
      } else {
        begin_ = at_;
        ReadRecord();
        Decode();
      }
    }
    outcome_.counts.bytes = text_.size();
    return outcome_;
  }

 private:
  struct Field {
    size_t at;
    std::string raw, value;
    bool quoted = false, special = false;
  };

  bool Has(uint32_t flag) const { return (settings_.flags & flag) != 0; }
  bool IsQuote(char byte) const { return !Has(SINEW_CSV_NO_QUOTES) && byte == quote_; }
  bool EndsField(std::string_view rest) const {
    return rest.empty() || rest == "\r" || rest[0] == delimiter_ || rest[0] == '\n' ||
           rest.starts_with("\r\n");
  }

  // Reads fields up to the end of the record; fault_ says where one is.
  void ReadRecord() {
    fields_.clear();
    fault_.reset();
    for (;;) {
      Field field;
      field.at = at_;
      if (at_ < text_.size() && IsQuote(text_[at_])) {
        if (!ReadQuoted(field)) return;
      } else if (!ReadPlain(field)) {
        return;
      }
      fields_.push_back(field);
      if (at_ == text_.size()) return;
      if (text_[at_++] == '\n') return;
    }
  }
  void Fault(size_t at, sinew_reject_reason reason) {
    fault_ = {at, reason};
    at_ = text_.find('\n', at);
    at_ = at_ == std::string_view::npos ? text_.size() : at_ + 1;
  }
  bool ReadPlain(Field& field) {
    while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n') {
      if (IsQuote(text_[at_]) && !Has(SINEW_CSV_LAZY_QUOTES)) {
        Fault(at_, SINEW_REJECT_SYNTAX);
        return false;
      }
      field.value += text_[at_++];
    }
    const bool last = at_ == text_.size() || text_[at_] == '\n';
    if (last && field.value.ends_with('\r')) field.value.pop_back();
    field.raw = field.value;
    return true;
  }
  bool ReadQuoted(Field& field) {
    field.quoted = true;
    field.at = ++at_;
    for (;;) {
      if (at_ >= text_.size()) {
        fault_ = {field.at - 1, SINEW_REJECT_TRUNCATED};
        at_ = text_.size();
        return false;
      }
      if (!IsQuote(text_[at_])) {
        field.value += text_[at_];
        field.raw += text_[at_++];
        continue;
      }
      const std::string_view rest = text_.substr(at_ + 1);
      if (EndsField(rest)) {
        at_ += rest.starts_with('\r') ? 2 : 1;
        return true;
      }
      field.special = true;
      field.value += quote_;
      if (IsQuote(rest[0])) {
        field.raw += text_.substr(at_, 2);
        at_ += 2;
      } else if (Has(SINEW_CSV_LAZY_QUOTES)) {
        field.raw += text_[at_++];
      } else {
        Fault(at_ + 1, SINEW_REJECT_SYNTAX);
        return false;
      }
    }
  }

  void Note(size_t at, size_t field, sinew_reject_reason reason) {
    outcome_.rejects.push_back({outcome_.counts.records, at, field, reason});
    if ((settings_.decoder_flags & SINEW_DECODER_STOP) != 0) outcome_.status = SINEW_STATUS_CORRUPT;
  }
  void Reject(size_t at, size_t field, sinew_reject_reason reason) {
    Note(at, field, reason);
    ++outcome_.counts.records;
    ++outcome_.counts.rejected_records;
  }

  void Decode() {
    const size_t most =
        settings_.max_record_size == 0 ? size_t{16} << 20 : settings_.max_record_size;
    const size_t most_columns = settings_.max_columns == 0 ? 4096 : settings_.max_columns;
    if (at_ - begin_ > most) return Reject(begin_, SIZE_MAX, SINEW_REJECT_SIZE);
    const bool too_many = fields_.size() > most_columns;
    if (Has(SINEW_CSV_HEADER) && columns_ == 0) {
      if (fault_ || too_many) {
        Reject(fault_ ? fault_->first : begin_, SIZE_MAX, SINEW_REJECT_HEADER);
        outcome_.status = SINEW_STATUS_CORRUPT;
        return;
      }
      for (size_t i = 0; i < settings_.paths.size(); ++i) {
        size_t number = 0;
        while (number < fields_.size() && fields_[number].value != settings_.paths[i]) ++number;
        if (number == fields_.size()) {
          Reject(begin_, i, SINEW_REJECT_HEADER);
          outcome_.status = SINEW_STATUS_CORRUPT;
          return;
        }
        numbers_.push_back(number);
      }
      columns_ = fields_.size();
      return;
    }
    if (fault_) return Reject(fault_->first, SIZE_MAX, fault_->second);
    if (too_many) return Reject(begin_, SIZE_MAX, SINEW_REJECT_FIELDS);
    if (numbers_.empty()) {
      for (const std::string& path : settings_.paths) numbers_.push_back(std::stoul(path));
    }
    if (columns_ == 0) columns_ = fields_.size();
    if (!Has(SINEW_CSV_RAGGED)) {
      if (fields_.size() != columns_) return Reject(begin_, SIZE_MAX, SINEW_REJECT_FIELDS);
      for (size_t i = 0; i < numbers_.size(); ++i) {
        if (numbers_[i] >= columns_) return Reject(begin_, i, SINEW_REJECT_FIELDS);
      }
    }
    CellRow row;
    for (size_t i = 0; i < numbers_.size(); ++i) {
      if (numbers_[i] >= fields_.size()) {
        row.push_back({});
        continue;
      }
      const Field& field = fields_[numbers_[i]];
      size_t at = 0;
      Cell cell;
      const int reason = ValueOf(field, settings_.types[i], cell, at);
      row.push_back(cell);
      if (reason == 0) continue;
      Note(field.at + at, i, sinew_reject_reason{reason});
      if (settings_.decoder_flags != 0) {
        ++outcome_.counts.records;
        ++outcome_.counts.rejected_records;
        return;
      }
      ++outcome_.counts.rejected_values;
    }
    ++outcome_.counts.records;
    ++outcome_.counts.rows;
    outcome_.rows.push_back(row);
  }

  int ValueOf(const Field& field, sinew_type type, Cell& cell, size_t& at) const {
    const bool is_text = type == SINEW_TYPE_STRING || type == SINEW_TYPE_LARGE_STRING;
    const bool is_binary = type == SINEW_TYPE_BINARY || type == SINEW_TYPE_LARGE_BINARY;
    if (!field.quoted) {
      const bool empty_is_null = !(is_text || is_binary) || Has(SINEW_CSV_EMPTY_IS_NULL);
      if (field.value.empty() && empty_is_null) return 0;
      if (settings_.null_text == field.value) return 0;
    }
    if (is_text) {
      at = Utf8PrefixRef(field.raw);
      if (at != field.raw.size()) return SINEW_REJECT_ENCODING;
    }
    if (is_text || is_binary) {
      at = 0;
      const size_t most = settings_.max_value_size;
      if (most != 0 && field.value.size() > most) return SINEW_REJECT_VALUE_SIZE;
      cell = field.value;
      return 0;
    }
    if (field.special) return SINEW_REJECT_TYPE;
    switch (type) {
      case SINEW_TYPE_BOOL:
        if (field.value != "true" && field.value != "false") return SINEW_REJECT_TYPE;
        cell = field.value;
        return 0;
      case SINEW_TYPE_F64:
        return FloatOf<double>(field.value, cell);
      case SINEW_TYPE_F32:
        return FloatOf<float>(field.value, cell);
      case SINEW_TYPE_I8:
        return IntegerOf(field.value, -128, 127, cell);
      case SINEW_TYPE_I16:
        return IntegerOf(field.value, INT16_MIN, INT16_MAX, cell);
      case SINEW_TYPE_I32:
        return IntegerOf(field.value, INT32_MIN, INT32_MAX, cell);
      case SINEW_TYPE_I64:
        return IntegerOf(field.value, INT64_MIN, INT64_MAX, cell);
      case SINEW_TYPE_U8:
        return IntegerOf(field.value, 0, UINT8_MAX, cell);
      case SINEW_TYPE_U16:
        return IntegerOf(field.value, 0, UINT16_MAX, cell);
      case SINEW_TYPE_U32:
        return IntegerOf(field.value, 0, UINT32_MAX, cell);
      default:
        return IntegerOf(field.value, 0, UINT64_MAX, cell);
    }
  }
  static int IntegerOf(std::string_view text, __int128 least, __int128 most, Cell& cell) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) {
      return SINEW_REJECT_TYPE;
    }
    while (text.size() > 1 && text[0] == '0') text.remove_prefix(1);
    if (text.size() > 20) return SINEW_REJECT_RANGE;
    __int128 value = 0;
    for (const char digit : text) value = value * 10 + (digit - '0');
    if (negative) value = -value;
    if (value < least || value > most) return SINEW_REJECT_RANGE;
    cell = value == 0 ? "0" : (negative ? "-" : "") + std::string(text);
    return 0;
  }
  template <typename T>
  static int FloatOf(std::string_view text, Cell& cell) {
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
    // nan(...), which C has.
    if (text.ends_with(')')) return SINEW_REJECT_TYPE;
    T value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec == std::errc::invalid_argument || result.ptr != text.data() + text.size()) {
      return SINEW_REJECT_TYPE;
    }
    if (result.ec == std::errc::result_out_of_range) {
      // Too small is zero, or the least number that there is; from_chars does not say which of
      // them.
      const T least = static_cast<T>(strtod(std::string(text).c_str(), nullptr));
      if (std::abs(least) > 1) return SINEW_REJECT_RANGE;
      value = least;
    }
    if (value != value) value = std::numeric_limits<T>::quiet_NaN();
    cell = FloatText(value);
    return 0;
  }

  const std::string_view text_;
  const CsvSettings& settings_;
  const char delimiter_, quote_;
  size_t at_ = 0, begin_ = 0;
  std::vector<Field> fields_;
  std::optional<std::pair<size_t, sinew_reject_reason>> fault_;
  std::vector<size_t> numbers_;
  size_t columns_ = 0;
  CsvOutcome outcome_;
};

// What the decoder gives, in pieces of the sizes that next() says.
class CsvHandle : public DecoderHandle {
 public:
  explicit CsvHandle(const CsvSettings& settings, size_t memory_limit = 0) {
    std::vector<sinew_field> fields;
    for (size_t i = 0; i < settings.paths.size(); ++i) {
      fields.push_back({settings.paths[i].c_str(), nullptr, settings.types[i], 0});
    }
    sinew_decoder_options options = {};
    options.size = sizeof(options);
    options.fields = fields.data();
    options.field_count = fields.size();
    options.max_rows = settings.max_rows;
    options.max_record_size = settings.max_record_size;
    options.max_value_size = settings.max_value_size;
    options.max_rejects = settings.max_rejects;
    options.memory_limit = memory_limit;
    options.flags = settings.decoder_flags;
    sinew_csv_options csv = {};
    csv.size = sizeof(csv);
    csv.null_text = settings.null_text ? settings.null_text->c_str() : nullptr;
    csv.max_columns = settings.max_columns;
    csv.flags = settings.flags;
    csv.delimiter = static_cast<uint8_t>(settings.delimiter);
    csv.quote = static_cast<uint8_t>(settings.quote);
    status = sinew_csv_create(&options, &csv, &decoder, &error);
    CreateBatch();
  }

  // Decodes a piece, all of it unless there is a failure, which is returned.
  sinew_status Decode(std::string_view piece, bool end, CsvOutcome& outcome,
                      size_t* read = nullptr) {
    size_t taken = 0;
    for (;;) {
      const sinew_codec_result result =
          sinew_decoder_decode(decoder, piece.data() + taken, piece.size() - taken, batch,
                               end ? SINEW_DECODE_END : 0, &error);
      taken += result.read;
      if (read != nullptr) *read = taken;
      AppendCells(batch, &outcome.rows);
      if (result.status != SINEW_STATUS_OUTPUT_FULL) return result.status;
    }
  }

  template <typename Next>
  CsvOutcome Run(std::string_view text, const Next& next) {
    CsvOutcome outcome;
    size_t at = 0;
    do {
      const size_t size = std::min<size_t>(next(), text.size() - at);
      const bool end = at + size == text.size();
      outcome.status = Decode(text.substr(at, size), end, outcome);
      at += size;
    } while (at < text.size() && outcome.status == SINEW_STATUS_OK);
    Finish(outcome);
    return outcome;
  }
  void Finish(CsvOutcome& outcome) const {
    outcome.counts = sinew_decoder_stats(decoder);
    outcome.rejects = Rejects();
  }
};

// What differs, in words; empty if nothing does.
inline std::string CsvDifference(const CsvOutcome& got, const CsvOutcome& expected) {
  if (got.status != expected.status) return "status " + std::to_string(got.status);
  const std::string rejects = Difference(got.rejects, expected.rejects);
  if (!rejects.empty()) return rejects;
  const std::string rows = Difference(got.rows, expected.rows);
  if (!rows.empty()) return rows;
  if (got.counts.records != expected.counts.records ||
      got.counts.rejected_records != expected.counts.rejected_records ||
      got.counts.rejected_values != expected.counts.rejected_values ||
      got.counts.rows != expected.rows.size()) {
    return "counts";
  }
  if (got.status == SINEW_STATUS_OK && got.counts.bytes != expected.counts.bytes) return "bytes";
  return "";
}

#endif  // SINEW_TESTS_INGEST_CSV_REF_H_
