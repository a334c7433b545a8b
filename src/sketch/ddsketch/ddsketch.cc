#include "sketch/ddsketch/ddsketch.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/column.h"
#include "core/float_environment.h"
#include "core/status.h"
#include "core/type.h"
#include "core/widen.h"

namespace sinew {

namespace {

size_t Padded(size_t count) { return (count + kDDSketchPadding - 1) & ~(kDDSketchPadding - 1); }

}  // namespace

DDSketchBins::~DDSketchBins() {
  if (counts_ != nullptr) memory_.FreeArray(counts_, capacity_);
}

sinew_status DDSketchBins::Init() {
  capacity_ = std::bit_ceil(bins_);
  const sinew_status status = memory_.AllocateArray(capacity_, &counts_);
  if (status == SINEW_STATUS_OK) memset(counts_, 0, capacity_ * sizeof(double));
  return status;
}

void DDSketchBins::Raise(int32_t index) {
  if (index <= most_) return;
  const int64_t lowest = int64_t{index} - bins_ + 1;
  if (is_empty()) least_ = index;
  double below = 0;
  for (int64_t i = least_; i < lowest && i <= most_; ++i) below += std::exchange(at(i), 0.0);
  most_ = index;
  if (least_ >= lowest) return;
  least_ = static_cast<int32_t>(lowest);
  at(lowest) += below;
}

void DDSketchBins::AddEach(const int32_t* indices, size_t count, DDSketchRange range) {
  Raise(range.most);
  const int64_t lowest = this->lowest();
  least_ = static_cast<int32_t>(std::min<int64_t>(least_, std::max<int64_t>(lowest, range.least)));
  if (range.least == range.most) {
    at(std::max<int64_t>(range.least, lowest)) += static_cast<double>(count);
    return;
  }
  if (range.least < lowest) {
    for (size_t i = 0; i < count; ++i) at(std::max<int64_t>(indices[i], lowest)) += 1;
    return;
  }
  double* const counts = counts_;
  const uint32_t mask = this->mask();
  for (size_t i = 0; i < count; ++i) counts[static_cast<uint32_t>(indices[i]) & mask] += 1;
}

void DDSketchBins::Add(int32_t index, double count) {
  Raise(index);
  const int64_t kept = std::max<int64_t>(index, lowest());
  at(kept) += count;
  least_ = std::min(least_, static_cast<int32_t>(kept));
}

void DDSketchBins::AddAll(const DDSketchBins& other) {
  if (other.is_empty()) return;
  Raise(other.most_);
  for (int64_t i = other.least_; i <= other.most_; ++i) {
    const double count = other.count(static_cast<int32_t>(i));
    if (count > 0) Add(static_cast<int32_t>(i), count);
  }
}

void DDSketchBins::Clear() {
  if (is_empty()) return;
  memset(counts_, 0, capacity_ * sizeof(double));
  least_ = INT32_MAX;
  most_ = INT32_MIN;
}

}  // namespace sinew

using sinew::Fail;

namespace {

// What stands where there are no values, to the last bit.
constexpr double kNaN = std::bit_cast<double>(0x7FF8000000000000);

}  // namespace

template <typename Visit>
void sinew_ddsketch::ForEachBlock(const sinew_column& column, const Visit& visit) {
  using namespace sinew;
  for (size_t first = 0; first < column.count; first += kDDSketchBlock) {
    const size_t count = std::min(kDDSketchBlock, column.count - first);
    const size_t padded = Padded(count);
    if (column.type == SINEW_TYPE_F64 && count == padded && column.validity == nullptr) {
      const double* const values = static_cast<const double*>(column.values) + first;
      if (!visit(values, padded, 0)) return;
      continue;
    }
    double block[kDDSketchBlock];
    WidenRows(column, first, count, block);
    std::fill(block + count, block + padded, 0.0);
    size_t absent = padded - count;
    for (size_t i = 0; column.validity != nullptr && i < count; ++i) {
      const bool is_valid = IsValid(column, first + i);
      block[i] = is_valid ? block[i] : 0;
      absent += !is_valid;
    }
    if (!visit(block, padded, absent)) return;
  }
}

