#ifndef SINEW_TESTS_AGGREGATE_ACCUMULATORS_CONTRACT_H_
#define SINEW_TESTS_AGGREGATE_ACCUMULATORS_CONTRACT_H_

#include "sinew/sinew.h"

#include <algorithm>
#include <bit>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <optional>

#include "aggregate/accumulators/kept.h"
#include "aggregate/accumulators/layout.h"
#include "aggregate/reduce.h"
#include "core/batch_fixture.h"
#include "core/memory.h"
#include "support/column.h"
#include "support/sanitizers.h"
#include "support/slice.h"
#include "support/targets.h"

// What every accumulator promises, once for all of them. The test of an accumulator says what it
// computes of rows as plain numbers, and calls TestContract for each type of column.

struct Wanted {
  // False if the result does not fit its type.
  bool fits = true;
  // Of the result as an integer of 64 bits or a double; nothing for null.
  std::optional<uint64_t> bits;
  // How far a double may be off where it depends on how the rows were split.
  double tolerance = 0;

  bool Is(uint64_t result) const {
    const double wanted = FromBits<double>(bits.value_or(0)), found = FromBits<double>(result);
    if (tolerance == 0 || wanted != wanted) return result == bits.value_or(0);
    return std::abs(found - wanted) <= tolerance;
  }
};

// Doubles are added in one order in a whole column, in another in a group, and in any in groups
// that were merged.
enum class Order { kColumn, kGroup, kMerged };

// T is what the values of the column are as numbers: int64_t, uint64_t or double.
template <typename T>
using Oracle =
    std::function<Wanted(const std::vector<T>& rows, const std::vector<bool>& valid, Order order)>;

// The types whose values are T as numbers.
template <typename T>
std::vector<sinew_type> NumbersOf() {
  if constexpr (std::is_same_v<T, double>) {
    return {SINEW_TYPE_F64, SINEW_TYPE_F32};
  } else if constexpr (std::is_same_v<T, uint64_t>) {
    return {SINEW_TYPE_U64, SINEW_TYPE_U8, SINEW_TYPE_U16, SINEW_TYPE_U32};
  } else {
    return {SINEW_TYPE_I64, SINEW_TYPE_BOOL, SINEW_TYPE_I8, SINEW_TYPE_I16, SINEW_TYPE_I32};
  }
}
// Dates and timestamps, which have an order and no sum.
inline const std::vector<sinew_type> kTimes = {SINEW_TYPE_DATE32, SINEW_TYPE_TIMESTAMP_NS};

inline size_t BitsOfType(sinew_type type) {
  return type == SINEW_TYPE_BOOL ? 1 : 8 * sinew_type_width(type);
}

// The nearest number that a column of the type can hold, or any.
template <typename T>
T ToType(sinew_type type, T value) {
  if constexpr (std::is_same_v<T, double>) {
    return type == SINEW_TYPE_F32 ? static_cast<float>(value) : value;
  } else {
    const size_t spare = 64 - BitsOfType(type);
    if (type == SINEW_TYPE_BOOL) return value & 1;
    return static_cast<T>(static_cast<uint64_t>(value) << spare) >> spare;
  }
}

// Rows whose results do not depend on the order (kExact: sums of doubles are exact; kSpecial: what
// is at the ends of the type, and NaN, infinities and zeros of both signs), and rows whose results
// do (kAny).
enum class Rows { kExact, kSpecial, kAny };

