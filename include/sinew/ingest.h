// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_INGEST_H_
#define SINEW_INGEST_H_

// # Decoders and pipelines
//
// Bytes that arrive become batches of columns: chosen fields of each record, as typed columns, with
// no object for a record, and batches become groups. Input is not trusted: what is wrong in it is
// counted and located, and takes neither more memory nor more time than its size deserves.
//
// Chapters:
//
//   Decoders
//   NDJSON
//   CSV
//   Protocol Buffers
//   Kafka records
//   Compressed streams
//   Pipelines

#include "sinew/base.h"
#include "sinew/aggregate.h"
#include "sinew/expression.h"

#ifdef __cplusplus
extern "C" {
#endif

// ## Decoders
//
// A decoder is created for a format and the fields that are wanted. Pieces of input go in as they
// arrive, cut anywhere; batches of rows come out. The functions of this chapter are for the
// decoders of all formats.
//
// A fault in the input is no failure of a call: a record that breaks the rules of its format is
// rejected, a value that does not fit its field is null, and decoding goes on. All of that is
// counted, and the first rejects are kept with their place and reason. With SINEW_DECODER_STOP the
// first fault ends the input.

// In sinew_field.flags: numbers are seconds since 1970-01-01T00:00:00Z.
#define SINEW_FIELD_EPOCH_S SINEW_VALUE(uint32_t, 1)

// In sinew_field.flags: numbers are milliseconds.
#define SINEW_FIELD_EPOCH_MS SINEW_VALUE(uint32_t, 2)

// In sinew_field.flags: numbers are microseconds.
#define SINEW_FIELD_EPOCH_US SINEW_VALUE(uint32_t, 3)

// In sinew_field.flags: numbers are nanoseconds.
#define SINEW_FIELD_EPOCH_NS SINEW_VALUE(uint32_t, 4)

// The most fields of one decoder.
#define SINEW_DECODER_MAX_FIELDS SINEW_VALUE(size_t, 256)

// In sinew_decoder_options.flags: the first fault ends the input; see sinew_decoder_decode.
#define SINEW_DECODER_STOP SINEW_VALUE(uint32_t, 1)

// In sinew_decoder_options.flags: a value that is at fault rejects its record, which then has no
// row. Without it such a value is null, and the rest of the record is kept.
#define SINEW_DECODER_STRICT SINEW_VALUE(uint32_t, 2)

// In `flags` of sinew_decoder_decode: the input ends with these bytes.
#define SINEW_DECODE_END SINEW_VALUE(uint32_t, 1)

// Input becomes batches; what is left of a record that was cut off is kept until its rest arrives.
typedef struct sinew_decoder sinew_decoder;

// Decodes the next piece of the input to rows of `batch`, which loses what it held: a column for
// each field, by the name of the field, of the type of the field. With SINEW_DECODE_END in `flags`
// the input ends behind this piece; without it, a record that goes on is kept until its rest is
// given.
//
// Returns how many bytes of the piece were consumed as `read`, and the number of rows as `written`,
// at most sinew_decoder_options.max_rows, and fewer if the memory limit of the batch is low; they
// are in the batch whatever the status. How the input is cut into pieces changes neither rows nor
// rejects. Takes O(size) time. After the end of the input the decoder must be reset before it is
// given another one.
//
// - SINEW_STATUS_OK: all of the piece was consumed.
// - SINEW_STATUS_OUTPUT_FULL: the batch has all the rows it may have. Call again with the rest of
//   the piece, which may be empty.
// - SINEW_STATUS_CORRUPT: with SINEW_DECODER_STOP, the first fault. error->offset is its place in
//   the input, error->message names record, byte, field and reason. Every further call fails in the
//   same way, without rows.
// - SINEW_STATUS_MEMORY_LIMIT, of the decoder or the batch: the limit is too low for the next
//   record alone, and no call gets past it. A limit that leaves room for max_rows rows of each
//   field and 16 times the size of the longest record is always enough. What was consumed is not
//   lost.
// - SINEW_STATUS_OUT_OF_MEMORY: what was consumed is not lost. Call again with the rest of the
//   piece.
// - SINEW_STATUS_OVERFLOW: a column whose offsets have 32 bits would have more than 2^31 - 1 bytes
//   of strings, or elements of lists. Call again with the rest of the piece.
// - SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, `flags` has an unknown bit, or `in` is in
//   memory of `batch`: a row of its columns.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_decoder_decode(sinew_decoder* decoder, const void* in,
                                                  size_t size, sinew_batch* batch, uint32_t flags,
                                                  sinew_error* error) SINEW_NOEXCEPT;

// Decodes every row of a column of strings or binary strings as one record to the row of `batch`
// with the same number: the values of Kafka records, for example. A null row, and one that is
// rejected, is null in every field. The batch loses what it held.
//
// It is independent of the input of sinew_decoder_decode, and has its counts and rejects in common
// with it. Takes O(bytes) time.
//
// On failure the batch has no rows. SINEW_STATUS_CORRUPT: with SINEW_DECODER_STOP, the first fault;
// error->offset is its row. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, the column is
// malformed, not of strings, or in memory of `batch`, or the format has no single records.
// SINEW_STATUS_OVERFLOW: the rows have 2^31 bytes or more, and a field has offsets of 32 bits. Also
// SINEW_STATUS_MEMORY_LIMIT, for fewer rows may fit, and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_decoder_decode_many(sinew_decoder* decoder, const sinew_column* column,
                                                 sinew_batch* batch,
                                                 sinew_error* error) SINEW_NOEXCEPT;