void sinew_ddsketch::UpdateBlock(const double* values, size_t count, size_t absent) {
  using namespace sinew;
  int32_t indices[kDDSketchBlock];
  const DDSketchClasses classes = DDSketchIndices(values, count, mapping_, indices);
  if (classes.positive == count) {
    return positive_.AddEach(indices, count, DDSketchRangeOf(indices, count));
  }
  zeros_ += static_cast<double>(classes.zero - absent);
  rejected_ += count - classes.zero - classes.positive - classes.negative;
  // Without a branch that depends on a value: those of both signs, one behind the other.
  int32_t of_sign[2][kDDSketchBlock];
  size_t found[2] = {};
  for (size_t i = 0; i < count; ++i) {
    const double value = Load<double>(values + i);
    of_sign[0][found[0]] = of_sign[1][found[1]] = indices[i];
    found[0] += (value > mapping_.least) & (value <= mapping_.most);
    found[1] += (value < -mapping_.least) & (value >= -mapping_.most);
  }
  for (const size_t sign : {0, 1}) {
    if (found[sign] == 0) continue;
    int32_t* const some = of_sign[sign];
    const size_t padded = Padded(found[sign]);
    std::fill(some + found[sign], some + padded, some[0]);
    (sign == 0 ? positive_ : negative_).AddEach(some, found[sign], DDSketchRangeOf(some, padded));
  }
}

sinew_status sinew_ddsketch::Update(const sinew_column& column) {
  using namespace sinew;
  if (!negative_.is_there()) {
    bool has_negative = false;
    ForEachBlock(column, [&](const double* values, size_t count, size_t) {
      has_negative = DDSketchHasNegative(values, count, mapping_);
      return !has_negative;
    });
    const sinew_status status = has_negative ? negative_.Init() : SINEW_STATUS_OK;
    if (status != SINEW_STATUS_OK) return status;
  }
  ForEachBlock(column, [&](const double* values, size_t count, size_t absent) {
    UpdateBlock(values, count, absent);
    return true;
  });
  return SINEW_STATUS_OK;
}

sinew_status sinew_ddsketch::Merge(const sinew_ddsketch& from) {
  if (!from.negative_.is_empty() && !negative_.is_there()) {
    const sinew_status status = negative_.Init();
    if (status != SINEW_STATUS_OK) return status;
  }
  positive_.AddAll(from.positive_);
  negative_.AddAll(from.negative_);
  zeros_ += from.zeros_;
  rejected_ += from.rejected_;
  return SINEW_STATUS_OK;
}

void sinew_ddsketch::Reset() {
  positive_.Clear();
  negative_.Clear();
  zeros_ = 0;
  rejected_ = 0;
}

template <typename Visit>
void sinew_ddsketch::ForEachBin(const Visit& visit) const {
  for (int64_t i = negative_.most(); i >= negative_.least(); --i) {
    const int32_t index = static_cast<int32_t>(i);
    const double count = negative_.count(index);
    if (count > 0 && !visit(-1, index, count)) return;
  }
  if (zeros_ > 0 && !visit(0, 0, zeros_)) return;
  for (int64_t i = positive_.least(); i <= positive_.most(); ++i) {
    const int32_t index = static_cast<int32_t>(i);
    const double count = positive_.count(index);
    if (count > 0 && !visit(1, index, count)) return;
  }
}

double sinew_ddsketch::count() const {
  double values = 0;
  ForEachBin([&](int, int32_t, double more) {
    values += more;
    return true;
  });
  return values;
}

double sinew_ddsketch::ValueAt(double rank) const {
  double below = 0, found_sign = kNaN;
  int32_t found = 0;
  ForEachBin([&](int sign, int32_t index, double more) {
    below += more;
    found_sign = sign;
    found = index;
    return below <= rank;
  });
  return found_sign * (found_sign == 0 ? 0 : mapping_.ValueOf(found));
}

