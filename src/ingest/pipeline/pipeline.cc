#include "ingest/pipeline/pipeline.h"

#include "aggregate/groupby_encode.h"
#include "core/column.h"
#include "core/float_environment.h"
#include "core/status.h"

using sinew::Fail;
using sinew::Memory;

namespace sinew {
namespace {

sinew_status FailValue(sinew_error* error, size_t offset, const char* name, size_t value,
                       const char* what) {
  return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, offset, "%s: %zu is %s", name, value, what);
}

// Checks columns that are given as those of the input from `first` on.
sinew_status CheckColumns(const Plan& plan, size_t first, const sinew_column* columns,
                          size_t column_count, size_t rows, sinew_error* error) {
  if (column_count != plan.input_count() - first) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "column_count: %zu, but the pipeline was created for %zu", column_count,
                plan.input_count() - first);
  }
  if (column_count == 0) return SINEW_STATUS_OK;
  if (columns == nullptr) return FailNull(error, "columns");
  if (rows > UINT32_MAX) return FailValue(error, 0, "row_count", rows, "over 2^32 - 1");
  for (size_t i = 0; i < column_count; ++i) {
    const sinew_status status = CheckColumnAs(columns, i, plan.slot(first + i).type, rows, error);
    if (status != SINEW_STATUS_OK) return status;
  }
  return SINEW_STATUS_OK;
}

sinew_status CheckOrders(const Plan& plan, const sinew_pipeline_results_options& options,
                         sinew_error* error) {
  if (options.size != sizeof(options)) {
    return FailValue(error, 0, "options.size", options.size,
                     "not the size of a known sinew_pipeline_results_options");
  }
  if (options.order_count > SINEW_GROUPBY_MAX_KEYS) {
    return FailValue(error, 0, "options.order_count", options.order_count, "more than 8");
  }
  if (options.orders == nullptr && options.order_count != 0) {
    return FailNull(error, "options.orders");
  }
  for (size_t i = 0; i < options.order_count; ++i) {
    const sinew_pipeline_order& order = options.orders[i];
    if (order.column >= plan.result_count()) {
      return FailValue(error, i, "orders: column", order.column, "not a column of the results");
    }
    if ((order.flags & ~SINEW_PIPELINE_DESCENDING) != 0) {
      return FailValue(error, i, "orders: flags", order.flags, "not SINEW_PIPELINE_DESCENDING");
    }
  }
  return SINEW_STATUS_OK;
}

// Makes a pipeline ready to be encoded.
sinew_status CheckEncode(sinew_pipeline* pipeline, size_t part, size_t part_count,
                         sinew_error* error) {
  if (pipeline == nullptr) return FailNull(error, "pipeline");
  if (part >= part_count) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "part: %zu is not below part_count %zu",
                part, part_count);
  }
  const FloatEnvironment floats;
  return pipeline->AddWaiting(error);
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Pipelines
//
// Input becomes aggregates in one call for each piece of it: a decoder makes batches of its bytes,
// `where` chooses rows, columns are computed, and rows are grouped by one or several keys. One
// batch is in memory at a time, and there is no object for a record.
//
// What does not come through a decoder is added as columns. Groups of two pipelines can be made
// one: a thread takes a part of the input, with a decoder and a pipeline of its own.

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
SINEW_API sinew_status sinew_pipeline_create(const sinew_pipeline_options* options,
                                             sinew_pipeline** out,
                                             sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (options == nullptr) return sinew::FailNull(error, "options");
  if (options->size != sizeof(sinew_pipeline_options)) {
    return sinew::FailValue(error, 0, "options.size", options->size,
                            "not the size of a known sinew_pipeline_options");
  }
  sinew_pipeline* pipeline;
  sinew_status status = Memory::New(options->memory_limit, &pipeline);
  if (status != SINEW_STATUS_OK) {
    return sinew::FailGrowth(error, status, Memory(options->memory_limit));
  }
  {
    const sinew::FloatEnvironment floats;
    status = pipeline->Init(*options, error);
  }
  if (status != SINEW_STATUS_OK) {
    Memory::Delete(pipeline);
    return status;
  }
  *out = pipeline;
  return SINEW_STATUS_OK;
}

