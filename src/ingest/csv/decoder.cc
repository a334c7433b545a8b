// Records that are alike, as nearly all are, are indexed and decoded a column at a time (chunk.h).
// A record that is not, and the rest of a chunk in which a value is at fault, is scanned byte by
// byte (record.h) and decoded a field at a time.

#include "ingest/csv/decoder.h"

#include <string.h>

#include <algorithm>

#include "core/status.h"
#include "core/type.h"
#include "encoding/utf8.h"
#include "ingest/csv/chunk.h"
#include "ingest/csv/record.h"
#include "ingest/csv/scan.h"
#include "ingest/decoder/values.h"

namespace sinew {
namespace {

// What is known of a field, and of the record that is scanned.
struct CsvField {
  size_t column;  // of the text
  Bytes text;     // without quotes
  bool is_there, is_quoted, has_quotes;
};

class CsvDecoder final : public sinew_decoder {
 public:
  CsvDecoder(Memory&& memory, const sinew_decoder_options& options, const sinew_csv_options& csv)
      : sinew_decoder(std::move(memory), options),
        rules_(csv),
        has_header_((csv.flags & SINEW_CSV_HEADER) != 0),
        max_columns_(MaxCsvColumns(csv)) {}
  ~CsvDecoder() {
    memory_.FreeArray(csv_fields_, field_count());
    memory_.FreeArray(order_, field_count());
    memory_.FreeArray(index_.ends, CsvIndex::kRoom);
  }
  void Destroy() override { Memory::Delete(this); }

  sinew_status Init(const sinew_decoder_options& options, sinew_error* error) {
    sinew_status status = sinew_decoder::Init(options, error);
    if (status != SINEW_STATUS_OK) return status;
    status = memory_.AllocateArray(field_count(), &csv_fields_);
    if (status == SINEW_STATUS_OK) status = memory_.AllocateArray(field_count(), &order_);
    if (status == SINEW_STATUS_OK) status = memory_.AllocateArray(CsvIndex::kRoom, &index_.ends);
    if (status != SINEW_STATUS_OK) return FailGrowth(error, status, memory_);
    for (size_t i = 0; i < field_count(); ++i) {
      csv_fields_[i].column = has_header_ ? kNoColumn : ParseCsvColumn(options.fields[i].path);
    }
    SortFields();
    return SINEW_STATUS_OK;
  }

 protected:
  size_t DecodeRecords(const uint8_t* in, size_t size, bool end) override;
  void StartRecord() override { scanner_.Start(at_beginning_); }
  size_t FindEnd(const uint8_t* in, size_t size) override {
    return scanner_.Find(rules_, in, size);
  }
  void EndSkipped() override { at_beginning_ = false; }  // it was no mark
  void DecodeRow(Bytes record) override;
  void ResetFormat() override {
    at_beginning_ = true;
    columns_per_record_ = 0;
    is_regular_ = false;
    if (!has_header_) return;
    for (size_t i = 0; i < field_count(); ++i) csv_fields_[i].column = kNoColumn;
  }
  // Empty lines are no records, so each has two bytes, and where the number of fields is given one
  // for each of them; the last one may lack its newline.
  size_t RowsIn(size_t size) const override {
    return size / (rules_.ragged ? 2 : std::max(size_t{2}, columns_per_record_)) + 1;
  }

 private:
  void SortFields();
  void SetColumns(size_t columns);
  size_t SkipMark(const uint8_t* in, size_t size, bool end);
  size_t EmptyLines(const uint8_t* in, size_t size, bool end) const;
  size_t DecodeChunk(const uint8_t* in, size_t before, size_t size, size_t* indexed);
  CsvRecord ScanFields(const uint8_t* in, size_t size, bool end);
  void DecodeHeader(const uint8_t* in, const CsvRecord& record, size_t size, bool end);
  void DecodeScanned(const uint8_t* in, const CsvRecord& record);
  bool StoreField(size_t field);

  const CsvRules rules_;
  const bool has_header_;
  const size_t max_columns_;

  CsvField* csv_fields_ = nullptr;
  uint16_t* order_ = nullptr;  // of the fields, by column
  CsvIndex index_ = {};

