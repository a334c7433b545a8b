// QUANTILE_CONTINUOUS and QUANTILE_DISCRETE: the value at a place of all values in their order.
//
// The state is all values as the column has them, booleans as bytes (KeptValues), which quantiles
// of one column share. A result is selected from them as words in the order of sinew_sort, and they
// stay as they are; so is that of a whole column, of which nothing is kept.
//
// Places as DuckDB has them: of n values a continuous quantile is at (n - 1) * fraction, between
// two values as a rule; a discrete one is value ceil(n * fraction), counted from 1, where a product
// that is above an integer by no more than n * kSlack is that integer: 100 * 0.55, which rounds to
// 55.00000000000001, asks for value 55.

#include "aggregate/accumulators/encoded.h"
#include "aggregate/accumulators/kept.h"
#include "aggregate/accumulators/summary.h"
#include "aggregate/sort/keys.h"
#include "aggregate/sort/select.h"
#include "core/column.h"
#include "core/float_environment.h"

namespace sinew {
namespace {

// Where values are kept as Stored: as the words of which type, of how many bits.
template <typename Stored>
struct Order {
  using Word = std::conditional_t<sizeof(Stored) == 8, uint64_t, uint32_t>;
  static constexpr int kBits = 8 * sizeof(Stored);
  static constexpr sinew_type kType = std::is_same_v<Stored, bool>       ? SINEW_TYPE_U8
                                      : std::is_same_v<Stored, int8_t>   ? SINEW_TYPE_I8
                                      : std::is_same_v<Stored, int16_t>  ? SINEW_TYPE_I16
                                      : std::is_same_v<Stored, int32_t>  ? SINEW_TYPE_I32
                                      : std::is_same_v<Stored, int64_t>  ? SINEW_TYPE_I64
                                      : std::is_same_v<Stored, uint8_t>  ? SINEW_TYPE_U8
                                      : std::is_same_v<Stored, uint16_t> ? SINEW_TYPE_U16
                                      : std::is_same_v<Stored, uint32_t> ? SINEW_TYPE_U32
                                      : std::is_same_v<Stored, uint64_t> ? SINEW_TYPE_U64
                                      : std::is_same_v<Stored, float>    ? SINEW_TYPE_F32
                                                                         : SINEW_TYPE_F64;

  static void ToWords(const uint8_t* values, size_t count, Word* words) {
    ValuesToWords(kType, SortFlip(kType, false), values, count, words);
  }
  static Stored FromWord(Word word) {
    uint8_t value[sizeof(Word)];
    WordsToValues(kType, SortFlip(kType, false), &word, 1, value);
    return Load<Stored>(value);
  }
};

// The sources of SelectWord: a list of values, and the rows of a column that are not null.
template <typename Stored>
class ListWords {
  using Word = typename Order<Stored>::Word;

 public:
  explicit ListWords(const KeptValues& list) : list_(list) {}

  template <class Visit>
  void ForEachBlock(const Visit& visit) const {
    Word words[kSelectBlock];
    list_.ForEachRun(sizeof(Stored), [&](const uint8_t* values, size_t number) {
      for (size_t first = 0; first < number; first += kSelectBlock) {
        const size_t count = std::min(kSelectBlock, number - first);
        Order<Stored>::ToWords(values + first * sizeof(Stored), count, words);
        visit(words, count);
      }
    });
  }

  size_t Sample(Word* words) const {
    const size_t step = list_.count / kSelectSample + 1;
    size_t sampled = 0, next = 0, seen = 0;
    list_.ForEachRun(sizeof(Stored), [&](const uint8_t* values, size_t number) {
      for (; next < seen + number; next += step) {
        Order<Stored>::ToWords(values + (next - seen) * sizeof(Stored), 1, words + sampled++);
      }
      seen += number;
    });
    return sampled;
  }

 private:
  const KeptValues list_;
};

template <typename Stored>
class ColumnWords {
  using Word = typename Order<Stored>::Word;

 public:
  explicit ColumnWords(const sinew_column& column) : column_(column) {}

  template <class Visit>
  void ForEachBlock(const Visit& visit) const {
    Word words[kSelectBlock];
    for (size_t first = 0; first < column_.count; first += kSelectBlock) {
      const size_t rows = std::min(kSelectBlock, column_.count - first);
      LoadRows(first, rows, words);
      const size_t count = column_.validity == nullptr ? rows : KeepValid(first, rows, words);
      visit(words, count);
    }
  }

