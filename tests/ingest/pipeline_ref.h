#ifndef SINEW_TESTS_INGEST_PIPELINE_REF_H_
#define SINEW_TESTS_INGEST_PIPELINE_REF_H_

#include <stdint.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ingest/decoded.h"
#include "support/random.h"

// Flights as structs, as lines of JSON, and grouped by a map.

struct Flight {
  std::optional<std::string> origin;
  std::string destination;
  std::optional<int64_t> delay;
  std::optional<double> distance;  // quarters, whose sums are exact
  std::optional<int32_t> gate;
  bool late;
  int64_t ts;
};

inline Flight RandomFlight(Random& random) {
  static const char* const airports[] = {"JFK", "LGA", "", "San Francisco International", "AMS"};
  Flight flight;
  if (random.Below(8) != 0) flight.origin = airports[random.Below(5)];
  flight.destination = airports[random.Below(5)];
  if (random.Below(6) != 0) flight.delay = static_cast<int64_t>(random.Below(200)) - 50;
  if (random.Below(6) != 0) flight.distance = static_cast<double>(random.Below(8000)) / 4;
  if (random.Below(6) != 0) flight.gate = static_cast<int32_t>(random.Below(7)) - 3;
  flight.late = random.Below(3) == 0;
  flight.ts = 1000000000 + static_cast<int64_t>(random.Below(2000));
  return flight;
}

inline std::string JsonOf(const Flight& flight) {
  const auto member = [](const char* name, const std::string& value) {
    return "\"" + std::string(name) + "\":" + value + ",";
  };
  const auto quoted = [](const std::string& text) { return "\"" + text + "\""; };
  char distance[32] = "null";
  if (flight.distance) snprintf(distance, sizeof(distance), "%.2f", *flight.distance);
  return "{" + member("origin", flight.origin ? quoted(*flight.origin) : "null") +
         member("unused", "[1,{\"a\":2}]") + member("destination", quoted(flight.destination)) +
         member("delay", flight.delay ? std::to_string(*flight.delay) : "null") +
         member("distance", distance) +
         member("gate", flight.gate ? std::to_string(*flight.gate) : "null") +
         member("late", flight.late ? "true" : "false") + "\"ts\":" + std::to_string(flight.ts) +
         "}\n";
}

inline std::vector<Flight> RandomFlights(size_t count, uint64_t seed) {
  Random random(seed);
  std::vector<Flight> flights;
  for (size_t i = 0; i < count; ++i) flights.push_back(RandomFlight(random));
  return flights;
}

inline std::string JsonOf(const std::vector<Flight>& flights) {
  std::string text;
  for (const Flight& flight : flights) text += JsonOf(flight);
  return text;
}

using FlightFilter = std::function<bool(const Flight&)>;
using FlightKey = std::function<CellRow(const Flight&)>;
// What an aggregate is of all flights of a group, in order.
using FlightAggregate = std::function<Cell(const std::vector<const Flight*>&)>;

inline std::vector<CellRow> GroupRef(const std::vector<Flight>& flights, const FlightFilter& where,
                                     const FlightKey& key,
                                     const std::vector<FlightAggregate>& aggregates) {
  std::map<CellRow, std::vector<const Flight*>> groups;
  std::vector<CellRow> keys;
  if (key(flights.empty() ? Flight{} : flights[0]).empty()) {
    groups[{}];
    keys.push_back({});
  }
  for (const Flight& flight : flights) {
    if (!where(flight)) continue;
    const CellRow of = key(flight);
    auto [place, added] = groups.try_emplace(of);
    if (added) keys.push_back(of);
    place->second.push_back(&flight);
  }
  std::vector<CellRow> rows;
  for (const CellRow& of : keys) {
    CellRow row = of;
    for (const FlightAggregate& aggregate : aggregates) row.push_back(aggregate(groups[of]));
    rows.push_back(row);
  }
  return rows;
}

// Reduces what `value` is of each flight, where it is anything.
template <typename T>
struct Reduced {
  size_t count = 0;
  T sum = 0, min = 0, max = 0;
};
template <typename T, typename Value>
Reduced<T> Reduce(const std::vector<const Flight*>& flights, const Value& value) {
  Reduced<T> all;
  for (const Flight* flight : flights) {
    const std::optional<T> one = value(*flight);
    if (!one) continue;
    all.min = all.count == 0 ? *one : std::min(all.min, *one);
    all.max = all.count == 0 ? *one : std::max(all.max, *one);
    all.sum += *one;
    ++all.count;
  }
  return all;
}

#endif  // SINEW_TESTS_INGEST_PIPELINE_REF_H_
