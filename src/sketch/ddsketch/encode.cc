// A sketch as bytes (docs/formats/ddsketch.md), those of ddsketch.proto:
//
//   DDSketch       1 mapping, 2 and 3 Store of positive and negative values, 4 zeros f64
//   IndexMapping   1 gamma f64, 2 offset f64, 3 kind
//   Store          1 bins by index ..., 2 counts f64 ... of one bin after the other, 3 its first
//   index
//
// A field begins with 8 times its number and how it is written.

#include <algorithm>
#include <bit>

#include "core/status.h"
#include "core/varint.h"
#include "sketch/ddsketch/ddsketch.h"

namespace sinew {
namespace {

constexpr uint32_t kVarint = 0, kFixed64 = 1, kDelimited = 2, kFixed32 = 5;
constexpr uint8_t kMapping = 1 << 3 | kDelimited, kPositive = 2 << 3 | kDelimited,
                  kNegative = 3 << 3 | kDelimited, kZeros = 4 << 3 | kFixed64;
constexpr uint8_t kGamma = 1 << 3 | kFixed64, kOffset = 2 << 3 | kFixed64, kKind = 3 << 3 | kVarint;
constexpr uint8_t kBin = 1 << 3 | kDelimited, kCounts = 2 << 3 | kDelimited,
                  kCount = 2 << 3 | kFixed64, kFirst = 3 << 3 | kVarint;
constexpr uint8_t kBinIndex = 1 << 3 | kVarint, kBinCount = 2 << 3 | kFixed64;
// There are not so many values.
constexpr double kMostCount = 0x1p64;

// What is 0 is not written.
void PutDouble(uint8_t tag, double value, ByteWriter* out) {
  if (std::bit_cast<uint64_t>(value) == 0) return;
  out->Put(tag);
  out->Put(value);
}

void PutVarint(uint8_t tag, uint32_t value, ByteWriter* out) {
  if (value == 0) return;
  out->Put(tag);
  out->PutLength(value);
}

// put(out) writes the message.
template <typename Put>
void PutMessage(uint8_t tag, const Put& put, ByteWriter* out) {
  ByteWriter counted;
  put(&counted);
  out->Put(tag);
  out->PutLength(counted.size());
  put(out);
}

void PutBins(const DDSketchBins& bins, ByteWriter* out) {
  if (bins.is_empty()) return;
  const int64_t count = int64_t{bins.most()} - bins.least() + 1;
  out->Put(kCounts);
  out->PutLength(static_cast<size_t>(count) * sizeof(double));
  for (int64_t i = bins.least(); i <= bins.most(); ++i) {
    out->Put(bins.count(static_cast<int32_t>(i)));
  }
  PutVarint(kFirst, ZigzagEncode(static_cast<uint32_t>(bins.least())), out);
}

bool IsCount(double count) { return count >= 0 && count <= kMostCount; }

}  // namespace

// Reads a message from its beginning to the first fault. Each member for a message reads it up to
// where it ends.
class DDSketchMessage::Reader {
 public:
  explicit Reader(Bytes in) : begin_(in.data), at_(in.data), end_(in.data + in.size) {}

  double gamma = 0, offset = 0, zeros = 0;
  uint32_t kind = 0;
  int32_t first[2] = {};
  bool has_mapping = false;

  // Calls visit(sign, index, is_contiguous, count, at) for each count that is not 0; the index of a
  // contiguous one is its number.
  template <typename Visit>
  void Read(const Visit& visit) {
    uint64_t numbers[2] = {};
    ForEachField(end_, [&](uint32_t tag, const uint8_t* end) {
      switch (tag) {
        case kMapping:
          has_mapping = true;
          return ReadMapping(end);
        case kPositive:
        case kNegative:
          return ReadStore(tag == kNegative, end, &numbers[tag == kNegative], visit);
        case kZeros:
          zeros = GetCount();
          return;
        default:
          at_ = end;
      }
    });
  }

  void FailAt(size_t at, const char* fault) {
    if (fault_ != nullptr) return;
    fault_ = fault;
    fault_at_ = at;
    at_ = end_;
  }
  const char* fault() const { return fault_; }
  size_t fault_at() const { return fault_at_; }
  bool is_truncated() const { return is_truncated_; }

 private:
  size_t at() const { return static_cast<size_t>(at_ - begin_); }

