#include <array>
#include <cmath>
#include <limits>

#include "hpp.h"

static_assert(std::is_nothrow_move_constructible_v<sinew::group_by<int64_t>>);
static_assert(!std::is_copy_constructible_v<sinew::group_by<int64_t>>);

BOOST_AUTO_TEST_CASE(Reductions) {
  const std::vector<int64_t> signed_rows = {3, -5, 8, 1};
  const std::array<uint64_t, 2> unsigned_rows = {1, UINT64_MAX - 1};
  const double double_rows[] = {0.5, -0.0, 0.25};
  BOOST_TEST(sinew::sum(signed_rows) == 7);
  BOOST_TEST(sinew::sum(unsigned_rows) == UINT64_MAX);
  BOOST_TEST(sinew::sum(double_rows) == 0.75);
  BOOST_TEST(sinew::min(signed_rows).value() == -5);
  BOOST_TEST(sinew::max(signed_rows).value() == 8);
  BOOST_TEST(sinew::min(unsigned_rows).value() == 1u);
  BOOST_TEST(sinew::max(unsigned_rows).value() == UINT64_MAX - 1);
  BOOST_TEST(std::signbit(sinew::min(double_rows).value()));
  BOOST_TEST(sinew::max(double_rows).value() == 0.5);
  BOOST_TEST(sinew::mean(signed_rows).value() == 1.75);
  BOOST_TEST(sinew::mean(unsigned_rows).value() == 9223372036854775808.0);
  BOOST_TEST(sinew::mean(double_rows).value() == 0.25);
  RequireError([] { sinew::sum(std::vector<int64_t>{INT64_MAX, 1}); }, SINEW_STATUS_OVERFLOW, 0,
               "sinew_reduce");
}

BOOST_AUTO_TEST_CASE(ReductionsOfOtherTypes) {
  const std::vector<int8_t> small = {100, -5, 100};
  BOOST_TEST(sinew::sum(small) == 195);
  static_assert(std::same_as<decltype(sinew::sum(small)), int64_t>);
  static_assert(std::same_as<decltype(sinew::sum(std::vector<uint16_t>())), uint64_t>);
  static_assert(std::same_as<decltype(sinew::sum(std::vector<float>())), double>);
  BOOST_TEST(sinew::min(small).value() == -5);
  static_assert(std::same_as<decltype(sinew::min(small)), std::optional<int8_t>>);
  BOOST_TEST(sinew::max(std::vector<float>{0.5f, 0.25f}).value() == 0.5f);
  BOOST_TEST(sinew::first(small).value() == 100);
  BOOST_TEST(sinew::last(std::vector<uint32_t>{1, 7}).value() == 7u);
  BOOST_TEST(sinew::bit_and(std::vector<uint8_t>{6, 3}).value() == 2);
  BOOST_TEST(sinew::bit_or(std::vector<uint8_t>{6, 3}).value() == 7);
  BOOST_TEST(sinew::bit_xor(std::vector<uint8_t>{6, 3}).value() == 5);
  BOOST_TEST(!sinew::bit_xor(std::vector<uint8_t>()).has_value());
  BOOST_TEST(sinew::sum_exact(std::vector<double>{1e16, 1, -1e16}) == 1);
  const std::vector<double> rows = {1, 3};
  BOOST_TEST(sinew::variance_population(rows).value() == 1);
  BOOST_TEST(sinew::variance_sample(rows).value() == 2);
  BOOST_TEST(sinew::stddev_population(rows).value() == 1);
  BOOST_TEST(sinew::stddev_sample(std::vector<double>{1, 2, 3}).value() == 1);
  BOOST_TEST(!sinew::variance_sample(std::vector<double>{1}).has_value());
  BOOST_TEST(!sinew::stddev_sample(std::vector<double>{1}).has_value());
}