// Forgets the input so far, its counts and its rejects, and keeps the memory.
// SINEW_STATUS_INVALID_ARGUMENT: `decoder` is null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_decoder_reset(sinew_decoder* decoder) SINEW_NOEXCEPT;

// Frees a decoder and all its memory, on any thread.
SINEW_API void sinew_decoder_destroy(sinew_decoder* decoder) SINEW_NOEXCEPT;

// What a decoder has seen since it was created or reset.
typedef struct sinew_decoder_counts {
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
} sinew_decoder_counts;

// Returns what the decoder has seen; zeros for null.
SINEW_API sinew_decoder_counts sinew_decoder_stats(const sinew_decoder* decoder) SINEW_NOEXCEPT;

// What a decoder gives of each record: one column of the batch.
typedef struct sinew_field {
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
} sinew_field;

// What every decoder is created with. Set `size` to sizeof(struct sinew_decoder_options), and what
// is not needed to 0. What the pointers refer to is read while the decoder is created only.
typedef struct sinew_decoder_options {
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
} sinew_decoder_options;

// Why a record, or a value in it, was rejected.
SINEW_ENUM(sinew_reject_reason, int32_t) {
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
typedef struct sinew_reject {
  // The number of the record, from 0, since the decoder was created or reset.
  uint64_t record;
  // The first byte at fault, counted since the decoder was created or reset; in
  // sinew_decoder_decode_many, counted from the first byte of the row.
  uint64_t offset;
  // The index of the field; SIZE_MAX if the reject is about the record and not about one field.
  size_t field;
  sinew_reject_reason reason;
} sinew_reject;

// Returns one of the rejects that were kept, sinew_decoder_counts.rejects of them, in the order of
// the input. All members are 0 for null, and for an index that is out of range.
SINEW_API sinew_reject sinew_decoder_reject(const sinew_decoder* decoder,
                                            size_t index) SINEW_NOEXCEPT;

// Returns a few English words that say what a reason means, null-terminated and valid for ever.
SINEW_API const char* sinew_reject_name(sinew_reject_reason reason) SINEW_NOEXCEPT;

// Returns the bytes that the decoder holds, which options.memory_limit bounds; 0 for null.
SINEW_API size_t sinew_decoder_memory(const sinew_decoder* decoder) SINEW_NOEXCEPT;

// ## NDJSON
//
// JSON records (RFC 8259): objects, one a line (NDJSON, JSON Lines), one behind the other, or as
// the elements of an array. Fields are members of them, or members of objects and elements of
// arrays in them.
//
// The path of a field is a JSON pointer (RFC 6901) such as "/user/id" or "/tags/0", where ~1 is /
// and ~0 is ~ in a name; or, if it does not begin with '/', names with dots between, "user.id". A
// name that is a number is the index of an element, too, if there is an array.
//
// - A value that is missing or null is null. If a name occurs more than once in an object, the last
//   one counts.
// - Strings go to columns of strings and binary strings, without their escapes; to dates, times and
//   16 bytes, if they say one (date: YYYY-MM-DD; time: RFC 3339, also with a space for the T, and
//   without the offset, which is UTC then, or an integer; 16 bytes: a UUID).
// - Numbers go to columns of integers, floats and times. Integers are exact: a number whose value
//   is not an integer, such as 1.5, is SINEW_REJECT_TYPE, while 1.0 and 1e3 are integers. Floats
//   are the nearest to the number.
// - true and false go to columns of bool. Everything else is SINEW_REJECT_TYPE.
// - Of a type of lists (SINEW_TYPE_LIST) the value is an array, and what is said of values holds
//   for its elements. One at fault, such as an array, is the fault of the list, which is null then.
// - With SINEW_FIELD_RAW any value is text.
// - A string of a field that is not UTF-8, or has one half of a surrogate pair, is
//   SINEW_REJECT_ENCODING.
//
// What is not part of a field is checked for its structure only: brackets, braces, commas and
// colons are where the grammar has them, strings are closed and have no control characters in them,
// and between all these there is white space and, where a value is to be, one run of other bytes
// without a backslash. What these are, the escapes in strings and whether all is UTF-8 is checked
// with SINEW_NDJSON_VALIDATE, and then any fault of it rejects the record.
//
// A record that breaks the rules is SINEW_REJECT_SYNTAX, at the first byte that does; of several
// kinds of faults those of the structure come first. A record at fault in its structure ends with
// its line, or the line in which its fault is. A byte order mark at the beginning is skipped, and
// so are empty lines.

// In sinew_field.flags, string types: the text of the value as it is in the record, whatever value
// it is: of an object or array all of it, of a string with its quotes and escapes. A value that is
// missing or null is null.
#define SINEW_FIELD_RAW SINEW_VALUE(uint32_t, 128)

// In sinew_ndjson_options.flags: everything is validated, and not only what the fields need.
#define SINEW_NDJSON_VALIDATE SINEW_VALUE(uint32_t, 1)

// In sinew_ndjson_options.flags: the records need not be lines. An object ends with its brace, and
// the next one may follow at once, or after any white space.
#define SINEW_NDJSON_CONCATENATED SINEW_VALUE(uint32_t, 2)

// In sinew_ndjson_options.flags: the input is one JSON array, and its elements are the records.
#define SINEW_NDJSON_ARRAY SINEW_VALUE(uint32_t, 4)

// How JSON is read. Set `size` to sizeof(struct sinew_ndjson_options), and what is not needed to 0.
typedef struct sinew_ndjson_options {
  // sizeof(struct sinew_ndjson_options): lets later versions add members.
  size_t size;
  // The most objects and arrays within each other, the record included, up to 65,536; 0 is 64. A
  // record with more is rejected.
  size_t max_depth;
  // SINEW_NDJSON_ constants, or'ed together. CONCATENATED and ARRAY exclude each other.
  uint32_t flags;
} sinew_ndjson_options;

// Creates a decoder of JSON records and writes it to *out, or null if it fails. `ndjson_options`
// may be null, which is as if all were 0. Free it with sinew_decoder_destroy.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or an option is not allowed, or a path cannot
// be read; error->offset is the index of the field then, and the message has the position. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_ndjson_create(const sinew_decoder_options* options,
                                           const sinew_ndjson_options* ndjson_options,
                                           sinew_decoder** out, sinew_error* error) SINEW_NOEXCEPT;

