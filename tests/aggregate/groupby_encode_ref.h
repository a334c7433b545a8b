#ifndef SINEW_TESTS_AGGREGATE_GROUPBY_ENCODE_REF_H_
#define SINEW_TESTS_AGGREGATE_GROUPBY_ENCODE_REF_H_

#include <cmath>
#include <map>
#include <set>

#include "aggregate/accumulators/arg_min_max_ref.h"
#include "aggregate/key_column.h"

// docs/formats/groupby.md, written from rows in the order of that page.
class EncodedRef {
 public:
  EncodedRef(const Types& keys, const Types& values, const std::vector<sinew_aggregate_spec>& specs)
      : keys_(keys), values_(values), specs_(specs) {
    for (sinew_aggregate_spec& spec : specs_) {
      if (spec.function == SINEW_AGGREGATE_COUNT_ROWS && spec.flags != 0) {
        spec.function = SINEW_AGGREGATE_COUNT;
        spec.column = spec.filter;
      }
    }
  }

  // A value is its bytes, as those of a key; a row has one of each value column.
  void Add(KeyRow key, const KeyRow& values) {
    for (size_t c = 0; c < key.size(); ++c) {
      if (key[c]) key[c] = KeyInResults(keys_[c], *key[c]);
    }
    const auto [found, is_new] = numbers_.try_emplace(key, groups_.size());
    if (is_new) groups_.push_back({key, {}});
    groups_[found->second].rows.push_back(values);
  }

  size_t count() const { return groups_.size(); }

  std::string Bytes() const { return Bytes(0, 1); }
  std::string Bytes(size_t part, size_t part_count) const {
    std::string keys, states;
    uint64_t count = 0;
    for (const Group& group : groups_) {
      if (PartOf(group.key, part_count) != part) continue;
      ++count;
      keys += KeyOf(group.key);
      for (const State& state : States()) states += StateOf(group, state);
    }
    std::string types;
    for (const sinew_type type : keys_) types += U32(Number(type));
    for (const sinew_type type : values_) types += U32(Number(type));
    for (const sinew_aggregate_spec& spec : specs_) {
      types += U32(static_cast<uint32_t>(spec.function)) + U32(spec.column | spec.second << 16) +
               U32(spec.flags) + U32(spec.filter);
      if (IsQuantile(spec.function)) types += F64(spec.fraction);
      if (IsApproxCount(spec.function)) types += U32(LgKOf(spec));
      if (IsApproxQuantile(spec.function)) types += F64(AccuracyOf(spec));
    }
    const size_t size = 24 + types.size() + keys.size() + states.size() + 4;
    std::string all = "SGB\x01";
    all += U8(keys_.size()) + U8(values_.size()) + U8(specs_.size()) + U8(0) + U64(size) +
           U64(count) + types + keys + states;
    return all + U32(Crc32c(all));
  }

  // The part by the public functions for columns.
  size_t PartOf(const KeyRow& key, size_t part_count) const {
    uint64_t hash = 0;
    for (size_t c = 0; c < keys_.size(); ++c) {
      uint64_t more = 0;
      if (key[c]) more = sinew_xxh3_64(key[c]->data(), key[c]->size(), 0);
      hash = c == 0 ? more : sinew_hash_combine(hash, more);
    }
    __extension__ using Product = unsigned __int128;
    return static_cast<size_t>(Product{hash} * part_count >> 64);
  }

  static uint32_t Crc32c(const std::string& bytes) {
    uint32_t crc = ~0u;
    for (const char byte : bytes) {
      crc ^= static_cast<uint8_t>(byte);
      for (int i = 0; i < 8; ++i) crc = crc >> 1 ^ (crc & 1 ? 0x82F63B78u : 0);
    }
    return ~crc;
  }
  static std::string U8(size_t value) { return std::string(1, static_cast<char>(value)); }
  static std::string U32(uint32_t value) { return Little(value, 4); }
  static std::string U64(uint64_t value) { return Little(value, 8); }

 private:
  struct Group {
    KeyRow key;
    std::vector<KeyRow> rows;
  };
  struct State {
    uint32_t column;
    // The one that stands for all that share a state.
    sinew_aggregate kind;
    uint32_t flags, filter, second, lg_k;
    double accuracy;
    bool operator==(const State&) const = default;
  };

  static std::string Little(uint64_t value, size_t size) {
    std::string bytes;
    for (size_t i = 0; i < size; ++i) bytes += U8(value >> 8 * i & 0xFF);
    return bytes;
  }

