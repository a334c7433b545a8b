#include "sketch/hll/hll.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/column.h"
#include "core/float_environment.h"
#include "core/key_table.h"
#include "core/status.h"
#include "core/type.h"
#include "hash/murmur3.h"

namespace sinew {

namespace {

// 2^-value; value is 0 to 63.
double InversePower(uint32_t value) { return std::bit_cast<double>(uint64_t{1023 - value} << 52); }

// Rows [first, first + count), at most kHllBlock, of a checked column that has neither strings nor
// 16 bytes, as the words whose bytes are hashed: integers as 64 bits with their sign, floats as
// doubles, of which there are one zero and one NaN.
void LoadHashWords(const sinew_column& column, size_t first, size_t count, uint64_t* words) {
  LoadKeyWords(column, first, count, words);
  const auto widen = [&](auto stored) {
    using Stored = decltype(stored);
    for (size_t i = 0; i < count; ++i) {
      const int64_t value = static_cast<Stored>(words[i]);
      words[i] = static_cast<uint64_t>(value);
    }
  };
  switch (column.type) {
    case SINEW_TYPE_I8:
      return widen(int8_t{});
    case SINEW_TYPE_I16:
      return widen(int16_t{});
    case SINEW_TYPE_I32:
    case SINEW_TYPE_DATE32:
      return widen(int32_t{});
    case SINEW_TYPE_F32:
      for (size_t i = 0; i < count; ++i) {
        const float value = std::bit_cast<float>(static_cast<uint32_t>(words[i]));
        words[i] = std::bit_cast<uint64_t>(double{value});
      }
      return;
    default:
      return;
  }
}

}  // namespace

void HllCoupons(const sinew_column& column, size_t first, size_t count, uint32_t* coupons) {
  const bool is_string = IsString(column.type);
  uint64_t words[kHllBlock];
  sinew_column block = {SINEW_TYPE_U64, count, words, sizeof(words), nullptr, nullptr, 0, 0};
  if (is_string || column.type == SINEW_TYPE_BYTES16) {
    block = Slice(column, first, count);
    block.validity = nullptr;
    block.validity_offset = 0;
  } else {
    LoadHashWords(column, first, count, words);
  }
  sinew_hash128 hashes[kHllBlock];
  sinew_murmur3_128_many(&block, kHllSeed, hashes);
  for (size_t i = 0; i < count; ++i) {
    const uint32_t zeros = static_cast<uint32_t>(std::countl_zero(hashes[i].high));
    const uint32_t value = std::min(zeros + 1, kMostValue);
    coupons[i] = value << kCouponKeyBits | CouponKey(static_cast<uint32_t>(hashes[i].low));
  }
  for (size_t i = 0; column.validity != nullptr && i < count; ++i) {
    coupons[i] = IsValid(column, first + i) ? coupons[i] : 0;
  }
  const auto drop_empty = [&](auto offset) {
    using Offset = decltype(offset);
    const uint8_t* const at = AsBytes(column.offsets) + first * sizeof(Offset);
    for (size_t i = 0; i < count; ++i) {
      const Offset begin = Load<Offset>(at + i * sizeof(Offset));
      const Offset end = Load<Offset>(at + (i + 1) * sizeof(Offset));
      coupons[i] = begin == end ? 0 : coupons[i];
    }
  };
  if (is_string && HasNarrowOffsets(column.type)) drop_empty(int32_t{});
  if (is_string && !HasNarrowOffsets(column.type)) drop_empty(int64_t{});
}

uint32_t* FindCoupon(uint32_t* coupons, uint32_t lg, uint32_t coupon, uint64_t* steps) {
  if (lg == kListLg) {
    while (*coupons != 0 && *coupons != coupon) ++coupons;
    return coupons;
  }
  const uint32_t mask = (1u << lg) - 1;
  const uint32_t step = CouponKey(coupon) >> lg | 1;
  uint32_t at = coupon & mask;
  for (; coupons[at] != 0 && coupons[at] != coupon; ++*steps) at = (at + step) & mask;
  return coupons + at;
}

sinew_status Coupons::Init(const Coupons* other, uint32_t lg) {
  const bool is_there = other != nullptr && other->coupons_ != nullptr;
  if (is_there) lg = other->lg_;
  uint32_t* coupons;
  const sinew_status status = memory_.AllocateArray(size_t{1} << lg, &coupons);
  if (status != SINEW_STATUS_OK) return status;
  Free();
  coupons_ = coupons;
  lg_ = lg;
  count_ = is_there ? other->count_ : 0;
  if (is_there) {
    memcpy(coupons_, other->coupons_, size() * sizeof(uint32_t));
  } else {
    memset(coupons_, 0, size() * sizeof(uint32_t));
  }
  return SINEW_STATUS_OK;
}

// Both are in the same memory.
void Coupons::Swap(Coupons& other) {
  std::swap(coupons_, other.coupons_);
  std::swap(lg_, other.lg_);
  std::swap(count_, other.count_);
}

void Coupons::Free() {
  memory_.Free(coupons_, size() * sizeof(uint32_t));
  coupons_ = nullptr;
  count_ = 0;
}

sinew_status Coupons::Add(uint32_t coupon) {
  uint32_t* const found = FindCoupon(coupons_, lg_, coupon, &steps_);
  if (*found == coupon) return SINEW_STATUS_OK;
  *found = coupon;
  ++count_;
  return IsFull(count_, lg_) ? Grow() : SINEW_STATUS_OK;
}

sinew_status Coupons::Grow() {
  const uint32_t lg = NextLg(lg_);
  uint32_t* grown;
  const sinew_status status = memory_.AllocateArray(size_t{1} << lg, &grown);
  if (status != SINEW_STATUS_OK) return status;
  memset(grown, 0, sizeof(uint32_t) << lg);
  ForEach([&](uint32_t coupon) { *FindCoupon(grown, lg, coupon, &steps_) = coupon; });
  memory_.Free(coupons_, size() * sizeof(uint32_t));
  coupons_ = grown;
  lg_ = lg;
  return SINEW_STATUS_OK;
}

sinew_status Registers::Init(uint32_t lg_k) {
  Free();
  const sinew_status status = memory_.AllocateArray(size_t{1} << lg_k, &values_);
  if (status != SINEW_STATUS_OK) return status;
  lg_k_ = lg_k;
  memset(values_, 0, size());
  Recount();
  SetInOrder(0);
  return SINEW_STATUS_OK;
}

// Both are in the same memory.
void Registers::Swap(Registers& other) {
  std::swap(values_, other.values_);
  std::swap(lg_k_, other.lg_k_);
  std::swap(zeros_, other.zeros_);
  std::swap(sum_low_, other.sum_low_);
  std::swap(sum_high_, other.sum_high_);
  std::swap(is_in_order_, other.is_in_order_);
  std::swap(in_order_, other.in_order_);
}

void Registers::Free() {
  if (values_ != nullptr) memory_.Free(values_, size());
  values_ = nullptr;
}

void Registers::Raise(size_t at, uint32_t old, uint32_t value) {
  // The inverse of the probability that a value changes anything.
  if (is_in_order_) in_order_ += static_cast<double>(size()) / (sum_low_ + sum_high_);
  (old < 32 ? sum_low_ : sum_high_) -= InversePower(old);
  (value < 32 ? sum_low_ : sum_high_) += InversePower(value);
  zeros_ -= old == 0;
  values_[at] = static_cast<uint8_t>(value);
}

void Registers::Recount() {
  size_t counts[kMostValue + 1] = {};
  for (size_t i = 0; i < size(); ++i) ++counts[values_[i]];
  zeros_ = counts[0];
  sum_low_ = sum_high_ = 0;
  // Every one of these is exact: 2^21 values are multiples of 2^-31, and of 2^-63 below 2^-10.
  for (uint32_t value = 0; value <= kMostValue; ++value) {
    (value < 32 ? sum_low_ : sum_high_) += static_cast<double>(counts[value]) * InversePower(value);
  }
}

void Registers::TakeGreatest(const Registers& other) {
  for (size_t first = 0; first < other.size(); first += size()) {
    const uint8_t* const values = other.values_ + first;
    for (size_t i = 0; i < size(); ++i) values_[i] = std::max(values_[i], values[i]);
  }
  Recount();
}

}  // namespace sinew

