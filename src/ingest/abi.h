#ifndef SINEW_INGEST_ABI_H_
#define SINEW_INGEST_ABI_H_

#include "aggregate/abi.h"
#include "core/abi.h"
#include "expression/abi.h"

#ifndef SINEW_INGEST_H_

// SINEW_FAMILY Decoders and pipelines
//
// Bytes that arrive become batches of columns: chosen fields of each record, as typed columns, with
// no object for a record, and batches become groups. Input is not trusted: what is wrong in it is
// counted and located, and takes neither more memory nor more time than its size deserves.

// SINEW_CHAPTER Decoders

// What a decoder gives of each record: one column of the batch.
SINEW_ABI struct sinew_field {
  // Where the value is in a record, null-terminated; the function that creates the decoder says
  // how.
  const char* path;
  // What the column is called, null-terminated. Null: as the path.
  const char* name;
  // The type of the column. A value of another type, or one that the type cannot hold, is a fault.
  sinew_type type;
  // Timestamps only: the unit of those that are written as numbers, one of SINEW_FIELD_EPOCH_S,
  // _MS, _US and _NS. 0: the unit of the type. Besides, what a format has flags for: see
  // SINEW_FIELD_ZIGZAG.
  uint32_t flags;
};

// In sinew_field.flags: numbers are seconds since 1970-01-01T00:00:00Z.
SINEW_CONSTANT constexpr uint32_t SINEW_FIELD_EPOCH_S = 1;
// In sinew_field.flags: numbers are milliseconds.
SINEW_CONSTANT constexpr uint32_t SINEW_FIELD_EPOCH_MS = 2;
// In sinew_field.flags: numbers are microseconds.
SINEW_CONSTANT constexpr uint32_t SINEW_FIELD_EPOCH_US = 3;
// In sinew_field.flags: numbers are nanoseconds.
SINEW_CONSTANT constexpr uint32_t SINEW_FIELD_EPOCH_NS = 4;

// The most fields of one decoder.
SINEW_CONSTANT constexpr size_t SINEW_DECODER_MAX_FIELDS = 256;

// In sinew_decoder_options.flags: the first fault ends the input; see sinew_decoder_decode.
SINEW_CONSTANT constexpr uint32_t SINEW_DECODER_STOP = 1;
// In sinew_decoder_options.flags: a value that is at fault rejects its record, which then has no
// row. Without it such a value is null, and the rest of the record is kept.
SINEW_CONSTANT constexpr uint32_t SINEW_DECODER_STRICT = 2;

// What every decoder is created with. Set `size` to sizeof(struct sinew_decoder_options), and what
// is not needed to 0. What the pointers refer to is read while the decoder is created only.
SINEW_ABI struct sinew_decoder_options {
  // sizeof(struct sinew_decoder_options): lets later versions add members.
  size_t size;
  // The columns of the batches, in this order.
  const sinew_field* fields;
  // 1 to SINEW_DECODER_MAX_FIELDS.
  size_t field_count;
  // The most rows of a batch; 0 is 4,096. Batches that fit the cache are fastest.
  size_t max_rows;
  // The most bytes of a record; 0 is 16 MiB. A longer one is rejected.
  size_t max_record_size;
  // The most bytes of a string in a column: of a field of strings or binary strings the value, of
  // one of lists each element. 0 is no limit but that of the record, 2^30 the most. A longer one is
  // a fault of its value: SINEW_REJECT_VALUE_SIZE.
  size_t max_value_size;
  // How many rejects are kept with their place and reason; 0 is 16. All are counted.
  size_t max_rejects;
  // Most bytes the object may hold; 0 is no limit. Batches have limits of their own.
  size_t memory_limit;
  // SINEW_DECODER_STOP, SINEW_DECODER_STRICT, or 0.
  uint32_t flags;
};

// Input becomes batches; what is left of a record that was cut off is kept until its rest arrives.
SINEW_ABI struct sinew_decoder;

// In `flags` of sinew_decoder_decode: the input ends with these bytes.
SINEW_CONSTANT constexpr uint32_t SINEW_DECODE_END = 1;