BOOST_AUTO_TEST_CASE(GroupByWithEveryAggregate) {
  sinew::group_by_options<int64_t> options;
  const auto small = options.add_values<int16_t>();
  const auto real = options.add_values<float>();
  const auto sum = options.sum(small);
  const auto least = options.min(small);
  const auto first = options.first(small);
  const auto last = options.last(real);
  const auto every = options.bit_and(small);
  const auto any = options.bit_or(small);
  const auto odd = options.bit_xor(small);
  const auto exact = options.sum_exact(real);
  const auto variance = options.variance_population(small);
  const auto of_sample = options.variance_sample(small);
  const auto deviation = options.stddev_population(real);
  const auto sample_deviation = options.stddev_sample(real);
  sinew::group_by<int64_t> by(options);
  const std::vector<int64_t> keys = {1, 1};
  const std::vector<int16_t> values = {6, 4};
  const std::vector<float> reals = {1, 3};
  by.update(keys, {sinew::column(values), sinew::column(reals)});
  const sinew::batch results = by.results();
  BOOST_TEST(results.get(sum)[0] == 10);
  BOOST_TEST(results.get(least)[0] == 4);
  BOOST_TEST(results.get(first)[0] == 6);
  BOOST_TEST(results.get(last)[0] == 3);
  BOOST_TEST(results.get(every)[0] == 4);
  BOOST_TEST(results.get(any)[0] == 6);
  BOOST_TEST(results.get(odd)[0] == 2);
  BOOST_TEST(results.get(exact)[0] == 4);
  BOOST_TEST(results.get(variance)[0] == 1);
  BOOST_TEST(results.get(of_sample)[0] == 2);
  BOOST_TEST(results.get(deviation)[0] == 1);
  BOOST_TEST(results.get(sample_deviation)[0] == std::sqrt(2.0));
}

BOOST_AUTO_TEST_CASE(OfRowsThatAFilterChooses) {
  const std::vector<int64_t> rows = {1, 2, 3, 4};
  const uint8_t bits = 0b1010;
  sinew_column flags = {};
  flags.type = SINEW_TYPE_BOOL;
  flags.count = 4;
  flags.values = &bits;
  flags.values_size = 1;
  const sinew::where chosen(flags);
  BOOST_TEST(sinew::sum(rows, chosen) == 6);
  BOOST_TEST(sinew::min(rows, chosen).value() == 2);
  BOOST_TEST(sinew::mean(rows, chosen).value() == 3);
  BOOST_TEST(sinew::first(rows, chosen).value() == 2);
  BOOST_TEST(sinew::count_valid(flags, chosen) == 2u);
  BOOST_TEST(sinew::count_distinct(flags, chosen) == 1u);
  BOOST_TEST(sinew::count_distinct(sinew::column(rows)) == 4u);
  BOOST_TEST(sinew::approx_count_distinct(sinew::column(rows)) == 4u);
  BOOST_TEST(sinew::approx_count_distinct(flags, 4, chosen) == 1u);
  BOOST_TEST(std::abs(sinew::approx_quantile(rows, 1, 0.01, chosen).value() - 4) < 0.04);
  BOOST_CHECK_THROW(sinew::sum(rows, sinew::where(sinew::column(rows))), sinew::error);

  sinew::group_by_options<int64_t> options;
  const auto numbers = options.add_values<int64_t>();
  const auto odd = options.add_filter();
  const auto all = options.sum(numbers);
  const auto some = options.where(options.sum(numbers), odd);
  const auto count = options.where(options.count(), odd);
  sinew::group_by<int64_t> by(options);
  by.update(std::vector<int64_t>{7, 7, 7, 7}, {sinew::column(rows), flags});
  const sinew::batch results = by.results();
  BOOST_TEST(results.get(all)[0] == 10);
  BOOST_TEST(results.get(some)[0] == 6);
  BOOST_TEST(results.get(count)[0] == 2);
}

BOOST_AUTO_TEST_CASE(OneOfTheStrings) {
  sinew::string_buffer rows;
  for (const char* row : {"pear", "apple", "", "plum"}) rows.push_back(row);
  const sinew::column<std::string_view> all(rows);
  BOOST_TEST(sinew::min(all).value() == "");
  BOOST_TEST(sinew::max(all).value() == "plum");
  BOOST_TEST(sinew::first(all).value() == "pear");
  BOOST_TEST(sinew::last(all.slice(0, 2)).value() == "apple");
  BOOST_TEST(!sinew::min(all.slice(0, 0)).has_value());

  sinew::group_by_options<int64_t> options;
  const auto names = options.add_values<std::string_view>();
  const auto least = options.min(names);
  const auto greatest = options.max(names);
  const auto first = options.first(names);
  const auto last = options.last(names);
  sinew::group_by<int64_t> by(options);
  by.update(std::vector<int64_t>{7, 7, 8, 7}, {all.c()});
  const sinew::batch results = by.results();
  BOOST_TEST(results.get(least)[0] == "apple");
  BOOST_TEST(results.get(greatest)[0] == "plum");
  BOOST_TEST(results.get(first)[0] == "pear");
  BOOST_TEST(results.get(last)[1] == "");
}