using sinew::Fail;

template <typename Add>
void sinew_hll::ForEachCoupon(const sinew_column& column, const Add& add) {
  for (size_t first = 0; first < column.count; first += sinew::kHllBlock) {
    const size_t count = std::min(sinew::kHllBlock, column.count - first);
    uint32_t coupons[sinew::kHllBlock];
    sinew::HllCoupons(column, first, count, coupons);
    for (size_t i = 0; i < count; ++i) {
      if (coupons[i] != 0 && !add(coupons[i])) return;
    }
  }
}

template <typename ForEach>
sinew_status sinew_hll::AddCoupons(const ForEach& for_each) {
  if (registers_.is_there()) {
    for_each([&](uint32_t coupon) {
      registers_.Add(coupon);
      return true;
    });
    return SINEW_STATUS_OK;
  }
  sinew::Coupons coupons(memory_);
  sinew::Registers registers(memory_);
  sinew_status status = coupons.Init(&coupons_);
  if (status != SINEW_STATUS_OK) return status;
  for_each([&](uint32_t coupon) {
    if (registers.is_there()) {
      registers.Add(coupon);
      return true;
    }
    status = coupons.Add(coupon);
    if (status != SINEW_STATUS_OK || !sinew::IsTooMany(coupons.count(), lg_k_)) {
      return status == SINEW_STATUS_OK;
    }
    status = registers.Init(lg_k_);
    if (status != SINEW_STATUS_OK) return false;
    coupons.ForEach([&](uint32_t each) { registers.Add(each); });
    registers.SetInOrder(sinew::EstimateOfCoupons(coupons.count()));
    return true;
  });
  if (status != SINEW_STATUS_OK) return status;
  if (registers.is_there()) {
    registers_.Swap(registers);
    coupons_.Free();
  } else {
    coupons_.Swap(coupons);
  }
  return SINEW_STATUS_OK;
}