// ## CSV
//
// Delimited text: CSV (RFC 4180), TSV, and lines such as `name;value`. A record is a line, or more
// than one if its quotes say so; a field is the text between delimiters, a value as
// docs/formats/csv.md says.

// In sinew_csv_options.flags: the first record names the columns.
#define SINEW_CSV_HEADER SINEW_VALUE(uint32_t, 1)

// In sinew_csv_options.flags: the quote is a byte like any other, as in TSV.
#define SINEW_CSV_NO_QUOTES SINEW_VALUE(uint32_t, 2)

// In sinew_csv_options.flags: a quote that is not where one may be stands for itself, as with
// LazyQuotes of Go's encoding/csv.
#define SINEW_CSV_LAZY_QUOTES SINEW_VALUE(uint32_t, 4)

// In sinew_csv_options.flags: records may differ in their number of fields; what is missing is
// null.
#define SINEW_CSV_RAGGED SINEW_VALUE(uint32_t, 8)

// In sinew_csv_options.flags: a string of no bytes, without quotes, is null.
#define SINEW_CSV_EMPTY_IS_NULL SINEW_VALUE(uint32_t, 16)

// How delimited text is written. Set `size` to sizeof(struct sinew_csv_options), and what is not
// needed to 0.
typedef struct sinew_csv_options {
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
} sinew_csv_options;

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
SINEW_MUST_USE
SINEW_API sinew_status sinew_csv_create(const sinew_decoder_options* options,
                                        const sinew_csv_options* csv, sinew_decoder** out,
                                        sinew_error* error) SINEW_NOEXCEPT;

// ## Protocol Buffers
//
// Chosen fields of messages as columns, without their schema
// (https://protobuf.dev/programming-guides/encoding/). docs/formats/protobuf.md has an example.

// In sinew_field.flags, integers and timestamps: the field is a sint32 or sint64. Not for unsigned
// types.
#define SINEW_FIELD_ZIGZAG SINEW_VALUE(uint32_t, 16)

// In sinew_field.flags, integers and timestamps: the field is a fixed32, fixed64, sfixed32 or
// sfixed64.
#define SINEW_FIELD_FIXED SINEW_VALUE(uint32_t, 32)

// In sinew_field.flags: of several values of the field in a record the first one counts. Without it
// the last one does.
#define SINEW_FIELD_FIRST SINEW_VALUE(uint32_t, 64)

// In sinew_protobuf_options.flags: a field that a record does not have is 0, false or empty, and
// not null; but a field of type SINEW_TYPE_BYTES16 is null all the same.
#define SINEW_PROTOBUF_DEFAULTS SINEW_VALUE(uint32_t, 1)

// How messages are read. Set `size` to sizeof(struct sinew_protobuf_options), and what is not
// needed to 0.
typedef struct sinew_protobuf_options {
  // sizeof(struct sinew_protobuf_options): lets later versions add members.
  size_t size;
  // The most messages on a path, and groups that are skipped, within each other and within the
  // record, up to 200; 0 is 100. A record with more is rejected.
  size_t max_depth;
  // SINEW_PROTOBUF_DEFAULTS, or 0.
  uint32_t flags;
} sinew_protobuf_options;

