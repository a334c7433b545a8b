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
#include "hash/buckets-inl.h"

#ifndef SINEW_HASH_JUMP_HASH_CONSTANTS
#define SINEW_HASH_JUMP_HASH_CONSTANTS
namespace sinew {
namespace {

// The linear congruential generator of the paper.
constexpr uint64_t kMultiplier = 2862933555777941757u;

int32_t JumpHash(uint64_t key, int32_t buckets) {
  int64_t bucket = -1;
  for (int64_t next = 0; next < buckets;) {
    bucket = next;
    key = key * kMultiplier + 1;
    const double share = 2147483648.0 / static_cast<double>((key >> 33) + 1);
    next = static_cast<int64_t>(static_cast<double>(bucket + 1) * share);
  }
  return static_cast<int32_t>(bucket);
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

HWY_INLINE void StorePlaces(V place, int32_t* out) {
  const hn::Rebind<int32_t, D> d32;
  StoreBuckets(hn::DemoteTo(d32, hn::Sub(place, hn::Set(D(), 1.0))), d32, out);
}

// Four vectors hide the latency of a jump, and share the one branch that nobody can predict.
// Without an instruction that rounds, rows one by one are faster.
void JumpRows(const sinew_column& column, int32_t buckets, int32_t* out) {
  if (HWY_TARGET == HWY_SSSE3 || HWY_TARGET == HWY_SCALAR) {
    const uint64_t* keys = static_cast<const uint64_t*>(column.values) + column.offset;
    for (size_t row = 0; row < column.count; ++row) {
      Store(out + row, JumpHash(Load<uint64_t>(keys + row), buckets));
    }
    return SetNullRows(column, 0, column.count, int32_t{-1}, out);
  }
  ForEachGroup<4>(column, out, [buckets](const uint64_t* keys, int32_t* places) HWY_ATTR {
    const D d;
    const size_t lanes = hn::Lanes(d);
    VU key0 = LoadHashes(keys);
    VU key1 = LoadHashes(keys + lanes);
    VU key2 = LoadHashes(keys + 2 * lanes);
    VU key3 = LoadHashes(keys + 3 * lanes);
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
}  // namespace
}  // namespace sinew

// Returns a bucket, 0 to buckets - 1, for a key that is a hash: the jump consistent hash of Lamping
// and Veach (https://arxiv.org/abs/1406.2294), the very number that their code gives. Every bucket
// gets the same share of the keys. When `buckets` grows to more, a key stays where it is or moves
// to a new bucket; when it shrinks, only the keys of the buckets that are gone move. So it suits
// shards that are numbered and only come and go at the end; where any one may go, take
// sinew_rendezvous. Whoever can choose keys can choose their bucket: hash keys from strangers with
// a secret first (sinew_highwayhash_64). -1 when `buckets` is 0 or less. Cannot fail; any thread
// may call.
SINEW_API int32_t sinew_jump_hash(uint64_t key, int32_t buckets) SINEW_NOEXCEPT {
  return sinew::JumpHash(key, buckets);
}

// Chooses a bucket as sinew_jump_hash does for every row of a column of hashes, which has type
// SINEW_TYPE_U64 or SINEW_TYPE_I64 (the same bits). A null row gets -1. Writes hashes->count
// buckets to `out`, which must not overlap the column and may be null when there are no rows.
//
// Returns the number of rows and SINEW_STATUS_OK, or, with nothing written,
// SINEW_STATUS_INVALID_ARGUMENT and the first row at fault (0 where the fault is none of a row's):
// `buckets` is 0 or less, `hashes` or `out` is null, the column is of another type or not as
// sinew_column says. Any thread may call.
SINEW_API sinew_result sinew_jump_hash_many(const sinew_column* hashes, int32_t buckets,
                                            int32_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  const sinew_result checked = CheckHashes(hashes, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  if (buckets <= 0) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  if (hashes->count != 0) SINEW_DISPATCH(JumpRows)(*hashes, buckets, out);
  return {hashes->count, SINEW_STATUS_OK};
}
#endif  // HWY_ONCE