// Why a record, or a value in it, was rejected.
SINEW_ABI enum sinew_reject_reason : int32_t {
  // The record breaks the rules of the format: a bracket, quote or comma that is missing or too
  // many, a bad escape, a tag that cannot be.
  SINEW_REJECT_SYNTAX = 1,
  // The input ends within the record.
  SINEW_REJECT_TRUNCATED = 2,
  // The value is of another type than the field.
  SINEW_REJECT_TYPE = 3,
  // The type of the field cannot hold the number or time.
  SINEW_REJECT_RANGE = 4,
  // A string is not UTF-8.
  SINEW_REJECT_ENCODING = 5,
  // The record is longer than sinew_decoder_options.max_record_size.
  SINEW_REJECT_SIZE = 6,
  // The record is nested more deeply than the options of the format allow.
  SINEW_REJECT_DEPTH = 7,
  // The record has more, or fewer, fields than it must have.
  SINEW_REJECT_FIELDS = 8,
  // A checksum is not that of the bytes.
  SINEW_REJECT_CHECKSUM = 9,
  // Compressed data is damaged, or larger than allowed.
  SINEW_REJECT_COMPRESSION = 10,
  // The record is compressed in a way for which there is no library on this machine.
  SINEW_REJECT_CODEC = 11,
  // The format has a version that is not supported.
  SINEW_REJECT_VERSION = 12,
  // The header is at fault, or does not name the field: nothing can be decoded.
  SINEW_REJECT_HEADER = 13,
  // The string is longer than sinew_decoder_options.max_value_size.
  SINEW_REJECT_VALUE_SIZE = 14,
};

// A record, or a value in it, that was rejected.
SINEW_ABI struct sinew_reject {
  // The number of the record, from 0, since the decoder was created or reset.
  uint64_t record;
  // The first byte at fault, counted since the decoder was created or reset; in
  // sinew_decoder_decode_many, counted from the first byte of the row.
  uint64_t offset;
  // The index of the field; SIZE_MAX if the reject is about the record and not about one field.
  size_t field;
  sinew_reject_reason reason;
};

// What a decoder has seen since it was created or reset.
SINEW_ABI struct sinew_decoder_counts {
  // Bytes consumed.
  uint64_t bytes;
  // Records, those that were rejected included.
  uint64_t records;
  // Rows in batches.
  uint64_t rows;
  // Records that were rejected, and so have no row, or in sinew_decoder_decode_many only nulls.
  uint64_t rejected_records;
  // Values that were rejected, and so are null, in records that were not.
  uint64_t rejected_values;
  // Rejects that are kept, for sinew_decoder_reject.
  size_t rejects;
};

// SINEW_CHAPTER NDJSON

// In sinew_field.flags, string types: the text of the value as it is in the record, whatever value
// it is: of an object or array all of it, of a string with its quotes and escapes. A value that is
// missing or null is null.
SINEW_CONSTANT constexpr uint32_t SINEW_FIELD_RAW = 128;

// In sinew_ndjson_options.flags: everything is validated, and not only what the fields need.
SINEW_CONSTANT constexpr uint32_t SINEW_NDJSON_VALIDATE = 1;
// In sinew_ndjson_options.flags: the records need not be lines. An object ends with its brace, and
// the next one may follow at once, or after any white space.
SINEW_CONSTANT constexpr uint32_t SINEW_NDJSON_CONCATENATED = 2;
// In sinew_ndjson_options.flags: the input is one JSON array, and its elements are the records.
SINEW_CONSTANT constexpr uint32_t SINEW_NDJSON_ARRAY = 4;

// How JSON is read. Set `size` to sizeof(struct sinew_ndjson_options), and what is not needed to 0.
SINEW_ABI struct sinew_ndjson_options {
  // sizeof(struct sinew_ndjson_options): lets later versions add members.
  size_t size;
  // The most objects and arrays within each other, the record included, up to 65,536; 0 is 64. A
  // record with more is rejected.
  size_t max_depth;
  // SINEW_NDJSON_ constants, or'ed together. CONCATENATED and ARRAY exclude each other.
  uint32_t flags;
};

// SINEW_CHAPTER CSV

