#ifndef SINEW_INGEST_CSV_DECODER_H_
#define SINEW_INGEST_CSV_DECODER_H_

#include <algorithm>

#include "ingest/csv/chunk.h"
#include "ingest/csv/record.h"
#include "ingest/csv/rules.h"
#include "ingest/csv/scan.h"
#include "ingest/decoder/decoder.h"

// Records that are alike, as nearly all are, are indexed and decoded a column at a time (chunk.h).
// A record that is not, and the rest of a chunk in which a value is at fault, is scanned byte by
// byte (record.h) and decoded a field at a time.

namespace sinew {

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

  sinew_status Init(const sinew_decoder_options& options, sinew_error* error);

 protected:
  size_t DecodeRecords(const uint8_t* in, size_t size, bool end) override;
  void StartRecord() override { scanner_.Start(at_beginning_); }
  size_t FindEnd(const uint8_t* in, size_t size) override {
    return scanner_.Find(rules_, in, size);
  }
  void EndSkipped() override { at_beginning_ = false; }  // it was no mark
  void DecodeRow(Bytes record) override;
  void ResetFormat() override;
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

  // One record by itself: record.cc.
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

// Of options that have been checked.
sinew_status NewCsvDecoder(const sinew_decoder_options& options, const sinew_csv_options& csv,
                           sinew_decoder** out, sinew_error* error);

}  // namespace sinew

#endif  // SINEW_INGEST_CSV_DECODER_H_
