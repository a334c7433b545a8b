// Rendezvous choice, or highest random weight (Thaler, Ravishankar, "Using Name-Based Mappings to
// Increase Hit Rates", 1998): every pair of a node and a row has a weight of its own, and a row
// goes to the node that weighs most for it. The rows of a column meet the nodes side by side.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/rendezvous.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/abi.h"
#include "core/bytes.h"
#include "core/column.h"
#include "core/dispatch.h"
#include "hash/buckets-inl.h"
#include "hash/hash_combine-inl.h"

#ifndef SINEW_HASH_RENDEZVOUS_CHOOSE
#define SINEW_HASH_RENDEZVOUS_CHOOSE
namespace sinew {

// The node of one row, in plain code; 0 where there are none.
inline int32_t ChooseNode(uint64_t hash, const uint64_t* nodes, size_t node_count) {
  int32_t choice = 0;
  int64_t most = INT64_MIN;
  for (size_t i = 0; i < node_count; ++i) {
    const uint64_t spread = combine::Spread(Load<uint64_t>(nodes + i));
    const int64_t weight = static_cast<int64_t>(combine::Mix(spread + hash));
    choice = weight > most ? static_cast<int32_t>(i) : choice;
    most = weight > most ? weight : most;
  }
  return choice;
}

}  // namespace sinew
#endif  // SINEW_HASH_RENDEZVOUS_CHOOSE

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::ScalableTag<uint64_t>;
using V = hn::Vec<D>;
using DI = hn::RebindToSigned<D>;
using VI = hn::Vec<DI>;

// A node comes by: `spread` is its share of the weights.
HWY_INLINE void Meet(V hash, V spread, VI index, VI& most, VI& choice) {
  const D d;
  V x = hn::Add(spread, hash);
  x = hn::Mul(hn::Xor(x, hn::ShiftRight<30>(x)), hn::Set(d, combine::kMix1));
  x = hn::Mul(hn::Xor(x, hn::ShiftRight<27>(x)), hn::Set(d, combine::kMix2));
  const VI weight = hn::BitCast(DI(), x);
  const auto more = hn::Gt(weight, most);
  most = hn::IfThenElse(more, weight, most);
  choice = hn::IfThenElse(more, index, choice);
}

HWY_INLINE void StoreChoices(VI choice, int32_t* out) {
  const hn::Rebind<uint32_t, D> du32;
  const hn::Rebind<int32_t, D> d32;
  StoreBuckets(hn::BitCast(d32, hn::TruncateTo(du32, hn::BitCast(D(), choice))), d32, out);
}

// A few rows and nodes meet one by one before they would be lined up.
constexpr size_t kMinMeetings = 12;

void ChooseRows(const sinew_column& column, const uint64_t* nodes, size_t node_count,
                int32_t* out) {
  if (column.count == 1 ||
      (column.count < kMinMeetings && column.count * node_count < kMinMeetings)) {
    const uint64_t* hashes = static_cast<const uint64_t*>(column.values) + column.offset;
    for (size_t row = 0; row < column.count; ++row) {
      Store(out + row, ChooseNode(Load<uint64_t>(hashes + row), nodes, node_count));
    }
    return SetNullRows(column, 0, column.count, int32_t{-1}, out);
  }
  ForEachGroup<2>(column, out, [=](const uint64_t* hashes, int32_t* choices) HWY_ATTR {
    const D d;
    const DI di;
    const V hash0 = LoadHashes(hashes);
    const V hash1 = LoadHashes(hashes + hn::Lanes(d));
    VI most0 = hn::Set(di, INT64_MIN);
    VI most1 = most0;
    VI choice0 = hn::Zero(di);
    VI choice1 = choice0;
    for (size_t i = 0; i < node_count; ++i) {
      const V spread = hn::Set(d, combine::Spread(Load<uint64_t>(nodes + i)));
      const VI index = hn::Set(di, static_cast<int64_t>(i));
      Meet(hash0, spread, index, most0, choice0);
      Meet(hash1, spread, index, most1, choice1);
    }
    StoreChoices(choice0, choices);
    StoreChoices(choice1, choices + hn::Lanes(d));
  });
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {
HWY_EXPORT(ChooseRows);
}  // namespace
}  // namespace sinew

// Returns the index of one of `node_count` nodes for a key that is a hash: the node whose weight is
// the highest for it (Thaler and Ravishankar 1998). `nodes` are hashes, too, one a node, of its
// name for one (sinew_xxh3_64); they should differ. When a node goes, only its keys move, evenly to
// all others; when one comes, it takes its share from all others, and no key moves otherwise. The
// choice depends on the nodes alone and not on their order, but for the index that names it. Of
// equal weights, which nodes of one hash always have, the first node's counts. A node that is to
// get twice the share can be given two hashes.
//
// The weight, modulo 2^64, is part of the contract, the same on every machine and in every version;
// weights are compared as signed numbers:
//
//   x = (node ^ node >> 32) * 0x9E3779B97F4A7C15 + 0x243F6A8885A308D3 + hash
//   x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9
//   weight = (x ^ x >> 27) * 0x94D049BB133111EB
//
// The time is that of all weights: where nodes are numbered and only come and go at the end,
// sinew_jump_hash takes less. Whoever knows the hashes of the nodes can choose keys for one of
// them: keep the nodes' hashes secret, or hash keys from strangers with a secret
// (sinew_highwayhash_64). -1 when `node_count` is 0; not more than INT32_MAX nodes. Cannot fail;
// any thread may call.
SINEW_API int32_t sinew_rendezvous(uint64_t hash, const uint64_t* nodes,
                                   size_t node_count) SINEW_NOEXCEPT {
  return node_count == 0 ? -1 : sinew::ChooseNode(hash, nodes, node_count);
}

// Chooses a node as sinew_rendezvous does for every row of a column of hashes, which has type
// SINEW_TYPE_U64 or SINEW_TYPE_I64 (the same bits). A null row gets -1. Writes hashes->count
// indices to `out`, which must not overlap the column or the nodes and may be null when there are
// no rows.
//
// Returns the number of rows and SINEW_STATUS_OK, or, with nothing written,
// SINEW_STATUS_INVALID_ARGUMENT and the first row at fault (0 where the fault is none of a row's):
// `nodes` is null, `node_count` is 0 or more than INT32_MAX, `hashes` or `out` is null, the column
// is of another type or not as sinew_column says. Any thread may call.
SINEW_API sinew_result sinew_rendezvous_many(const sinew_column* hashes, const uint64_t* nodes,
                                             size_t node_count, int32_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  const sinew_result checked = CheckHashes(hashes, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  if (nodes == nullptr || node_count == 0 || node_count > INT32_MAX) {
    return {0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  if (hashes->count != 0) SINEW_DISPATCH(ChooseRows)(*hashes, nodes, node_count, out);
  return {hashes->count, SINEW_STATUS_OK};
}
#endif  // HWY_ONCE