// In sinew_csv_options.flags: the first record names the columns.
SINEW_CONSTANT constexpr uint32_t SINEW_CSV_HEADER = 1;
// In sinew_csv_options.flags: the quote is a byte like any other, as in TSV.
SINEW_CONSTANT constexpr uint32_t SINEW_CSV_NO_QUOTES = 2;
// In sinew_csv_options.flags: a quote that is not where one may be stands for itself, as with
// LazyQuotes of Go's encoding/csv.
SINEW_CONSTANT constexpr uint32_t SINEW_CSV_LAZY_QUOTES = 4;
// In sinew_csv_options.flags: records may differ in their number of fields; what is missing is
// null.
SINEW_CONSTANT constexpr uint32_t SINEW_CSV_RAGGED = 8;
// In sinew_csv_options.flags: a string of no bytes, without quotes, is null.
SINEW_CONSTANT constexpr uint32_t SINEW_CSV_EMPTY_IS_NULL = 16;

// How delimited text is written. Set `size` to sizeof(struct sinew_csv_options), and what is not
// needed to 0.
SINEW_ABI struct sinew_csv_options {
  // sizeof(struct sinew_csv_options): lets later versions add members.
  size_t size;
  // The text of a field that is null, null-terminated, at most 255 bytes; it is so without quotes
  // only. Null: there is none. Read while the decoder is created only.
  const char* null_text;
  // The most fields of a record, up to 2^20; 0 is 4,096. A record with more is rejected.
  size_t max_columns;
  // Flags SINEW_CSV_*.
  uint32_t flags;
  // Between fields: any byte but the quote, CR and LF. 0 is ','.
  uint8_t delimiter;
  // Around fields: an ASCII character but those of numbers, letters, space, ':', CR and LF. 0 is
  // '"'.
  uint8_t quote;
};

// SINEW_CHAPTER Protocol Buffers

// In sinew_field.flags, integers and timestamps: the field is a sint32 or sint64. Not for unsigned
// types.
SINEW_CONSTANT constexpr uint32_t SINEW_FIELD_ZIGZAG = 16;
// In sinew_field.flags, integers and timestamps: the field is a fixed32, fixed64, sfixed32 or
// sfixed64.
SINEW_CONSTANT constexpr uint32_t SINEW_FIELD_FIXED = 32;
// In sinew_field.flags: of several values of the field in a record the first one counts. Without it
// the last one does.
SINEW_CONSTANT constexpr uint32_t SINEW_FIELD_FIRST = 64;

// In sinew_protobuf_options.flags: a field that a record does not have is 0, false or empty, and
// not null; but a field of type SINEW_TYPE_BYTES16 is null all the same.
SINEW_CONSTANT constexpr uint32_t SINEW_PROTOBUF_DEFAULTS = 1;

// How messages are read. Set `size` to sizeof(struct sinew_protobuf_options), and what is not
// needed to 0.
SINEW_ABI struct sinew_protobuf_options {
  // sizeof(struct sinew_protobuf_options): lets later versions add members.
  size_t size;
  // The most messages on a path, and groups that are skipped, within each other and within the
  // record, up to 200; 0 is 100. A record with more is rejected.
  size_t max_depth;
  // SINEW_PROTOBUF_DEFAULTS, or 0.
  uint32_t flags;
};

// SINEW_CHAPTER Kafka records

// How record batches are read. Set `size` to sizeof(struct sinew_kafka_records_options), and what
// is not needed to 0.
SINEW_ABI struct sinew_kafka_records_options {
  // sizeof(struct sinew_kafka_records_options): lets later versions add members.
  size_t size;
  // The most bytes that the records of a compressed batch may take; 0 is 64 MiB, 2^30 the most. A
  // larger batch is rejected. (sinew_decoder_options.max_record_size is about batches as they
  // come.)
  size_t max_decoded_size;
};

// A transaction that was aborted, as a fetch response lists them.
SINEW_ABI struct sinew_kafka_transaction {
  int64_t producer_id;
  // The offset of its first record.
  int64_t first_offset;
};

