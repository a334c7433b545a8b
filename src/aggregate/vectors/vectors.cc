#include <algorithm>
#include <bit>

#include "aggregate/abi.h"
#include "aggregate/vectors/sums.h"
#include "core/bits.h"
#include "core/float_environment.h"
#include "core/square_root.h"
#include "core/type.h"

namespace sinew {
namespace {

// Rows are taken in blocks, and each query meets a block before the next one is read. Where it is
// read more than once it stays in the L1 cache.
constexpr size_t kBlockRows = 256;
constexpr size_t kBlockSize = 16384;
constexpr size_t kFewestRows = 8;
// Queries that go over the matrix together.
constexpr size_t kQueries = 64;

constexpr uint64_t kSign = uint64_t{1} << 63;
constexpr uint64_t kNaN = 0x7FF8000000000000;

bool AreWhole(const sinew_vectors& vectors) {
  if (vectors.type != SINEW_TYPE_F32 && vectors.type != SINEW_TYPE_F64) return false;
  if (vectors.dimension == 0 || vectors.dimension > SINEW_VECTORS_MAX_DIMENSION) return false;
  const size_t row_size = vectors.dimension * ValueWidth(vectors.type);
  if (vectors.stride < row_size) return false;
  if (vectors.count == 0) return true;
  return vectors.values != nullptr && vectors.values_size >= row_size &&
         (vectors.values_size - row_size) / vectors.stride >= vectors.count - 1;
}

bool AreComparable(const sinew_vectors* in, const sinew_vectors* queries, sinew_metric metric) {
  if (metric < SINEW_METRIC_DOT || metric > SINEW_METRIC_SQUARED_DISTANCE) return false;
  if (in == nullptr || queries == nullptr || !AreWhole(*in) || !AreWhole(*queries)) return false;
  return in->type == queries->type && in->dimension == queries->dimension;
}

const uint8_t* VectorAt(const sinew_vectors& vectors, size_t row) {
  return AsBytes(vectors.values) + row * vectors.stride;
}

double CosineOf(double product, double lengths) {
  const double cosine = product / lengths;
  const double within = cosine > 1 ? 1 : cosine < -1 ? -1 : cosine;
  // A negative number over infinity is -0.0.
  return lengths == 0 ? 0 : within + 0.0;
}

// Queries that meet blocks of rows.
class Comparison {
 public:
  Comparison(const sinew_vectors& in, sinew_metric metric)
      : in_(in), shape_(in.type, in.dimension), metric_(metric) {
    zeros_.SetZeros();
  }

  void SetQueries(const sinew_vectors& queries, size_t first, size_t count) {
    for (size_t i = 0; i < count; ++i) {
      const uint8_t* const vector = VectorAt(queries, first + i);
      queries_[i].Set(shape_, vector);
      if (metric_ != SINEW_METRIC_COSINE) continue;
      const uint32_t number = 0;
      TakeLengths({vector, 0, &number, 1});
      queries_[i].length = lengths_[0];
    }
    block_rows_ =
        count == 1 ? kBlockRows : std::clamp(kBlockSize / shape_.row_size, kFewestRows, kBlockRows);
  }

  // Where to write the numbers of the rows of a block, at most block_rows().
  uint32_t* numbers() { return numbers_; }
  size_t block_rows() const { return block_rows_; }

  // Calls visit(query, measures) for each of the queries.
  template <class Visit>
  void Measure(size_t query_count, size_t count, const Visit& visit) {
    const Rows rows = {AsBytes(in_.values), in_.stride, numbers_, count};
    const bool is_cosine = metric_ == SINEW_METRIC_COSINE;
    const bool is_distance = metric_ == SINEW_METRIC_SQUARED_DISTANCE;
    const bool is_once = is_cosine && query_count == 1;
    if (is_cosine && !is_once) TakeLengths(rows);
    for (size_t i = 0; i < query_count; ++i) {
      const Query& query = queries_[i];
      if (is_once) {
        SumRows(Sum::kProductsAndSquares, shape_, query, rows, measures_, lengths_);
        RootLengths(count);
      } else {
        SumRows(is_distance ? Sum::kSquaredDifferences : Sum::kProducts, shape_, query, rows,
                measures_);
      }
      for (size_t k = 0; is_cosine && k < count; ++k) {
        measures_[k] = CosineOf(measures_[k], query.length * lengths_[k]);
      }
      visit(i, measures_);
    }
  }

