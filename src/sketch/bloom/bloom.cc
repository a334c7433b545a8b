#include "sketch/bloom/bloom.h"

#include <algorithm>
#include <bit>

#include "core/column.h"
#include "core/float_environment.h"
#include "core/square_root.h"
#include "core/status.h"
#include "core/type.h"
#include "core/widen.h"
#include "hash/xxh64.h"
#include "sketch/ddsketch/logarithm.h"

namespace sinew {

namespace {

// Hashed and looked up at a time.
constexpr size_t kRows = 256;

// Sizes that are computed end here, as those of parquet-mr and Arrow do.
constexpr size_t kMostComputedSize = size_t{128} << 20;

// Writes the hashes of rows [first, first + count), at most kRows, of a checked column; those of
// null rows say nothing. Integers of fewer than 32 bits are of 32 there.
void HashRows(const sinew_column& column, size_t first, size_t count, uint64_t* hashes) {
  sinew_column rows = Slice(column, first, count);
  rows.validity = nullptr;
  rows.validity_offset = 0;
  uint32_t words[kRows];
  uint8_t bytes[kRows];
  if (column.type == SINEW_TYPE_BOOL) {
    for (size_t i = 0; i < count; ++i) {
      bytes[i] = BitAt(AsBytes(rows.values), rows.values_offset + i);
    }
    rows = {SINEW_TYPE_U8, count, bytes, count, nullptr, nullptr, 0, 0};
  } else if (IsInteger(column.type) && ValueWidth(column.type) < sizeof(uint32_t)) {
    const auto widen = [&](auto stored) {
      using Stored = decltype(stored);
      const uint8_t* const from = AsBytes(rows.values);
      for (size_t i = 0; i < count; ++i) {
        words[i] = static_cast<uint32_t>(Load<Stored>(from + i * sizeof(Stored)));
      }
    };
    if (IsUnsigned(column.type)) {
      ForStored<uint64_t>(column.type, widen);
    } else {
      ForStored<int64_t>(column.type, widen);
    }
    rows = {SINEW_TYPE_U32, count, words, count * sizeof(*words), nullptr, nullptr, 0, 0};
  }
  sinew_xxh64_many(&rows, 0, hashes);
}

}  // namespace

size_t BloomSize(uint64_t distinct_count, double false_positive_probability) {
  // The probability that a bit of some other value is set in one word.
  const double of_word = SquareRoot(SquareRoot(SquareRoot(false_positive_probability)));
  if (of_word == 1) return kBloomBlockSize;
  const double bits = 8.0 * static_cast<double>(distinct_count) / -Logarithm(1 - of_word);
  // If the least that a double can be less than 1 is more than of_word, there is no such number.
  if (!(bits >= 0 && bits < 8.0 * kMostComputedSize)) return kMostComputedSize;
  return std::bit_ceil(std::max(static_cast<size_t>(bits), 8 * kBloomBlockSize)) / 8;
}

}  // namespace sinew

using sinew::Fail;

sinew_status sinew_bloom::Init() {
  void* block;
  const sinew_status status = memory_.Allocate(size_, &block);
  if (status != SINEW_STATUS_OK) return status;
  blocks_ = static_cast<uint32_t*>(block);
  Reset();
  return SINEW_STATUS_OK;
}

void sinew_bloom::Update(const sinew_column& column) {
  using namespace sinew;
  uint64_t hashes[kRows];
  for (size_t first = 0; first < column.count; first += kRows) {
    const size_t count = std::min(kRows, column.count - first);
    HashRows(column, first, count, hashes);
    size_t valid = count;
    if (column.validity != nullptr) {
      valid = 0;
      for (size_t i = 0; i < count; ++i) {
        hashes[valid] = hashes[i];
        valid += IsValid(column, first + i);
      }
    }
    BloomAdd(hashes, valid, block_count(), blocks_);
  }
}

void sinew_bloom::Contains(const sinew_column& column, uint8_t* bitmap) const {
  using namespace sinew;
  uint64_t hashes[kRows], bits[kRows / 64];
  for (size_t first = 0; first < column.count; first += kRows) {
    const size_t count = std::min(kRows, column.count - first);
    HashRows(column, first, count, hashes);
    BloomFind(blocks_, block_count(), hashes, count, bits);
    for (size_t i = 0; column.validity != nullptr && i < count; i += 64) {
      bits[i / 64] &= LoadBits(column.validity, column.validity_offset + first + i,
                               std::min<size_t>(64, count - i));
    }
    memcpy(bitmap + first / 8, bits, (count + 7) / 8);
  }
}