  std::string KeyOf(const KeyRow& key) const {
    size_t nulls = 0;
    std::string values;
    for (size_t c = 0; c < key.size(); ++c) {
      nulls |= size_t{!key[c]} << c;
      if (key[c]) values += Written(keys_[c], *key[c]);
    }
    return U8(nulls) + values;
  }
  // A value as in a key.
  static std::string Written(sinew_type type, const std::string& value) {
    if (!IsStringType(type)) return value;
    std::string bytes;
    size_t length = value.size();
    for (; length >= 0x80; length >>= 7) bytes += U8((length & 0x7F) | 0x80);
    return bytes + U8(length) + value;
  }
  static bool IsText(sinew_type type) { return IsStringType(type) || type == SINEW_TYPE_BYTES16; }

  static bool IsQuantile(sinew_aggregate function) {
    return function == SINEW_AGGREGATE_QUANTILE_CONTINUOUS ||
           function == SINEW_AGGREGATE_QUANTILE_DISCRETE || IsApproxQuantile(function);
  }
  static bool IsApproxQuantile(sinew_aggregate function) {
    return function == SINEW_AGGREGATE_APPROX_QUANTILE;
  }
  static double AccuracyOf(const sinew_aggregate_spec& spec) {
    return IsApproxQuantile(spec.function) && spec.relative_accuracy == 0 ? 0.01
                                                                          : spec.relative_accuracy;
  }
  static bool IsApproxCount(sinew_aggregate function) {
    return function == SINEW_AGGREGATE_APPROX_COUNT_DISTINCT;
  }
  static uint32_t LgKOf(const sinew_aggregate_spec& spec) {
    return IsApproxCount(spec.function) && spec.lg_k == 0 ? 12 : spec.lg_k;
  }
  static sinew_aggregate KindOf(sinew_aggregate function) {
    switch (function) {
      case SINEW_AGGREGATE_QUANTILE_DISCRETE:
        return SINEW_AGGREGATE_QUANTILE_CONTINUOUS;
      case SINEW_AGGREGATE_COVARIANCE_SAMPLE:
      case SINEW_AGGREGATE_CORRELATION:
        return SINEW_AGGREGATE_COVARIANCE_POPULATION;
      case SINEW_AGGREGATE_SUM:
      case SINEW_AGGREGATE_MIN:
      case SINEW_AGGREGATE_MAX:
      case SINEW_AGGREGATE_MEAN:
        return SINEW_AGGREGATE_COUNT;
      case SINEW_AGGREGATE_VARIANCE_SAMPLE:
      case SINEW_AGGREGATE_STDDEV_POPULATION:
      case SINEW_AGGREGATE_STDDEV_SAMPLE:
        return SINEW_AGGREGATE_VARIANCE_POPULATION;
      default:
        return function;
    }
  }
  std::vector<State> States() const {
    std::vector<State> states;
    for (const sinew_aggregate_spec& spec : specs_) {
      const bool is_text = spec.function != SINEW_AGGREGATE_COUNT_ROWS &&
                           spec.function != SINEW_AGGREGATE_COUNT && IsText(values_[spec.column]);
      const State state = {spec.column,     is_text ? spec.function : KindOf(spec.function),
                           spec.flags,      spec.filter,
                           spec.second,     LgKOf(spec),
                           AccuracyOf(spec)};
      if (std::find(states.begin(), states.end(), state) == states.end()) states.push_back(state);
    }
    return states;
  }
  bool Has(const State& of, std::initializer_list<sinew_aggregate> functions) const {
    return std::any_of(specs_.begin(), specs_.end(), [&](const sinew_aggregate_spec& spec) {
      return spec.column == of.column && spec.flags == of.flags && spec.filter == of.filter &&
             std::find(functions.begin(), functions.end(), spec.function) != functions.end();
    });
  }

