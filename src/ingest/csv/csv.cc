#include "core/status.h"
#include "ingest/csv/decoder.h"
#include "ingest/csv/rules.h"
#include "ingest/decoder/decoder.h"

// SINEW_CHAPTER CSV
//
// Delimited text: CSV (RFC 4180), TSV, and lines such as `name;value`. A record is a line, or more
// than one if its quotes say so; a field is the text between delimiters, a value as
// docs/formats/csv.md says.

// Creates a decoder of delimited text and writes it to *out, or null if it fails. `csv` may be
// null: all of its options have their defaults. Free it with sinew_decoder_destroy.
//
// The path of a field is the name of a column with SINEW_CSV_HEADER, of the first one if several
// are called so; without, it is the number of a column, from "0". The first record says how many
// fields a record has.
//
// - Lines end with LF or CRLF, the last one also with the end of the input. Empty lines are no
//   records; a byte order mark at the beginning of the input is skipped. The header is no record,
//   unless it is at fault, or does not name a field: SINEW_REJECT_HEADER, which ends the input even
//   without SINEW_DECODER_STOP.
// - A field that begins with a quote ends with one; two between them stand for one. A text behind
//   the closing quote, and a quote in another field, are faults (SINEW_REJECT_SYNTAX) whose record
//   ends with the line: the next one is read as if there had been no fault. A quote that is not
//   closed takes all that follows (SINEW_REJECT_TRUNCATED, at the quote; or SINEW_REJECT_SIZE).
// - An empty field without quotes is null, or a string of no bytes. A field that a record does not
//   have is null with SINEW_CSV_RAGGED, and rejects the record without (SINEW_REJECT_FIELDS), as do
//   other numbers of fields.
// - Values other than strings stand without spaces: `true` and `false`; integers as digits, with an
//   optional '-'; floats as decimals, `inf` and `nan`; dates as YYYY-MM-DD; times as in RFC 3339
//   or as integers; UUIDs. With a quote in it a field is of another type (SINEW_REJECT_TYPE).
// - A string that is not binary must be UTF-8.
//
// Rejects of a record are at its first byte, or at the byte that has no place there; those of a
// value at the first byte of its text, or the first one that is not UTF-8. Rows of
// sinew_decoder_decode_many are records without a header, which may end with a newline.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, or an option is not as it must be;
// without SINEW_CSV_HEADER, that is also a path that is no number below the most fields of a
// record, and error->offset is its field. max_record_size must be 0, or 3 or more. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_csv_create(const sinew_decoder_options* options,
                                        const sinew_csv_options* csv, sinew_decoder** out,
                                        sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (const sinew_status status = sinew::CheckDecoderOptions(options, error)) return status;
  constexpr sinew_csv_options kDefaults = {sizeof(sinew_csv_options), nullptr, 0, 0, 0, 0};
  if (csv == nullptr) csv = &kDefaults;
  if (const sinew_status status = sinew::CheckCsvOptions(*csv, error)) return status;
  if (options->max_record_size != 0 && options->max_record_size < 3) {
    return sinew::Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                       "options.max_record_size: %zu is less than a byte order mark has",
                       options->max_record_size);
  }
  const size_t columns = sinew::MaxCsvColumns(*csv);
  for (size_t i = 0; i < options->field_count; ++i) {
    if ((csv->flags & SINEW_CSV_HEADER) != 0) break;
    if (sinew::ParseCsvColumn(options->fields[i].path) >= columns) {
      return sinew::Fail(
          error, SINEW_STATUS_INVALID_ARGUMENT, i,
          "options.fields[%zu].path: \"%.100s\" is not the number of a column, 0 to %zu", i,
          options->fields[i].path, columns - 1);
    }
  }
  return sinew::NewCsvDecoder(*options, *csv, out, error);
}
