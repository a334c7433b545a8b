// APPROX_COUNT_DISTINCT: about how many different values there are, by the sketch of sketch/hll.
//
// The state is what a sketch is but for what it knows of the order of its rows: coupons, in a list
// or a table as there, or registers, in blocks of KeptMemory. So it depends on the set of values
// alone, as do its estimate, which is that of sketches that were merged, and its bytes, in which
// coupons are in ascending order.
//
//   state:   | data | count of coupons u32 | lg u8 | form u8 | . |
//               '--> | coupon u32 ... | in 2^lg places, or | register u8 ... |, 2^lg_k of them
//
// What a table outgrows stays behind until Clear, which is less than what it has then.

#include <algorithm>

#include "aggregate/accumulators/kept.h"
#include "aggregate/accumulators/summary.h"
#include "core/float_environment.h"
#include "sketch/hll/hll.h"

namespace sinew {
namespace {

static_assert(kMaxUpdateRows <= kHllBlock);

// As the registers of a state of an lg_k come where its parts are known.
size_t RegisterCount(Parts lg_k) { return size_t{1} << lg_k; }

enum class Form : uint8_t {
  kCoupons,
  kRegisters,
  kEncoded,  // coupons one behind the other, as they were read
};

struct HllState {
  uint8_t* data = nullptr;  // null: there are no values
  uint32_t count = 0;
  uint8_t lg = kListLg;
  Form form = Form::kCoupons;

  static HllState* At(uint8_t* state) { return reinterpret_cast<HllState*>(state); }
  static const HllState& At(const uint8_t* state) {
    return *reinterpret_cast<const HllState*>(state);
  }

