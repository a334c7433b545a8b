#include "sketch/kll/kll.h"

#include <algorithm>

#include "core/column.h"
#include "core/float_environment.h"
#include "core/status.h"
#include "core/type.h"
#include "core/widen.h"
#include "sketch/ddsketch/logarithm.h"

using sinew::Fail;

namespace {

// What stands where there are no values, to the last bit.
constexpr double kNaN = std::bit_cast<double>(0x7FF8000000000000);

constexpr size_t kBlock = 256;

}  // namespace

sinew_kll::~sinew_kll() {
  if (items_ != nullptr) memory_.FreeArray(items_, ItemCapacity());
  if (buffer_ != nullptr) memory_.FreeArray(buffer_, sinew::kKllBuffer);
}

sinew_status sinew_kll::Init() {
  const sinew_status status = memory_.AllocateArray(ItemCapacity(), &items_);
  return status == SINEW_STATUS_OK ? memory_.AllocateArray(sinew::kKllBuffer, &buffer_) : status;
}

void sinew_kll::Update(const sinew_column& column) {
  using namespace sinew;
  const bool is_plain =
      column.type == SINEW_TYPE_F64 && type_ == SINEW_TYPE_F64 && column.validity == nullptr;
  double block[kBlock];
  for (size_t first = 0; first < column.count;) {
    const size_t count = std::min({kBlock, column.count - first, kKllBuffer - buffered_});
    const uint8_t* values = AsBytes(column.values) + first * sizeof(double);
    if (!is_plain) {
      WidenRows(column, first, count, block);
      for (size_t i = 0; type_ == SINEW_TYPE_F32 && i < count; ++i) {
        block[i] = static_cast<double>(static_cast<float>(block[i]));
      }
      for (size_t i = 0; column.validity != nullptr && i < count; ++i) {
        block[i] = IsValid(column, first + i) ? block[i] : kNaN;
      }
      values = AsBytes(block);
    }
    uint64_t* to = buffer_ + buffered_;
    for (size_t i = 0; i < count; ++i) {
      const uint64_t bits = Load<uint64_t>(values + i * sizeof(double));
      *to = KllWord(bits);
      to += KllIsNumber(bits);
    }
    const size_t added = static_cast<size_t>(to - buffer_) - buffered_;
    is_sorted_ = is_sorted_ && added == 0;
    buffered_ += added;
    count_ += added;
    first += count;
    if (buffered_ == kKllBuffer) Flush();
  }
}

double sinew_kll::RankOf(double value) {
  if (count_ == 0) return kNaN;
  const uint64_t word = sinew::KllWord(std::bit_cast<uint64_t>(value));
  const Runs runs = SortedRuns();
  uint64_t up_to = 0;
  for (size_t i = 0; i < runs.count; ++i) {
    const Run& run = runs.all[i];
    const uint64_t* const after = std::upper_bound(run.begin, run.end, word);
    up_to += static_cast<uint64_t>(after - run.begin) * run.weight;
  }
  return static_cast<double>(up_to) / static_cast<double>(count_);
}

sinew_kll_summary sinew_kll::Summarize() {
  if (count_ == 0) return {0, kNaN, kNaN};
  SortBuffer();
  return {count_, sinew::KllValue(min_), sinew::KllValue(max_)};
}

// What DataSketches has found by trials.
double sinew_kll::RankError() const {
  return 2.296 * sinew::Exponential(-0.9723 * sinew::Logarithm(static_cast<double>(least_k_)));
}