template <typename T>
std::vector<T> RandomRows(size_t count, sinew_type type, Rows kind, Random& random) {
  std::vector<T> rows(count);
  for (T& row : rows) {
    if (kind == Rows::kExact) {
      row = static_cast<T>(static_cast<int64_t>(random.Below(2001)) - 1000);
      if constexpr (std::is_same_v<T, double>) row /= 1024;
    } else if constexpr (std::is_same_v<T, double>) {
      if (kind == Rows::kSpecial) {
        // A NaN drowns every other value, so there are few.
        constexpr uint64_t kBits[] = {
            0, uint64_t{1} << 63,  0x7FF0000000000000, 0xFFF0000000000000,
            1, 0x3FF8000000000000, 0xFFF4000000001234, 0x7FF8000000000001};
        row = FromBits<double>(kBits[random.Below(random.Below(50) == 0 ? 8 : 6)]);
        if (type == SINEW_TYPE_F32 && row == FromBits<double>(1)) row = 0x1p-149;
      } else {
        row = std::ldexp(static_cast<double>(static_cast<int64_t>(random())),
                         static_cast<int>(random.Below(40)));
      }
    } else if (kind == Rows::kSpecial) {
      const T least = std::is_signed_v<T> ? static_cast<T>(T{1} << (BitsOfType(type) - 1)) : 0;
      const T ends[] = {
          least, static_cast<T>(~least), least, static_cast<T>(~least), static_cast<T>(-10), 5, 0,
          1};
      row = ends[random.Below(8)];
    } else {
      row = static_cast<T>(random()) >> random.Below(60);
    }
    row = ToType(type, row);
  }
  return rows;
}

constexpr Rows kAllRows[] = {Rows::kExact, Rows::kSpecial, Rows::kAny};

// Every aggregate that takes a column of the type.
inline std::vector<sinew_aggregate> AggregatesOf(sinew_type type) {
  std::vector<sinew_aggregate> functions;
  for (int function = 1; function <= 255; ++function) {
    const sinew_aggregate aggregate = static_cast<sinew_aggregate>(function);
    if (sinew::FindAccumulator(aggregate, type) != nullptr) functions.push_back(aggregate);
  }
  return functions;
}

// A column of a type between guard pages, as GuardedSlice, from rows as numbers.
template <typename T>
class GuardedColumn {
 public:
  GuardedColumn(sinew_type type, size_t max_rows) : type_(type), bytes_(8 * max_rows + 16) {}

  // The bits of the rows begin at bit `offset`, and their values `misalign` off alignment (the bits
  // of booleans, too).
  sinew_column Place(const std::vector<T>& rows, const std::vector<bool>& valid, size_t offset,
                     size_t misalign) {
    const size_t width = sinew_type_width(type_);
    std::vector<uint8_t> bytes(width == 0 ? (misalign + rows.size() + 7) / 8 : width * rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
      if (width == 0) {
        const size_t bit = misalign + i;
        bytes[bit / 8] = static_cast<uint8_t>(bytes[bit / 8] | (rows[i] != 0) << bit % 8);
      } else if (type_ == SINEW_TYPE_F32) {
        const float value = static_cast<float>(rows[i]);
        memcpy(&bytes[i * width], &value, width);
      } else {
        memcpy(&bytes[i * width], &rows[i], width);
      }
    }
    const uint8_t* const values =
        bytes_.Place(bytes.data(), bytes.size(), width == 0 ? 0 : misalign);
    return {type_,   rows.size(),
            values,  bytes.size(),
            nullptr, bits_.Place(valid, offset),
            offset,  width == 0 ? misalign : 0};
  }

 private:
  const sinew_type type_;
  GuardedBytes bytes_;
  GuardedBits bits_{kMaxShapeRows};
};

inline sinew_column WithoutNulls(sinew_column column) {
  column.validity = nullptr;
  column.validity_offset = 0;
  return column;
}

inline void RequireState(const sinew::StateLayout& layout, size_t aggregate, const uint8_t* row,
                         const Wanted& wanted) {
  BOOST_REQUIRE_EQUAL(layout.OverflowCount(aggregate, row, 1), wanted.fits ? 0u : 1u);
  uint64_t bits = 1;
  uint8_t valid = 2;
  layout.Results(aggregate, row, 1, reinterpret_cast<uint8_t*>(&bits), &valid);
  BOOST_REQUIRE_EQUAL(valid, wanted.fits && wanted.bits ? 1 : 0);
  if (wanted.fits) {
    BOOST_REQUIRE_MESSAGE(wanted.Is(bits), "bits " << bits << ", wanted " << wanted.bits.value_or(0)
                                                   << " within " << wanted.tolerance);
  } else {
    BOOST_REQUIRE_EQUAL(bits, 0u);
  }
}