 private:
  void TakeLengths(const Rows& rows) {
    SumRows(Sum::kSquaredDifferences, shape_, zeros_, rows, lengths_);
    RootLengths(rows.count);
  }

  void RootLengths(size_t count) {
    for (size_t i = 0; i < count; ++i) lengths_[i] = SquareRoot(lengths_[i]);
  }

  const sinew_vectors& in_;
  const Shape shape_;
  const sinew_metric metric_;
  size_t block_rows_ = 0;
  Query zeros_;
  Query queries_[kQueries];
  uint32_t numbers_[kBlockRows];
  double measures_[kBlockRows];
  double lengths_[kBlockRows];
};

void Compare(const sinew_vectors& in, const sinew_vectors& queries, sinew_metric metric,
             uint8_t* out) {
  Comparison comparison(in, metric);
  for (size_t first = 0; first < queries.count; first += kQueries) {
    const size_t query_count = std::min(queries.count - first, kQueries);
    comparison.SetQueries(queries, first, query_count);
    for (size_t row = 0; row < in.count; row += comparison.block_rows()) {
      const size_t count = std::min(in.count - row, comparison.block_rows());
      for (size_t i = 0; i < count; ++i) comparison.numbers()[i] = static_cast<uint32_t>(row + i);
      comparison.Measure(query_count, count, [&](size_t query, const double* measures) {
        uint8_t* const to = out + ((first + query) * in.count + row) * sizeof(double);
        for (size_t i = 0; i < count; ++i) {
          const double measure = measures[i];
          Store(to + i * sizeof(double),
                measure == measure ? measure : std::bit_cast<double>(kNaN));
        }
      });
    }
  }
}

// Measures as words: less is nearer, and NaN is the farthest.
struct Farness {
  bool is_distance;

  uint64_t Of(double measure) const {
    if (measure != measure) return ~uint64_t{0};
    // The sign is turned without making a -0.0.
    const uint64_t bits = std::bit_cast<uint64_t>(is_distance ? measure : 0.0 - measure);
    return bits ^ (bits >> 63 != 0 ? ~uint64_t{0} : kSign);
  }
  double ToMeasure(uint64_t farness) const {
    if (farness == ~uint64_t{0}) return std::bit_cast<double>(kNaN);
    const uint64_t bits = farness ^ (farness >> 63 != 0 ? kSign : ~uint64_t{0});
    const double measure = std::bit_cast<double>(bits);
    return is_distance ? measure : 0.0 - measure;
  }
};

// The nearest rows so far of a query, in the memory that is for the results: a heap, the farthest
// one first. Of two that are as far, the one with the greater number is the farther one.
class Heap {
 public:
  Heap(uint32_t* rows, double* words, size_t size)
      : rows_(AsBytes(rows)), words_(AsBytes(words)), size_(size) {}

  uint64_t farthest() const { return At(0).word; }

  // A row behind all that have been here.
  void Add(uint32_t row, uint64_t word) {
    size_t hole = size_++;
    while (hole != 0) {
      const Entry above = At((hole - 1) / 2);
      if (above.word > word) break;
      Put(hole, above);
      hole = (hole - 1) / 2;
    }
    Put(hole, {word, row});
  }

  void ReplaceFarthest(uint32_t row, uint64_t word) { Sift({word, row}); }

  // The nearest one first; no heap any more.
  void Sort() {
    while (size_ > 1) {
      const Entry last = At(--size_);
      Put(size_, At(0));
      Sift(last);
    }
  }

 private:
  struct Entry {
    uint64_t word;
    uint32_t row;