namespace sinew {
namespace {

sinew_status CreateKll(sinew_type type, uint32_t k, uint64_t seed, size_t memory_limit,
                       sinew_kll** out) {
  sinew_status status = Memory::New(memory_limit, out, type, k, seed);
  if (status != SINEW_STATUS_OK) return status;
  status = (*out)->Init();
  if (status == SINEW_STATUS_OK) return status;
  Memory::Delete(*out);
  *out = nullptr;
  return status;
}

sinew_status CheckKllType(sinew_type type, const char* name, sinew_error* error) {
  if (type == SINEW_TYPE_F64 || type == SINEW_TYPE_F32) return SINEW_STATUS_OK;
  return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
              "%s: %d is neither SINEW_TYPE_F64 nor SINEW_TYPE_F32", name, static_cast<int>(type));
}

sinew_status FailCount(sinew_error* error) {
  return Fail(error, SINEW_STATUS_OVERFLOW, 0, "there are more than 2^56 values");
}

// Of a call that reads numbers for `out`: its result if it must be refused.
sinew_result CheckNumbers(const sinew_kll* kll, const double* numbers, size_t count,
                          const double* out) {
  const bool is_null = kll == nullptr || ((numbers == nullptr || out == nullptr) && count != 0);
  return {0, is_null ? SINEW_STATUS_INVALID_ARGUMENT : SINEW_STATUS_OK};
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER KLL
//
// Quantiles and ranks of any number of values in a few kilobytes, within a part of the number of
// values, such as 1.33%: KLL in the bytes of Apache DataSketches, whose libraries for Java, C++, Go
// and Python read what is written here and write what is read here. docs/formats/kll.md has the
// layout, and says what the error is.

// Creates a sketch without values and writes it to *out, or null if it fails. Free it with
// sinew_kll_destroy. It takes 24 bytes for each of k, and some 20 KiB besides, whatever the number
// of values: no other call takes memory.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, the options have a size that no
// version of sinew_kll_options has, or the type or k is not one of those there are. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_kll_create(const sinew_kll_options* options, sinew_kll** out,
                                        sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (options == nullptr) return sinew::FailNull(error, "options");
  if (options->size != sizeof(sinew_kll_options)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.size: %zu is not the size of a known sinew_kll_options", options->size);
  }
  sinew_status status = sinew::CheckKllType(options->type, "options.type", error);
  if (status != SINEW_STATUS_OK) return status;
  if (options->k < SINEW_KLL_MIN_K || options->k > SINEW_KLL_MAX_K) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.k: %u is not within SINEW_KLL_MIN_K and SINEW_KLL_MAX_K", options->k);
  }
  status = sinew::CreateKll(options->type, options->k, options->seed, options->memory_limit, out);
  return status == SINEW_STATUS_OK
             ? status
             : sinew::FailGrowth(error, status, sinew::Memory(options->memory_limit));
}

// Frees a sketch and all its memory, on any thread.
SINEW_API void sinew_kll_destroy(sinew_kll* kll) SINEW_NOEXCEPT { sinew::Memory::Delete(kll); }

// Adds the values of a column of integers or floats, as the nearest doubles, and in a sketch of
// floats as the floats nearest to those. Null rows and NaN change nothing, as in DataSketches.
// Infinities are values like others, and -0.0 is 0.0.
//
// Takes O(rows) time, and no memory. The sketch depends on the values, their order, the seed and
// what was merged or encoded in between; neither on how many calls add the values nor on the
// machine. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the column is malformed or not of
// integers or floats. SINEW_STATUS_OVERFLOW: there would be more than 2^56 values; the sketch is as
// it was.
SINEW_API sinew_status sinew_kll_update(sinew_kll* kll, const sinew_column* column,
                                        sinew_error* error) SINEW_NOEXCEPT {
  if (kll == nullptr) return sinew::FailNull(error, "kll");
  if (const sinew_status status = sinew::CheckColumn(column, "column", error)) return status;
  if (!sinew::IsNumber(column->type)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "column.type: %s is not of numbers",
                sinew::InfoOf(column->type).name);
  }
  if (column->count > sinew::kKllMostCount - kll->count()) return sinew::FailCount(error);
  const sinew::FloatEnvironment floats;
  kll->Update(*column);
  return SINEW_STATUS_OK;
}

