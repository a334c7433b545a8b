#ifndef SINEW_INGEST_CSV_RULES_H_
#define SINEW_INGEST_CSV_RULES_H_

#include "core/bytes.h"
#include "ingest/abi.h"

// How a text is to be read: the options of sinew_csv_create, and what follows from them.

namespace sinew {

// No column: what a field is not found in.
constexpr size_t kNoColumn = SIZE_MAX;

// What the bytes of a text mean, and what its fields.
struct CsvRules {
  uint8_t delimiter;
  uint8_t quote;
  bool has_quotes;
  bool lazy;
  bool ragged;
  bool empty_is_null;  // of strings; of other types it always is
  bool has_null_text;
  uint8_t null_text_size;
  char null_text[255];

  // Of checked options.
  explicit CsvRules(const sinew_csv_options& options);
};

sinew_status CheckCsvOptions(const sinew_csv_options& options, sinew_error* error);

// The most fields of a record.
size_t MaxCsvColumns(const sinew_csv_options& options);

// The number of a column: digits without zeros before them, few enough; or kNoColumn.
size_t ParseCsvColumn(const char* path);

// Copies the text between two quotes, with one quote for two.
inline size_t UnquoteCsv(Bytes text, uint8_t quote, uint8_t* to) {
  size_t written = 0;
  for (size_t i = 0; i < text.size; ++i) {
    to[written++] = text.data[i];
    if (text.data[i] == quote && i + 1 < text.size && text.data[i + 1] == quote) ++i;
  }
  return written;
}

// Whether a field without quotes is null.
inline bool IsNullCsv(const CsvRules& rules, Bytes text, bool is_string) {
  if (text.size == 0 && (!is_string || rules.empty_is_null)) return true;
  return rules.has_null_text && SameBytes(text, {AsBytes(rules.null_text), rules.null_text_size});
}

}  // namespace sinew

#endif  // SINEW_INGEST_CSV_RULES_H_
