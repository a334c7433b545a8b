#ifndef SINEW_SKETCH_HLL_HLL_H_
#define SINEW_SKETCH_HLL_HLL_H_

#include "core/byte_stream.h"
#include "core/memory.h"
#include "sketch/abi.h"

// HyperLogLog (Flajolet, Fusy, Gandouet, Meunier 2007), in the variant and the bytes of Apache
// DataSketches (https://datasketches.apache.org/docs/HLL/HLL.html). The hash of a value is
// MurmurHash3_x64_128 under a seed that all share, of which a coupon keeps what matters:
//
//   coupon, 32 bits:   | value, 1 to 63 | key, the low 26 bits of the first half |
//                        '- 1 more than the zeros that the second half begins with, at most 63
//
// Few coupons are kept as they are, up to 7 in a list, in order, and then in a hash table, which
// knows their number almost exactly. Where these would take half of what registers do, there are
// registers instead: k = 2^lg_k bytes, of which byte (key mod k) is the greatest value of its
// coupons. The less a value is likely, the more rows it stands for.
//
//   coupons     | c | c | c | . | . | . | . | . |      8 in a list; 32 to k / 8 in a table, of
//                                                      which at most three quarters are there
//   registers   | value | value | value | ...          k bytes
//
// Beside the registers is what estimates are made of (estimate.h): the sum of 2^-value over all of
// them, exact in two doubles, and as long as rows came one after the other the estimate itself.

namespace sinew {

constexpr uint64_t kHllSeed = 9001;
constexpr uint32_t kCouponKeyBits = 26;
constexpr uint32_t kMostValue = 63;
constexpr uint32_t kListCapacity = 8;
constexpr uint32_t kListLg = 3;
constexpr uint32_t kFirstTableLg = 5;
// From here on a list is followed by a table, below by registers.
constexpr uint32_t kLeastTableLgK = 8;

inline uint32_t CouponValue(uint32_t coupon) { return coupon >> kCouponKeyBits; }
inline uint32_t CouponKey(uint32_t coupon) { return coupon & ((1u << kCouponKeyBits) - 1); }

// Writes the coupon of each of rows [first, first + count), at most kHllBlock, of a checked column
// that has no lists: 0 of those that change nothing.
constexpr size_t kHllBlock = 256;
void HllCoupons(const sinew_column& column, size_t first, size_t count, uint32_t* coupons);

// Where a coupon is, or would be, in a list or a table of 2^lg places. Adds to *steps how many
// places of a table were passed over because others were there.
uint32_t* FindCoupon(uint32_t* coupons, uint32_t lg, uint32_t coupon, uint64_t* steps);

// Different coupons; 0 is none.
class Coupons {
 public:
  explicit Coupons(Memory& memory) : memory_(memory) {}
  ~Coupons() { Free(); }
  Coupons(const Coupons&) = delete;
  Coupons& operator=(const Coupons&) = delete;

  // Makes them those of the other ones, or none: a list, or a table.
  sinew_status Init(const Coupons* other, uint32_t lg = kListLg);
  void Swap(Coupons& other);
  void Free();

  // Adds a coupon that is not there.
  sinew_status Add(uint32_t coupon);

  bool is_list() const { return lg_ == kListLg; }
  uint32_t lg() const { return lg_; }
  uint32_t count() const { return count_; }
  // How many places of tables were passed over because others were there.
  uint64_t steps() const { return steps_; }
  // In the order in which they are written.
  template <typename Visit>
  void ForEach(const Visit& visit) const {
    for (uint32_t i = 0; i < size(); ++i) {
      if (coupons_[i] != 0) visit(coupons_[i]);
    }
  }

 private:
  uint32_t size() const { return coupons_ == nullptr ? 0 : 1u << lg_; }
  sinew_status Grow();

  Memory& memory_;
  uint32_t* coupons_ = nullptr;
  uint32_t lg_ = kListLg;
  uint32_t count_ = 0;
  uint64_t steps_ = 0;
};

// Whether a list or a table of 2^lg places is to grow.
inline bool IsFull(uint32_t count, uint32_t lg) {
  return lg == kListLg ? count == kListCapacity : 4 * count > 3u << lg;
}
inline uint32_t NextLg(uint32_t lg) { return lg == kListLg ? kFirstTableLg : lg + 1; }

// Whether there are registers in place of so many coupons.
inline bool IsTooMany(uint32_t count, uint32_t lg_k) {
  return lg_k < kLeastTableLgK ? count >= kListCapacity : count > 3u << (lg_k - 5);
}

class Registers {
 public:
  explicit Registers(Memory& memory) : memory_(memory) {}
  ~Registers() { Free(); }
  Registers(const Registers&) = delete;
  Registers& operator=(const Registers&) = delete;

