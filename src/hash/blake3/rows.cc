// BLAKE3 of the rows of a column, a row a lane, block by block.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/blake3/rows.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#include <string.h>

#include "core/abi.h"
#include "core/bits.h"
#include "core/column.h"
#include "core/dispatch.h"
#include "core/targets.h"
#include "hash/blake3/blake3.h"
#include "hash/blake3/lanes-inl.h"
#include "hash/rows-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using namespace blake3_lanes;

// The messages in the lanes: what each has left to hash, and where its hash goes. A lane whose
// message has ended takes the next row, so that lanes stay full however long the rows are.
struct Messages {
  HWY_ALIGN_MAX uint8_t padded[kMaxLanes][kBlock];
  const uint8_t* next[kMaxLanes];
  uint8_t* hash[kMaxLanes];
  uint32_t left[kMaxLanes];
  uint32_t start[kMaxLanes];  // kChunkStart until the first block is done
};

// Copies the last, partial block of a message; `end` is the end of what can be read.
HWY_INLINE void Pad(const uint8_t* in, size_t size, const uint8_t* end, uint8_t* padded) {
  const hn::CappedTag<uint8_t, kBlock> d;
#if SINEW_HAS_AVX3
  (void)end;
  hn::Store(hn::MaskedLoad(hn::FirstN(d, size), d, in), d, padded);
#else
  const size_t lanes = hn::Lanes(d);
  if (static_cast<size_t>(end - in) < kBlock) {
    memset(padded, 0, kBlock);
    if (size != 0) memcpy(padded, in, size);
    return;
  }
  for (size_t i = 0; i < kBlock; i += lanes) {
    const auto inside =
        hn::Lt(hn::Iota(d, static_cast<uint8_t>(i)), hn::Set(d, static_cast<uint8_t>(size)));
    hn::Store(hn::IfThenElseZero(inside, hn::LoadU(d, in + i)), d, padded + i);
  }
#endif
}

HWY_INLINE Bytes RowAt(const sinew_column& column, size_t width, size_t row) {
  if (HasNarrowOffsets(column.type)) return StringAt<int32_t>(column, row);
  if (HasWideOffsets(column.type)) return StringAt<int64_t>(column, row);
  const uint8_t* values = static_cast<const uint8_t*>(column.values);
  return {values + row * width, width};
}

void HashRows(const sinew_column& column, uint8_t* out) {
  const size_t width = ValueWidth(column.type);
  const uint8_t* end = static_cast<const uint8_t*>(column.values) + column.values_size;
  if (column.count <= kFew || MostLanes() == 1) {
    for (size_t row = 0; row < column.count; ++row, out += kCv) {
      if (!IsValid(column, row)) {
        memset(out, 0, kCv);
        continue;
      }
      const Bytes bytes = RowAt(column, width, row);
      blake3::Hash(bytes.data, bytes.size, out);
    }
    return;
  }
  Lanes lanes;
  Messages messages;
  Fill(lanes.counter_low, 0);
  Fill(lanes.counter_high, 0);
  lanes.blocks = 1;
  lanes.keep_output = false;
  memset(&messages, 0, sizeof(messages));
  FillCv(lanes, blake3::kIv);

  size_t row = 0;
  // Puts the next row that is for the lanes into this one; false when there is none.
  const auto take = [&](size_t lane) HWY_ATTR {
    for (; row < column.count; ++row) {
      uint8_t* hash = out + row * kCv;
      if (!IsValid(column, row)) {
        memset(hash, 0, kCv);
        continue;
      }
      const Bytes bytes = RowAt(column, width, row);
      if (bytes.size > kChunk) {
        blake3::Hash(bytes.data, bytes.size, hash);
        continue;
      }
      messages.next[lane] = bytes.data;
      messages.left[lane] = static_cast<uint32_t>(bytes.size);
      messages.hash[lane] = hash;
      messages.start[lane] = blake3::kChunkStart;
      for (size_t i = 0; i < 8; ++i) lanes.cv[i][lane] = blake3::kIv[i];
      ++row;
      return true;
    }
    return false;
  };

  uint64_t busy = 0;
  uint64_t idle = LowBits(MostLanes());
  for (;;) {
    ForEachRow(idle, [&](size_t lane) HWY_ATTR {
      if (take(lane)) busy |= uint64_t{1} << lane;
    });
    if (busy == 0) return;
    uint64_t ending = 0;
    uint64_t partial = 0;
    for (size_t lane = 0; lane < MostLanes(); ++lane) {
      const uint32_t left = messages.left[lane];
      const bool last = left <= kBlock;
      lanes.size[lane] = last ? left : kBlock;
      lanes.flags[0][lane] = messages.start[lane] | (last ? blake3::kChunkEnd | blake3::kRoot : 0);
      lanes.block[lane] = left < kBlock ? messages.padded[lane] : messages.next[lane];
      ending |= uint64_t{last} << lane;
      partial |= uint64_t{left < kBlock} << lane;
      messages.start[lane] = 0;
    }
    ForEachRow(partial & busy, [&](size_t lane) HWY_ATTR {
      Pad(messages.next[lane], messages.left[lane], end, messages.padded[lane]);
    });
    const size_t used = 64 - static_cast<size_t>(__builtin_clzll(busy));
    LoadMessages(lanes, used);
    Compress(lanes, used);
    ending &= busy;
    if (ending != 0) {
      HWY_ALIGN uint8_t rows[kMaxLanes * kCv];
      StoreCvs(lanes, MostLanes(), rows);
      ForEachRow(ending, [&](size_t lane) { memcpy(messages.hash[lane], rows + lane * kCv, kCv); });
      ForEachRow(ending, [&](size_t lane) { messages.left[lane] = 0; });
    }
    ForEachRow(busy & ~ending, [&](size_t lane) {
      messages.next[lane] += kBlock;
      messages.left[lane] -= kBlock;
    });
    busy &= ~ending;
    idle = ending;
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace blake3 {
namespace {
HWY_EXPORT(HashRows);
}  // namespace

void HashRows(const sinew_column& column, uint8_t* out) { SINEW_DISPATCH(HashRows)(column, out); }

}  // namespace blake3
}  // namespace sinew

#endif  // HWY_ONCE
