#ifndef SINEW_SKETCH_DDSKETCH_DDSKETCH_H_
#define SINEW_SKETCH_DDSKETCH_DDSKETCH_H_

#include "core/byte_stream.h"
#include "core/memory.h"
#include "sketch/abi.h"

// DDSketch (Masson, Rim, Lee, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with
// Relative-Error Guarantees", VLDB 2019), in the bytes of the libraries of Datadog
// (https://github.com/DataDog/sketches-go). A bin counts values that differ by a factor of at most
// gamma = (1 + accuracy) / (1 - accuracy), so that one value within it is near to all of them:
//
//   index       floor(log(value) / log(gamma))
//   bins        ... | 1, gamma | gamma, gamma^2 | ...      of positive values, and as many of
//               negative ones, by their distance from 0; and a counter of those too near to it
//
// Of each sign the bins of the highest indices are kept, at most so many as the options say. They
// lie in a ring of a power of 2: bin i is at i modulo that, so that no count ever moves. The bins
// that are kept end at the highest one there is, and what would be below them is counted in the
// lowest of them: so what there is depends on the values alone, and not on their order.
//
//   ring        | i+8 | . | . | . | . | i+5 | i+6 | i+7 |      least i+5, most i+8
//
// Counts are doubles, as they are in the bytes: exact up to 2^53.

namespace sinew {

// Values are taken in blocks, which are padded to multiples of any vector.
constexpr size_t kDDSketchBlock = 256;
constexpr size_t kDDSketchPadding = 32;

constexpr double kDDSketchLeastAccuracy = 1e-6;

// How values are mapped to bins, and back. Every operation is one of IEEE 754, in one order, so
// that all targets have the same bits.
struct DDSketchMapping {
  // Of an accuracy within 1e-6 and 1.
  static DDSketchMapping OfAccuracy(sinew_ddsketch_mapping kind, double accuracy);
  // False if it has no accuracy within that, or shifts its indices too far.
  static bool OfGamma(sinew_ddsketch_mapping kind, double gamma, double offset,
                      DDSketchMapping* out);

  // The value of a bin: no other one is nearer to all that it counts.
  double ValueOf(int32_t index) const;
  // Whether bins of both are the same ones, as far as those libraries care.
  bool IsLike(const DDSketchMapping& other) const;

  sinew_ddsketch_mapping kind;
  double gamma, offset;  // as in the bytes
  double multiplier;     // indices per logarithm
  double accuracy;
  // Of positive values those above `least` have an index, and those above `most` are too great.
  double least, most;
};

// What a block consists of, besides its indices.
struct DDSketchClasses {
  uint32_t positive, negative, zero;
};

// Writes the index of each of `count` values, a multiple of kDDSketchPadding, whatever it is of
// those that have none.
DDSketchClasses DDSketchIndices(const double* values, size_t count, const DDSketchMapping& mapping,
                                int32_t* indices);
// The least and greatest of `count` indices, a multiple of kDDSketchPadding and not 0.
struct DDSketchRange {
  int32_t least, most;
};
DDSketchRange DDSketchRangeOf(const int32_t* indices, size_t count);
// Whether any of `count` values, a multiple of kDDSketchPadding, is negative and has an index.
bool DDSketchHasNegative(const double* values, size_t count, const DDSketchMapping& mapping);

// The bins of one sign.
class DDSketchBins {
 public:
  DDSketchBins(Memory& memory, uint32_t bins) : memory_(memory), bins_(bins) {}
  ~DDSketchBins();
  DDSketchBins(const DDSketchBins&) = delete;
  DDSketchBins& operator=(const DDSketchBins&) = delete;

  // Before anything is added.
  sinew_status Init();
  bool is_there() const { return counts_ != nullptr; }

  bool is_empty() const { return least_ > most_; }
  // Of bins that are not empty: the lowest and highest that count anything.
  int32_t least() const { return least_; }
  int32_t most() const { return most_; }
  double count(int32_t index) const { return counts_[static_cast<uint32_t>(index) & mask()]; }

