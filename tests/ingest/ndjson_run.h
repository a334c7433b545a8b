#ifndef SINEW_TESTS_INGEST_NDJSON_RUN_H_
#define SINEW_TESTS_INGEST_NDJSON_RUN_H_

#include "sinew/sinew.h"

#include <stdint.h>
#include <string.h>

#include <string>
#include <string_view>
#include <vector>

#include "ingest/ndjson_ref.h"

// Runs the decoder as the oracle runs, without a test framework.

class NdjsonDecoder {
 public:
  explicit NdjsonDecoder(const NdjsonSettings& settings, size_t memory_limit = 0)
      : settings_(settings) {
    std::vector<sinew_field> fields;
    for (const NdjsonField& field : settings.fields) {
      fields.push_back({field.path.c_str(), nullptr, field.type, field.flags});
    }
    sinew_decoder_options options = {};
    options.size = sizeof(options);
    options.fields = fields.data();
    options.field_count = fields.size();
    options.max_rows = settings.max_rows;
    options.max_record_size = settings.max_record_size;
    options.max_rejects = 100000;
    options.memory_limit = memory_limit;
    options.flags = settings.flags;
    const sinew_ndjson_options ndjson = {sizeof(ndjson), settings.max_depth, settings.ndjson_flags};
    status = sinew_ndjson_create(&options, &ndjson, &decoder, &error);
    const sinew_batch_options batch_options = {sizeof(batch_options), 0};
    if (status == SINEW_STATUS_OK) status = sinew_batch_create(&batch_options, &batch, nullptr);
  }
  ~NdjsonDecoder() {
    sinew_decoder_destroy(decoder);
    sinew_batch_destroy(batch);
  }
  NdjsonDecoder(const NdjsonDecoder&) = delete;

  // Feeds pieces of the sizes that next() gives, each from `place`(piece), and returns what came
  // out; problem says what was wrong with how it did.
  template <typename Next, typename Place>
  NdjsonOutcome Feed(std::string_view input, const Next& next, const Place& place) {
    NdjsonOutcome outcome;
    size_t at = 0;
    do {
      const size_t size = std::min<size_t>(next(), input.size() - at);
      const bool end = at + size == input.size();
      std::string_view piece = place(input.substr(at, size));
      for (;;) {
        const sinew_codec_result result = sinew_decoder_decode(
            decoder, piece.data(), piece.size(), batch, end ? SINEW_DECODE_END : 0, &error);
        if (result.written != sinew_batch_row_count(batch)) problem = "rows";
        if (result.read > piece.size()) problem = "read";
        Rows(&outcome);
        piece.remove_prefix(std::min(result.read, piece.size()));
        outcome.stopped = result.status == SINEW_STATUS_CORRUPT;
        if (result.status == SINEW_STATUS_OUTPUT_FULL) continue;
        if (result.status != SINEW_STATUS_OK && !outcome.stopped) problem = "status";
        if (result.status == SINEW_STATUS_OK && !piece.empty()) problem = "not all was read";
        break;
      }
      at += size;
    } while (at < input.size() && !outcome.stopped && problem.empty());
    Counts(&outcome);
    return outcome;
  }
  template <typename Next>
  NdjsonOutcome Feed(std::string_view input, const Next& next) {
    return Feed(input, next, [](std::string_view piece) { return piece; });
  }
  NdjsonOutcome Feed(std::string_view input) {
    return Feed(input, [&] { return input.size(); });
  }

  // As a row of a column; a reject gives no row here.
  NdjsonOutcome Row(std::string_view input) {
    NdjsonOutcome outcome;
    const int32_t offsets[2] = {0, static_cast<int32_t>(input.size())};
    const sinew_column column = {
        SINEW_TYPE_BINARY, 1, input.data(), input.size(), offsets, nullptr, 0, 0};
    const sinew_status got = sinew_decoder_decode_many(decoder, &column, batch, &error);
    outcome.stopped = got == SINEW_STATUS_CORRUPT;
    if (got != SINEW_STATUS_OK && !outcome.stopped) problem = "status";
    Counts(&outcome);
    if (got == SINEW_STATUS_OK && outcome.rejected_records == 0) Rows(&outcome);
    return outcome;
  }

  void Rows(NdjsonOutcome* outcome) const {
    const size_t first = outcome->rows.size();
    outcome->rows.resize(first + sinew_batch_row_count(batch));
    for (size_t i = 0; i < settings_.fields.size(); ++i) {
      const sinew_column column = sinew_batch_column(batch, i);
      for (size_t row = 0; row < column.count; ++row) {
        outcome->rows[first + row].push_back(Cell(column, row));
      }
    }
  }

  sinew_status status;
  sinew_decoder* decoder = nullptr;
  sinew_batch* batch = nullptr;
  sinew_error error = {};
  std::string problem;