  static uint32_t Number(sinew_type type) {
    const bool is_large = type == SINEW_TYPE_LARGE_STRING || type == SINEW_TYPE_LARGE_BINARY;
    return static_cast<uint32_t>(type) - is_large;
  }
  static bool IsFloat(sinew_type type) { return type == SINEW_TYPE_F32 || type == SINEW_TYPE_F64; }
  static bool IsUnsigned(sinew_type type) {
    return type >= SINEW_TYPE_U8 && type <= SINEW_TYPE_U64;
  }
  static double Number(sinew_type type, const std::string& bytes) {
    if (type == SINEW_TYPE_F32) return FromBytes<float>(bytes);
    if (type == SINEW_TYPE_F64) return FromBytes<double>(bytes);
    const __int128 integer = Integer(type, bytes);
    return static_cast<double>(integer);
  }
  __extension__ static __int128 Integer(sinew_type type, const std::string& bytes) {
    uint64_t word = 0;
    memcpy(&word, bytes.data(), bytes.size());
    if (IsUnsigned(type) || type == SINEW_TYPE_BOOL) return word;
    const size_t unused = 64 - 8 * bytes.size();
    return static_cast<int64_t>(word << unused) >> unused;
  }
  template <typename T>
  static T FromBytes(const std::string& bytes) {
    T value;
    memcpy(&value, bytes.data(), sizeof(value));
    return value;
  }
  static std::string F64(double value) {
    return U64(std::isnan(value) ? 0x7FF8000000000000u : std::bit_cast<uint64_t>(value));
  }
  // The bytes of a column, with one NaN.
  static std::string Value(sinew_type type, const std::string& bytes) {
    if (!IsFloat(type) || !std::isnan(Number(type, bytes))) return bytes;
    return type == SINEW_TYPE_F64 ? U64(0x7FF8000000000000u) : U32(0x7FC00000u);
  }
  // The least value, or with -1 the greatest: NaN if there is one, and -0.0 is below 0.0.
  static std::string Extreme(sinew_type type, const std::vector<std::string>& values, int sign) {
    std::string best = values[0];
    for (const std::string& value : values) {
      if (IsFloat(type)) {
        const double a = Number(type, best), b = Number(type, value);
        if (std::isnan(a)) continue;
        const bool less = a == b ? std::signbit(b) && !std::signbit(a) : b < a;
        const bool more = a == b ? std::signbit(a) && !std::signbit(b) : b > a;
        if (std::isnan(b) || (sign > 0 ? less : more)) best = value;
      } else if ((Integer(type, value) - Integer(type, best)) * sign < 0) {
        best = value;
      }
    }
    return Value(type, best);
  }

  std::string StateOf(const Group& group, const State& of) const {
    const auto [column, kind, flags, filter, second, lg_k, accuracy] = of;
    if (kind == SINEW_AGGREGATE_COUNT_ROWS) return U64(group.rows.size());
    if (kind >= SINEW_AGGREGATE_ARG_MIN && kind <= SINEW_AGGREGATE_CORRELATION) {
      return PairOf(group, of);
    }
    const sinew_type type = values_[column];
    std::vector<std::string> values;
    for (const KeyRow& row : group.rows) {
      if (flags != 0 && row[filter] != std::string(1, 1)) continue;
      if (row[column]) values.push_back(*row[column]);
    }
    if (kind == SINEW_AGGREGATE_COUNT_DISTINCT) return DistinctOf(type, values);
    if (IsApproxCount(kind)) return HllOf(type, values, lg_k);
    if (IsApproxQuantile(kind)) return BinsOf(type, values, accuracy);
    if (IsText(type)) {
      if (kind == SINEW_AGGREGATE_COUNT) return U64(values.size());
      if (values.empty()) return U8(0);
      switch (kind) {
        case SINEW_AGGREGATE_MIN:
          return U8(1) + Written(type, *std::min_element(values.begin(), values.end()));
        case SINEW_AGGREGATE_MAX:
          return U8(1) + Written(type, *std::max_element(values.begin(), values.end()));
        case SINEW_AGGREGATE_FIRST:
          return U8(1) + Written(type, values.front());
        default:
          return U8(1) + Written(type, values.back());
      }
    }
    const std::string count = U64(values.size());
    const std::string zero(std::max(sinew_type_width(type), size_t{1}), '\0');
    switch (kind) {
      case SINEW_AGGREGATE_COUNT: {
        std::string state = count;
        if (Has(of, {SINEW_AGGREGATE_SUM, SINEW_AGGREGATE_MEAN})) {
          if (IsFloat(type)) {
            double sum = 0;
            for (const std::string& value : values) sum += Number(type, value);
            state += F64(sum);
          } else {
            __extension__ unsigned __int128 sum = 0;
            for (const std::string& value : values) {
              __extension__ using Wide = unsigned __int128;
              sum += static_cast<Wide>(Integer(type, value));
            }
            state += U64(static_cast<uint64_t>(sum)) + U64(static_cast<uint64_t>(sum >> 64));
          }
        }
        if (Has(of, {SINEW_AGGREGATE_MIN})) {
          state += values.empty() ? zero : Extreme(type, values, 1);
        }
        if (Has(of, {SINEW_AGGREGATE_MAX})) {
          state += values.empty() ? zero : Extreme(type, values, -1);
        }
        return state;
      }
      case SINEW_AGGREGATE_FIRST:
        return count + (values.empty() ? zero : Value(type, values.front()));
      case SINEW_AGGREGATE_LAST:
        return count + (values.empty() ? zero : Value(type, values.back()));
      case SINEW_AGGREGATE_VARIANCE_POPULATION: {
        double mean = 0, squares = 0, n = 0;
        for (const std::string& value : values) {
          const double distance = Number(type, value) - mean;
          mean += distance / ++n;
          squares += distance * (Number(type, value) - mean);
        }
        return count + F64(mean) + F64(squares);
      }
      case SINEW_AGGREGATE_SUM_EXACT:
        return ExactSum(type, values);
      case SINEW_AGGREGATE_QUANTILE_CONTINUOUS: {
        std::string state = count;
        for (const std::string& value : values) state += Value(type, value);
        return state;
      }
      default: {
        std::string bits = values.empty() ? zero : values[0];
        for (size_t i = 1; i < values.size(); ++i) {
          for (size_t k = 0; k < bits.size(); ++k) {
            const char a = bits[k], b = values[i][k];
            bits[k] = static_cast<char>(kind == SINEW_AGGREGATE_BIT_AND  ? a & b
                                        : kind == SINEW_AGGREGATE_BIT_OR ? a | b
                                                                         : a ^ b);
          }
        }
        return count + bits;
      }
    }
  }

