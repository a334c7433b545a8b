// A record by itself: its fields are found first, then decoded, and the whole record is rejected if
// one of them says so.

#include "ingest/csv/record.h"

#include <string.h>

#include "core/type.h"
#include "encoding/utf8.h"
#include "ingest/csv/decoder.h"
#include "ingest/decoder/values.h"

namespace sinew {

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
      size_t size = csv.text.size;
      if (csv.has_quotes) {
        size = UnquoteCsv(csv.text, rules_.quote, to);
      } else if (size != 0) {
        memcpy(to, csv.text.data, size);
      }
      if (size > field.max_value_size) {
        reason = SINEW_REJECT_VALUE_SIZE;
        at = 0;
      } else {
        column.bytes_size += size;
        column.EndString(row_, HasWideOffsets(field.type));
      }
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

}  // namespace sinew