 private:
  void Counts(NdjsonOutcome* outcome) const {
    const sinew_decoder_counts counts = sinew_decoder_stats(decoder);
    outcome->records = counts.records;
    outcome->rejected_records = counts.rejected_records;
    outcome->rejected_values = counts.rejected_values;
    for (size_t i = 0; i < counts.rejects; ++i) {
      outcome->rejects.push_back(sinew_decoder_reject(decoder, i));
    }
  }

  static NdjsonCell Cell(const sinew_column& column, size_t row) {
    const auto bit = [&](const void* bits) {
      return (static_cast<const uint8_t*>(bits)[row / 8] >> row % 8 & 1) != 0;
    };
    if (column.validity != nullptr && !bit(column.validity)) return std::nullopt;
    const auto number = [&]<typename T>(T) {
      T value;
      memcpy(&value, static_cast<const char*>(column.values) + row * sizeof(T), sizeof(T));
      return value;
    };
    const auto string = [&]<typename T>(T) {
      const T* offsets = static_cast<const T*>(column.offsets) + row;
      return std::string(static_cast<const char*>(column.values) + offsets[0],
                         static_cast<size_t>(offsets[1] - offsets[0]));
    };
    switch (column.type) {
      case SINEW_TYPE_BOOL:
        return bit(column.values) ? "true" : "false";
      case SINEW_TYPE_I8:
        return std::to_string(number(int8_t{}));
      case SINEW_TYPE_I16:
        return std::to_string(number(int16_t{}));
      case SINEW_TYPE_I32:
      case SINEW_TYPE_DATE32:
        return std::to_string(number(int32_t{}));
      case SINEW_TYPE_U8:
        return std::to_string(number(uint8_t{}));
      case SINEW_TYPE_U16:
        return std::to_string(number(uint16_t{}));
      case SINEW_TYPE_U32:
        return std::to_string(number(uint32_t{}));
      case SINEW_TYPE_U64:
        return std::to_string(number(uint64_t{}));
      case SINEW_TYPE_F32:
        return ndjson_ref::HexFloat(number(float{}));
      case SINEW_TYPE_F64:
        return ndjson_ref::HexFloat(number(double{}));
      case SINEW_TYPE_STRING:
      case SINEW_TYPE_BINARY:
        return string(int32_t{});
      case SINEW_TYPE_LARGE_STRING:
      case SINEW_TYPE_LARGE_BINARY:
        return string(int64_t{});
      default:
        return std::to_string(number(int64_t{}));
    }
  }

  const NdjsonSettings settings_;
};

// What differs first, for people; empty if nothing does.
inline std::string NdjsonDifference(const NdjsonOutcome& got, const NdjsonOutcome& expected) {
  const auto numbers = [](const char* what, uint64_t a, uint64_t b) {
    return std::string(what) + ": " + std::to_string(a) + ", not " + std::to_string(b);
  };
  for (size_t i = 0; i < std::min(got.rejects.size(), expected.rejects.size()); ++i) {
    const sinew_reject &a = got.rejects[i], &b = expected.rejects[i];
    const std::string reject = "reject " + std::to_string(i) + " ";
    if (a.record != b.record) return numbers((reject + "record").c_str(), a.record, b.record);
    if (a.reason != b.reason) return numbers((reject + "reason").c_str(), a.reason, b.reason);
    if (a.offset != b.offset) return numbers((reject + "offset").c_str(), a.offset, b.offset);
    if (a.field != b.field) return numbers((reject + "field").c_str(), a.field, b.field);
  }
  if (got.rejects.size() != expected.rejects.size()) {
    return numbers("rejects", got.rejects.size(), expected.rejects.size());
  }
  for (size_t i = 0; i < std::min(got.rows.size(), expected.rows.size()); ++i) {
    for (size_t k = 0; k < expected.rows[i].size(); ++k) {
      if (got.rows[i][k] == expected.rows[i][k]) continue;
      return "row " + std::to_string(i) + " field " + std::to_string(k) + ": " +
             got.rows[i][k].value_or("null") + ", not " + expected.rows[i][k].value_or("null");
    }
  }
  if (got.rows.size() != expected.rows.size()) {
    return numbers("rows", got.rows.size(), expected.rows.size());
  }
  if (got.records != expected.records) return numbers("records", got.records, expected.records);
  if (got.rejected_records != expected.rejected_records) {
    return numbers("rejected records", got.rejected_records, expected.rejected_records);
  }
  if (got.rejected_values != expected.rejected_values) {
    return numbers("rejected values", got.rejected_values, expected.rejected_values);
  }
  return got.stopped == expected.stopped ? "" : "stopped";
}

#endif  // SINEW_TESTS_INGEST_NDJSON_RUN_H_