void sinew_bloom::Merge(const sinew_bloom& from) {
  for (size_t i = 0; i < size_ / sizeof(*blocks_); ++i) blocks_[i] |= from.blocks_[i];
}

void sinew_bloom::Reset() { memset(blocks_, 0, size_); }

void sinew_bloom::Take(const uint8_t* in) { memcpy(blocks_, in, size_); }

namespace sinew {
namespace {

sinew_status CreateBloom(size_t size, size_t memory_limit, sinew_bloom** out, sinew_error* error) {
  sinew_status status = Memory::New(memory_limit, out, size);
  if (status == SINEW_STATUS_OK) status = (*out)->Init();
  if (status == SINEW_STATUS_OK) return status;
  Memory::Delete(*out);
  *out = nullptr;
  return FailGrowth(error, status, Memory(memory_limit));
}

bool IsBloomSize(size_t size) {
  return size != 0 && size % kBloomBlockSize == 0 && size <= SINEW_BLOOM_MAX_SIZE;
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Bloom filter
//
// Whether a value is among those that were added: "no" is certain, "yes" is wrong for a small part
// of the others. Split-block Bloom filters in the bytes of Apache Parquet, whose writers and
// readers read what is written here and write what is read here. docs/formats/bloom.md has the
// layout.

// Creates a filter without values and writes it to *out, or null if it fails. Free it with
// sinew_bloom_destroy.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, or the options have a size that no
// version of sinew_bloom_options has. Without a bitset_size also: distinct_count is 0, or the
// probability is not within 0 and 1; with one: these two are not 0, or it is not a multiple of 32
// up to SINEW_BLOOM_MAX_SIZE. Also SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_bloom_create(const sinew_bloom_options* options, sinew_bloom** out,
                                          sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (options == nullptr) return sinew::FailNull(error, "options");
  if (options->size != sizeof(sinew_bloom_options)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.size: %zu is not the size of a known sinew_bloom_options", options->size);
  }
  const sinew::FloatEnvironment floats;
  const double probability = options->false_positive_probability;
  size_t size = options->bitset_size;
  if (size != 0) {
    if (options->distinct_count != 0 || probability != 0) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                  "options.bitset_size is there beside what it could be computed from");
    }
    if (!sinew::IsBloomSize(size)) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                  "options.bitset_size: %zu is not a multiple of 32 up to SINEW_BLOOM_MAX_SIZE",
                  size);
    }
  } else {
    if (options->distinct_count == 0) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "options.distinct_count is 0");
    }
    if (!(probability > 0 && probability < 1)) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                  "options.false_positive_probability is not within 0 and 1");
    }
    size = sinew::BloomSize(options->distinct_count, probability);
  }
  return sinew::CreateBloom(size, options->memory_limit, out, error);
}

// Frees a filter and all its memory, on any thread.
SINEW_API void sinew_bloom_destroy(sinew_bloom* bloom) SINEW_NOEXCEPT {
  sinew::Memory::Delete(bloom);
}

// Adds the values of a column of any type but lists. Null rows change nothing. Values are hashed as
// Parquet does, by XXH64 of their plain encoding: integers of up to 32 bits and dates as 32 bits,
// longer ones and timestamps as 64 bits, floats and doubles by their bits, so that both zeros are
// different values, strings and 16 bytes by their bytes. A boolean is hashed as one byte; Parquet
// has no filters of them.
//
// Takes O(rows) time and no memory. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the column
// is malformed or of lists.
SINEW_API sinew_status sinew_bloom_update(sinew_bloom* bloom, const sinew_column* column,
                                          sinew_error* error) SINEW_NOEXCEPT {
  if (bloom == nullptr) return sinew::FailNull(error, "bloom");
  if (const sinew_status status = sinew::CheckColumn(column, "column", error)) return status;
  bloom->Update(*column);
  return SINEW_STATUS_OK;
}

// Adds the values of `from`, which does not change, to those of `into`: what was added to either is
// in it then. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, `from` is `into`, or their bitsets
// have different sizes.
SINEW_API sinew_status sinew_bloom_merge(sinew_bloom* into, const sinew_bloom* from,
                                         sinew_error* error) SINEW_NOEXCEPT {
  if (into == nullptr) return sinew::FailNull(error, "into");
  if (from == nullptr) return sinew::FailNull(error, "from");
  if (into == from) return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "from is into");
  if (into->bitset().size != from->bitset().size) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "from: a bitset of %zu bytes, where into has %zu", from->bitset().size,
                into->bitset().size);
  }
  into->Merge(*from);
  return SINEW_STATUS_OK;
}