sinew_status sinew_hll::Update(const sinew_column& column) {
  return AddCoupons([&](const auto& add) { ForEachCoupon(column, add); });
}

sinew_status sinew_hll::Merge(const sinew_hll& from) {
  if (!from.registers_.is_there()) {
    bool goes_on = true;
    return AddCoupons([&](const auto& add) {
      from.coupons_.ForEach([&](uint32_t coupon) { goes_on = goes_on && add(coupon); });
    });
  }
  const uint32_t lg_k = std::min(lg_k_, from.lg_k_);
  if (!registers_.is_there() || lg_k != lg_k_) {
    sinew::Registers merged(memory_);
    const sinew_status status = merged.Init(lg_k);
    if (status != SINEW_STATUS_OK) return status;
    merged.TakeGreatest(registers_.is_there() ? registers_ : from.registers_);
    if (!registers_.is_there()) {
      if (from.registers_.is_in_order()) {
        merged.SetInOrder(from.registers_.in_order());
      } else {
        merged.SetOutOfOrder();
      }
      coupons_.ForEach([&](uint32_t coupon) { merged.Add(coupon); });
      coupons_.Free();
      registers_.Swap(merged);
      lg_k_ = lg_k;
      return SINEW_STATUS_OK;
    }
    registers_.Swap(merged);
    lg_k_ = lg_k;
  }
  registers_.TakeGreatest(from.registers_);
  registers_.SetOutOfOrder();
  return SINEW_STATUS_OK;
}

sinew_status sinew_hll::Reset() {
  const sinew_status status = coupons_.Init(nullptr);
  if (status == SINEW_STATUS_OK) registers_.Free();
  return status;
}