// With a fraction, if it is one that has any.
inline sinew_aggregate_spec ContractSpec(sinew_aggregate function, double fraction) {
  return {sizeof(sinew_aggregate_spec),
          function,
          0,
          0,
          0,
          0,
          sinew::IsQuantile(function) ? fraction : 0,
          0,
          0};
}

// The states of one column for some groups, in memory that ends where they do.
template <typename T>
class GroupStates {
 public:
  GroupStates(sinew_type type, const std::vector<sinew_aggregate>& functions, double fraction,
              size_t groups)
      : type_(type),
        layout_(LayoutOf(type, functions, fraction)),
        groups_(groups),
        memory_(groups * layout_.stride()),
        rows_(memory_.Back(groups * layout_.stride())) {
    layout_.InitRows(rows_, groups);
  }

  uint8_t* RowOf(size_t group) const { return rows_ + group * layout_.stride(); }

  // Row i is of group group_of[i], and goes in with its neighbours in blocks of random length.
  void Update(const std::vector<T>& rows, const std::vector<bool>& valid,
              const std::vector<size_t>& group_of, Random& random) {
    GuardedColumn<T> memory(type_, rows.size());
    sinew_column column = memory.Place(rows, valid, random.Below(9), random.Below(8));
    const bool all = std::find(valid.begin(), valid.end(), false) == valid.end();
    if (all && random.Below(2) == 0) column = WithoutNulls(column);
    for (size_t first = 0, count; first < rows.size(); first += count) {
      count = std::min<size_t>(1 + random.Below(256), rows.size() - first);
      std::vector<uint8_t*> states(count);
      for (size_t i = 0; i < count; ++i) states[i] = RowOf(group_of[first + i]);
      layout_.Update(states.data(), count, &column, first);
      layout_.UpdateKept(states.data(), count, &column, first, &kept_);
    }
    BOOST_REQUIRE_EQUAL(kept_.Keep(), SINEW_STATUS_OK);
  }

  void Merge(const GroupStates& from) {
    std::vector<uint8_t*> into(groups_);
    std::vector<const uint8_t*> others(groups_);
    for (size_t group = 0; group < groups_; ++group) {
      into[group] = RowOf(group);
      others[group] = from.RowOf(group);
    }
    layout_.Merge(into.data(), others.data(), groups_);
    layout_.MergeKept(into.data(), others.data(), groups_, &kept_);
    BOOST_REQUIRE_EQUAL(kept_.Keep(), SINEW_STATUS_OK);
  }

  void Require(size_t aggregate, size_t group, const Wanted& wanted) const {
    RequireState(layout_, aggregate, RowOf(group), wanted);
  }

  // The results of all groups at once are those of each.
  void RequireTogether(size_t aggregate) const {
    std::vector<uint64_t> bits(groups_), alone(groups_);
    std::vector<uint8_t> valid(groups_), valid_alone(groups_);
    layout_.Results(aggregate, rows_, groups_, reinterpret_cast<uint8_t*>(bits.data()),
                    valid.data());
    size_t overflows = 0;
    for (size_t group = 0; group < groups_; ++group) {
      layout_.Results(aggregate, RowOf(group), 1, reinterpret_cast<uint8_t*>(&alone[group]),
                      &valid_alone[group]);
      overflows += layout_.OverflowCount(aggregate, RowOf(group), 1);
    }
    BOOST_REQUIRE(bits == alone);
    BOOST_REQUIRE(valid == valid_alone);
    BOOST_REQUIRE_EQUAL(layout_.OverflowCount(aggregate, rows_, groups_), overflows);
  }

