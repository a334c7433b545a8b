// A sketch as bytes (docs/formats/hll.md), those of Apache DataSketches:
//
//   | words of 4 bytes before the data u8 | 1 | 7 | lg k | lg of the array | flags | n u8 | mode |
//   list:       coupons ...
//   table:      count u32 | coupons ...
//   registers:  in order f64 | sums f64, f64 | at the least u32 | exceptions u32 | registers ... |
//               exceptions ...

#include <algorithm>

#include "core/status.h"
#include "sketch/hll/hll.h"

namespace sinew {
namespace {

constexpr uint8_t kVersion = 1, kFamily = 7;
constexpr uint8_t kEmpty = 4, kCompact = 8, kOutOfOrder = 16;
constexpr uint8_t kKnownFlags = 2 | kEmpty | kCompact | kOutOfOrder | 32;
constexpr size_t kHeaderSize = 8, kTableHeaderSize = 12, kRegistersHeaderSize = 40;
// Of the byte `mode`: what there is, and 4 times the kind of registers.
constexpr uint8_t kList = 0, kTable = 1, kRegisters = 2;
constexpr uint8_t kOf4Bits = 0, kOf6Bits = 1, kOf8Bits = 2;
// In 4 bits: the value is among the exceptions; and what stands for it until it is found.
constexpr uint8_t kException = 15, kOpen = UINT8_MAX;
// Coupons that are hashes pass over some two places of their tables each. Others could be chosen so
// that each passes over all those before it.
constexpr uint64_t kMostSteps = 64;

size_t RegistersSize(uint32_t kind, uint32_t lg_k) {
  const size_t count = size_t{1} << lg_k;
  return kind == kOf4Bits ? count / 2 : kind == kOf6Bits ? count / 4 * 3 + 1 : count;
}

void PutHeader(uint8_t words, uint32_t lg_k, uint32_t lg, uint8_t flags, uint32_t n, uint8_t mode,
               ByteWriter* out) {
  for (const uint32_t byte : {uint32_t{words}, uint32_t{kVersion}, uint32_t{kFamily}, lg_k, lg,
                              uint32_t{flags}, n, uint32_t{mode}}) {
    out->Put(static_cast<uint8_t>(byte));
  }
}

}  // namespace
}  // namespace sinew

void sinew_hll::Encode(sinew::ByteWriter* out) const {
  using namespace sinew;
  if (!registers_.is_there()) {
    const uint32_t count = coupons_.count();
    const bool is_list = coupons_.is_list();
    PutHeader(is_list ? 2 : 3, lg_k_, coupons_.lg(), kCompact | (count == 0 ? kEmpty : 0),
              is_list ? count : 0, (is_list ? kList : kTable) | kOf8Bits << 2, out);
    if (!is_list) out->Put(count);
    coupons_.ForEach([&](uint32_t coupon) { out->Put(coupon); });
    return;
  }
  PutHeader(10, lg_k_, 0, kCompact | (registers_.is_in_order() ? 0 : kOutOfOrder), 0,
            kRegisters | kOf8Bits << 2, out);
  out->Put(registers_.in_order());
  out->Put(registers_.sum_low());
  out->Put(registers_.sum_high());
  out->Put(static_cast<uint32_t>(registers_.zeros()));
  out->Put(uint32_t{0});
  out->PutBytes({registers_.values(), registers_.size()});
}