namespace sinew {
namespace {

sinew_status CreateHll(uint32_t lg_k, size_t memory_limit, sinew_hll** out) {
  sinew_status status = Memory::New(memory_limit, out, lg_k);
  if (status != SINEW_STATUS_OK) return status;
  status = (*out)->Init();
  if (status == SINEW_STATUS_OK) return status;
  Memory::Delete(*out);
  *out = nullptr;
  return status;
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER HLL
//
// How many different values there are, about, in a few kilobytes: HyperLogLog in the bytes of
// Apache DataSketches, whose libraries for Java, C++, Go and Python read what is written here and
// write what is read here. docs/formats/hll.md has the layout, and says how estimates are made.

// Creates a sketch without values and writes it to *out, or null if it fails. Free it with
// sinew_hll_destroy.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, the options have a size that no
// version of sinew_hll_options has, or lg_k is out of range. Also SINEW_STATUS_MEMORY_LIMIT and
// SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_hll_create(const sinew_hll_options* options, sinew_hll** out,
                                        sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (options == nullptr) return sinew::FailNull(error, "options");
  if (options->size != sizeof(sinew_hll_options)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.size: %zu is not the size of a known sinew_hll_options", options->size);
  }
  if (options->lg_k < SINEW_HLL_MIN_LG_K || options->lg_k > SINEW_HLL_MAX_LG_K) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.lg_k: %u is not within SINEW_HLL_MIN_LG_K and SINEW_HLL_MAX_LG_K",
                options->lg_k);
  }
  const sinew_status status = sinew::CreateHll(options->lg_k, options->memory_limit, out);
  return status == SINEW_STATUS_OK
             ? status
             : sinew::FailGrowth(error, status, sinew::Memory(options->memory_limit));
}

// Frees a sketch and all its memory, on any thread.
SINEW_API void sinew_hll_destroy(sinew_hll* hll) SINEW_NOEXCEPT { sinew::Memory::Delete(hll); }

// Adds the values of a column of any type but lists. Null rows change nothing, nor do empty
// strings, as in DataSketches. Integers, booleans, dates and timestamps are hashed as integers of
// 64 bits, floats as doubles, where both zeros are one value and all NaNs are one value, strings
// and 16 bytes by their bytes: so columns of different widths may be added to one sketch, and the
// sketch is what DataSketches makes of the same values (of unsigned ones, what it makes of them as
// 64 bits).
//
// Takes O(rows) time. Memory is taken only until there are registers, 2^lg_k bytes. If the call
// fails, the sketch is as it was. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the column
// is malformed or of lists. Also SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_hll_update(sinew_hll* hll, const sinew_column* column,
                                        sinew_error* error) SINEW_NOEXCEPT {
  if (hll == nullptr) return sinew::FailNull(error, "hll");
  if (const sinew_status status = sinew::CheckColumn(column, "column", error)) return status;
  if (column->count == 0) return SINEW_STATUS_OK;
  const sinew::FloatEnvironment floats;
  const sinew_status status = hll->Update(*column);
  return status == SINEW_STATUS_OK ? status : sinew::FailGrowth(error, status, hll->memory());
}

// Adds the values of `from`, which does not change, to those of `into`. A sketch of fewer registers
// has less to say, so that `into` then has as many as that: the lesser lg_k, if `from` has
// registers. An estimate of two sketches that both have registers has the greater standard error.
// If the call fails, `into` is as it was.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or `from` is `into`. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_hll_merge(sinew_hll* into, const sinew_hll* from,
                                       sinew_error* error) SINEW_NOEXCEPT {
  if (into == nullptr) return sinew::FailNull(error, "into");
  if (from == nullptr) return sinew::FailNull(error, "from");
  if (into == from) return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "from is into");
  const sinew::FloatEnvironment floats;
  const sinew_status status = into->Merge(*from);
  return status == SINEW_STATUS_OK ? status : sinew::FailGrowth(error, status, into->memory());
}

// Forgets all values. SINEW_STATUS_INVALID_ARGUMENT: `hll` is null. Also SINEW_STATUS_MEMORY_LIMIT
// and SINEW_STATUS_OUT_OF_MEMORY: then nothing is forgotten.
SINEW_API sinew_status sinew_hll_reset(sinew_hll* hll) SINEW_NOEXCEPT {
  if (hll == nullptr) return SINEW_STATUS_INVALID_ARGUMENT;
  const sinew::FloatEnvironment floats;
  return hll->Reset();
}