  static std::string DistinctOf(sinew_type type, const std::vector<std::string>& values) {
    std::vector<std::string> distinct;
    for (const std::string& value : values) {
      const std::string key = KeyInResults(type, value);
      if (std::find(distinct.begin(), distinct.end(), key) == distinct.end()) {
        distinct.push_back(key);
      }
    }
    std::string state = U64(distinct.size());
    for (const std::string& value : distinct) state += Written(type, value);
    return state;
  }

  // The bins of docs/formats/ddsketch.md, of each sign from the highest one on.
  static std::string BinsOf(sinew_type type, const std::vector<std::string>& values,
                            double accuracy) {
    const double gamma = (1 + accuracy) / (1 - accuracy);
    std::map<int64_t, uint64_t> bins;
    int64_t most[2] = {INT32_MIN, INT32_MIN};
    for (const bool counts : {false, true}) {
      for (const std::string& value : values) {
        const double x = Number(type, value), size = std::abs(x);
        const bool sign = std::signbit(x);
        int64_t code = 0;
        if (std::isnan(x)) {
          code = INT32_MAX;
        } else if (size > std::exp(709.4361393031) / (2 * gamma) * (gamma + 1)) {
          code = sign ? INT32_MIN : INT32_MAX - 1;
        } else if (size > 0x1p-1022 * gamma) {
          const int64_t bin = static_cast<int64_t>(std::floor(std::log(size) / std::log(gamma)));
          most[sign] = std::max(most[sign], bin);
          code = (int64_t{1} << 30) + std::max(bin, most[sign] - 2047);
          if (sign) code = -code;
        }
        if (counts) ++bins[code];
      }
    }
    std::string state = U32(static_cast<uint32_t>(bins.size()));
    for (const auto& [code, count] : bins) state += U32(static_cast<uint32_t>(code)) + U64(count);
    return state;
  }

  // What docs/formats/hll.md makes of values.
  static std::string HllOf(sinew_type type, const std::vector<std::string>& values, uint32_t lg_k) {
    std::set<uint32_t> coupons;
    for (const std::string& value : values) {
      std::string hashed = value;
      if (IsFloat(type)) {
        hashed = F64(Number(type, value) + 0.0);
      } else if (!IsText(type)) {
        hashed = U64(static_cast<uint64_t>(Integer(type, value)));
      } else if (value.empty()) {
        continue;
      }
      const sinew_hash128 hash = sinew_murmur3_128(hashed.data(), hashed.size(), 9001);
      uint32_t rank = 1;
      for (; rank < 63 && hash.high >> (64 - rank) == 0; ++rank) continue;
      coupons.insert(rank << 26 | (hash.low & ((1u << 26) - 1)));
    }
    if (coupons.size() <= (lg_k < 8 ? 7 : 3u << (lg_k - 5))) {
      std::string state = U8(0) + U32(static_cast<uint32_t>(coupons.size()));
      for (const uint32_t coupon : coupons) state += U32(coupon);
      return state;
    }
    std::string registers(size_t{1} << lg_k, '\0');
    for (const uint32_t coupon : coupons) {
      char& at = registers[coupon & ((1u << lg_k) - 1)];
      at = std::max(at, static_cast<char>(coupon >> 26));
    }
    return U8(1) + registers;
  }

