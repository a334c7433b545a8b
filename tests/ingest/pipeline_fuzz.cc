// The first bytes choose a pipeline and how its input, which is the others, is cut: in pieces and
// small batches it gives what it gives whole, and what two halves give that are merged.
#include "sinew/ingest.h"

#include "fuzz/columns.h"
#include "ingest/pipeline/pipeline.h"
#include "ingest/pipeline_run.h"

namespace {

const PipelineSettings kPipelines[] = {
    {.keys = {{"origin", nullptr}}},
    {.where = "delay > 0 or gate is null",
     .keys = {{"origin", nullptr}, {"destination", nullptr}},
     .aggregates = {{SINEW_AGGREGATE_SUM, "delay", nullptr, nullptr, nullptr, 0, 0, 0},
                    {SINEW_AGGREGATE_MAX, "distance", nullptr, nullptr, nullptr, 0, 0, 0},
                    {SINEW_AGGREGATE_COUNT_DISTINCT, "gate", nullptr, nullptr, nullptr, 0, 0, 0},
                    {SINEW_AGGREGATE_LAST, "destination", nullptr, "late", nullptr, 0, 0, 0}}},
    {.where = "late",
     .aggregates = {{SINEW_AGGREGATE_MEAN, "delay", nullptr, nullptr, nullptr, 0, 0, 0},
                    {SINEW_AGGREGATE_MIN, "ts", nullptr, nullptr, nullptr, 0, 0, 0},
                    {SINEW_AGGREGATE_SUM, "late", nullptr, nullptr, nullptr, 0, 0, 0},
                    {SINEW_AGGREGATE_MIN, "origin", nullptr, nullptr, nullptr, 0, 0, 0},
                    {SINEW_AGGREGATE_ARG_MAX, "destination", nullptr, "delay > 0", "origin", 0, 0,
                     0}}},
    {.where = "distance < 100 or destination <> 'JFK'",
     .computed = {{"bucket(ts, '5m')", "five"}, {"coalesce(origin, destination)", "airport"}},
     .keys = {{"five", nullptr}, {"airport", nullptr}, {"gate / 2", nullptr}},
     .aggregates = {{SINEW_AGGREGATE_COUNT, "origin", nullptr, nullptr, nullptr, 0, 0, 0},
                    {SINEW_AGGREGATE_MAX, "gate * delay", nullptr, nullptr, nullptr, 0, 0, 0},
                    {SINEW_AGGREGATE_MAX, "cast(ts as date)", nullptr, nullptr, nullptr, 0, 0, 0}}},
};

void RequireFit(const PipelineHandle& handle) {
  Require(sinew::Invariants(handle.pipeline->groups()));
}

bool Same(PipelineHandle& a, PipelineHandle& b) {
  RequireFit(a);
  RequireFit(b);
  const std::vector<sinew_pipeline_order> orders = {{0, SINEW_PIPELINE_DESCENDING}};
  return Difference(a.Results(), b.Results()).empty() &&
         Difference(a.Results(orders, 3), b.Results(orders, 3)).empty();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr size_t kBytes = 3;
  if (size < kBytes) return 0;
  Input input(data, kBytes);
  const size_t mode = input.Byte();
  PipelineSettings settings = kPipelines[mode % 4];
  settings.decoder_flags = static_cast<uint32_t>(mode / 4 % 3);
  const size_t piece = 1 + input.Below(50), max_rows = 1 + input.Below(5);
  const std::string_view text(reinterpret_cast<const char*>(data) + kBytes, size - kBytes);
  {
    PipelineHandle whole(settings);
    settings.max_rows = max_rows;
    PipelineHandle pieces(settings), half(settings), rest(settings);
    Require(whole.status == SINEW_STATUS_OK && pieces.status == SINEW_STATUS_OK);
    const sinew_codec_result all = whole.Write(text);
    const sinew_codec_result parts = pieces.Write(text, [&] {
      RequireFit(pieces);
      return piece;
    });
    Require(all.status == parts.status && all.written == parts.written);
    Require(Same(whole, pieces));

    // The first line, and the others. What begins an input may be a byte order mark.
    const size_t line = text.find('\n') + 1;
    if (line != 0 && line < text.size() && text[line] != '\xEF' &&
        half.Write(text.substr(0, line)).status == SINEW_STATUS_OK) {
      Require(rest.Write(text.substr(line)).status == all.status);
      Require(sinew_pipeline_merge(half.pipeline, rest.pipeline, nullptr) == SINEW_STATUS_OK);
      // Sums of doubles are added in another order; there are none.
      Require(Same(whole, half));
    }
  }
  Require(sinew_memory_stats().blocks == 0 && sinew_memory_stats().current == 0);
  return 0;
}