BOOST_AUTO_TEST_CASE(OfTwoColumns) {
  const std::vector<int64_t> rows = {10, 20, 30, 40};
  const std::vector<double> by = {3, 1, 4, 1};
  const sinew::column second(by);
  BOOST_TEST(sinew::arg_min(rows, second).value() == 20);
  BOOST_TEST(sinew::arg_max(rows, second).value() == 30);
  BOOST_TEST(std::abs(sinew::covariance_population(rows, second).value() + 3.75) < 1e-12);
  BOOST_TEST(sinew::covariance_sample(rows, sinew::column(rows)).value() == 500.0 / 3);
  BOOST_TEST(std::abs(sinew::correlation(rows, sinew::column(rows)).value() - 1) < 1e-15);
  const uint8_t bits = 0b1001;
  sinew_column flags = {};
  flags.type = SINEW_TYPE_BOOL;
  flags.count = 4;
  flags.values = &bits;
  flags.values_size = 1;
  BOOST_TEST(sinew::arg_min(rows, second, sinew::where(flags)).value() == 40);
  BOOST_TEST(!sinew::arg_min(std::vector<int64_t>(), sinew::column(std::vector<double>())));

  sinew::group_by_options<int64_t> options;
  const auto numbers = options.add_values<int64_t>();
  const auto reals = options.add_values<double>();
  const auto least = options.arg_min(numbers, reals);
  const auto greatest = options.arg_max(reals, numbers);
  const auto population = options.covariance_population(numbers, reals);
  const auto sample = options.covariance_sample(numbers, numbers);
  const auto correlation = options.correlation(reals, reals);
  const auto different = options.count_distinct(numbers);
  const auto about = options.approx_count_distinct(reals, 10);
  const auto half = options.approx_quantile(reals, 0.5);
  sinew::group_by<int64_t> grouped(options);
  grouped.update(std::vector<int64_t>{7, 7, 7, 7}, {sinew::column(rows), second});
  const sinew::batch results = grouped.results();
  BOOST_TEST(results.get(least)[0] == 20);
  BOOST_TEST(results.get(greatest)[0] == 1);
  BOOST_TEST(std::abs(results.get(population)[0] + 3.75) < 1e-12);
  BOOST_TEST(results.get(sample)[0] == 500.0 / 3);
  BOOST_TEST(std::abs(results.get(correlation)[0] - 1) < 1e-15);
  BOOST_TEST(results.get(different)[0] == 4);
  BOOST_TEST(results.get(about)[0] == 3);
  BOOST_TEST(results.get(half).valid(0));
}

BOOST_AUTO_TEST_CASE(Quantiles) {
  const std::vector<int64_t> rows = {40, 10, 20, 30};
  BOOST_TEST(sinew::quantile_continuous(rows, 0.5).value() == 25);
  BOOST_TEST(sinew::median(rows).value() == 25);
  BOOST_TEST(sinew::quantile_discrete(rows, 0.5).value() == 20);
  BOOST_TEST(!sinew::median(std::vector<float>()));
  BOOST_CHECK_THROW(sinew::quantile_continuous(rows, 1.5), sinew::error);

  sinew::group_by_options<int64_t> options;
  const auto numbers = options.add_values<int64_t>();
  const auto continuous = options.quantile_continuous(numbers, 0.75);
  const auto discrete = options.quantile_discrete(numbers, 0.75);
  const auto median = options.median(numbers);
  sinew::group_by<int64_t> grouped(options);
  grouped.update(std::vector<int64_t>{7, 7, 7, 7}, {sinew::column(rows)});
  const sinew::batch results = grouped.results();
  BOOST_TEST(results.get(continuous)[0] == 32.5);
  BOOST_TEST(results.get(discrete)[0] == 30);
  BOOST_TEST(results.get(median)[0] == 25);
}