// Creates a decoder of Protocol Buffers and writes it to *out, or null if it fails. `format` may be
// null: all of it is 0 then. Free the decoder with sinew_decoder_destroy.
//
// Records. The input of sinew_decoder_decode is messages, each with its length in front as a varint
// (parseDelimitedFrom, protodelim); a record is both together. A row of sinew_decoder_decode_many
// is one message, without a length.
//
// Fields. sinew_field.path is the numbers of fields, from the record down, as in "1.3.2"; each but
// the last is that of a message. A message does not say which type its fields have, so
// sinew_field.type and SINEW_FIELD_ flags have to:
//
//   SINEW_TYPE_BOOL                  bool
//   integers                         int32, uint32, enum; of 64 bits: int64, uint64
//     with SINEW_FIELD_ZIGZAG        sint32, sint64
//     with SINEW_FIELD_FIXED         fixed32, sfixed32; of 64 bits: fixed64, sfixed64
//   SINEW_TYPE_F32, SINEW_TYPE_F64   float, double
//   SINEW_TYPE_DATE32                as an integer of 32 bits: days
//   timestamps                       as an integer of 64 bits, in the unit that the flags say
//   string types                     string, which must be UTF-8
//   binary types                     bytes; also a message, as it is encoded
//   SINEW_TYPE_BYTES16               bytes, 16 of them
//
// Of a varint the low 32 bits count if the type has 32 bits or fewer; integers of 8 and 16 bits
// must then hold the number. A bool is true if any bit is set. Several fields may have the same
// path.
//
// Several values. The last value of a field counts, as in Protocol Buffers, or with
// SINEW_FIELD_FIRST the first one, even if it is at fault. Of a type of lists (SINEW_TYPE_LIST) all
// are elements, in their order. Messages with the same number are merged: what holds for fields
// holds for a field in all of them together. Numbers may be packed, in one or several runs, and
// others between them not. A field without a value is null, or with SINEW_PROTOBUF_DEFAULTS 0,
// false or empty; a list without elements is empty, as nothing tells it from one that is not there.
//
// An element at fault is the fault of its list, which is null then: a list that is not null has all
// of its elements. The first one is noted.
//
// What is skipped. Fields that are not wanted, groups, and what has the number of a message on a
// path but is not a message; no path leads into a group. What is within messages that no path leads
// into is not looked at.
//
// Rejects. Of a value: SINEW_REJECT_TYPE, another wire type than its type has, at the tag, or not
// 16 bytes for SINEW_TYPE_BYTES16, at their length; SINEW_REJECT_RANGE, at the number;
// SINEW_REJECT_ENCODING, at the first byte that is not UTF-8. They are noted in the order of the
// fields. Of a record: SINEW_REJECT_SYNTAX, at a tag without a number from 1 to 2^29 - 1, with wire
// type 6 or 7, or of the end of another group; at a number or length that has more than ten bytes
// or goes beyond its message; at the tag of an outermost group without an end. SINEW_REJECT_DEPTH,
// at the tag of a group. SINEW_REJECT_TRUNCATED and SINEW_REJECT_SIZE, at the length of the record.
// A record at fault is skipped by its length. After a length of a record that has more than ten
// bytes, SINEW_REJECT_SYNTAX, it is unknown where the next record begins: the rest of the input is
// skipped.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, or a member of the options is not
// as sinew_decoder_options and sinew_protobuf_options describe; error->offset is the index of the
// field if it is about one. Also SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_protobuf_create(const sinew_decoder_options* options,
                                             const sinew_protobuf_options* format,
                                             sinew_decoder** out,
                                             sinew_error* error) SINEW_NOEXCEPT;

// ## Kafka records
//
// What a fetch response of Kafka has of a partition, its record set: batches of magic 2, one behind
// the other, compressed or not, become rows. The values can go on to a decoder of what is in them,
// by sinew_decoder_decode_many.
//
// The path of a field is one of these:
//
// - "offset", SINEW_TYPE_I64.
// - "timestamp", SINEW_TYPE_TIMESTAMP_MS or SINEW_TYPE_I64: when the producer made the record, or,
//   if the topic says so, when the broker took it.
// - "key" and "value", any string type; null if there is none. Strings are not checked for UTF-8.
// - "headers", any string type: the headers as they are in the record, a zigzag varint with their
//   number, then for each the length of its key, the key, the length of its value, -1 for none, and
//   the value; lengths are zigzag varints. sinew_kafka_headers_next reads them.
// - "header_count", SINEW_TYPE_I32.
// - "partition_leader_epoch", SINEW_TYPE_I32; "producer_id", SINEW_TYPE_I64, and "producer_epoch",
//   SINEW_TYPE_I16, -1 if there is none.
//
// A batch is what a record is to other decoders: max_record_size is about batches, and a batch at
// fault counts as one record that was rejected (a key, a value or headers longer than
// max_value_size are a fault of one record alone), with the reason
//
// - SINEW_REJECT_CHECKSUM: its CRC-32C is not that of its bytes. First offset, length, leader epoch
//   and magic are not part of it.
// - SINEW_REJECT_VERSION: its magic is not 2. Brokers before Kafka 0.11 wrote 0 and 1.
// - SINEW_REJECT_CODEC: it is compressed in a way that is not known, or whose library is not there;
//   sinew_stream_load says which.
// - SINEW_REJECT_COMPRESSION: the compressed records are damaged, or more than max_decoded_size.
// - SINEW_REJECT_SIZE: it is longer than max_record_size.
// - SINEW_REJECT_SYNTAX: a length or number in it cannot be. The rows before the record at fault
//   are kept, those behind it are lost. If it is the length of the batch, nothing behind it can be
//   read: all that follows is skipped.
//
// Control batches have no rows. A batch that the end of the input cuts off is no fault, because
// brokers cut what they send; the next response begins with it. In a compressed batch the place of
// a fault is where the compressed records begin.

// How record batches are read. Set `size` to sizeof(struct sinew_kafka_records_options), and what
// is not needed to 0.
typedef struct sinew_kafka_records_options {
  // sizeof(struct sinew_kafka_records_options): lets later versions add members.
  size_t size;
  // The most bytes that the records of a compressed batch may take; 0 is 64 MiB, 2^30 the most. A
  // larger batch is rejected. (sinew_decoder_options.max_record_size is about batches as they
  // come.)
  size_t max_decoded_size;
} sinew_kafka_records_options;

