#ifndef SINEW_SINEW_HPP_
#define SINEW_SINEW_HPP_

#if __cplusplus < 202002L
#error "sinew.hpp needs C++20 (-std=c++20)"
#endif

#include "sinew/aggregate.hpp"
#include "sinew/batch.hpp"
#include "sinew/encoding.hpp"
#include "sinew/expression.hpp"
#include "sinew/hash.hpp"
#include "sinew/ingest.hpp"
#include "sinew/sketch.hpp"

// Sinew for C++20: what sinew.h offers, with spans, value types and exceptions. Header-only; the
// contract of every call is that of the C function it names, and nothing is copied on the way in.
//
//   std::vector<std::int64_t> delays = ...;
//   std::int64_t total = sinew::sum(delays);
//
//   sinew::group_by_options options;
//   const auto delay = options.add_values<std::int64_t>();
//   const auto flights = options.count();
//   const auto mean_delay = options.mean(delay);
//
//   sinew::group_by<std::string_view> by_origin(options);
//   by_origin.update(origins, {sinew::column(delays)});  // as often as batches arrive
//
//   const sinew::batch results = by_origin.results();
//   const auto keys = results.get<std::string_view>(0);
//   const auto means = results.get(mean_delay);
//   for (std::size_t i = 0; i < results.size(); ++i) use(keys.at(i), means.at(i));  // optionals

#endif  // SINEW_SINEW_HPP_