void sinew_ddsketch::Quantiles(const double* fractions, size_t count, double* out) const {
  const double values = this->count();
  for (size_t i = 0; i < count; ++i) {
    sinew::Store(out + i, ValueAt(sinew::Load<double>(fractions + i) * (values - 1)));
  }
}

sinew_ddsketch_summary sinew_ddsketch::Summarize() const {
  sinew_ddsketch_summary summary = {0, 0, kNaN, kNaN, rejected_};
  ForEachBin([&](int sign, int32_t index, double count) {
    const double value = sign == 0 ? 0 : sign * mapping_.ValueOf(index);
    if (summary.count == 0) summary.min = value;
    summary.max = value;
    summary.count += count;
    summary.sum += value * count;
    return true;
  });
  return summary;
}

namespace sinew {
namespace {

sinew_status CreateDDSketch(const DDSketchMapping& mapping, uint32_t bins, size_t memory_limit,
                            sinew_ddsketch** out) {
  sinew_status status = Memory::New(memory_limit, out, mapping, bins);
  if (status != SINEW_STATUS_OK) return status;
  status = (*out)->Init();
  if (status == SINEW_STATUS_OK) return status;
  Memory::Delete(*out);
  *out = nullptr;
  return status;
}

bool AreBins(uint32_t bins) { return bins != 0 && bins <= SINEW_DDSKETCH_MAX_BINS; }

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER DDSketch
//
// Quantiles of any number of values in a few kilobytes, each within a part of itself, such as 1%:
// DDSketch in the bytes of Datadog's libraries (ddsketch.proto), of which that for Go reads what is
// written here and writes what is read here. docs/formats/ddsketch.md has the layout, and says what
// holds for the others.

// Creates a sketch without values and writes it to *out, or null if it fails. Free it with
// sinew_ddsketch_destroy. It takes 8 bytes a bin, their number rounded up to a power of 2, and as
// many again once there is a negative value.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, the options have a size that no
// version of sinew_ddsketch_options has, the accuracy or the number of bins is out of range, or the
// mapping is unknown. Also SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_ddsketch_create(const sinew_ddsketch_options* options,
                                             sinew_ddsketch** out,
                                             sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (options == nullptr) return sinew::FailNull(error, "options");
  if (options->size != sizeof(sinew_ddsketch_options)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.size: %zu is not the size of a known sinew_ddsketch_options",
                options->size);
  }
  const sinew::FloatEnvironment floats;
  if (!(options->relative_accuracy >= sinew::kDDSketchLeastAccuracy &&
        options->relative_accuracy < 1)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.relative_accuracy is not within 1e-6 and 1");
  }
  if (options->mapping < SINEW_DDSKETCH_MAPPING_LOGARITHMIC ||
      options->mapping > SINEW_DDSKETCH_MAPPING_CUBIC) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "options.mapping: %d is unknown",
                static_cast<int>(options->mapping));
  }
  if (!sinew::AreBins(options->bins)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.bins: %u is not within 1 and SINEW_DDSKETCH_MAX_BINS", options->bins);
  }
  const sinew_status status = sinew::CreateDDSketch(
      sinew::DDSketchMapping::OfAccuracy(options->mapping, options->relative_accuracy),
      options->bins, options->memory_limit, out);
  return status == SINEW_STATUS_OK
             ? status
             : sinew::FailGrowth(error, status, sinew::Memory(options->memory_limit));
}

// Frees a sketch and all its memory, on any thread.
SINEW_API void sinew_ddsketch_destroy(sinew_ddsketch* ddsketch) SINEW_NOEXCEPT {
  sinew::Memory::Delete(ddsketch);
}