// Creates a decoder of Kafka's record batches and writes it to *out, or null if it fails. Free it
// with sinew_decoder_destroy. `kafka_options` may be null, which is as if all were 0.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or an option is not allowed, or a field is not
// one of those above, or of another type; error->offset is the index of the field then. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_kafka_records_create(const sinew_decoder_options* options,
                                                  const sinew_kafka_records_options* kafka_options,
                                                  sinew_decoder** out,
                                                  sinew_error* error) SINEW_NOEXCEPT;

// A transaction that was aborted, as a fetch response lists them.
typedef struct sinew_kafka_transaction {
  int64_t producer_id;
  // The offset of its first record.
  int64_t first_offset;
} sinew_kafka_transaction;

// Says what the input is from here on, which must be between batches: the answer to a request for
// the records from `first_offset` on, of which `aborted` lists the transactions that were aborted,
// `count` of them in any order. Their batches are left out (isolation level read_committed), and so
// are records with lower offsets, with which a response may begin because it has whole batches.
// What was said before does not count any more. Without a call, as after a reset, nothing is left
// out.
//
// If the call fails, the decoder is as it was. SINEW_STATUS_INVALID_ARGUMENT: `decoder` is null or
// not of Kafka records, or `aborted` is null and `count` is not 0. Also SINEW_STATUS_MEMORY_LIMIT
// and SINEW_STATUS_OUT_OF_MEMORY. `error` may be null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_kafka_records_expect(sinew_decoder* decoder,
                                                  const sinew_kafka_transaction* aborted,
                                                  size_t count, int64_t first_offset,
                                                  sinew_error* error) SINEW_NOEXCEPT;

// A header of a Kafka record. `value` is null if there is none, which is not an empty one.
typedef struct sinew_kafka_header {
  // Null: there is no further header.
  const char* key;
  size_t key_size;
  const char* value;
  size_t value_size;
  // For sinew_kafka_headers_next: where the next one is.
  size_t next;
} sinew_kafka_header;

// Returns the header at byte `offset` of the headers of a record, which are `size` bytes at `in`, a
// row of the column "headers": 0 for the first one, then what `next` of the last one says. Key and
// value lie in `in`, and are not null-terminated. If there are no more the key is null; also if the
// bytes are no headers, from the first fault on.
//
//     struct sinew_kafka_header header = sinew_kafka_headers_next(in, size, 0);
//     for (; header.key != NULL; header = sinew_kafka_headers_next(in, size, header.next)) ...
SINEW_API sinew_kafka_header sinew_kafka_headers_next(const void* in, size_t size,
                                                      size_t offset) SINEW_NOEXCEPT;

// What a decoder of Kafka records has seen since it was created or reset.
typedef struct sinew_kafka_records_counts {
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
} sinew_kafka_records_counts;

// Returns what a decoder has seen of batches; zeros for null, and for a decoder that is not of
// Kafka records.
SINEW_API sinew_kafka_records_counts sinew_kafka_records_stats(const sinew_decoder* decoder)
    SINEW_NOEXCEPT;

// ## Compressed streams
//
// What is compressed with gzip, Zstandard or LZ4 is decoded piece by piece, in front of a decoder
// of text, say. The work is done by the usual libraries, which are loaded when they are needed:
// Sinew does not depend on them. Checksums are checked, and several frames (members) one behind the
// other are one stream.

// How bytes are compressed. The decoders of the formats are libraries of their own, which are
// loaded when they are first needed; otherwise they need not be installed.
SINEW_ENUM(sinew_compression, int32_t) {
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

// Loads the library of a compression now rather than with the first data, to see whether it is
// there. On any thread.
//
// SINEW_STATUS_UNAVAILABLE: the library, or a function of it, is not there, or the program is
// linked statically and can load none; error->message names the library.
// SINEW_STATUS_INVALID_ARGUMENT: `compression` is no value of sinew_compression.
SINEW_MUST_USE
SINEW_API sinew_status sinew_stream_load(sinew_compression compression,
                                         sinew_error* error) SINEW_NOEXCEPT;

// What sinew_stream_create creates. Set `size` to sizeof(struct sinew_stream_options), and what is
// not needed to 0.
typedef struct sinew_stream_options {
  // sizeof(struct sinew_stream_options): lets later versions add members.
  size_t size;
  // Not SINEW_COMPRESSION_SNAPPY.
  sinew_compression compression;
  // The most bytes that a stream may decode to; 0 is no limit.
  uint64_t max_size;
  // Most bytes the object may hold; 0 is no limit. A frame says how far back it refers, 8 MiB in
  // most files and 128 MiB at most: so much is needed then.
  size_t memory_limit;
} sinew_stream_options;

// A compressed stream that is being decoded.
typedef struct sinew_stream sinew_stream;

// Creates a stream and writes it to *out, or null if it fails. Free it with sinew_stream_destroy.
//
// SINEW_STATUS_UNAVAILABLE: as sinew_stream_load, for the compression of the options.
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, the options have a size that no version of
// sinew_stream_options has, or their compression is not for streams. Also SINEW_STATUS_MEMORY_LIMIT
// and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_stream_create(const sinew_stream_options* options, sinew_stream** out,
                                           sinew_error* error) SINEW_NOEXCEPT;

// Frees a stream and all its memory, on any thread.
SINEW_API void sinew_stream_destroy(sinew_stream* stream) SINEW_NOEXCEPT;