 private:
  static sinew::StateLayout LayoutOf(sinew_type type, const std::vector<sinew_aggregate>& functions,
                                     double fraction) {
    std::vector<sinew_aggregate_spec> specs;
    for (const sinew_aggregate function : functions) {
      specs.push_back(ContractSpec(function, fraction));
    }
    sinew_groupby_options options = {};
    options.value_types = &type;
    options.value_count = 1;
    options.aggregates = specs.data();
    options.aggregate_count = specs.size();
    sinew::StateLayout layout;
    BOOST_REQUIRE_EQUAL(layout.Init(options, nullptr), SINEW_STATUS_OK);
    return layout;
  }

  const sinew_type type_;
  sinew::StateLayout layout_;
  size_t groups_;
  GuardedMemory memory_;
  uint8_t* rows_;
  sinew::Memory counted_{0};
  sinew::KeptMemory kept_{counted_};
};

// One of how many shapes of columns is reduced. Sanitizers take 30 times as long for each, and
// every shape stands between guard pages without them.
constexpr size_t kShapeStride = SINEW_TEST_SANITIZED ? 31 : 1;

template <typename T>
class Contract {
 public:
  Contract(sinew_aggregate function, double fraction, sinew_type type, sinew_type result,
           const Oracle<T>& oracle)
      : function_(function), fraction_(fraction), type_(type), result_(result), oracle_(oracle) {}

  void IsRegistered() const {
    const sinew::Accumulator* accumulator = sinew::FindAccumulator(function_, type_);
    BOOST_REQUIRE(accumulator != nullptr);
    BOOST_TEST(accumulator->function == function_);
    BOOST_TEST(accumulator->ResultOf(type_) == result_);
    const size_t size = accumulator->state->size(accumulator->parts);
    BOOST_TEST(size % 8 == 0u);
    BOOST_TEST(size <= sinew::kMaxStateSize);
  }

  // Lists of functions that have this one, and its place in each.
  using Companies = std::vector<std::pair<std::vector<sinew_aggregate>, size_t>>;

  // Alone and with every other one.
  Companies AloneAndAmongAll() const {
    const std::vector<sinew_aggregate> all = AggregatesOf(type_);
    const auto place = std::find(all.begin(), all.end(), function_) - all.begin();
    return {{{function_}, 0}, {all, static_cast<size_t>(place)}};
  }

  // In pairs, in which the parts of the state stand at other places.
  Companies InPairs() const {
    Companies companies;
    if (IsWidened() || SINEW_TEST_SANITIZED) return companies;
    for (const sinew_aggregate other : AggregatesOf(type_)) {
      companies.push_back({{other, function_}, 1});
      companies.push_back({{function_, other}, 0});
    }
    return companies;
  }

  // Whole columns: every length and every bit that a bitmap may start at, with and without nulls,
  // of all rows and of none.
  void ReducesColumns() const {
    GuardedColumn<T> memory(type_, kMaxShapeRows);
    Random random(1);
    size_t turn = 0;
    ForEachShape([&](size_t count, size_t offset, unsigned percent) {
      // What all types share has been tested with the one that is not widened.
      if (++turn % (IsWidened() ? 31 : kShapeStride) != 0) return;
      const std::vector<T> rows = RandomRows<T>(count, type_, kAllRows[turn % 3], random);
      const std::vector<bool> valid = RandomFlags(count, percent, random);
      const sinew_column column = memory.Place(rows, valid, offset, (count + offset) % 8);
      RequireReduced(column, rows, valid);
      RequireReduced(WithoutNulls(column), rows, std::vector<bool>(count, true));
    });
  }