// Adds the values of `from`, which does not change, to those of `into`, which keeps its k; the
// error of ranks is that of the lesser k, if values of `from` stand for others already. Takes
// O(k) time, and no memory.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, both are the same, or they have different
// types. SINEW_STATUS_OVERFLOW: there would be more than 2^56 values; `into` is as it was.
SINEW_API sinew_status sinew_kll_merge(sinew_kll* into, const sinew_kll* from,
                                       sinew_error* error) SINEW_NOEXCEPT {
  if (into == nullptr) return sinew::FailNull(error, "into");
  if (from == nullptr) return sinew::FailNull(error, "from");
  if (into == from) return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "from is into");
  if (into->type() != from->type()) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "from has another type than into");
  }
  if (from->count() > sinew::kKllMostCount - into->count()) return sinew::FailCount(error);
  into->Merge(*from);
  return SINEW_STATUS_OK;
}

// Forgets all values; the sketch is as it was created, or for one that was decoded, as if it had
// been. SINEW_STATUS_INVALID_ARGUMENT: `kll` is null.
SINEW_API sinew_status sinew_kll_reset(sinew_kll* kll) SINEW_NOEXCEPT {
  if (kll == nullptr) return SINEW_STATUS_INVALID_ARGUMENT;
  kll->Reset();
  return SINEW_STATUS_OK;
}