sinew_status sinew_hll::DecodeCoupons(uint32_t count, size_t stored, sinew::ByteReader* in) {
  uint32_t seen = 0;
  for (size_t i = 0; i < stored; ++i) {
    const size_t at = in->at();
    const uint32_t coupon = in->Get<uint32_t>();
    if (coupon == 0 && stored != count) continue;  // room in a table
    if (sinew::CouponValue(coupon) == 0) {
      in->FailAt(at, "a coupon has no value");
      return SINEW_STATUS_OK;
    }
    const sinew_status status = coupons_.Add(coupon);
    if (status != SINEW_STATUS_OK) return status;
    if (coupons_.count() != ++seen || seen > count) {
      in->FailAt(at, "a coupon is there twice, or there are more of them than their number says");
      return SINEW_STATUS_OK;
    }
    if (coupons_.steps() > sinew::kMostSteps * (seen + sinew::kMostSteps)) {
      in->FailAt(at, "coupons crowd the table as hashes do not");
      return SINEW_STATUS_OK;
    }
  }
  if (seen != count) in->FailAt(in->at(), "there are fewer coupons than their number says");
  return SINEW_STATUS_OK;
}

sinew_status sinew_hll::DecodeRegisters(sinew::Bytes all, sinew::ByteReader* in, size_t* size) {
  using namespace sinew;
  const uint32_t kind = all.data[7] >> 2, least = all.data[6], lg = all.data[4];
  const bool is_compact = (all.data[5] & kCompact) != 0;
  const double in_order = in->Get<double>();
  in->GetBytes(2 * sizeof(double) + sizeof(uint32_t));
  const uint32_t exceptions = in->Get<uint32_t>();
  const size_t bytes_at = in->at();
  const uint8_t* const bytes = in->GetBytes(RegistersSize(kind, lg_k_)).data;
  const bool is_in_order = (all.data[5] & kOutOfOrder) == 0;
  if (is_in_order && !(in_order >= 0 && in_order < 0x1p100)) {
    in->FailAt(kHeaderSize, "the estimate is no number of values");
    return SINEW_STATUS_OK;
  }
  if (kind != kOf4Bits && exceptions != 0) {
    in->FailAt(kRegistersHeaderSize - sizeof(exceptions), "there are exceptions of no registers");
    return SINEW_STATUS_OK;
  }
  // Not compact, exceptions are there as a table, and of none, zeros.
  const bool is_table = kind == kOf4Bits && !is_compact;
  if (lg > lg_k_) {
    in->FailAt(4, "a table of exceptions that is greater than the registers");
    return SINEW_STATUS_OK;
  }
  const size_t stored = !is_table         ? exceptions
                        : exceptions == 0 ? (all.size - in->at()) / sizeof(uint32_t)
                                          : size_t{1} << lg;
  *size = in->at() + stored * sizeof(uint32_t);
  if (all.size < *size) return SINEW_STATUS_OK;
  const sinew_status status = registers_.Init(lg_k_);
  if (status != SINEW_STATUS_OK) return status;
  uint8_t* const values = registers_.mutable_values();
  size_t open = 0;  // exceptions that are to come
  for (size_t i = 0; i < registers_.size(); ++i) {
    const size_t at = i * (8 - 2 * (2 - kind)) / 8;
    uint32_t value = bytes[at];
    if (kind == kOf6Bits) value = Load<uint16_t>(bytes + at) >> i * 6 % 8 & kMostValue;
    if (kind == kOf4Bits) value = value >> i % 2 * 4 & kException;
    const bool is_exception = kind == kOf4Bits && value == kException;
    if (kind == kOf4Bits) value += least;
    if (value > kMostValue && !is_exception) {
      in->FailAt(bytes_at + at, "a register is more than 63");
      return SINEW_STATUS_OK;
    }
    open += is_exception;
    values[i] = is_exception ? kOpen : static_cast<uint8_t>(value);
  }
  for (size_t i = 0; i < stored; ++i) {
    const size_t at = in->at();
    const uint32_t coupon = in->Get<uint32_t>();
    if (coupon == 0 && is_table) continue;
    uint8_t& value = values[CouponKey(coupon) & (registers_.size() - 1)];
    if (value != kOpen || CouponValue(coupon) < kException + least) {
      in->FailAt(at, "an exception of a register that has none, or that is less than 15");
      return SINEW_STATUS_OK;
    }
    value = static_cast<uint8_t>(CouponValue(coupon));
    --open;
  }
  if (open != 0) {
    in->FailAt(in->at(), "the exception of a register is not there");
    return SINEW_STATUS_OK;
  }
  registers_.Recount();
  if (is_in_order) {
    registers_.SetInOrder(in_order);
  } else {
    registers_.SetOutOfOrder();
  }
  coupons_.Free();
  return SINEW_STATUS_OK;
}