    bool operator<(const Entry& other) const {
      return word != other.word ? word < other.word : row < other.row;
    }
  };

  Entry At(size_t i) const {
    return {Load<uint64_t>(words_ + i * sizeof(uint64_t)),
            Load<uint32_t>(rows_ + i * sizeof(uint32_t))};
  }
  void Put(size_t i, Entry entry) {
    Store(words_ + i * sizeof(uint64_t), entry.word);
    Store(rows_ + i * sizeof(uint32_t), entry.row);
  }

  // Puts an entry in the place of the first one.
  void Sift(Entry entry) {
    size_t hole = 0;
    for (;;) {
      size_t below = 2 * hole + 1;
      if (below >= size_) break;
      Entry greater = At(below);
      if (below + 1 < size_) {
        const Entry right = At(below + 1);
        if (greater < right) {
          greater = right;
          ++below;
        }
      }
      if (!(entry < greater)) break;
      Put(hole, greater);
      hole = below;
    }
    Put(hole, entry);
  }

  uint8_t* rows_;
  uint8_t* words_;
  size_t size_;
};

// Rows that take part, a block at a time.
class RowReader {
 public:
  RowReader(size_t count, const uint8_t* bitmap, size_t offset)
      : count_(count), bitmap_(bitmap), offset_(offset) {}

  // Writes the numbers of the next ones, at most `most`, and returns how many there are.
  size_t Read(uint32_t* numbers, size_t most) {
    if (bitmap_ == nullptr) {
      const size_t count = std::min(count_ - next_, most);
      for (size_t i = 0; i < count; ++i) numbers[i] = static_cast<uint32_t>(next_ + i);
      next_ += count;
      return count;
    }
    size_t count = 0;
    while (count < most) {
      if (word_ == 0) {
        if (next_ == count_) break;
        const size_t bits = std::min<size_t>(count_ - next_, 64);
        word_ = LoadBits(bitmap_, offset_ + next_, bits);
        word_row_ = next_;
        next_ += bits;
        continue;
      }
      numbers[count++] = static_cast<uint32_t>(word_row_ + __builtin_ctzll(word_));
      word_ &= word_ - 1;
    }
    return count;
  }