  // Groups of rows, the accumulator alone and among others of its column.
  void UpdatesGroups(const Companies& companies) const {
    Random random(2);
    for (const auto& [functions, place] : companies) {
      const std::vector<size_t> counts = functions.size() == 2
                                             ? std::vector<size_t>{300}
                                             : std::vector<size_t>{0, 1, 2, 7, 255, 256, 257, 700};
      for (const Rows kind : kAllRows) {
        for (const size_t count : counts) {
          for (const size_t groups : {1u, 3u, 200u}) {
            GroupStates<T> states(type_, functions, fraction_, groups);
            const Input input(count, type_, groups, kind, random);
            states.Update(input.rows, input.valid, input.group_of, random);
            RequireGroups(states, place, groups, {input});
          }
        }
      }
    }
  }

  // Rows that are split at any place, and states that are merged in any way, give what all rows
  // give: also if sums wrapped on either side, and if a side has no rows.
  void MergesWhatWasSplit(const Companies& companies) const {
    Random random(3);
    for (const auto& [functions, place] : companies) {
      for (const Rows kind : {Rows::kExact, Rows::kSpecial}) {
        for (size_t round = 0; round < (functions.size() == 2 ? 8 : 40); ++round) {
          constexpr size_t kGroups = 4;
          std::vector<Input> inputs;
          std::vector<std::unique_ptr<GroupStates<T>>> parts;
          for (size_t part = 0; part < 4; ++part) {
            inputs.emplace_back(random.Below(3) == 0 ? 0 : random.Below(12), type_, kGroups, kind,
                                random);
            parts.push_back(std::make_unique<GroupStates<T>>(type_, functions, fraction_, kGroups));
            parts[part]->Update(inputs[part].rows, inputs[part].valid, inputs[part].group_of,
                                random);
          }
          if (round % 2 == 0) {
            for (size_t part = 1; part < 4; ++part) parts[0]->Merge(*parts[part]);
          } else {
            parts[0]->Merge(*parts[1]);
            parts[2]->Merge(*parts[3]);
            parts[0]->Merge(*parts[2]);
          }
          RequireGroups(*parts[0], place, kGroups, inputs, Order::kMerged);
          // More rows may follow.
          inputs.emplace_back(5, type_, kGroups, kind, random);
          parts[0]->Update(inputs[4].rows, inputs[4].valid, inputs[4].group_of, random);
          RequireGroups(*parts[0], place, kGroups, inputs, Order::kMerged);
        }
      }
    }
  }