// Writes to `out` the quantile of each of `count` fractions, from 0 for the least value to 1 for
// the greatest: of n values in order the one of rank floor(fraction * (n - 1)), counted from 0, or
// one whose rank is within the error of it; of 0 and 1 it is exact. All are values that were added;
// there is no interpolation between two. Those of a sketch without values are NaN. The sketch sorts
// what it has, which later results do not show.
//
// Takes O(count * log(k)^2) time. Returns `count`. SINEW_STATUS_INVALID_ARGUMENT: a pointer is
// null, or a fraction is not from 0 to 1, and its number is returned; then nothing is written.
SINEW_API sinew_result sinew_kll_quantiles(sinew_kll* kll, const double* fractions, size_t count,
                                           double* out) SINEW_NOEXCEPT {
  const sinew_result checked = sinew::CheckNumbers(kll, fractions, count, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  const sinew::FloatEnvironment floats;
  for (size_t i = 0; i < count; ++i) {
    const double fraction = sinew::Load<double>(fractions + i);
    if (!(fraction >= 0 && fraction <= 1)) return {i, SINEW_STATUS_INVALID_ARGUMENT};
  }
  kll->Quantiles(fractions, count, out);
  return {count, SINEW_STATUS_OK};
}

// Writes to `out` the rank of each of `count` numbers: which part of all values is at most it, from
// 0 to 1, within the error. Of numbers in order this is the distribution function (CDF), and
// differences are the parts of the values from one to the next (PMF), whose error is up to a half
// more. Those of a sketch without values are NaN. The sketch sorts what it has, which later results
// do not show.
//
// Takes O(count * log(k)^2) time. Returns `count`. SINEW_STATUS_INVALID_ARGUMENT: a pointer is
// null, or a number is NaN, and its index is returned; then nothing is written.
SINEW_API sinew_result sinew_kll_ranks(sinew_kll* kll, const double* numbers, size_t count,
                                       double* out) SINEW_NOEXCEPT {
  const sinew_result checked = sinew::CheckNumbers(kll, numbers, count, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  const sinew::FloatEnvironment floats;
  for (size_t i = 0; i < count; ++i) {
    if (!sinew::KllIsNumber(sinew::Load<uint64_t>(numbers + i))) {
      return {i, SINEW_STATUS_INVALID_ARGUMENT};
    }
  }
  for (size_t i = 0; i < count; ++i) {
    sinew::Store(out + i, kll->RankOf(sinew::Load<double>(numbers + i)));
  }
  return {count, SINEW_STATUS_OK};
}

// Returns the number of values, the least and the greatest, which are exact. The number is 0 and
// the others NaN if `kll` is null.
SINEW_API sinew_kll_summary sinew_kll_summarize(sinew_kll* kll) SINEW_NOEXCEPT {
  if (kll == nullptr) return {0, kNaN, kNaN};
  return kll->Summarize();
}

// Returns the error of ranks, as a part of the number of values: with a probability of 99% all
// quantiles and ranks of a sketch are within it. That is 2.296 / k^0.9723, as in DataSketches,
// where k is the least one of what was merged. 0 if `kll` is null.
SINEW_API double sinew_kll_rank_error(const sinew_kll* kll) SINEW_NOEXCEPT {
  if (kll == nullptr) return 0;
  const sinew::FloatEnvironment floats;
  return kll->RankError();
}

// Returns k, or 0 if `kll` is null.
SINEW_API uint32_t sinew_kll_k(const sinew_kll* kll) SINEW_NOEXCEPT {
  return kll == nullptr ? 0 : kll->k();
}

// Returns how many bytes the object holds, which options.memory_limit limits, or 0 if `kll` is
// null.
SINEW_API size_t sinew_kll_memory(const sinew_kll* kll) SINEW_NOEXCEPT {
  return kll == nullptr ? 0 : kll->memory().used();
}

// Returns how many bytes sinew_kll_encode writes, or 0 if `kll` is null. Before that the sketch
// makes its values as few as the format has them, as it does by itself after every 992 values.
SINEW_API size_t sinew_kll_encoded_size(sinew_kll* kll) SINEW_NOEXCEPT {
  if (kll == nullptr) return 0;
  kll->Settle();
  sinew::ByteWriter counted;
  kll->Encode(&counted);
  return counted.size();
}

// Writes the sketch to `out` in the form of DataSketches, the lowest level in order; before that,
// as sinew_kll_encoded_size. Returns 1 as `read`, for the sketch, and as `written` how many bytes
// it takes.
//
// SINEW_STATUS_OUTPUT_FULL: `capacity` is less than sinew_kll_encoded_size. Then nothing in `out`
// is right. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. With either of them both numbers are
// 0.
SINEW_API sinew_codec_result sinew_kll_encode(sinew_kll* kll, void* out,
                                              size_t capacity) SINEW_NOEXCEPT {
  if (kll == nullptr || (out == nullptr && capacity != 0)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  kll->Settle();
  sinew::ByteWriter writer(sinew::AsBytes(out), capacity);
  kll->Encode(&writer);
  if (writer.size() > capacity) return {0, 0, SINEW_STATUS_OUTPUT_FULL};
  return {1, writer.size(), SINEW_STATUS_OK};
}

// Creates the sketch that a library of DataSketches or sinew_kll_encode has written, and writes it
// to *out, or null if it fails. Free it with sinew_kll_destroy. The bytes do not say what the type
// is, which must be the one they were written with; seed and memory_limit are as in
// sinew_kll_options. No more memory is taken than for a sketch of the k that the bytes say.
//
// SINEW_STATUS_TRUNCATED: `in` ends too early; error->offset is its size. SINEW_STATUS_CORRUPT: the
// bytes are not such a sketch, or there are more behind its end, as if the type is another;
// error->offset is the byte, and the message says what is wrong there.
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the type is not one of those there are. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_kll_decode(const void* in, size_t size, sinew_type type, uint64_t seed,
                                        size_t memory_limit, sinew_kll** out,
                                        sinew_error* error) SINEW_NOEXCEPT {
  using namespace sinew;
  if (out == nullptr) return FailNull(error, "out");
  *out = nullptr;
  if (in == nullptr && size != 0) return FailNull(error, "in");
  sinew_status status = CheckKllType(type, "type", error);
  if (status != SINEW_STATUS_OK) return status;
  const Bytes bytes = {AsBytes(in), size};
  uint32_t k;
  status = CheckKllHeader(bytes, &k, error);
  if (status != SINEW_STATUS_OK) return status;
  sinew_kll* kll;
  status = CreateKll(type, k, seed, memory_limit, &kll);
  if (status != SINEW_STATUS_OK) return FailGrowth(error, status, Memory(memory_limit));
  const FloatEnvironment floats;
  status = kll->Decode(bytes, error);
  if (status == SINEW_STATUS_OK) {
    *out = kll;
  } else {
    Memory::Delete(kll);
  }
  return status;
}