// Adds the values of a column of integers or floats, as doubles. Null rows change nothing. A value
// whose distance from 0 is at most some 1e-308 counts as 0. What is NaN or infinite, or further
// from 0 than some 1e308, is rejected: it has no part in quantiles, and sinew_ddsketch_summarize
// says how often that was.
//
// Takes O(rows) time. Which bins there are, and so the bytes of the sketch, depends on the values
// and neither on their order nor on how many calls add them, nor on the machine. If the call fails,
// the sketch is as it was. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the column is
// malformed or not of integers or floats. Also SINEW_STATUS_MEMORY_LIMIT and
// SINEW_STATUS_OUT_OF_MEMORY, which the first negative value may meet.
SINEW_API sinew_status sinew_ddsketch_update(sinew_ddsketch* ddsketch, const sinew_column* column,
                                             sinew_error* error) SINEW_NOEXCEPT {
  if (ddsketch == nullptr) return sinew::FailNull(error, "ddsketch");
  if (const sinew_status status = sinew::CheckColumn(column, "column", error)) return status;
  if (!sinew::IsNumber(column->type)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "column.type: %s is not of numbers",
                sinew::InfoOf(column->type).name);
  }
  const sinew::FloatEnvironment floats;
  const sinew_status status = ddsketch->Update(*column);
  return status == SINEW_STATUS_OK ? status : sinew::FailGrowth(error, status, ddsketch->memory());
}

// Adds the values of `from`, which does not change, to those of `into`: it is then as if they had
// been added one by one, as long as `from` has as many bins. Rejected rows are added, too. If the
// call fails, `into` is as it was.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, both are the same, or they have different
// mappings: another kind, or a gamma or offset that differs by more than 1e-12 of itself. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_ddsketch_merge(sinew_ddsketch* into, const sinew_ddsketch* from,
                                            sinew_error* error) SINEW_NOEXCEPT {
  if (into == nullptr) return sinew::FailNull(error, "into");
  if (from == nullptr) return sinew::FailNull(error, "from");
  if (into == from) return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "from is into");
  const sinew::FloatEnvironment floats;
  if (!into->mapping().IsLike(from->mapping())) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "from has another mapping than into");
  }
  const sinew_status status = into->Merge(*from);
  return status == SINEW_STATUS_OK ? status : sinew::FailGrowth(error, status, into->memory());
}

// Forgets all values and rejected rows. SINEW_STATUS_INVALID_ARGUMENT: `ddsketch` is null.
SINEW_API sinew_status sinew_ddsketch_reset(sinew_ddsketch* ddsketch) SINEW_NOEXCEPT {
  if (ddsketch == nullptr) return SINEW_STATUS_INVALID_ARGUMENT;
  ddsketch->Reset();
  return SINEW_STATUS_OK;
}