  // A filter leaves rows out, of whole columns and of states beside one that takes all rows.
  void TakesFilters() const {
    Random random(5);
    GuardedColumn<T> memory(type_, kMaxShapeRows);
    GuardedBits bits(kMaxShapeRows), filter_valid(kMaxShapeRows);
    for (size_t round = 0; round < (IsWidened() ? 3 : 30); ++round) {
      const size_t count = random.Below(400);
      const Input input(count, type_, 1, kAllRows[round % 3], random);
      const std::vector<bool> flags = RandomFlags(count, 50, random);
      const bool has_nulls = round % 2 != 0;
      const std::vector<bool> not_null = RandomFlags(count, has_nulls ? 80 : 100, random);
      const size_t offset = random.Below(17);
      sinew_column columns[] = {
          memory.Place(input.rows, input.valid, random.Below(9), random.Below(8)),
          {SINEW_TYPE_BOOL, count, bits.Place(flags, offset), (offset + count + 7) / 8, nullptr,
           has_nulls ? filter_valid.Place(not_null, 3) : nullptr, has_nulls ? size_t{3} : 0,
           offset}};
      std::vector<bool> valid = input.valid;
      if (round % 4 < 2) {
        columns[0] = WithoutNulls(columns[0]);
        valid.assign(count, true);
      }
      std::vector<T> chosen_rows;
      std::vector<bool> chosen_valid, chosen(count);
      for (size_t i = 0; i < count; ++i) {
        chosen[i] = valid[i] && flags[i] && not_null[i];
        if (!flags[i] || !not_null[i]) continue;
        chosen_rows.push_back(input.rows[i]);
        chosen_valid.push_back(valid[i]);
      }
      sinew_aggregate_spec specs[2] = {ContractSpec(function_, fraction_),
                                       ContractSpec(function_, fraction_)};
      specs[0].flags = SINEW_AGGREGATE_FILTER;
      specs[0].filter = 1;
      const bool counts_rows = function_ == SINEW_AGGREGATE_COUNT_ROWS;
      RequireResult(sinew_reduce_columns(columns, 2, &specs[0]),
                    counts_rows ? oracle_(chosen_rows, chosen_valid, Order::kColumn)
                                : oracle_(input.rows, chosen, Order::kColumn),
                    counts_rows
                        ? chosen_rows.size()
                        : static_cast<size_t>(std::count(chosen.begin(), chosen.end(), true)));

      const sinew_type types[] = {type_, SINEW_TYPE_BOOL};
      sinew_groupby_options options = {};
      options.value_types = types;
      options.value_count = 2;
      options.aggregates = specs;
      options.aggregate_count = 2;
      sinew::StateLayout layout;
      BOOST_REQUIRE_EQUAL(layout.Init(options, nullptr), SINEW_STATUS_OK);
      std::vector<uint64_t> row(layout.stride() / 8);
      uint8_t* const state = reinterpret_cast<uint8_t*>(row.data());
      layout.InitRows(state, 1);
      const std::vector<uint8_t*> states(256, state);
      sinew::Memory counted(0);
      sinew::KeptMemory kept(counted);
      for (size_t first = 0, block; first < count; first += block) {
        block = std::min<size_t>(1 + random.Below(256), count - first);
        layout.Update(states.data(), block, columns, first);
        layout.UpdateKept(states.data(), block, columns, first, &kept);
      }
      BOOST_REQUIRE_EQUAL(kept.Keep(), SINEW_STATUS_OK);
      RequireState(layout, 0, state, oracle_(chosen_rows, chosen_valid, Order::kGroup));
      RequireState(layout, 1, state, oracle_(input.rows, valid, Order::kGroup));
    }
  }

