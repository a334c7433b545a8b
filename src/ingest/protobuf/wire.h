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

// Reads the varint at `at`, of at most ten bytes, and returns its end; or null if it has none
// before `end`. Bits above the 64th are dropped. A loop over the bytes: what comes next is read
// while the branches are guessed, and messages of one writer make good guesses; finding the end by
// a bit scan made messages wait for each varint (0.6 times the speed).
inline const uint8_t* ReadWireVarint(const uint8_t* at, const uint8_t* end, uint64_t* value) {
  uint64_t result = 0;
  for (uint32_t shift = 0; at < end && shift < 7 * kLongestVarint; shift += 7) {
    const uint8_t byte = *at++;
    result |= uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) {
      *value = result;
      return at;
    }
  }
  return nullptr;
}

}  // namespace sinew

#endif  // SINEW_INGEST_PROTOBUF_WIRE_H_
