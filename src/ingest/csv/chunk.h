#ifndef SINEW_INGEST_CSV_CSV_H_
#define SINEW_INGEST_CSV_CSV_H_

#include "core/bytes.h"
#include "ingest/abi.h"
#include "ingest/decoder/decoder.h"

// The two vectorised steps of the CSV decoder, over a chunk of records that are alike: all have the
// same number of fields and no fault in their quotes. What they cannot take is left to the plain
// way in csv.cc, record by record.
//
//   text     AMS,12,"a,b"\nLHR,7,c\n...
//   ends   -1  3  6     12 ...           one position a field: a record is `fields` of them
//
// With that index, each column is a loop over records that touches no other field.

namespace sinew {

// What the bytes of a text mean, and what its fields.
struct CsvRules {
  uint8_t delimiter;
  uint8_t quote;
  bool has_quotes;
  bool lazy;
  bool ragged;
  bool empty_is_null;  // of strings; of other types it always is
  bool has_null_text;
  Bytes null_text;
};

struct CsvIndex {
  // Enough that each step is a long loop, and so few that text and index stay in the first cache.
  static constexpr size_t kMaxEnds = 2048;
  // A block has 64 bytes; they are written eight at a time.
  static constexpr size_t kRoom = 1 + kMaxEnds + 64 + 8;

  // Positions of the delimiters and newlines behind the fields, after one of -1.
  uint32_t* ends;
  size_t fields;  // in each record
  size_t count;   // records
  size_t size;    // bytes of them, newlines included
  bool has_quotes;
  bool is_ascii;
};

// Indexes records of index->fields fields each, no more than `max_records`, up to the first one
// that is otherwise: that has another number of fields, a quote where none may be, or no end.
// `size` is less than 2^31.
void IndexCsv(const CsvRules& rules, const uint8_t* in, size_t size, size_t max_records,
              CsvIndex* index);

struct CsvChunk {
  const CsvRules* rules;
  const uint8_t* in;  // where the positions are counted from
  size_t before;      // bytes that can be read before it
  size_t size;        // bytes that can be read from it on
  const uint32_t* ends;
  size_t fields;
  bool is_plain;  // no quotes in it, and no null text
  bool is_utf8;   // all of it, and so each field
};

// Writes field `number` of each record to the rows from `row` on, and returns how many it wrote: up
// to `count`, or the first value at fault. As with ColumnWriter, a column of strings has room for
// as many bytes as there are in `chunk`, so that what can be read from can be written to.
size_t DecodeCsvColumn(const CsvChunk& chunk, size_t number, const DecoderField& field,
                       size_t count, size_t row, ColumnWriter* column);

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
  return rules.has_null_text && text.size == rules.null_text.size &&
         (text.size == 0 || memcmp(text.data, rules.null_text.data, text.size) == 0);
}

}  // namespace sinew

#endif  // SINEW_INGEST_CSV_CSV_H_
