// Kafka's murmur2 (Utils.murmur2 of Apache Kafka, MurmurHash2 by Appleby with a seed of its own)
// and the partition that its default partitioner sends a key to. Of a column of keys 16 at a time
// are hashed side by side; the remainder by the number of partitions is taken without a division.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/kafka.cc"
#include "hash/kafka.h"

#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/abi.h"
#include "core/column.h"
#include "core/dispatch.h"
#include "hash/abi.h"
#include "hash/side_by_side-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET != HWY_SCALAR
// The upper halves of the products.
HWY_INLINE V32 MultiplyHigh(V32 a, V32 b) {
  const D32 d;
  const hn::RepartitionToWide<D32> d64;
  const auto even = hn::MulEven(a, b);
  const auto odd = hn::MulEven(hn::BitCast(d, hn::ShiftRight<32>(hn::BitCast(d64, a))), b);
  return hn::OddEven(hn::BitCast(d, odd), hn::BitCast(d, hn::ShiftRight<32>(even)));
}
#endif

struct Murmur2 {
  HWY_INLINE uint32_t One(const uint8_t* in, size_t size) const { return kafka::Murmur2(in, size); }

#if HWY_TARGET != HWY_SCALAR
  HWY_INLINE V32 Begin(V32 sizes) const { return hn::Xor(sizes, hn::Set(D32(), kafka::kSeed)); }

  HWY_INLINE V32 Add(V32 h, V32 word) const {
    const V32 m = hn::Set(D32(), kafka::kMultiplier);
    word = hn::Mul(word, m);
    word = hn::Mul(hn::Xor(word, hn::ShiftRight<24>(word)), m);
    return hn::Xor(hn::Mul(h, m), word);
  }

  HWY_INLINE V32 End(V32 h, V32 tail, V32 sizes) const {
    const D32 d;
    const V32 m = hn::Set(d, kafka::kMultiplier);
    const auto no_tail = hn::Eq(hn::And(sizes, hn::Set(d, 3)), hn::Zero(d));
    h = hn::IfThenElse(no_tail, h, hn::Mul(hn::Xor(h, KeepTail(tail, sizes)), m));
    h = hn::Mul(hn::Xor(h, hn::ShiftRight<13>(h)), m);
    return hn::Xor(h, hn::ShiftRight<15>(h));
  }
#endif
};

struct Hashes {
  HWY_INLINE uint32_t Of(uint32_t hash) const { return hash; }
#if HWY_TARGET != HWY_SCALAR
  HWY_INLINE V32 Of(V32 hashes) const { return hashes; }
#endif

  uint32_t null = 0;
};

struct Partitions {
  HWY_INLINE uint32_t Of(uint32_t hash) const { return modulus.Of(hash); }
#if HWY_TARGET != HWY_SCALAR
  HWY_INLINE V32 Of(V32 hashes) const {
    const D32 d;
    const V32 twice = hn::Add(hashes, hashes);
    const V32 quotient = hn::ShiftRightSame(MultiplyHigh(twice, hn::Set(d, modulus.reciprocal)),
                                            static_cast<int>(modulus.shift));
    return hn::Sub(hn::ShiftRight<1>(twice), hn::Mul(quotient, hn::Set(d, modulus.divisor)));
  }
#endif

  kafka::Modulus modulus;
  uint32_t null = 0;
};

void HashRows(const sinew_column& column, uint32_t* out) {
  const Murmur2 hash;
  const Hashes output;
  Rows32<Murmur2, Hashes>(column, hash, output).Run(out);
}

void PartitionRows(const sinew_column& column, uint32_t partitions, uint32_t* out) {
  const Murmur2 hash;
  const Partitions output = {kafka::Modulus(partitions)};
  Rows32<Murmur2, Partitions>(column, hash, output).Run(out);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(HashRows);
HWY_EXPORT(PartitionRows);

bool IsPartitionCount(uint32_t partitions) { return partitions != 0 && partitions <= INT32_MAX; }
}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Kafka's murmur2
//
// The hash that Apache Kafka's clients choose the partition of a record's key by: MurmurHash2
// (Appleby) with the seed 0x9747b28c. It has no key and is not cryptographic: anyone can make keys
// that have the same hash.
//
// A column holds keys. Kafka's own serializers of integers and floats write the highest byte first,
// columns have the lowest first: if keys come from those serializers, swap the bytes of the column.

// Returns the hash of the `size` bytes of a key: the bits of Utils.murmur2 of the Java client,
// whose numbers are signed. Kafka's keys have at most 2^31 - 1 bytes; of a longer one the size
// counts modulo 2^32.
SINEW_API uint32_t sinew_kafka_murmur2(const void* in, size_t size) SINEW_NOEXCEPT {
  return sinew::kafka::Murmur2(static_cast<const uint8_t*>(in), size);
}

// Returns the partition, from 0 to `partitions` - 1, that Kafka's producers send a record with this
// key to: sinew_kafka_murmur2 of the key, its sign bit cleared, modulo `partitions`. An empty key
// is a key like any other; a record without a key has no partition of its own, and each producer
// has its way to choose one.
//
// SINEW_STATUS_INVALID_ARGUMENT if `partitions` is 0 or more than INT32_MAX.
SINEW_API sinew_u32_result sinew_kafka_partition(const void* in, size_t size,
                                                 uint32_t partitions) SINEW_NOEXCEPT {
  if (!sinew::IsPartitionCount(partitions)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  const uint32_t hash = sinew::kafka::Murmur2(static_cast<const uint8_t*>(in), size);
  return {(hash & INT32_MAX) % partitions, SINEW_STATUS_OK};
}

// Writes the hash of every row to `out`.
SINEW_API sinew_result sinew_kafka_murmur2_many(const sinew_column* column,
                                                uint32_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  const sinew_result checked = CheckColumnAndOut(column, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  if (column->count != 0) SINEW_DISPATCH(HashRows)(*column, out);
  return {column->count, SINEW_STATUS_OK};
}

// Writes the partition of every row to `out`, 0 for a null row: the column's validity says which
// records have no key. SINEW_STATUS_INVALID_ARGUMENT also if `partitions` is 0 or more than
// INT32_MAX.
SINEW_API sinew_result sinew_kafka_partition_many(const sinew_column* column, uint32_t partitions,
                                                  uint32_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  const sinew_result checked = CheckColumnAndOut(column, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  if (!IsPartitionCount(partitions)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  if (column->count != 0) SINEW_DISPATCH(PartitionRows)(*column, partitions, out);
  return {column->count, SINEW_STATUS_OK};
}

#endif  // HWY_ONCE
