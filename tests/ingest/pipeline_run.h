#ifndef SINEW_TESTS_INGEST_PIPELINE_RUN_H_
#define SINEW_TESTS_INGEST_PIPELINE_RUN_H_

#include "sinew/ingest.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/decoded.h"

// A pipeline over NDJSON flights, without a test framework.

struct PipelineSettings {
  const char* where = nullptr;
  std::vector<sinew_pipeline_column> computed = {};
  std::vector<sinew_pipeline_column> keys = {};
  std::vector<sinew_pipeline_aggregate> aggregates = {
      {SINEW_AGGREGATE_COUNT_ROWS, nullptr, nullptr, nullptr, nullptr, 0, 0, 0}};
  size_t max_rows = 0;
  uint32_t decoder_flags = 0;
  size_t memory_limit = 0;
};

inline const std::vector<sinew_field>& FlightFields() {
  static const std::vector<sinew_field> fields = {
      {"origin", nullptr, SINEW_TYPE_STRING, 0},
      {"destination", nullptr, SINEW_TYPE_LARGE_STRING, 0},
      {"delay", nullptr, SINEW_TYPE_I64, 0},
      {"distance", nullptr, SINEW_TYPE_F64, 0},
      {"gate", nullptr, SINEW_TYPE_I32, 0},
      {"late", nullptr, SINEW_TYPE_BOOL, 0},
      {"ts", nullptr, SINEW_TYPE_TIMESTAMP_S, 0},
  };
  return fields;
}

class PipelineHandle : public DecoderHandle {
 public:
  explicit PipelineHandle(const PipelineSettings& settings) {
    sinew_decoder_options decoding = {};
    decoding.size = sizeof(decoding);
    decoding.fields = FlightFields().data();
    decoding.field_count = FlightFields().size();
    decoding.max_rows = settings.max_rows;
    decoding.flags = settings.decoder_flags;
    const sinew_ndjson_options ndjson = {sizeof(ndjson), 0, 0};
    status = sinew_ndjson_create(&decoding, &ndjson, &decoder, &error);
    CreateBatch();
    if (status != SINEW_STATUS_OK) return;
    sinew_pipeline_options options = OptionsOf(settings);
    options.decoder = decoder;
    status = sinew_pipeline_create(&options, &pipeline, &error);
  }
  ~PipelineHandle() { sinew_pipeline_destroy(pipeline); }

  static sinew_pipeline_options OptionsOf(const PipelineSettings& settings) {
    sinew_pipeline_options options = {};
    options.size = sizeof(options);
    options.where = settings.where;
    options.computed = settings.computed.data();
    options.computed_count = settings.computed.size();
    options.keys = settings.keys.data();
    options.key_count = settings.keys.size();
    options.aggregates = settings.aggregates.data();
    options.aggregate_count = settings.aggregates.size();
    options.memory_limit = settings.memory_limit;
    return options;
  }

  // Writes all of the text, in pieces of the sizes that next() returns.
  sinew_codec_result Write(std::string_view text, const std::function<size_t()>& next) {
    sinew_codec_result all = {0, 0, SINEW_STATUS_OK};
    do {
      const size_t size = std::min(next(), text.size() - all.read);
      const bool end = all.read + size == text.size();
      const sinew_codec_result part = sinew_pipeline_write(
          pipeline, text.data() + all.read, size, decoder, end ? SINEW_DECODE_END : 0, &error);
      all = {all.read + part.read, all.written + part.written, part.status};
    } while (all.status == SINEW_STATUS_OK && all.read < text.size());
    return all;
  }
  sinew_codec_result Write(std::string_view text) {
    return Write(text, [&] { return text.size(); });
  }

  std::vector<CellRow> Results(const std::vector<sinew_pipeline_order>& orders = {},
                               size_t limit = 0) {
    const sinew_pipeline_results_options options = {sizeof(options), orders.data(), orders.size(),
                                                    limit};
    std::vector<CellRow> rows;
    status = sinew_pipeline_results(pipeline, &options, batch, &error);
    if (status == SINEW_STATUS_OK) AppendCells(batch, &rows);
    return rows;
  }

  sinew_pipeline* pipeline = nullptr;
};

#endif  // SINEW_TESTS_INGEST_PIPELINE_RUN_H_