sinew_status sinew_hll::Decode(sinew::Bytes in, sinew_error* error) {
  using namespace sinew;
  const auto corrupt = [&](size_t offset, const char* fault) {
    return Fail(error, SINEW_STATUS_CORRUPT, offset, "in: byte %zu: %s", offset, fault);
  };
  const auto truncated = [&](size_t size) {
    return Fail(error, SINEW_STATUS_TRUNCATED, in.size, "in: %zu bytes of %zu", in.size, size);
  };
  if (in.size < kHeaderSize) return truncated(kHeaderSize);
  const uint8_t words = in.data[0], flags = in.data[5];
  const uint8_t mode = in.data[7] & 3, kind = in.data[7] >> 2;
  if (in.data[1] != kVersion) return corrupt(1, "the version is unknown");
  if (in.data[2] != kFamily) return corrupt(2, "it is no HLL sketch");
  if (in.data[3] < SINEW_HLL_MIN_LG_K || in.data[3] > SINEW_HLL_MAX_LG_K) {
    return corrupt(3, "a number of registers that cannot be");
  }
  if ((flags & ~kKnownFlags) != 0) return corrupt(5, "there are unknown flags");
  if (mode > kRegisters || kind > kOf8Bits) return corrupt(7, "the mode is unknown");
  if (words != (mode == kList ? 2 : mode == kTable ? 3 : 10)) {
    return corrupt(0, "the mode has a header of another size");
  }
  lg_k_ = in.data[3];
  ByteReader reader(in);
  reader.GetBytes(kHeaderSize);
  sinew_status status = SINEW_STATUS_OK;
  if (mode == kRegisters) {
    const size_t least = kRegistersHeaderSize + RegistersSize(kind, lg_k_);
    if (in.size < least) return truncated(least);
    size_t size = least;
    status = DecodeRegisters(in, &reader, &size);
    if (in.size < size) return truncated(size);
  } else {
    if (mode == kTable && lg_k_ < kLeastTableLgK)
      return corrupt(3, "so few registers, and a table");
    if (mode == kTable && in.size < kTableHeaderSize) return truncated(kTableHeaderSize);
    const uint32_t count = mode == kList ? in.data[6] : reader.Get<uint32_t>();
    const size_t at = mode == kList ? 6 : kHeaderSize;
    if (mode == kList ? count >= kListCapacity : IsTooMany(count, lg_k_)) {
      return corrupt(at, "more coupons than there can be");
    }
    if ((flags & kEmpty) != 0 && count != 0) return corrupt(at, "an empty sketch has coupons");
    size_t stored = count;
    if ((flags & kCompact) == 0 && (count != 0 || in.size != kHeaderSize)) {
      if (mode == kTable && (in.data[4] < kFirstTableLg || in.data[4] > lg_k_ - 3)) {
        return corrupt(4, "a size of the table that cannot be");
      }
      stored = size_t{1} << (mode == kList ? kListLg : in.data[4]);
    }
    const size_t size = reader.at() + stored * sizeof(uint32_t);
    if (in.size < size) return truncated(size);
    if (mode == kTable) status = coupons_.Init(nullptr, kFirstTableLg);
    if (status == SINEW_STATUS_OK) status = DecodeCoupons(count, stored, &reader);
  }
  if (status != SINEW_STATUS_OK) return FailGrowth(error, status, memory_);
  if (!reader.ok()) return corrupt(reader.fault_at(), reader.fault());
  if (!reader.is_at_end()) return corrupt(reader.at(), "there are bytes behind the end");
  return SINEW_STATUS_OK;
}