// Decodes the next piece of the input to `out`. Returns how many bytes of the piece were consumed
// as `read`, and how many of the output are right as `written`. Pieces may be cut anywhere. With
// SINEW_DECODE_END in `flags` the input ends behind this piece; it must not end within a frame, nor
// before the first one. After the end the stream must be reset before it is given another input.
//
// - SINEW_STATUS_OK: all of the piece was consumed, and all that it says is written.
// - SINEW_STATUS_OUTPUT_FULL: there may be more output. Call again with the rest of the piece,
//   which may be empty, and the same flags.
// - SINEW_STATUS_TRUNCATED: the input ends too early. What is written is right.
// - SINEW_STATUS_CORRUPT: the input is damaged, another frame is expected where there is something
//   else, or the output would be larger than options.max_size. `read` is the place, 0 if it is in
//   an earlier piece; error->offset counts from the beginning of the input. For Zstandard it is
//   where the piece begins, or the frame if that is later. What is written has not been checked, as
//   checksums stand at the end of frames.
// - SINEW_STATUS_UNAVAILABLE: the library that the first bytes ask for is not there.
// - SINEW_STATUS_MEMORY_LIMIT, SINEW_STATUS_OUT_OF_MEMORY.
// - SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or `flags` has an unknown bit.
//
// After a failure that is not SINEW_STATUS_OUTPUT_FULL, SINEW_STATUS_TRUNCATED or
// SINEW_STATUS_INVALID_ARGUMENT every further call fails in the same way until the stream is reset.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_stream_decode(sinew_stream* stream, const void* in, size_t size,
                                                 void* out, size_t capacity, uint32_t flags,
                                                 sinew_error* error) SINEW_NOEXCEPT;

// Forgets the input so far and keeps the memory. SINEW_STATUS_INVALID_ARGUMENT: `stream` is null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_stream_reset(sinew_stream* stream) SINEW_NOEXCEPT;

// Returns how the input is compressed: SINEW_COMPRESSION_AUTO while its first bytes do not say, and
// for null.
SINEW_API sinew_compression sinew_stream_compression(const sinew_stream* stream) SINEW_NOEXCEPT;

// Returns the bytes that the stream holds, which options.memory_limit bounds; 0 for null.
SINEW_API size_t sinew_stream_memory(const sinew_stream* stream) SINEW_NOEXCEPT;

// ## Pipelines
//
// Input becomes aggregates in one call for each piece of it: a decoder makes batches of its bytes,
// `where` chooses rows, columns are computed, and rows are grouped by one or several keys. One
// batch is in memory at a time, and there is no object for a record.
//
// What does not come through a decoder is added as columns. Groups of two pipelines can be made
// one: a thread takes a part of the input, with a decoder and a pipeline of its own.

// In sinew_pipeline_order.flags: the greatest comes first.
#define SINEW_PIPELINE_DESCENDING SINEW_VALUE(uint32_t, 1)

// A column that a pipeline computes, or one that is there already.
typedef struct sinew_pipeline_column {
  // An expression as docs/expressions.md has it, or just the name of a column; null-terminated.
  const char* text;
  // What the column is called, null-terminated. Null: as the text.
  const char* name;
} sinew_pipeline_column;

// What a pipeline computes for each group.
typedef struct sinew_pipeline_aggregate {
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
} sinew_pipeline_aggregate;

// What sinew_pipeline_create creates. Set `size` to sizeof(struct sinew_pipeline_options), and what
// is not needed to 0. What the pointers refer to is read during that call only.
typedef struct sinew_pipeline_options {
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
} sinew_pipeline_options;

// Groups of rows, and all that turns input into them.
typedef struct sinew_pipeline sinew_pipeline;

// Creates a pipeline and writes it to *out; free it with sinew_pipeline_destroy. On failure *out is
// null.
//
// options.columns are the columns of rows that come by sinew_pipeline_update; or, if there is a
// decoder, those that come beside its records in sinew_pipeline_write_many, such as keys and
// timestamps of Kafka records beside their values. They follow the fields of the decoder then, and
// are not lists. Of two columns with the same name the first one counts.
//
// Keys may be of any type but lists. sinew_aggregate says which types of column an aggregate takes,
// and of which type its results are.
//
// SINEW_STATUS_INVALID_ARGUMENT: error->message names the place, as in "where: at byte 9: there is
// no column dist" or "keys[1].text is null", and error->offset is the byte of an expression, or
// else the element of the list. A pointer is null that may not be; there is neither a decoder nor
// a column; a computed column has the name of another column; there are too many of
// something; a text is no expression; `where` is not of type bool; an aggregate does not take its
// column. Also SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_pipeline_create(const sinew_pipeline_options* options,
                                             sinew_pipeline** out,
                                             sinew_error* error) SINEW_NOEXCEPT;

// Frees a pipeline and all its memory, on any thread.
SINEW_API void sinew_pipeline_destroy(sinew_pipeline* pipeline) SINEW_NOEXCEPT;

