// APPROX_QUANTILE: a quantile within a part of itself, by the sketch of sketch/ddsketch, of whose
// bins a state has as many as such a sketch of kBins, with a logarithmic mapping. Values that have
// none are counted besides: those near 0, and infinities and NaN, which are behind all others, as
// they are to a quantile.
//
// A value is a code, in the order of values:
//
//   -inf | -(2^30 + bin) | 0 | 2^30 + bin | inf | NaN
//
// Few values are a list of codes. More of them are counts, of the bins of each sign in a ring as a
// sketch has them (ddsketch.h), which is here as large as it must be:
//
//   state:   | data | number u32 | room u32 |
//               '--> | code i32 ... |, with room for that many, or, if that is 0, Counts:
//                    | ring of positive bins | ring of negative ones | -inf | 0 | inf | NaN |
//
// Which values share the lowest bin depends on the greatest one alone, so that the state depends on
// the values, but not on their order nor on merges.

#include <algorithm>
#include <bit>
#include <limits>

#include "aggregate/accumulators/encoded.h"
#include "aggregate/accumulators/fold.h"
#include "aggregate/accumulators/kept.h"
#include "aggregate/accumulators/summary.h"
#include "core/float_environment.h"
#include "sketch/ddsketch/ddsketch.h"

namespace sinew {
namespace {

constexpr uint32_t kBins = 2048;
constexpr uint32_t kFirstCodes = 8, kMostCodes = 256;

constexpr int32_t kMinusInfinity = INT32_MIN, kZero = 0, kInfinity = INT32_MAX - 1,
                  kNaNCode = INT32_MAX;
constexpr int32_t kFirstBin = 1 << 30, kMostBin = 1 << 29;  // of either sign

int32_t CodeOf(bool is_negative, int32_t bin) {
  return is_negative ? -(kFirstBin + bin) : kFirstBin + bin;
}
bool IsBin(int32_t code) { return code != kZero && code > kMinusInfinity && code < kInfinity; }
int32_t BinOf(int32_t code) { return (code < 0 ? -code : code) - kFirstBin; }

// Of a value whose size has a bin, or else whatever `bin` is.
int32_t CodeOf(double value, int32_t bin, const DDSketchMapping& mapping) {
  const double size = std::max(value, -value);
  if (value != value) return kNaNCode;
  if (size > mapping.most) return value < 0 ? kMinusInfinity : kInfinity;
  if (size <= mapping.least) return kZero;
  return CodeOf(value < 0, bin);
}

double ValueOf(int32_t code, const DDSketchMapping& mapping) {
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  if (IsBin(code)) return (code < 0 ? -1 : 1) * mapping.ValueOf(BinOf(code));
  return code == kZero            ? 0
         : code == kMinusInfinity ? -kInfinite
         : code == kInfinity      ? kInfinite
                                  : Canonical(std::numeric_limits<double>::quiet_NaN());
}

// The bins of a sign that count anything are `least` to `most`; there are none if `least` is more.
struct Ring {
  double* counts;
  int32_t least, most;
  uint64_t capacity;  // a power of 2, or 0

  bool is_empty() const { return least > most; }
  double& at(int64_t bin) { return counts[static_cast<uint64_t>(bin) & (capacity - 1)]; }
  double at(int64_t bin) const { return counts[static_cast<uint64_t>(bin) & (capacity - 1)]; }
};

struct Counts {
  Ring rings[2];     // of positive and of negative values
  double others[4];  // of -inf, 0, inf and NaN
};

constexpr uint32_t kEncoded = UINT32_MAX;  // in place of the room: as they were read
constexpr size_t kEncodedSize = sizeof(int32_t) + sizeof(uint64_t);

struct QuantileState {
  uint8_t* data = nullptr;  // null: there are no values
  uint32_t number = 0;
  uint32_t room = 0;

  static QuantileState* At(uint8_t* state) { return reinterpret_cast<QuantileState*>(state); }
  static const QuantileState& At(const uint8_t* state) {
    return *reinterpret_cast<const QuantileState*>(state);
  }

  bool has_counts() const { return data != nullptr && room == 0; }
  Counts* counts() const { return reinterpret_cast<Counts*>(data); }
  int32_t* codes() const { return reinterpret_cast<int32_t*>(data); }

  // Calls visit(code, count), in no order, with codes that may come again.
  template <typename Visit>
  void ForEach(const Visit& visit) const {
    if (has_counts()) return ForEachCount(visit);
    for (size_t i = 0; i < number; ++i) {
      if (room != kEncoded) {
        visit(codes()[i], 1.0);
        continue;
      }
      const uint8_t* const at = data + i * kEncodedSize;
      visit(Load<int32_t>(at), static_cast<double>(Load<uint64_t>(at + sizeof(int32_t))));
    }
  }

