#ifndef SINEW_TESTS_AGGREGATE_ACCUMULATORS_CONTRACT_H_
#define SINEW_TESTS_AGGREGATE_ACCUMULATORS_CONTRACT_H_

#include "sinew/sinew.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <optional>

#include "aggregate/accumulators/layout.h"
#include "aggregate/reduce.h"
#include "support/slice.h"
#include "support/targets.h"

// What every accumulator promises, once for all of them. The test of an accumulator says what it
// computes, as plainly as it can, and calls TestContract for each type of column.

struct Wanted {
  // False if the result does not fit its type.
  bool fits = true;
  // Of the result; nothing for null.
  std::optional<uint64_t> bits;
};

// Doubles are added in one order in a whole column and in another in a group.
enum class Order { kColumn, kGroup };

template <typename T>
using Oracle =
    std::function<Wanted(const std::vector<T>& rows, const std::vector<bool>& valid, Order order)>;

// Rows whose results do not depend on the order (kExact: sums of doubles are exact; kSpecial: what
// is at the ends of the type, and NaN, infinities and zeros of both signs), and rows whose results
// do (kAny).
enum class Rows { kExact, kSpecial, kAny };

template <typename T>
std::vector<T> RandomRows(size_t count, Rows kind, Random& random) {
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
      } else {
        row = std::ldexp(static_cast<double>(static_cast<int64_t>(random())),
                         static_cast<int>(random.Below(40)));
      }
    } else if (kind == Rows::kSpecial) {
      constexpr T kEnds[] = {std::numeric_limits<T>::min(),
                             std::numeric_limits<T>::max(),
                             std::numeric_limits<T>::min(),
                             std::numeric_limits<T>::max(),
                             static_cast<T>(-10),
                             5,
                             0,
                             1};
      row = kEnds[random.Below(8)];
    } else {
      row = static_cast<T>(random()) >> random.Below(60);
    }
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

// The states of one column for some groups, in memory that ends where they do.
template <typename T>
class GroupStates {
 public:
  GroupStates(const std::vector<sinew_aggregate>& functions, size_t groups)
      : layout_(LayoutOf(functions)),
        groups_(groups),
        memory_(groups * layout_.stride()),
        rows_(memory_.Back(groups * layout_.stride())) {
    layout_.InitRows(rows_, groups);
  }

  uint8_t* RowOf(size_t group) const { return rows_ + group * layout_.stride(); }

  // Row i is of group group_of[i], and goes in with its neighbours in blocks of random length.
  void Update(const std::vector<T>& rows, const std::vector<bool>& valid,
              const std::vector<size_t>& group_of, Random& random) {
    const size_t offset = random.Below(9);
    GuardedSlice<T> slice(rows.size());
    slice.Place(rows, valid, offset, random.Below(8));
    const bool all = std::find(valid.begin(), valid.end(), false) == valid.end();
    const sinew_column column = all && random.Below(2) == 0
                                    ? ColumnOf(slice.in, rows.size())
                                    : ColumnOf(slice.in, rows.size(), slice.validity, offset);
    for (size_t first = 0, count; first < rows.size(); first += count) {
      count = std::min<size_t>(1 + random.Below(256), rows.size() - first);
      std::vector<uint8_t*> states(count);
      for (size_t i = 0; i < count; ++i) states[i] = RowOf(group_of[first + i]);
      layout_.Update(states.data(), count, &column, first);
    }
  }

  void Merge(const GroupStates& from) {
    std::vector<uint8_t*> into(groups_);
    std::vector<const uint8_t*> others(groups_);
    for (size_t group = 0; group < groups_; ++group) {
      into[group] = RowOf(group);
      others[group] = from.RowOf(group);
    }
    layout_.Merge(into.data(), others.data(), groups_);
  }