  size_t Sample(Word* words) const {
    const size_t step = column_.count / kSelectSample + 1;
    size_t sampled = 0;
    for (size_t row = 0; row < column_.count; row += step) {
      if (IsValid(column_, row)) LoadRows(row, 1, words + sampled++);
    }
    if (sampled != 0) return sampled;
    LoadRows(FindBit(column_.validity, column_.validity_offset, column_.count), 1, words);
    return 1;
  }

 private:
  void LoadRows(size_t first, size_t rows, Word* words) const {
    const uint8_t* const values = AsBytes(column_.values);
    if constexpr (std::is_same_v<Stored, bool>) {
      for (size_t i = 0; i < rows; ++i) words[i] = BitAt(values, column_.values_offset + first + i);
    } else {
      Order<Stored>::ToWords(values + first * sizeof(Stored), rows, words);
    }
  }
  size_t KeepValid(size_t first, size_t rows, Word* words) const {
    size_t kept = 0;
    for (size_t i = 0; i < rows; i += 64) {
      const size_t some = std::min<size_t>(rows - i, 64);
      uint64_t valid = LoadBits(column_.validity, column_.validity_offset + first + i, some);
      for (size_t k = i; k < i + some; ++k, valid >>= 1) {
        words[kept] = words[k];
        kept += valid & 1;
      }
    }
    return kept;
  }

  const sinew_column& column_;
};

constexpr double kSlack = 0x1p-50;

// The result, widened, of a source of one value or more.
template <bool kContinuous, typename Stored, class Source>
auto QuantileOf(const Source& source, uint64_t count, double fraction) {
  using Wide = std::conditional_t<
      std::is_floating_point_v<Stored>, double,
      std::conditional_t<std::is_signed_v<Stored> || std::is_same_v<Stored, bool>, int64_t,
                         uint64_t>>;
  const double n = static_cast<double>(count);
  const auto select = [&](uint64_t place) {
    return SelectWord<typename Order<Stored>::Word>(source, count, Order<Stored>::kBits,
                                                    std::min(place, count - 1));
  };
  const auto from_word = [](auto word) {
    const Wide value = static_cast<Wide>(Order<Stored>::FromWord(word));
    if constexpr (std::is_same_v<Wide, double>) return Canonical(value);
    return value;
  };
  if constexpr (kContinuous) {
    const double place = (n - 1) * fraction;
    const int64_t low = static_cast<int64_t>(place);
    const double part = place - static_cast<double>(low);
    const auto selected = select(static_cast<uint64_t>(low));
    const double at = static_cast<double>(from_word(selected.at));
    const double next = static_cast<double>(from_word(selected.next));
    if (part == 0 || at == next) return at;
    return Canonical(at * (1 - part) + next * part);
  } else {
    const uint64_t number = count - static_cast<uint64_t>(n - n * fraction + n * kSlack);
    return from_word(select(number == 0 ? 0 : number - 1).at);
  }
}

// The state, which knows of values what their width is.
template <size_t kWidth>
struct ValuesState {
  static KeptValues* At(uint8_t* state) { return reinterpret_cast<KeptValues*>(state); }
  static const KeptValues& At(const uint8_t* state) {
    return *reinterpret_cast<const KeptValues*>(state);
  }

  static size_t Size(Parts) { return sizeof(KeptValues); }
  static void Init(Parts, uint8_t* state) { Store(state, KeptValues()); }

  static void Update(Parts, size_t offset, uint8_t* const* rows, size_t count,
                     const sinew_column* columns, size_t first, KeptMemory* memory) {
    const sinew_column& column = columns[0];
    const uint8_t* const values = AsBytes(column.values);
    const bool is_bits = column.type == SINEW_TYPE_BOOL;
    const auto add = [&](size_t i) {
      if (is_bits) {
        const uint8_t bit = BitAt(values, column.values_offset + first + i);
        memory->Add<1>(At(rows[i] + offset), &bit);
      } else {
        memory->Add<kWidth>(At(rows[i] + offset), values + (first + i) * kWidth);
      }
    };
    if (column.validity == nullptr) {
      for (size_t i = 0; i < count; ++i) add(i);
      return;
    }
    for (size_t i = 0; i < count; i += 64) {
      uint64_t valid = LoadBits(column.validity, column.validity_offset + first + i,
                                std::min<size_t>(count - i, 64));
      for (; valid != 0; valid &= valid - 1) add(i + static_cast<size_t>(__builtin_ctzll(valid)));
    }
  }

