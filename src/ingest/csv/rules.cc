#include "ingest/csv/rules.h"

#include <string.h>

#include "core/status.h"

namespace sinew {
namespace {

constexpr size_t kDefaultColumns = 4096;
constexpr size_t kMostColumns = size_t{1} << 20;
constexpr size_t kMostNullText = sizeof(CsvRules::null_text);
constexpr uint8_t kDefaultDelimiter = ',';
constexpr uint8_t kDefaultQuote = '"';

bool IsQuote(uint8_t byte) {
  const uint8_t lower = byte | 0x20;
  const bool is_of_values = (byte >= '0' && byte <= '9') || (lower >= 'a' && lower <= 'z') ||
                            byte == '+' || byte == '-' || byte == '.' || byte == ':' || byte == ' ';
  return byte < 0x80 && !is_of_values && byte != '\r' && byte != '\n';
}

}  // namespace

CsvRules::CsvRules(const sinew_csv_options& options)
    : delimiter(options.delimiter == 0 ? kDefaultDelimiter : options.delimiter),
      quote(options.quote == 0 ? kDefaultQuote : options.quote),
      has_quotes((options.flags & SINEW_CSV_NO_QUOTES) == 0),
      lazy((options.flags & SINEW_CSV_LAZY_QUOTES) != 0),
      ragged((options.flags & SINEW_CSV_RAGGED) != 0),
      empty_is_null((options.flags & SINEW_CSV_EMPTY_IS_NULL) != 0),
      has_null_text(options.null_text != nullptr),
      null_text_size(0) {
  if (!has_null_text) return;
  null_text_size = static_cast<uint8_t>(strlen(options.null_text));
  memcpy(null_text, options.null_text, null_text_size);
}

sinew_status CheckCsvOptions(const sinew_csv_options& options, sinew_error* error) {
  const auto invalid = [error](const char* name, size_t value, const char* what) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "csv.%s: %zu is %s", name, value, what);
  };
  if (options.size != sizeof(sinew_csv_options)) {
    return invalid("size", options.size, "not the size of a known sinew_csv_options");
  }
  if (options.null_text != nullptr && strlen(options.null_text) > kMostNullText) {
    return invalid("null_text", strlen(options.null_text), "over 255 bytes");
  }
  if (options.max_columns > kMostColumns) {
    return invalid("max_columns", options.max_columns, "over 2^20");
  }
  constexpr uint32_t kFlags = SINEW_CSV_HEADER | SINEW_CSV_NO_QUOTES | SINEW_CSV_LAZY_QUOTES |
                              SINEW_CSV_RAGGED | SINEW_CSV_EMPTY_IS_NULL;
  if ((options.flags & ~kFlags) != 0) {
    return invalid("flags", options.flags, "not made of SINEW_CSV_* alone");
  }
  if (options.quote != 0 && !IsQuote(options.quote)) {
    return invalid("quote", options.quote, "no byte for it");
  }
  const CsvRules rules(options);
  const uint8_t delimiter = rules.delimiter;
  if (delimiter == '\r' || delimiter == '\n' || (rules.has_quotes && delimiter == rules.quote)) {
    return invalid("delimiter", delimiter, "CR, LF or the quote");
  }
  return SINEW_STATUS_OK;
}

size_t MaxCsvColumns(const sinew_csv_options& options) {
  return options.max_columns == 0 ? kDefaultColumns : options.max_columns;
}

size_t ParseCsvColumn(const char* path) {
  size_t column = 0;
  const char* at = path;
  for (; *at >= '0' && *at <= '9'; ++at) {
    if (at - path > 7) return kNoColumn;
    column = column * 10 + static_cast<size_t>(*at - '0');
  }
  const bool is_number = *at == 0 && at != path && (*path != '0' || at == path + 1);
  return is_number ? column : kNoColumn;
}

}  // namespace sinew