  void Require(size_t aggregate, size_t group, const Wanted& wanted) const {
    BOOST_REQUIRE_EQUAL(layout_.OverflowCount(aggregate, RowOf(group), 1), wanted.fits ? 0u : 1u);
    uint64_t bits = 1;
    uint8_t valid = 2;
    layout_.Results(aggregate, RowOf(group), 1, reinterpret_cast<uint8_t*>(&bits), &valid);
    BOOST_REQUIRE_EQUAL(valid, wanted.fits && wanted.bits ? 1 : 0);
    BOOST_REQUIRE_EQUAL(bits, wanted.fits ? wanted.bits.value_or(0) : 0);
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
  static sinew::StateLayout LayoutOf(const std::vector<sinew_aggregate>& functions) {
    const sinew_type type = kTypeOfTest<T>;
    std::vector<sinew_aggregate_spec> specs;
    for (const sinew_aggregate function : functions) {
      specs.push_back({sizeof(sinew_aggregate_spec), function, 0});
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

  sinew::StateLayout layout_;
  size_t groups_;
  GuardedMemory memory_;
  uint8_t* rows_;
};

template <typename T>
class Contract {
 public:
  Contract(sinew_aggregate function, sinew_type result, const Oracle<T>& oracle)
      : function_(function), result_(result), oracle_(oracle) {}

  void IsRegistered() const {
    const sinew::Accumulator* accumulator = sinew::FindAccumulator(function_, kTypeOfTest<T>);
    BOOST_REQUIRE(accumulator != nullptr);
    BOOST_TEST(accumulator->function == function_);
    BOOST_TEST(accumulator->result == result_);
    const size_t size = accumulator->state->size(accumulator->parts);
    BOOST_TEST(size % 8 == 0u);
    BOOST_TEST(size <= sinew::kMaxStateSize);
  }

  // Whole columns: every length and every bit that a bitmap may start at, with and without nulls,
  // of all rows and of none.
  void ReducesColumns() const {
    GuardedSlice<T> slice(kMaxShapeRows);
    Random random(1);
    size_t turn = 0;
    ForEachShape([&](size_t count, size_t offset, unsigned percent) {
      const std::vector<T> rows = RandomRows<T>(count, kAllRows[turn++ % 3], random);
      const std::vector<bool> valid = RandomFlags(count, percent, random);
      slice.Place(rows, valid, offset, (count + offset) % 8);
      RequireReduced(ColumnOf(slice.in, count, slice.validity, offset), rows, valid);
      RequireReduced(ColumnOf(slice.in, count), rows, std::vector<bool>(count, true));
    });
  }

  // Groups of rows, the accumulator alone and among all others of its column.
  void UpdatesGroups() const {
    Random random(2);
    for (const auto& [functions, place] : Companies()) {
      const std::vector<size_t> counts = functions.size() == 2
                                             ? std::vector<size_t>{300}
                                             : std::vector<size_t>{0, 1, 2, 7, 255, 256, 257, 700};
      for (const Rows kind : kAllRows) {
        for (const size_t count : counts) {
          for (const size_t groups : {1u, 3u, 200u}) {
            GroupStates<T> states(functions, groups);
            const Input input(count, groups, kind, random);
            states.Update(input.rows, input.valid, input.group_of, random);
            RequireGroups(states, place, groups, {input});
          }
        }
      }
    }
  }

  // Rows that are split at any place, and states that are merged in any way, give what all rows
  // give: also if sums wrapped on either side, and if a side has no rows.
  void MergesWhatWasSplit() const {
    Random random(3);
    for (const auto& [functions, place] : Companies()) {
      for (const Rows kind : {Rows::kExact, Rows::kSpecial}) {
        for (size_t round = 0; round < (functions.size() == 2 ? 8 : 40); ++round) {
          constexpr size_t kGroups = 4;
          std::vector<Input> inputs;
          std::vector<std::unique_ptr<GroupStates<T>>> parts;
          for (size_t part = 0; part < 4; ++part) {
            inputs.emplace_back(random.Below(3) == 0 ? 0 : random.Below(12), kGroups, kind, random);
            parts.push_back(std::make_unique<GroupStates<T>>(functions, kGroups));
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
          RequireGroups(*parts[0], place, kGroups, inputs);
          // More rows may follow.
          inputs.emplace_back(5, kGroups, kind, random);
          parts[0]->Update(inputs[4].rows, inputs[4].valid, inputs[4].group_of, random);
          RequireGroups(*parts[0], place, kGroups, inputs);
        }
      }
    }
  }

 private:
  struct Input {
    Input(size_t count, size_t groups, Rows kind, Random& random)
        : rows(RandomRows<T>(count, kind, random)),
          valid(RandomFlags(count, random.Below(3) == 0 ? 100 : 70, random)),
          group_of(count) {
      for (size_t& group : group_of) group = random.Below(groups);
    }

    std::vector<T> rows;
    std::vector<bool> valid;
    std::vector<size_t> group_of;
  };

  // Lists of functions that have this one, and its place in each: alone, with every other one, and
  // in pairs, in which the parts of the state stand at other places.
  std::vector<std::pair<std::vector<sinew_aggregate>, size_t>> Companies() const {
    std::vector<sinew_aggregate> all = AggregatesOf(kTypeOfTest<T>);
    const size_t place =
        static_cast<size_t>(std::find(all.begin(), all.end(), function_) - all.begin());
    std::vector<std::pair<std::vector<sinew_aggregate>, size_t>> companies = {{{function_}, 0},
                                                                              {all, place}};
    for (const sinew_aggregate other : all) {
      companies.push_back({{other, function_}, 1});
      companies.push_back({{function_, other}, 0});
    }
    return companies;
  }

  void RequireReduced(const sinew_column& column, const std::vector<T>& rows,
                      const std::vector<bool>& valid) const {
    const sinew_reduce_result result = Reduce(function_, column);
    const Wanted wanted = oracle_(rows, valid, Order::kColumn);
    BOOST_REQUIRE_EQUAL(result.status, wanted.fits ? SINEW_STATUS_OK : SINEW_STATUS_OVERFLOW);
    BOOST_REQUIRE_EQUAL(result.type, result_);
    BOOST_REQUIRE_EQUAL(ValueBits(result), wanted.fits ? wanted.bits.value_or(0) : 0);
    const size_t took_part =
        function_ == SINEW_AGGREGATE_COUNT_ROWS
            ? rows.size()
            : static_cast<size_t>(std::count(valid.begin(), valid.end(), true));
    BOOST_REQUIRE_EQUAL(result.count, took_part);
    if (wanted.fits && !wanted.bits) BOOST_REQUIRE_EQUAL(result.count, 0u);
    if (result_ != SINEW_TYPE_I64) BOOST_REQUIRE_EQUAL(result.i64, 0);
    if (result_ != SINEW_TYPE_U64) BOOST_REQUIRE_EQUAL(result.u64, 0u);
    if (result_ != SINEW_TYPE_F64) BOOST_REQUIRE_EQUAL(BitsOf(result.f64), 0u);
  }

  void RequireGroups(const GroupStates<T>& states, size_t aggregate, size_t groups,
                     const std::vector<Input>& inputs) const {
    for (size_t group = 0; group < groups; ++group) {
      std::vector<T> rows;
      std::vector<bool> valid;
      for (const Input& input : inputs) {
        for (size_t i = 0; i < input.rows.size(); ++i) {
          if (input.group_of[i] != group) continue;
          rows.push_back(input.rows[i]);
          valid.push_back(input.valid[i]);
        }
      }
      states.Require(aggregate, group, oracle_(rows, valid, Order::kGroup));
    }
    states.RequireTogether(aggregate);
  }

  const sinew_aggregate function_;
  const sinew_type result_;
  const Oracle<T> oracle_;
};

template <typename T>
void TestContract(sinew_aggregate function, sinew_type result, const Oracle<T>& oracle) {
  const Contract<T> contract(function, result, oracle);
  contract.IsRegistered();
  ForEachTarget([&] {
    contract.ReducesColumns();
    contract.UpdatesGroups();
    contract.MergesWhatWasSplit();
  });
}

#endif  // SINEW_TESTS_AGGREGATE_ACCUMULATORS_CONTRACT_H_