  static void Merge(Parts, size_t offset, uint8_t* const* into, const uint8_t* const* from,
                    size_t count, KeptMemory* memory) {
    for (size_t i = 0; i < count; ++i) {
      memory->AddAll(At(into[i] + offset), kWidth, At(from[i] + offset));
    }
  }

  static void Encode(Parts, const sinew_type* types, const uint8_t* state, ByteWriter* out) {
    const KeptValues& list = At(state);
    out->Put(list.count);
    list.ForEachRun(kWidth, [&](const uint8_t* values, size_t number) {
      if (!IsFloat(types[0])) return out->PutBytes({values, number * kWidth});
      for (size_t i = 0; i < number; ++i) {
        ForStored<double>(types[0], [&](auto stored) {
          using Stored = decltype(stored);
          out->Put(static_cast<Stored>(Canonical(Load<Stored>(values + i * sizeof(Stored)))));
        });
      }
    });
  }

  static void Decode(Parts, const sinew_type* types, ByteReader* in, uint8_t* state) {
    const uint64_t count = DecodeCount(in);
    const size_t begin = in->at();
    const Bytes values = in->GetBytes(static_cast<size_t>(count * kWidth));
    if (IsFloat(types[0]) || types[0] == SINEW_TYPE_BOOL) {
      ByteReader each(values);
      for (size_t at = 0; at < values.size && each.ok(); at = each.at()) {
        if (IsFloat(types[0])) {
          DecodeValue<double>(types[0], &each);
        } else {
          DecodeValue<int64_t>(types[0], &each);
        }
      }
      if (!each.ok()) in->FailAt(begin + each.fault_at(), each.fault());
    }
    KeptValues list;
    if (in->ok()) list.Borrow(values.data, count);
    Store(state, list);
  }

  static constexpr StateType kState = {Size,   Init,   nullptr, nullptr, nullptr,
                                       Encode, Decode, Update,  Merge};
};

template <bool kContinuous, typename Stored>
struct Quantile {
  static void Finish(const States& states, uint8_t* out, uint8_t* valid) {
    for (size_t i = 0; i < states.count; ++i) {
      const KeptValues& list = ValuesState<sizeof(Stored)>::At(states.At(i));
      if (list.count == 0) {
        Store(out + i * 8, uint64_t{0});
      } else {
        Store(out + i * 8, QuantileOf<kContinuous, Stored>(ListWords<Stored>(list), list.count,
                                                           states.parameters.fraction));
      }
      if (valid != nullptr) valid[i] = list.count != 0;
    }
  }

  static sinew_status Reduce(const sinew_column* columns, const Parameters& parameters,
                             uint8_t* out, size_t* count) {
    *count = CountColumn(columns[0]);
    if (*count == 0) {
      Store(out, uint64_t{0});
      return SINEW_STATUS_OK;
    }
    const FloatEnvironment floats;  // for the place of integers, too
    Store(out, QuantileOf<kContinuous, Stored>(ColumnWords<Stored>(columns[0]), *count,
                                               parameters.fraction));
    return SINEW_STATUS_OK;
  }

  static constexpr Accumulator kFound = {
      kContinuous ? SINEW_AGGREGATE_QUANTILE_CONTINUOUS : SINEW_AGGREGATE_QUANTILE_DISCRETE,
      kContinuous ? SINEW_TYPE_F64 : sinew_type{},
      true,
      &ValuesState<sizeof(Stored)>::kState,
      0,
      Finish,
      nullptr,
      nullptr,
      Reduce};
};

template <bool kContinuous, typename Number>
const Accumulator* FindOf(sinew_type type, Number) {
  return ForStored<Number>(type, [](auto stored) -> const Accumulator* {
    return &Quantile<kContinuous, decltype(stored)>::kFound;
  });
}

const Accumulator* FindContinuous(sinew_type type) {
  return ForNumber(type, [type](auto number) { return FindOf<true>(type, number); });
}
const Accumulator* FindDiscrete(sinew_type type) {
  return ForWide(type, [type](auto number) { return FindOf<false>(type, number); });
}

const Register<SINEW_AGGREGATE_QUANTILE_CONTINUOUS> kRegisterContinuous("quantile_continuous",
                                                                        FindContinuous);
const Register<SINEW_AGGREGATE_QUANTILE_DISCRETE> kRegisterDiscrete("quantile_discrete",
                                                                    FindDiscrete);

}  // namespace
}  // namespace sinew