  // The same for each code once, in their order, of what is no longer encoded. A list has as few
  // bins as counts have.
  template <typename Visit>
  void ForEachInOrder(const Visit& visit) const {
    if (has_counts()) return ForEachCount(visit);
    int32_t sorted[kMostCodes];
    std::copy_n(codes(), number, sorted);
    std::sort(sorted, sorted + number);
    int32_t lowest = INT32_MIN, highest = INT32_MAX;  // of the positive and the negative ones
    for (size_t i = 0; i < number; ++i) {
      if (!IsBin(sorted[i])) continue;
      if (sorted[i] > 0) lowest = sorted[i] - static_cast<int32_t>(kBins - 1);
      if (sorted[i] < 0 && highest == INT32_MAX) {
        highest = sorted[i] + static_cast<int32_t>(kBins - 1);
      }
    }
    const auto kept = [&](int32_t code) {
      if (!IsBin(code)) return code;
      return code > 0 ? std::max(code, lowest) : std::min(code, highest);
    };
    for (size_t i = 0, end; i < number; i = end) {
      const int32_t code = kept(sorted[i]);
      for (end = i + 1; end < number && kept(sorted[end]) == code;) ++end;
      visit(code, static_cast<double>(end - i));
    }
  }

 private:
  template <typename Visit>
  void ForEachCount(const Visit& visit) const {
    const auto visit_some = [&](int32_t code, double count) {
      if (count > 0) visit(code, count);
    };
    const Ring& positive = counts()->rings[0];
    const Ring& negative = counts()->rings[1];
    const double* const others = counts()->others;
    visit_some(kMinusInfinity, others[0]);
    for (int64_t bin = negative.most; bin >= negative.least; --bin) {
      visit_some(CodeOf(true, static_cast<int32_t>(bin)), negative.at(bin));
    }
    visit_some(kZero, others[1]);
    for (int64_t bin = positive.least; bin <= positive.most; ++bin) {
      visit_some(CodeOf(false, static_cast<int32_t>(bin)), positive.at(bin));
    }
    visit_some(kInfinity, others[2]);
    visit_some(kNaNCode, others[3]);
  }
};
static_assert(sizeof(QuantileState) == 16);

// The following change a state, or return false, as there is no memory; then what they have done is
// undone by KeptMemory.

bool AddTo(double* count, double more, KeptMemory* memory) {
  if (!memory->MayWrite(count)) return false;
  *count += more;
  return true;
}

// Makes [least, most] the bins of a ring, which has none beyond `most`: what is below `least` is
// counted there.
bool Reach(Ring* ring, int64_t least, int64_t most, KeptMemory* memory) {
  Ring next = {ring->counts, static_cast<int32_t>(least), static_cast<int32_t>(most),
               ring->capacity};
  const uint64_t size = static_cast<uint64_t>(most - least + 1);
  if (size > ring->capacity) {
    constexpr uint64_t kLeast = 16;
    next.capacity = std::bit_ceil(std::max(size, kLeast));
    next.counts = reinterpret_cast<double*>(memory->Allocate(next.capacity * sizeof(double)));
    if (next.counts == nullptr || !memory->MayWrite(&ring->counts) ||
        !memory->MayWrite(&ring->capacity)) {
      return false;
    }
    std::fill_n(next.counts, next.capacity, 0.0);
    for (int64_t bin = ring->least; bin <= ring->most; ++bin) {
      next.at(std::max(bin, least)) += ring->at(bin);
    }
  } else if (ring->least < least) {
    double below = 0;
    for (int64_t bin = ring->least; bin < least && bin <= ring->most; ++bin) {
      double& count = ring->at(bin);
      if (count == 0) continue;
      if (!memory->MayWrite(&count)) return false;
      below += std::exchange(count, 0.0);
    }
    if (!AddTo(&ring->at(least), below, memory)) return false;
  }
  if (!memory->MayWrite(&ring->least)) return false;
  *ring = next;
  return true;
}

// Of a bin that is not within those of the ring.
HWY_NOINLINE bool AddBinBeyond(int32_t bin, double count, Ring* ring, KeptMemory* memory) {
  const int64_t most = std::max(bin, ring->most);
  const int64_t lowest = most - kBins + 1;
  const int64_t kept = std::max<int64_t>(bin, lowest);
  const int64_t least = std::max(std::min<int64_t>(ring->least, kept), lowest);
  if ((most != ring->most || least != ring->least) && !Reach(ring, least, most, memory)) {
    return false;
  }
  return AddTo(&ring->at(kept), count, memory);
}

HWY_INLINE bool AddBin(int32_t bin, double count, Ring* ring, KeptMemory* memory) {
  if (bin < ring->least || bin > ring->most) return AddBinBeyond(bin, count, ring, memory);
  return AddTo(&ring->at(bin), count, memory);
}

HWY_INLINE bool AddToCounts(int32_t code, double count, Counts* counts, KeptMemory* memory) {
  if (IsBin(code)) return AddBin(BinOf(code), count, &counts->rings[code < 0], memory);
  const size_t other = code == kMinusInfinity ? 0 : code == kZero ? 1 : code == kInfinity ? 2 : 3;
  return AddTo(&counts->others[other], count, memory);
}

bool Become(QuantileState next, size_t size, QuantileState* state, KeptMemory* memory) {
  next.data = memory->Allocate(size);
  if (next.data == nullptr || !memory->MayWrite(&state->data) ||
      !memory->MayWrite(&state->number)) {
    return false;
  }
  *state = next;
  return true;
}

bool BecomeCounts(QuantileState* state, KeptMemory* memory) {
  const QuantileState before = *state;
  if (!Become(QuantileState(), sizeof(Counts), state, memory)) return false;
  constexpr Ring kEmpty = {nullptr, INT32_MAX, INT32_MIN, 0};
  *state->counts() = {{kEmpty, kEmpty}, {}};
  bool goes_on = true;
  before.ForEach([&](int32_t code, double count) {
    goes_on = goes_on && AddToCounts(code, count, state->counts(), memory);
  });
  return goes_on;
}

bool AddCode(int32_t code, QuantileState* state, KeptMemory* memory) {
  if (state->number == state->room) {
    const QuantileState before = *state;
    const uint32_t room = before.room == 0 ? kFirstCodes : 2 * before.room;
    if (!Become({nullptr, before.number, room}, room * sizeof(code), state, memory)) return false;
    if (before.number != 0) memcpy(state->data, before.data, before.number * sizeof(code));
  }
  int32_t* const at = state->codes() + state->number;
  if (!memory->MayWrite(at) || !memory->MayWrite(&state->number)) return false;
  *at = code;
  ++state->number;
  return true;
}

HWY_NOINLINE bool AddToList(int32_t code, double count, QuantileState* state, KeptMemory* memory) {
  bool goes_on = true;
  if (count <= kMostCodes - state->number) {
    for (; count > 0 && goes_on; --count) goes_on = AddCode(code, state, memory);
    return goes_on;
  }
  return BecomeCounts(state, memory) && AddToCounts(code, count, state->counts(), memory);
}

HWY_INLINE bool Add(int32_t code, double count, QuantileState* state, KeptMemory* memory) {
  if (!state->has_counts()) return AddToList(code, count, state, memory);
  return AddToCounts(code, count, state->counts(), memory);
}

size_t Size(Parts) { return sizeof(QuantileState); }
void Init(Parts, uint8_t* state) { Store(state, QuantileState()); }

DDSketchMapping MappingOf(const Parameters& parameters) {
  return DDSketchMapping::OfAccuracy(SINEW_DDSKETCH_MAPPING_LOGARITHMIC,
                                     parameters.relative_accuracy);
}

static_assert(kMaxUpdateRows <= kDDSketchBlock && kMaxUpdateRows <= kFoldRows);

// The mapping is made anew for each block, of which it takes a thousandth of the time.
void Update(const Parameters& parameters, size_t offset, uint8_t* const* rows, size_t count,
            const sinew_column* columns, size_t first, KeptMemory* memory) {
  if (!memory->goes_on()) return;
  const DDSketchMapping mapping = MappingOf(parameters);
  double values[kDDSketchBlock];
  int32_t bins[kDDSketchBlock];
  WidenRows(columns[0], first, count, values);
  const size_t padded = (count + kDDSketchPadding - 1) & ~(kDDSketchPadding - 1);
  std::fill(values + count, values + padded, 0.0);
  DDSketchIndices(values, padded, mapping, bins);
  for (size_t i = 0; i < count; ++i) {
    if (!IsValid(columns[0], first + i)) continue;
    const int32_t code = CodeOf(values[i], bins[i], mapping);
    if (!Add(code, 1, QuantileState::At(rows[i] + offset), memory)) return;
  }
}

void Merge(Parts, size_t offset, uint8_t* const* into, const uint8_t* const* from, size_t count,
           KeptMemory* memory) {
  for (size_t i = 0; i < count && memory->goes_on(); ++i) {
    QuantileState* const state = QuantileState::At(into[i] + offset);
    bool goes_on = true;
    QuantileState::At(from[i] + offset).ForEach([&](int32_t code, double more) {
      goes_on = goes_on && Add(code, more, state, memory);
    });
  }
}

void Encode(Parts, const sinew_type*, const uint8_t* state, ByteWriter* out) {
  const QuantileState& quantile = QuantileState::At(state);
  uint32_t number = 0;
  quantile.ForEachInOrder([&](int32_t, double) { ++number; });
  out->Put(number);
  quantile.ForEachInOrder([&](int32_t code, double count) {
    out->Put(code);
    out->Put(static_cast<uint64_t>(count));
  });
}

void Decode(Parts, const sinew_type*, ByteReader* in, uint8_t* state) {
  const uint32_t number = in->Get<uint32_t>();
  const QuantileState quantile = {const_cast<uint8_t*>(in->GetBytes(0).data), number, kEncoded};
  int64_t last = INT64_MIN, first[2] = {};  // of the positive and of the negative bins
  for (uint32_t i = 0; i < number && in->ok(); ++i) {
    const size_t at = in->at();
    const int32_t code = in->Get<int32_t>();
    const size_t count_at = in->at();
    const uint64_t count = in->Get<uint64_t>();
    if (!in->ok()) break;
    if (code <= last) in->FailAt(at, "bins are not in ascending order");
    last = code;
    if (IsBin(code)) {
      if (BinOf(code) <= -kMostBin || BinOf(code) >= kMostBin) in->FailAt(at, "no bin of a value");
      int64_t& of_sign = first[code < 0];
      if (of_sign == 0) of_sign = code;
      if (code - of_sign >= kBins) in->FailAt(at, "more bins than there can be");
    }
    if (count == 0 || count >= kMostCounted) {
      in->FailAt(count_at, "a count is 0, or 2^56 or more");
    }
  }
  Store(state, in->ok() ? quantile : QuantileState());
}

void Finish(const States& states, uint8_t* out, uint8_t* valid) {
  const DDSketchMapping mapping = MappingOf(states.parameters);
  for (size_t i = 0; i < states.count; ++i) {
    const QuantileState& state = QuantileState::At(states.At(i));
    double values = 0, below = 0;
    state.ForEach([&](int32_t, double count) { values += count; });
    const double rank = states.parameters.fraction * (values - 1);
    int32_t found = kZero;
    state.ForEachInOrder([&](int32_t code, double count) {
      if (below <= rank) found = code;
      below += count;
    });
    Store(out + i * 8, ValueOf(found, mapping));
    if (valid != nullptr) valid[i] = values > 0;
  }
}

sinew_status Reduce(const sinew_column* columns, const Parameters& parameters, uint8_t* out,
                    size_t* count) {
  const FloatEnvironment floats;
  const DDSketchMapping mapping = MappingOf(parameters);
  sinew_ddsketch sketch(Memory(0), mapping, kBins);
  sinew_status status = sketch.Init();
  if (status == SINEW_STATUS_OK) status = sketch.Update(columns[0]);
  if (status != SINEW_STATUS_OK) return status;
  double below = 0, above = 0, nans = 0;
  for (size_t first = 0; first < columns[0].count && sketch.rejected() != 0; first += kFoldRows) {
    double values[kFoldRows];
    const size_t rows = std::min(kFoldRows, columns[0].count - first);
    WidenRows(columns[0], first, rows, values);
    for (size_t i = 0; i < rows; ++i) {
      if (!IsValid(columns[0], first + i)) continue;
      below += values[i] < -mapping.most;
      above += values[i] > mapping.most;
      nans += values[i] != values[i];
    }
  }
  *count = CountColumn(columns[0]);
  const double known = sketch.count(), all = known + (below + above + nans);
  const double rank = parameters.fraction * (all - 1);
  double result;
  if (all == 0) {
    result = 0;
  } else if (rank < below) {
    result = ValueOf(kMinusInfinity, mapping);
  } else if (rank - below < known) {
    result = sketch.ValueAt(rank - below);
  } else {
    result = ValueOf(rank - below - known < above ? kInfinity : kNaNCode, mapping);
  }
  Store(out, result);
  return status;
}

const Accumulator* Find(sinew_type type) {
  static constexpr StateType kState = {.size = Size,
                                       .init = Init,
                                       .update = nullptr,
                                       .of_column = nullptr,
                                       .merge = nullptr,
                                       .encode = Encode,
                                       .decode = Decode,
                                       .merge_kept = Merge,
                                       .update_by = Update};
  static constexpr Accumulator kFound = {.function = SINEW_AGGREGATE_APPROX_QUANTILE,
                                         .result = SINEW_TYPE_F64,
                                         .has_column = true,
                                         .state = &kState,
                                         .parts = 0,
                                         .finish = Finish,
                                         .overflow_count = nullptr,
                                         .reduce = Reduce};
  return ForNumber(type, [](auto) { return &kFound; });
}

const Register<SINEW_AGGREGATE_APPROX_QUANTILE> kRegister("approx_quantile", Find);

}  // namespace
}  // namespace sinew
