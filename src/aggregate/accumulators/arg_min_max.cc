// ARG_MIN and ARG_MAX: the value of one column in the first row in which another has its extreme.
//
// The state is both. Numbers are words of 64 bits: the value as its type widens to it, and the
// extreme as min_max.cc orders it, the complement for a maximum, so that less is what counts.
// Strings, and 16 bytes, are KeptBytes, which come first:
//
//   | 1 if there are any rows | extreme | value |      numbers
//   | value, KeptBytes | extreme |                     a string where a number is least
//   | extreme, KeptBytes | value |                     a number where a string is
//   | value, KeptBytes | extreme, KeptBytes |

#include "aggregate/accumulators/fold.h"
#include "aggregate/accumulators/kept.h"
#include "aggregate/accumulators/strings.h"

namespace sinew {
namespace {

// Calls visit(T{}) with what numbers of a type widen to.
template <typename Visit>
auto VisitWide(sinew_type type, const Visit& visit) {
  if (IsFloat(type)) return visit(double{});
  if (IsUnsigned(type)) return visit(uint64_t{});
  return visit(int64_t{});
}

template <typename T>
uint64_t WordOf(T value) {
  if constexpr (std::is_same_v<T, double>) {
    return std::bit_cast<uint64_t>(Canonical(value));
  } else {
    return static_cast<uint64_t>(value);
  }
}

template <typename T>
int64_t ExtremeOf(T value, int64_t flip) {
  return value != value ? kNaNExtreme : OrderOf(value) ^ flip;
}

template <typename T>
T FromExtreme(int64_t extreme, int64_t flip) {
  const bool is_nan = std::is_same_v<T, double> && extreme == kNaNExtreme;
  return FromOrder<T>(is_nan ? extreme : extreme ^ flip);
}

void LoadRows(const sinew_column& column, size_t first, size_t count, Bytes* rows) {
  for (size_t i = 0; i < count; ++i) rows[i] = BytesAt(column, first + i);
}
void LoadRows(const sinew_column& column, size_t first, size_t count, uint64_t* rows) {
  VisitWide(column.type, [&](auto number) {
    decltype(number) wide[kFoldRows];
    WidenRows(column, first, count, wide);
    for (size_t i = 0; i < count; ++i) rows[i] = WordOf(wide[i]);
  });
}
void LoadExtremes(const sinew_column& column, size_t first, size_t count, int64_t, Bytes* rows) {
  LoadRows(column, first, count, rows);
}
void LoadExtremes(const sinew_column& column, size_t first, size_t count, int64_t flip,
                  int64_t* rows) {
  VisitWide(column.type, [&](auto number) {
    decltype(number) wide[kFoldRows];
    WidenRows(column, first, count, wide);
    for (size_t i = 0; i < count; ++i) rows[i] = ExtremeOf(wide[i], flip);
  });
}

template <bool kMax, bool kBytesValue, bool kBytesExtreme>
struct Arg {
  using Value = std::conditional_t<kBytesValue, Bytes, uint64_t>;
  using Extreme = std::conditional_t<kBytesExtreme, Bytes, int64_t>;
  static constexpr int64_t kFlip = kMax ? -1 : 0;
  static constexpr size_t kKept = kBytesValue + kBytesExtreme;
  static constexpr size_t kValueSize = kBytesValue ? sizeof(KeptBytes) : 8;
  // Where there are no KeptBytes, a word says whether there is a value.
  static constexpr size_t kExtremeAt = kBytesValue     ? sizeof(KeptBytes)
                                       : kBytesExtreme ? 0
                                                       : sizeof(uint64_t);
  static constexpr size_t kValueAt =
      kBytesValue ? 0 : kExtremeAt + (kBytesExtreme ? sizeof(KeptBytes) : 8);
  static constexpr size_t kSize =
      kBytesValue ? kExtremeAt + (kBytesExtreme ? sizeof(KeptBytes) : 8) : kValueAt + 8;

