#ifndef SINEW_INGEST_PIPELINE_PIPELINE_H_
#define SINEW_INGEST_PIPELINE_PIPELINE_H_

#include <optional>

#include "aggregate/groupby.h"
#include "core/batch.h"
#include "core/memory.h"
#include "core/scratch.h"
#include "ingest/abi.h"
#include "ingest/decoder/decoder.h"
#include "ingest/pipeline/plan.h"

// A batch on its way to the groups:
//
//   bytes --decoder--> decoded_ --where--> bitmap --> rows_ --> kept_ --> columns_ --> groups_
//                          |                                                ^  |
//                          '---- all rows are kept: no copy ----------------'  '-- expressions add
//                                                                                  their columns
//
// What comes beside records is taken before these are decoded, because then nothing is lost if that
// fails; who has a row is known after it.
//
// columns_ has a view for each slot of the plan. Only GROUP BY changes what results show, all or
// nothing and last: when a step fails before it, or GROUP BY itself does, the batch can be added
// again. The batch of a decoder, whose input is consumed, waits for that in decoded_.
struct sinew_pipeline {
 public:
  explicit sinew_pipeline(sinew::Memory&& memory);
  ~sinew_pipeline();
  sinew_pipeline(const sinew_pipeline&) = delete;
  sinew_pipeline& operator=(const sinew_pipeline&) = delete;

  // Once, before everything else.
  sinew_status Init(const sinew_pipeline_options& options, sinew_error* error);

  sinew_codec_result Write(const uint8_t* in, size_t size, sinew_decoder* decoder, bool end,
                           sinew_error* error);
  // The columns have been checked: those that come beside the records, if the plan has some.
  sinew_codec_result WriteMany(const sinew_column& column, const sinew_column* beside,
                               sinew_decoder* decoder, sinew_error* error);
  sinew_status Update(const sinew_column* columns, size_t rows, sinew_error* error);
  sinew_status Merge(const sinew_pipeline& from, sinew_error* error);
  // Adds the rows that wait, as every call that adds rows does first.
  sinew_status AddWaiting(sinew_error* error);
  void Reset();
  sinew_status Results(const sinew_pipeline_results_options& options, sinew_batch* batch,
                       sinew_error* error) const;

  const sinew::Plan& plan() const { return plan_; }
  const sinew_groupby& groups() const { return *groups_; }
  sinew_groupby& groups() { return *groups_; }
  const sinew_pipeline_counts& counts() const { return counts_; }
  const sinew::Memory& memory() const { return memory_; }

 private:
  sinew_status CheckDecoder(const sinew_decoder& decoder, sinew_error* error) const;
  template <typename Decode>
  void CountDecoded(const sinew_decoder& decoder, const Decode& decode);
  sinew_status AddDecoded(size_t* kept, sinew_error* error);
  sinew_status TakeBeside(const sinew_column* beside, size_t first, size_t rows);
  sinew_status AddWaitingOf(const sinew_pipeline& from, sinew_groupby* groups, size_t* kept,
                            sinew_error* error);
  sinew_status AddRows(const sinew_column* input, size_t rows, sinew_groupby* groups, size_t* kept,
                       sinew_error* error);
  sinew_status Filter(const sinew_column* input, size_t rows, size_t* kept, uint64_t* faults);
  sinew_status Compact(const sinew_column* input, const uint8_t* bitmap, size_t rows, size_t kept);
  sinew_status Compute(size_t rows, uint64_t* faults);
  sinew_status Group(sinew_groupby* groups, size_t rows, sinew_error* error);
  sinew_status MergeGroups(const sinew_pipeline& from, sinew_error* error);
  sinew_status FailMemory(sinew_error* error, sinew_status status) const;

  sinew::Memory memory_;
  sinew::Plan plan_;
  std::optional<sinew_groupby> groups_;
  sinew_batch decoded_;
  bool waits_ = false;  // decoded_ has rows that are not in groups_
  // What came beside the records of decoded_: a row for each of them, rejected ones included. The
  // row of each row of decoded_, and these rows alone.
  sinew_batch beside_;
  sinew::Scratch records_;
  sinew_batch beside_rows_;
  sinew_batch kept_;
  sinew::Scratch rows_;  // a bitmap, then the numbers of the rows that it has
  // Views: of decoded_, of each slot, and of the columns that kept_ is taken from, with what
  // TakeRows needs to know of them.
  sinew_column* input_ = nullptr;
  sinew_column* columns_ = nullptr;
  sinew_column* taken_ = nullptr;
  sinew::BatchField* fields_ = nullptr;
  sinew_pipeline_counts counts_ = {};
};

#endif  // SINEW_INGEST_PIPELINE_PIPELINE_H_
