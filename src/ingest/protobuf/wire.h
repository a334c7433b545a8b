#ifndef SINEW_INGEST_PROTOBUF_WIRE_H_
#define SINEW_INGEST_PROTOBUF_WIRE_H_

#include "core/bytes.h"
#include "encoding/varint.h"

// The wire format of Protocol Buffers (https://protobuf.dev/programming-guides/encoding/).

namespace sinew {

// The low three bits of a tag.
enum WireType : uint32_t {
  kWireVarint = 0,
  kWire64 = 1,
  kWireBytes = 2,
  kWireGroup = 3,
  kWireEndGroup = 4,
  kWire32 = 5,
};

constexpr uint64_t kMaxFieldNumber = (uint64_t{1} << 29) - 1;
constexpr size_t kLongestVarint = kMaxVarintBytes<uint64_t>;

// As ReadWireVarint, for the most part for those of several bytes.
inline const uint8_t* ReadLongVarint(const uint8_t* at, const uint8_t* end, const uint8_t* readable,
                                     uint64_t* value) {
  if (readable - at < static_cast<ptrdiff_t>(kLongestVarint)) {
    uint64_t result = 0;
    for (size_t i = 0; i < kLongestVarint && at < end; ++i) {
      const uint8_t byte = *at++;
      result |= uint64_t{byte & 0x7Fu} << (7 * i);
      if (byte < 0x80) {
        *value = result;
        return at;
      }
    }
    return nullptr;
  }
  const uint64_t word = Load<uint64_t>(at);
  const uint64_t ends = ~word & 0x8080808080808080u;
  if (ends != 0) {
    *value = JoinSevens(word & (ends ^ (ends - 1)));
    at += (static_cast<size_t>(__builtin_ctzll(ends)) + 1) / 8;
  } else {
    uint64_t result = JoinSevens(word) | uint64_t{at[8] & 0x7Fu} << 56;
    if (at[8] < 0x80) {
      at += 9;
    } else {
      if (at[9] >= 0x80) return nullptr;
      result |= uint64_t{at[9]} << 63;
      at += 10;
    }
    *value = result;
  }
  return at <= end ? at : nullptr;
}

// Reads the varint at `at`, of at most ten bytes, and returns its end; or null if it has none
// before `end`. Bits above the 64th are dropped. Up to `readable`, which is not before `end`, bytes
// may be read.
inline const uint8_t* ReadWireVarint(const uint8_t* at, const uint8_t* end, const uint8_t* readable,
                                     uint64_t* value) {
  if (at < end && *at < 0x80) {
    *value = *at;
    return at + 1;
  }
  return ReadLongVarint(at, end, readable, value);
}

}  // namespace sinew

#endif  // SINEW_INGEST_PROTOBUF_WIRE_H_
