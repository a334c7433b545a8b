#ifndef SINEW_SKETCH_KLL_KLL_H_
#define SINEW_SKETCH_KLL_KLL_H_

#include <bit>

#include "core/byte_stream.h"
#include "core/memory.h"
#include "sketch/abi.h"

// KLL (Karnin, Lang, Liberty, "Optimal Quantile Approximation in Streams", FOCS 2016), in the bytes
// of Apache DataSketches (https://datasketches.apache.org/docs/KLL/KLLSketch.html). A value of
// level i stands for 2^i values that were near to it. A level that has too many is halved: of its
// values in order every other one moves up, the first or the second of each pair by a random bit.
// Widths of levels fall by a third from the highest one, k, downwards, so that all of them are some
// 3 k.
//
//   items    |   free   | level 0 | level 1 |   level 2   |     level 3     |     each in order
//   buffer   | values in the order in which they come |   free   |
//
// Values gather in the buffer. When it is full it is sorted, and every 2^i-th goes to level i, from
// a random one on: that is what halving them i times comes to, of which sorting is all the work. i
// is the least for which there is room, or at which so many are what the level is made for. So
// errors are less than those of values that come up one level at a time, as halving few of them at
// a time has more of them. What is written has no buffer, and is as wide as in DataSketches.
//
// Everything is in words in the order of values, of doubles, also if the sketch is of floats.

namespace sinew {

// The most that are sorted without memory of which a 32nd is a whole number.
constexpr size_t kKllBuffer = 992;
// Of the buffer so many at the least go to a level together.
constexpr size_t kKllLeastRun = 31;
constexpr uint32_t kKllLeastWidth = 8;
constexpr uint64_t kKllMostCount = uint64_t{1} << 56;
// The highest one has a value, which stands for no more than there are.
constexpr uint32_t kKllMostLevels = 57;

constexpr uint64_t kKllSign = uint64_t{1} << 63;

// The word of a value that is not NaN; both zeros have one.
inline uint64_t KllWord(uint64_t bits) {
  bits = bits == kKllSign ? 0 : bits;
  return bits ^ (static_cast<uint64_t>(static_cast<int64_t>(bits) >> 63) | kKllSign);
}
inline double KllValue(uint64_t word) {
  return std::bit_cast<double>(word ^ (word < kKllSign ? ~uint64_t{0} : kKllSign));
}
// Of the bits of a double.
inline bool KllIsNumber(uint64_t bits) { return bits << 1 <= uint64_t{0x7FF} << 53; }

// How many values a level is made for, of so many levels, or all of them are.
uint32_t KllWidth(uint32_t k, uint32_t levels, uint32_t level);
uint32_t KllWidthOfAll(uint32_t k, uint32_t levels);

// The first bytes of a sketch, which say what k is.
sinew_status CheckKllHeader(Bytes in, uint32_t* k, sinew_error* error);

}  // namespace sinew

struct sinew_kll {
 public:
  sinew_kll(sinew::Memory&& memory, sinew_type type, uint32_t k, uint64_t seed)
      : memory_(std::move(memory)), type_(type), k_(k), seed_(seed) {
    Reset();
  }
  ~sinew_kll();

  // Once, before everything else.
  sinew_status Init();

  // A checked column of numbers, which leaves the count within kKllMostCount; as Merge must.
  void Update(const sinew_column& column);
  // Another sketch of the same type.
  void Merge(const sinew_kll& from);
  void Reset();
  // Fractions from 0 to 1.
  void Quantiles(const double* fractions, size_t count, double* out);
  // The part of all values that are at most a number; NaN if there are none.
  double RankOf(double value);
  sinew_kll_summary Summarize();
  double RankError() const;
  // Empties the buffer, before it is encoded.
  void Settle() {
    while (buffered_ != 0) Flush();
  }
  // Without a buffer.
  void Encode(sinew::ByteWriter* out) const;
  // For an object without values, of the k that the bytes say. On failure it must not be used.
  sinew_status Decode(sinew::Bytes in, sinew_error* error);

  const sinew::Memory& memory() const { return memory_; }
  sinew_type type() const { return type_; }
  uint32_t k() const { return k_; }
  uint64_t count() const { return count_; }

 private:
  // A part of what there is, in order.
  struct Run {
    const uint64_t* begin;
    const uint64_t* end;
    uint64_t weight;
  };
  struct Runs {
    Run all[sinew::kKllMostLevels + 1];
    size_t count;
  };

  size_t ItemCapacity() const {
    return sinew::KllWidthOfAll(k_, sinew::kKllMostLevels) + sinew::kKllBuffer;
  }
  uint64_t* level(uint32_t i) { return items_ + starts_[i]; }
  const uint64_t* level(uint32_t i) const { return items_ + starts_[i]; }
  size_t SizeOf(uint32_t level) const { return starts_[level + 1] - starts_[level]; }
  size_t retained() const { return starts_[levels_] - starts_[0]; }
  void SetLevels(uint32_t levels);

  // Adds words to the buffer.
  void Add(const uint64_t* words, size_t count);
  void SortBuffer();
  // Moves what is in the buffer to a level, but for what is left of a division by 2^level.
  void Flush();
  // Words in order, at most kKllBuffer.
  void Insert(uint32_t level, const uint64_t* words, size_t count);
  // Until there are no more values than the levels are made for.
  void Compress();
  void Halve(uint32_t level);
  // What the random bits depend on besides.
  void Stir(uint64_t word);
  uint64_t Toss();
  // All there is.
  Runs SortedRuns();
  double ValueAt(const Runs& runs, uint64_t rank) const;

  sinew::Memory memory_;
  const sinew_type type_;
  const uint32_t k_;
  const uint64_t seed_;
  uint64_t random_;
  uint64_t count_;
  // The least k of all that were merged.
  uint32_t least_k_;
  uint64_t min_, max_;  // but for what is in the buffer and is not sorted

  uint64_t* items_ = nullptr;  // up to starts_[levels_]
  uint32_t levels_;
  uint32_t starts_[sinew::kKllMostLevels + 1];
  uint32_t widths_[sinew::kKllMostLevels];
  uint32_t width_of_all_;

  uint64_t* buffer_ = nullptr;
  size_t buffered_;
  bool is_sorted_;
};

#endif  // SINEW_SKETCH_KLL_KLL_H_
