#ifndef SINEW_BENCH_INGEST_FLIGHTS_H_
#define SINEW_BENCH_INGEST_FLIGHTS_H_

#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace bench {

struct Flight {
  std::string date;
  int delay, distance;
  std::string origin, destination;

  std::string AsJson() const {
    return "{\"date\":\"" + date + "\",\"delay\":" + std::to_string(delay) +
           ",\"distance\":" + std::to_string(distance) + ",\"origin\":\"" + origin +
           "\",\"destination\":\"" + destination + "\"}";
  }
};

// Flights such as those in examples/data/flights-20k.ndjson.gz, among 300 airports.
class RandomFlights {
 public:
  RandomFlights() : airports_(300) {
    for (std::string& name : airports_) {
      for (int k = 0; k < 3; ++k) name += static_cast<char>('A' + Below(26));
    }
  }

  Flight Next() {
    char date[64];
    snprintf(date, sizeof(date), "2001-%02d-%02d %02d:%02d:00", 1 + Below(12), 1 + Below(28),
             Below(24), Below(60));
    return {date, Below(Below(10) == 0 ? 400 : 45) - 20, 60 + Below(2400), airports_[Airport()],
            airports_[Airport()]};
  }

 private:
  int Below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
  size_t Airport() { return random_() % airports_.size(); }

  std::mt19937_64 random_{1};
  std::vector<std::string> airports_;
};

}  // namespace bench

#endif  // SINEW_BENCH_INGEST_FLIGHTS_H_
