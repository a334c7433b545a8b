#ifndef SINEW_INGEST_PIPELINE_ROWS_H_
#define SINEW_INGEST_PIPELINE_ROWS_H_

#include "core/batch.h"
#include "ingest/abi.h"

namespace sinew {

// Makes `batch` the rows of checked columns that `rows` names, in that order; or leaves it as it
// was. The fields have the names of the columns, and get all else here.
sinew_status TakeRows(const sinew_column* columns, size_t column_count, const uint32_t* rows,
                      size_t count, BatchField* fields, sinew_batch* batch);

// How results are put into order.
struct RowOrder {
  sinew_column column;
  bool descending;
};

// A row that is being sorted: first by `kind`, then by the rank of its value in the first order, as
// far as that tells, which is 8 bytes of a string.
struct RankedRow {
  uint64_t rank;
  uint32_t kind;
  uint32_t row;
};

// Puts the first `limit` rows, at most `count`, in order to the front of `rows`, which has one for
// each of `count` rows of the columns of `orders`. Rows that are equal in all of them stay in the
// order of their numbers.
void SortRows(const RowOrder* orders, size_t order_count, size_t count, size_t limit,
              RankedRow* rows);

}  // namespace sinew

#endif  // SINEW_INGEST_PIPELINE_ROWS_H_