BOOST_AUTO_TEST_CASE(ReductionsOfSlicesWithNulls) {
  const std::vector<int64_t> rows = {100, 1, 2, 3, 4, 100};
  const std::vector<uint8_t> validity = {0b011011};
  const sinew::column all(rows, validity);
  BOOST_TEST(sinew::count_valid(all) == 4u);
  const auto inner = all.slice(1, 4);
  BOOST_TEST(inner.size() == 4u);
  BOOST_TEST(sinew::count_valid(inner) == 3u);
  BOOST_TEST(sinew::sum(inner) == 1 + 3 + 4);
  BOOST_TEST(sinew::max(inner.slice(1, 2)).value() == 3);
  BOOST_TEST(!sinew::min(inner.slice(1, 1)).has_value());
  BOOST_TEST(!sinew::mean(inner.slice(1, 1)).has_value());
  BOOST_TEST(sinew::mean(inner).value() == 8.0 / 3);
  const std::vector<int8_t> small = {1, 2, 3};
  BOOST_TEST(sinew::count_valid(sinew::column(small, validity)) == 2u);
  BOOST_TEST(sinew::sum(std::vector<double>()) == 0);
}

BOOST_AUTO_TEST_CASE(GroupByString) {
  sinew::group_by_options<std::string_view> options;
  const auto delay = options.add_values<int64_t>();
  const auto distance = options.add_values<double>();
  const auto flights = options.count();
  const auto delays = options.count(delay);
  const auto total = options.sum(delay);
  const auto mean = options.mean(delay);
  const auto least = options.min(distance);
  const auto most = options.max(distance);
  sinew::group_by<std::string_view> by(options);

  sinew::string_buffer origins;
  for (const char* origin : {"ORD", "SFO", "ORD"}) origins.push_back(origin);
  origins.push_null();
  const std::vector<int64_t> delay_rows = {10, -1, 5, 7};
  const std::vector<uint8_t> delay_valid = {0b1101};
  const std::vector<double> distance_rows = {1.5, 2.5, 0.5, 4};
  by.update(origins, {sinew::column(delay_rows, delay_valid), sinew::column(distance_rows)});

  using Strings = std::vector<std::optional<std::string_view>>;
  using Ints = std::vector<std::optional<int64_t>>;
  using Doubles = std::vector<std::optional<double>>;
  BOOST_TEST(by.size() == 3u);
  BOOST_TEST(by.memory() > 0u);
  sinew::batch results = by.results();
  BOOST_TEST((AllOf(results.get<std::string_view>(0)) == Strings{"ORD", "SFO", std::nullopt}));
  BOOST_TEST((AllOf(results.get(flights)) == Ints{2, 1, 1}));
  BOOST_TEST((AllOf(results.get(delays)) == Ints{2, 0, 1}));
  BOOST_TEST((AllOf(results.get(total)) == Ints{15, 0, 7}));
  BOOST_TEST((AllOf(results.get(mean)) == Doubles{7.5, std::nullopt, 7}));
  BOOST_TEST((AllOf(results.get(least)) == Doubles{0.5, 2.5, 4}));
  by.results(1, 2, results);
  BOOST_TEST((AllOf(results.get(most)) == Doubles{2.5, 4}));
  by.results(1, 1, results);
  BOOST_TEST((AllOf(results.get<std::string_view>(0)) == Strings{"SFO"}));

  sinew::group_by<std::string_view> other(options);
  origins.clear();
  BOOST_TEST(origins.size() == 0u);
  origins.push_back("JFK");
  origins.push_back("SFO");
  const std::vector<int64_t> more = {1, 2};
  const std::vector<double> far = {9, 9};
  other.update(origins, {sinew::column(more), sinew::column(far)});
  by.merge(other);
  results = by.results();
  BOOST_TEST(
      (AllOf(results.get<std::string_view>(0)) == Strings{"ORD", "SFO", std::nullopt, "JFK"}));
  BOOST_TEST((AllOf(results.get(flights)) == Ints{2, 2, 1, 1}));

  sinew::group_by<std::string_view> whole(options), parts(options);
  const std::vector<std::byte> bytes = by.encode();
  whole.merge_encoded(bytes);
  BOOST_TEST((whole.encode() == bytes));
  parts.merge_part(by, 0, 2);
  BOOST_TEST((parts.encode() == by.encode(0, 2)));
  parts.merge_encoded(by.encode(1, 2));
  BOOST_TEST(parts.size() == by.size());
  RequireError([&] { parts.merge_encoded(std::span(bytes).first(20)); }, SINEW_STATUS_TRUNCATED, 20,
               "in: 20 bytes of 28");
  RequireError([&] { (void)parts.encode(2, 2); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "");

  by.reset();
  BOOST_TEST(by.size() == 0u);
  BOOST_TEST(by.results().size() == 0u);
}

BOOST_AUTO_TEST_CASE(GroupByInteger) {
  sinew::group_by_options<uint64_t> options;
  const auto rows = options.count();
  options.expected_groups = 10;
  options.seed = 99;
  sinew::group_by<uint64_t> by(options);
  by.update(std::vector<uint64_t>{7, UINT64_MAX, 7});
  const std::vector<uint64_t> batch = {1, 2, 3};
  const std::vector<uint8_t> valid = {0b110};
  by.update(sinew::column(batch, valid).slice(0, 2));
  using Keys = std::vector<std::optional<uint64_t>>;
  const sinew::batch results = by.results();
  BOOST_TEST((AllOf(results.get<uint64_t>(0)) == Keys{7, UINT64_MAX, std::nullopt, 2}));
  BOOST_TEST((AllOf(results.get(rows)) == std::vector<std::optional<int64_t>>{2, 1, 1, 1}));

  sinew::group_by<uint64_t> moved = std::move(by);
  BOOST_TEST(moved.size() == 4u);
  BOOST_TEST(by.size() == 0u);
  RequireError([&] { by.reset(); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "sinew_groupby_reset");
  by = std::move(moved);
  BOOST_TEST(by.size() == 4u);
}

BOOST_AUTO_TEST_CASE(GroupBySeveralKeys) {
  sinew::group_by_options<std::string_view, int32_t, double> options;
  const auto seats = options.add_values<int64_t>();
  const auto flights = options.count();
  const auto total = options.sum(seats);
  sinew::group_by by(options);
  static_assert(std::same_as<decltype(by), sinew::group_by<std::string_view, int32_t, double>>);
  sinew::string_buffer origins;
  for (const char* origin : {"LAS", "ATL", "LAS"}) origins.push_back(origin);
  origins.push_null();
  const std::vector<int32_t> airlines = {7, 7, 7, 7};
  const std::vector<double> prices = {-0.0, 1, 0.0, 0.0};
  const std::vector<int64_t> seat_rows = {180, 150, 210, 90};
  by.update(origins, airlines, prices, {sinew::column(seat_rows)});
  BOOST_TEST(by.size() == 3u);
  const sinew::batch results = by.results();
  using Strings = std::vector<std::optional<std::string_view>>;
  using Ints = std::vector<std::optional<int64_t>>;
  BOOST_TEST((AllOf(results.get(options.key<0>())) == Strings{"LAS", "ATL", std::nullopt}));
  BOOST_TEST(
      (AllOf(results.get(options.key<1>())) == std::vector<std::optional<int32_t>>{7, 7, 7}));
  BOOST_TEST(
      (AllOf(results.get(options.key<2>())) == std::vector<std::optional<double>>{0.0, 1, 0.0}));
  BOOST_TEST((AllOf(results.get(flights)) == Ints{2, 1, 1}));
  BOOST_TEST((AllOf(results.get(total)) == Ints{390, 150, 90}));
  BOOST_TEST(by.overflow_count() == 0u);

  sinew::group_by<std::string_view, int32_t, double> other(options);
  other.update(origins, airlines, prices, std::vector<sinew_column>{sinew::column(seat_rows)});
  by.merge(other);
  BOOST_TEST((AllOf(by.results().get(total)) == Ints{780, 300, 180}));
  const std::vector<int32_t> fewer = {1};
  RequireError([&] { by.update(origins, fewer, prices, {sinew::column(seat_rows)}); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "keys[1]: 1 rows, but keys[0] has 4");
}

BOOST_AUTO_TEST_CASE(GroupByWithUnsignedAndCountedValues) {
  sinew::group_by_options<int64_t> options;
  const auto sizes = options.add_values<uint64_t>();
  const auto names = options.add_values<std::string_view>();
  const auto total = options.sum(sizes);
  const auto most = options.max(sizes);
  const auto mean = options.mean(sizes);
  const auto named = options.count(names);
  sinew::group_by<int64_t> by(options);
  sinew::string_buffer name_rows;
  name_rows.push_back("a");
  name_rows.push_null();
  name_rows.push_back("");
  const std::vector<uint64_t> size_rows = {UINT64_MAX - 1, 5, 1};
  by.update(std::vector<int64_t>{1, 2, 1},
            {sinew::column(size_rows), sinew::column<std::string_view>(name_rows)});
  using Naturals = std::vector<std::optional<uint64_t>>;
  const sinew::batch results = by.results();
  BOOST_TEST((AllOf(results.get(total)) == Naturals{UINT64_MAX, 5}));
  BOOST_TEST((AllOf(results.get(most)) == Naturals{UINT64_MAX - 1, 5}));
  BOOST_TEST((AllOf(results.get(mean)) == std::vector<std::optional<double>>{0x1p63, 5}));
  BOOST_TEST((AllOf(results.get(named)) == std::vector<std::optional<int64_t>>{2, 0}));
}

BOOST_AUTO_TEST_CASE(ErrorsOfGroupBy) {
  sinew::group_by_options<int64_t> options;
  RequireError([&] { sinew::group_by<int64_t> none(options); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "aggregate");
  const auto values = options.add_values<int64_t>();
  const auto sum = options.sum(values);
  sinew::group_by<int64_t> by(options);
  const std::vector<int64_t> keys = {1, 2, 2};
  const std::vector<int64_t> rows = {1, INT64_MAX, 1};
  RequireError([&] { by.update(keys); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "value");
  RequireError([&] { by.update(keys, {sinew::column(rows).slice(0, 2)}); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "values[0]");
  BOOST_TEST(by.size() == 0u);
  by.update(keys, {sinew::column(rows)});
  sinew::batch results = by.results();
  BOOST_TEST((AllOf(results.get(sum)) == std::vector<std::optional<int64_t>>{1, std::nullopt}));
  BOOST_TEST(by.overflow_count() == 1u);
  RequireError([&] { by.results(1, 2, results); }, SINEW_STATUS_INVALID_ARGUMENT, 2, "groups");
  by.results(0, 1, results);
  BOOST_TEST(results.get(sum)[0] == 1);
  RequireError([&] { results.get(options.count()); }, SINEW_STATUS_INVALID_ARGUMENT, 2, "column");

  options.memory_limit = 4096;
  RequireError(
      [&] {
        sinew::group_by<int64_t> small(options);
        const std::vector<int64_t> many(100000);
        small.update(many, {sinew::column(many)});
      },
      SINEW_STATUS_MEMORY_LIMIT, 0, "memory");
}

BOOST_AUTO_TEST_CASE(ResultsAsABatch) {
  sinew::group_by_options<std::string_view> options;
  const auto value = options.add_values<int64_t>();
  options.sum(value);
  options.mean(value);
  sinew::group_by<std::string_view> groups(options);
  sinew::string_buffer keys;
  for (const char* key : {"oak", "elm", "oak"}) keys.push_back(key);
  const std::vector<int64_t> values = {1, 2, 5};
  groups.update(keys, {sinew::column(values)});
  sinew::batch batch = groups.results();
  BOOST_TEST(batch.size() == 2u);
  BOOST_TEST(batch.columns() == 3u);
  BOOST_TEST(batch.name(1) == "result_0");
  BOOST_TEST((batch.get<std::string_view>(0)[0] == "oak"));
  BOOST_TEST(batch.get<int64_t>(1)[0] == 6);
  BOOST_TEST((batch.get<double>(2).at(1) == std::optional(2.0)));
  groups.results(1, 1, batch);
  BOOST_TEST(batch.size() == 1u);
  BOOST_TEST((batch.get<std::string_view>(0).at(0) == "elm"));
  RequireError([&] { groups.results(1, 2, batch); }, SINEW_STATUS_INVALID_ARGUMENT, 2, "groups");

  // Out as Arrow, and back.
  ArrowSchema schema;
  ArrowArray array;
  batch.export_to(&schema, &array);
  sinew::batch other;
  other.import_from(&schema, &array);
  BOOST_TEST(other.get<int64_t>(1)[0] == 2);
  RequireError([&] { other.import_from(&schema, &array); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "released");
}