  // The entries of GROUP BY: results as a batch of the result type, merged, under failing
  // allocations and a limit.
  void RunsInGroupBy() const {
    Random random(4);
    constexpr size_t kGroups = kMostGroups / 20;
    std::vector<Input> inputs;
    const auto create = [&](size_t limit) {
      const sinew_type key_type = SINEW_TYPE_I64;
      const sinew_aggregate_spec spec = ContractSpec(function_, fraction_);
      sinew_groupby_options options = {};
      options.size = sizeof(options);
      options.key_types = &key_type;
      options.key_count = 1;
      options.value_types = &type_;
      options.value_count = 1;
      options.aggregates = &spec;
      options.aggregate_count = 1;
      options.memory_limit = limit;
      sinew_groupby* groupby = nullptr;
      BOOST_REQUIRE_EQUAL(sinew_groupby_create(&options, &groupby, nullptr), SINEW_STATUS_OK);
      return std::unique_ptr<sinew_groupby, void (*)(sinew_groupby*)>(groupby,
                                                                      sinew_groupby_destroy);
    };
    const auto update = [&](sinew_groupby* groupby, const Input& input) {
      std::vector<int64_t> keys(input.group_of.begin(), input.group_of.end());
      const sinew_column key = ColumnOf(keys.data(), keys.size());
      GuardedColumn<T> memory(type_, input.rows.size());
      const sinew_column values = memory.Place(input.rows, input.valid, 3, 5);
      return sinew_groupby_update(groupby, &key, 1, &values, 1, nullptr);
    };
    const auto whole = create(0), other = create(0);
    for (size_t i = 0; i < 4; ++i) {
      inputs.emplace_back(300, type_, kGroups, i == 0 ? Rows::kSpecial : Rows::kExact, random);
      sinew_groupby* const part = i < 2 ? whole.get() : other.get();
      for (int64_t countdown = 0;; ++countdown) {
        sinew::FailAllocationsAfter(countdown);
        const sinew_status status = update(part, inputs[i]);
        sinew::FailAllocationsAfter(-1);
        if (status == SINEW_STATUS_OK) break;
        BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
      }
    }
    BOOST_REQUIRE_EQUAL(sinew_groupby_merge(whole.get(), other.get(), nullptr), SINEW_STATUS_OK);
    RequireBatch(whole.get(), inputs);

    // Batches that do not fit count not at all.
    const auto limited = create(sinew_groupby_memory(whole.get()) / 2);
    std::vector<Input> counted;
    sinew_status status = SINEW_STATUS_OK;
    for (size_t i = 0; i < 100 && status == SINEW_STATUS_OK; ++i) {
      Input input(100, type_, kMostGroups, Rows::kExact, random);
      status = update(limited.get(), input);
      if (status == SINEW_STATUS_OK) counted.push_back(std::move(input));
    }
    BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_MEMORY_LIMIT);
    RequireBatch(limited.get(), counted);
  }

 private:
  static constexpr size_t kMostGroups = 1400;

  struct Input {
    Input(size_t count, sinew_type type, size_t groups, Rows kind, Random& random)
        : rows(RandomRows<T>(count, type, kind, random)),
          valid(RandomFlags(count, random.Below(3) == 0 ? 100 : 70, random)),
          group_of(count) {
      for (size_t& group : group_of) group = random.Below(groups);
    }

    std::vector<T> rows;
    std::vector<bool> valid;
    std::vector<size_t> group_of;
  };

  bool IsWidened() const { return type_ != kTypeOfTest<T>; }

  void RequireReduced(const sinew_column& column, const std::vector<T>& rows,
                      const std::vector<bool>& valid) const {
    const sinew_aggregate_spec spec = ContractSpec(function_, fraction_);
    RequireResult(sinew_reduce(&column, &spec), oracle_(rows, valid, Order::kColumn),
                  function_ == SINEW_AGGREGATE_COUNT_ROWS
                      ? rows.size()
                      : static_cast<size_t>(std::count(valid.begin(), valid.end(), true)));
  }

  void RequireResult(const sinew_reduce_result& result, const Wanted& wanted,
                     size_t took_part) const {
    BOOST_REQUIRE_EQUAL(result.status, wanted.fits ? SINEW_STATUS_OK : SINEW_STATUS_OVERFLOW);
    BOOST_REQUIRE_EQUAL(result.type, result_);
    if (wanted.fits) {
      BOOST_REQUIRE(wanted.Is(ValueBits(result)));
    } else {
      BOOST_REQUIRE_EQUAL(ValueBits(result), 0u);
    }
    BOOST_REQUIRE_EQUAL(result.count, took_part);
    const bool is_float = result_ == SINEW_TYPE_F32 || result_ == SINEW_TYPE_F64;
    const bool is_unsigned = result_ >= SINEW_TYPE_U8 && result_ <= SINEW_TYPE_U64;
    if (is_float || is_unsigned) BOOST_REQUIRE_EQUAL(result.i64, 0);
    if (!is_unsigned) BOOST_REQUIRE_EQUAL(result.u64, 0u);
    if (!is_float) BOOST_REQUIRE_EQUAL(BitsOf(result.f64), 0u);
  }

  void RequireBatch(const sinew_groupby* groupby, const std::vector<Input>& inputs) const {
    const OwnedBatch batch = CreateBatch();
    const size_t groups = sinew_groupby_count(groupby);
    BOOST_REQUIRE_EQUAL(sinew_groupby_results(groupby, 0, groups, batch.get(), nullptr),
                        SINEW_STATUS_OK);
    const sinew_column keys = sinew_batch_column(batch.get(), 0);
    const sinew_column results = sinew_batch_column(batch.get(), 1);
    BOOST_REQUIRE_EQUAL(results.type, result_);
    const std::vector<GroupRows> by_group = RowsByGroup(inputs, kMostGroups);
    for (size_t i = 0; i < groups; ++i) {
      const auto& [rows, valid] =
          by_group[static_cast<size_t>(static_cast<const int64_t*>(keys.values)[i])];
      const Wanted wanted = oracle_(rows, valid, Order::kMerged);
      BOOST_REQUIRE_EQUAL(IsValidRow(results, i), wanted.fits && wanted.bits);
      if (wanted.fits) BOOST_REQUIRE(wanted.Is(WordAt(results, i)));
    }
  }

  // A value as an integer of 64 bits or a double.
  static uint64_t WordAt(const sinew_column& column, size_t row) {
    const uint8_t* const values = static_cast<const uint8_t*>(column.values);
    if (column.type == SINEW_TYPE_BOOL) return values[row / 8] >> row % 8 & 1;
    const size_t width = sinew_type_width(column.type);
    uint64_t word = 0;
    memcpy(&word, values + row * width, width);
    if (column.type == SINEW_TYPE_F32) {
      const double value = std::bit_cast<float>(static_cast<uint32_t>(word));
      if (value == value) return BitsOf(value);
      BOOST_REQUIRE_EQUAL(word, 0x7FC00000u);
      return kNaN;
    }
    const size_t spare = 64 - 8 * width;
    if (column.type >= SINEW_TYPE_U8 && column.type <= SINEW_TYPE_U64) return word;
    return static_cast<uint64_t>(static_cast<int64_t>(word << spare) >> spare);
  }

  struct GroupRows {
    std::vector<T> rows;
    std::vector<bool> valid;
  };

  static std::vector<GroupRows> RowsByGroup(const std::vector<Input>& inputs, size_t groups) {
    std::vector<GroupRows> found(groups);
    for (const Input& input : inputs) {
      for (size_t i = 0; i < input.rows.size(); ++i) {
        GroupRows& group = found[input.group_of[i]];
        group.rows.push_back(input.rows[i]);
        group.valid.push_back(input.valid[i]);
      }
    }
    return found;
  }

  void RequireGroups(const GroupStates<T>& states, size_t aggregate, size_t groups,
                     const std::vector<Input>& inputs, Order order = Order::kGroup) const {
    const std::vector<GroupRows> by_group = RowsByGroup(inputs, groups);
    for (size_t group = 0; group < groups; ++group) {
      states.Require(aggregate, group, oracle_(by_group[group].rows, by_group[group].valid, order));
    }
    states.RequireTogether(aggregate);
  }

  const sinew_aggregate function_;
  const double fraction_;
  const sinew_type type_;
  const sinew_type result_;
  const Oracle<T> oracle_;
};

// Of columns of these types, whose values are T as numbers; `result` is the type of the result, or
// 0 for that of the column.
template <typename T>
void TestContract(sinew_aggregate function, const std::vector<sinew_type>& types, sinew_type result,
                  const Oracle<T>& oracle, double fraction = 0) {
  for (const sinew_type type : types) {
    BOOST_TEST_CONTEXT(sinew_type_name(type)) {
      const Contract<T> contract(function, fraction, type, result == 0 ? type : result, oracle);
      contract.IsRegistered();
      ForEachTarget([&] {
        contract.ReducesColumns();
        contract.UpdatesGroups(contract.AloneAndAmongAll());
        contract.MergesWhatWasSplit(contract.AloneAndAmongAll());
        contract.TakesFilters();
      });
      // Where a part stands in a state does not depend on the target.
      contract.UpdatesGroups(contract.InPairs());
      contract.MergesWhatWasSplit(contract.InPairs());
      contract.RunsInGroupBy();
    }
  }
}

#endif  // SINEW_TESTS_AGGREGATE_ACCUMULATORS_CONTRACT_H_