// Decodes the next piece of an input and adds its rows, batch by batch, each of at most the rows
// that the options of the decoder allow. With SINEW_DECODE_END in `flags` the input ends behind
// this piece; without it, the decoder keeps a record that goes on until its rest is given. How the
// input is cut into pieces changes no result. Several inputs follow one another if the decoder is
// reset in between; they may also come through several decoders, whose fields must have the names
// and types that the pipeline was created for.
//
// Returns how many bytes were consumed as `read`, and how many rows took part as `written`. Rejects
// are no failure: the decoder keeps them for sinew_decoder_reject, and sinew_pipeline_stats counts
// them. Takes O(size) time.
//
// If the call fails, nothing is lost and nothing counts twice: the rows of a batch count whole or
// not at all, and those of a batch that was decoded but could not be added wait in the pipeline.
// Every later call that adds rows adds them first. So call again with the rest of the piece, from
// `read` on, once the cause is gone.
//
// - SINEW_STATUS_CORRUPT: with SINEW_DECODER_STOP, the first fault in the input. What was before it
//   counts. `error` is as after sinew_decoder_decode.
// - SINEW_STATUS_MEMORY_LIMIT, of the pipeline or the decoder: batches have become as small as they
//   can, and its groups, or a record, find no room. See sinew_pipeline_merge.
// - SINEW_STATUS_OUT_OF_MEMORY.
// - SINEW_STATUS_OVERFLOW: there would be more than 2^32 - 2 groups, or a batch has a record with
//   more bytes of strings than 32 bits can say.
// - SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, the fields of the decoder are others, the
//   pipeline has columns that come beside records, the keys of a row are longer than 4 GiB - 1 byte
//   together, or `flags` has an unknown bit.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_pipeline_write(sinew_pipeline* pipeline, const void* in,
                                                  size_t size, sinew_decoder* decoder,
                                                  uint32_t flags,
                                                  sinew_error* error) SINEW_NOEXCEPT;

// Decodes each row of a column of strings or binary strings as one record and adds its row: the
// values of Kafka records, for example. A row that is null or rejected gives none. As with
// sinew_decoder_decode_many, it is independent of the input of sinew_pipeline_write.
//
// `columns` are what comes beside the records, one for each of options.columns, of its type and
// with as many rows as there are records, at most 2^32 - 1 then; null if the pipeline has none. Of
// a record that gives no row they do not count.
//
// Returns how many rows of the column were consumed as `read`, and how many took part as `written`.
// If the call fails, what is said of sinew_pipeline_write holds: call again with the rest of the
// columns. Takes O(bytes) time.
//
// SINEW_STATUS_CORRUPT: with SINEW_DECODER_STOP, the first fault; error->offset is its row.
// SINEW_STATUS_INVALID_ARGUMENT: a column is malformed, `column` is not of strings, the
// number of `columns` or the type or length of one is another, the format of the decoder has
// no single records, or as for sinew_pipeline_write. Other statuses are those of
// sinew_pipeline_write.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_pipeline_write_many(sinew_pipeline* pipeline,
                                                       const sinew_column* column,
                                                       const sinew_column* columns,
                                                       size_t column_count, sinew_decoder* decoder,
                                                       sinew_error* error) SINEW_NOEXCEPT;

// Adds rows that are there as columns: one for each field of options.decoder, then for each of
// options.columns, of its type and with row_count rows, at most 2^32 - 1. Strings may have offsets
// of either width. Blocks of some thousand rows stay in the cache and are fastest. If the call
// fails, none of the rows counts.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or a column is malformed, of another type or
// length; or the keys of a row are too long. Other statuses are those of sinew_pipeline_write.
SINEW_MUST_USE
SINEW_API sinew_status sinew_pipeline_update(sinew_pipeline* pipeline, const sinew_column* columns,
                                             size_t column_count, size_t row_count,
                                             sinew_error* error) SINEW_NOEXCEPT;

// Adds the groups of `from` to those of `into`, as if the rows of `from` had been added to `into`
// after its own; a sum of doubles becomes the sum of the two sums. Groups that are new to `into`
// follow in the order of `from`, which does not change. What `from` has seen is added to what
// `into` has. Both must have the same columns, and options with the same texts, functions and
// names; limits and seeds may differ.
//
// Rows that wait after a failed call are not left out: those of `into` are added first, as by every
// call that adds rows, and those of `from` count in `into`, while they go on waiting in `from`. So
// a pipeline that has reached its limit is merged whole into one with a higher limit, which then
// needs memory for a second copy of its groups during the call. If the call fails, no row of `from`
// counts.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, the options differ, or `from` is `into`. Also
// SINEW_STATUS_OVERFLOW, SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_pipeline_merge(sinew_pipeline* into, const sinew_pipeline* from,
                                            sinew_error* error) SINEW_NOEXCEPT;

// Returns as `written` how many bytes sinew_pipeline_encode writes, and as `read` how many groups
// the part has. Takes O(groups) time.
//
// Rows that wait after a failed call are added first: the statuses of sinew_pipeline_write that are
// about memory, if that fails. SINEW_STATUS_INVALID_ARGUMENT: `pipeline` is null, or `part` is not
// below `part_count`.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_pipeline_encoded_size(sinew_pipeline* pipeline, size_t part,
                                                         size_t part_count,
                                                         sinew_error* error) SINEW_NOEXCEPT;