// What a decoder of Kafka records has seen since it was created or reset.
SINEW_ABI struct sinew_kafka_records_counts {
  // Batches that are whole, those without rows included.
  uint64_t batches;
  // Of these, those that are about transactions and have no records of their own.
  uint64_t control_batches;
  // Of these, those of aborted transactions.
  uint64_t aborted_batches;
  // Records in front of the first offset that was asked for.
  uint64_t earlier_records;
  // Batches that the end of the input cut off.
  uint64_t partial_batches;
};

// A header of a Kafka record. `value` is null if there is none, which is not an empty one.
SINEW_ABI struct sinew_kafka_header {
  // Null: there is no further header.
  const char* key;
  size_t key_size;
  const char* value;
  size_t value_size;
  // For sinew_kafka_headers_next: where the next one is.
  size_t next;
};

// SINEW_CHAPTER Compressed streams

// How bytes are compressed. The decoders of the formats are libraries of their own, which are
// loaded when they are first needed; otherwise they need not be installed.
SINEW_ABI enum sinew_compression : int32_t {
  // What the first bytes say: gzip, Zstandard or LZ4; bytes that begin in another way are not
  // compressed. Skippable frames, which Zstandard and LZ4 have in common, are taken for Zstandard.
  SINEW_COMPRESSION_AUTO = 0,
  // Not compressed.
  SINEW_COMPRESSION_NONE = 1,
  // RFC 1952, several members too. Libraries: libisal.so.2, or else libz.so.1; blocks of Kafka are
  // decoded by libdeflate.so.0 if it is there.
  SINEW_COMPRESSION_GZIP = 2,
  // RFC 8878, several frames and skippable ones too. Library: libzstd.so.1.
  SINEW_COMPRESSION_ZSTD = 3,
  // The LZ4 frame format, several frames and skippable ones too. Library: liblz4.so.1.
  SINEW_COMPRESSION_LZ4 = 4,
  // A block of Snappy, or several in the framing of snappy-java: in Kafka records only, because it
  // is no stream. Library: libsnappy.so.1.
  SINEW_COMPRESSION_SNAPPY = 5,
};

// What sinew_stream_create creates. Set `size` to sizeof(struct sinew_stream_options), and what is
// not needed to 0.
SINEW_ABI struct sinew_stream_options {
  // sizeof(struct sinew_stream_options): lets later versions add members.
  size_t size;
  // Not SINEW_COMPRESSION_SNAPPY.
  sinew_compression compression;
  // The most bytes that a stream may decode to; 0 is no limit.
  uint64_t max_size;
  // Most bytes the object may hold; 0 is no limit. A frame says how far back it refers, 8 MiB in
  // most files and 128 MiB at most: so much is needed then.
  size_t memory_limit;
};

// A compressed stream that is being decoded.
SINEW_ABI struct sinew_stream;

// SINEW_CHAPTER Pipelines

// A column that a pipeline computes, or one that is there already.
SINEW_ABI struct sinew_pipeline_column {
  // An expression as docs/expressions.md has it, or just the name of a column; null-terminated.
  const char* text;
  // What the column is called, null-terminated. Null: as the text.
  const char* name;
};

// What a pipeline computes for each group.
SINEW_ABI struct sinew_pipeline_aggregate {
  sinew_aggregate function;
  // What it is computed of: an expression, or just the name of a column; null-terminated. Null for
  // SINEW_AGGREGATE_COUNT_ROWS alone.
  const char* text;
  // What the result is called, null-terminated. Null: as in "count", "mean(delay)",
  // "arg_max(flight, delay)", "quantile_continuous(delay, 0.99)", "sum(delay) where origin =
  // 'ATL'"; a fraction has 15 decimals there at most.
  const char* name;
  // For this aggregate a row counts only if this expression is true, or a column of booleans with
  // this name: not if it is false or null (FILTER in SQL). Null-terminated. Null: all rows count.
  const char* where;
  // Of functions of two columns the second one, as `text`. Null for all others.
  const char* second;
  // Of quantiles sinew_aggregate_spec.fraction, 0 to 1. Otherwise 0.
  double fraction;
  // Of SINEW_AGGREGATE_APPROX_COUNT_DISTINCT sinew_aggregate_spec.lg_k, 4 to 21, or 0 for 12.
  // Otherwise 0.
  uint32_t lg_k;
  // Of SINEW_AGGREGATE_APPROX_QUANTILE sinew_aggregate_spec.relative_accuracy, 1e-6 to less than 1,
  // or 0 for 0.01. Otherwise 0.
  double relative_accuracy;
};

