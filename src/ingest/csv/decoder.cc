#include "ingest/csv/decoder.h"

#include <string.h>

#include <algorithm>

#include "core/status.h"
#include "encoding/utf8.h"

namespace sinew {

sinew_status CsvDecoder::Init(const sinew_decoder_options& options, sinew_error* error) {
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

void CsvDecoder::ResetFormat() {
  at_beginning_ = true;
  columns_per_record_ = 0;
  is_regular_ = false;
  if (!has_header_) return;
  for (size_t i = 0; i < field_count(); ++i) csv_fields_[i].column = kNoColumn;
}

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
  chunk.has_returns = index_.has_returns;
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

sinew_status NewCsvDecoder(const sinew_decoder_options& options, const sinew_csv_options& csv,
                           sinew_decoder** out, sinew_error* error) {
  return NewDecoder<CsvDecoder>(options, out, error, csv);
}

}  // namespace sinew
