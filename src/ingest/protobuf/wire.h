#ifndef SINEW_INGEST_PROTOBUF_WIRE_H_
#define SINEW_INGEST_PROTOBUF_WIRE_H_

#include "core/bytes.h"
#include "core/varint.h"

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

}  // namespace sinew

#endif  // SINEW_INGEST_PROTOBUF_WIRE_H_