// What sinew_pipeline_create creates. Set `size` to sizeof(struct sinew_pipeline_options), and what
// is not needed to 0. What the pointers refer to is read during that call only.
SINEW_ABI struct sinew_pipeline_options {
  // sizeof(struct sinew_pipeline_options): lets later versions add members.
  size_t size;
  // The columns of rows begin with the fields of this decoder. It is not kept: every call that
  // decodes is given one.
  const sinew_decoder* decoder;
  // Columns without a decoder, or beside its records (sinew_pipeline_write_many).
  const sinew_expression_column* columns;
  size_t column_count;
  // Rows take part if this expression over the columns is true: not if it is false or null.
  // Null-terminated. Null: all rows do.
  const char* where;
  // Columns that are computed of the rows that take part; those behind them, keys and aggregates
  // can name them. Their names are new ones. At most SINEW_EXPRESSION_MAX_COLUMNS, with `columns`.
  const sinew_pipeline_column* computed;
  size_t computed_count;
  // What rows are grouped by. At most SINEW_GROUPBY_MAX_KEYS; without any, all rows are one group,
  // which is there from the beginning.
  const sinew_pipeline_column* keys;
  size_t key_count;
  // 1 to SINEW_GROUPBY_MAX_AGGREGATES, of at most SINEW_GROUPBY_MAX_COLUMNS different columns,
  // those by which their rows are chosen included.
  const sinew_pipeline_aggregate* aggregates;
  size_t aggregate_count;
  // Most bytes the object may hold, groups and the batch in progress together; 0 is no limit.
  size_t memory_limit;
  // As in sinew_groupby_options.
  size_t expected_groups;
  uint64_t seed;
};

// Groups of rows, and all that turns input into them.
SINEW_ABI struct sinew_pipeline;

// What a pipeline has seen since it was created or reset, those that were merged into it included.
SINEW_ABI struct sinew_pipeline_counts {
  // Bytes that decoders consumed for it, records, and what they rejected of them.
  uint64_t bytes;
  uint64_t records;
  uint64_t rejected_records;
  uint64_t rejected_values;
  // Rows that were added, and those of them that took part.
  uint64_t rows;
  uint64_t kept_rows;
  // Operations of expressions that gave null because their result does not exist or does not fit.
  uint64_t faults;
  // Nanoseconds for decoding, for `where` and the removal of rows, for computed columns, and for
  // grouping.
  uint64_t decode_ns;
  uint64_t filter_ns;
  uint64_t compute_ns;
  uint64_t group_ns;
};

// In sinew_pipeline_order.flags: the greatest comes first.
SINEW_CONSTANT constexpr uint32_t SINEW_PIPELINE_DESCENDING = 1;

// What results are sorted by.
SINEW_ABI struct sinew_pipeline_order {
  // The number of a result column: keys come first, then aggregates, from 0.
  size_t column;
  // SINEW_PIPELINE_DESCENDING or 0.
  uint32_t flags;
};

// Which results sinew_pipeline_results gives, and in which order. Set `size` to sizeof(struct
// sinew_pipeline_results_options), and what is not needed to 0.
SINEW_ABI struct sinew_pipeline_results_options {
  // sizeof(struct sinew_pipeline_results_options): lets later versions add members.
  size_t size;
  // The first order counts most; of groups that are equal in all of them, that whose key appeared
  // first comes first. Without any, groups come in the order in which their keys first appeared.
  const sinew_pipeline_order* orders;
  // At most SINEW_GROUPBY_MAX_KEYS.
  size_t order_count;
  // The most groups, the first ones in this order; 0 is all.
  size_t limit;
};

#endif  // SINEW_INGEST_H_

#endif  // SINEW_INGEST_ABI_H_
