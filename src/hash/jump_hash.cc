// Jump consistent hash (Lamping, Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm", 2014;
// https://arxiv.org/abs/1406.2294): a key jumps from bucket to bucket, as far as random numbers
// made of it say, and stays in the last one there is. Keys of a column jump side by side until all
// of them have landed. Division and multiplication of doubles are exact to the last bit on every
// target, hence so are the buckets.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/jump_hash.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/abi.h"
#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/float_environment.h"
#include "hash/buckets-inl.h"

#ifndef SINEW_HASH_JUMP_HASH_CONSTANTS
#define SINEW_HASH_JUMP_HASH_CONSTANTS
namespace sinew {
namespace {

// The linear congruential generator of the paper.
constexpr uint64_t kMultiplier = 2862933555777941757u;

uint32_t JumpHash(uint64_t key, uint32_t buckets) {
  int64_t bucket = -1;
  for (int64_t next = 0; next < buckets;) {
    bucket = next;
    key = key * kMultiplier + 1;
    const double share = 2147483648.0 / static_cast<double>((key >> 33) + 1);
    next = static_cast<int64_t>(static_cast<double>(bucket + 1) * share);
  }
  return static_cast<uint32_t>(bucket);
}

}  // namespace
}  // namespace sinew
#endif  // SINEW_HASH_JUMP_HASH_CONSTANTS

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::ScalableTag<double>;
using V = hn::Vec<D>;
using DU = hn::RebindToUnsigned<D>;
using VU = hn::Vec<DU>;

// x + 1 as a double, for x below 2^52: in the mantissa of 2^52 it is 2^52 + x.
HWY_INLINE V PlusOne(VU x) {
  const D d;
  const VU mantissa = hn::Or(x, hn::Set(DU(), 0x4330000000000000));
  return hn::Sub(hn::BitCast(d, mantissa), hn::Set(d, 4503599627370495.0));
}

// One jump of each lane: `place` is the bucket plus one. A lane that would leave the `buckets` has
// landed: it keeps its place, and gets no buckets any more. Returns the lanes that go on.
HWY_INLINE hn::Mask<D> Jump(VU& key, V& place, V& buckets) {
  const D d;
  const DU du;
  key = hn::Add(hn::Mul(key, hn::Set(du, kMultiplier)), hn::Set(du, 1));
  const V share = hn::Div(hn::Set(d, 2147483648.0), PlusOne(hn::ShiftRight<33>(key)));
  const V next = hn::Mul(place, share);
  const auto jumps = hn::Lt(next, buckets);
  place = hn::IfThenElse(jumps, hn::Add(hn::Trunc(next), hn::Set(d, 1.0)), place);
  buckets = hn::IfThenElseZero(jumps, buckets);
  return jumps;
}

HWY_INLINE void StorePlaces(V place, uint32_t* out) {
  const hn::Rebind<int32_t, D> di32;
  const hn::Rebind<uint32_t, D> d32;
  const auto buckets = hn::DemoteTo(di32, hn::Sub(place, hn::Set(D(), 1.0)));
  StoreUnaligned(hn::BitCast(d32, buckets), d32, out);
}

// Four vectors hide the latency of a jump, and share the one branch that nobody can predict.
// Without an instruction that rounds, rows one by one are faster.
void JumpRows(const sinew_column& column, uint32_t buckets, uint32_t* out) {
  if (HWY_TARGET == HWY_SSSE3 || HWY_TARGET == HWY_SCALAR) {
    const uint64_t* keys = static_cast<const uint64_t*>(column.values);
    for (size_t row = 0; row < column.count; ++row) {
      Store(out + row, JumpHash(Load<uint64_t>(keys + row), buckets));
    }
    return SetNullRows(column, 0, column.count, uint32_t{0}, out);
  }
  ForEachGroup<4>(column, out, [buckets](const uint64_t* keys, uint32_t* places) HWY_ATTR {
    const D d;
    const size_t lanes = hn::Lanes(d);
    VU key0 = LoadUnaligned(DU(), keys);
    VU key1 = LoadUnaligned(DU(), keys + lanes);
    VU key2 = LoadUnaligned(DU(), keys + 2 * lanes);
    VU key3 = LoadUnaligned(DU(), keys + 3 * lanes);
    V buckets0 = hn::Set(d, buckets);
    V buckets1 = buckets0;
    V buckets2 = buckets0;
    V buckets3 = buckets0;
    V place0 = hn::Set(d, 1.0);
    V place1 = place0;
    V place2 = place0;
    V place3 = place0;
    for (;;) {
      const auto jumps0 = Jump(key0, place0, buckets0);
      const auto jumps1 = Jump(key1, place1, buckets1);
      const auto jumps2 = Jump(key2, place2, buckets2);
      const auto jumps3 = Jump(key3, place3, buckets3);
      if (hn::AllFalse(d, hn::Or(hn::Or(jumps0, jumps1), hn::Or(jumps2, jumps3)))) break;
    }
    StorePlaces(place0, places);
    StorePlaces(place1, places + lanes);
    StorePlaces(place2, places + 2 * lanes);
    StorePlaces(place3, places + 3 * lanes);
  });
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {
HWY_EXPORT(JumpRows);

bool IsBucketCount(uint32_t buckets) { return buckets != 0 && buckets <= INT32_MAX; }
}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Jump consistent hash
//
// Chooses one of several buckets that are numbered from 0, each with the same share of the keys
// (Lamping, Veach 2014, https://arxiv.org/abs/1406.2294): the number that the paper's code gives.
// If buckets are added behind the last one, a key stays where it is or moves to a new bucket; if
// the last buckets are removed, only their keys move. If any bucket may be removed, use
// sinew_rendezvous.
//
// Keys are hashes. Whoever can choose them can choose their buckets: hash keys from strangers with
// a secret key first (sinew_highwayhash_64).

// Returns the bucket of a key, from 0 to `buckets` - 1, in O(log buckets) time;
// SINEW_STATUS_INVALID_ARGUMENT if `buckets` is 0 or more than INT32_MAX.
SINEW_API sinew_u32_result sinew_jump_hash(uint64_t key, uint32_t buckets) SINEW_NOEXCEPT {
  if (!sinew::IsBucketCount(buckets)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  const sinew::FloatEnvironment floats;
  return {floats.Pin(sinew::JumpHash(floats.Pin(key), buckets)), SINEW_STATUS_OK};
}

// Writes the bucket of every row to `out`, 0 for a null row. The column has type SINEW_TYPE_U64 or
// SINEW_TYPE_I64 (the same bits). SINEW_STATUS_INVALID_ARGUMENT also if it has another type, or
// `buckets` is 0 or more than INT32_MAX.
SINEW_API sinew_result sinew_jump_hash_many(const sinew_column* keys, uint32_t buckets,
                                            uint32_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  const sinew_result checked = CheckKeys(keys, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  if (!IsBucketCount(buckets)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  const FloatEnvironment floats;
  if (keys->count != 0) SINEW_DISPATCH(JumpRows)(*keys, buckets, out);
  return {keys->count, SINEW_STATUS_OK};
}
#endif  // HWY_ONCE