  bool has_registers() const { return form == Form::kRegisters; }
  template <typename Visit>
  void ForEachCoupon(const Visit& visit) const {
    const size_t places = form == Form::kEncoded ? count : data == nullptr ? 0 : size_t{1} << lg;
    for (size_t i = 0; i < places; ++i) {
      const uint32_t coupon = Load<uint32_t>(data + i * sizeof(coupon));
      if (coupon != 0) visit(coupon);
    }
  }
};
static_assert(sizeof(HllState) == 16);

uint8_t* RegisterOf(uint8_t* registers, Parts lg_k, uint32_t coupon) {
  return registers + (CouponKey(coupon) & (RegisterCount(lg_k) - 1));
}
void Raise(uint8_t* registers, Parts lg_k, uint32_t coupon) {
  uint8_t* const at = RegisterOf(registers, lg_k, coupon);
  *at = std::max(*at, static_cast<uint8_t>(CouponValue(coupon)));
}

// The following change a state, or return false, as there is no memory; then what they have done is
// undone by KeptMemory.

// Gives it a block of zeros, of which it is to be `next`.
bool Become(HllState next, size_t size, HllState* state, KeptMemory* memory) {
  next.data = memory->Allocate(size);
  if (next.data == nullptr || !memory->MayWrite(&state->data) || !memory->MayWrite(&state->count)) {
    return false;
  }
  memset(next.data, 0, size);
  *state = next;
  return true;
}

bool BecomeCoupons(uint32_t lg, HllState* state, KeptMemory* memory) {
  const HllState before = *state;
  const HllState next = {nullptr, before.count, static_cast<uint8_t>(lg), Form::kCoupons};
  if (!Become(next, sizeof(uint32_t) << lg, state, memory)) return false;
  uint64_t steps = 0;
  uint32_t* const coupons = reinterpret_cast<uint32_t*>(state->data);
  before.ForEachCoupon([&](uint32_t coupon) { *FindCoupon(coupons, lg, coupon, &steps) = coupon; });
  return true;
}

bool BecomeRegisters(Parts lg_k, HllState* state, KeptMemory* memory) {
  const HllState before = *state;
  const HllState next = {nullptr, 0, 0, Form::kRegisters};
  if (!Become(next, RegisterCount(lg_k), state, memory)) return false;
  before.ForEachCoupon([&](uint32_t coupon) { Raise(state->data, lg_k, coupon); });
  return true;
}

bool AddCoupon(uint32_t coupon, Parts lg_k, HllState* state, KeptMemory* memory) {
  if (state->has_registers()) {
    uint8_t* const at = RegisterOf(state->data, lg_k, coupon);
    if (*at >= CouponValue(coupon)) return true;
    if (!memory->MayWrite(at)) return false;
    *at = static_cast<uint8_t>(CouponValue(coupon));
    return true;
  }
  if (state->data == nullptr && !BecomeCoupons(kListLg, state, memory)) return false;
  uint64_t steps = 0;
  uint32_t* const found =
      FindCoupon(reinterpret_cast<uint32_t*>(state->data), state->lg, coupon, &steps);
  if (*found == coupon) return true;
  if (!memory->MayWrite(found) || !memory->MayWrite(&state->count)) return false;
  *found = coupon;
  ++state->count;
  if (IsTooMany(state->count, lg_k)) return BecomeRegisters(lg_k, state, memory);
  return !IsFull(state->count, state->lg) || BecomeCoupons(NextLg(state->lg), state, memory);
}

bool AddRegisters(const uint8_t* registers, Parts lg_k, HllState* state, KeptMemory* memory) {
  if (!state->has_registers() && !BecomeRegisters(lg_k, state, memory)) return false;
  constexpr size_t kWord = 8;
  for (size_t first = 0; first < RegisterCount(lg_k); first += kWord) {
    uint8_t* const at = state->data + first;
    uint8_t greatest[kWord];
    for (size_t i = 0; i < kWord; ++i) greatest[i] = std::max(at[i], registers[first + i]);
    if (Load<uint64_t>(greatest) == Load<uint64_t>(at)) continue;
    if (!memory->MayWrite(at)) return false;
    memcpy(at, greatest, kWord);
  }
  return true;
}

size_t Size(Parts) { return sizeof(HllState); }
void Init(Parts, uint8_t* state) { Store(state, HllState()); }

void Update(Parts lg_k, size_t offset, uint8_t* const* rows, size_t count,
            const sinew_column* columns, size_t first, KeptMemory* memory) {
  if (!memory->goes_on()) return;
  uint32_t coupons[kHllBlock];
  HllCoupons(columns[0], first, count, coupons);
  for (size_t i = 0; i < count; ++i) {
    const HllState& state = HllState::At(static_cast<const uint8_t*>(rows[i] + offset));
    __builtin_prefetch(
        state.has_registers() ? RegisterOf(state.data, lg_k, coupons[i]) : state.data, 1);
  }
  for (size_t i = 0; i < count; ++i) {
    if (coupons[i] == 0) continue;
    if (!AddCoupon(coupons[i], lg_k, HllState::At(rows[i] + offset), memory)) return;
  }
}

void Merge(Parts lg_k, size_t offset, uint8_t* const* into, const uint8_t* const* from,
           size_t count, KeptMemory* memory) {
  for (size_t i = 0; i < count && memory->goes_on(); ++i) {
    HllState* const state = HllState::At(into[i] + offset);
    const HllState& other = HllState::At(from[i] + offset);
    if (other.has_registers()) {
      AddRegisters(other.data, lg_k, state, memory);
      continue;
    }
    bool goes_on = true;
    other.ForEachCoupon(
        [&](uint32_t coupon) { goes_on = goes_on && AddCoupon(coupon, lg_k, state, memory); });
  }
}

// In the bytes, what there is.
constexpr uint8_t kCouponsKind = 0, kRegistersKind = 1;

void Encode(Parts lg_k, const sinew_type*, const uint8_t* state, ByteWriter* out) {
  const HllState& hll = HllState::At(state);
  if (hll.has_registers()) {
    out->Put(kRegistersKind);
    return out->PutBytes({hll.data, RegisterCount(lg_k)});
  }
  out->Put(kCouponsKind);
  out->Put(hll.count);
  // The next ones in their order, as many as there is room for.
  constexpr size_t kRoom = 1024;
  uint32_t next[kRoom];
  uint32_t last = 0;
  for (size_t done = 0; done < hll.count;) {
    size_t count = 0;
    hll.ForEachCoupon([&](uint32_t coupon) {
      if (coupon <= last) return;
      if (count == kRoom) {
        if (coupon > next[0]) return;
        std::pop_heap(next, next + count--);
      }
      next[count++] = coupon;
      std::push_heap(next, next + count);
    });
    std::sort_heap(next, next + count);
    for (size_t i = 0; i < count; ++i) out->Put(next[i]);
    last = next[count - 1];
    done += count;
  }
}

void Decode(Parts lg_k, const sinew_type*, ByteReader* in, uint8_t* state) {
  HllState hll;
  const size_t begin = in->at();
  const uint8_t kind = in->Get<uint8_t>();
  const size_t count_at = in->at();
  if (kind == kCouponsKind) {
    const uint32_t count = in->Get<uint32_t>();
    if (in->ok() && IsTooMany(count, lg_k)) {
      in->FailAt(count_at, "more coupons than there can be");
    }
    hll = {const_cast<uint8_t*>(in->GetBytes(0).data), count, 0, Form::kEncoded};
    uint32_t last = 0;
    for (uint32_t i = 0; i < count && in->ok(); ++i) {
      const size_t at = in->at();
      const uint32_t coupon = in->Get<uint32_t>();
      if (!in->ok()) break;
      if (CouponValue(coupon) == 0) in->FailAt(at, "a coupon has no value");
      if (coupon <= last) in->FailAt(at, "coupons are not in ascending order");
      last = coupon;
    }
  } else if (kind == kRegistersKind) {
    const Bytes registers = in->GetBytes(RegisterCount(lg_k));
    uint8_t any = 0;
    for (size_t i = 0; i < RegisterCount(lg_k) && in->ok(); ++i) {
      any |= registers.data[i];
      if (registers.data[i] > kMostValue) in->FailAt(count_at + i, "a register is more than 63");
    }
    if (in->ok() && any == 0) in->FailAt(begin, "registers of no values");
    hll = {const_cast<uint8_t*>(registers.data), 0, 0, Form::kRegisters};
  } else {
    in->FailAt(begin, "there are neither coupons nor registers");
  }
  if (!in->ok()) hll = HllState();
  Store(state, hll);
}

// Registers that no values give may say infinity.
int64_t Rounded(double estimate) {
  return estimate < 0x1p63 ? static_cast<int64_t>(estimate + 0.5) : INT64_MAX;
}

void Finish(const States& states, uint8_t* out, uint8_t* valid) {
  WriteResults(states, out, valid, [&](const uint8_t* state) {
    const HllState& hll = HllState::At(state);
    return Rounded(hll.has_registers() ? EstimateOfMerged(hll.data, RegisterCount(states.parts))
                                       : EstimateOfCoupons(hll.count));
  });
}

sinew_status Reduce(const sinew_column* columns, const Parameters& parameters, uint8_t* out,
                    size_t* count) {
  const FloatEnvironment floats;
  sinew_hll hll(Memory(0), parameters.lg_k);
  sinew_status status = hll.Init();
  if (status == SINEW_STATUS_OK) status = hll.Update(columns[0]);
  if (status != SINEW_STATUS_OK) return status;
  *count = CountColumn(columns[0]);
  Store(out, Rounded(hll.EstimateMerged()));
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
                                       .update_kept = Update,
                                       .merge_kept = Merge,
                                       .is_of_lg_k = true};
  static constexpr Accumulator kFound = {.function = SINEW_AGGREGATE_APPROX_COUNT_DISTINCT,
                                         .result = SINEW_TYPE_I64,
                                         .has_column = true,
                                         .state = &kState,
                                         .parts = 0,
                                         .finish = Finish,
                                         .overflow_count = nullptr,
                                         .reduce = Reduce};
  return IsScalar(type) ? &kFound : nullptr;
}

const Register<SINEW_AGGREGATE_APPROX_COUNT_DISTINCT> kRegister("approx_count_distinct", Find);

}  // namespace
}  // namespace sinew