// Frees a pipeline and all its memory, on any thread.
SINEW_API void sinew_pipeline_destroy(sinew_pipeline* pipeline) SINEW_NOEXCEPT {
  Memory::Delete(pipeline);
}

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
SINEW_API sinew_codec_result sinew_pipeline_write(sinew_pipeline* pipeline, const void* in,
                                                  size_t size, sinew_decoder* decoder,
                                                  uint32_t flags,
                                                  sinew_error* error) SINEW_NOEXCEPT {
  const auto invalid = [error](const char* argument) {
    return sinew_codec_result{0, 0, sinew::FailNull(error, argument)};
  };
  if (pipeline == nullptr) return invalid("pipeline");
  if (in == nullptr && size != 0) return invalid("in");
  if (decoder == nullptr) return invalid("decoder");
  if ((flags & ~SINEW_DECODE_END) != 0) {
    return {0, 0,
            sinew::FailValue(error, 0, "flags", flags, "more than SINEW_DECODE_END, or not that")};
  }
  const sinew::FloatEnvironment floats;
  return pipeline->Write(sinew::AsBytes(in), size, decoder, (flags & SINEW_DECODE_END) != 0, error);
}

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
SINEW_API sinew_codec_result sinew_pipeline_write_many(sinew_pipeline* pipeline,
                                                       const sinew_column* column,
                                                       const sinew_column* columns,
                                                       size_t column_count, sinew_decoder* decoder,
                                                       sinew_error* error) SINEW_NOEXCEPT {
  if (pipeline == nullptr) return {0, 0, sinew::FailNull(error, "pipeline")};
  if (const sinew_status status = sinew::CheckColumn(column, "column", error)) {
    return {0, 0, status};
  }
  if (decoder == nullptr) return {0, 0, sinew::FailNull(error, "decoder")};
  if (!sinew::IsString(column->type)) {
    return {0, 0,
            sinew::FailValue(error, 0, "column: type", static_cast<size_t>(column->type),
                             "not a string type")};
  }
  const sinew::Plan& plan = pipeline->plan();
  if (const sinew_status status = sinew::CheckColumns(plan, plan.field_count(), columns,
                                                      column_count, column->count, error)) {
    return {0, 0, status};
  }
  const sinew::FloatEnvironment floats;
  return pipeline->WriteMany(*column, columns, decoder, error);
}

// Adds rows that are there as columns: one for each field of options.decoder, then for each of
// options.columns, of its type and with row_count rows, at most 2^32 - 1. Strings may have offsets
// of either width. Blocks of some thousand rows stay in the cache and are fastest. If the call
// fails, none of the rows counts.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or a column is malformed, of another type or
// length; or the keys of a row are too long. Other statuses are those of sinew_pipeline_write.
SINEW_API sinew_status sinew_pipeline_update(sinew_pipeline* pipeline, const sinew_column* columns,
                                             size_t column_count, size_t row_count,
                                             sinew_error* error) SINEW_NOEXCEPT {
  if (pipeline == nullptr) return sinew::FailNull(error, "pipeline");
  if (const sinew_status status =
          sinew::CheckColumns(pipeline->plan(), 0, columns, column_count, row_count, error)) {
    return status;
  }
  const sinew::FloatEnvironment floats;
  return pipeline->Update(columns, row_count, error);
}

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
SINEW_API sinew_status sinew_pipeline_merge(sinew_pipeline* into, const sinew_pipeline* from,
                                            sinew_error* error) SINEW_NOEXCEPT {
  if (into == nullptr) return sinew::FailNull(error, "into");
  if (from == nullptr) return sinew::FailNull(error, "from");
  const char* const fault = into == from ? "a pipeline cannot be merged into itself"
                            : !into->plan().IsLike(from->plan())
                                ? "its columns or its options are not those of into"
                                : nullptr;
  if (fault != nullptr) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "from: %s", fault);
  }
  const sinew::FloatEnvironment floats;
  return into->Merge(*from, error);
}

