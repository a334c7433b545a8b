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
#include "hash/hash_combine.h"

#ifndef SINEW_HASH_RENDEZVOUS_CHOOSE
#define SINEW_HASH_RENDEZVOUS_CHOOSE
namespace sinew {

// The node of one row, in plain code.
inline uint32_t ChooseNode(uint64_t hash, const uint64_t* nodes, size_t node_count) {
  uint32_t choice = 0;
  int64_t most = INT64_MIN;
  for (size_t i = 0; i < node_count; ++i) {
    const uint64_t spread = combine::Spread(Load<uint64_t>(nodes + i));
    const int64_t weight = static_cast<int64_t>(combine::Mix(spread + hash));
    choice = weight > most ? static_cast<uint32_t>(i) : choice;
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

HWY_INLINE void StoreChoices(VI choice, uint32_t* out) {
  const hn::Rebind<uint32_t, D> d32;
  StoreUnaligned(hn::TruncateTo(d32, hn::BitCast(D(), choice)), d32, out);
}

// A few rows and nodes meet one by one before they would be lined up.
constexpr size_t kMinMeetings = 12;

void ChooseRows(const sinew_column& column, const uint64_t* nodes, size_t node_count,
                uint32_t* out) {
  if (column.count == 1 ||
      (column.count < kMinMeetings && column.count * node_count < kMinMeetings)) {
    const uint64_t* hashes = static_cast<const uint64_t*>(column.values);
    for (size_t row = 0; row < column.count; ++row) {
      Store(out + row, ChooseNode(Load<uint64_t>(hashes + row), nodes, node_count));
    }
    return SetNullRows(column, 0, column.count, uint32_t{0}, out);
  }
  ForEachGroup<2>(column, out, [=](const uint64_t* hashes, uint32_t* choices) HWY_ATTR {
    const D d;
    const DI di;
    const V hash0 = LoadUnaligned(d, hashes);
    const V hash1 = LoadUnaligned(d, hashes + hn::Lanes(d));
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

bool AreNodes(const uint64_t* nodes, size_t count) {
  return nodes != nullptr && count != 0 && count <= UINT32_MAX;
}
}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Rendezvous hashing
//
// Chooses one of several nodes, each with the same share of the keys (Thaler, Ravishankar 1998):
// every pair of a key and a node has a weight, and the key goes to the node with the greatest. If a
// node is removed, only its keys move, evenly to all others; if one is added, it takes its share
// evenly from all others. Each key takes O(nodes) time: if only the last of numbered nodes come and
// go, sinew_jump_hash is faster.
//
// Keys are hashes, and so are nodes: the hash of its name for one (sinew_xxh3_64). The hashes of
// the nodes should differ. Their order decides nothing but which index names which node, and of two
// nodes with the greatest weight the first is chosen. A node can be given twice the share by giving
// it two hashes. Whoever knows the hashes of the nodes can choose keys for one of them: keep those
// hashes secret, or hash keys from strangers with a secret key (sinew_highwayhash_64).
//
// The weight is part of the contract, the same on every machine and in every version. Modulo 2^64,
// with ^ for exclusive or and >> for a shift, it is
//
//   x = (node ^ node >> 32) * 0x9E3779B97F4A7C15 + 0x243F6A8885A308D3 + key
//   x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9
//   weight = (x ^ x >> 27) * 0x94D049BB133111EB
//
// and weights are compared as signed numbers.

// Returns the index of the node of a key; SINEW_STATUS_INVALID_ARGUMENT if `nodes` is null, or
// `node_count` is 0 or more than UINT32_MAX.
SINEW_API sinew_u32_result sinew_rendezvous(uint64_t key, const uint64_t* nodes,
                                            size_t node_count) SINEW_NOEXCEPT {
  if (!sinew::AreNodes(nodes, node_count)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  return {sinew::ChooseNode(key, nodes, node_count), SINEW_STATUS_OK};
}

// Writes the index of the node of every row to `out`, 0 for a null row. The column has type
// SINEW_TYPE_U64 or SINEW_TYPE_I64 (the same bits). SINEW_STATUS_INVALID_ARGUMENT also if it has
// another type, `nodes` is null, or `node_count` is 0 or more than UINT32_MAX.
SINEW_API sinew_result sinew_rendezvous_many(const sinew_column* keys, const uint64_t* nodes,
                                             size_t node_count, uint32_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  const sinew_result checked = CheckKeys(keys, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  if (!AreNodes(nodes, node_count)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  if (keys->count != 0) SINEW_DISPATCH(ChooseRows)(*keys, nodes, node_count, out);
  return {keys->count, SINEW_STATUS_OK};
}
#endif  // HWY_ONCE