// Returns how many different values the sketch has seen, about, and bounds that are
// `standard_errors` away from it: with 1 the truth is within them in 68% of all cases, with 2 in
// 95%, with 3 in 99.7%. Any number may be given: 0 makes both bounds the estimate itself, and a
// greater one moves them further apart, the lower one down to the number of values that the sketch
// is certain of, or to the estimate if that is less. All are 0 if `hll` is null. Sketches with the
// same bytes have the same estimates, on every machine. O(1), or O(2^lg_k) for a sketch of several
// that were merged.
SINEW_API sinew_estimate sinew_hll_estimate(const sinew_hll* hll,
                                            uint32_t standard_errors) SINEW_NOEXCEPT {
  if (hll == nullptr) return {0, 0, 0};
  const sinew::FloatEnvironment floats;
  return hll->Estimate(standard_errors);
}

// Returns the base-2 logarithm of the number of registers, which a merge may have made less, or 0
// if `hll` is null.
SINEW_API uint32_t sinew_hll_lg_k(const sinew_hll* hll) SINEW_NOEXCEPT {
  return hll == nullptr ? 0 : hll->lg_k();
}

// Returns how many bytes the object holds, which options.memory_limit limits, or 0 if `hll` is
// null.
SINEW_API size_t sinew_hll_memory(const sinew_hll* hll) SINEW_NOEXCEPT {
  return hll == nullptr ? 0 : hll->memory().used();
}

// Returns how many bytes sinew_hll_encode writes, or 0 if `hll` is null.
SINEW_API size_t sinew_hll_encoded_size(const sinew_hll* hll) SINEW_NOEXCEPT {
  if (hll == nullptr) return 0;
  sinew::ByteWriter counted;
  hll->Encode(&counted);
  return counted.size();
}

// Writes the sketch to `out` in the compact form of DataSketches, with registers of 8 bits (HLL_8).
// Returns 1 as `read`, for the sketch, and as `written` how many bytes it takes.
//
// SINEW_STATUS_OUTPUT_FULL: `capacity` is less than sinew_hll_encoded_size. Then nothing in `out`
// is right. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. With either of them both numbers are
// 0.
SINEW_API sinew_codec_result sinew_hll_encode(const sinew_hll* hll, void* out,
                                              size_t capacity) SINEW_NOEXCEPT {
  if (hll == nullptr || (out == nullptr && capacity != 0)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  sinew::ByteWriter writer(sinew::AsBytes(out), capacity);
  hll->Encode(&writer);
  if (writer.size() > capacity) return {0, 0, SINEW_STATUS_OUTPUT_FULL};
  return {1, writer.size(), SINEW_STATUS_OK};
}

// Creates the sketch that a library of DataSketches or sinew_hll_encode has written, with registers
// of 4, 6 or 8 bits, compact or not, and writes it to *out, or null if it fails. Free it with
// sinew_hll_destroy. memory_limit is as in sinew_hll_options. Whatever the bytes are, no more
// memory is taken than some twice their size.
//
// SINEW_STATUS_TRUNCATED: `in` ends too early; error->offset is its size. SINEW_STATUS_CORRUPT: the
// bytes are not such a sketch, or there are more behind its end; error->offset is the byte, and
// the message says what is wrong there. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_hll_decode(const void* in, size_t size, size_t memory_limit,
                                        sinew_hll** out, sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (in == nullptr && size != 0) return sinew::FailNull(error, "in");
  const sinew::FloatEnvironment floats;
  sinew_hll* hll;
  sinew_status status = sinew::CreateHll(SINEW_HLL_MIN_LG_K, memory_limit, &hll);
  if (status != SINEW_STATUS_OK) {
    return sinew::FailGrowth(error, status, sinew::Memory(memory_limit));
  }
  status = hll->Decode({sinew::AsBytes(in), size}, error);
  if (status != SINEW_STATUS_OK) {
    sinew::Memory::Delete(hll);
    return status;
  }
  *out = hll;
  return SINEW_STATUS_OK;
}