// Writes the groups of a part to `out`: those of a pipeline in another process, or on another
// machine, take them by sinew_pipeline_merge_encoded. For all groups pass part 0 of 1; what parts
// are is said at sinew_groupby_merge_part. The format is that of sinew_groupby_encode,
// docs/formats/groupby.md: the types of keys and values, the aggregates, and the groups with their
// states. The texts of the options are not in it, nor what sinew_pipeline_stats counts.
//
// Returns as `read` how many groups were written, and as `written` how many bytes. Takes O(groups)
// time.
//
// Rows that wait after a failed call are added first, as by sinew_pipeline_encoded_size.
// SINEW_STATUS_OUTPUT_FULL: `capacity` is less than sinew_pipeline_encoded_size. Then nothing in
// `out` is right. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or `part` is not below
// `part_count`.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_pipeline_encode(sinew_pipeline* pipeline, size_t part,
                                                   size_t part_count, void* out, size_t capacity,
                                                   sinew_error* error) SINEW_NOEXCEPT;

// Adds the groups that sinew_pipeline_encode wrote to those of `into`, as if the pipeline that they
// are from were merged into it by sinew_pipeline_merge; sinew_pipeline_stats does not change. The
// types of keys and values, and the aggregates, are compared with those of `into`. The texts of
// `where` and of the expressions are not in the bytes: the caller must see to it that they are the
// same. All of `in` is checked before anything is
// allocated or changed: bytes that somebody made up cost O(size) time, and memory within the
// limit of `into`.
//
// Rows of `into` that wait after a failed call are added first. If the call fails, no group of `in`
// counts. SINEW_STATUS_TRUNCATED: `in` ends too early; error->offset is its size.
// SINEW_STATUS_CORRUPT: the checksum is wrong, or the bytes are not what sinew_pipeline_encode
// writes; error->offset is the byte, and the message says what is wrong there.
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the types of keys and values or the
// aggregates are not those of `into`. Other statuses are those of sinew_pipeline_merge.
SINEW_MUST_USE
SINEW_API sinew_status sinew_pipeline_merge_encoded(sinew_pipeline* into, const void* in,
                                                    size_t size,
                                                    sinew_error* error) SINEW_NOEXCEPT;

// Forgets all groups, what the pipeline has seen, and rows that wait after a failed call; keeps the
// memory. A decoder has its own sinew_decoder_reset. SINEW_STATUS_INVALID_ARGUMENT: `pipeline` is
// null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_pipeline_reset(sinew_pipeline* pipeline) SINEW_NOEXCEPT;

// Returns the number of groups, which is that of all results; 0 for null.
SINEW_API size_t sinew_pipeline_count(const sinew_pipeline* pipeline) SINEW_NOEXCEPT;

// What results are sorted by.
typedef struct sinew_pipeline_order {
  // The number of a result column: keys come first, then aggregates, from 0.
  size_t column;
  // SINEW_PIPELINE_DESCENDING or 0.
  uint32_t flags;
} sinew_pipeline_order;

// Which results sinew_pipeline_results gives, and in which order. Set `size` to sizeof(struct
// sinew_pipeline_results_options), and what is not needed to 0.
typedef struct sinew_pipeline_results_options {
  // sizeof(struct sinew_pipeline_results_options): lets later versions add members.
  size_t size;
  // The first order counts most; of groups that are equal in all of them, that whose key appeared
  // first comes first. Without any, groups come in the order in which their keys first appeared.
  const sinew_pipeline_order* orders;
  // At most SINEW_GROUPBY_MAX_KEYS.
  size_t order_count;
  // The most groups, the first ones in this order; 0 is all.
  size_t limit;
} sinew_pipeline_results_options;

// Fills `batch` with the results so far: a column for each key, then one for each
// aggregate, by their names, and a row for each group. `options` may be null: all groups then, in
// the order in which their keys first appeared.
//
// If results are sorted, numbers and times go by value, false before true, strings byte by byte;
// -0.0 equals 0.0. Behind all of them come NaNs, then nulls, in either direction. Only as many
// groups as the limit asks for are sorted.
//
// Keys have the types of their columns, except that strings have offsets of 64 bits. A NaN is
// always the quiet NaN, a key of either zero is 0.0; nulls are 0 or empty, and null by the validity
// of the column. A sum of integers that does not fit is null, and counted by
// sinew_pipeline_overflow_count.
//
// If the call fails, the batch is as it was. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null,
// there is no such column, there are too many orders, or flags are unknown; error->offset is the
// order. SINEW_STATUS_MEMORY_LIMIT: the limit of the batch is too low; while results are sorted, it
// holds all of them besides. Also SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_pipeline_results(const sinew_pipeline* pipeline,
                                              const sinew_pipeline_results_options* options,
                                              sinew_batch* batch,
                                              sinew_error* error) SINEW_NOEXCEPT;

// Returns how many sums of integers do not fit their type, of all groups and all aggregates; 0 for
// null. In the results they are null, and are the only sums that are. O(groups).
SINEW_API size_t sinew_pipeline_overflow_count(const sinew_pipeline* pipeline) SINEW_NOEXCEPT;

// What a pipeline has seen since it was created or reset, those that were merged into it included.
typedef struct sinew_pipeline_counts {
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
} sinew_pipeline_counts;

// Returns what the pipeline has seen; zeros for null.
SINEW_API sinew_pipeline_counts sinew_pipeline_stats(const sinew_pipeline* pipeline)
    SINEW_NOEXCEPT;

// Returns the bytes that the pipeline holds, which options.memory_limit bounds; 0 for null.
SINEW_API size_t sinew_pipeline_memory(const sinew_pipeline* pipeline) SINEW_NOEXCEPT;

#ifdef __cplusplus
}  // extern "C"
#endif

#endif  // SINEW_INGEST_H_
