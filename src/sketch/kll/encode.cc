// A sketch as bytes (docs/formats/kll.md), those of Apache DataSketches:
//
//   | words of 4 bytes before the data u8 | version u8 | 15 | flags u8 | k u16 | 8 | 0 |
//   one value:  value
//   others:     n u64 | least k u16 | levels u8 | 0 | start u32 ... | min | max | values ...

#include <algorithm>

#include "core/status.h"
#include "sketch/kll/kll.h"

namespace sinew {
namespace {

constexpr uint8_t kShort = 2, kFull = 5;
constexpr uint8_t kVersion = 1, kVersionOfOne = 2, kFamily = 15;
constexpr uint8_t kEmpty = 1, kSorted = 2, kOne = 4;
constexpr size_t kHeaderSize = 8, kFullHeaderSize = 20;

void PutValue(sinew_type type, uint64_t word, ByteWriter* out) {
  const double value = KllValue(word);
  if (type == SINEW_TYPE_F64) {
    out->Put(value);
  } else {
    out->Put(static_cast<float>(value));
  }
}

size_t SizeOfValue(sinew_type type) {
  return type == SINEW_TYPE_F64 ? sizeof(double) : sizeof(float);
}

// A fault if it is NaN.
uint64_t GetWord(sinew_type type, ByteReader* in) {
  const size_t at = in->at();
  const double value =
      type == SINEW_TYPE_F64 ? in->Get<double>() : static_cast<double>(in->Get<float>());
  const uint64_t bits = std::bit_cast<uint64_t>(value);
  if (!KllIsNumber(bits)) in->FailAt(at, "a value is NaN");
  return KllWord(bits);
}

sinew_status Corrupt(sinew_error* error, size_t offset, const char* fault) {
  return Fail(error, SINEW_STATUS_CORRUPT, offset, "in: byte %zu: %s", offset, fault);
}

sinew_status Truncated(sinew_error* error, Bytes in, size_t size) {
  return Fail(error, SINEW_STATUS_TRUNCATED, in.size, "in: %zu bytes of %zu", in.size, size);
}

}  // namespace

sinew_status CheckKllHeader(Bytes in, uint32_t* k, sinew_error* error) {
  if (in.size < kHeaderSize) return Truncated(error, in, kHeaderSize);
  const uint8_t words = in.data[0], version = in.data[1], flags = in.data[3];
  *k = Load<uint16_t>(in.data + 4);
  if (version != kVersion && version != kVersionOfOne) {
    return Corrupt(error, 1, "the version is unknown");
  }
  if (in.data[2] != kFamily) return Corrupt(error, 2, "it is no KLL sketch");
  if ((flags & ~(kEmpty | kSorted | kOne)) != 0) {
    return Corrupt(error, 3, "there are unknown flags");
  }
  if ((flags & kEmpty) != 0 && (flags & kOne) != 0) {
    return Corrupt(error, 3, "an empty sketch has a value");
  }
  if (words != ((flags & (kEmpty | kOne)) != 0 ? kShort : kFull)) {
    return Corrupt(error, 0, "the flags have a header of another size");
  }
  if (*k < SINEW_KLL_MIN_K) return Corrupt(error, 4, "a k that cannot be");
  if (in.data[6] != kKllLeastWidth) return Corrupt(error, 6, "levels of another least width");
  return SINEW_STATUS_OK;
}

}  // namespace sinew

void sinew_kll::Encode(sinew::ByteWriter* out) const {
  using namespace sinew;
  const bool is_short = count_ <= 1;
  out->Put(is_short ? kShort : kFull);
  out->Put(count_ == 1 ? kVersionOfOne : kVersion);
  out->Put(kFamily);
  out->Put(static_cast<uint8_t>(count_ == 0 ? kEmpty : count_ == 1 ? kOne | kSorted : kSorted));
  out->Put(static_cast<uint16_t>(k_));
  out->Put(static_cast<uint8_t>(kKllLeastWidth));
  out->Put(uint8_t{0});
  if (!is_short) {
    out->Put(count_);
    out->Put(static_cast<uint16_t>(least_k_));
    out->Put(static_cast<uint8_t>(levels_));
    out->Put(uint8_t{0});
    // Where they would be if what is free came first.
    const uint32_t all = starts_[levels_];
    for (uint32_t i = 0; i < levels_; ++i) out->Put(width_of_all_ - (all - starts_[i]));
    PutValue(type_, min_, out);
    PutValue(type_, max_, out);
  }
  for (size_t i = starts_[0]; i < starts_[levels_]; ++i) PutValue(type_, items_[i], out);
}