  CsvScanner scanner_;
  bool at_beginning_ = true;       // a byte order mark may come
  size_t columns_per_record_ = 0;  // of the first record; 0: there was none
  bool is_regular_ = false;        // a record of as many columns has all fields
};

void CsvDecoder::SortFields() {
  for (size_t i = 0; i < field_count(); ++i) {
    size_t at = i;
    const size_t column = csv_fields_[i].column;
    for (; at > 0 && csv_fields_[order_[at - 1]].column > column; --at) order_[at] = order_[at - 1];
    order_[at] = static_cast<uint16_t>(i);
  }
}

void CsvDecoder::SetColumns(size_t columns) {
  columns_per_record_ = columns;
  is_regular_ =
      columns <= CsvIndex::kMaxEnds && csv_fields_[order_[field_count() - 1]].column < columns;
}

// Keeps the fields that are wanted.
CsvRecord CsvDecoder::ScanFields(const uint8_t* in, size_t size, bool end) {
  for (size_t i = 0; i < field_count(); ++i) csv_fields_[i].is_there = false;
  size_t next = 0;
  return ScanCsv(
      rules_, in, size, end, [&](size_t column, Bytes text, bool is_quoted, bool has_quotes) {
        for (; next < field_count() && csv_fields_[order_[next]].column == column; ++next) {
          CsvField& field = csv_fields_[order_[next]];
          field.text = text;
          field.is_there = true;
          field.is_quoted = is_quoted;
          field.has_quotes = has_quotes;
        }
      });
}

// Looks for the names of the fields.
void CsvDecoder::DecodeHeader(const uint8_t* in, const CsvRecord& record, size_t size, bool end) {
  if (record.fault == nullptr && record.columns <= max_columns_) {
    ScanCsv(rules_, in, size, end, [&](size_t column, Bytes text, bool, bool has_quotes) {
      for (size_t i = 0; i < field_count(); ++i) {
        CsvField& field = csv_fields_[i];
        const Bytes path = this->field(i).path;
        if (field.column != kNoColumn || path.size > text.size) continue;
        // As if the name were copied without its quotes.
        size_t at = 0, matched = 0;
        for (; at < text.size && matched < path.size; ++at, ++matched) {
          if (text.data[at] != path.data[matched]) break;
          at += has_quotes && text.data[at] == rules_.quote && at + 1 < text.size &&
                text.data[at + 1] == rules_.quote;
        }
        if (at == text.size && matched == path.size) field.column = column;
      }
    });
    for (size_t i = 0; i < field_count(); ++i) {
      if (csv_fields_[i].column != kNoColumn) continue;
      RejectRecord(in, i, SINEW_REJECT_HEADER);
      stopped_ = true;
      return;
    }
    SortFields();
    SetColumns(record.columns);
    return;
  }
  RejectRecord(record.fault == nullptr ? in : record.fault, kNoField, SINEW_REJECT_HEADER);
  stopped_ = true;
}

// Writes a field to row_, or returns false if the record must be dropped.
bool CsvDecoder::StoreField(size_t index) {
  const CsvField& csv = csv_fields_[index];
  const DecoderField& field = this->field(index);
  ColumnWriter& column = columns_[index];
  const bool is_string = IsString(field.type);
  if (!csv.is_there || (!csv.is_quoted && IsNullCsv(rules_, csv.text, is_string))) {
    PutNull(index);
    return true;
  }
  sinew_reject_reason reason = {};
  size_t at = 0;
  if (!is_string) {
    reason = csv.has_quotes ? SINEW_REJECT_TYPE
                            : StoreText(csv.text, field.type, field.flags, row_, &column);
  } else {
    if (field.type == SINEW_TYPE_STRING || field.type == SINEW_TYPE_LARGE_STRING) {
      at = ValidUtf8Prefix(csv.text.data, csv.text.size);
      if (at != csv.text.size) reason = SINEW_REJECT_ENCODING;
    }
    if (reason == 0) {
      uint8_t* const to = column.bytes + column.bytes_size;
      if (csv.has_quotes) {
        column.bytes_size += UnquoteCsv(csv.text, rules_.quote, to);
      } else {
        if (csv.text.size != 0) memcpy(to, csv.text.data, csv.text.size);
        column.bytes_size += csv.text.size;
      }
      column.EndString(row_, HasWideOffsets(field.type));
    }
  }
  if (reason == 0) return true;
  if (RejectValue(csv.text.data + at, index, reason)) return false;
  PutNull(index);
  return true;
}

// Decodes or rejects the record whose fields ScanFields found.
void CsvDecoder::DecodeScanned(const uint8_t* in, const CsvRecord& record) {
  if (record.fault != nullptr) return RejectRecord(record.fault, kNoField, record.reason);
  if (record.columns > max_columns_) return RejectRecord(in, kNoField, SINEW_REJECT_FIELDS);
  if (columns_per_record_ == 0) SetColumns(record.columns);
  if (!rules_.ragged) {
    if (record.columns != columns_per_record_) {
      return RejectRecord(in, kNoField, SINEW_REJECT_FIELDS);
    }
    for (size_t i = 0; !is_regular_ && i < field_count(); ++i) {
      if (!csv_fields_[i].is_there) return RejectRecord(in, i, SINEW_REJECT_FIELDS);
    }
  }
  for (size_t i = 0; i < field_count(); ++i) {
    if (!StoreField(i)) return DropRecord();
  }
  EndRecord();
}

void CsvDecoder::DecodeRow(Bytes text) {
  const uint8_t* const in = text.data;
  if (has_header_ && columns_per_record_ == 0) {
    return RejectRecord(in, kNoField, SINEW_REJECT_HEADER);
  }
  CsvRecord record = ScanFields(in, text.size, true);
  if (record.fault == nullptr && record.size != text.size) {
    record.fault = in + record.size;
    record.reason = SINEW_REJECT_SYNTAX;
  }
  DecodeScanned(in, record);
}

// How many bytes of a byte order mark the input begins with. Less than all of them: more must come
// before that can be said.
size_t CsvDecoder::SkipMark(const uint8_t* in, size_t size, bool end) {
  const size_t begin = std::min(size, sizeof(kCsvMark));
  const bool is_mark = size != 0 && memcmp(in, kCsvMark, begin) == 0;
  if (is_mark && begin < sizeof(kCsvMark) && !end) return begin;
  at_beginning_ = false;
  return is_mark && begin == sizeof(kCsvMark) ? begin : 0;
}

// The bytes of the empty lines at `in`.
size_t CsvDecoder::EmptyLines(const uint8_t* in, size_t size, bool end) const {
  size_t at = 0;
  for (;;) {
    if (at < size && in[at] == '\n') {
      ++at;
    } else if (at + 1 < size && in[at] == '\r' && in[at + 1] == '\n') {
      at += 2;
    } else {
      return end && at + 1 == size && in[at] == '\r' ? size : at;
    }
  }
}

// Decodes records that are alike, as many as index and room allow and up to the first one at fault.
// Returns the bytes of them, and how many were looked at.
size_t CsvDecoder::DecodeChunk(const uint8_t* in, size_t before, size_t size, size_t* indexed) {
  index_.fields = columns_per_record_;
  IndexCsv(rules_, in, std::min(size, size_t{1} << 30), row_limit_ - row_, &index_);
  *indexed = index_.size;
  size_t count = index_.count;
  const auto end_of = [&](size_t records) {
    return records == 0 ? 0 : index_.ends[records * index_.fields] + size_t{1};
  };
  if (index_.size > max_record_size()) {
    for (size_t i = 0; i < count; ++i) {
      if (end_of(i + 1) - end_of(i) > max_record_size()) count = i;
    }
  }
  if (count == 0) return 0;
  CsvChunk chunk = {};
  chunk.rules = &rules_;
  chunk.in = in;
  chunk.before = before;
  chunk.size = size;
  chunk.ends = index_.ends;
  chunk.fields = index_.fields;
  chunk.is_plain = !index_.has_quotes && !rules_.has_null_text;
  chunk.is_utf8 = index_.is_ascii ||
                  (rules_.delimiter < 0x80 && ValidUtf8Prefix(in, index_.size) == index_.size);
  const size_t written = count;
  for (size_t i = 0; i < field_count(); ++i) {
    count = DecodeCsvColumn(chunk, csv_fields_[i].column, field(i), count, row_, &columns_[i]);
  }
  EndRecords(count);
  if (count < written) ForgetRows(written - count);
  return end_of(count);
}

size_t CsvDecoder::DecodeRecords(const uint8_t* in, size_t size, bool end) {
  size_t at = 0;
  if (at_beginning_) {
    at = SkipMark(in, size, end);
    if (at_beginning_) return 0;
  }
  size_t plain = 0;  // up to here, record by record
  for (;;) {
    at += EmptyLines(in + at, size - at, end);
    if (at == size || row_ == row_limit_) return at;
    if (is_regular_ && at >= plain) {
      size_t indexed;
      const size_t taken = DecodeChunk(in + at, at, size - at, &indexed);
      plain = at + indexed;
      at += taken;
      if (taken != 0) continue;
    }
    const bool is_header = has_header_ && columns_per_record_ == 0;
    const CsvRecord record =
        is_header ? ScanCsv(rules_, in + at, size - at, end, [](size_t, Bytes, bool, bool) {})
                  : ScanFields(in + at, size - at, end);
    if (record.size == kNoEnd) return at;
    if (record.size > max_record_size()) {
      RejectRecord(in + at, kNoField, SINEW_REJECT_SIZE);
    } else if (is_header) {
      DecodeHeader(in + at, record, size - at, end);
    } else {
      DecodeScanned(in + at, record);
    }
    if (stopped_) return at;
    at += record.size;
  }
}

}  // namespace

sinew_status NewCsvDecoder(const sinew_decoder_options& options, const sinew_csv_options& csv,
                           sinew_decoder** out, sinew_error* error) {
  return NewDecoder<CsvDecoder>(options, out, error, csv);
}

}  // namespace sinew