  // All 0, in place of what there is.
  sinew_status Init(uint32_t lg_k);
  void Swap(Registers& other);
  void Free();

  bool is_there() const { return values_ != nullptr; }
  uint32_t lg_k() const { return lg_k_; }
  size_t size() const { return size_t{1} << lg_k_; }
  const uint8_t* values() const { return values_; }

  void Add(uint32_t coupon) { AddTo(CouponKey(coupon) & (size() - 1), CouponValue(coupon)); }
  void AddTo(size_t at, uint32_t value) {
    const uint32_t old = values_[at];
    if (value > old) Raise(at, old, value);
  }
  // Takes the greatest of each register and those of `other`, which has at least as many, that fall
  // on it. What is known besides is computed anew, but for the estimate in order.
  void TakeGreatest(const Registers& other);
  // Writes registers before anything else, and Recount computes what is known besides.
  uint8_t* mutable_values() { return values_; }
  void Recount();

  // How many are 0.
  size_t zeros() const { return zeros_; }
  // The sum of 2^-value of values below 32, and of the others.
  double sum_low() const { return sum_low_; }
  double sum_high() const { return sum_high_; }
  // The estimate as long as rows came in order: not, where registers were merged.
  bool is_in_order() const { return is_in_order_; }
  double in_order() const { return in_order_; }
  void SetInOrder(double estimate) {
    is_in_order_ = true;
    in_order_ = estimate;
  }
  void SetOutOfOrder() {
    is_in_order_ = false;
    in_order_ = 0;
  }

 private:
  void Raise(size_t at, uint32_t old, uint32_t value);

  Memory& memory_;
  uint8_t* values_ = nullptr;
  uint32_t lg_k_ = 0;
  size_t zeros_ = 0;
  double sum_low_ = 0, sum_high_ = 0;
  bool is_in_order_ = true;
  double in_order_ = 0;
};

// The number of different values that so many coupons stand for, and the standard error of that
// over it; those of registers. docs/formats/hll.md says how.
double EstimateOfCoupons(uint32_t count);
double CouponError();
double EstimateOf(const Registers& registers);
// The one that registers have whatever the order of the rows was; their number is a power of 2.
double EstimateOfMerged(const uint8_t* registers, size_t register_count);
double ErrorOf(const Registers& registers);

}  // namespace sinew

// A sketch has coupons or registers, never both.
struct sinew_hll {
 public:
  sinew_hll(sinew::Memory&& memory, uint32_t lg_k)
      : memory_(std::move(memory)), lg_k_(lg_k), coupons_(memory_), registers_(memory_) {}

  // Once, before everything else.
  sinew_status Init() { return coupons_.Init(nullptr); }

  // A checked column.
  sinew_status Update(const sinew_column& column);
  sinew_status Merge(const sinew_hll& from);
  sinew_status Reset();
  sinew_estimate Estimate(double standard_errors) const;
  // The estimate that it has if it is merged with an empty one, say: it depends on the set of
  // values alone.
  double EstimateMerged() const;
  void Encode(sinew::ByteWriter* out) const;
  // For an object without values. On failure it must not be used.
  sinew_status Decode(sinew::Bytes in, sinew_error* error);

  const sinew::Memory& memory() const { return memory_; }
  uint32_t lg_k() const { return lg_k_; }

 private:
  // Calls add(coupon) for the rows of a column that change anything, until it returns false.
  template <typename Add>
  static void ForEachCoupon(const sinew_column& column, const Add& add);
  // Adds coupons, for_each(add), to a copy of those that are there, or to the registers that take
  // their place, which become those of the object if nothing fails.
  template <typename ForEach>
  sinew_status AddCoupons(const ForEach& for_each);
  // Read what follows the header; faults are those of the reader.
  sinew_status DecodeCoupons(uint32_t count, size_t stored, sinew::ByteReader* in);
  // *size is that of all of it; if there is less, nothing else is done.
  sinew_status DecodeRegisters(sinew::Bytes all, sinew::ByteReader* in, size_t* size);

  sinew::Memory memory_;
  uint32_t lg_k_;
  sinew::Coupons coupons_;
  sinew::Registers registers_;
};

#endif  // SINEW_SKETCH_HLL_HLL_H_
