#ifndef SINEW_INGEST_PIPELINE_HPP_
#define SINEW_INGEST_PIPELINE_HPP_

#include "sinew/ingest_decoder.hpp"

namespace sinew {

// A sinew_pipeline_column: an empty name is that of the text.
struct pipeline_column {
  std::string text;
  std::string name = {};
};

// A sinew_pipeline_aggregate: an empty text, condition or second text is none, an empty name the
// default.
struct pipeline_aggregate {
  sinew_aggregate function = SINEW_AGGREGATE_COUNT_ROWS;
  std::string text = {};
  std::string name = {};
  std::string where = {};
  std::string second = {};
  double fraction = 0;
  std::uint32_t lg_k = 0;
  double relative_accuracy = 0;
};

// What sinew_pipeline_options has besides the columns of the input; an empty `where` is none.
struct pipeline_options {
  std::string where = {};
  std::vector<pipeline_column> computed = {};
  std::vector<pipeline_column> keys = {};
  std::vector<pipeline_aggregate> aggregates = {{}};
  std::size_t memory_limit = 0;
  std::size_t expected_groups = 0;
  std::uint64_t seed = 0;
};

// Bytes turned into groups in one call a piece: `pipeline groups(decoder, {.keys = {{"origin"}}})`.
// It can be moved, not copied. One thread at a time.
class pipeline {
 public:
  // Over the fields of a decoder, which need not outlive the call, and columns that come beside its
  // records, or over columns of these names and types. What it throws names the place: "where: at
  // byte 9: there is no column dist".
  pipeline(const decoder& input, const pipeline_options& options,
           std::span<const sinew_expression_column> beside = {}) {
    create(input.c(), beside, options);
  }
  pipeline(std::span<const sinew_expression_column> columns, const pipeline_options& options) {
    create(nullptr, columns, options);
  }

  // sinew_pipeline_write: adds the rows of a piece of input, and returns how many took part. After
  // it has thrown for want of memory, the rows before count, but what was consumed is not known:
  // who wants to go on calls the function in C.
  std::size_t write(std::string_view in, decoder& by, bool end = false) {
    sinew_error failure = {};
    const sinew_codec_result result = sinew_pipeline_write(c(), in.data(), in.size(), by.c(),
                                                           end ? SINEW_DECODE_END : 0, &failure);
    detail::check(result.status, failure);
    return result.written;
  }
  // sinew_pipeline_write_many: a record a row, and what comes beside it.
  std::size_t write(const column<std::string_view>& rows, decoder& by,
                    std::span<const sinew_column> beside = {}) {
    sinew_error failure = {};
    const sinew_codec_result result =
        sinew_pipeline_write_many(c(), &rows.c(), beside.data(), beside.size(), by.c(), &failure);
    detail::check(result.status, failure);
    return result.written;
  }
  // sinew_pipeline_update: rows that are there as columns.
  void update(std::span<const sinew_column> columns, std::size_t rows) {
    sinew_error failure = {};
    detail::check(sinew_pipeline_update(c(), columns.data(), columns.size(), rows, &failure),
                  failure);
  }

  // Adds the groups of `from`, which has the same options, and rows that wait in it. If it throws,
  // no row of `from` counts.
  void merge(const pipeline& from) {
    sinew_error failure = {};
    detail::check(sinew_pipeline_merge(c(), from.c(), &failure), failure);
  }
  // The groups of a part, by default all, as bytes; and adds groups that encode wrote, in a
  // pipeline with the same options: sinew_pipeline_encode, sinew_pipeline_merge_encoded.
  std::vector<std::byte> encode(std::size_t part = 0, std::size_t part_count = 1) {
    sinew_error failure = {};
    const sinew_codec_result size = sinew_pipeline_encoded_size(c(), part, part_count, &failure);
    detail::check(size.status, failure);
    std::vector<std::byte> out(size.written);
    detail::check(
        sinew_pipeline_encode(c(), part, part_count, out.data(), out.size(), &failure).status,
        failure);
    return out;
  }
  void merge_encoded(std::span<const std::byte> in) {
    sinew_error failure = {};
    detail::check(sinew_pipeline_merge_encoded(c(), in.data(), in.size(), &failure), failure);
  }

  // Forgets the groups and keeps the memory.
  void reset() { detail::check(sinew_pipeline_reset(c()), 0, "sinew_pipeline_reset"); }

  // Groups.
  std::size_t size() const noexcept { return sinew_pipeline_count(c()); }
  // Keys and aggregates of all groups, or of the first `limit` in an order, as a batch, or into a
  // batch that is there already: sinew_pipeline_results.
  batch results(std::span<const sinew_pipeline_order> orders = {}, std::size_t limit = 0) const {
    batch out;
    results(orders, limit, out);
    return out;
  }
  void results(std::span<const sinew_pipeline_order> orders, std::size_t limit, batch& out) const {
    const sinew_pipeline_results_options options = {sizeof(options), orders.data(), orders.size(),
                                                    limit};
    sinew_error failure = {};
    detail::check(sinew_pipeline_results(c(), &options, out.c(), &failure), failure);
  }
  // Sums of integers that do not fit, which are null in the results.
  std::size_t overflow_count() const noexcept { return sinew_pipeline_overflow_count(c()); }

  // What it has seen.
  sinew_pipeline_counts counts() const noexcept { return sinew_pipeline_stats(c()); }
  // Bytes held.
  std::size_t memory() const noexcept { return sinew_pipeline_memory(c()); }

  // The handle in C; stays owned by this object.
  sinew_pipeline* c() const noexcept { return pipeline_.get(); }

 private:
  struct destroy {
    void operator()(sinew_pipeline* handle) const noexcept { sinew_pipeline_destroy(handle); }
  };

  static std::vector<sinew_pipeline_column> views(const std::vector<pipeline_column>& columns) {
    std::vector<sinew_pipeline_column> all;
    for (const pipeline_column& one : columns) {
      all.push_back({detail::text_of(one.text), detail::text_or_null(one.name)});
    }
    return all;
  }

  void create(const sinew_decoder* input, std::span<const sinew_expression_column> columns,
              const pipeline_options& options) {
    const std::vector<sinew_pipeline_column> computed = views(options.computed);
    const std::vector<sinew_pipeline_column> keys = views(options.keys);
    std::vector<sinew_pipeline_aggregate> aggregates;
    for (const pipeline_aggregate& one : options.aggregates) {
      aggregates.push_back({one.function, detail::text_or_null(one.text),
                            detail::text_or_null(one.name), detail::text_or_null(one.where),
                            detail::text_or_null(one.second), one.fraction, one.lg_k,
                            one.relative_accuracy});
    }
    sinew_pipeline_options all = {};
    all.size = sizeof(all);
    all.decoder = input;
    all.columns = columns.data();
    all.column_count = columns.size();
    all.where = detail::text_or_null(options.where);
    all.computed = computed.data();
    all.computed_count = computed.size();
    all.keys = keys.data();
    all.key_count = keys.size();
    all.aggregates = aggregates.data();
    all.aggregate_count = aggregates.size();
    all.memory_limit = options.memory_limit;
    all.expected_groups = options.expected_groups;
    all.seed = options.seed;
    sinew_pipeline* created = nullptr;
    sinew_error failure = {};
    detail::check(sinew_pipeline_create(&all, &created, &failure), failure);
    pipeline_.reset(created);
  }

  std::unique_ptr<sinew_pipeline, destroy> pipeline_;
};

}  // namespace sinew

#endif  // SINEW_INGEST_PIPELINE_HPP_