// Writes to `out` the quantile of each of `count` fractions, from 0 for the least value to 1 for
// the greatest: of n values in order the one of rank floor(fraction * (n - 1)), counted from 0,
// within the relative accuracy. There is no interpolation between two values. Those of a sketch
// without values are NaN. Values that share the lowest bin, because options.bins were too few, have
// that bin's value. Sketches with the same bytes have the same quantiles, on every machine.
//
// Takes O(count * bins) time. Returns `count`. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or
// a fraction is not from 0 to 1, and its number is returned; then nothing is written.
SINEW_API sinew_result sinew_ddsketch_quantiles(const sinew_ddsketch* ddsketch,
                                                const double* fractions, size_t count,
                                                double* out) SINEW_NOEXCEPT {
  const bool is_null = fractions == nullptr || out == nullptr;
  if (ddsketch == nullptr || (is_null && count != 0)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  const sinew::FloatEnvironment floats;
  for (size_t i = 0; i < count; ++i) {
    const double fraction = sinew::Load<double>(fractions + i);
    if (!(fraction >= 0 && fraction <= 1)) return {i, SINEW_STATUS_INVALID_ARGUMENT};
  }
  ddsketch->Quantiles(fractions, count, out);
  return {count, SINEW_STATUS_OK};
}

// Returns what the bins say of all values, in O(bins) time; counts are 0 and the others NaN if
// `ddsketch` is null. Sketches with the same bytes have the same, on every machine, but for
// `rejected`, which is not in the bytes.
SINEW_API sinew_ddsketch_summary sinew_ddsketch_summarize(const sinew_ddsketch* ddsketch)
    SINEW_NOEXCEPT {
  if (ddsketch == nullptr) return {0, 0, kNaN, kNaN, 0};
  const sinew::FloatEnvironment floats;
  return ddsketch->Summarize();
}

// Returns the relative accuracy that the mapping has, which is that of the options but for its last
// digits, or 0 if `ddsketch` is null.
SINEW_API double sinew_ddsketch_relative_accuracy(const sinew_ddsketch* ddsketch) SINEW_NOEXCEPT {
  return ddsketch == nullptr ? 0 : ddsketch->mapping().accuracy;
}

// Returns how many bytes the object holds, which options.memory_limit limits, or 0 if `ddsketch` is
// null.
SINEW_API size_t sinew_ddsketch_memory(const sinew_ddsketch* ddsketch) SINEW_NOEXCEPT {
  return ddsketch == nullptr ? 0 : ddsketch->memory().used();
}

// Returns how many bytes sinew_ddsketch_encode writes, or 0 if `ddsketch` is null.
SINEW_API size_t sinew_ddsketch_encoded_size(const sinew_ddsketch* ddsketch) SINEW_NOEXCEPT {
  if (ddsketch == nullptr) return 0;
  sinew::ByteWriter counted;
  ddsketch->Encode(&counted);
  return counted.size();
}

// Writes the sketch to `out` as a message DDSketch of ddsketch.proto, bins in contiguous form from
// the lowest to the highest that count anything. Returns 1 as `read`, for the sketch, and as
// `written` how many bytes it takes.
//
// SINEW_STATUS_OUTPUT_FULL: `capacity` is less than sinew_ddsketch_encoded_size. Then nothing in
// `out` is right. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. With either of them both
// numbers are 0.
SINEW_API sinew_codec_result sinew_ddsketch_encode(const sinew_ddsketch* ddsketch, void* out,
                                                   size_t capacity) SINEW_NOEXCEPT {
  if (ddsketch == nullptr || (out == nullptr && capacity != 0)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  sinew::ByteWriter writer(sinew::AsBytes(out), capacity);
  ddsketch->Encode(&writer);
  if (writer.size() > capacity) return {0, 0, SINEW_STATUS_OUTPUT_FULL};
  return {1, writer.size(), SINEW_STATUS_OK};
}

// Creates the sketch that sinew_ddsketch_encode or a library of Datadog has written as a message
// DDSketch of ddsketch.proto, and writes it to *out, or null if it fails. Free it with
// sinew_ddsketch_destroy. Bins may be there in both forms, and unknown fields are passed over.
// `bins` and memory_limit are as in sinew_ddsketch_options: whatever the bytes are, it takes no
// more memory than a sketch of these options, and O(size + bins) time.
//
// SINEW_STATUS_TRUNCATED: `in` ends within a field; error->offset is its size.
// SINEW_STATUS_CORRUPT: the bytes are not such a message, or what they say is not a sketch;
// error->offset is the byte, and the message says what is wrong there.
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the number of bins is out of range. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_ddsketch_decode(const void* in, size_t size, uint32_t bins,
                                             size_t memory_limit, sinew_ddsketch** out,
                                             sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (in == nullptr && size != 0) return sinew::FailNull(error, "in");
  if (!sinew::AreBins(bins)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "bins: %u is not within 1 and SINEW_DDSKETCH_MAX_BINS", bins);
  }
  const sinew::FloatEnvironment floats;
  sinew::DDSketchMessage message({sinew::AsBytes(in), size});
  sinew_status status = message.Check(error);
  if (status != SINEW_STATUS_OK) return status;
  sinew_ddsketch* ddsketch;
  status = sinew::CreateDDSketch(message.mapping(), bins, memory_limit, &ddsketch);
  if (status == SINEW_STATUS_OK) {
    status = ddsketch->Take(message);
    if (status == SINEW_STATUS_OK) {
      *out = ddsketch;
      return status;
    }
    sinew::Memory::Delete(ddsketch);
  }
  return sinew::FailGrowth(error, status, sinew::Memory(memory_limit));
}
