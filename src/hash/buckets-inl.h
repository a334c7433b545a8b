#if defined(SINEW_HASH_BUCKETS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_HASH_BUCKETS_INL_H_
#undef SINEW_HASH_BUCKETS_INL_H_
#else
#define SINEW_HASH_BUCKETS_INL_H_
#endif

#include <hwy/highway.h>

#include "core/bytes.h"
#include "core/column.h"
#include "core/vectors-inl.h"
#include "hash/abi.h"
#include "hash/rows-inl.h"

// What the choices of a bucket for a column of hashes have in common.

#ifndef SINEW_HASH_BUCKETS_CHECK
#define SINEW_HASH_BUCKETS_CHECK
namespace sinew {
// As CheckColumnAndOut; keys are integers of 64 bits.
inline sinew_result CheckKeys(const sinew_column* keys, const uint32_t* out) {
  const sinew_result checked = CheckColumnAndOut(keys, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  const bool is_key = keys->type == SINEW_TYPE_U64 || keys->type == SINEW_TYPE_I64;
  return {0, is_key ? SINEW_STATUS_OK : SINEW_STATUS_INVALID_ARGUMENT};
}
}  // namespace sinew
#endif  // SINEW_HASH_BUCKETS_CHECK

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Calls choose(hashes, out) for groups of so many vectors of rows, and writes 0 for null rows. The
// last rows of a long column may be chosen for twice; fewer than a group are made up to one by more
// of the last.
template <size_t kVectors, typename Choose>
HWY_INLINE void ForEachGroup(const sinew_column& column, uint32_t* out, const Choose& choose) {
  const hn::ScalableTag<uint64_t> d;
  const size_t group = kVectors * hn::Lanes(d);
  const uint64_t* hashes = static_cast<const uint64_t*>(column.values);
  const size_t count = column.count;
  if (count >= group) {
    for (size_t row = 0; row + group <= count; row += group) choose(hashes + row, out + row);
    if (count % group != 0) choose(hashes + (count - group), out + (count - group));
  } else {
    uint64_t last[kVectors * hn::MaxLanes(d)];
    uint32_t buckets[kVectors * hn::MaxLanes(d)];
    for (size_t i = 0; i < group; ++i) {
      last[i] = Load<uint64_t>(hashes + (i < count ? i : count - 1));
    }
    choose(last, buckets);
    memcpy(out, buckets, count * sizeof(uint32_t));
  }
  SetNullRows(column, 0, count, uint32_t{0}, out);
}

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // SINEW_HASH_BUCKETS_INL_H_