  static size_t Size(Parts) { return kSize; }
  static void Init(Parts, uint8_t* state) { memset(state, 0, kSize); }

  // The address of what is kept, or nothing, is the first word as well.
  static bool IsThere(const uint8_t* state) { return Load<uint64_t>(state) != 0; }

  static Bytes Get(const uint8_t* at, Bytes) { return Load<KeptBytes>(at).bytes(); }
  template <typename Word>
  static Word Get(const uint8_t* at, Word) {
    return Load<Word>(at);
  }
  static Value ValueOf(const uint8_t* state) { return Get(state + kValueAt, Value{}); }
  static Extreme ExtremeOf(const uint8_t* state) { return Get(state + kExtremeAt, Extreme{}); }

  static void Set(uint8_t* at, Bytes bytes) { reinterpret_cast<KeptBytes*>(at)->Borrow(bytes); }
  template <typename Word>
  static void Set(uint8_t* at, Word word) {
    Store(at, word);
  }
  static void Put(uint8_t* state, Value value, Extreme extreme) {
    if (kKept == 0) Store(state, uint64_t{1});
    Set(state + kValueAt, value);
    Set(state + kExtremeAt, extreme);
  }

  static bool IsBeyond(int64_t next, int64_t kept) { return next < kept; }
  static bool IsBeyond(Bytes next, Bytes kept) {
    const int order = CompareBytes(next, kept);
    return kMax ? order > 0 : order < 0;
  }

  static void Add(uint8_t* state, Value value, Extreme extreme, KeptMemory* memory) {
    if (IsThere(state) && !IsBeyond(extreme, ExtremeOf(state))) return;
    if (kKept == 0 || memory->MayChange(state, kSize, kKept)) Put(state, value, extreme);
  }

  // Calls visit(i, value, extreme) for every row first + i that is valid in the first column.
  template <typename Visit>
  static void ForEach(const sinew_column* columns, size_t first, size_t count, const Visit& visit) {
    Value values[kFoldRows];
    Extreme extremes[kFoldRows];
    for (size_t done = 0; done < count; done += kFoldRows) {
      const size_t block = std::min(kFoldRows, count - done);
      LoadRows(columns[0], first + done, block, values);
      LoadExtremes(columns[1], first + done, block, kFlip, extremes);
      for (size_t i = 0; i < block; ++i) {
        if (IsValid(columns[0], first + done + i)) visit(done + i, values[i], extremes[i]);
      }
    }
  }

  static void UpdateKept(Parts, size_t offset, uint8_t* const* rows, size_t count,
                         const sinew_column* columns, size_t first, KeptMemory* memory) {
    ForEach(columns, first, count, [&](size_t i, Value value, Extreme extreme) {
      Add(rows[i] + offset, value, extreme, memory);
    });
  }
  static void Update(Parts parts, size_t offset, uint8_t* const* rows, size_t count,
                     const sinew_column* columns, size_t first) {
    UpdateKept(parts, offset, rows, count, columns, first, nullptr);
  }

  static void MergeKept(Parts, size_t offset, uint8_t* const* into, const uint8_t* const* from,
                        size_t count, KeptMemory* memory) {
    for (size_t i = 0; i < count; ++i) {
      const uint8_t* const other = from[i] + offset;
      if (IsThere(other)) Add(into[i] + offset, ValueOf(other), ExtremeOf(other), memory);
    }
  }
  static void Merge(Parts parts, size_t offset, uint8_t* const* into, const uint8_t* const* from,
                    size_t count) {
    MergeKept(parts, offset, into, from, count, nullptr);
  }