// Returns as `written` how many bytes sinew_pipeline_encode writes, and as `read` how many groups
// the part has. Takes O(groups) time.
//
// Rows that wait after a failed call are added first: the statuses of sinew_pipeline_write that are
// about memory, if that fails. SINEW_STATUS_INVALID_ARGUMENT: `pipeline` is null, or `part` is not
// below `part_count`.
SINEW_API sinew_codec_result sinew_pipeline_encoded_size(sinew_pipeline* pipeline, size_t part,
                                                         size_t part_count,
                                                         sinew_error* error) SINEW_NOEXCEPT {
  if (const sinew_status status = sinew::CheckEncode(pipeline, part, part_count, error)) {
    return {0, 0, status};
  }
  return sinew_groupby_encoded_size(&pipeline->groups(), part, part_count);
}

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
SINEW_API sinew_codec_result sinew_pipeline_encode(sinew_pipeline* pipeline, size_t part,
                                                   size_t part_count, void* out, size_t capacity,
                                                   sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr && capacity != 0) return {0, 0, sinew::FailNull(error, "out")};
  if (const sinew_status status = sinew::CheckEncode(pipeline, part, part_count, error)) {
    return {0, 0, status};
  }
  const sinew_codec_result result =
      sinew_groupby_encode(&pipeline->groups(), part, part_count, out, capacity);
  if (result.status != SINEW_STATUS_OK) {
    Fail(error, result.status, 0, "capacity: %zu bytes are too few", capacity);
  }
  return result;
}

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
SINEW_API sinew_status sinew_pipeline_merge_encoded(sinew_pipeline* into, const void* in,
                                                    size_t size,
                                                    sinew_error* error) SINEW_NOEXCEPT {
  if (into == nullptr) return sinew::FailNull(error, "into");
  if (in == nullptr && size != 0) return sinew::FailNull(error, "in");
  const sinew::FloatEnvironment floats;
  const sinew_status status = into->AddWaiting(error);
  if (status != SINEW_STATUS_OK) return status;
  return sinew_groupby_merge_encoded(&into->groups(), in, size, error);
}

// Forgets all groups, what the pipeline has seen, and rows that wait after a failed call; keeps the
// memory. A decoder has its own sinew_decoder_reset. SINEW_STATUS_INVALID_ARGUMENT: `pipeline` is
// null.
SINEW_API sinew_status sinew_pipeline_reset(sinew_pipeline* pipeline) SINEW_NOEXCEPT {
  if (pipeline == nullptr) return SINEW_STATUS_INVALID_ARGUMENT;
  pipeline->Reset();
  return SINEW_STATUS_OK;
}

// Returns the number of groups, which is that of all results; 0 for null.
SINEW_API size_t sinew_pipeline_count(const sinew_pipeline* pipeline) SINEW_NOEXCEPT {
  return pipeline == nullptr ? 0 : pipeline->groups().keys().count();
}

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
SINEW_API sinew_status sinew_pipeline_results(const sinew_pipeline* pipeline,
                                              const sinew_pipeline_results_options* options,
                                              sinew_batch* batch,
                                              sinew_error* error) SINEW_NOEXCEPT {
  if (pipeline == nullptr) return sinew::FailNull(error, "pipeline");
  if (batch == nullptr) return sinew::FailNull(error, "batch");
  const sinew_pipeline_results_options all = {sizeof(all), nullptr, 0, 0};
  if (options == nullptr) options = &all;
  if (const sinew_status status = sinew::CheckOrders(pipeline->plan(), *options, error)) {
    return status;
  }
  const sinew::FloatEnvironment floats;
  return pipeline->Results(*options, batch, error);
}

// Returns how many sums of integers do not fit their type, of all groups and all aggregates; 0 for
// null. In the results they are null, and are the only sums that are. O(groups).
SINEW_API size_t sinew_pipeline_overflow_count(const sinew_pipeline* pipeline) SINEW_NOEXCEPT {
  return pipeline == nullptr ? 0 : pipeline->groups().OverflowCount();
}

// Returns what the pipeline has seen; zeros for null.
SINEW_API sinew_pipeline_counts sinew_pipeline_stats(const sinew_pipeline* pipeline)
    SINEW_NOEXCEPT {
  return pipeline == nullptr ? sinew_pipeline_counts{} : pipeline->counts();
}

// Returns the bytes that the pipeline holds, which options.memory_limit bounds; 0 for null.
SINEW_API size_t sinew_pipeline_memory(const sinew_pipeline* pipeline) SINEW_NOEXCEPT {
  return pipeline == nullptr ? 0 : pipeline->memory().used();
}