  // Makes the highest index at least `index`, which is about to be counted.
  void Raise(int32_t index);
  // Counts each of `count` indices, not 0 of them and within `range`, once.
  void AddEach(const int32_t* indices, size_t count, DDSketchRange range);
  // `count` is more than 0.
  void Add(int32_t index, double count);
  void AddAll(const DDSketchBins& other);
  void Clear();

 private:
  uint32_t mask() const { return capacity_ - 1; }
  double& at(int64_t index) { return counts_[static_cast<uint32_t>(index) & mask()]; }
  // The lowest index that is kept.
  int64_t lowest() const { return int64_t{most_} - bins_ + 1; }
  Memory& memory_;
  const uint32_t bins_;
  uint32_t capacity_ = 0;  // a power of 2
  double* counts_ = nullptr;
  int32_t least_ = INT32_MAX, most_ = INT32_MIN;
};

// The bytes of a sketch: a message of Protocol Buffers, in which fields may come in any order and
// more than once. So it is read three times: for what it is besides bins, for the highest index of
// each sign, and for the counts.
class DDSketchMessage {
 public:
  explicit DDSketchMessage(Bytes in) : in_(in) {}

  // Before everything else, which needs that it returns SINEW_STATUS_OK.
  sinew_status Check(sinew_error* error);

  const DDSketchMapping& mapping() const { return mapping_; }
  double zeros() const { return zeros_; }
  // The highest index that counts anything, of positive (0) or negative bins (1), and whether there
  // is one.
  bool has_bins(size_t sign) const { return has_bins_[sign]; }
  int32_t most(size_t sign) const { return most_[sign]; }
  // Adds all counts of a sign, more than 0 each.
  void AddTo(size_t sign, DDSketchBins* bins) const;

 private:
  class Reader;

  Bytes in_;
  DDSketchMapping mapping_ = {};
  double zeros_ = 0;
  int32_t first_[2] = {}, most_[2] = {};
  bool has_bins_[2] = {};
};

}  // namespace sinew

struct sinew_ddsketch {
 public:
  sinew_ddsketch(sinew::Memory&& memory, const sinew::DDSketchMapping& mapping, uint32_t bins)
      : memory_(std::move(memory)),
        mapping_(mapping),
        positive_(memory_, bins),
        negative_(memory_, bins) {}

  // Once, before everything else.
  sinew_status Init() { return positive_.Init(); }

  // A checked column of numbers.
  sinew_status Update(const sinew_column& column);
  // A sketch with bins like these.
  sinew_status Merge(const sinew_ddsketch& from);
  void Reset();
  // Values that are not rejected, and the one of a rank among them, counted from 0; NaN if there
  // are none.
  double count() const;
  double ValueAt(double rank) const;
  // Fractions from 0 to 1.
  void Quantiles(const double* fractions, size_t count, double* out) const;
  sinew_ddsketch_summary Summarize() const;
  void Encode(sinew::ByteWriter* out) const;
  // A checked message, into an object without values and of its mapping. On failure it must not be
  // used.
  sinew_status Take(const sinew::DDSketchMessage& message);

  uint64_t rejected() const { return rejected_; }
  const sinew::Memory& memory() const { return memory_; }
  const sinew::DDSketchMapping& mapping() const { return mapping_; }

 private:
  // Calls visit(values, count, absent) for blocks of a column, padded with zeros, which null rows
  // are too, until it returns false; `absent` is how many zeros are such.
  template <typename Visit>
  static void ForEachBlock(const sinew_column& column, const Visit& visit);
  void UpdateBlock(const double* values, size_t count, size_t absent);
  // Calls visit(sign, index, count) for every bin that is not empty, and with sign 0 for the zeros,
  // from the least value on, until it returns false.
  template <typename Visit>
  void ForEachBin(const Visit& visit) const;

  sinew::Memory memory_;
  sinew::DDSketchMapping mapping_;
  // Negative bins are there once there is such a value.
  sinew::DDSketchBins positive_, negative_;
  double zeros_ = 0;
  uint64_t rejected_ = 0;
};

#endif  // SINEW_SKETCH_DDSKETCH_DDSKETCH_H_