// Forgets all values. SINEW_STATUS_INVALID_ARGUMENT: `bloom` is null.
SINEW_API sinew_status sinew_bloom_reset(sinew_bloom* bloom) SINEW_NOEXCEPT {
  if (bloom == nullptr) return SINEW_STATUS_INVALID_ARGUMENT;
  bloom->Reset();
  return SINEW_STATUS_OK;
}

// Sets bit i of `bitmap` if the value of row i may have been added, and clears it if it has not
// been; of a null row it is cleared. Which columns are taken, and how their values are hashed, is
// said at sinew_bloom_update: the type must be that of the values that were added. `bitmap` takes
// (column->count + 7) / 8 bytes, and the unused bits of the last one become 0.
//
// Takes O(rows) time and no memory. Calls with the same filter may run on several threads at a
// time, as long as none changes it. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the column
// is malformed or of lists; nothing is written then.
SINEW_API sinew_status sinew_bloom_contains_many(const sinew_bloom* bloom,
                                                 const sinew_column* column, uint8_t* bitmap,
                                                 sinew_error* error) SINEW_NOEXCEPT {
  if (bloom == nullptr) return sinew::FailNull(error, "bloom");
  if (const sinew_status status = sinew::CheckColumn(column, "column", error)) return status;
  if (bitmap == nullptr && column->count != 0) return sinew::FailNull(error, "bitmap");
  bloom->Contains(*column, bitmap);
  return SINEW_STATUS_OK;
}

// Returns how many bytes the object holds, which options.memory_limit limits, or 0 if `bloom` is
// null.
SINEW_API size_t sinew_bloom_memory(const sinew_bloom* bloom) SINEW_NOEXCEPT {
  return bloom == nullptr ? 0 : bloom->memory().used();
}

// Returns how many bytes sinew_bloom_encode writes, those of the bitset, or 0 if `bloom` is null.
SINEW_API size_t sinew_bloom_encoded_size(const sinew_bloom* bloom) SINEW_NOEXCEPT {
  return bloom == nullptr ? 0 : bloom->bitset().size;
}

// Writes the bitset of the filter to `out`, as it stands in a Parquet file behind its header.
// Returns 1 as `read`, for the filter, and as `written` how many bytes it takes.
//
// SINEW_STATUS_OUTPUT_FULL: `capacity` is less than sinew_bloom_encoded_size, and nothing is
// written. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. With either of them both numbers are
// 0.
SINEW_API sinew_codec_result sinew_bloom_encode(const sinew_bloom* bloom, void* out,
                                                size_t capacity) SINEW_NOEXCEPT {
  if (bloom == nullptr || (out == nullptr && capacity != 0)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const sinew::Bytes bitset = bloom->bitset();
  if (capacity < bitset.size) return {0, 0, SINEW_STATUS_OUTPUT_FULL};
  memcpy(out, bitset.data, bitset.size);
  return {1, bitset.size, SINEW_STATUS_OK};
}

// Creates the filter whose bitset `in` is, as it stands in a Parquet file behind its header or as
// sinew_bloom_encode has written it, and writes it to *out, or null if it fails. Free it with
// sinew_bloom_destroy. memory_limit is as in sinew_bloom_options. The number of blocks need not be
// a power of 2.
//
// SINEW_STATUS_TRUNCATED: `in` is empty or ends within a block; error->offset is its size.
// SINEW_STATUS_CORRUPT: it is more than SINEW_BLOOM_MAX_SIZE bytes; error->offset is that many.
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. Also SINEW_STATUS_MEMORY_LIMIT and
// SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_bloom_decode(const void* in, size_t size, size_t memory_limit,
                                          sinew_bloom** out, sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (in == nullptr && size != 0) return sinew::FailNull(error, "in");
  if (size > SINEW_BLOOM_MAX_SIZE) {
    return Fail(error, SINEW_STATUS_CORRUPT, SINEW_BLOOM_MAX_SIZE,
                "in: %zu bytes are more than a bitset can have", size);
  }
  if (!sinew::IsBloomSize(size)) {
    return Fail(error, SINEW_STATUS_TRUNCATED, size, "in: %zu bytes are no whole blocks of 32",
                size);
  }
  const sinew_status status = sinew::CreateBloom(size, memory_limit, out, error);
  if (status == SINEW_STATUS_OK) (*out)->Take(sinew::AsBytes(in));
  return status;
}
