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

// A row of a column; one that is null may have bytes all the same.
struct NdjsonRow {
  std::string text;
  bool is_null = false;
};

class NdjsonDecoder : public DecoderHandle {
 public:
  explicit NdjsonDecoder(const NdjsonSettings& settings, size_t memory_limit = 0) {
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
    options.max_value_size = settings.max_value_size;
    options.max_rejects = 100000;
    options.memory_limit = memory_limit;
    options.flags = settings.flags;
    const sinew_ndjson_options ndjson = {sizeof(ndjson), settings.max_depth, settings.ndjson_flags};
    status = sinew_ndjson_create(&options, &ndjson, &decoder, &error);
    CreateBatch();
  }

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
        AppendCells(batch, &outcome.rows);
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
    if (got == SINEW_STATUS_OK && outcome.rejected_records == 0) AppendCells(batch, &outcome.rows);
    return outcome;
  }

  // As rows of a column, whose text is at place(text).
  template <typename Place>
  NdjsonOutcome Rows(const std::vector<NdjsonRow>& rows, const Place& place) {
    NdjsonOutcome outcome;
    std::string text;
    std::vector<int32_t> offsets = {0};
    std::vector<uint8_t> validity(rows.size() / 8 + 1);
    for (size_t i = 0; i < rows.size(); ++i) {
      text += rows[i].text;
      offsets.push_back(static_cast<int32_t>(text.size()));
      validity[i / 8] |= static_cast<uint8_t>(!rows[i].is_null << i % 8);
    }
    const sinew_column column = {SINEW_TYPE_BINARY, rows.size(),     place(text), text.size(),
                                 offsets.data(),    validity.data(), 0,           0};
    const sinew_status got = sinew_decoder_decode_many(decoder, &column, batch, &error);
    if (got != SINEW_STATUS_OK) problem = "status";
    AppendCells(batch, &outcome.rows);
    Counts(&outcome);
    return outcome;
  }

  std::string problem;

 private:
  void Counts(NdjsonOutcome* outcome) const {
    const sinew_decoder_counts counts = sinew_decoder_stats(decoder);
    outcome->records = counts.records;
    outcome->rejected_records = counts.rejected_records;
    outcome->rejected_values = counts.rejected_values;
    outcome->rejects = Rejects();
  }
};

// What decoding rows without SINEW_DECODER_STOP gives: each by itself.
inline NdjsonOutcome NdjsonRowsRef(const std::vector<NdjsonRow>& rows,
                                   const NdjsonSettings& settings) {
  NdjsonOutcome all;
  for (const NdjsonRow& row : rows) {
    NdjsonOutcome one;
    if (row.is_null) {
      one.records = 1;
    } else if (settings.max_record_size != 0 && row.text.size() > settings.max_record_size) {
      one.records = one.rejected_records = 1;
      one.rejects = {{0, 0, SIZE_MAX, SINEW_REJECT_SIZE}};
    } else {
      one = NdjsonRowRef(row.text, settings);
    }
    if (one.rows.empty()) one.rows.resize(1, CellRow(settings.fields.size()));
    all.rows.push_back(one.rows[0]);
    for (sinew_reject reject : one.rejects) {
      reject.record += all.records;
      all.rejects.push_back(reject);
    }
    all.records += one.records;
    all.rejected_records += one.rejected_records;
    all.rejected_values += one.rejected_values;
  }
  return all;
}

// What differs first, for people; empty if nothing does.
inline std::string NdjsonDifference(const NdjsonOutcome& got, const NdjsonOutcome& expected) {
  const auto numbers = [](const char* what, uint64_t a, uint64_t b) {
    return std::string(what) + ": " + std::to_string(a) + ", not " + std::to_string(b);
  };
  const std::string rejects = Difference(got.rejects, expected.rejects);
  if (!rejects.empty()) return rejects;
  const std::string rows = Difference(got.rows, expected.rows);
  if (!rows.empty()) return rows;
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