  // Calls read(tag, end) for each field up to `end`, behind its tag and, if it has one, its length.
  // It must read up to the end that it is given. Of a varint there is none.
  template <typename Read>
  void ForEachField(const uint8_t* end, const Read& read) {
    ++depth_;
    while (at_ < end && fault_ == nullptr) {
      const size_t begin = at();
      const uint64_t tag = GetVarint(end);
      if (fault_ != nullptr) return;
      if (tag >> 3 == 0 || tag >> 32 != 0) return FailAt(begin, "a field has no such number");
      uint64_t size;
      switch (tag & 7) {
        case kVarint:
          size = VarintSize(end);
          break;
        case kFixed64:
          size = 8;
          break;
        case kFixed32:
          size = 4;
          break;
        case kDelimited:
          size = GetVarint(end);
          break;
        default:
          return FailAt(begin, "a field is written in no known way");
      }
      if (fault_ != nullptr) return;
      if (size > static_cast<uint64_t>(end - at_)) return FailBehind();
      read(static_cast<uint32_t>(tag), at_ + size);
    }
    --depth_;
  }

  // Of a field that goes on behind the end of its message.
  void FailBehind() {
    is_truncated_ = fault_ == nullptr && depth_ == 1;
    FailAt(at(), "a field goes on behind the end");
  }

  size_t VarintSize(const uint8_t* end) {
    const uint8_t* const begin = at_;
    GetVarint(end);
    const size_t size = static_cast<size_t>(at_ - begin);
    if (fault_ == nullptr) at_ = begin;
    return size;
  }

  uint64_t GetVarint(const uint8_t* end) {
    uint64_t value;
    if (const uint8_t* const next = ReadWireVarint(at_, end, &value)) {
      at_ = next;
      return value;
    }
    if (static_cast<size_t>(end - at_) < kMaxVarintBytes<uint64_t>) {
      at_ = end;
      FailBehind();
    } else {
      FailAt(at(), "a number has more than ten bytes");
    }
    return 0;
  }

  int32_t GetIndex(const uint8_t* end) {
    return static_cast<int32_t>(ZigzagDecode(static_cast<uint32_t>(GetVarint(end))));
  }

  double GetDouble() {
    const double value = sinew::Load<double>(at_);
    at_ += sizeof(value);
    return value;
  }

  double GetCount() {
    const size_t begin = at();
    const double count = GetDouble();
    if (!IsCount(count)) FailAt(begin, "a count is no number of values");
    return count;
  }

  void ReadMapping(const uint8_t* end) {
    ForEachField(end, [&](uint32_t tag, const uint8_t* field_end) {
      if (tag == kGamma) {
        gamma = GetDouble();
      } else if (tag == kOffset) {
        offset = GetDouble();
      } else if (tag == kKind) {
        kind = static_cast<uint32_t>(GetVarint(field_end));
      } else {
        at_ = field_end;
      }
    });
  }

  template <typename Visit>
  void ReadStore(bool sign, const uint8_t* end, uint64_t* number, const Visit& visit) {
    const auto contiguous = [&] {
      const size_t begin = at();
      const double count = GetCount();
      if (count > 0 && fault_ == nullptr) {
        visit(sign, static_cast<int64_t>(*number), true, count, begin);
      }
      ++*number;
    };
    ForEachField(end, [&](uint32_t tag, const uint8_t* field_end) {
      switch (tag) {
        case kBin:
          return ReadBin(sign, field_end, visit);
        case kCounts:
          if ((field_end - at_) % sizeof(double) != 0) {
            return FailAt(at(), "counts are not of 8 bytes each");
          }
          while (at_ < field_end && fault_ == nullptr) contiguous();
          return;
        case kCount:
          return contiguous();
        case kFirst:
          first[sign] = GetIndex(field_end);
          return;
        default:
          at_ = field_end;
      }
    });
  }

  template <typename Visit>
  void ReadBin(bool sign, const uint8_t* end, const Visit& visit) {
    const size_t begin = at();
    int32_t index = 0;
    double count = 0;
    ForEachField(end, [&](uint32_t tag, const uint8_t* field_end) {
      if (tag == kBinIndex) {
        index = GetIndex(field_end);
      } else if (tag == kBinCount) {
        count = GetCount();
      } else {
        at_ = field_end;
      }
    });
    if (count > 0 && fault_ == nullptr) visit(sign, int64_t{index}, false, count, begin);
  }