sinew_status sinew_kll::Decode(sinew::Bytes in, sinew_error* error) {
  using namespace sinew;
  const bool is_full = (in.data[3] & (kEmpty | kOne)) == 0;
  count_ = (in.data[3] & kOne) != 0;
  uint32_t starts[kKllMostLevels + 1] = {};
  ByteReader reader(in);
  reader.GetBytes(kHeaderSize);
  if (is_full) {
    if (in.size < kFullHeaderSize) return Truncated(error, in, kFullHeaderSize);
    count_ = reader.Get<uint64_t>();
    least_k_ = reader.Get<uint16_t>();
    const uint32_t levels = reader.Get<uint8_t>();
    reader.Get<uint8_t>();
    if (count_ > kKllMostCount) return Corrupt(error, 8, "more values than there can be");
    if (least_k_ < SINEW_KLL_MIN_K || least_k_ > k_) {
      return Corrupt(error, 16, "a least k that cannot be");
    }
    if (levels == 0 || levels > kKllMostLevels) {
      return Corrupt(error, 18, "a number of levels that cannot be");
    }
    SetLevels(levels);
    const size_t size = kFullHeaderSize + levels * sizeof(uint32_t);
    if (in.size < size) return Truncated(error, in, size);
    for (uint32_t i = 0; i < levels; ++i) starts[i] = reader.Get<uint32_t>();
    starts[levels] = width_of_all_;
    uint64_t weights = 0;
    for (uint32_t i = 0; i < levels; ++i) {
      const size_t at = kFullHeaderSize + i * sizeof(uint32_t);
      if (starts[i] > starts[i + 1]) return Corrupt(error, at, "a level ends before it begins");
      const uint64_t values = starts[i + 1] - starts[i];
      if (values > count_ >> i) return Corrupt(error, at, "a level stands for too many values");
      weights += values << i;
    }
    if (weights != count_) return Corrupt(error, 8, "levels stand for another number of values");
    if (starts[levels - 1] == starts[levels]) {
      return Corrupt(error, size - sizeof(uint32_t), "the highest level is empty");
    }
  } else {
    starts[0] = width_of_all_ - static_cast<uint32_t>(count_);
    starts[1] = width_of_all_;
  }
  const size_t values = starts[levels_] - starts[0] + (is_full ? 2 : 0);
  const size_t size = reader.at() + values * SizeOfValue(type_);
  if (in.size < size) return Truncated(error, in, size);
  if (in.size != size) return Corrupt(error, size, "there are bytes behind the end");
  if (is_full) {
    min_ = GetWord(type_, &reader);
    max_ = GetWord(type_, &reader);
  }
  for (uint32_t i = 0; i < levels_; ++i) starts_[i] -= starts[levels_] - starts[i];
  uint64_t sum = count_;
  for (uint32_t i = 0; i < levels_; ++i) {
    for (uint64_t* item = level(i); item != level(i + 1); ++item) {
      const size_t at = reader.at();
      *item = GetWord(type_, &reader);
      sum += *item;
      if (is_full && (*item < min_ || *item > max_)) {
        reader.FailAt(at, "a value is less than the least, or more than the greatest");
      }
      if (i > 0 && item != level(i) && *item < item[-1]) {
        reader.FailAt(at, "values of a level are not in order");
      }
    }
  }
  if (!reader.ok()) return Corrupt(error, reader.fault_at(), reader.fault());
  Stir(sum);
  // The lowest level may be in any order. Its last values go first: in their place there is room
  // for them when they are sorted.
  const uint64_t* const lowest = level(0);
  size_t left = SizeOf(0);
  starts_[0] = starts_[1];
  while (left != 0) {
    const size_t some = std::min(left, kKllBuffer);
    left -= some;
    Add(lowest + left, some);
  }
  return SINEW_STATUS_OK;
}
