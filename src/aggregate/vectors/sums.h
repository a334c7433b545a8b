#ifndef SINEW_AGGREGATE_VECTORS_SUMS_H_
#define SINEW_AGGREGATE_VECTORS_SUMS_H_

#include "core/abi.h"

// What all measures of two vectors are made of: sums over their elements, of products or of squared
// differences, in the order that docs/numbers.md fixes.
//
//   element  0   1  ...  15 | 16  17 ...  31 | 32 ... 36       of 37 floats
//   lane     0   1  ...  15 |  0   1 ...  15 | 11 ... 15
//           '---- strip ----'                 '- tail -'
//
// The tail is in the last lanes, so that it is read as the last whole strip of the row, in which
// those elements that have been added already are masked: no row is read beyond its end. A row that
// is shorter than a strip is copied.

namespace sinew {

// 64 bytes of lanes: 16 floats or 8 doubles.
constexpr size_t kStripSize = 64;

// How vectors of one dimension are read.
struct Shape {
  Shape(sinew_type element, size_t element_count);

  sinew_type type;
  size_t row_size;  // bytes
  size_t strips;
  size_t tail_size;
  alignas(kStripSize) uint8_t tail_mask[kStripSize];
};

// One of the two vectors of each sum.
struct Query {
  void Set(const Shape& shape, const uint8_t* vector);
  // Zeros, against which the sum of squared differences is that of the squares.
  void SetZeros();

  const uint8_t* strips;
  // From one strip to the next.
  size_t step;
  // Of the vector itself, for a cosine.
  double length;
  alignas(kStripSize) uint8_t tail[kStripSize];
};

// The others: rows of a matrix, by their numbers.
struct Rows {
  const uint8_t* values;
  size_t stride;
  const uint32_t* numbers;
  size_t count;
};

enum class Sum { kProducts, kSquaredDifferences, kProductsAndSquares };

// Writes the sum of each row, and with kProductsAndSquares that of the row's squares.
void SumRows(Sum sum, const Shape& shape, const Query& query, const Rows& rows, double* out,
             double* squares = nullptr);

}  // namespace sinew

#endif  // SINEW_AGGREGATE_VECTORS_SUMS_H_