  std::string PairOf(const Group& group, const State& of) const {
    const sinew_type type = values_[of.column], second = values_[of.second];
    std::vector<std::string> a, b;
    for (const KeyRow& row : group.rows) {
      if (of.flags != 0 && row[of.filter] != std::string(1, 1)) continue;
      if (!row[of.column] || !row[of.second]) continue;
      a.push_back(*row[of.column]);
      b.push_back(*row[of.second]);
    }
    if (of.kind != SINEW_AGGREGATE_COVARIANCE_POPULATION) {
      if (a.empty()) return U8(0);
      const size_t at = RefArg(second, b, of.kind == SINEW_AGGREGATE_ARG_MAX);
      return U8(1) + Written(type, RefResult(type, a[at])) +
             Written(second, RefResult(second, b[at]));
    }
    double mean_a = 0, mean_b = 0, squares_a = 0, squares_b = 0, products = 0, n = 0;
    for (size_t i = 0; i < a.size(); ++i) {
      const double x = Number(type, a[i]), y = Number(second, b[i]);
      const double distance_a = x - mean_a, distance_b = y - mean_b;
      mean_a += distance_a / ++n;
      mean_b += distance_b / n;
      squares_a += distance_a * (x - mean_a);
      squares_b += distance_b * (y - mean_b);
      products += distance_a * (y - mean_b);
    }
    return U64(a.size()) + F64(mean_a) + F64(mean_b) + F64(squares_a) + F64(squares_b) +
           F64(products);
  }

  // Digits of positive and of negative values apart, and then their difference.
  static std::string ExactSum(sinew_type type, const std::vector<std::string>& values) {
    std::vector<uint32_t> sums[2];
    for (auto& sum : sums) sum.resize(80);
    bool has_nan = false, has_infinity[2] = {};
    for (const std::string& value : values) {
      const double number = Number(type, value);
      has_nan |= std::isnan(number);
      has_infinity[std::signbit(number)] |= std::isinf(number);
      if (!std::isfinite(number) || number == 0) continue;
      int exponent;
      const double fraction = std::frexp(std::abs(number), &exponent);
      uint64_t mantissa = static_cast<uint64_t>(std::ldexp(fraction, 53));
      int place = exponent - 53 + 1074;
      for (; place < 0; ++place) mantissa >>= 1;  // subnormal: those bits are 0
      std::vector<uint32_t>& sum = sums[std::signbit(number)];
      uint64_t carry = 0;
      for (size_t bit = 0; bit < 96 || carry != 0; bit += 32) {
        const size_t digit = static_cast<size_t>(place) / 32 + bit / 32;
        __extension__ using Wide = unsigned __int128;
        const Wide placed = bit < 96 ? Wide{mantissa} << place % 32 >> bit : 0;
        carry += uint64_t{sum[digit]} + static_cast<uint32_t>(placed);
        sum[digit] = static_cast<uint32_t>(carry);
        carry >>= 32;
      }
    }
    if (has_nan || (has_infinity[0] && has_infinity[1])) return U8(2);
    if (has_infinity[0] || has_infinity[1]) return U8(has_infinity[0] ? 3 : 4);
    const bool is_negative = std::lexicographical_compare(sums[0].rbegin(), sums[0].rend(),
                                                          sums[1].rbegin(), sums[1].rend());
    const std::vector<uint32_t>& more = sums[is_negative];
    const std::vector<uint32_t>& less = sums[!is_negative];
    std::vector<uint32_t> digits;
    int64_t borrow = 0;
    for (size_t i = 0; i < more.size(); ++i) {
      borrow += int64_t{more[i]} - less[i];
      digits.push_back(static_cast<uint32_t>(borrow));
      borrow >>= 32;
    }
    size_t first = 0;
    while (!digits.empty() && digits.back() == 0) digits.pop_back();
    while (first < digits.size() && digits[first] == 0) ++first;
    std::string state = U8(is_negative) + U8(first) + U8(digits.size() - first);
    for (size_t i = first; i < digits.size(); ++i) state += U32(digits[i]);
    return state;
  }

  const Types keys_, values_;
  std::vector<sinew_aggregate_spec> specs_;
  std::map<KeyRow, size_t> numbers_;
  std::vector<Group> groups_;
};

#endif  // SINEW_TESTS_AGGREGATE_GROUPBY_ENCODE_REF_H_