  const uint8_t* const begin_;
  const uint8_t* at_;
  const uint8_t* const end_;
  const char* fault_ = nullptr;
  size_t fault_at_ = 0;
  bool is_truncated_ = false;
  int depth_ = 0;
};

sinew_status DDSketchMessage::Check(sinew_error* error) {
  const auto corrupt = [&](size_t at, const char* fault) {
    return Fail(error, SINEW_STATUS_CORRUPT, at, "in: byte %zu: %s", at, fault);
  };
  Reader fields(in_);
  fields.Read([](bool, int64_t, bool, double, size_t) {});
  if (fields.is_truncated()) {
    return Fail(error, SINEW_STATUS_TRUNCATED, in_.size, "in: a field goes on behind the end");
  }
  if (fields.fault() != nullptr) return corrupt(fields.fault_at(), fields.fault());
  if (!fields.has_mapping) return corrupt(in_.size, "there is no mapping");
  if (fields.kind > SINEW_DDSKETCH_MAPPING_CUBIC) {
    return corrupt(in_.size, "the mapping is unknown");
  }
  if (!DDSketchMapping::OfGamma(static_cast<sinew_ddsketch_mapping>(fields.kind), fields.gamma,
                                fields.offset, &mapping_)) {
    return corrupt(in_.size, "the mapping has a gamma or an offset that cannot be");
  }
  zeros_ = fields.zeros;
  std::copy(fields.first, fields.first + 2, first_);
  // Those of the least normal double and of the greatest, and one more, for there are libraries
  // that count bins from 1.
  const double ends[kDDSketchPadding] = {0x1p-1022, 0x1.FFFFFFFFFFFFFp1023};
  int32_t indices[kDDSketchPadding];
  DDSketchIndices(ends, kDDSketchPadding, mapping_, indices);
  Reader bins(in_);
  bins.Read([&](bool sign, int64_t index, bool is_contiguous, double, size_t at) {
    if (is_contiguous) index += first_[sign];
    if (index < indices[0] - 1 || index > indices[1] + 1) {
      return bins.FailAt(at, "a bin whose values are no doubles");
    }
    const int32_t found = static_cast<int32_t>(index);
    most_[sign] = has_bins_[sign] ? std::max(most_[sign], found) : found;
    has_bins_[sign] = true;
  });
  return bins.fault() == nullptr ? SINEW_STATUS_OK : corrupt(bins.fault_at(), bins.fault());
}

void DDSketchMessage::AddTo(size_t sign, DDSketchBins* bins) const {
  Reader counts(in_);
  counts.Read([&](bool of_sign, int64_t index, bool is_contiguous, double count, size_t) {
    if (of_sign != (sign == 1)) return;
    bins->Add(static_cast<int32_t>(is_contiguous ? index + first_[sign] : index), count);
  });
}

}  // namespace sinew

void sinew_ddsketch::Encode(sinew::ByteWriter* out) const {
  using namespace sinew;
  PutMessage(
      kMapping,
      [&](ByteWriter* to) {
        PutDouble(kGamma, mapping_.gamma, to);
        PutDouble(kOffset, mapping_.offset, to);
        PutVarint(kKind, static_cast<uint32_t>(mapping_.kind), to);
      },
      out);
  PutMessage(kPositive, [&](ByteWriter* to) { PutBins(positive_, to); }, out);
  PutMessage(kNegative, [&](ByteWriter* to) { PutBins(negative_, to); }, out);
  PutDouble(kZeros, zeros_, out);
}

sinew_status sinew_ddsketch::Take(const sinew::DDSketchMessage& message) {
  if (message.has_bins(1)) {
    const sinew_status status = negative_.Init();
    if (status != SINEW_STATUS_OK) return status;
  }
  zeros_ += message.zeros();  // also of -0
  // With the highest one known, a bin is where it will stay, whatever the order.
  for (size_t sign = 0; sign < 2; ++sign) {
    if (!message.has_bins(sign)) continue;
    sinew::DDSketchBins& bins = sign == 0 ? positive_ : negative_;
    bins.Raise(message.most(sign));
    message.AddTo(sign, &bins);
  }
  return SINEW_STATUS_OK;
}
