#ifndef SINEW_INGEST_CSV_CHUNK_H_
#define SINEW_INGEST_CSV_CHUNK_H_

#include "ingest/csv/rules.h"
#include "ingest/decoder/decoder.h"

// The two vectorised steps of the CSV decoder, over a chunk of records that are alike: all have the
// same number of fields and no fault in their quotes. What they cannot take is read
// record by record (decoder.cc).
//
//   text     AMS,12,"a,b"\nLHR,7,c\n...
//   ends   -1  3  6     12 ...           one position a field: a record is `fields` of them
//
// With that index, each column is a loop over records that touches no other field.

namespace sinew {

struct CsvIndex {
  // Enough that each step is a long loop, and so few that text and index stay in the first cache.
  static constexpr size_t kMaxEnds = 2048;
  // A block has 64 bytes; up to 16 are written at a time.
  static constexpr size_t kRoom = 1 + kMaxEnds + 64 + 16;

  // Positions of the delimiters and newlines behind the fields, after one of -1.
  uint32_t* ends;
  size_t fields;  // in each record
  size_t count;   // records
  size_t size;    // bytes of them, newlines included
  bool has_quotes;
  bool has_returns;
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
  bool is_plain;     // no quotes in it, and no null text
  bool has_returns;  // perhaps before newlines
  bool is_utf8;      // all of it, and so each field
};

// Writes field `number` of each record to the rows from `row` on, and returns how many it wrote: up
// to `count`, or the first value at fault. As with ColumnWriter, a column of strings has room for
// as many bytes as there are in `chunk`, so that what can be read from can be written to.
size_t DecodeCsvColumn(const CsvChunk& chunk, size_t number, const DecoderField& field,
                       size_t count, size_t row, ColumnWriter* column);

}  // namespace sinew

#endif  // SINEW_INGEST_CSV_CHUNK_H_