 private:
  const size_t count_;
  const uint8_t* const bitmap_;
  const size_t offset_;
  size_t next_ = 0;
  // Rows that have been read from the bitmap and not been written.
  uint64_t word_ = 0;
  size_t word_row_ = 0;
};

// Returns how many rows were written for each query.
size_t FindNearest(const sinew_vectors& in, const sinew_vectors& queries, const uint8_t* bitmap,
                   size_t bitmap_offset, sinew_metric metric, uint32_t* out, double* measures_out,
                   size_t most) {
  Comparison comparison(in, metric);
  const Farness farness = {metric == SINEW_METRIC_SQUARED_DISTANCE};
  size_t kept = 0;
  for (size_t first = 0; first < queries.count; first += kQueries) {
    const size_t query_count = std::min(queries.count - first, kQueries);
    comparison.SetQueries(queries, first, query_count);
    const auto heap_of = [&](size_t query) {
      const size_t at = (first + query) * most;
      return Heap(out + at, measures_out + at, kept);
    };
    RowReader reader(in.count, bitmap, bitmap_offset);
    kept = 0;
    for (;;) {
      const uint32_t* const rows = comparison.numbers();
      const size_t count = reader.Read(comparison.numbers(), comparison.block_rows());
      if (count == 0) break;
      const size_t added = std::min(count, most - kept);
      comparison.Measure(query_count, count, [&](size_t query, const double* measures) {
        Heap heap = heap_of(query);
        size_t i = 0;
        for (; i < added; ++i) heap.Add(rows[i], farness.Of(measures[i]));
        uint64_t farthest = heap.farthest();
        for (; i < count; ++i) {
          const uint64_t word = farness.Of(measures[i]);
          if (word >= farthest) continue;
          heap.ReplaceFarthest(rows[i], word);
          farthest = heap.farthest();
        }
      });
      kept += added;
    }
    for (size_t query = 0; query < query_count; ++query) {
      heap_of(query).Sort();
      uint8_t* const words = AsBytes(measures_out + (first + query) * most);
      for (size_t i = 0; i < kept; ++i) {
        uint8_t* const at = words + i * sizeof(double);
        Store(at, farness.ToMeasure(Load<uint64_t>(at)));
      }
    }
  }
  return kept;
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Vectors
//
// Measures of how near vectors are to one another, such as embeddings of items: of queries against
// all rows of a matrix, or the nearest rows alone. All rows are looked at, so what is found is
// exact. A call pays from some dozens of rows on; several queries in one call are faster than one
// by one, because the matrix is read from memory once for 64 of them.
//
// Sums are in the type of the elements, in an order that does not depend on the machine
// (docs/numbers.md), and are given as doubles. A NaN, or infinities that cancel, make the measure
// NaN, which is always 0x7FF8000000000000. A sum that is beyond the range of its type is infinite.

// Writes the measure of each query with each row: out[i * in->count + j] is that of queries[i] with
// in[j]. `queries` are of the type and dimension of `in`.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for null pointers, malformed or different vectors, an
// unknown metric, and more measures than any memory has; SINEW_STATUS_OVERFLOW for more than 2^32 -
// 1 rows. Nothing is written then.
SINEW_API sinew_status sinew_vectors_compare(const sinew_vectors* in, const sinew_vectors* queries,
                                             sinew_metric metric, double* out) SINEW_NOEXCEPT {
  using namespace sinew;
  if (!AreComparable(in, queries, metric)) return SINEW_STATUS_INVALID_ARGUMENT;
  if (in->count > UINT32_MAX) return SINEW_STATUS_OVERFLOW;
  if (in->count == 0 || queries->count == 0) return SINEW_STATUS_OK;
  size_t size;
  if (out == nullptr || __builtin_mul_overflow(in->count * sizeof(double), queries->count, &size)) {
    return SINEW_STATUS_INVALID_ARGUMENT;
  }
  const FloatEnvironment environment;
  Compare(*in, *queries, metric, AsBytes(out));
  return SINEW_STATUS_OK;
}

// Finds the `count` rows that are nearest to each query, or all if there are fewer: row
// out[i * count + j] is the one at place j for queries[i], from the nearest on, and measures[i *
// count + j] is its measure. Rows that are as near as one another come by their numbers, so that
// the result depends on the input alone; rows whose measure is NaN are behind all others. `queries`
// are of the type and dimension of `in`. If `bitmap` is not null, a row takes part only if bit
// bitmap_offset + its number is 1; the others are not read.
//
// Returns in `written` how many places of each query were filled, and in `read` the number of rows.
// Takes no memory.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for other null pointers, malformed or different vectors, an
// unknown metric, and more results than any memory has; SINEW_STATUS_OVERFLOW for more than 2^32 -
// 1 rows. Nothing is written then.
SINEW_API sinew_codec_result sinew_vectors_nearest(const sinew_vectors* in,
                                                   const sinew_vectors* queries,
                                                   const uint8_t* bitmap, size_t bitmap_offset,
                                                   sinew_metric metric, uint32_t* out,
                                                   double* measures, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  if (!AreComparable(in, queries, metric)) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  if (in->count > UINT32_MAX) return {0, 0, SINEW_STATUS_OVERFLOW};
  if (in->count == 0 || queries->count == 0 || count == 0) return {in->count, 0, SINEW_STATUS_OK};
  size_t size;
  if (out == nullptr || measures == nullptr ||
      __builtin_mul_overflow(count, queries->count, &size) || size > SIZE_MAX / sizeof(double)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const FloatEnvironment environment;
  const size_t written =
      FindNearest(*in, *queries, bitmap, bitmap_offset, metric, out, measures, count);
  return {in->count, written, SINEW_STATUS_OK};
}
