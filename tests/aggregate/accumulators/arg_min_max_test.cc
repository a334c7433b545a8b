#include <deque>

#include "aggregate/accumulators/arg_min_max_ref.h"
#include "aggregate/key_column.h"
#include "aggregate/reduce.h"
#include "core/memory.h"
#include "support/targets.h"

// The contract of accumulators for functions of two columns of any types.

namespace {

struct Group {
  std::vector<std::string> values, extremes;
};

// What the page of the functions says of the rows in which neither is null.
Key Wanted(sinew_type type, sinew_type by, const Group& group, bool is_max) {
  if (group.values.empty()) return std::nullopt;
  return RefResult(type, group.values[RefArg(by, group.extremes, is_max)]);
}

constexpr sinew_aggregate kFunctions[] = {SINEW_AGGREGATE_ARG_MIN, SINEW_AGGREGATE_ARG_MAX};

// Column 0 by column 1, of all rows and of those that column 2 chooses, and column 1 by column 0.
GroupBy CreateArgs(const Types& types) {
  std::vector<sinew_aggregate_spec> specs;
  for (const sinew_aggregate function : kFunctions) {
    specs.push_back({sizeof(sinew_aggregate_spec), function, 0, 0, 0, 1, 0, 0, 0});
    specs.push_back(
        {sizeof(sinew_aggregate_spec), function, 0, SINEW_AGGREGATE_FILTER, 2, 1, 0, 0, 0});
    specs.push_back({sizeof(sinew_aggregate_spec), function, 1, 0, 0, 0, 0, 0, 0});
  }
  const sinew_type key_type = SINEW_TYPE_I64;
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = &key_type;
  options.key_count = 1;
  options.value_types = types.data();
  options.value_count = types.size();
  options.aggregates = specs.data();
  options.aggregate_count = specs.size();
  return Create(options);
}

struct ArgRows {
  std::vector<int64_t> keys;
  KeyRows values;
};

ArgRows RandomArgRows(const Types& types, size_t count, size_t groups, Random& random) {
  ArgRows rows;
  const unsigned nulls = random.Below(3) == 0 ? 0 : 20;
  for (size_t i = 0; i < count; ++i) {
    rows.keys.push_back(static_cast<int64_t>(random.Below(groups)));
    KeyRow row;
    for (const sinew_type type : types) {
      row.push_back(RandomKey(type, type == SINEW_TYPE_BOOL ? 9 : 12, nulls, random));
    }
    rows.values.push_back(row);
  }
  return rows;
}

std::vector<sinew_column> ColumnsOf(const Types& types, const KeyRows& rows,
                                    std::deque<KeyColumn>* memory) {
  std::vector<sinew_column> columns;
  for (size_t c = 0; c < types.size(); ++c) {
    columns.push_back(memory->emplace_back(types[c], rows, c, rows.size() % 5).view);
  }
  return columns;
}

sinew_status UpdateArgs(sinew_groupby* groupby, const Types& types, const ArgRows& rows) {
  std::deque<KeyColumn> memory;
  const std::vector<sinew_column> values = ColumnsOf(types, rows.values, &memory);
  const sinew_column key = ColumnOf(rows.keys.data(), rows.keys.size());
  return sinew_groupby_update(groupby, &key, 1, values.data(), values.size(), nullptr);
}

void RequireArgs(const sinew_groupby* groupby, const Types& types,
                 const std::vector<ArgRows>& all) {
  std::map<int64_t, std::array<Group, 3>> groups;
  for (const ArgRows& rows : all) {
    for (size_t i = 0; i < rows.keys.size(); ++i) {
      std::array<Group, 3>& group = groups[rows.keys[i]];
      const KeyRow& row = rows.values[i];
      if (!row[0] || !row[1]) continue;
      const bool is_chosen = row[2] == std::string(1, 1);
      for (size_t k = 0; k < 3; ++k) {
        if (k == 1 && !is_chosen) continue;
        group[k].values.push_back(k == 2 ? *row[1] : *row[0]);
        group[k].extremes.push_back(k == 2 ? *row[0] : *row[1]);
      }
    }
  }
  const OwnedBatch batch = ReadAll(groupby);
  const sinew_column keys = sinew_batch_column(batch.get(), 0);
  BOOST_REQUIRE_EQUAL(keys.count, groups.size());
  for (size_t a = 0; a < 6; ++a) {
    const auto found = RowsOf(sinew_batch_column(batch.get(), 1 + a));
    for (size_t i = 0; i < found.size(); ++i) {
      const Group& group = groups[static_cast<const int64_t*>(keys.values)[i]][a % 3];
      const Key wanted = a % 3 == 2 ? Wanted(types[1], types[0], group, a >= 3)
                                    : Wanted(types[0], types[1], group, a >= 3);
      BOOST_REQUIRE_MESSAGE(found[i] == wanted, "aggregate " << a << " of " << types[0] << " by "
                                                             << types[1] << ", group " << i);
    }
  }
}

// Pairs of all types, in turn.
template <typename Test>
void ForSomePairs(size_t rounds, uint64_t seed, const Test& test) {
  Random random(seed);
  for (size_t round = 0; round < rounds; ++round) {
    const Types types = {kAllTypes[round % kTypeCount],
                         kAllTypes[(round + round / kTypeCount) % kTypeCount], SINEW_TYPE_BOOL};
    test(types, random);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(ReducesColumns) {
  ForSomePairs(kTypeCount * kTypeCount, 1, [](const Types& types, Random& random) {
    const ArgRows rows = RandomArgRows(types, random.Below(600), 1, random);
    std::deque<KeyColumn> memory;
    const std::vector<sinew_column> columns = ColumnsOf(types, rows.values, &memory);
    for (const sinew_aggregate function : kFunctions) {
      for (const uint32_t flags : {0u, SINEW_AGGREGATE_FILTER}) {
        Group group;
        std::vector<size_t> places;
        for (size_t i = 0; i < rows.values.size(); ++i) {
          const KeyRow& row = rows.values[i];
          if (!row[0] || !row[1] || (flags != 0 && row[2] != std::string(1, 1))) continue;
          group.values.push_back(*row[0]);
          group.extremes.push_back(*row[1]);
          places.push_back(i);
        }
        const sinew_aggregate_spec spec = {sizeof(spec), function, 0, flags, flags * 2, 1, 0, 0, 0};
        const sinew_reduce_result result = sinew_reduce_columns(columns.data(), 3, &spec);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(result.type, types[0]);
        BOOST_REQUIRE_EQUAL(result.count, places.size());
        uint64_t bits = 0;
        size_t place = 0;
        if (!places.empty()) {
          const size_t at = RefArg(types[1], group.extremes, function == SINEW_AGGREGATE_ARG_MAX);
          const std::string value = RefResult(types[0], group.values[at]);
          if (types[0] >= SINEW_TYPE_BYTES16) {
            place = places[at];
          } else if (RefIsFloat(types[0])) {
            const double number = RefNumber(types[0], value);
            bits = number != number ? kNaN : BitsOf(number);
          } else {
            bits = RefWord(types[0], value);
          }
        }
        BOOST_REQUIRE_EQUAL(result.row, place);
        BOOST_REQUIRE_EQUAL(ValueBits(result), bits);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(GroupsMergesAndTravelsAsBytes) {
  ForEachTarget([] {
    ForSomePairs(kTypeCount * 4, 2, [](const Types& types, Random& random) {
      const size_t groups = random.Below(3) == 0 ? 1 : 40;
      std::vector<ArgRows> all;
      const GroupBy whole = CreateArgs(types);
      const auto add = [&](sinew_groupby* to) {
        all.push_back(RandomArgRows(types, random.Below(300), groups, random));
        BOOST_REQUIRE_EQUAL(UpdateArgs(to, types, all.back()), SINEW_STATUS_OK);
      };
      add(whole.get());
      add(whole.get());
      {
        const GroupBy other = CreateArgs(types);
        add(other.get());
        BOOST_REQUIRE_EQUAL(sinew_groupby_merge(whole.get(), other.get(), nullptr),
                            SINEW_STATUS_OK);
      }
      RequireArgs(whole.get(), types, all);
      std::string bytes(sinew_groupby_encoded_size(whole.get(), 0, 1).written, '\0');
      BOOST_REQUIRE_EQUAL(
          sinew_groupby_encode(whole.get(), 0, 1, bytes.data(), bytes.size()).status,
          SINEW_STATUS_OK);
      sinew_groupby* decoded = nullptr;
      BOOST_REQUIRE_EQUAL(sinew_groupby_decode(bytes.data(), bytes.size(), 0, &decoded, nullptr),
                          SINEW_STATUS_OK);
      const GroupBy owned(decoded);
      bytes.clear();
      RequireArgs(decoded, types, all);
      add(decoded);
      RequireArgs(decoded, types, all);
    });
  });
}

BOOST_AUTO_TEST_CASE(FailedBatchesDoNotCount) {
  ForSomePairs(kTypeCount, 3, [](const Types& types, Random& random) {
    std::vector<ArgRows> all;
    const GroupBy groupby = CreateArgs(types);
    for (size_t i = 0; i < 3; ++i) {
      ArgRows rows = RandomArgRows(types, 100, 20 * (i + 1), random);
      for (int64_t countdown = 0;; ++countdown) {
        sinew::FailAllocationsAfter(countdown);
        const sinew_status status = UpdateArgs(groupby.get(), types, rows);
        sinew::FailAllocationsAfter(-1);
        if (status == SINEW_STATUS_OK) break;
        BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
        RequireArgs(groupby.get(), types, all);
      }
      all.push_back(std::move(rows));
      RequireArgs(groupby.get(), types, all);
    }
  });
}