  static size_t FindRow(const sinew_column* columns, size_t* count) {
    size_t found = columns[0].count;
    Extreme kept = {};
    *count = 0;
    ForEach(columns, 0, columns[0].count, [&](size_t row, Value, Extreme extreme) {
      if ((*count)++ != 0 && !IsBeyond(extreme, kept)) return;
      found = row;
      kept = extreme;
    });
    return found;
  }
  static size_t OfColumn(Parts parts, uint8_t* state, const sinew_column* columns) {
    size_t count;
    const size_t row = FindRow(columns, &count);
    Init(parts, state);
    if (count != 0) {
      Value value[1];
      Extreme extreme[1];
      LoadRows(columns[0], row, 1, value);
      LoadExtremes(columns[1], row, 1, kFlip, extreme);
      Put(state, value[0], extreme[0]);
    }
    return count;
  }

  static void Finish(const States& states, uint8_t* out, uint8_t* valid) {
    for (size_t i = 0; i < states.count; ++i) {
      const uint8_t* const state = states.At(i);
      const bool is_valid = IsThere(state);
      Store(out + i * 8, is_valid ? Load<uint64_t>(state + kValueAt) : 0);
      if (valid != nullptr) valid[i] = is_valid;
    }
  }

  static void Encode(Parts, const sinew_type* types, const uint8_t* state, ByteWriter* out) {
    out->Put(static_cast<uint8_t>(IsThere(state)));
    if (!IsThere(state)) return;
    if constexpr (kBytesValue) {
      EncodeBytes(types[0], ValueOf(state), out);
    } else {
      VisitWide(types[0], [&](auto number) {
        EncodeValue(types[0], std::bit_cast<decltype(number)>(ValueOf(state)), out);
      });
    }
    if constexpr (kBytesExtreme) {
      EncodeBytes(types[1], ExtremeOf(state), out);
    } else {
      VisitWide(types[1], [&](auto number) {
        EncodeValue(types[1], FromExtreme<decltype(number)>(ExtremeOf(state), kFlip), out);
      });
    }
  }

  static void Decode(Parts parts, const sinew_type* types, ByteReader* in, uint8_t* state) {
    Init(parts, state);
    if (!DecodeIsThere(in)) return;
    Value value;
    Extreme extreme;
    if constexpr (kBytesValue) {
      value = DecodeBytes(types[0], in);
    } else {
      VisitWide(types[0],
                [&](auto number) { value = WordOf(DecodeValue<decltype(number)>(types[0], in)); });
    }
    if constexpr (kBytesExtreme) {
      extreme = DecodeBytes(types[1], in);
    } else {
      VisitWide(types[1], [&](auto number) {
        extreme = sinew::ExtremeOf(DecodeValue<decltype(number)>(types[1], in), kFlip);
      });
    }
    Put(state, value, extreme);
  }

  static constexpr bool kKeeps = kKept != 0;
  static constexpr StateType kState = {Size,
                                       Init,
                                       kKeeps ? nullptr : Update,
                                       kBytesValue ? nullptr : OfColumn,
                                       kKeeps ? nullptr : Merge,
                                       Encode,
                                       Decode,
                                       kKeeps ? UpdateKept : nullptr,
                                       kKeeps ? MergeKept : nullptr};
  static constexpr Accumulator kFound = {kMax ? SINEW_AGGREGATE_ARG_MAX : SINEW_AGGREGATE_ARG_MIN,
                                         {},
                                         true,
                                         &kState,
                                         0,
                                         kBytesValue ? nullptr : Finish,
                                         nullptr,
                                         kBytesValue ? FindRow : nullptr};
};

template <bool kMax>
const Accumulator* Find(sinew_type type, sinew_type second) {
  if (!IsScalar(type) || !IsScalar(second)) return nullptr;
  if (IsBytes(type)) {
    return IsBytes(second) ? &Arg<kMax, true, true>::kFound : &Arg<kMax, true, false>::kFound;
  }
  return IsBytes(second) ? &Arg<kMax, false, true>::kFound : &Arg<kMax, false, false>::kFound;
}

const Register<SINEW_AGGREGATE_ARG_MIN> kRegisterMin("arg_min", Find<false>);
const Register<SINEW_AGGREGATE_ARG_MAX> kRegisterMax("arg_max", Find<true>);

}  // namespace
}  // namespace sinew
